"""One form for what is written in many: full width, traditional characters, capitals, white space.

For understanding only. What the person wrote is never changed, stored or shown in this form.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Any

from opencc import OpenCC

#: One message is read by several that each want it in this form.
_REMEMBERED = 1024

_SPACE = re.compile(r"\s+")
_SPACE_BY_HAN = re.compile(r"(?<=[一-鿿]) (?=[一-鿿0-9])|(?<=[0-9]) (?=[一-鿿])")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\u200b-\u200f\u202a-\u202e\u2060\ufeff]")


@lru_cache(maxsize=_REMEMBERED)
def normalise(text: str) -> str:
    """NFKC, simplified, lower case, single spaces (none between Chinese characters)."""
    plain = _CONTROL.sub("", unicodedata.normalize("NFKC", text)).lower()
    plain = _simplified().convert(plain)
    return _SPACE_BY_HAN.sub("", _SPACE.sub(" ", plain)).strip()


def is_traditional(text: str) -> bool:
    """Whether `text` has characters that only traditional writing uses."""
    return any(_simplified().convert(character) != character for character in text)


@lru_cache(maxsize=1)
def _simplified() -> Any:
    """The converter, made on first use: it reads its tables from the package."""
    return OpenCC("t2s")
