"""A question after reading: its own words, the names in it, and what it takes over from what was said before."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from policies_kb.answers import selection
from policies_kb.answers.notices import Fit
from policies_kb.answers.scope import Scope
from policies_kb.answers.turns import Kind
from policies_kb.model.answer import Question
from policies_kb.model.text import Lang
from policies_kb.terms.recogniser import Term

#: So many characters of a question a conversation keeps.
_MOST_KEPT: Final = 200


@dataclass(frozen=True)
class Heard:
    """`question` is what was asked.

    `question.kept` is what it builds on, `kept` what the conversation kept (they differ for «上一个问题»).
    `words` are its own words without names, `behind` the words taken over from the question before (empty where
    the message stands alone; they count in full where it only `narrows` that question, and only tell
    which office is meant where the message is `aside`, asking for a phone or an address); `topics` are shares by
    topic; `now` and `earlier` what is stated now and before.
    """

    question: Question
    kind: Kind
    kept: Mapping[str, str]
    lang: Lang
    plain: str
    words: str
    behind: str
    narrows: bool
    aside: bool
    topics: Mapping[str, float]
    terms: tuple[Term, ...]
    now: Scope
    earlier: Scope
    fit: Fit

    @property
    def compares(self) -> bool:
        """Whether several notices are asked about side by side: two places, two years or two sectors."""
        if self.now.several:
            return True
        named = [notice for notice in self.fit.notices if notice.id in self.now.notice]
        sectors, regions = {notice.sector for notice in named}, {notice.region for notice in named}
        return bool(named) and any(
            (other.sector in self.now.sector and other.sector not in sectors)
            or (other.region in self.now.region and other.region not in regions)
            for other in self.fit.notices
        )

    @property
    def scope(self) -> Scope:
        """What is stated now, filled from what was said earlier."""
        return self.now.filled_from(self.earlier)

    @property
    def asks_something(self) -> bool:
        """Whether there are words to look for, of its own or taken over."""
        return any(True for _ in selection.grams_of(f"{self.words} {self.behind}"))

    @property
    def sought(self) -> tuple[str, str]:
        """The words to look for, and those of the question before that count less."""
        return (f"{self.words} {self.behind}", "") if self.narrows else (self.words, self.behind)

    @property
    def own(self) -> int:
        """How many telling pairs of characters its own words have."""
        return sum(1 for _ in selection.grams_of(self.words))

    @property
    def asked(self) -> str:
        """The question as a conversation keeps it."""
        return " ".join(f"{self.words} {self.behind}".split())[:_MOST_KEPT]
