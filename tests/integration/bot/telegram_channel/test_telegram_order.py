"""Each chat in its order, each update once, no chat in the way of another."""

from __future__ import annotations

from tests.integration.bot.rasa import HeldRasa
from tests.integration.bot.telegram_channel.looking import (
    WITHIN,
    all_dealt_with,
    all_that_came,
    plain,
    texts,
    until,
    waiting,
)
from tests.integration.bot.web_gateway import Gateways
from tests.telegram.botapi import BotApi, Person

FLOOD = 300
CHATS = 200


async def test_an_update_that_comes_twice_is_answered_once(polling: Gateways, api: BotApi) -> None:
    """Telegram repeats what it does not know to have arrived."""
    gateway = await polling.start()
    anna = Person(api, "Anna")
    update = anna.says("评审费多少")
    api.repeat(update)
    await plain(api, anna, 1)
    await all_dealt_with(gateway)
    api.repeat(update)
    assert await all_that_came(api, anna) == ["答：评审费多少"]


async def test_an_update_that_comes_twice_while_it_is_asked(
    polling: Gateways, api: BotApi, held: HeldRasa
) -> None:
    """Rasa hears it once."""
    held.gate.clear()
    await polling.start()
    anna = Person(api, "Anna")
    update = anna.says("评审费多少")
    await held.arrived.wait()
    api.repeat(update)
    await until(lambda: api.world.updates.waiting == 0)
    held.gate.set()
    assert await all_that_came(api, anna) == ["答：评审费多少"]
    assert held.asked == ["评审费多少", "还在吗"]


async def test_an_update_that_comes_again_after_a_restart(
    polling: Gateways, api: BotApi, held: HeldRasa
) -> None:
    """It was answered by the gateway before."""
    first = await polling.start()
    anna = Person(api, "Anna")
    update = anna.says("评审费多少")
    await plain(api, anna, 1)
    await first.close()
    api.repeat(update)
    await polling.start()
    assert await all_that_came(api, anna) == ["答：评审费多少"]
    assert held.asked == ["评审费多少", "还在吗"]


async def test_lower_numbers_that_come_later(polling: Gateways, api: BotApi) -> None:
    """Are answered all the same: nobody's message is taken for an old one."""
    await polling.start()
    anna = Person(api, "Anna")
    number = anna.says("先").update_id
    await plain(api, anna, 1)
    for behind in (1, 2):
        anna.says(f"再{behind}", update_id=number - behind)
        await plain(api, anna, behind + 1)
    assert texts(api.sent(anna)) == ["答：先", "答：再1", "答：再2"]


async def test_what_waits_together_is_put_in_order(polling: Gateways, api: BotApi, held: HeldRasa) -> None:
    """By the numbers that Telegram gave, in whatever order they came."""
    held.gate.clear()
    gateway = await polling.start()
    anna = Person(api, "Anna")
    number = anna.says("零").update_id
    await held.arrived.wait()
    for more, text in ((3, "三"), (1, "一"), (2, "二")):
        anna.says(text, update_id=number + more)
    await until(lambda: len(waiting(gateway)) == 4)
    held.gate.set()
    assert await plain(api, anna, 4) == ["答：零", "答：一", "答：二", "答：三"]


async def test_several_messages_although_rasa_is_slow(polling: Gateways, api: BotApi, held: HeldRasa) -> None:
    """The second is not asked before the first is answered."""
    held.gate.clear()
    gateway = await polling.start()
    anna = Person(api, "Anna")
    for number in range(4):
        anna.says(f"问题{number}")
    await held.arrived.wait()
    await until(lambda: len(waiting(gateway)) == 4)
    assert held.asked == ["问题0"]
    held.gate.set()
    assert await plain(api, anna, 4) == [f"答：问题{number}" for number in range(4)]


async def test_a_flood_stands_in_nobody_s_way(polling: Gateways, api: BotApi, held: HeldRasa) -> None:
    """Where one chat is dealt with at a time, another one is next but one, however much the first has sent."""
    held.gate.clear()
    gateway = await polling.start(telegram_at_once=1)
    noisy, anna = Person(api, "Noisy"), Person(api, "Anna")
    for number in range(FLOOD):
        noisy.says(f"洪{number}")
    anna.says("问题")
    await until(lambda: len(waiting(gateway)) == FLOOD + 1)
    held.gate.set()
    assert await plain(api, anna, 1) == ["答：问题"]
    assert held.asked.index("问题") <= 2


async def test_a_flood_that_is_stuck_holds_nobody_up(polling: Gateways, api: BotApi, held: HeldRasa) -> None:
    """Chats are dealt with side by side."""
    held.gate.clear()
    await polling.start()
    noisy, anna = Person(api, "Noisy"), Person(api, "Anna")
    for number in range(FLOOD):
        noisy.says(f"洪{number}")
    anna.says("问题")
    await until(lambda: "问题" in held.asked)
    assert held.asked == ["洪0", "问题"]


async def test_many_chats_at_once(polling: Gateways, api: BotApi) -> None:
    """Each gets all its answers, and nobody else's, in order."""
    await polling.start()
    people = [Person(api, f"P{number}") for number in range(CHATS)]
    for turn in range(2):
        for person in people:
            person.says(f"{person.id}问{turn}")
    for person in people:
        await api.wait_for(person, 2, 3 * WITHIN)
    said = {person.id: texts(api.sent(person)) for person in people}
    assert said == {person.id: [f"答：{person.id}问{turn}" for turn in range(2)] for person in people}
