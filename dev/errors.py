"""The one exception that a command shows to a person."""

from __future__ import annotations


class CommandError(Exception):
    """Something a person can mend: said in words, without a traceback.

    `what` says what is wrong, `mend` what to do about it.
    """

    def __init__(self, what: str, mend: str = "") -> None:
        super().__init__(what)
        self.what = what
        self.mend = mend

    def __str__(self) -> str:
        return f"{self.what}\n  {self.mend}" if self.mend else self.what
