"""Collects the names that people may use from everything the knowledge base holds."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Final

from policies_kb.model.knowledge import Knowledge
from policies_kb.model.vocabulary import Vocabulary
from policies_kb.terms.names import Name, Names
from policies_kb.terms.normalise import normalise

#: A writing that more notices go by than this is one name of all of them.
_SHARED_FROM: Final = 24
#: What such a name means begins with this, as no id of a notice does.
_SHARED: Final = "="


def names_of(knowledge: Knowledge) -> Names:
    """Every name that the recogniser shall find."""
    return Names.of(
        [
            *_regions(knowledge),
            *_words(knowledge.vocabulary),
            *(Name(*said) for notice in knowledge.notices for said in notice.names()),
        ]
    )


def shared_as_one(names: Names) -> tuple[Names, Mapping[str, tuple[str, ...]]]:
    """The names, with one for all notices that go by the same writing, and which notices that are.

    Only where they are many: «建设正高» is said of every round of every place, and a question that names it is not
    read thousands of times.
    """
    by_writing: dict[str, list[Name]] = defaultdict(list)
    for name in names.all:
        if name.facet == "notice":
            by_writing[normalise(name.written)].append(name)
    many = {
        written: tuple(dict.fromkeys(name.value for name in meant))
        for written, meant in by_writing.items()
        if len(meant) > _SHARED_FROM and "|" not in written
    }
    if not many:
        return names, {}
    single = (name for name in names.all if name.facet != "notice" or normalise(name.written) not in many)
    together = (Name(written, "notice", _SHARED + written) for written in many)
    return Names((*single, *together)), {_SHARED + written: meant for written, meant in many.items()}


def is_shared(value: str) -> bool:
    """Whether what a name means are many notices."""
    return value.startswith(_SHARED)


def _regions(knowledge: Knowledge) -> Iterator[Name]:
    for region in knowledge.region_list:
        for written in (region.name, region.en, *region.aliases):
            yield Name(written, "region", region.name)


def _words(vocabulary: Vocabulary) -> Iterator[Name]:
    for facet in Vocabulary.model_fields:
        for word in getattr(vocabulary, facet):
            for written in (word.value, *word.aliases):
                yield Name(written, facet, word.value)
