"""Several Rasa servers: each sender keeps to one, and goes to another when nothing could be sent to it."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

from bot.rasa import Rasa, RasaDown, Turn
from tests.integration.bot.rasa import PlayedRasa

SENDERS = [f"talk-{number}" for number in range(40)]


class CutOff(PlayedRasa):
    """Hears the question, and breaks the line."""

    async def _webhook(self, request: web.Request) -> web.Response:
        self.heard.append(await request.json())
        assert request.transport is not None
        request.transport.close()
        return web.json_response([])


class Silent(PlayedRasa):
    """Has nothing to say, as without its actions."""

    def __init__(self) -> None:
        super().__init__()
        self.messages = []


@pytest.fixture
async def stack() -> AsyncIterator[AsyncExitStack]:
    """Ends whatever a test began."""
    async with AsyncExitStack() as made:
        yield made


async def serving(stack: AsyncExitStack, *servers: PlayedRasa) -> tuple[Rasa, list[TestServer]]:
    """A client of these servers."""
    started = [TestServer(one.app()) for one in servers]
    for one in started:
        await stack.enter_async_context(one)
    rasa = Rasa(" ".join(str(one.make_url("/")) for one in started), timeout=30)
    await rasa.open()
    stack.push_async_callback(rasa.close)
    return rasa, started


def senders(server: PlayedRasa) -> list[str]:
    """Who asked there, in their order."""
    return [one["sender"] for one in server.heard]


async def test_each_sender_keeps_to_one_and_the_other_takes_over(stack: AsyncExitStack) -> None:
    """Both are used; when one stops, its senders are answered by the other, and those of the other stay there."""
    one, other = PlayedRasa(), PlayedRasa()
    rasa, (first, _) = await serving(stack, one, other)
    for sender in SENDERS * 2:
        await rasa.say(sender, "问")
    assert min(len(one.heard), len(other.heard)) > len(SENDERS) / 4
    assert not set(senders(one)) & set(senders(other))
    assert sorted(senders(one) + senders(other)) == sorted(SENDERS * 2)
    await first.close()
    assert await rasa.is_ready()
    other.heard.clear()
    for sender in SENDERS:
        await rasa.say(sender, "问")
    assert senders(other) == SENDERS


@pytest.mark.parametrize("kind", [CutOff, Silent])
async def test_what_may_have_been_heard_is_asked_again_as_such(
    stack: AsyncExitStack, kind: type[PlayedRasa]
) -> None:
    """Of the next server, once, under the same name: who dies, or has no actions, leaves nobody without an answer."""
    one, other = kind(), kind()
    rasa, _ = await serving(stack, one, other)
    with pytest.raises(RasaDown):
        await rasa.say("talk-1", "问", turn=Turn("client-1"))
    told = [asked["metadata"] for asked in (*one.heard, *other.heard)]
    assert sorted(map(len, told)) == [1, 2]
    assert {"turn": "client-1"} in told
    assert {"turn": "client-1", "again": True} in told


async def test_a_server_that_fails_is_left_alone(stack: AsyncExitStack) -> None:
    """After some failures in a row its senders are answered elsewhere."""
    bad, good = PlayedRasa(), PlayedRasa()
    rasa, _ = await serving(stack, bad, good)
    await rasa.say("talk-1", "问")
    if good.heard:
        bad, good = good, bad
    bad.status = 500
    for _ in range(3):
        with pytest.raises(RasaDown):
            await rasa.say("talk-1", "问")
    assert await rasa.say("talk-1", "问") == [{"recipient_id": "a", "text": "好"}]
    assert len(good.heard) == 1


async def test_actions_that_fail_take_their_server_along(stack: AsyncExitStack) -> None:
    """Rasa says nothing then, and that it is well: another server answers, and soon it is asked no more."""
    mute, good = PlayedRasa(), PlayedRasa()
    rasa, _ = await serving(stack, mute, good)
    await rasa.say("talk-1", "问")
    if good.heard:
        mute, good = good, mute
    mute.messages = []
    for _ in range(4):
        assert await rasa.say("talk-1", "问") == [{"recipient_id": "a", "text": "好"}]
    assert len(mute.heard) == 1 + 3
    assert senders(good) == ["talk-1"] * 4


async def test_ready_is_who_answers(stack: AsyncExitStack) -> None:
    """A server that failed is asked something before it counts as ready, and is trusted again by its answer."""
    server = PlayedRasa()
    rasa, _ = await serving(stack, server)
    server.messages = []
    with pytest.raises(RasaDown):
        await rasa.say("talk-1", "问")
    assert not await rasa.is_ready()
    server.messages = [{"recipient_id": "a", "text": "好"}]
    assert await rasa.is_ready()
    asked = len(server.heard)
    assert await rasa.is_ready()
    assert len(server.heard) == asked


async def test_what_is_to_be_forgotten_needs_no_reply(stack: AsyncExitStack) -> None:
    """Rasa has nothing to say to that; it is no failure."""
    server = PlayedRasa()
    rasa, _ = await serving(stack, server)
    server.messages = []
    for _ in range(4):
        await rasa.forget("talk-1")
    server.messages = [{"recipient_id": "a", "text": "好"}]
    assert await rasa.say("talk-1", "问")
