"""Reads a message: its own words, the names in it, and what it takes over from what was said before."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Final

from policies_kb.answers import biography, scope, selection
from policies_kb.answers.heard import Heard
from policies_kb.answers.language import language_of
from policies_kb.answers.notices import Fit, Fitting
from policies_kb.answers.roll import Roll
from policies_kb.answers.scope import Scope
from policies_kb.answers.several import parts_of, separated
from policies_kb.answers.timing import bare_when
from policies_kb.answers.turns import Kind, Turn, asks_whom, turn_of
from policies_kb.model.answer import Question
from policies_kb.model.knowledge import Knowledge
from policies_kb.model.text import Lang
from policies_kb.search import FactIndex, Slips, TopicGuess
from policies_kb.terms.normalise import normalise
from policies_kb.terms.recogniser import Recogniser, Term
from policies_kb.terms.years import bare_years

#: Facets whose names only say which notice is meant; the others are part of what is asked.
_SCOPE_FACETS: Final = dict.fromkeys(("region", "title", "level", "sector", "notice", "year"), " ")
#: Facets of the case asked about: a follow-up that names one asks the same for another case.
_CASE_FACETS: Final = ("education", "skill", "specialty", "occupation", "actor")
#: A classifier so sure of a topic shows that the message asks something of its own.
_OWN_TOPIC: Final = 0.5
#: The topic of windows: «什么时候» behind another topic asks for the time of that.
_TIME: Final = "deadline"
#: What a topic that the words point to adds to a classifier that is not sure.
_GUESSED: Final = 0.4
#: A message with so few pairs of characters leaves something out, unless its words name a topic.
_SHORT: Final = 5
#: «外省的呢» names another case of the question before, though its words point to a topic.
_HANGING: Final = 1
#: The words for a province that a notice is not of.
_ELSEWHERE: Final = "省外 外省"
_BY_NUMBER: Final = re.compile(r"\d号文")
#: From so many characters on the name of a fact is known again by its sound.
_TELLING: Final = 4
#: So many texts are remembered with the names in them: those of the turns that are answered just now.
_TEXTS: Final = 64


class Reader:
    """Reads messages with the names and topics of one published state of the knowledge base."""

    def __init__(
        self,
        knowledge: Knowledge,
        recogniser: Recogniser,
        index: FactIndex,
        shared: Mapping[str, Sequence[str]] | None = None,
    ) -> None:
        self._knowledge = knowledge
        self._recogniser = recogniser
        self._remembered = lru_cache(maxsize=_TEXTS)(self._terms)
        self.fitting = Fitting(Roll(knowledge, shared))
        self._guess = TopicGuess(knowledge.topics)
        words = [normalise(alias) for topic in knowledge.topics for alias in topic.aliases]
        # What people call the facts themselves; two characters of one sound are too often another word.
        facts = (fact for notice in index.facts.leading for fact in index.facts.of(notice))
        names = (normalise(alias) for fact in facts for alias in fact.aliases)
        self._slips = Slips([*words, *(name for name in names if len(name) >= _TELLING)], index.has)

    def read(self, question: Question, *, leaning: bool = False) -> Heard:
        """The question as it is meant after what was said before.

        `leaning`: take over the words of the question before even where the message seems to stand alone.
        """
        turn = turn_of(normalise(separated(question.text)))
        kept = question.kept
        lang = _language(turn, question)
        if turn.kind is Kind.BACK:
            question = replace(
                question, kept=json.loads(question.kept.get("before") or "null") or question.kept
            )
        text = turn.text
        terms = tuple(term for term in self.terms(text) if not biography.stationed(text, term))
        places = scope.places_meant(self._knowledge.regions, text, terms)
        now = replace(scope.stated(text, terms, question.on.year), region=places)
        earlier = scope.from_kept(question.kept)
        words = self._slips.mended(selection.words_of(text, terms, _SCOPE_FACETS))
        topics = self._topics(question, words)
        bare = selection.words_of(text, terms, _SCOPE_FACETS | dict.fromkeys(_CASE_FACETS, " "))
        behind = self._behind(question, turn, bare, terms, now, leaning)
        if behind and (held := biography.held(text, terms)):
            # Another way than that of an education asked about before: «我手里已经有技术员了呢».
            words = selection.words_of(text, [term for term in terms if term not in held], _SCOPE_FACETS)
            behind = selection.words_of(behind, self.terms(behind), {"education": " "})
            earlier = earlier.without("education")
        before = question.kept.get("topic") or next((name for name, _ in self._guess(behind)), None)
        aside = bool(behind) and asks_whom(bare)
        if before and behind and not aside:
            topics = {name: 0.4 * share for name, share in topics.items()}
            topics[before] = max(topics.get(before, 0.0), 0.6)
        now, elsewhere, fit = self._fitting(text, terms, question, now, earlier, lang)
        words = f"{words} {elsewhere}" if elsewhere else words
        narrows = turn.narrows and bool(behind)
        return Heard(
            question,
            turn.kind,
            kept,
            lang,
            text,
            words,
            behind,
            narrows,
            aside,
            topics,
            terms,
            now,
            earlier,
            fit,
        )

    def _fitting(
        self, text: str, terms: Sequence[Term], question: Question, now: Scope, earlier: Scope, lang: Lang
    ) -> tuple[Scope, str, Fit]:
        """What is stated, how notices speak of places that they are not of, and the notices that fit."""
        fit = self.fitting.of(now, earlier)
        if lang == "en" and not fit.notices:
            now = scope.or_professor(now)
            fit = self.fitting.of(now, earlier)
        fit = self._each_side(text, terms, question, now, fit)
        passed = self._passed(text, terms, now, fit)
        if not passed:
            return now, "", fit
        now = replace(now, region=tuple(place for place in now.region if place not in passed))
        return now, self._elsewhere(passed), self.fitting.of(now, earlier)

    def _passed(self, text: str, terms: Sequence[Term], now: Scope, fit: Fit) -> tuple[str, ...]:
        """The places named only because something was done there: beside that of a review, or of no notice at all."""
        held = self.fitting.roll.holds_somewhere
        alone = [place for place in biography.done_at(text, terms) if not held(place)]
        if alone and set(now.region) <= set(alone):
            return tuple(alone)
        # Who names a notice by its number means that one: «126号文这证去上海认不认».
        away = tuple(place for place in now.region if not held(place)) if _BY_NUMBER.search(text) else ()
        if away and not fit.notices:
            return away
        passed = biography.passed_through(text, terms)
        return passed if not fit.notices or set(now.region) > set(passed) else ()

    def _each_side(self, text: str, terms: Sequence[Term], question: Question, now: Scope, fit: Fit) -> Fit:
        """The notices that fit, with the sides of a comparison read apart."""
        cut = scope.sides(text, terms) if now.several or now.notice else ()
        if len(cut) < 2:
            return fit
        read = [scope.stated(one, self.terms(one), question.on.year) for one in cut]
        return self.fitting.of_each(read, now, fit)

    def _elsewhere(self, places: Sequence[str]) -> str:
        """How notices speak of places in a province that none of them is of."""
        regions = self._knowledge.regions
        provinces = self.fitting.roll.provinces
        outside = any(list(regions.upwards(place))[-1] not in provinces for place in places)
        return _ELSEWHERE if outside else ""

    def parts(self, heard: Heard) -> tuple[Heard, ...]:
        """The questions of a message that asks several things at once; empty where it asks one."""
        if heard.behind or heard.compares:
            return ()
        cut = parts_of(heard.words, self._topic)
        return tuple(replace(heard, words=part, topics=self._part_topics(heard, part)) for part in cut)

    def _topic(self, words: str) -> str | None:
        """The topic that some words point to; None where they point to none."""
        return next((name for name, _ in self._guess(words)), None)

    def _part_topics(self, heard: Heard, part: str) -> dict[str, float]:
        """The topics of one of several questions: its own words tell more than the classifier, which saw all."""
        topics = {name: 0.5 * share for name, share in heard.question.topics}
        for name, share in self._guess(part):
            topics[name] = max(topics.get(name, 0.0), share)
        return topics

    def terms(self, plain: str) -> tuple[Term, ...]:
        """The names in a normalised text, with the two-digit years beside them. A turn asks for them several times."""
        return self._remembered(plain)

    def _terms(self, plain: str) -> tuple[Term, ...]:
        found = [term for term in self._recogniser.find(plain) if not scope.to_come(term)]
        names = [(term.start, term.end) for term in found if term.facet in _SCOPE_FACETS]
        years = [Term("year", value, start, end) for start, end, value in bare_years(plain, names)]
        return (*found, *years)

    def _topics(self, question: Question, words: str) -> dict[str, float]:
        """The classifier's topics; the words themselves add where it is not sure."""
        topics = dict(question.topics)
        share = _GUESSED if topics else 1.0
        for name, guessed in self._guess(words):
            known = topics.get(name, 0.0)
            topics[name] = known + share * guessed * (1 - known)
        return topics

    def _own_topic(self, question: Question, bare: str) -> bool:
        """Whether a message names a topic by itself: then it is a new question, not the one before again."""
        sure = not question.follows and max((share for _, share in question.topics), default=0) >= _OWN_TOPIC
        return sure or bool(self._guess(bare))

    def _behind(
        self, question: Question, turn: Turn, bare: str, terms: Sequence[Term], now: Scope, leaning: bool
    ) -> str:
        """The words of the question before, where this message leaves out what it asks.

        `bare` are its words without the names of a review and of a case.
        """
        asked = question.kept.get("asked", "")
        if not asked:
            return ""
        own = sum(1 for _ in selection.grams_of(bare))
        unanswered = "topic" not in question.kept and not now.empty
        other = question.kept.get("topic") not in (None, _TIME) and bare_when(bare)
        hangs = (
            leaning
            or unanswered
            or other
            or turn.narrows
            or (turn.leans and own <= _HANGING and turn.kind is Kind.QUESTION)
        )
        if asks_whom(bare):
            return self._replaced(asked, terms)
        if own and not hangs and self._own_topic(question, bare):
            return ""
        few = own <= _SHORT
        if question.follows or turn.leans or unanswered or few or leaning:
            return self._replaced(asked, terms)
        return ""

    def _replaced(self, asked: str, terms: Sequence[Term]) -> str:
        """The words asked before, without the case that this message replaces («大专呢» after «本科几年»)."""
        newer = {term.facet for term in terms if term.facet in _CASE_FACETS}
        facets = dict.fromkeys(newer, " ")
        return selection.words_of(asked, self._recogniser.find(asked), facets) if facets else asked


def _language(turn: Turn, question: Question) -> Lang:
    """The language of the message, or the one that it asks the last answer in."""
    if turn.kind is Kind.AGAIN and turn.lang:
        return turn.lang
    return question.lang or language_of(question.text)
