"""What a finished turn was: its status, what it told, whether it belongs to what could not be answered."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from bot.masking import clean
from bot.store import Gap, GapKind, Turn
from policies_kb.catalogue import Catalogue, language_of, normalise
from policies_kb.model.status import Status
from policies_kb.model.text import Lang
from policies_kb.wording.reply import say

#: So much of a reply is kept beside the question.
_SAID: Final = 300
_LANGUAGES: Final[tuple[Lang, ...]] = ("zh", "zh-hant", "en")
_TOPIC_BUTTON: Final = re.compile(r"/ask_(\w+)")
_GAPS: Final = {
    Status.NOT_IN_NOTICE: GapKind.NOT_IN_NOTICE,
    Status.CLARIFY_NOTICE: GapKind.CLARIFY_NOTICE,
    Status.CLARIFY_TOPIC: GapKind.CLARIFY_TOPIC,
    Status.UNAVAILABLE: GapKind.UNAVAILABLE,
}
Messages = Sequence[Mapping[str, Any]]


@dataclass(frozen=True)
class Asked:
    """A message of a person: `asker` is what all of theirs share, not yet hashed.

    `payload` is what a button sent; `text` is masked. `conversation` and `client` name the message where it is kept.
    """

    channel: str
    asker: str
    text: str
    payload: str | None = None
    conversation: str | None = None
    client: str | None = None


@dataclass(frozen=True)
class Finished:
    """A message with the reply to it: when that was ready, which day it was, how many milliseconds it took."""

    asked: Asked
    messages: Messages
    at: dt.datetime
    day: dt.date
    ms: int


@dataclass(frozen=True)
class About:
    """What a turn is about, as far as can be told: the fact told, its notice, the topic."""

    topic: str | None
    notice: str | None
    fact: str | None


def turn_of(finished: Finished, catalogue: Catalogue | None) -> Turn | None:
    """The turn as it is counted; None for a reply that does not say how it ended, which is none of the assistant's."""
    status = status_of(finished.messages)
    if status is None:
        return None
    answer, check = _part(finished.messages, "answer"), _part(finished.messages, "self_check")
    about = about_of(finished.asked, finished.messages, catalogue)
    plain = {say("plain_search", lang) for lang in _LANGUAGES}
    searched = any(str(one.get("text", "")).startswith(tuple(plain)) for one in finished.messages)
    return Turn(
        at=finished.at,
        day=finished.day,
        channel=finished.asked.channel,
        status=status.value,
        topic=about.topic
        if status not in (Status.SMALLTALK, Status.OUT_OF_SCOPE, Status.SELF_CHECK)
        else None,
        notice=about.notice or check.get("notice"),
        notices=len(answer.get("notices", ())) or int("notice" in check),
        verdict=check.get("verdict"),
        asking="asking" in check,
        ms=finished.ms,
        degraded=searched or status is Status.UNAVAILABLE,
    )


def gap_of(finished: Finished, catalogue: Catalogue | None, asker: str) -> Gap | None:
    """The turn as a question that could not be answered; None where it could, or where nothing was asked."""
    status = status_of(finished.messages)
    kind = _GAPS.get(status) if status else None
    if kind is None or not any(character.isalnum() for character in finished.asked.text):
        return None
    return made_gap(finished, kind, catalogue, asker)


def made_gap(finished: Finished, kind: GapKind, catalogue: Catalogue | None, asker: str) -> Gap:
    """The turn as a gap of that kind."""
    asked, about = finished.asked, about_of(finished.asked, finished.messages, catalogue)
    return Gap(
        at=finished.at,
        day=finished.day,
        channel=asked.channel,
        kind=kind,
        asker=asker,
        text=_words(asked, about.topic, catalogue),
        conversation=asked.conversation,
        client=asked.client,
        lang=_part(finished.messages, "answer").get("lang") or language_of(asked.text),
        topic=about.topic,
        notice=about.notice,
        fact=about.fact,
        said=said_in(finished.messages),
    )


def status_of(messages: Messages) -> Status | None:
    """How a reply ended; of a digression in a self-check, how the question was answered. None where it does not say."""
    answer = _part(messages, "answer")
    if answer.get("status") in set(Status):
        return Status(answer["status"])
    return Status.SELF_CHECK if _part(messages, "self_check") else None


def about_of(asked: Asked, messages: Messages, catalogue: Catalogue | None) -> About:
    """What a turn is about. Where nothing was told, the topic is the one that its words point to."""
    answer = _part(messages, "answer")
    fact = next(iter(answer.get("facts", ())), None)
    notice = next(iter(answer.get("notices", ())), None)
    pressed = _TOPIC_BUTTON.fullmatch(asked.payload or "")
    topic = pressed[1] if pressed else None
    if catalogue is not None:
        told = catalogue.fact(fact) if fact else None
        notice = notice or _named(messages, catalogue)
        topic = next(iter(told.topics), None) if told else topic or pointed(asked.text, catalogue)
    return About(topic, notice, fact)


def pointed(text: str, catalogue: Catalogue) -> str | None:
    """The topic that has the longest of the words in a text that point to topics; None where there is none."""
    plain = normalise(text)
    words = (
        (-len(alias), n, topic.id)
        for n, topic in enumerate(catalogue.knowledge.topics)
        for alias in topic.aliases
        if _has(plain, normalise(alias))
    )
    return min(words, default=(0, 0, None))[2]


def forgets(messages: Messages) -> bool:
    """Whether the assistant said that it let go of everything: then nothing may stay here either."""
    said = {say("forgotten", lang) for lang in _LANGUAGES}
    return any(one.get("text") in said for one in messages)


def said_in(messages: Messages) -> str:
    """What was replied, shortened, without numbers of persons."""
    text = clean("\n".join(str(one["text"]) for one in messages if one.get("text")))
    return text if len(text) <= _SAID else text[: _SAID - 1] + "…"


def _part(messages: Messages, name: str) -> Mapping[str, Any]:
    """The part of that name that programs read; empty where no message has it."""
    parts = (one["custom"].get(name) for one in messages if isinstance(one.get("custom"), Mapping))
    return next((part for part in parts if isinstance(part, Mapping)), {})


def _named(messages: Messages, catalogue: Catalogue) -> str | None:
    """The one notice whose name a reply says that tells nothing of it («… 没有写»); None where it names several."""
    if status_of(messages) not in (Status.NOT_IN_NOTICE, Status.CLARIFY_TOPIC):
        return None
    said = said_in(messages)
    named = [one.id for one in catalogue.notices if one.short.zh in said or one.short.en in said]
    return named[0] if len(named) == 1 else None


def _has(text: str, word: str) -> bool:
    """Whether a word stands in a text; one of Latin letters not within another."""
    if word not in text:
        return False
    return not word.isascii() or re.search(rf"(?<![a-z]){re.escape(word)}(?![a-z])", text) is not None


def _words(asked: Asked, topic: str | None, catalogue: Catalogue | None) -> str:
    """What was asked; of a button that came without its title, the topic's name."""
    if not asked.text.startswith("/") or catalogue is None or topic is None:
        return asked.text
    known = catalogue.knowledge.topics.get(topic)
    return known.name.zh if known else asked.text
