"""Spans of a turn, where somebody traces: they hang together, and hold nothing of what was said."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from aiohttp.test_utils import TestServer
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter
from opentelemetry.trace import format_span_id, format_trace_id

from bot.app import create_app
from bot.settings import Settings
from telemetry.spans import OpenTelemetry
from tests.integration.bot.collector import Collector, collector
from tests.integration.bot.conftest import Client
from tests.integration.bot.rasa import PlayedRasa

QUESTION = "张三的评审费多少钱"
TALK = {"sender": "wang-wu", "message": QUESTION}


@pytest.fixture
def played() -> Iterator[Collector]:
    """A collector."""
    with collector() as made:
        yield made


@pytest.fixture
async def settings(rasa: PlayedRasa, database: str) -> Settings:
    """Those of a gateway with Rasa up."""
    server = TestServer(rasa.app())
    await server.start_server()
    url = str(server.make_url("/"))
    return Settings(rasa_url=url, rasa_timeout=30, database_url=database, today="2031-05-01")


async def test_spans_arrive(
    aiohttp_client: Any, settings: Settings, played: Collector, rasa: PlayedRasa
) -> None:
    """Request, turn, waiting and dialogue are one trace, each within the one it belongs to; Rasa is told of its own."""
    client: Client = await aiohttp_client(create_app(replace(settings, traces_url=played.url)))
    headers = {"X-Request-ID": "request-1"}
    assert (await client.post("/webhooks/rest/webhook", json=TALK, headers=headers)).status == 200
    await client.get("/healthz")
    await client.close()  # sends what is left
    spans = {one.name: one for one in played.spans}
    request, turn = spans["POST /webhooks/rest/webhook"], spans["turn"]
    assert set(spans) == {request.name, "turn", "waiting", "dialogue"}
    assert {one.service for one in spans.values()} == {"zhiwen-gateway"}
    assert len({one.trace for one in spans.values()}) == 1
    parents = [one.parent for one in (request, turn, spans["waiting"], spans["dialogue"])]
    assert parents == ["", request.id, turn.id, turn.id]
    assert request.attributes["http.response.status_code"] == 200
    assert request.attributes["zhiwen.request"] == "request-1"
    (told,) = rasa.headers
    assert told["X-Request-ID"] == "request-1"
    assert told["traceparent"].startswith(f"00-{request.trace}-{spans['dialogue'].id}-")


async def test_nothing_of_a_person_arrives(
    aiohttp_client: Any, settings: Settings, played: Collector, rasa: PlayedRasa
) -> None:
    """Neither what was asked nor who asked, also where it fails."""
    client: Client = await aiohttp_client(create_app(replace(settings, traces_url=played.url)))
    await client.post("/webhooks/rest/webhook", json=TALK)
    rasa.status = 500
    await client.post("/webhooks/rest/webhook", json=TALK)
    await client.get("/api/search", params={"q": QUESTION})
    await client.close()
    assert [one.attributes.get("error.type") for one in played.spans if one.name == "dialogue"] == [
        None,
        "RasaDown",
    ]
    whole = b"".join(played.bodies)
    assert QUESTION.encode() not in whole
    assert b"wang-wu" not in whole
    assert b"/api/search" in whole


async def test_a_collector_that_is_down(aiohttp_client: Any, settings: Settings) -> None:
    """Nobody waits for it."""
    client: Client = await aiohttp_client(
        create_app(replace(settings, traces_url="http://127.0.0.1:9/v1/traces"))
    )
    reply = await client.post("/webhooks/rest/webhook", json=TALK)
    assert (reply.status, (await reply.json())[0]["text"]) == (200, "好")


def test_spans_of_an_exporter() -> None:
    """One within the other, by name and attribute; a fault by its kind alone."""
    exporter = InMemorySpanExporter()
    traces = OpenTelemetry(exporter, "gateway")

    def fail() -> None:
        with traces.span("turn", {"zhiwen.request": "r"}), traces.span("storing"):
            assert traces.headers()["traceparent"].startswith("00-")
            raise RuntimeError(QUESTION)

    with pytest.raises(RuntimeError):
        fail()
    traces.close()
    storing, turn = exporter.get_finished_spans()
    assert (storing.name, turn.name, dict(turn.attributes or {})) == (
        "storing",
        "turn",
        {"zhiwen.request": "r", "error.type": "RuntimeError"},
    )
    assert storing.parent is not None
    assert storing.context is not None
    assert turn.context is not None
    assert format_span_id(storing.parent.span_id) == format_span_id(turn.context.span_id)
    assert format_trace_id(storing.context.trace_id) == format_trace_id(turn.context.trace_id)
    assert not storing.events
    assert storing.status.description is None
