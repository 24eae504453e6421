"""A conversation as the page without script shows it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bot.attended import SAID, event_of
from bot.store import Event, Kind, State


@dataclass(frozen=True)
class Choice:
    """A button of a reply: what it says, and where it stands (event, message, button)."""

    title: str
    place: str


@dataclass(frozen=True)
class Quote:
    """A passage of the official text, where the operator has it."""

    source: str
    text: str


@dataclass(frozen=True)
class Turn:
    """One message of a person or of the assistant; `is_staff`: of a person who answers in its place."""

    is_mine: bool
    text: str
    choices: tuple[Choice, ...] = ()
    quotes: tuple[Quote, ...] = ()
    is_cleared: bool = False
    is_staff: bool = False


def turns_of(state: State) -> list[Turn]:
    """The turns in their order. Only the newest reply offers its choices."""
    turns: list[Turn] = []
    for event in state.events:
        if event.kind is Kind.MESSAGE:
            turns.append(Turn(is_mine=True, text=event.body["text"]))
        elif event.kind is Kind.CLEARED:
            turns.append(Turn(is_mine=False, text="", is_cleared=True))
        else:
            turns.extend(_replies(event, newest=event.n == state.last))
    return turns


def _replies(event: Event, *, newest: bool) -> list[Turn]:
    return [
        Turn(
            is_mine=False,
            text=str(message.get("text") or ""),
            choices=_choices(event, at, message) if newest else (),
            quotes=_quotes(message),
            is_staff=event_of(message) == SAID,
        )
        for at, message in enumerate(event.body["messages"])
    ]


def _choices(event: Event, at: int, message: Mapping[str, Any]) -> tuple[Choice, ...]:
    return tuple(
        Choice(str(button["title"]), f"{event.n}.{at}.{number}")
        for number, button in enumerate(message.get("buttons") or ())
    )


def _quotes(message: Mapping[str, Any]) -> tuple[Quote, ...]:
    answer = (message.get("custom") or {}).get("answer") or {}
    return tuple(
        Quote(f"{one.get('number', '')} · {one.get('at', '')}", str(one["quote"]))
        for one in answer.get("citations") or ()
        if one.get("quote")
    )
