"""Which notices a question is about."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final, cast

from policies_kb.answers.scope import Scope
from policies_kb.model.knowledge import Knowledge
from policies_kb.model.notice import Notice
from policies_kb.model.regions import Regions
from policies_kb.model.titles import Title, distance

#: A sector whose notices cover the trades of others too: engineering at large.
_WIDE: Final = {"engineering": frozenset({"construction", "natural-resources"})}
_INSIDE: Final = 10


@dataclass(frozen=True)
class Fit:
    """The notices that fit best; where none does, those that come nearest.

    `wider` hold for places around the one that was named, where no title told which notice is meant.
    """

    notices: tuple[Notice, ...]
    near: tuple[Notice, ...] = ()
    newest_of: bool = False
    wider: tuple[Notice, ...] = ()


def fitting(knowledge: Knowledge, now: Scope, earlier: Scope) -> Fit:
    """The notices that what is stated now fits, helped by what was said earlier where that does not clash."""
    if now.notice and (named := _named(knowledge, now)):
        return Fit(named)
    now = now.without("notice")
    reserve: Fit | None = None
    for kept in _softened(now, earlier):
        scope = now.filled_from(kept)
        fit = [notice for notice in knowledge.notices if _fits(knowledge.regions, notice, scope)]
        if now.region and earlier.title and not (now.title or kept.title):
            fit = [notice for notice in fit if _of_its_own(knowledge.regions, notice)]
        if fit:
            nearest = _nearest_region(knowledge.regions, fit, scope.region)
            newest = _newest(nearest) if not scope.year and not scope.notice else nearest
            wider = [n for n in _newest(fit) if n not in newest] if now.region and not scope.title else []
            found = Fit(tuple(newest), newest_of=len(newest) < len(nearest), wider=tuple(wider))
            if _at_the_place(knowledge.regions, newest, now.region):
                return found
            if kept.title or not earlier.title or now.title:
                reserve = reserve or found
    return reserve or Fit((), near=_near(knowledge, now))


def fitting_each(knowledge: Knowledge, sides: Sequence[Scope], whole: Scope, fit: Fit) -> Fit:
    """The notices of a comparison, each side read by itself where both together leave one out.

    A side without a place, sector or title of its own has what the other says.
    """
    # A place that no notice is of («老家安徽») is not the place of the other side.
    places = tuple(
        p
        for p in whole.region
        if any(_distance(knowledge.regions, n, p) is not None for n in knowledge.notices)
    )
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
        one = fitting(knowledge, replace(side, **lone, title=title), Scope())
        one = one if one.notices else fitting(knowledge, replace(side, **lone), Scope())
        single = single and len(one.notices) == 1 and bool(side.notice or side.sector)
        found |= {notice.id: notice for notice in one.notices}
    if single and len(found) == len(sides):
        # Each side by itself means one notice, though a place or a sector of one fits others besides.
        return Fit(tuple(found.values()))
    if len(found) > len(fit.notices) and {notice.id for notice in fit.notices} <= set(found):
        return Fit(tuple(found.values()))
    return fit


def _of_its_own(regions: Regions, notice: Notice) -> bool:
    """Whether a notice belongs to a place inside the province, not to all of it.

    «那杭州呢» after a question on junior titles in 永嘉 does not mean the provincial review of another title.
    """
    return len(list(regions.upwards(notice.region))) > 1


def without_notice(
    regions: Regions, notices: Sequence[Notice], now: Scope
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The places and the years stated that none of `notices` holds for."""
    places = tuple(p for p in now.region if not any(_distance(regions, n, p) is not None for n in notices))
    years = tuple(year for year in now.year if not any(str(n.year) == year for n in notices))
    return places, years


def _named(knowledge: Knowledge, now: Scope) -> tuple[Notice, ...]:
    """The notices called by name, and those that a second place or year beside the names means.

    None where what is stated besides contradicts the names («建设正高2024» where the round of 2023 is held).
    """
    named = [notice for notice in knowledge.notices if notice.id in now.notice]
    places, years = without_notice(knowledge.regions, named, now)
    beside = replace(
        now,
        notice=(),
        region=places,
        year=years,
        title=tuple(title for title in now.title if not any(title in n.titles for n in named)),
        sector=tuple(s for s in now.sector if not any(_covers_sector(n.sector, s) for n in named)),
    )
    if beside.empty:
        return tuple(named)
    # «126号文和2020自然资源的正高»: another sector beside the name is another review, not a contradiction.
    alone = (
        len(now.notice) == 1
        and not beside.sector
        and all(
            len(getattr(beside, name)) == len(getattr(now, name))
            for name in ("region", "year")
            if getattr(beside, name)
        )
    )
    if alone and (beside.year or beside.region or _far_from(named[0], now.title)):
        return ()
    others = [n for n in knowledge.notices if n not in named and _fits(knowledge.regions, n, beside)]
    return (*named, *_nearest_region(knowledge.regions, others, beside.region))


def _far_from(notice: Notice, titles: Sequence[str]) -> bool:
    """Whether titles are asked for that lie more than a step away: one step below is the title a person comes from."""
    return bool(titles) and all(
        distance(cast(Title, title), held) > 1 for title in titles for held in notice.titles
    )


def _at_the_place(regions: Regions, notices: Sequence[Notice], places: Sequence[str]) -> bool:
    """Whether the notices hold at the places stated, not merely somewhere inside them.

    «那绍兴呢» after a question on 上虞 means Shaoxing's own notice, though 上虞 lies in it.
    """
    return not places or any(
        (distance := _distance(regions, notice, place)) is not None and distance < _INSIDE
        for notice in notices
        for place in places
    )


def _softened(now: Scope, earlier: Scope) -> Iterable[Scope]:
    """What was said earlier, with less and less of it kept."""
    if now.region or now.title or now.year or now.sector:
        yield earlier if _agrees(now, earlier) else earlier.without("notice")
        yield earlier.without("notice", "year")
        yield earlier.without("notice", "year", "sector")
        yield earlier.without("notice", "year", "sector", "title")
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


def _fits(regions: Regions, notice: Notice, scope: Scope) -> bool:
    return (
        (not scope.notice or notice.id in scope.notice)
        and (not scope.region or any(_distance(regions, notice, name) is not None for name in scope.region))
        and (not scope.title or bool(set(scope.title) & set(notice.titles)))
        and (not scope.year or str(notice.year) in scope.year)
        and (not scope.sector or any(_covers_sector(notice.sector, name) for name in scope.sector))
    )


def _covers_sector(held: str, asked: str) -> bool:
    return held == asked or asked in _WIDE.get(held, frozenset())


def _distance(regions: Regions, notice: Notice, place: str) -> int | None:
    """0 for the notice's own place, then up to what contains the place, last what lies inside it."""
    upwards = list(regions.upwards(place))
    if notice.region in upwards:
        return upwards.index(notice.region)
    inside = list(regions.upwards(notice.region))
    return _INSIDE + inside.index(place) if place in inside else None


def _nearest_region(regions: Regions, notices: Sequence[Notice], places: Sequence[str]) -> list[Notice]:
    """For each place the notices nearest to it."""
    if not places:
        return list(notices)
    chosen: dict[str, Notice] = {}
    for place in places:
        distances = {n.id: d for n in notices if (d := _distance(regions, n, place)) is not None}
        nearest = min(distances.values(), default=None)
        chosen |= {n.id: n for n in notices if nearest is not None and distances.get(n.id) == nearest}
    return list(chosen.values())


def _newest(notices: Sequence[Notice]) -> list[Notice]:
    """The newest round of each series."""
    newest: dict[str, Notice] = {}
    for notice in notices:
        if notice.series not in newest or notice.year > newest[notice.series].year:
            newest[notice.series] = notice
    return list(newest.values())


def _near(knowledge: Knowledge, scope: Scope) -> tuple[Notice, ...]:
    """The held notices that differ least from what was asked for: at most three."""
    ranked = sorted(knowledge.notices, key=lambda notice: _unlike(knowledge.regions, notice, scope))
    best = min((_unlike(knowledge.regions, notice, scope)[0] for notice in ranked), default=0)
    return tuple(notice for notice in ranked if _unlike(knowledge.regions, notice, scope)[0] == best)[:3]


def _unlike(regions: Regions, notice: Notice, scope: Scope) -> tuple[int, int, int]:
    """How many dimensions differ; then how far the title and the year are away."""
    region = bool(scope.region) and all(_distance(regions, notice, name) is None for name in scope.region)
    title = bool(scope.title) and not set(scope.title) & set(notice.titles)
    sector = bool(scope.sector) and not any(_covers_sector(notice.sector, name) for name in scope.sector)
    year = bool(scope.year) and str(notice.year) not in scope.year
    steps = min(
        (distance(cast(Title, one), other) for one in scope.title for other in notice.titles),
        default=0,
    )
    years = min((abs(notice.year - int(one)) for one in scope.year), default=0)
    return 2 * region + 2 * title + 2 * sector + year, steps, years
