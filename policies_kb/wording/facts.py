"""From the entries of a notice to the facts that are searched, answered and verified."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, Final

from policies_kb.model.entries import (
    Contact,
    Counting,
    Document,
    Entry,
    Fee,
    FreeFact,
    Gap,
    Listing,
    Material,
    Milestone,
    Office,
    PhotoSpec,
    Step,
)
from policies_kb.model.fact import Fact
from policies_kb.model.notice import Notice
from policies_kb.wording import kinds, lists, routes, whom
from policies_kb.wording.draft import Draft

_Draw = Callable[[Notice, Any], Iterator[Draft]]

_KINDS: Final[dict[type[Entry], _Draw]] = {
    Milestone: kinds.milestone,
    Counting: kinds.counting,
    Material: kinds.material,
    Step: kinds.step,
    Contact: whom.contact,
    Office: whom.office,
    Fee: kinds.fee,
    PhotoSpec: kinds.photo,
    FreeFact: kinds.free,
    Document: kinds.document,
    Gap: kinds.gap,
    Listing: lists.listing,
}


def facts_of(notice: Notice) -> tuple[Fact, ...]:
    """Every fact of a notice. Ids are unique when the entries' ids are (lint sees to that)."""
    facts = [
        _fact(notice, entry, draft)
        for entry in notice.entries()
        for draft in _KINDS[type(entry)](notice, entry)
    ]
    facts += [_head(notice)]
    facts += routes.facts(notice)
    return tuple(facts)


def _fact(notice: Notice, entry: Entry, draft: Draft) -> Fact:
    part = f"/{draft.part}" if draft.part else ""
    topics = ([entry.topic] if entry.topic and not draft.part else []) + list(draft.topics) + list(entry.also)
    return Fact(
        id=f"{notice.id}/{entry.id}{part}",
        notice=notice.id,
        kind=type(entry).__name__.lower(),
        topics=tuple(dict.fromkeys(topics)),
        audience=entry.audience or draft.audience,
        at=entry.at,
        text=draft.with_note(entry.note),
        entry=entry,
        aliases=entry.aliases + draft.aliases,
        facets={**draft.facets, **entry.facets},
        names=draft.names,
        value=draft.value,
    )


def _head(notice: Notice) -> Fact:
    """What the notice is: number, title, who issued it and when."""
    draft = kinds.head(notice)
    return Fact(
        id=f"{notice.id}/notice",
        notice=notice.id,
        kind="head",
        topics=draft.topics,
        audience="anyone",
        at=notice.at,
        text=draft.text,
        aliases=draft.aliases,
        names=draft.names,
    )
