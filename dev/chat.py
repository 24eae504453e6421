"""`make chat`: the assistant in a terminal, over the same address that any Rasa client uses."""

from __future__ import annotations

import json
import os
import urllib.error
import urllib.request
import uuid
from collections.abc import Sequence
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from importlib import import_module
from typing import Any

from dev.assistant import Assistant
from dev.console import Style, say
from dev.errors import CommandError
from dev.layout import Layout
from dev.ports import ports_from
from dev.preparation import prepare

_ANSWERS_WITHIN = 30.0


@dataclass(frozen=True)
class Button:
    """A choice the assistant offers: what it shows, and what is sent when it is taken."""

    title: str
    payload: str


@dataclass(frozen=True)
class Shown:
    """A reply as a terminal shows it."""

    lines: tuple[str, ...]
    citations: tuple[str, ...]
    buttons: tuple[Button, ...]


def read_reply(messages: Sequence[dict[str, Any]]) -> Shown:
    """The texts, citations and buttons of one reply, which may come as several messages."""
    lines: list[str] = []
    citations: list[str] = []
    buttons: list[Button] = []
    for message in messages:
        lines += (message.get("text") or "").splitlines()
        buttons += [Button(each["title"], each["payload"]) for each in message.get("buttons") or []]
        answer = (message.get("custom") or {}).get("answer") or {}
        citations += [_citation(each) for each in answer.get("citations") or []]
    return Shown(tuple(lines), tuple(dict.fromkeys(citations)), tuple(buttons))


def to_send(typed: str, buttons: Sequence[Button]) -> Button:
    """What a typed line means: the number of an offered button is that button, all else is itself."""
    if typed.isascii() and typed.isdigit() and 0 < int(typed) <= len(buttons):
        return buttons[int(typed) - 1]
    return Button(typed, typed)


def ask(url: str, sender: str, message: str) -> Shown:
    """Send one message and read the reply; raises CommandError when there is none."""
    body = json.dumps({"sender": sender, "message": message}).encode()
    request = urllib.request.Request(
        f"{url}/webhooks/rest/webhook", body, {"Content-Type": "application/json"}
    )
    try:
        with urllib.request.urlopen(request, timeout=_ANSWERS_WITHIN) as reply:
            return read_reply(json.load(reply))
    except urllib.error.HTTPError as error:
        raise CommandError(f"the gateway refused: {_reason(error)}") from None
    except (OSError, ValueError) as error:
        raise CommandError(
            f"{url} does not answer: {error}", "is the assistant still running? make run"
        ) from None


def chat(layout: Layout) -> None:
    """Talk until end of input or Ctrl-C. Starts the assistant for the time of the talk if none is running."""
    ports = ports_from(os.environ)
    with suppress(ImportError):
        import_module("readline")  # line editing and history for input(), where this Python has them
    with ExitStack() as stack, suppress(KeyboardInterrupt, EOFError):
        if not _answers(ports.gateway_url):
            say(
                f"nothing answers at {ports.gateway_url}: starting the assistant for this talk …", Style.QUIET
            )
            prepare(layout)
            stack.enter_context(Assistant(layout, ports, report=lambda line: say(line, Style.QUIET)))
        _talk(ports.gateway_url)
    say()


def _talk(url: str) -> None:
    sender = f"chat-{uuid.uuid4().hex[:12]}"
    buttons: tuple[Button, ...] = ()
    say("Ask something; a number takes that button; Ctrl-D ends.", Style.QUIET)
    while True:
        typed = input("\n> ").strip()
        if not typed:
            continue
        choice = to_send(typed, buttons)
        if choice.title != typed:
            say(f"  {choice.title}", Style.QUIET)
        try:
            shown = ask(url, sender, choice.payload)
        except CommandError as error:
            say(str(error), Style.BAD)
            continue
        buttons = shown.buttons
        show(shown)


def show(shown: Shown) -> None:
    """Print a reply: what is said, where it stands in the notices, what can be chosen."""
    for line in shown.lines:
        say(line)
    for citation in shown.citations:
        say(f"  § {citation}", Style.QUIET)
    for number, button in enumerate(shown.buttons, start=1):
        say(f"  {number}  {button.title}", Style.STRONG)
    if not (shown.lines or shown.buttons):
        say("(an empty reply)", Style.BAD)


def _citation(citation: dict[str, Any]) -> str:
    place = " · ".join(str(citation[key]) for key in ("number", "at") if citation.get(key))
    quote = citation.get("quote")
    return f"{place} 「{quote}」" if quote else place


def _answers(url: str) -> bool:
    try:
        with urllib.request.urlopen(f"{url}/healthz", timeout=2) as reply:
            return bool(reply.status == 200)
    except (OSError, ValueError):
        return False


def _reason(error: urllib.error.HTTPError) -> str:
    """The message in the contract's error shape, or the status where a body has another shape."""
    with suppress(ValueError, LookupError, TypeError):
        return str(json.load(error)["error"]["message"])
    return f"{error.code} {error.reason}"
