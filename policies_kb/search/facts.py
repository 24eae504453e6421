"""The facts of all notices; of many notices only those that were asked for last are at hand."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Final, TypeVar

from policies_kb.model.fact import Fact
from policies_kb.model.notice import Notice
from policies_kb.wording import facts_of

#: Up to so many notices all that is made of each is kept.
ALL: Final = 100
#: Of more notices than that so many: those that people ask about at one time.
_AT_HAND: Final = 256

Made = TypeVar("Made")


def kept_for(notices: int, make: Callable[[str], Made]) -> Callable[[str], Made]:
    """`make` (by the id of a notice), with what it made last kept: everything, or of many notices the last."""
    return lru_cache(maxsize=None if notices <= ALL else _AT_HAND)(make)


class Facts(Mapping[str, Fact]):
    """Facts by their id. Their order is that of the notices, and of the file within one."""

    def __init__(self, notices: Iterable[Notice]) -> None:
        held = {notice.id: notice for notice in notices}
        self._years: Mapping[str, int] = {name: notice.year for name, notice in held.items()}
        self._made = kept_for(len(held), lambda name: {fact.id: fact for fact in facts_of(held[name])})

    @classmethod
    def given(cls, facts: Sequence[Fact]) -> Facts:
        """Facts that are at hand already, whatever notices they are of."""
        made = cls(())
        by_notice: dict[str, dict[str, Fact]] = {}
        for fact in facts:
            by_notice.setdefault(fact.notice, {})[fact.id] = fact
        made._years = dict.fromkeys(by_notice, 0)
        made._made = by_notice.__getitem__
        return made

    @property
    def notices(self) -> Sequence[str]:
        """The ids of the notices, in order."""
        return tuple(self._years)

    @property
    def leading(self) -> Sequence[str]:
        """All notices, or of many those of the newest rounds: what they say stands for what all say."""
        names = self.notices
        if len(names) <= ALL:
            return names
        return sorted(names, key=lambda name: (-self._years[name], name))[:ALL]

    def of(self, notice: str) -> Sequence[Fact]:
        """Every fact of one notice; none where it is not held."""
        return tuple(self._made(notice).values()) if notice in self._years else ()

    def in_order(self, names: Iterable[str]) -> list[str]:
        """Those of the ids that there are, in the order of the facts."""
        wanted = frozenset(names)
        notices = {name.partition("/")[0] for name in wanted}
        return [name for one in self._years if one in notices for name in self._made(one) if name in wanted]

    def __getitem__(self, name: str) -> Fact:
        notice = name.partition("/")[0]
        if notice not in self._years:
            raise KeyError(name)
        return self._made(notice)[name]

    def __iter__(self) -> Iterator[str]:
        return (name for notice in self._years for name in self._made(notice))

    def __len__(self) -> int:
        return sum(len(self._made(notice)) for notice in self._years)
