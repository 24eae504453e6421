"""What the gateway tells those who watch it."""

from __future__ import annotations

import asyncio
import io
import json
import logging
from typing import Any

import pytest
import structlog
from aiohttp.test_utils import TestServer

from bot.app import create_app
from bot.settings import Settings
from bot.telemetry import logs
from bot.telemetry.metrics import Metrics
from telemetry import BadSetting
from tests.integration.bot.conftest import Client
from tests.integration.bot.rasa import HeldRasa, PlayedRasa

TALK = {"sender": "s1", "message": "评审费多少钱"}


async def figures(client: Client) -> dict[str, float]:
    """The figures that /metrics tells, by name with labels."""
    reply = await client.get("/metrics")
    assert reply.status == 200
    lines = (line.rpartition(" ") for line in (await reply.text()).splitlines() if not line.startswith("#"))
    return {name: float(value) for name, _, value in lines}


async def test_a_turn_is_counted(gateway: Client) -> None:
    """By channel and status, with the time of each stage; nothing of what was said stands there."""
    await gateway.post("/webhooks/rest/webhook", json=TALK)
    found = await figures(gateway)
    assert sum(value for name, value in found.items() if name.startswith("zhiwen_turns_total")) == 1
    stages = ("waiting", "dialogue", "queue", "actions", "whole")
    assert [found[f'zhiwen_turn_seconds_count{{stage="{stage}"}}'] for stage in stages] == [1, 1, 1, 1, 1]
    assert found['zhiwen_turn_seconds_sum{stage="actions"}'] == pytest.approx(0.0125)
    assert "评审费" not in await (await gateway.get("/metrics")).text()


async def test_messages_that_wait_for_those_before_them(
    aiohttp_client: Any, held: HeldRasa, database: str
) -> None:
    """Are a queue of their own, and how long they wait is a stage."""
    server = TestServer(held.app())
    await server.start_server()
    settings = Settings(
        rasa_url=str(server.make_url("/")), rasa_timeout=60, database_url=database, today="2031-05-01"
    )
    client: Client = await aiohttp_client(create_app(settings))
    held.gate.clear()
    asked = [asyncio.ensure_future(client.post("/webhooks/rest/webhook", json=TALK)) for _ in range(3)]
    queue = 'zhiwen_waiting{queue="turns of conversations"}'
    async with asyncio.timeout(60):
        while (await figures(client))[queue] != 2:
            await asyncio.sleep(0.02)
    held.gate.set()
    await asyncio.gather(*asked)
    found = await figures(client)
    assert found[queue] == 0
    assert found['zhiwen_turn_seconds_count{stage="waiting"}'] == 3


async def test_rasa_is_told_the_request(gateway: Client, rasa: PlayedRasa) -> None:
    """Its logs and those of the actions then name it too."""
    await gateway.post("/webhooks/rest/webhook", json=TALK, headers={"X-Request-ID": "proxy-4711-abc"})
    await gateway.post("/webhooks/rest/webhook", json=TALK)
    first, second = (one["X-Request-ID"] for one in rasa.headers)
    assert first == "proxy-4711-abc"
    assert len(second) == 16


async def test_a_turn_is_logged(gateway: Client, caplog: pytest.LogCaptureFixture) -> None:
    """One line: the channel, how it ended, milliseconds; nothing of what was said, or who said it."""
    caplog.set_level(logging.INFO)
    await gateway.post("/webhooks/rest/webhook", json={"sender": "wang-wu", "message": "张三的评审费"})
    (line,) = [one for one in caplog.records if one.name == "bot.telemetry.turns"]
    told = vars(line)
    assert (line.getMessage(), told["channel"], told["status"]) == ("a message was answered", "rest", "none")
    assert told["ms"] > 0
    for word in ("张三", "评审费", "wang-wu"):
        assert not [one for one in caplog.records if word in str(vars(one))]


async def test_addresses_that_exist_nowhere_are_one(gateway: Client) -> None:
    """Nobody can make names of figures."""
    for path in ("/no/such", "/nor/this"):
        await gateway.get(path)
    await gateway.get("/api/notices/none-of-ours")
    found = await figures(gateway)
    assert found['zhiwen_requests_total{code="404",method="GET",route="none"}'] == 2
    assert found['zhiwen_requests_total{code="404",method="GET",route="/api/notices/{notice}"}'] == 1


async def test_without_rasa(alone: Client) -> None:
    """Questions that Rasa did not answer, and for how long that goes on, are told."""
    await alone.post("/webhooks/rest/webhook", json=TALK)
    found = await figures(alone)
    assert found["zhiwen_dialogue_failures_total"] == 1
    assert found["zhiwen_degraded_seconds_total"] > 0


async def test_who_may_see_them(gateway: Client) -> None:
    """Nobody from outside: a proxy passes strangers on."""
    reply = await gateway.get("/metrics", headers={"X-Forwarded-For": "203.0.113.7"})
    assert (reply.status, (await reply.json())["error"]["code"]) == (403, "not_for_you")


def test_degraded_time_is_counted_until_an_answer_comes() -> None:
    """From the first question without an answer to the next one with."""
    now = [10.0]
    metrics = Metrics(lambda: now[0])
    for moment, good in ((10.0, True), (12.0, False), (15.0, False), (20.0, True), (30.0, True)):
        now[0] = moment
        metrics.asked(0.1, good=good)
    assert b"zhiwen_degraded_seconds_total 8.0" in metrics.page()


@pytest.mark.parametrize("given", ["proxy-4711-abc", None, "bad id\u00e9", "x" * 200])
async def test_each_request_has_an_id(gateway: Client, given: str | None) -> None:
    """That of the proxy where it can be one, else a new one."""
    reply = await gateway.get("/healthz", headers={"X-Request-ID": given} if given else {})
    name = reply.headers["X-Request-ID"]
    assert (name == given) == (given == "proxy-4711-abc")
    assert 8 <= len(name) <= 64


def logged(form: str, *said: Any, **named: Any) -> str:
    """A line of a log."""
    stream = io.StringIO()
    root = logging.getLogger()
    before, level = root.handlers[:], root.level
    try:
        logs.configure(form, stream)
        with structlog.contextvars.bound_contextvars(request="r-1"):
            logging.getLogger("bot.some").warning(*said, extra=named)
    finally:
        root.handlers[:] = before
        root.setLevel(level)
    return stream.getvalue()


def test_logs_as_json() -> None:
    """One object a line, with time, level, who wrote it and the request."""
    line = json.loads(logged("json", "it took %d s", 3))
    assert line.pop("timestamp")
    assert line == {"event": "it took 3 s", "level": "warning", "logger": "bot.some", "request": "r-1"}


def test_fields_of_a_line() -> None:
    """Names and figures that are known; nothing else that somebody may hang on a line."""
    line = json.loads(logged("json", "answered", status="refused", ms=2.5, text="张三"))
    assert (line["status"], line["ms"]) == ("refused", 2.5)
    assert "text" not in line


def test_logs_for_people() -> None:
    """One line, with the request."""
    line = logged("text", "it took %d s", 3)
    assert "it took 3 s" in line
    assert "request=r-1" in line


def test_another_form() -> None:
    """Is refused by name."""
    with pytest.raises(BadSetting, match="ZHIWEN_LOG='xml': must be text or json"):
        logs.configure("xml")
