"""Which notices a question is about."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final, cast

import numpy as np

from policies_kb.answers.roll import Roll, covers_sector, how_far
from policies_kb.answers.scope import Scope
from policies_kb.model.notice import Notice
from policies_kb.model.regions import Regions
from policies_kb.model.titles import Title, distance

#: So many notices are named where none fits.
_NEAR: Final = 3
_REMEMBERED: Final = 512


@dataclass(frozen=True)
class Fit:
    """The notices that fit best; where none does, those that come nearest.

    `wider` hold for places around the one that was named, where no title told which notice is meant.
    """

    notices: tuple[Notice, ...]
    near: tuple[Notice, ...] = ()
    newest_of: bool = False
    wider: tuple[Notice, ...] = ()


class Fitting:
    """Finds the notices that a question is about. What it found is remembered: many ask about the same."""

    def __init__(self, roll: Roll) -> None:
        self.roll = roll
        self.of = lru_cache(maxsize=_REMEMBERED)(self._of)

    def _of(self, now: Scope, earlier: Scope) -> Fit:
        """The notices that what is stated now fits, helped by what was said earlier where that does not clash."""
        roll = self.roll
        if now.notice and (named := self._named(now)):
            return Fit(named)
        now = now.without("notice")
        reserve: Fit | None = None
        for kept in _softened(now, earlier):
            scope = now.filled_from(kept)
            fit = roll.fits(scope)
            if now.region and earlier.title and not (now.title or kept.title):
                # «那杭州呢» after junior titles in 永嘉 does not mean the provincial review of another title.
                fit = roll.of_places_of_their_own(fit)
            if len(fit):
                nearest = roll.nearest(fit, scope.region)
                newest = roll.newest(nearest) if not scope.year and not scope.notice else nearest
                told = set(newest.tolist())
                around = roll.newest(fit).tolist() if now.region and not scope.title else []
                wider = roll.at(position for position in around if position not in told)
                found = Fit(roll.at(newest), newest_of=len(newest) < len(nearest), wider=wider)
                # «那绍兴呢» after a question on 上虞 means Shaoxing's own notice, though 上虞 lies in it.
                if roll.at_the_place(newest, now.region):
                    return found
                if kept.title or not earlier.title or now.title:
                    reserve = reserve or found
        place = now if now.region else replace(now, region=earlier.region)
        return reserve or Fit((), near=roll.at(roll.most_alike(place, _NEAR)))

    def of_each(self, sides: Sequence[Scope], whole: Scope, fit: Fit) -> Fit:
        """The notices of a comparison, each side read by itself where both together leave one out.

        A side without a place, sector or title of its own has what the other says.
        """
        # A place that no notice is of («老家安徽») is not the place of the other side.
        places = tuple(place for place in whole.region if self.roll.holds_somewhere(place))
        shared = {"region": places, "sector": whole.sector}
        found: dict[str, Notice] = {}
        single = True
        for side in sides:
            lone = {
                name: shared[name]
                for name in shared
                if not getattr(side, name) and not side.notice and len(shared[name]) == 1
            }
            title = side.title or next((one.title for one in sides if one.title), ())
            one = self.of(replace(side, **lone, title=title), Scope())
            one = one if one.notices else self.of(replace(side, **lone), Scope())
            single = single and len(one.notices) == 1 and bool(side.notice or side.sector)
            found |= {notice.id: notice for notice in one.notices}
        if single and len(found) == len(sides):
            # Each side by itself means one notice, though a place or a sector of one fits others besides.
            return Fit(tuple(found.values()))
        if len(found) > len(fit.notices) and {notice.id for notice in fit.notices} <= set(found):
            return Fit(tuple(found.values()))
        return fit

    def _named(self, now: Scope) -> tuple[Notice, ...]:
        """The notices called by name, and those that a second place or year beside the names means.

        None where what is stated besides contradicts the names («建设正高2024» where the round of 2023 is held).
        """
        roll = self.roll
        held = roll.one_round(roll.of(now.notice), now.year)
        named = roll.at(held)
        places, years = without_notice(roll.regions, named, now)
        beside = replace(
            now,
            notice=(),
            region=places,
            year=years,
            title=tuple(title for title in now.title if not any(title in n.titles for n in named)),
            sector=tuple(s for s in now.sector if not any(covers_sector(n.sector, s) for n in named)),
        )
        if beside.empty or (now.names_one and _only_a_step(named[0], beside)):
            return named
        # «126号文和2020自然资源的正高»: another sector beside the name is another review, not a contradiction.
        alone = (
            now.names_one
            and not beside.sector
            and all(
                len(getattr(beside, name)) == len(getattr(now, name))
                for name in ("region", "year")
                if getattr(beside, name)
            )
        )
        if alone and (beside.year or beside.region or _far_from(named[0], now.title)):
            return ()
        fit = roll.fits(beside)
        others = roll.nearest(fit[~np.isin(fit, held)], beside.region)
        return (*named, *roll.at(others))


def without_notice(
    regions: Regions, notices: Sequence[Notice], now: Scope
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The places and the years stated that none of `notices` holds for."""
    held = {notice.region for notice in notices}
    places = tuple(p for p in now.region if not any(how_far(regions, one, p) is not None for one in held))
    years = tuple(year for year in now.year if not any(str(n.year) == year for n in notices))
    return places, years


def _far_from(notice: Notice, titles: Sequence[str]) -> bool:
    """Whether titles are asked for that lie more than a step away: one step below is the title a person comes from."""
    return bool(titles) and all(
        distance(cast(Title, title), held) > 1 for title in titles for held in notice.titles
    )


def _only_a_step(notice: Notice, beside: Scope) -> bool:
    """Whether nothing but a title next to that of the notice is stated besides («126号文…高工聘书要不要交»)."""
    return beside == Scope(title=beside.title) and not _far_from(notice, beside.title)


def _softened(now: Scope, earlier: Scope) -> Iterable[Scope]:
    """What was said earlier, with less and less of it kept."""
    if now.region or now.title or now.year or now.sector:
        yield earlier if _agrees(now, earlier) else earlier.without("notice")
        yield earlier.without("notice", "year")
        yield earlier.without("notice", "year", "sector")
        yield earlier.without("notice", "year", "sector", "title")
        # «那中级呢» asks for a title of the place that was named, not for another place that reviews it.
        if now.region or now.year or now.sector or not earlier.region:
            yield Scope()
    else:
        yield earlier
        yield earlier.without("notice")
        yield Scope()


def _agrees(now: Scope, earlier: Scope) -> bool:
    """Whether nothing stated now differs from what was said earlier."""
    return all(
        not getattr(now, name)
        or not getattr(earlier, name)
        or set(getattr(now, name)) & set(getattr(earlier, name))
        for name in ("region", "year", "sector", "title")
    )
