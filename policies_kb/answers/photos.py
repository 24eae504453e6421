"""Checks a photo against the notices that a conversation is about."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from policies_kb.answers.answerer import Answerer
from policies_kb.answers.finding import LOOKED_THROUGH
from policies_kb.answers.language import language_of
from policies_kb.model.answer import Answer, Choice, Found, Question
from policies_kb.model.entries import PhotoSpec
from policies_kb.model.knowledge import Knowledge
from policies_kb.model.notice import Notice
from policies_kb.model.status import Status
from policies_kb.model.text import Lang
from policies_kb.photo import Figures, check, figures_in, is_checkable, said_without
from policies_kb.search import Facts
from policies_kb.wording.photo import Checked, checked_reply, photo_custom
from policies_kb.wording.reply import Reply, reply_to

TOPIC: Final = "photo"
#: From so many different answers on, the person is asked which notice is meant.
_TOO_MANY: Final = 4


@dataclass(frozen=True)
class PhotoChecked:
    """The check of one photo: the reply, and the same as data (None where the notice has no specification)."""

    reply: Reply
    custom: Mapping[str, Any] | None


class Photos:
    """Checks photos over one published state of the knowledge base."""

    def __init__(self, knowledge: Knowledge, facts: Facts, answerer: Answerer) -> None:
        self._knowledge = knowledge
        self._answerer = answerer
        self._facts = facts

    def check(self, notice: str, figures: Figures, on: dt.date, lang: Lang) -> PhotoChecked:
        """Check against one notice. Raises KeyError where it is not held."""
        held = self._knowledge.notice(notice)
        if held is None:
            raise KeyError(notice)
        checked = self._checked([held], figures)
        kept = {"notice": notice, "topic": TOPIC}
        if not checked:
            return PhotoChecked(self._silent(held, on, lang, kept), None)
        answer = Answer(Status.ANSWERED, on, lang, found=_found(checked), kept=kept, topic=TOPIC)
        return PhotoChecked(self._reply(checked, figures, answer), photo_custom(checked[0], figures, lang))

    def asked(self, question: Question) -> tuple[Reply, Mapping[str, str]] | None:
        """Check the photo that a message describes, against the notice it and what was said before are about.

        Returns the reply and what the conversation keeps. None where the message describes no photo to be checked, and
        where no notice in question says what a photo must be like: then it is a question like any other.
        """
        figures = figures_in(question.text)
        if not is_checkable(question.text, figures):
            return None
        plain = replace(
            question,
            text=said_without(question.text),
            topics=((TOPIC, 1.0),),
            lang=question.lang or language_of(question.text),
        )
        heard = self._answerer.read(plain)
        checked = self._checked(heard.fit.notices[:LOOKED_THROUGH], figures)
        if not checked:
            return None
        silent = [self._gap(one) for one in heard.fit.notices if heard.compares and not one.photos]
        answer = self._answer(checked, [one for one in silent if one], self._answerer.answer(plain))
        if answer.status is Status.CLARIFY_NOTICE:
            return reply_to(answer, self._knowledge.topics, self._knowledge.notices), answer.kept
        return self._reply(checked, figures, answer), answer.kept

    def _checked(self, notices: Sequence[Notice], figures: Figures) -> list[Checked]:
        return [
            Checked(notice, self._facts[f"{notice.id}/{spec.id}"], spec, check(spec, figures))
            for notice in notices
            for spec in notice.photos
        ]

    def _answer(self, checked: Sequence[Checked], silent: Sequence[Found], base: Answer) -> Answer:
        """As the plain answer, with what was checked in place of what was found."""
        found = (*_found(checked), *silent)
        kept = {name: value for name, value in base.kept.items() if name != "notice"} | {"topic": TOPIC}
        if len(found) == 1:
            kept["notice"] = found[0].notice.id
        if len({_differing(one) for one in checked}) >= _TOO_MANY:
            choices = tuple(Choice("notice", one.notice.id) for one in checked)
            return replace(
                base, status=Status.CLARIFY_NOTICE, choices=choices, found=(), kept=kept, topic=TOPIC
            )
        status = Status.ANSWERED_FOR_SEVERAL if len(found) > 1 else Status.ANSWERED
        choices = tuple(choice for choice in base.choices if choice.kind == "topic" and len(found) == 1)
        return replace(base, status=status, choices=choices, found=found, kept=kept, topic=TOPIC)

    def _reply(self, checked: Sequence[Checked], figures: Figures, answer: Answer) -> Reply:
        return checked_reply(checked, figures, answer, self._knowledge.topics, self._knowledge.notices)

    def _silent(self, notice: Notice, on: dt.date, lang: Lang, kept: Mapping[str, str]) -> Reply:
        """The notice says nothing on photos: that is told, from its gap where it has one."""
        gap = self._gap(notice)
        found = (gap,) if gap else ()
        answer = Answer(Status.NOT_IN_NOTICE, on, lang, found=found, near=(notice,), kept=kept, topic=TOPIC)
        return reply_to(answer, self._knowledge.topics, self._knowledge.notices)

    def _gap(self, notice: Notice) -> Found | None:
        facts = (fact for fact in self._facts.of(notice.id) if TOPIC in fact.topics)
        gap = next((fact for fact in facts if fact.kind == "gap"), None)
        return Found(notice, (gap,)) if gap else None


def _found(checked: Sequence[Checked]) -> tuple[Found, ...]:
    return tuple(Found(one.notice, (one.fact,)) for one in checked)


def _differing(one: Checked) -> tuple[object, ...]:
    """What tells the answers of two notices apart: what they demand, and what comes of it."""
    spec: PhotoSpec = one.spec
    demands = spec.model_dump(exclude={"id", "at", "aliases", "also", "topic", "audience", "facets", "note"})
    return one.findings, repr(demands)
