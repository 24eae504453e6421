"""Leads a self-check: what a message does to it, and what is asked next."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import replace

from policies_kb.hearing import Command, Ear, command
from policies_kb.interview.state import Case, Interview
from policies_kb.interview.step import Note, Step
from policies_kb.model.attribute import Attribute
from policies_kb.model.condition import Compare
from policies_kb.model.knowledge import Knowledge
from policies_kb.rules import (
    Facts,
    MisfitError,
    Question,
    Ruleset,
    Unsure,
    Value,
    compile_notice,
    next_question,
    next_screen_question,
    questions_left,
    read_answer,
    worded,
)


class Interviewer:
    """Leads interviews from one published state of the knowledge base. Holds no interview itself."""

    def __init__(self, knowledge: Knowledge, ear: Ear) -> None:
        self.attributes = knowledge.attribute_set
        self.ear = ear
        self._knowledge = knowledge
        self._compiled: dict[Case, Ruleset] = {}

    def cases(self, notice: str) -> tuple[Case, ...]:
        """Everything that can be checked in a notice: one case a title; none where it has no rules."""
        found = self._knowledge.notice(notice)
        if found is None or not found.checkable:
            return ()
        return tuple(Case(notice, title) for title in found.titles)

    def rules(self, case: Case) -> Ruleset:
        """The rules of a case. Raises KeyError where its notice is not held."""
        if case not in self._compiled:
            notice = self._knowledge.notice(case.notice)
            if notice is None:
                raise KeyError(case.notice)
            regions = self._knowledge.regions
            self._compiled[case] = compile_notice(notice, case.target, self.attributes, regions)
        return self._compiled[case]

    def begin(self, cases: tuple[Case, ...], facts: Facts, on: dt.date) -> Step:
        """A new interview, with what was said already."""
        return self._go_on(Interview(cases).telling(None, facts), on, Note.BEGUN, self._used(cases, facts))

    def switch(self, interview: Interview, cases: tuple[Case, ...], on: dt.date) -> Step:
        """The same person, another title or notice."""
        known = {name: value for name, value in interview.facts.items() if not isinstance(value, Unsure)}
        return self.begin(cases, known, on)

    def listen(self, interview: Interview, text: str, on: dt.date) -> Step | None:
        """What a message does; None where it is neither a command, a correction nor an answer."""
        order = command(text)
        if order is not None:
            return self.obey(interview, order, on)
        changed = self.ear.correction(text, interview.facts, on)
        if changed is not None and changed.facts:
            return self._go_on(interview.telling(None, changed.facts), on, Note.CORRECTED, changed.facts)
        if interview.asking is None:
            return None
        asked = self._attribute(interview.asking)
        heard = self.ear.answer(text, asked, interview.facts, on, self._demand(interview, asked)).facts
        if interview.asking not in heard:
            return None
        return self._noted(interview, heard, on)

    def take(self, interview: Interview, value: str, on: dt.date) -> Step | None:
        """A pressed button: the value of the attribute that is asked about; None where it is no answer to it."""
        if interview.asking is None:
            return None
        asked = self._attribute(interview.asking)
        plain = {"true": True, "false": False}.get(value, value) if asked.type == "boolean" else value
        try:
            return self._noted(interview, {asked.name: read_answer(asked, plain)}, on)
        except MisfitError:
            return None

    def puzzled(self, interview: Interview, on: dt.date) -> Step:
        """A message that could not be understood: asked once more, then taken as unknown."""
        if interview.again:
            return self._unknown(interview, on, Note.TAKEN_AS_UNKNOWN)
        return self._put(replace(interview, again=True), on, Note.NOT_UNDERSTOOD)

    def kept(self, interview: Interview, on: dt.date) -> Step:
        """The same question again, after something else was answered in between."""
        return self._put(interview, on, Note.KEPT)

    def obey(self, interview: Interview, order: Command, on: dt.date) -> Step | None:
        """What a command does; None where it means nothing at this point."""
        if interview.paused:
            return (
                self._put(replace(interview, paused=False), on, Note.RESUMED)
                if order is Command.RESUME
                else None
            )
        if order is Command.BACK:
            before = interview.untelling()
            return (
                self._put(before, on, Note.BACK) if before else self._put(interview, on, Note.NOTHING_BEFORE)
            )
        if order is Command.RESTART:
            return self.begin(interview.cases, {}, on)
        if interview.asking is None:
            return None
        match order:
            case Command.WHY:
                return self._put(interview, on, Note.WHY)
            case Command.SKIP:
                return self._unknown(interview, on, Note.SKIPPED)
            case Command.STOP:
                return Step(replace(interview, paused=True), Note.PAUSED)
            case _:
                return None

    def _noted(self, interview: Interview, heard: Mapping[str, Value], on: dt.date) -> Step:
        return self._go_on(interview.telling(interview.asking, heard), on, Note.NOTED, heard)

    def _unknown(self, interview: Interview, on: dt.date, note: Note) -> Step:
        assert interview.asking is not None
        return self._go_on(interview.telling(interview.asking, {interview.asking: Unsure()}), on, note, {})

    def _go_on(self, interview: Interview, on: dt.date, note: Note, heard: Mapping[str, Value]) -> Step:
        question = self._next(interview, on)
        asking = question.attribute.name if question else None
        gone = replace(interview, asking=asking, again=False, paused=False)
        return Step(gone, note, question, heard, self._left(gone, on) if question else 0)

    def _put(self, interview: Interview, on: dt.date, note: Note) -> Step:
        """The question that is being asked, once more."""
        if interview.asking is None:
            return Step(interview, note)
        question = worded(self.rules(self._asking_case(interview, on)), interview.asking)
        return Step(interview, note, question, {}, self._left(interview, on))

    def _next(self, interview: Interview, on: dt.date) -> Question | None:
        many = [self.rules(case) for case in interview.cases]
        if len(many) == 1:
            return next_question(many[0], interview.facts, on, interview.asked)
        return next_screen_question(many, interview.facts, on, interview.asked)

    def _left(self, interview: Interview, on: dt.date) -> int:
        """About how many questions are still to come, the one that is being asked included."""
        return max(
            1,
            *(
                questions_left(self.rules(case), interview.facts, on, interview.asked)
                for case in interview.cases
            ),
        )

    def _asking_case(self, interview: Interview, on: dt.date) -> Case:
        """The first case whose rules use the attribute that is asked about."""
        return next(
            (case for case in interview.cases if interview.asking in self.rules(case).asks),
            interview.cases[0],
        )

    def _demand(self, interview: Interview, asked: Attribute) -> float | None:
        """The number that the rules demand of an attribute, so that «enough» can be understood."""
        asks = [ask for case in interview.cases for ask in self.rules(case).asks.get(asked.name, ())]
        bounds = [ask.test.bound for ask in asks if isinstance(ask.test, Compare)]
        return max((bound for bound in bounds if isinstance(bound, int | float)), default=None)

    def _used(self, cases: tuple[Case, ...], facts: Facts) -> dict[str, Value]:
        """Those of the facts that any of the cases asks about."""
        used = {name for case in cases for name in self.rules(case).asks}
        return {name: value for name, value in facts.items() if name in used}

    def _attribute(self, name: str) -> Attribute:
        attribute = self.attributes.get(name)
        assert attribute is not None, name
        return attribute
