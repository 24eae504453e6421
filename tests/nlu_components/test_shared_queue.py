"""The queue that workers share in a real Redis."""

from __future__ import annotations

import asyncio
import os
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path
from typing import cast

import pytest
from redis import Redis

from nlu_components import shared_queue
from nlu_components.prompt_locks import PromptLocks
from nlu_components.shared_queue import SharedQueue

_WITHIN = 30.0


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A running Redis. Skips the tests where there is none; fails them in CI."""
    program = shutil.which("redis-server") or shutil.which("valkey-server")
    if program is None:
        missing = "Redis is not installed: apt-get install redis-server"
        if os.environ.get("CI") == "true":
            pytest.fail(missing)
        pytest.skip(missing)
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port = found.getsockname()[1]
    folder: Path = tmp_path_factory.mktemp("redis")
    process = subprocess.Popen(
        [program, "--port", str(port), "--save", "", "--dir", str(folder)], stdout=subprocess.DEVNULL
    )
    try:
        end = time.monotonic() + _WITHIN
        while not _answers(port):
            assert process.poll() is None
            assert time.monotonic() < end
            time.sleep(0.05)
        yield f"redis://127.0.0.1:{port}/0"
    finally:
        process.terminate()
        process.wait(20)


def _answers(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def test_workers_take_turns(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Messages of one conversation at three workers: one at a time, none is left out, and no second is lost."""
    monkeypatch.setenv("ZHIWEN_REDIS_URL", url)

    async def talk() -> list[int]:
        workers, seen, inside = [PromptLocks() for _ in range(3)], [], 0

        async def one(number: int) -> None:
            nonlocal inside
            async with workers[number % 3].lock("s"):
                inside += 1
                assert inside == 1
                seen.append(number)
                await asyncio.sleep(0.005)
                inside -= 1

        running = []
        for number in range(30):
            running.append(asyncio.create_task(one(number)))
            await asyncio.sleep(0.002)
        begun = time.monotonic()
        await asyncio.gather(*running)
        assert time.monotonic() - begun < 20
        return seen

    assert sorted(asyncio.run(talk())) == list(range(30))


def test_first_come_first_served(url: str) -> None:
    """Workers that wait get their turns in the order in which they came."""

    async def talk() -> list[int]:
        redis, first = Redis.from_url(url), SharedQueue(url)
        seen: list[int] = []
        waiting: list[asyncio.Task[None]] = []

        async def one(number: int) -> None:
            queue = SharedQueue(url)
            place = await queue.enter("v", time.monotonic() + _WITHIN)
            seen.append(number)
            await queue.leave("v", place)

        place = await first.enter("v", time.monotonic() + _WITHIN)
        for number in range(5):
            waiting.append(asyncio.create_task(one(number)))
            while cast(int, redis.llen("zhiwen:queue:v")) < number + 2:
                await asyncio.sleep(0.005)
        await first.leave("v", place)
        await asyncio.gather(*waiting)
        return seen

    assert asyncio.run(asyncio.wait_for(talk(), _WITHIN)) == list(range(5))


def test_the_place_of_a_dead_worker_is_skipped(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A worker that was killed holds a conversation up only until its place is not renewed."""
    monkeypatch.setattr(shared_queue, "_LEASE", 300)

    async def talk() -> None:
        dead, alive = SharedQueue(url), SharedQueue(url)
        place = await dead.enter("t", time.monotonic() + 5)
        dead._renewing.pop(place).cancel()
        mine = await alive.enter("t", time.monotonic() + _WITHIN)
        await alive.leave("t", mine)

    asyncio.run(asyncio.wait_for(talk(), _WITHIN))


def test_nothing_is_left_of_a_queue_that_is_empty(url: str) -> None:
    """Conversations in which nobody speaks cost Redis nothing."""

    async def talk() -> None:
        queue = SharedQueue(url)
        place = await queue.enter("u", time.monotonic() + 5)
        await queue.leave("u", place)

    asyncio.run(talk())
    assert not [key for key in Redis.from_url(url).scan_iter("*") if b":u" in key or b"place" in key]
