"""What the action server tells of an action: which, how it ended, for which request; never what was said."""

from __future__ import annotations

import io
import json
import logging
from collections.abc import Iterator
from typing import Any

import pytest
import structlog
from aiohttp import ClientSession
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter
from opentelemetry.trace import format_span_id, format_trace_id
from rasa_sdk.endpoint import create_app

from actions import logs
from actions.telemetry import Watched, tell_no_texts
from telemetry import BadSetting
from telemetry.spans import NO_TRACES, OpenTelemetry, Traces

SAID = "张三的评审费多少钱"
TRACE, PARENT = "0af7651916cd43dd8448eb211c80319c", "b7ad6b7169203331"
ANSWER = {"answer": {"status": "answered", "notices": []}}


@pytest.fixture
def written(monkeypatch: pytest.MonkeyPatch) -> Iterator[io.StringIO]:
    """What is logged, as JSON; afterwards logging is as before."""
    root = logging.getLogger()
    monkeypatch.setattr(root, "handlers", [])
    monkeypatch.setattr(root, "level", root.level)
    monkeypatch.setenv("ZHIWEN_LOG", "json")
    stream = io.StringIO()
    logs.configure(stream)
    yield stream
    structlog.contextvars.clear_contextvars()
    logs._working.set(False)


def answers(dispatcher: Any, tracker: Any, domain: Any) -> list[Any]:
    """An action that answers."""
    dispatcher.utter_message(text=f"答{SAID}", json_message=ANSWER)
    return []


def fails(dispatcher: Any, tracker: Any, domain: Any) -> list[Any]:
    """An action that fails, with the words of the person."""
    raise RuntimeError(f"cannot read {tracker.latest_message['text']}")


def says_nothing(dispatcher: Any, tracker: Any, domain: Any) -> list[Any]:
    """An action without a reply."""
    return []


def executor(traces: Traces = NO_TRACES) -> Watched:
    """One that has these actions."""
    made = Watched(traces)
    for action in (answers, fails, says_nothing):
        made.register_function(action.__name__, action)
    return made


def call(action: str, **metadata: str) -> dict[str, Any]:
    """What Rasa sends."""
    message = {"text": SAID, "intent": {"name": "ask_fee", "confidence": 0.9}, "metadata": metadata}
    tracker = {"sender_id": "wang-wu", "slots": {}, "latest_message": message, "events": []}
    return {"next_action": action, "sender_id": "wang-wu", "tracker": tracker, "domain": {}}


def lines(stream: io.StringIO, logger: str) -> list[dict[str, Any]]:
    """The lines of one logger, read."""
    return [one for one in map(json.loads, stream.getvalue().splitlines()) if one["logger"] == logger]


@pytest.mark.parametrize(("action", "status"), [("answers", "answered"), ("says_nothing", "none")])
async def test_an_action_is_a_line(written: io.StringIO, action: str, status: str) -> None:
    """Action, intent, how it ended, milliseconds and the request; not the text, not the person."""
    await executor().run(call(action, request="request-1"))
    (line,) = lines(written, "actions.telemetry")
    assert line.pop("timestamp")
    assert line.pop("ms") >= 0
    assert line == {
        "event": "an action was run",
        "level": "info",
        "logger": "actions.telemetry",
        "request": "request-1",
        "action": action,
        "intent": "ask_fee",
        "status": status,
    }
    assert SAID not in written.getvalue()
    assert "wang-wu" not in written.getvalue()


async def test_the_request_of_before_is_forgotten(written: io.StringIO) -> None:
    """A message that names none has none, on the same connection."""
    watched = executor()
    await watched.run(call("answers", request="request-1"))
    await watched.run(call("answers"))
    assert [one.get("request") for one in lines(written, "actions.telemetry")] == ["request-1", None]


async def test_an_action_that_fails(written: io.StringIO) -> None:
    """Over HTTP: Rasa is told that it failed and nothing of the conversation; the log has the kind and the place."""
    app = create_app(executor())
    tell_no_texts(app)
    server = await app.create_server(host="127.0.0.1", port=0, return_asyncio_server=True)
    assert server is not None
    await server.startup()
    host, port = server.server.sockets[0].getsockname()
    async with ClientSession() as session:
        reply = await session.post(f"http://{host}:{port}/webhook", json=call("fails", request="request-1"))
        assert (reply.status, await reply.json()) == (500, {"error": "the action failed"})
    server.close()
    await server.wait_closed()
    (line,) = lines(written, "actions.telemetry")
    assert (line["status"], line["request"]) == ("failed", "request-1")
    (fault,) = lines(written, "rasa_sdk.endpoint")
    assert fault["exception"].startswith("RuntimeError\n")
    assert "in fails" in fault["exception"]
    assert fault["request"] == "request-1"
    assert SAID not in written.getvalue()


def test_a_fault_at_the_start_is_told_whole(written: io.StringIO) -> None:
    """Nobody has said anything yet, and the words say what is wrong."""
    try:
        raise RuntimeError("no such file")
    except RuntimeError:
        logging.getLogger("actions").exception("no start")
    assert "RuntimeError: no such file" in lines(written, "actions")[0]["exception"]


async def test_a_span_within_the_gateways() -> None:
    """Where the message names one; with action, intent and status, and no words of a fault."""
    exporter = InMemorySpanExporter()
    traces = OpenTelemetry(exporter, "zhiwen-actions")
    watched = executor(traces)
    parent = f"00-{TRACE}-{PARENT}-01"
    await watched.run(call("answers", traceparent=parent))
    with pytest.raises(RuntimeError):
        await watched.run(call("fails", traceparent=parent))
    await watched.run(call("answers"))
    traces.close()
    good, bad = exporter.get_finished_spans()
    for one in (good, bad):
        assert one.context is not None
        assert one.parent is not None
        assert format_trace_id(one.context.trace_id) == TRACE
        assert format_span_id(one.parent.span_id) == PARENT
        assert not one.events
        assert SAID not in str(one.to_json())
    told = {"zhiwen.action": "answers", "zhiwen.intent": "ask_fee", "zhiwen.status": "answered"}
    assert dict(good.attributes or {}) == told
    assert dict(bad.attributes or {})["error.type"] == "RuntimeError"
    assert dict(bad.attributes or {})["zhiwen.status"] == "failed"


def test_another_form(monkeypatch: pytest.MonkeyPatch) -> None:
    """Is refused by name."""
    monkeypatch.setenv("ZHIWEN_LOG", "xml")
    with pytest.raises(BadSetting, match="ZHIWEN_LOG='xml': must be text or json"):
        logs.configure()
