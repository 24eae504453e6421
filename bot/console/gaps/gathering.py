"""Gathers gaps into groups that are mended at one place: asked in like words, about the same notice and topic."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from bot.console.gaps.likeness import Group, grouped
from bot.store import Gap, GapKind
from policies_kb.catalogue import Catalogue


def gathered(gaps: Sequence[Gap], catalogue: Catalogue | None) -> list[Group[Gap]]:
    """The groups, the one that most people asked first. What staff call wrong is grouped by the fact alone."""
    wrong: defaultdict[str, list[Gap]] = defaultdict(list)
    asked: defaultdict[tuple[str, str], list[Gap]] = defaultdict(list)
    for gap in gaps:
        if gap.kind is GapKind.WRONG_FACT and gap.fact:
            wrong[gap.fact].append(gap)
        else:
            asked[gap.notice or "", gap.topic or ""].append(gap)
    groups = [Group(words_of(fact, catalogue), tuple(ones)) for fact, ones in wrong.items()]
    for ones in asked.values():
        groups += grouped([(one.text or "", one.asker, one) for one in ones])
    return sorted(groups, key=_rank)


def words_of(fact: str, catalogue: Catalogue | None) -> str:
    """What a fact says; its name where it is no longer held."""
    held = catalogue.fact(fact) if catalogue else None
    return held.text.zh if held else fact


def people_of(gaps: Sequence[Gap]) -> int:
    """How many people asked; of the staff, how many said so."""
    return len({gap.asker for gap in gaps})


def _rank(group: Group[Gap]) -> tuple[int, int, str, str, str]:
    first = group.members[0]
    return (
        -people_of(group.members),
        -len(group.members),
        group.words,
        first.notice or "",
        first.topic or first.fact or "",
    )
