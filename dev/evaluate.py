"""`make eval`: puts all question cases to the assistant and reports what came out, by kind, notice and topic."""

from __future__ import annotations

import json
import time
import urllib.request
import uuid
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path
from typing import Any, Final

from dev.assistant import Assistant
from dev.console import Style, say
from dev.evaluation_report import Outcome, report
from dev.layout import Layout
from dev.personas import Persona, lead, personas_report, read_personas
from dev.ports import free_ports
from dev.preparation import prepare
from dev.questions import Case, read_cases, wrong_with

_TALKERS: Final = 2


def evaluate(layout: Layout, files: Sequence[Path] = ()) -> list[Outcome]:
    """Start the assistant, put the cases (all of the project's, or those of `files`) and print the report."""
    prepare(layout)
    paths = list(files) or sorted((layout.root / "tests" / "dialogue" / "questions").glob("*.jsonl"))
    cases = read_cases(paths)
    with ExitStack() as stack:
        running = stack.enter_context(Assistant(layout, free_ports(), logs=layout.logs / "eval"))
        pool = stack.enter_context(ThreadPoolExecutor(_TALKERS))
        url = running.ports.gateway_url
        topics = topics_of_facts(url)
        outcomes = list(pool.map(lambda case: put(case, url), cases))
        ended = list(pool.map(lambda one: lead(one, _talk(url)), [] if files else _personas(layout)))
    for line in [*report(outcomes, topics), "", *personas_report(ended)]:
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
        return Outcome(case, "", "", "failed", (), (f"{type(error).__name__}: {error}",), tuple(seconds))
    said = "\n".join(message.get("text") or "" for message in messages)
    titles = [button["title"] for message in messages for button in message.get("buttons") or ()]
    reply = "\n".join([said, *titles])
    wrong = tuple(wrong_with(case, reply))
    return Outcome(case, reply, said, _status(messages), _facts(messages), wrong, tuple(seconds))


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


def _facts(messages: Iterable[dict[str, Any]]) -> tuple[str, ...]:
    answers = ((message.get("custom") or {}).get("answer") or {} for message in messages)
    return tuple(str(fact) for answer in answers for fact in answer.get("facts") or ())


def topics_of_facts(url: str) -> dict[str, tuple[str, ...]]:
    """The topics of every fact that is held, by the fact's id."""
    held: dict[str, tuple[str, ...]] = {}
    for notice in _get(f"{url}/api/notices")["notices"]:
        for fact in _get(f"{url}/api/notices/{notice['id']}")["facts"]:
            held[fact["id"]] = tuple(fact["topics"])
    return held


def _get(url: str) -> dict[str, Any]:
    with urllib.request.urlopen(url, timeout=30) as reply:
        return dict(json.load(reply))


def passed(outcomes: Sequence[Outcome]) -> bool:
    """Whether every case came out right."""
    if any(one.wrong for one in outcomes):
        say("some cases were missed; the report names them", Style.BAD)
        return False
    return True
