"""News of amendments: for those who wish it and were told what is amended, once for each publication."""

from __future__ import annotations

import datetime as dt

import pytest

from bot.telegram.phrases import say
from policies_kb.model.knowledge import Knowledge
from policies_kb.store import Store
from tests.integration.bot.conftest import Client
from tests.integration.bot.rasa import HeldRasa
from tests.integration.bot.telegram_channel.clockwork import Clockwork, clockwork
from tests.integration.bot.telegram_channel.looking import all_dealt_with, all_that_came, plain, texts
from tests.integration.bot.web_gateway import Gateways
from tests.telegram.botapi import BotApi, Person

YI = "yi-junior-2030"
ON, OFF = say("amendments_on", "zh"), say("amendments_off", "zh")


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clockwork:
    """Rounds without a pause."""
    return clockwork(monkeypatch, "2031-05-01 12:00")


@pytest.fixture
def anna(api: BotApi) -> Person:
    """Somebody who asked."""
    return Person(api, "Anna")


def _amend(database: str, sample: Knowledge, fee: int) -> None:
    """Publish the notices with another fee of Yi."""
    notices = tuple(
        one.model_copy(update={"fees": tuple(f.model_copy(update={"amount": fee}) for f in one.fees)})
        if one.id == YI
        else one
        for one in sample.notices
    )
    store = Store(database)
    store.publish(sample.model_copy(update={"notices": notices}), dt.datetime(2031, 1, 1, tzinfo=dt.UTC))
    store.close()


async def _told(api: BotApi, person: Person, held: HeldRasa, fact: str, lang: str = "zh") -> None:
    """The person asks, and is told this fact."""
    answer = {"status": "answered", "notices": [YI], "facts": [f"{YI}/{fact}"], "lang": lang}
    held.reply = [{"text": "答", "custom": {"answer": answer}}]
    count = len(api.sent(person)) + 1
    person.says("问")
    await plain(api, person, count)
    held.reply = None


async def _pressed(api: BotApi, person: Person, title: str) -> None:
    """The person presses this button of the menu of reminders."""
    count = len(api.sent(person)) + 1
    person.says("/remind")
    menu = (await api.wait_for(person, count, 60))[-1]
    person.presses(title, menu)
    await plain(api, person, count + 1)


async def _again(polling: Gateways, gateway: Client, clock: Clockwork) -> Client:
    """Another gateway, with what is published now, that has told what there was to tell."""
    await all_dealt_with(gateway)
    await gateway.close()
    made = await polling.start()
    await clock.gone_round()
    return made


def _news(api: BotApi, person: Person) -> list[str]:
    """What the person was told of fees, beside what they asked."""
    return [text for text in texts(api.sent(person)) if "元" in text or "yuan" in text]


async def test_told_once_for_each_amendment(
    polling: Gateways, api: BotApi, anna: Person, held: HeldRasa, clock: Clockwork,
    sample: Knowledge, database: str,
) -> None:  # fmt: skip
    """With what the notice says now; a restart without a new publication tells nothing."""
    gateway = await polling.start()
    await _told(api, anna, held, "fee")
    await _pressed(api, anna, ON)
    _amend(database, sample, 120)
    gateway = await _again(polling, gateway, clock)
    gateway = await _again(polling, gateway, clock)
    (first,) = (await plain(api, anna, 4))[3:]
    assert "120元" in first
    _amend(database, sample, 150)
    await _again(polling, gateway, clock)
    await all_that_came(api, anna)
    assert ["150元" in text for text in _news(api, anna)] == [False, True]


async def test_not_told_unless_wished_and_asked(
    polling: Gateways, api: BotApi, anna: Person, held: HeldRasa, clock: Clockwork,
    sample: Knowledge, database: str,
) -> None:  # fmt: skip
    """Neither who did not wish it, nor who wishes it no more, nor who was told other things."""
    gateway = await polling.start()
    people = [anna, Person(api, "Bo"), Person(api, "Chen")]
    for person, fact in zip(people, ("fee", "fee", "form"), strict=True):
        await _told(api, person, held, fact)
    await _pressed(api, people[1], ON)
    await _pressed(api, people[1], OFF)
    await _pressed(api, people[2], ON)
    _amend(database, sample, 120)
    await _again(polling, gateway, clock)
    for person in people:
        await all_that_came(api, person)
        assert _news(api, person) == []


async def test_what_was_amended_before_the_wish_is_no_news(
    polling: Gateways, api: BotApi, anna: Person, held: HeldRasa, clock: Clockwork,
    sample: Knowledge, database: str,
) -> None:  # fmt: skip
    """From the wish on, as it says."""
    gateway = await polling.start()
    await _told(api, anna, held, "fee")
    _amend(database, sample, 120)
    gateway = await _again(polling, gateway, clock)
    await _pressed(api, anna, ON)
    await _again(polling, gateway, clock)
    await all_that_came(api, anna)
    assert _news(api, anna) == []


async def test_nothing_is_told_after_everything_was_forgotten(
    polling: Gateways, api: BotApi, anna: Person, held: HeldRasa, clock: Clockwork,
    sample: Knowledge, database: str,
) -> None:  # fmt: skip
    """The wish is forgotten too."""
    gateway = await polling.start()
    await _told(api, anna, held, "fee")
    await _pressed(api, anna, ON)
    anna.says("/forget")
    await plain(api, anna, 4)
    _amend(database, sample, 120)
    await _again(polling, gateway, clock)
    await all_that_came(api, anna)
    assert _news(api, anna) == []


async def test_in_the_language_in_which_it_was_asked(
    polling: Gateways, api: BotApi, held: HeldRasa, clock: Clockwork, sample: Knowledge, database: str
) -> None:
    """Unless another one was chosen."""
    gateway = await polling.start()
    john = Person(api, "John", language="en")
    await _told(api, john, held, "fee", "en")
    await _pressed(api, john, say("amendments_on", "en"))
    _amend(database, sample, 120)
    await _again(polling, gateway, clock)
    await all_that_came(api, john)
    (news,) = _news(api, john)
    assert "120 yuan" in news
