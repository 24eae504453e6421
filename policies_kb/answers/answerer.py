"""Answers a question from the published notices."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from policies_kb.answers import membership, scope, selection
from policies_kb.answers.language import language_of
from policies_kb.answers.notices import Fit, fitting
from policies_kb.answers.scope import Scope
from policies_kb.model.answer import Answer, Choice, Found, Question
from policies_kb.model.knowledge import Knowledge
from policies_kb.model.notice import Notice
from policies_kb.model.status import Status
from policies_kb.model.text import Lang
from policies_kb.search import FactIndex, Query, Slips, TopicGuess
from policies_kb.terms.normalise import normalise
from policies_kb.terms.recogniser import Recogniser, Term

#: From so many notices on, the person is asked which one is meant.
_TOO_MANY: Final = 4
#: How many next questions are offered behind an answer.
_NEXT: Final = 3
#: Facets whose names only say which notice is meant; the others are part of what is asked.
_SCOPE_FACETS: Final = dict.fromkeys(("region", "title", "level", "sector", "notice", "year"), " ")


@dataclass(frozen=True)
class Heard:
    """A question after reading: its words without the names, and what is stated now and earlier."""

    question: Question
    lang: Lang
    plain: str
    words: str
    terms: tuple[Term, ...]
    now: Scope
    earlier: Scope
    fit: Fit

    @property
    def compares(self) -> bool:
        """Whether several notices are asked about side by side: two places, two years or two sectors."""
        return any(
            len(values) > 1 for values in (self.now.region, self.now.year, self.now.sector, self.now.notice)
        )

    @property
    def scope(self) -> Scope:
        """What is stated now, filled from what was said earlier."""
        return self.now.filled_from(self.earlier)


class Answerer:
    """Answers questions from one published state of the knowledge base."""

    def __init__(self, knowledge: Knowledge, index: FactIndex, recogniser: Recogniser) -> None:
        self.knowledge = knowledge
        self.index = index
        self.recogniser = recogniser
        self._guess = TopicGuess(knowledge.topics)
        self._slips = Slips(normalise(alias) for topic in knowledge.topics for alias in topic.aliases)

    def answer(self, question: Question) -> Answer:
        """The answer to one message. Never raises for what a person wrote."""
        heard = self._hear(question)
        if not heard.fit.notices:
            return self._close(heard, Status.NO_SUCH_NOTICE, near=heard.fit.near)
        if not _asks_something(heard):
            return self._which_topic(heard)
        found = self._find(heard)
        if not found:
            return self._nothing(heard)
        return self._found(heard, found)

    def scope(self, question: Question) -> tuple[Scope, Fit]:
        """What a message, with what was said earlier, is about, and the notices that fit."""
        heard = self._hear(question)
        return heard.scope, heard.fit

    def _hear(self, question: Question) -> Heard:
        plain = normalise(question.text)
        terms = tuple(self.recogniser.find(question.text))
        earlier = scope.from_kept(question.kept)
        now = scope.stated(plain, terms, question.on.year)
        words = self._slips.mended(selection.words_of(plain, terms, _SCOPE_FACETS))
        if question.follows and question.kept.get("asked"):
            words = f"{words} {question.kept['asked']}"
        lang = question.lang or language_of(question.text)
        return Heard(question, lang, plain, words, terms, now, earlier, fitting(self.knowledge, now, earlier))

    def _find(self, heard: Heard) -> list[Found]:
        """What each notice that fits says, those that say the most fitting first."""
        ranked = []
        for notice in heard.fit.notices:
            hits = self.index.rank(self._query(heard, notice), [notice.id])
            if hits and selection.good_enough(hits[0]):
                ranked.append((hits[0].score, notice, hits))
        best = max((score for score, _, _ in ranked), default=0.0)
        told = [(notice, hits) for score, notice, hits in ranked if selection.as_good(score, best)]
        found = [self._facts(heard, notice, hits) for notice, hits in told]
        if all(selection.is_gap(one) for one in found) and (on_list := self._on_a_list(heard, best)):
            return [on_list]
        return found if heard.compares else selection.without_gaps(found)

    def _on_a_list(self, heard: Heard, best: float) -> Found | None:
        """A list that has the named place as an item: there the place is what is asked about, not where it holds.

        «永嘉在26县里吗» is about a list of the province, though 永嘉 has a notice of its own.
        """
        if not heard.now.region or heard.now.notice:
            return None
        query = Query(heard.words, self._topics(heard))
        for hit in self.index.rank(query, [notice.id for notice in self.knowledge.notices]):
            if hit.score < best or not selection.good_enough(hit):
                return None
            notice = self.knowledge.notice(hit.fact.notice)
            if (
                notice
                and membership.names_places(hit.fact)
                and (found := membership.of(notice, heard.terms, [hit]))
            ):
                return found
        return None

    def _facts(self, heard: Heard, notice: Notice, hits: Sequence[selection.Hit]) -> Found:
        member = membership.of(notice, heard.terms, hits)
        if member is not None:
            return member
        return Found(notice, selection.chosen(hits))

    def _query(self, heard: Heard, notice: Notice) -> Query:
        """The question as it is put to one notice: a place inside it narrows, its own place does not."""
        facets: dict[str, Sequence[str]] = {}
        titles = [title for title in heard.scope.title if title in notice.titles]
        if titles and len(titles) < len(notice.titles):
            facets["title"] = titles
        if heard.now.education or (heard.question.follows and heard.earlier.education):
            facets["education"] = heard.scope.education
        inside = [place for place in heard.scope.region if self._inside(notice, place)]
        if inside:
            facets["region"] = inside
        wider = {"region": [outer for place in inside for outer in self.knowledge.regions.upwards(place)]}
        return Query(heard.words, self._topics(heard), facets, wider)

    def _inside(self, notice: Notice, place: str) -> bool:
        return place != notice.region and self.knowledge.regions.covers(notice.region, place)

    def _topics(self, heard: Heard) -> Mapping[str, float]:
        topics = dict(heard.question.topics or self._guess(heard.words))
        if heard.question.follows and (before := heard.question.kept.get("topic")):
            topics = {name: 0.4 * value for name, value in topics.items()}
            topics[before] = max(topics.get(before, 0.0), 0.6)
        return topics

    def _found(self, heard: Heard, found: Sequence[Found]) -> Answer:
        if len(found) >= _TOO_MANY:
            return self._which_notice(heard, [one.notice for one in found])
        gaps = all(selection.is_gap(one) for one in found)
        several = Status.ANSWERED_FOR_SEVERAL if len(found) > 1 else Status.ANSWERED
        topic = found[0].facts[0].topics[0] if found[0].facts[0].topics else None
        status = Status.NOT_IN_NOTICE if gaps else several
        choices = self._leading(found[0].notice, topic)[:_NEXT] if len(found) == 1 else ()
        return self._close(heard, status, found=tuple(found), topic=topic, choices=choices)

    def _nothing(self, heard: Heard) -> Answer:
        """No fact fits. With one notice in view that is «not in the notice», else the notice is asked for."""
        if len(heard.fit.notices) >= _TOO_MANY:
            return self._which_notice(heard, heard.fit.notices)
        near = heard.fit.notices
        topics = [name for name, _ in heard.question.topics[:1]]
        return self._close(heard, Status.NOT_IN_NOTICE, near=near, topic=topics[0] if topics else None)

    def _which_notice(self, heard: Heard, notices: Sequence[Notice]) -> Answer:
        choices = tuple(Choice("notice", notice.id) for notice in notices)
        return self._close(heard, Status.CLARIFY_NOTICE, choices=choices)

    def _which_topic(self, heard: Heard) -> Answer:
        if heard.now.empty:
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
        return replace(answer, kept=_kept(heard, answer))


def _asks_something(heard: Heard) -> bool:
    return bool(heard.words.strip()) and any(True for _ in selection.grams_of(heard.words))


def _kept(heard: Heard, answer: Answer) -> dict[str, str]:
    """What the conversation keeps: the scope that led here, the one notice that answered, and what was asked."""
    used = heard.now.filled_from(heard.earlier if heard.fit.notices else Scope())
    notices = {one.notice.id for one in answer.found} or {notice.id for notice in heard.fit.notices}
    kept = used.without("notice").kept()
    if len(notices) == 1:
        kept["notice"] = next(iter(notices))
    if answer.topic:
        kept["topic"] = answer.topic
    asked = heard.words.strip()
    if asked:
        kept["asked"] = asked[:200]
    return kept
