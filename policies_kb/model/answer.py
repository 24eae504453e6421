"""A question as it is put to the knowledge base, and what comes back."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from policies_kb.model.fact import Fact
from policies_kb.model.notice import Notice
from policies_kb.model.status import Status
from policies_kb.model.text import Lang, Text

#: What a conversation keeps from one question to the next; each is a text slot of the dialogue.
KEPT: Final = ("notice", "region", "title", "year", "sector", "education", "topic", "asked", "told", "before")


@dataclass(frozen=True)
class Question:
    """One message of a person.

    `topics` are the classifier's guesses with their probabilities, best first; empty where no classifier ran.
    `kept` holds what was said earlier (see KEPT); several values of one facet are joined by `|`.
    `follows` is true where the message only makes sense after the one before («那绍兴呢»).
    `act` is what the classifier took the message for (its first intent), and `sure` how sure it was (0 to 1).
    """

    text: str
    on: dt.date
    topics: tuple[tuple[str, float], ...] = ()
    kept: Mapping[str, str] = field(default_factory=dict)
    follows: bool = False
    lang: Lang | None = None
    act: str = ""
    sure: float = 1.0


@dataclass(frozen=True)
class Found:
    """What one notice says to the question: the facts, the most fitting first, and a word in front of them.

    `facts` is empty where several notices are compared and this one says nothing.
    """

    notice: Notice
    facts: tuple[Fact, ...]
    lead: str | None = None


@dataclass(frozen=True)
class Choice:
    """A question that the assistant asks back, as a button: what it says and what it sends."""

    kind: str
    value: str


@dataclass(frozen=True)
class Answer:
    """What the knowledge base has to say, before it is put into words.

    `found` is empty where nothing was found; `choices` are offered as buttons; `kept` replaces what the
    conversation kept. `missing` names what was asked about besides and is not held. `agreed`: all notices found say
    the same, which is told once. `overview`: one line a notice. `newest_of`: an older round is held too.
    """

    status: Status
    on: dt.date
    lang: Lang
    found: tuple[Found, ...] = ()
    choices: tuple[Choice, ...] = ()
    kept: Mapping[str, str] = field(default_factory=dict)
    topic: str | None = None
    near: tuple[Notice, ...] = ()
    newest_of: bool = False
    agreed: bool = False
    overview: bool = False
    missing: tuple[Text, ...] = ()
