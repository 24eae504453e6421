"""Reminders of deadlines: wished by buttons, told 7, 3 and 1 days before at nine in the morning, once each."""

from __future__ import annotations

import datetime as dt

import pytest

from bot import keys
from bot.store import Chats
from bot.telegram.phrases import say
from policies_kb.model.knowledge import Knowledge
from policies_kb.store import Store
from tests.integration.bot.conftest import Client
from tests.integration.bot.telegram_channel.clockwork import Clockwork, clockwork
from tests.integration.bot.telegram_channel.looking import all_dealt_with, all_that_came, plain, texts, until
from tests.integration.bot.web_gateway import Gateways
from tests.telegram.botapi import BotApi, Person, faults

YI = "yi-junior-2030"
SHORT = "2030年乙县初级"
ON = say("remind_on", "zh", notice=SHORT, day="2030-03-31")


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clockwork:
    """The first of March; the notice of Yi closes on the 31st."""
    return clockwork(monkeypatch, "2030-03-01 12:00")


@pytest.fixture
def anna(api: BotApi) -> Person:
    """Somebody who forgets dates."""
    return Person(api, "Anna")


async def _wished(api: BotApi, anna: Person) -> int:
    """Subscribe to Yi's deadlines; how many messages came."""
    anna.says("/remind")
    (menu,) = await api.wait_for(anna, 1, 60)
    anna.presses(SHORT, menu)
    assert (await plain(api, anna, 2))[1] == ON
    return 2


def _left(api: BotApi, anna: Person) -> list[str]:
    """How long was left, as each reminder said."""
    return [text.partition("：")[0] for text in texts(api.sent(anna)) if "网上申报，2030年" in text]


def _is_blocked(gateway: Client, anna: Person) -> bool:
    """Whether the gateway knows that it cannot write to her."""
    chat = Chats(gateway.app[keys.STORE]).chat(f"tg{anna.id}")
    return chat is not None and chat.blocked


async def test_wished_listed_and_cancelled_by_buttons(
    polling: Gateways, api: BotApi, anna: Person, clock: Clockwork
) -> None:
    """Only what has dates ahead is offered; what was set can be cancelled, and then is offered again."""
    await polling.start()
    await _wished(api, anna)
    anna.says("/remind")
    menu = (await api.wait_for(anna, 3, 60))[2]
    assert say("remind_mine", "zh", notices=SHORT) in menu.plain
    cancel = say("cancel", "zh", notice=SHORT)
    assert [one.text for one in menu.buttons] == [cancel, say("amendments_on", "zh")]
    anna.presses(cancel, menu)
    anna.says("/remind")
    *_, cancelled, again = await api.wait_for(anna, 5, 60)
    assert cancelled.plain == say("remind_off", "zh", notice=SHORT)
    assert [one.text for one in again.buttons] == [SHORT, say("amendments_on", "zh")]
    clock.set("2030-03-24 09:00")
    await clock.gone_round()
    assert _left(api, anna) == []


async def test_a_second_press_changes_nothing(
    polling: Gateways, api: BotApi, anna: Person, clock: Clockwork
) -> None:
    """The button of an old menu."""
    await polling.start()
    await _wished(api, anna)
    anna.presses(SHORT, api.sent(anna)[0])
    assert (await plain(api, anna, 3))[2] == say("remind_was", "zh", notice=SHORT)


async def test_told_at_nine_in_the_morning(
    polling: Gateways, api: BotApi, anna: Person, clock: Clockwork
) -> None:
    """7, 3 and 1 days before, not a minute earlier, once each."""
    await polling.start()
    came = await _wished(api, anna)
    for day in ("24", "28", "30"):
        clock.set(f"2030-03-{day} 08:59")
        await clock.gone_round()
        assert len(api.sent(anna)) == came
        clock.set(f"2030-03-{day} 09:00")
        came += 1
        await plain(api, anna, came)
        clock.set(f"2030-03-{day} 21:00")
        await clock.gone_round()
    assert len(await all_that_came(api, anna)) == came
    assert _left(api, anna) == ["还有7天", "还有3天", "还有1天（明天截止）"]
    assert "乙人〔2030〕7号" in api.sent(anna)[2].plain


async def test_restarts_between_and_after(
    polling: Gateways, api: BotApi, anna: Person, clock: Clockwork
) -> None:
    """What was wished outlives the process; what was told is not told again."""
    gateway = await polling.start()
    await _wished(api, anna)
    await all_dealt_with(gateway)
    await gateway.close()
    clock.set("2030-03-24 09:00")
    gateway = await polling.start()
    await plain(api, anna, 3)
    await clock.gone_round()
    await gateway.close()
    gateway = await polling.start()
    await clock.gone_round()
    await gateway.close()
    clock.set("2030-03-28 09:01")
    await polling.start()
    await plain(api, anna, 4)
    await all_that_came(api, anna)
    assert _left(api, anna) == ["还有7天", "还有3天"]


@pytest.mark.parametrize(
    ("back", "told"),
    [
        ("2030-03-29 15:00", ["还有2天"]),
        ("2030-03-31 23:59", ["今天截止"]),
        ("2030-04-01 00:00", []),
        ("2030-04-01 09:00", []),
    ],
)
async def test_after_downtime_once_with_the_true_number_of_days(
    polling: Gateways, api: BotApi, anna: Person, clock: Clockwork, back: str, told: list[str]
) -> None:
    """Several moments that passed become one reminder; when the day is over there is none."""
    gateway = await polling.start()
    await _wished(api, anna)
    await all_dealt_with(gateway)
    await gateway.close()
    clock.set(back)
    await polling.start()
    await clock.gone_round()
    await all_that_came(api, anna)
    assert _left(api, anna) == told


async def test_late_on_a_day_that_has_a_moment_of_its_own(
    polling: Gateways, api: BotApi, anna: Person, clock: Clockwork
) -> None:
    """What was told late with one day left is not told again an hour later."""
    gateway = await polling.start()
    await _wished(api, anna)
    await all_dealt_with(gateway)
    await gateway.close()
    clock.set("2030-03-30 08:00")
    await polling.start()
    await clock.gone_round()
    clock.set("2030-03-30 09:00")
    await clock.gone_round()
    await all_that_came(api, anna)
    assert _left(api, anna) == ["还有1天（明天截止）"]


async def test_wished_between_two_moments(
    polling: Gateways, api: BotApi, anna: Person, clock: Clockwork
) -> None:
    """What passed before the wish is not told."""
    clock.set("2030-03-28 09:30")
    await polling.start()
    await _wished(api, anna)
    await clock.gone_round()
    clock.set("2030-03-30 09:00")
    await plain(api, anna, 3)
    assert _left(api, anna) == ["还有1天（明天截止）"]


async def test_who_blocked_is_told_nothing(
    polling: Gateways, api: BotApi, anna: Person, clock: Clockwork
) -> None:
    """Nothing is even tried; who comes back has no reminders."""
    gateway = await polling.start()
    await _wished(api, anna)
    anna.blocks()
    await until(lambda: _is_blocked(gateway, anna))
    tried = len(api.calls("sendMessage", anna))
    clock.set("2030-03-24 09:00")
    await clock.gone_round()
    assert len(api.calls("sendMessage", anna)) == tried
    anna.unblocks()
    await all_that_came(api, anna)
    assert _left(api, anna) == []


async def test_who_blocked_unnoticed_hears_no_old_reminder(
    polling: Gateways, api: BotApi, anna: Person, clock: Clockwork
) -> None:
    """The reminder that told that she is gone does not wait for her: its days would not be true."""
    gateway = await polling.start()
    await _wished(api, anna)
    api.fail("sendMessage", faults.blocked(), chat=anna)
    clock.set("2030-03-24 09:00")
    await until(lambda: _is_blocked(gateway, anna))
    clock.set("2030-03-26 12:00")
    await all_that_came(api, anna)
    assert _left(api, anna) == []


async def test_two_gateways_at_the_same_time_tell_once(
    polling: Gateways, api: BotApi, anna: Person, clock: Clockwork
) -> None:
    """On one database; whoever is first tells, and only they bring it."""
    first = await polling.start()
    await _wished(api, anna)
    await all_dealt_with(first)
    await polling.start()
    await clock.gone_round(2)
    for count, day in enumerate(("24", "28", "30"), 3):
        clock.set(f"2030-03-{day} 09:00")
        await plain(api, anna, count)
        await clock.gone_round(2)
    assert _left(api, anna) == ["还有7天", "还有3天", "还有1天（明天截止）"]


async def test_a_deadline_that_is_put_off_is_told_again(
    polling: Gateways, api: BotApi, anna: Person, clock: Clockwork, sample: Knowledge, database: str
) -> None:
    """What was told of the old day does not count for the new one."""
    gateway = await polling.start()
    await _wished(api, anna)
    clock.set("2030-03-24 09:00")
    await plain(api, anna, 3)
    await all_dealt_with(gateway)
    await gateway.close()
    notices = tuple(
        one.model_copy(
            update={
                "milestones": tuple(
                    m.model_copy(update={"closes": dt.date(2030, 4, 30)}) for m in one.milestones
                )
            }
        )
        if one.id == YI
        else one
        for one in sample.notices
    )
    store = Store(database)
    store.publish(sample.model_copy(update={"notices": notices}), dt.datetime(2030, 3, 25, tzinfo=dt.UTC))
    store.close()
    clock.set("2030-04-23 09:00")
    await polling.start()
    assert "还有7天：网上申报，2030年4月30日" in (await plain(api, anna, 4))[3]


async def test_nothing_ahead(polling: Gateways, api: BotApi, anna: Person, clock: Clockwork) -> None:
    """When all is over nothing is offered, and an old button says so."""
    await polling.start()
    anna.says("/remind")
    (menu,) = await api.wait_for(anna, 1, 60)
    clock.set("2030-04-01 00:00")
    anna.presses(SHORT, menu)
    anna.says("/remind")
    _, over, none = await plain(api, anna, 3)
    assert over == say("remind_over", "zh", notice=SHORT)
    assert none == say("remind_none", "zh")


async def test_in_the_language_of_who_wished(polling: Gateways, api: BotApi, clock: Clockwork) -> None:
    """Whoever was served in English is reminded in English."""
    await polling.start()
    ben = Person(api, "Ben", language="en")
    ben.says("/remind")
    (menu,) = await api.wait_for(ben, 1, 60)
    ben.presses("2030 Yi junior review", menu)
    await plain(api, ben, 2)
    clock.set("2030-03-24 09:00")
    assert (await plain(api, ben, 3))[2].startswith("7 days left: Online application")


async def test_in_the_language_that_was_chosen(
    polling: Gateways, api: BotApi, anna: Person, clock: Clockwork
) -> None:
    """What `/language` says holds for reminders too."""
    await polling.start()
    anna.says("/language")
    (languages,) = await api.wait_for(anna, 1, 60)
    anna.presses(say("language_en", "zh"), languages)
    anna.says("/remind")
    menu = (await api.wait_for(anna, 3, 60))[2]
    anna.presses("2030 Yi junior review", menu)
    await plain(api, anna, 4)
    clock.set("2030-03-24 09:00")
    assert (await plain(api, anna, 5))[4].startswith("7 days left: Online application")
