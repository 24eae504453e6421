"""Why a file cannot be taken for a photo."""

from __future__ import annotations

from typing import Literal

#: Stable: programs decide by them, and `wording.photo` has a sentence for each.
Code = Literal[
    "empty",
    "too_large",
    "wrong_type",
    "broken",
    "truncated",
    "too_many_pixels",
    "extra_data",
    "animated",
]


class PictureRefused(Exception):
    """The file was not measured. `looks_like` names what it seems to be, where that can be told; `most` a limit."""

    def __init__(self, code: Code, *, looks_like: str | None = None, most: int | None = None) -> None:
        super().__init__(code)
        self.code: Code = code
        self.looks_like = looks_like
        self.most = most
