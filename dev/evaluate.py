"""`make eval`: puts all question cases to the assistant and reports what came out, by kind, notice and topic."""

from __future__ import annotations

import json
import time
import urllib.request
import uuid
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from dev.assistant import Assistant
from dev.console import Style, say
from dev.layout import Layout
from dev.personas import Persona, lead, personas_report, read_personas
from dev.ports import free_ports
from dev.preparation import prepare
from dev.questions import Case, read_cases, wrong_with

#: Kinds whose reply states one fact; their length is what a person has to read.
_SINGLE: Final = frozenset({"fact", "deadline", "contact", "condition", "typo"})
_TALKERS: Final = 2


@dataclass(frozen=True)
class Outcome:
    """The last reply to a case, its status, what is wrong with it, and how long each turn took (seconds)."""

    case: Case
    reply: str
    said: str
    status: str
    wrong: tuple[str, ...]
    seconds: tuple[float, ...]


def evaluate(layout: Layout, files: Sequence[Path] = ()) -> list[Outcome]:
    """Start the assistant, put the cases (all of the project's, or those of `files`) and print the report."""
    prepare(layout)
    paths = list(files) or sorted((layout.root / "tests" / "dialogue" / "questions").glob("*.jsonl"))
    cases = read_cases(paths)
    with ExitStack() as stack:
        running = stack.enter_context(Assistant(layout, free_ports(), logs=layout.logs / "eval"))
        pool = stack.enter_context(ThreadPoolExecutor(_TALKERS))
        url = running.ports.gateway_url
        outcomes = list(pool.map(lambda case: put(case, url), cases))
        ended = list(pool.map(lambda one: lead(one, _talk(url)), [] if files else _personas(layout)))
    for line in [*report(outcomes), "", *personas_report(ended)]:
        say(line)
    return outcomes


def _personas(layout: Layout) -> list[Persona]:
    return read_personas(sorted((layout.root / "tests" / "dialogue" / "personas").glob("*.jsonl")))


def _talk(url: str) -> Callable[[str], list[dict[str, Any]]]:
    """A new conversation."""
    sender = f"eval-{uuid.uuid4().hex[:12]}"
    return lambda message: _say(url, sender, message)


def put(case: Case, url: str) -> Outcome:
    """One conversation; a server that fails is a failed case, not the end of the evaluation."""
    sender = f"eval-{uuid.uuid4().hex[:12]}"
    messages: list[dict[str, Any]] = []
    seconds: list[float] = []
    try:
        for turn in case.turns:
            begun = time.perf_counter()
            messages = _say(url, sender, turn)
            seconds.append(time.perf_counter() - begun)
    except OSError as error:
        return Outcome(case, "", "", "failed", (f"{type(error).__name__}: {error}",), tuple(seconds))
    said = "\n".join(message.get("text") or "" for message in messages)
    titles = [button["title"] for message in messages for button in message.get("buttons") or ()]
    reply = "\n".join([said, *titles])
    return Outcome(case, reply, said, _status(messages), tuple(wrong_with(case, reply)), tuple(seconds))


def _say(url: str, sender: str, message: str) -> list[dict[str, Any]]:
    body = json.dumps({"sender": sender, "message": message}).encode()
    request = urllib.request.Request(
        f"{url}/webhooks/rest/webhook", body, {"Content-Type": "application/json"}
    )
    with urllib.request.urlopen(request, timeout=30) as reply:
        return list(json.load(reply))


def _status(messages: Iterable[dict[str, Any]]) -> str:
    for message in messages:
        custom = message.get("custom") or {}
        if "self_check" in custom:
            return "self_check"
        if "answer" in custom:
            return str(custom["answer"]["status"])
    return "none"


def report(outcomes: Sequence[Outcome]) -> list[str]:
    """The figures as lines of Markdown: shares, lengths, latency, and every miss."""
    good = sum(not one.wrong for one in outcomes)
    lines = [f"correct {good} of {len(outcomes)} = {good / max(1, len(outcomes)):.1%}", ""]
    for name, key in (
        ("kind", lambda one: one.case.kind),
        ("notice", lambda one: one.case.notice or "none"),
        ("topic", lambda one: one.case.topic),
    ):
        lines += _table(name, outcomes, key)
    lines += _lengths(outcomes)
    lines += ["", "| missed | asked | status | wrong |", "|---|---|---|---|"]
    lines += [_miss(one) for one in outcomes if one.wrong]
    return lines


def _table(name: str, outcomes: Sequence[Outcome], key: Callable[[Outcome], str]) -> list[str]:
    counted: defaultdict[str, Counter[bool]] = defaultdict(Counter)
    for one in outcomes:
        counted[key(one)][not one.wrong] += 1
    rows = [
        f"| {value} | {count[True]} | {count.total()} | {count[True] / count.total():.1%} |"
        for value, count in sorted(counted.items())
    ]
    return [f"| {name} | right | of | share |", "|---|--:|--:|--:|", *rows, ""]


def _lengths(outcomes: Sequence[Outcome]) -> list[str]:
    lengths = sorted(
        len(one.said) for one in outcomes if one.case.kind in _SINGLE and one.status == "answered"
    )
    seconds = sorted(1000 * second for one in outcomes for second in one.seconds)
    lines = []
    if lengths:
        lines.append(
            f"single-fact replies: median {_at(lengths, 0.5):.0f} characters, 95 % {_at(lengths, 0.95):.0f}"
        )
    if seconds:
        lines.append(
            f"a turn, {_TALKERS} talkers: p50 {_at(seconds, 0.5):.0f} ms, p95 {_at(seconds, 0.95):.0f} ms"
        )
    return lines


def _at(ordered: Sequence[float], share: float) -> float:
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))]


def _miss(one: Outcome) -> str:
    asked = " / ".join(one.case.turns).replace("|", "\\|").replace("\n", " ")
    return (
        f"| {one.case.id} | {asked[:80]} | {one.status} | {'; '.join(one.wrong)[:80].replace('|', ' or ')} |"
    )


def passed(outcomes: Sequence[Outcome]) -> bool:
    """Whether every case came out right."""
    if any(one.wrong for one in outcomes):
        say("some cases were missed; the report names them", Style.BAD)
        return False
    return True
