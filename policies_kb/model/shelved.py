"""Notices of which only the head is at hand: ten thousand fit into memory, and a few at a time are open."""

from __future__ import annotations

import datetime as dt
import sys
import zlib
from functools import lru_cache
from typing import Any, Final

from policies_kb.model.notice import Notice, Said

#: What is needed of every notice to tell which of them a question is about. The rest is read when it is asked for.
_HEAD: Final = (
    "id", "series", "title", "short", "number", "year", "issued", "issuers", "region", "sector", "titles", "aliases",
)  # fmt: skip
_REST: Final = frozenset(Notice.model_fields) - frozenset(_HEAD)
#: So many notices are open at a time: those whose facts are at hand, which hold most of what is in them anyway.
_OPEN: Final = 256


class _Packed:
    """The JSON form of a notice, compressed. Known by itself, not by what is in it."""

    __slots__ = ("checkable", "data", "last_day", "lists_places", "names", "places")

    def __init__(self, notice: Notice, text: str) -> None:
        self.data = zlib.compress(text.encode(), 1)
        self.names = notice.names()
        self.places = tuple(map(sys.intern, notice.places()))
        self.lists_places = notice.lists_places
        self.last_day = notice.last_day
        self.checkable = notice.checkable


class Shelved(Notice):
    """A notice like any other; what is not in its head is unpacked on first use, and again when it was long unused."""

    @classmethod
    def of(cls, notice: Notice, text: str) -> Shelved:
        """`notice`, whose JSON form is `text`."""
        head = {name: getattr(notice, name) for name in _HEAD}
        shelved = cls.model_construct(set(head), **head)
        for name in _REST:
            shelved.__dict__.pop(name, None)
        shelved.__dict__["_packed"] = _Packed(notice, text)
        return shelved

    @property
    def text(self) -> str:
        """The JSON form."""
        return zlib.decompress(self.__dict__["_packed"].data).decode()

    def opened(self) -> Notice:
        """The whole notice."""
        return _opened(self.__dict__["_packed"])

    def names(self) -> tuple[Said, ...]:
        """As Notice.names, without opening it."""
        names: tuple[Said, ...] = self.__dict__["_packed"].names
        return names

    @property
    def checkable(self) -> bool:
        """As Notice.checkable, without opening it."""
        return bool(self.__dict__["_packed"].checkable)

    def places(self) -> tuple[str, ...]:
        """As Notice.places, without opening it."""
        places: tuple[str, ...] = self.__dict__["_packed"].places
        return places

    @property
    def last_day(self) -> dt.date | None:
        """As Notice.last_day, without opening it."""
        day: dt.date | None = self.__dict__["_packed"].last_day
        return day

    @property
    def lists_places(self) -> bool:
        """As Notice.lists_places, without opening it."""
        return bool(self.__dict__["_packed"].lists_places)

    def __getattr__(self, name: str) -> Any:
        """What is not in the head."""
        if name in _REST:
            return getattr(self.opened(), name)
        raise AttributeError(name)

    def __eq__(self, other: object) -> bool:
        """Whether both say the same."""
        if self is other:
            return True
        if not isinstance(other, Notice) or self.id != other.id:
            return False
        return self.opened() == (other.opened() if isinstance(other, Shelved) else other)

    def __hash__(self) -> int:
        """By the id, of which there is one in a publication."""
        return hash(self.id)


@lru_cache(maxsize=_OPEN)
def _opened(packed: _Packed) -> Notice:
    return Notice.model_validate_json(zlib.decompress(packed.data))
