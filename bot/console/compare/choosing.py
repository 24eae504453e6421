"""The list from which notices are chosen."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import Final

from bot.console.compare.asked import FEWEST, MOST, Asked
from bot.console.compare.named import fits
from policies_kb.catalogue import Catalogue
from policies_kb.model.notice import Notice

#: More are not listed at once: a few characters more find the one that is meant.
_LISTED: Final = 60


@dataclass(frozen=True)
class Choice:
    """A notice that can be chosen, and all that people call it."""

    notice: Notice
    names: tuple[str, ...]
    chosen: bool


@dataclass(frozen=True)
class Choices:
    """The chosen ones first, then the newest; `left` more fit. `rounds`: reviews of which several are held."""

    listed: tuple[Choice, ...]
    left: int
    rounds: tuple[tuple[Notice, ...], ...]


def choices(catalogue: Catalogue, asked: Asked) -> Choices:
    """What can be chosen with what is typed."""
    newest_first = sorted(catalogue.notices, key=lambda one: (-one.year, one.id))
    made = [Choice(one, names_of(catalogue, one), one.id in asked.notices) for one in newest_first]
    fitting = [one for one in made if not one.chosen and fits(asked.find, one.names)]
    chosen = tuple(one for one in made if one.chosen)
    return Choices(
        (*chosen, *fitting[:_LISTED]), max(len(fitting) - _LISTED, 0), _rounds(newest_first, asked.find)
    )


def names_of(catalogue: Catalogue, notice: Notice) -> tuple[str, ...]:
    """Everything by which somebody may look for a notice."""
    region = catalogue.knowledge.regions.by_name.get(notice.region)
    places = (region.name, region.en, *region.aliases) if region else (notice.region,)
    own = (notice.short.zh, notice.short.en, notice.title.zh, notice.number or "", str(notice.year))
    return (*own, *notice.aliases, *places, *notice.titles)


def _rounds(newest_first: list[Notice], find: str) -> tuple[tuple[Notice, ...], ...]:
    """Rounds of one review, the newest first, as many as can be compared."""
    by_series: dict[str, list[Notice]] = defaultdict(list)
    for notice in newest_first:
        by_series[notice.series].append(notice)
    several = [tuple(rounds[:MOST]) for rounds in by_series.values() if len(rounds) >= FEWEST]
    return tuple(rounds for rounds in several if fits(find, (rounds[0].short.zh, rounds[0].short.en)))[
        :_LISTED
    ]
