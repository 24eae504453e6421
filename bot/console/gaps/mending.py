"""Names the two files in which an answer is mended: the fact's and the examples', see docs/tasks/mend-an-answer.md."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal

from bot.store import Gap, GapKind
from policies_kb.catalogue import Catalogue

_NOTICES: Final = "policies_kb/notices"
_EXAMPLES: Final = "data/nlu"
#: Where the names stand by which people call notices, and the words that point to topics.
NAMES: Final = f"{_NOTICES}/vocabulary.yml"
TOPICS: Final = f"{_NOTICES}/topics.yml"

#: Kinds of facts that are made from other parts of the file than an entry.
_MADE: Final[Mapping[str, Literal["head", "routes"]]] = {"head": "head", "routes": "routes"}


@dataclass(frozen=True)
class Mending:
    """Paths in the project. `how` says what is to be done in `file`: mend its `entry`, its `head` or its `routes`, add
    a `new` entry, or `names` that people use. `at` are the places that a fact cites. `examples` is None where it is
    not known what was asked about.
    """

    file: str
    how: Literal["entry", "head", "routes", "new", "names"]
    entry: str | None
    at: str | None
    examples: str | None


def mending_of(gap: Gap, catalogue: Catalogue | None) -> Mending:
    """Where to mend one gap."""
    known = {topic.id for topic in catalogue.knowledge.topics} if catalogue else set()
    examples = f"{_EXAMPLES}/{gap.topic}.yml" if gap.topic in known else None
    fact = catalogue.fact(gap.fact) if catalogue and gap.fact else None
    if fact is not None:
        file, places = f"{_NOTICES}/{fact.notice}.yml", "、".join(map(str, fact.at)) or None
        if made := _MADE.get(fact.kind):
            return Mending(file, made, None, places, examples)
        # One entry may give several facts, each with a part behind its name.
        return Mending(file, "entry", fact.id.split("/")[1], places, examples)
    held = {notice.id for notice in catalogue.notices} if catalogue else set()
    if gap.notice in held:
        return Mending(f"{_NOTICES}/{gap.notice}.yml", "new", None, None, examples)
    return Mending(TOPICS if gap.kind is GapKind.CLARIFY_TOPIC else NAMES, "names", None, None, examples)
