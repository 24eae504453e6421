"""A gateway as a process of its own that is killed in the middle of an answer, and started again."""

from __future__ import annotations

import asyncio
import os
import socket
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing
from pathlib import Path

import aiohttp
from aiohttp.test_utils import TestServer

from tests.integration.bot.rasa import HeldRasa

ROOT = Path(__file__).parents[3]
STARTED_WITHIN = 30.0


def free_port() -> int:
    """A port that nobody listens on."""
    with closing(socket.socket()) as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


@asynccontextmanager
async def process(variables: dict[str, str]) -> AsyncIterator[asyncio.subprocess.Process]:
    """The gateway as `make run` starts it; killed at the end, if it still runs."""
    running = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot", cwd=ROOT, env={**os.environ, **variables},
        stderr=asyncio.subprocess.PIPE,
    )  # fmt: skip
    try:
        yield running
    finally:
        if running.returncode is None:
            running.kill()
        await running.communicate()


async def ready(session: aiohttp.ClientSession) -> None:
    """Return when the gateway answers."""
    async with asyncio.timeout(STARTED_WITHIN):
        while True:
            try:
                async with session.get("/healthz"):
                    return
            except aiohttp.ClientConnectionError:
                await asyncio.sleep(0.05)


async def test_killed_in_the_middle(database: str, url: str, build: Path) -> None:
    """Everything up to the kill is there, the open question is answered, once, and the stream goes on."""
    rasa, port = HeldRasa(), free_port()
    async with TestServer(rasa.app()) as server:
        variables = {
            "ZHIWEN_PORT": str(port),
            "ZHIWEN_RASA_URL": str(server.make_url("/")),
            "ZHIWEN_DATABASE_URL": database,
            "ZHIWEN_BOT_DATABASE_URL": url,
            "ZHIWEN_WEB_SECRET": "s" * 40,
        }
        async with aiohttp.ClientSession(f"http://127.0.0.1:{port}") as session:
            async with process(variables) as running:
                await ready(session)
                async with session.post("/web/session", json={}) as reply:
                    session.headers["Authorization"] = f"Bearer {(await reply.json())['token']}"
                await send(session, "client-1", "先问")
                assert await history(session, 2) == ["message", "reply"]
                rasa.gate.clear()
                rasa.arrived.clear()
                assert await send(session, "client-2", "再问") == 202
                await rasa.arrived.wait()
                running.kill()
                await running.wait()
            rasa.gate.set()
            async with process(variables):
                await ready(session)
                assert await send(session, "client-2", "再问") == 200
                assert await history(session, 4) == ["message", "reply", "message", "reply"]
                async with session.get("/web/events", headers={"Last-Event-ID": "3"}) as stream:
                    lines = [await stream.content.readline() for _ in range(4)]
                assert lines[2:] == [b"id: 4\n", b"event: reply\n"]


async def send(session: aiohttp.ClientSession, client: str, text: str) -> int:
    """The status of the reply to a message."""
    async with session.post("/web/messages", json={"client": client, "text": text}) as reply:
        return reply.status


async def history(session: aiohttp.ClientSession, count: int) -> list[str]:
    """The kinds of the events, once there are so many."""
    async with asyncio.timeout(STARTED_WITHIN):
        while True:
            async with session.get("/web/history") as reply:
                found = [one["event"] for one in (await reply.json())["events"]]
            if len(found) >= count:
                return found
            await asyncio.sleep(0.05)
