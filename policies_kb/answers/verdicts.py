"""Verdicts for answers as plain data: what programs and the console ask, without a conversation."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from policies_kb.hearing import Ear
from policies_kb.interview import Case, Interviewer, Judged
from policies_kb.interview import judged as interview_judged
from policies_kb.model.knowledge import Knowledge
from policies_kb.rules import (
    Facts,
    Located,
    MisfitError,
    Question,
    next_question,
    next_screen_question,
    read_facts,
    screen,
    write_answer,
)


class Verdicts:
    """Judges what is told of a person by the rules of the notices. Holds no conversation."""

    def __init__(self, knowledge: Knowledge) -> None:
        self._knowledge = knowledge
        self.ear = Ear.of(knowledge)
        self.interviewer = Interviewer(knowledge, self.ear)

    def check(self, case: Case, answers: Mapping[str, Any], on: dt.date) -> Judged:
        """The verdict for answers as plain data (see `rules.codec`).

        Raises KeyError where the notice has no rules for the title, MisfitError for answers that do not fit.
        """
        if case not in self.interviewer.cases(case.notice):
            raise KeyError(case)
        return self.judged(case, read_facts(answers, self._knowledge.attribute_set), on)

    def every_case(self) -> tuple[Case, ...]:
        """Everything that can be checked."""
        return tuple(case for notice in self._knowledge.notices for case in self.interviewer.cases(notice.id))

    def following(self, case: Case, answers: Mapping[str, Any], on: dt.date) -> Question | None:
        """What to ask next for these answers. Raises MisfitError for answers that do not fit."""
        facts = read_facts(answers, self._knowledge.attribute_set)
        return next_question(self.interviewer.rules(case), facts, on)

    def screen(self, answers: Mapping[str, Any], on: dt.date) -> list[Judged]:
        """Every notice that covers the person's place (all, where that was not told) and its titles, the best first.

        Raises MisfitError for answers that do not fit.
        """
        facts = read_facts(answers, self._knowledge.attribute_set)
        return self.ranked(tuple(case for case in self.every_case() if self._covers(case, facts)), facts, on)

    def following_of_many(self, screened: Sequence[Judged]) -> str | None:
        """The attribute to ask about next, so that most of the verdicts are settled."""
        if not screened:
            return None
        first = screened[0]
        asked = next_screen_question([one.rules for one in screened], first.facts, first.on)
        return asked.attribute.name if asked else None

    def usable(self, answers: Mapping[str, Any]) -> dict[str, Any]:
        """Those of some answers that fit the attributes of today: they may have been kept for long."""
        kept: dict[str, Any] = {}
        for name, answer in answers.items():
            try:
                read_facts({name: answer}, self._knowledge.attribute_set)
            except MisfitError:
                continue
            kept[name] = answer
        return kept

    def heard(self, attribute: str, text: str, answers: Mapping[str, Any], on: dt.date) -> Any | None:
        """A person's words as an answer about `attribute`, as plain data; None where they are none.

        `answers` are those to other questions that can be used. Raises KeyError for an unknown attribute.
        """
        asked = self._knowledge.attribute_set.by_name[attribute]
        known = read_facts(answers, self._knowledge.attribute_set)
        value = self.ear.answer(text, asked, known, on).facts.get(attribute)
        if value is None:
            return None
        plain = write_answer(replace(value, words=""))
        return "unsure" if plain is None else plain

    def judged(self, case: Case, facts: Facts, on: dt.date) -> Judged:
        """The verdict for facts of a person."""
        notice = self._knowledge.notice(case.notice)
        assert notice is not None
        return interview_judged(notice, self.interviewer.rules(case), facts, on)

    def ranked(self, cases: tuple[Case, ...], facts: Facts, on: dt.date) -> list[Judged]:
        """The verdicts for facts of a person, the best first."""
        rules = {id(one): case for case in cases for one in [self.interviewer.rules(case)]}
        ranked = screen([self.interviewer.rules(case) for case in cases], facts, on)
        return [self.judged(rules[id(one.rules)], facts, on) for one in ranked]

    def _covers(self, case: Case, facts: Facts) -> bool:
        place, notice = facts.get("region"), self._knowledge.notice(case.notice)
        if not isinstance(place, Located) or notice is None:
            return True
        return self._knowledge.regions.touch(notice.region, place.region)
