"""One message of a conversation at a time, in order, and none waits for the clock."""

from __future__ import annotations

import asyncio
import time
from typing import Any

import pytest
from rasa.core.lock_store import LockError

from nlu_components.prompt_locks import PromptLocks


@pytest.fixture(autouse=True)
def _no_redis(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("ZHIWEN_REDIS_URL", raising=False)


def test_messages_of_one_conversation_are_taken_in_order_and_at_once() -> None:
    """Twenty quick messages take no second each, and none begins before the one before has ended."""

    async def talk() -> list[Any]:
        locks, seen = PromptLocks(), []

        async def one(number: int) -> None:
            async with locks.lock("s"):
                seen.append(("begin", number))
                await asyncio.sleep(0.001)
                seen.append(("end", number))

        begun = time.monotonic()
        await asyncio.gather(*(one(number) for number in range(20)))
        assert time.monotonic() - begun < 10
        return seen

    seen = asyncio.run(talk())
    assert seen == [(what, number) for number in range(20) for what in ("begin", "end")]


def test_conversations_do_not_wait_for_each_other() -> None:
    """Who holds the lock of one conversation holds up no other."""

    async def talk() -> None:
        locks = PromptLocks()
        async with locks.lock("a"), locks.lock("b"):
            pass

    asyncio.run(asyncio.wait_for(talk(), 10))


def test_who_waits_too_long_is_told_so() -> None:
    """A lock that is not given back in time is no reason to wait for ever."""

    async def talk() -> None:
        locks = PromptLocks()
        async with locks.lock("s"):
            with pytest.raises(LockError):
                async with locks.lock("s", lock_lifetime=0.05):
                    pass

    asyncio.run(talk())


def test_locks_are_let_go_of() -> None:
    """Nothing is kept for conversations in which nobody speaks."""

    async def talk() -> int:
        locks = PromptLocks()
        for number in range(100):
            async with locks.lock(str(number)):
                pass
        return len(locks._here)

    assert asyncio.run(talk()) <= 1


def test_a_redis_that_does_not_answer_costs_nobody_an_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each worker then keeps its own order, and does not ask again for every message."""
    monkeypatch.setenv("ZHIWEN_REDIS_URL", "redis://127.0.0.1:1/0")

    async def talk() -> None:
        locks = PromptLocks()
        for _ in range(20):
            async with locks.lock("s"):
                pass

    asyncio.run(asyncio.wait_for(talk(), 20))
