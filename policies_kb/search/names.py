"""Collects the names that people may use from everything the knowledge base holds."""

from __future__ import annotations

import re
from collections.abc import Iterator

from policies_kb.model.knowledge import Knowledge
from policies_kb.model.notice import Notice
from policies_kb.model.vocabulary import Vocabulary
from policies_kb.terms.names import Name, Names

#: Lists whose items people name in a question (can a blaster apply, is Yongjia among the counties).
_LISTED = ("specialty", "occupation", "journal")


def names_of(knowledge: Knowledge) -> Names:
    """Every name that the recogniser shall find."""
    return Names.of(
        [
            *_regions(knowledge),
            *_words(knowledge.vocabulary),
            *(name for notice in knowledge.notices for name in _notice(notice)),
        ]
    )


def _regions(knowledge: Knowledge) -> Iterator[Name]:
    for region in knowledge.region_list:
        for written in (region.name, region.en, *region.aliases):
            yield Name(written, "region", region.name)


def _words(vocabulary: Vocabulary) -> Iterator[Name]:
    for facet in Vocabulary.model_fields:
        for word in getattr(vocabulary, facet):
            for written in (word.value, *word.aliases):
                yield Name(written, facet, word.value)


def _notice(notice: Notice) -> Iterator[Name]:
    for written in (*notice.aliases, *_numbers(notice.number)):
        yield Name(written, "notice", notice.id)
    for contact in notice.contacts:
        if contact.person is not None:
            for person in contact.person.zh.split("、"):
                yield Name(person, "notice", notice.id)
    for listing in notice.lists:
        if listing.facet in _LISTED:
            for item in listing.items:
                for written in (item.zh, *item.aliases):
                    yield Name(written, listing.facet, item.zh)


def _numbers(number: str | None) -> Iterator[str]:
    """浙建人教函〔2023〕126号 as people type it: with any bracket, without, or only «126号»."""
    if number is None:
        return
    yield number
    match = re.fullmatch(r"(.+)〔(\d{4})〕(\d+号)", number)
    if match:
        office, year, count = match.groups()
        for form in (f"[{year}]", f"({year})", f"【{year}】", year, f"{year}年"):
            yield f"{office}{form}{count}"
        yield f"{office}{count}"
