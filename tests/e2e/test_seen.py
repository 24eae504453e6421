"""A request through all processes, as their logs tell of it: one id, and nothing of what was said."""

from __future__ import annotations

import json
import os
import signal
import time
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from dev.assistant import Assistant
from dev.layout import PROJECT
from dev.ports import free_ports
from dev.preparation import is_trained
from tests.integration.bot.collector import Collector, Told, collector

SAID = "张三2023年浙江正高工程师评审网上申报什么时候截止？"
_WITHIN = 60


@dataclass(frozen=True)
class Seen:
    """A running assistant, its logs, and a collector of its spans."""

    running: Assistant
    logs: Path
    told: Collector

    def post(self, address: str, body: dict[str, Any], request: str | None) -> Any:
        """The reply to one message."""
        headers = {"Content-Type": "application/json", **({"X-Request-ID": request} if request else {})}
        asked = urllib.request.Request(f"{address}/webhooks/rest/webhook", json.dumps(body).encode(), headers)
        with urllib.request.urlopen(asked, timeout=_WITHIN) as reply:
            return json.load(reply)

    def lines(self, service: str, request: str | None) -> list[dict[str, Any]]:
        """What a process has logged for a request, as soon as it has; None: for a message that names none."""
        until = time.monotonic() + _WITHIN
        while time.monotonic() < until:
            lines = map(_read, self.text(service).splitlines())
            found = [line for line in lines if line.get("request") == request and _is_of_a_message(line)]
            if found:
                return found
            time.sleep(0.05)
        raise AssertionError(f"{service} has no line for {request}")

    def text(self, service: str) -> str:
        """All that a process has printed."""
        return (self.logs / f"{service}.log").read_text(encoding="utf-8", errors="replace")


def _is_of_a_message(line: dict[str, Any]) -> bool:
    return "request" in line or "exception" in line


def _read(line: str) -> dict[str, Any]:
    found = json.loads(line) if line.startswith("{") else {}
    return dict(found)


@pytest.fixture(scope="module")
def seen(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Seen]:
    """An assistant that writes JSON and traces."""
    if not PROJECT.rasa_python.exists() or not is_trained(PROJECT):
        pytest.skip("there is no model made from what is here now: make train")
    folder = tmp_path_factory.mktemp("seen")
    with collector() as told:
        own = {
            "ZHIWEN_BOT_DATABASE_URL": f"sqlite:///{folder / 'bot.sqlite'}",
            "ZHIWEN_LOG": "json",
            "ZHIWEN_TRACES_URL": told.url,
            "OTEL_BSP_SCHEDULE_DELAY": "200",
        }
        with Assistant(PROJECT, free_ports(), own, folder) as running:
            yield Seen(running, folder, told)


def test_one_id_through_all_processes(seen: Seen) -> None:
    """Every process has one line for the message, with what it did, and no word of it."""
    reply = seen.post(seen.running.ports.gateway_url, {"sender": "wang-wu", "message": SAID}, "seen-by-all-1")
    assert reply[0]["custom"]["answer"]["status"] == "answered"
    (gateway,) = seen.lines("gateway", "seen-by-all-1")
    (rasa,) = seen.lines("rasa", "seen-by-all-1")
    (action,) = seen.lines("actions", "seen-by-all-1")
    assert (gateway["channel"], gateway["status"]) == ("rest", "answered")
    assert (rasa["event"], rasa["ms"] > 0) == ("a message was dealt with", True)
    assert (action["action"], action["intent"], action["status"]) == (
        "action_answer",
        "ask_deadline",
        "answered",
    )
    for service in ("gateway", "rasa", "actions"):
        assert "正高工程师" not in seen.text(service)
        assert "wang-wu" not in seen.text(service)


def test_the_spans_of_all_processes_are_one_trace(seen: Seen) -> None:
    """The action stands within the gateway's question to Rasa."""
    seen.post(seen.running.ports.gateway_url, {"sender": "li-si", "message": SAID}, "seen-by-all-2")
    spans = _spans(seen.told, "seen-by-all-2", {"action", "dialogue"})
    assert spans["action"].parent == spans["dialogue"].id
    assert spans["action"].service == "zhiwen-actions"
    assert "正高工程师".encode() not in b"".join(seen.told.bodies)


def _spans(told: Collector, request: str, names: set[str]) -> dict[str, Told]:
    """The spans of the request's trace by name, once there are these."""
    until = time.monotonic() + _WITHIN
    found: dict[str, Told] = {}
    while not names <= set(found) and time.monotonic() < until:
        time.sleep(0.05)
        spans = told.spans
        traces = {one.trace for one in spans if one.attributes.get("zhiwen.request") == request}
        found = {one.name: one for one in spans if one.trace in traces}
    return found


def test_figures_tell_the_time_of_the_actions(seen: Seen) -> None:
    """As a part of the dialogue, which is a part of the whole."""
    with urllib.request.urlopen(f"{seen.running.ports.gateway_url}/metrics", timeout=_WITHIN) as page:
        lines = page.read().decode().splitlines()
    spent = {
        stage: float(line.split()[-1])
        for stage in ("actions", "dialogue", "whole")
        for line in lines
        if line.startswith(f'zhiwen_turn_seconds_sum{{stage="{stage}"}}')
    }
    assert 0 < spent["actions"] < spent["dialogue"] < spent["whole"]


def test_a_message_that_fails(seen: Seen) -> None:
    """Rasa's own log would tell its text, by name and in the words of the fault; kind and place stay."""
    body = {"sender": "zhao-liu", "message": SAID, "metadata": ["张三"]}  # Rasa expects names and values
    seen.post(seen.running.ports.rasa_url, body, None)
    (fault,) = (line for line in seen.lines("rasa", None) if "exception" in line)
    assert (fault["event"], fault["text"]) == ("rest.message.received.failure", "…")
    assert fault["exception"].startswith("TypeError\n")
    assert "张三" not in seen.text("rasa")


def test_an_intent_that_cannot_be_read(seen: Seen) -> None:
    """Rasa warns of it; what it says of that holds no word of the message."""
    seen.post(
        seen.running.ports.rasa_url,
        {"sender": "qian-qi", "message": '/inform{"answer": 张三'},
        "seen-broken-1",
    )
    assert "UserWarning" in " ".join(line["event"] for line in seen.lines("rasa", "seen-broken-1"))
    assert "张三" not in seen.text("rasa")


def test_actions_that_are_gone(seen: Seen) -> None:
    """The last test of this assistant: its action server is stopped. Nothing is quoted either."""
    pid = next(one.pid for one in seen.running._running if one.service.name == "actions")
    os.kill(pid, signal.SIGKILL)
    seen.post(seen.running.ports.gateway_url, {"sender": "sun-ba", "message": SAID}, "seen-alone-1")
    lines = seen.lines("rasa", "seen-alone-1")
    assert any(line["level"] == "error" for line in lines)
    assert "正高工程师" not in seen.text("rasa")
