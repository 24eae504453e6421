"""Publishing while the assistant runs: what is new is served within seconds, and nobody waits for it."""

from __future__ import annotations

import asyncio
import datetime as dt
import multiprocessing
import sqlite3
import time
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from actions import knowledge as actions_knowledge
from bot.app import create_app
from bot.knowledge import Knowledge as Held
from bot.settings import Settings
from policies_kb.model.knowledge import Knowledge
from policies_kb.store import Store
from policies_kb.store import publications as store_publications
from tests.integration.bot.conftest import Client

NOW = dt.datetime(2031, 1, 1, tzinfo=dt.UTC)
#: The machine may be busy: what takes two seconds may take much longer.
WITHIN = 60


def more_expensive(sample: Knowledge, amount: int) -> Knowledge:
    """The invented notices with another fee."""
    notices = [
        notice.model_copy(
            update={"fees": tuple(fee.model_copy(update={"amount": amount}) for fee in notice.fees)}
        )
        for notice in sample.notices
    ]
    return sample.model_copy(update={"notices": tuple(notices)})


def publish(url: str, knowledge: Knowledge) -> int:
    """Publish from beside; the number."""
    store = Store(url)
    try:
        return store.publish(knowledge, NOW).number
    finally:
        store.close()


async def until(true: Callable[[], object]) -> None:
    """Wait until something has come true."""
    end = time.monotonic() + WITHIN
    while not true():
        assert time.monotonic() < end, "it did not happen"
        await asyncio.sleep(0.05)


async def fee(client: Client) -> str:
    """What the gateway says of the fee."""
    async with client.get("/api/notices/yi-junior-2030") as response:
        assert response.status == 200
        facts = (await response.json())["facts"]
    return next(str(one["text"]["zh"]) for one in facts if one["id"].endswith("/fee"))


async def told(client: Client, amount: str) -> None:
    """Wait until the gateway says this fee."""
    async with asyncio.timeout(WITHIN):
        while amount not in await fee(client):
            await asyncio.sleep(0.05)


async def test_a_running_gateway_serves_what_is_published(
    gateway: Client, database: str, sample: Knowledge
) -> None:
    """Every request on the way is answered, with the old figure first and with the new one from then on."""
    assert "90元" in await fee(gateway)
    await asyncio.to_thread(publish, database, more_expensive(sample, 95))
    said = [await fee(gateway)]
    end = time.monotonic() + WITHIN
    while "95元" not in said[-1] and time.monotonic() < end:
        said += await asyncio.gather(*(fee(gateway) for _ in range(4)))
    changed = next(position for position, one in enumerate(said) if "95元" in one)
    assert all("90元" in one for one in said[:changed])


async def test_what_was_rolled_back_is_served_again(
    gateway: Client, database: str, sample: Knowledge
) -> None:
    """One command, and the old figure is told within seconds."""
    await asyncio.to_thread(publish, database, more_expensive(sample, 95))
    await told(gateway, "95元")
    store = Store(database)
    await asyncio.to_thread(store.roll_back, None, NOW)
    store.close()
    await told(gateway, "90元")


async def test_a_publication_that_cannot_be_read_leaves_the_old_one_in_force(
    database: str, sample: Knowledge, caplog: pytest.LogCaptureFixture
) -> None:
    """That is logged once, and the next one that can be read is served."""
    held = Held(database, every=0.1)
    before = await held.catalogue()
    number = await asyncio.to_thread(publish, database, more_expensive(sample, 95))
    with sqlite3.connect(database.removeprefix("sqlite:///")) as connection:
        connection.execute("UPDATE kb_version SET body = '{}' WHERE name = 'shared'")
    await until(lambda: "cannot be read" in caplog.text)
    await asyncio.sleep(0.5)
    assert await held.catalogue() is before
    assert caplog.text.count("cannot be read") == 1
    regions = sample.region_list[0].model_copy(update={"aliases": ("别名",)})
    mended = sample.model_copy(update={"region_list": (regions, *sample.region_list[1:])})
    await asyncio.to_thread(publish, database, mended)
    async with asyncio.timeout(WITHIN):
        while (now := await held.catalogue()) is before:
            await asyncio.sleep(0.05)
    assert now
    assert now.publication
    assert now.publication.number == number + 1
    await held.close()


async def test_a_broken_stored_notice_does_not_take_down_the_others(
    gateway: Client, database: str, sample: Knowledge
) -> None:
    """What it says elsewhere is told, though the gateway had read it whole before."""
    await asyncio.to_thread(publish, database, more_expensive(sample, 95))
    with sqlite3.connect(database.removeprefix("sqlite:///")) as connection:
        connection.execute(
            "UPDATE kb_version SET body = json_remove(body, '$.region') WHERE name = 'jia-middle-2031'"
        )
    await told(gateway, "95元")
    held = Held(database)
    catalogue = await held.catalogue()
    await held.close()
    assert catalogue
    assert [one.id for one in catalogue.notices] == ["yi-junior-2030"]
    assert catalogue.left_out == ("jia-middle-2031",)


async def test_readiness_names_a_notice_that_is_left_out(aiohttp_client: Any, database: str) -> None:
    """The others are answered from, so it stays ready."""
    with sqlite3.connect(database.removeprefix("sqlite:///")) as connection:
        connection.execute(
            "UPDATE kb_version SET body = json_remove(body, '$.region') WHERE name = 'jia-middle-2031'"
        )
    settings = Settings(rasa_url="http://127.0.0.1:9", database_url=database)
    client: Client = await aiohttp_client(create_app(settings))
    async with client.get("/readyz") as response:
        assert response.status == 200
        assert (await response.json())["left_out"] == ["jia-middle-2031"]


async def test_what_held_on_a_day_can_be_had(database: str, sample: Knowledge) -> None:
    """The publication of that day, that in force today, and nothing before the first."""
    held = Held(database)
    first = await held.on(dt.date(2030, 6, 1))
    await asyncio.to_thread(publish, database, more_expensive(sample, 95))
    old, new = await held.on(dt.date(2030, 6, 1)), await held.on(dt.date(2031, 6, 1))
    assert first
    assert old
    assert old.publication
    assert old.publication.number == 1
    assert new
    assert new.publication
    assert new.publication.number == 2
    assert await held.on(dt.date(2029, 12, 31)) is None
    await held.close()


@pytest.fixture
def actions(database: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The actions of a process of their own, on this database."""
    monkeypatch.setenv("ZHIWEN_DATABASE_URL", database)
    actions_knowledge._serving.cache_clear()
    yield
    actions_knowledge._serving().stop()
    actions_knowledge._serving.cache_clear()


@pytest.mark.usefixtures("actions")
async def test_running_actions_serve_what_is_published(database: str, sample: Knowledge) -> None:
    """Without a start of the action server."""
    before = actions_knowledge.catalogue()
    await asyncio.to_thread(publish, database, more_expensive(sample, 95))
    await until(lambda: actions_knowledge.catalogue() is not before)
    fact = actions_knowledge.catalogue().fact("yi-junior-2030/fee")
    assert fact
    assert "95元" in fact.text.zh


def _build(url: str, knowledge: Knowledge, times: int) -> None:
    store = Store(url)
    for amount in range(times):
        store.publish(more_expensive(knowledge, 100 + amount), NOW)
    store.close()


def test_builds_at_the_same_time_do_not_mix(url: str, sample: Knowledge) -> None:
    """Three processes publish on an empty database, four times each: every publication is whole."""
    context = multiprocessing.get_context("spawn")
    processes = [context.Process(target=_build, args=(url, sample, 4)) for _ in range(3)]
    for process in processes:
        process.start()
    for process in processes:
        process.join(300)
    assert [process.exitcode for process in processes] == [0] * 3
    store = Store(url)
    wanted = [more_expensive(sample, 100 + amount) for amount in range(4)]
    for one in store.publications():
        assert store.load(one.number) in wanted
    assert store.publications()[-1].in_force
    store.close()


def test_a_build_that_fails_leaves_nothing_behind(
    url: str, sample: Knowledge, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Cut off in the middle, the old publication is in force, whole."""
    store = Store(url)
    store.publish(sample, NOW)

    def cut(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(store_publications, "_publication", cut)
    with pytest.raises(KeyboardInterrupt):
        store.publish(more_expensive(sample, 95), NOW)
    monkeypatch.undo()
    assert store.load() == sample
    assert len(store.publications()) == 1
    store.close()
