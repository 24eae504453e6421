"""Self-checks as the channels use them: what a message does to one, and what is said."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from policies_kb.answers import targets
from policies_kb.answers.answerer import Answerer
from policies_kb.answers.finding import LOOKED_THROUGH
from policies_kb.answers.heard import Heard
from policies_kb.answers.personal import PLACE, is_personal
from policies_kb.answers.scope import Scope
from policies_kb.answers.told_first import behind, told_first
from policies_kb.answers.verdicts import Verdicts
from policies_kb.hearing import Command, command
from policies_kb.hearing.asking import asks, asks_for_a_figure, interrogative
from policies_kb.interview import (
    Case,
    Interview,
    Step,
    Touched,
    read_interview,
    standing,
    write_interview,
)
from policies_kb.model.answer import Question
from policies_kb.model.knowledge import Knowledge
from policies_kb.model.status import Status
from policies_kb.model.text import Lang
from policies_kb.rules import Facts
from policies_kb.terms import normalise
from policies_kb.wording.check import asking_reply, result_reply, screened_reply
from policies_kb.wording.reply import Reply

#: What a self-check itself answers.
_OF_THE_CHECK: Final = (None, "requirements", "scope", "apply_type")
#: Facts that tell the ways to a title.
_WAYS: Final = ("route", "routes")


@dataclass(frozen=True)
class Turned:
    """What a message led to: the interview to keep (one line of JSON), what is said, and whether it goes on."""

    held: str
    reply: Reply
    asking: bool


class Checks:
    """Leads self-checks over one published state of the knowledge base. Holds no conversation."""

    def __init__(self, knowledge: Knowledge, answerer: Answerer, verdicts: Verdicts) -> None:
        self._knowledge = knowledge
        self._answerer = answerer
        self._verdicts = verdicts
        self._ear = verdicts.ear
        self._interviewer = verdicts.interviewer

    def concerns_the_person(self, question: Question) -> bool:
        """Whether a message is about the person («大专四年，能报助工吗»), not about the rules alone."""
        heard = self._answerer.read(question)
        facts = self._ear.opening(question.text, question.on).facts
        if not self._cases(heard, facts):
            return False
        if set(facts) <= {PLACE} and self._answerer.asks_of_windows(heard):
            return False
        return is_personal(normalise(question.text), heard, facts)

    def _cases(self, heard: Heard, facts: Facts) -> tuple[Case, ...]:
        """The notices and titles that a message, with what was said before it, is about. `facts` are told in it.

        Of a year that is not held («今年») the newest notice that is held is taken; the reply names it.
        """
        fit = heard.fit
        if not fit.notices:
            fit = self._answerer.fitting.of(heard.scope.without("year", "notice"), Scope())
        every = [
            case for notice in fit.notices[:LOOKED_THROUGH] for case in self._interviewer.cases(notice.id)
        ]
        for titles in targets.wanted(heard.scope.title, targets.held_titles(facts), heard.question.text):
            chosen = tuple(case for case in every if case.target in titles)
            if chosen:
                return chosen
        return tuple(every)

    def begin(self, question: Question, lang: Lang, answer: Reply | None = None) -> Turned | None:
        """Begin a self-check from a message; None where no notice that is held fits it.

        Before the first question stand the `answer` to what the message asks besides, and the conditions that what
        it tells of the person touches, unless the answer has told them.
        """
        facts = self._ear.opening(question.text, question.on).facts
        cases = self._cases(self._answerer.read(question), facts)
        if not cases:
            return None
        step = self._interviewer.begin(cases, facts, question.on)
        touched: Sequence[Touched] = () if step.over else self._standing(step.interview, question.on)
        answer, touched = told_first(answer, touched, self._is_way)
        turned = self._turned(step, question.on, lang, touched)
        return replace(turned, reply=behind(answer, turned.reply)) if answer else turned

    def _is_way(self, fact: str) -> bool:
        """Whether a fact tells the ways to a title."""
        held = self._answerer.index.facts.get(fact)
        return held is not None and held.kind in _WAYS

    def _standing(self, interview: Interview, on: dt.date) -> tuple[Touched, ...]:
        rulesets = [(case, self._interviewer.rules(case)) for case in interview.cases]
        return standing(rulesets, interview.facts, on)

    def begin_with(self, case: Case, held: str | None, on: dt.date, lang: Lang) -> Turned | None:
        """Check a certain title, with what an interview before it was told; None where it has no rules."""
        if case not in self._interviewer.cases(case.notice):
            return None
        before = self._read(held)
        step = (
            self._interviewer.switch(before, (case,), on)
            if before
            else self._interviewer.begin((case,), {}, on)
        )
        return self._turned(step, on, lang)

    def hear(self, held: str | None, text: str, on: dt.date, lang: Lang) -> Turned | None:
        """What a message does to the interview; None where it is no matter of it."""
        interview = self._read(held)
        step = self._interviewer.listen(interview, text, on) if interview else None
        return self._turned(step, on, lang) if step else None

    def take(self, held: str | None, value: str, on: dt.date, lang: Lang) -> Turned | None:
        """A pressed button; None where it does not belong to the question that is asked."""
        interview = self._read(held)
        step = self._interviewer.take(interview, value, on) if interview else None
        return self._turned(step, on, lang) if step else None

    def puzzled(self, held: str | None, on: dt.date, lang: Lang) -> Turned | None:
        """A message that could not be understood."""
        interview = self._read(held)
        if interview is None or interview.asking is None:
            return None
        return self._turned(self._interviewer.puzzled(interview, on), on, lang)

    def kept(self, held: str | None, on: dt.date, lang: Lang) -> Turned | None:
        """The question that is being asked, again; None where nothing was answered yet, or nothing is asked."""
        interview = self._read(held)
        if interview is None or interview.asking is None or interview.paused or not interview.asked:
            return None
        return self._turned(self._interviewer.kept(interview, on), on, lang)

    def engaged(self, held: str | None) -> bool:
        """Whether the person has answered a question of the interview, or was asked one for the second time."""
        interview = self._read(held)
        return interview is not None and bool(interview.asked or interview.again)

    def returns(self, held: str | None, text: str, on: dt.date) -> bool:
        """Whether a message goes back to an interview that is paused or over: to go on, or to correct it."""
        interview = self._read(held)
        if interview is None:
            return False
        if interview.paused:
            return command(text) is Command.RESUME
        if not interview.over:
            return False
        changed = self._ear.correction(text, interview.facts, on)
        return command(text) in (Command.BACK, Command.RESTART) or bool(changed and changed.facts)

    def asks(self, text: str) -> bool:
        """Whether a message reads like a question rather than an answer."""
        return asks(text)

    def asks_besides(
        self, text: str, answer: Reply, topic: str | None, *, sure: bool, asked_for: bool
    ) -> bool:
        """Whether a message that begins a self-check also has a question that the notice answers first.

        `topic` is what the notice has on it in `answer`, `sure` whether the classifier had no doubt of what is asked.
        Where the check itself was `asked_for`, only a question of its own counts: one on another topic («要面试吗»), or
        for a figure («要等多久»). What the notice leaves unsaid («我61了还能报吗») no check can tell.
        """
        told = answer.custom["answer"]
        if not told["facts"]:
            return False
        if told["status"] == Status.NOT_IN_NOTICE:
            return True
        if not asked_for:
            return sure or interrogative(text)
        return asks_for_a_figure(text) or (topic not in _OF_THE_CHECK and interrogative(text))

    def _read(self, held: str | None) -> Interview | None:
        interview = read_interview(held, self._knowledge.attribute_set)
        if interview is None:
            return None
        there = all(case in self._interviewer.cases(case.notice) for case in interview.cases)
        return interview if there else None

    def _turned(self, step: Step, on: dt.date, lang: Lang, touched: Sequence[Touched] = ()) -> Turned:
        held = write_interview(step.interview)
        if not step.over:
            reply = asking_reply(step, self._knowledge, lang, touched)
            return Turned(held, reply, step.question is not None)
        return Turned(held, self._result(step.interview, on, lang), False)

    def _result(self, interview: Interview, on: dt.date, lang: Lang) -> Reply:
        if len(interview.cases) == 1:
            return result_reply(
                self._verdicts.judged(interview.cases[0], interview.facts, on), self._knowledge, lang
            )
        return screened_reply(
            self._verdicts.ranked(interview.cases, interview.facts, on), self._knowledge, lang
        )
