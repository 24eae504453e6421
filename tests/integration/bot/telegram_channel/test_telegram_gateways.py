"""Several gateways of one bot: one serves it, another takes over."""

from __future__ import annotations

import pytest

from bot.store import Leases, StoreDown
from bot.telegram import leading
from bot.telegram.routes import TELEGRAM
from tests.integration.bot import postgres
from tests.integration.bot.conftest import Client
from tests.integration.bot.rasa import HeldRasa
from tests.integration.bot.telegram_channel.looking import all_that_came, plain, until
from tests.integration.bot.test_web_killed import free_port
from tests.integration.bot.web_gateway import gateways_on
from tests.telegram.botapi import BotApi, Person


@pytest.fixture
def shop(server: str, monkeypatch: pytest.MonkeyPatch) -> str:
    """An empty PostgreSQL, and leases that end soon."""
    for name, seconds in (
        ("_LASTS", 6.0),
        ("_TRUSTED", 4.0),
        ("_RENEWED", 0.5),
        ("_TRIED", 0.3),
        ("_LOOK", 0.2),
    ):
        monkeypatch.setattr(leading, name, seconds)
    postgres.empty(server)
    return server


def leads(gateway: Client) -> bool:
    """Whether this one serves the bot."""
    return gateway.app[TELEGRAM].leads()


async def test_another_takes_over(
    held: HeldRasa, database: str, shop: str, api: BotApi, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Who cannot renew its lease sends nothing more before the other begins; everything is answered once."""
    holds, cut_off = Leases.hold, set[str]()

    def hold(leases: Leases, what: str, seconds: float) -> bool:
        if leases._name in cut_off:
            raise StoreDown("OperationalError")
        return holds(leases, what, seconds)

    monkeypatch.setattr(Leases, "hold", hold)
    settings = {"telegram_token": api.token, "telegram_api": api.root, "telegram_rate": 10_000}
    async with gateways_on(database, shop, held, **settings) as both:
        first = await both.start()
        await until(lambda: leads(first))
        second = await both.start()
        anna = Person(api, "Anna")
        anna.says("一")
        assert await plain(api, anna, 1) == ["答：一"]
        assert not leads(second)
        cut_off.add(first.app[TELEGRAM]._leases._name)
        seen = []

        def over() -> bool:
            seen.append((leads(first), leads(second)))
            return seen[-1] == (False, True)

        await until(over)
        assert (True, True) not in seen
        anna.says("二")
        assert await all_that_came(api, anna) == ["答：一", "答：二"]


async def test_one_that_stops_is_followed_at_once(
    held: HeldRasa, database: str, shop: str, api: BotApi
) -> None:
    """It gives its lease back; what came in meanwhile is answered by the next."""
    settings = {"telegram_token": api.token, "telegram_api": api.root, "telegram_rate": 10_000}
    async with gateways_on(database, shop, held, **settings) as both:
        first = await both.start()
        await until(lambda: leads(first))
        second = await both.start()
        await first.close()
        anna = Person(api, "Anna")
        anna.says("一")
        assert await plain(api, anna, 1) == ["答：一"]
        assert leads(second)


async def test_an_update_is_brought_to_any_gateway(
    held: HeldRasa, database: str, shop: str, api: BotApi
) -> None:
    """One that stands by stores it, and the one that leads answers."""
    port = free_port()
    settings = {
        "telegram_token": api.token,
        "telegram_api": api.root,
        "telegram_rate": 10_000,
        "telegram_webhook": f"http://127.0.0.1:{port}/",
    }
    async with gateways_on(database, shop, held, **settings) as both:
        first = await both.start()
        await until(lambda: api.world.updates.webhook is not None)
        second = await both.start(on=port)
        anna = Person(api, "Anna")
        anna.says("评审费")
        assert await plain(api, anna, 1) == ["答：评审费"]
        assert (leads(first), leads(second)) == (True, False)
