"""Answers a question from the published notices."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from policies_kb.answers import acts, scope, selection
from policies_kb.answers.finding import LOOKED_THROUGH, Finder
from policies_kb.answers.heard import Heard
from policies_kb.answers.notices import without_notice
from policies_kb.answers.reader import Reader
from policies_kb.answers.remember import kept_of
from policies_kb.answers.timing import Asks
from policies_kb.answers.turns import Kind
from policies_kb.hearing.cheating import asks_to_cheat
from policies_kb.model.answer import Answer, Choice, Found, Question
from policies_kb.model.knowledge import Knowledge
from policies_kb.model.notice import Notice
from policies_kb.model.status import Status
from policies_kb.model.text import Text
from policies_kb.search import FactIndex, Query, shared_as_one
from policies_kb.terms import Names, Recogniser

#: From so many notices on, the person is asked which one is meant.
_TOO_MANY: Final = 4
#: How many next questions are offered behind an answer.
_NEXT: Final = 3
#: So few pairs of characters beside a notice's name are no question («我要报永嘉初级»).
_FEW: Final = 2


#: What those who want help with cheating are told of the notice.
_FRAUD: Final = Query("弄虚作假 造假后果", {"penalties": 1.0})


class Answerer:
    """Answers questions from one published state of the knowledge base."""

    def __init__(self, knowledge: Knowledge, index: FactIndex, names: Names) -> None:
        self.knowledge = knowledge
        self.index = index
        single, shared = shared_as_one(names)
        self._reader = Reader(knowledge, Recogniser(single), index, shared)
        self.fitting = self._reader.fitting
        self._finder = Finder(knowledge, index, self._reader)

    def answer(self, question: Question) -> Answer:
        """The answer to one message. Never raises for what a person wrote."""
        heard = self._reader.read(question)
        if asks_to_cheat(heard.plain):
            return self._refused(heard)
        if not heard.fit.notices:
            return self._close(heard, Status.NO_SUCH_NOTICE, near=heard.fit.near)
        if len(heard.fit.notices) > LOOKED_THROUGH and heard.asks_something:
            return self._which_notice(heard, heard.fit.notices[:LOOKED_THROUGH])
        if not heard.asks_something or _only_denies(heard):
            return self._which_topic(heard)
        found = self._finder.find(heard)
        if not found and question.kept.get("asked") and not heard.behind:
            heard = self._reader.read(question, leaning=True)
            found = self._finder.find(heard)
        if not found:
            return self._nothing(heard)
        return self._found(heard, found)

    def asks(self, question: Question) -> bool:
        """Whether a message that was taken for small talk asks something of the notices after all."""
        return acts.asks(self._reader.read(question))

    def insisted_on(self, question: Question) -> Answer | None:
        """The answer before once more, where a message that is refused wants it to be another one."""
        if not acts.insists(question):
            return None
        before = self.answer(
            Question(question.kept["asked"], question.on, kept=question.kept, lang=question.lang)
        )
        return before if before.found else None

    def read(self, question: Question) -> Heard:
        """What a message, with what was said earlier, is about."""
        return self._reader.read(question)

    def asks_of_windows(self, heard: Heard) -> bool:
        """Whether a message asks about windows and nothing else («来得及吗»)."""
        timing = self._finder.times.timing(heard)
        return timing is not None and timing.sure

    def _found(self, heard: Heard, found: Sequence[Found]) -> Answer:
        agreed = len(found) > 1 and selection.agree(found)
        timing = self._finder.times.timing(heard)
        general = timing is not None and timing.asks in (Asks.STILL, Asks.NEXT)
        overview = general and heard.scope.empty and len(found) > 1
        if len(found) >= _TOO_MANY and not agreed and not overview:
            return self._which_notice(heard, [one.notice for one in found])
        stating = [one for one in found if one.facts and not selection.is_gap(one)]
        several = Status.ANSWERED_FOR_SEVERAL if len(found) > 1 else Status.ANSWERED
        topic = next((fact.topics[0] for one in found for fact in one.facts if fact.topics), None)
        return self._close(
            heard,
            several if stating else Status.NOT_IN_NOTICE,
            found=tuple(found),
            topic=topic,
            choices=self._leading(found[0].notice, topic)[:_NEXT] if len(found) == 1 else (),
            agreed=agreed,
            overview=overview,
            missing=self._missing(heard) if heard.compares and scope.compared_in(heard.plain) else (),
        )

    def _refused(self, heard: Heard) -> Answer:
        """No help with cheating; where one notice is meant, what it says of those who cheat."""
        only = heard.fit.notices if len(heard.fit.notices) == 1 else ()
        told = (
            Found(notice, (hits[0].fact,))
            for notice in only
            if (hits := self.index.rank(_FRAUD, [notice.id])) and hits[0].fact.topics[:1] == ("penalties",)
        )
        return self._close(heard, Status.REFUSED, found=tuple(told))

    def _missing(self, heard: Heard) -> tuple[Text, ...]:
        """What was asked about beside the notices that answer, and is not held: places, then years."""
        places, years = without_notice(self.knowledge.regions, heard.fit.notices, heard.now)
        named = [self.knowledge.regions.by_name[place] for place in places]
        return (
            *(Text(zh=region.name, en=region.en) for region in named),
            *(Text(zh=f"{year}年", en=year) for year in years),
        )

    def _nothing(self, heard: Heard) -> Answer:
        """No fact fits. With one notice in view that is «not in the notice», else the notice is asked for."""
        if len(heard.fit.notices) >= _TOO_MANY:
            return self._which_notice(heard, heard.fit.notices)
        if heard.now.named and heard.own <= _FEW:
            return self._which_topic(heard)
        near = heard.fit.notices
        topics = [name for name, _ in heard.question.topics[:1]]
        return self._close(heard, Status.NOT_IN_NOTICE, near=near, topic=topics[0] if topics else None)

    def _which_notice(self, heard: Heard, notices: Sequence[Notice]) -> Answer:
        choices = tuple(Choice("notice", notice.id) for notice in notices[:LOOKED_THROUGH])
        return self._close(heard, Status.CLARIFY_NOTICE, choices=choices)

    def _which_topic(self, heard: Heard) -> Answer:
        if heard.now.empty and len(heard.fit.notices) > 1:
            return self._close(heard, Status.CLARIFY_TOPIC)
        if len(heard.fit.notices) > 1:
            return self._which_notice(heard, heard.fit.notices)
        notice = heard.fit.notices[0]
        return self._close(heard, Status.CLARIFY_TOPIC, choices=self._leading(notice, None), near=(notice,))

    def _leading(self, notice: Notice, but: str | None) -> tuple[Choice, ...]:
        """The topics that people ask about most, of those the notice has something on."""
        held = {topic for fact in self.index.of_notice(notice.id) for topic in fact.topics[:1]}
        leading = (topic.id for topic in self.knowledge.topics if topic.leading and topic.id in held)
        return tuple(Choice("topic", topic) for topic in leading if topic != but)

    def _close(self, heard: Heard, status: Status, **more: object) -> Answer:
        answer = Answer(status, heard.question.on, heard.lang, newest_of=heard.fit.newest_of)
        answer = replace(answer, **more)  # type: ignore[arg-type]
        return replace(answer, kept=kept_of(heard, answer, self.knowledge.regions))


def _only_denies(heard: Heard) -> bool:
    """Whether a message says that the answer was not the one wanted, and nothing else («我问的不是这个»)."""
    return heard.kind is Kind.CORRECTION and not heard.terms and heard.own == 0
