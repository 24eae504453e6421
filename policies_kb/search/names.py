"""Collects the names that people may use from everything the knowledge base holds."""

from __future__ import annotations

from collections.abc import Iterator

from policies_kb.model.knowledge import Knowledge
from policies_kb.model.vocabulary import Vocabulary
from policies_kb.terms.names import Name, Names


def names_of(knowledge: Knowledge) -> Names:
    """Every name that the recogniser shall find."""
    return Names.of(
        [
            *_regions(knowledge),
            *_words(knowledge.vocabulary),
            *(Name(*said) for notice in knowledge.notices for said in notice.names()),
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
