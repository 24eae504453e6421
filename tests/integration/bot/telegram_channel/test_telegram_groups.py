"""Groups: who is answered, where, and that nobody's conversation becomes another's."""

from __future__ import annotations

from typing import Any

import pytest

from bot.telegram.phrases import say
from tests.integration.bot.rasa import HeldRasa
from tests.integration.bot.telegram_channel.held import all_dealt_with, everything, tables
from tests.integration.bot.web_gateway import Gateways
from tests.telegram.botapi import BotApi, Group, Person, Sent, faults
from tests.telegram.botapi.places import Place
from tests.telegram.botapi.world import BOT

pytestmark = pytest.mark.parametrize("url", ["sqlite"], indirect=True)

BUTTONS = [{"title": "本科", "payload": "/answer_check{}"}, {"title": "大专", "payload": "/answer_check{}"}]
MENTION = f"@{BOT['username']}"


@pytest.fixture
async def group(polling: Gateways, api: BotApi) -> Group:
    """A group with the bot in it, in front of a running gateway."""
    await polling.start()
    return Group(api, "评审互助群")


@pytest.fixture
def anna(api: BotApi) -> Person:
    """A member of the group."""
    return Person(api, "Anna")


@pytest.fixture
def ben(api: BotApi) -> Person:
    """Another one."""
    return Person(api, "Ben")


async def asks(person: Person, text: str, place: Place, **more: Any) -> Sent:
    """What is said to a message in a group, where nobody else is being answered."""
    before = len(person.api.sent(place))
    person.says(text, chat=place, **more)
    return (await person.api.wait_for(place, before + 1))[before]


async def test_who_talks_to_others_is_not_heard(
    group: Group, anna: Person, ben: Person, held: HeldRasa, url: str
) -> None:
    """Neither an answer nor a trace in the database: only that which speaks to the bot was taken."""
    said = anna.says("有人知道评审费吗", chat=group)
    assert said.message is not None
    ben.says("去年是三百元", chat=group, reply_to=said.message.message_id)
    ben.sends_photo(_pixel(), "我的照片", chat=group)
    ben.sends_sticker(chat=group)
    assert (await asks(anna, f"{MENTION} 继续教育", group)).plain == "答：继续教育"
    assert held.asked == ["继续教育"]
    assert len((await all_dealt_with(url))["telegram_update"]) == 1
    for text in ("有人知道", "三百元", "我的照片"):
        assert text not in everything(url)


async def test_a_mention_is_answered(group: Group, anna: Person, held: HeldRasa) -> None:
    """Wherever in the message it stands, in whatever case; the dialogue hears the question without it."""
    await asks(anna, f"{MENTION} 评审费多少", group)
    await asks(anna, f"请问 {MENTION.upper()} 继续教育多少", group)
    assert [" ".join(text.split()) for text in held.asked] == ["评审费多少", "请问 继续教育多少"]


async def test_a_mention_of_somebody_else(group: Group, anna: Person, held: HeldRasa) -> None:
    """Nobody whose name only begins like ours is taken for us."""
    anna.says(f"{MENTION}_2 评审费多少", chat=group)
    await asks(anna, f"{MENTION} 继续教育", group)
    assert held.asked == ["继续教育"]


async def test_a_mention_without_words(group: Group, anna: Person, held: HeldRasa) -> None:
    """Who only calls is told what this is."""
    assert (await asks(anna, MENTION, group)).plain.startswith("直接写问题即可")
    assert held.heard == []


@pytest.mark.parametrize("written", ["/notices", f"/notices{MENTION}", f"/nosuch{MENTION}"])
async def test_a_command_to_us_is_answered(group: Group, anna: Person, written: str) -> None:
    """With our name, or one of ours without a name."""
    expected = say("unknown", "zh") if "nosuch" in written else "已收录这些通知"
    assert (await asks(anna, written, group)).plain.startswith(expected)


@pytest.mark.parametrize("written", ["/notices@other_bot", "/weather", "/weather 杭州"])
async def test_a_command_to_another_bot_is_not(
    group: Group, anna: Person, held: HeldRasa, url: str, written: str
) -> None:
    """With another name, or none of our commands."""
    anna.says(written, chat=group)
    assert (await asks(anna, f"{MENTION} 继续教育", group)).plain == "答：继续教育"
    assert len(tables(url)["telegram_update"]) == 1


async def test_a_reply_to_us_is_answered(group: Group, anna: Person, ben: Person, held: HeldRasa) -> None:
    """Also by somebody else than who had asked."""
    answer = await asks(anna, f"{MENTION} 评审费", group)
    assert (await asks(ben, "那继续教育呢", group, reply_to=answer.message_id)).plain == "答：那继续教育呢"


async def test_replies_answer_the_very_message(
    group: Group, anna: Person, ben: Person, held: HeldRasa
) -> None:
    """In a group one sees what was answered, however late."""
    held.gate.clear()
    asked = [person.says(f"{MENTION} 问题", chat=group) for person in (anna, ben)]
    anna.says("闲聊", chat=group)
    held.gate.set()
    sent = await group.api.wait_for(group, 2)
    assert [one.reply_to for one in sent] == [one.message.message_id for one in asked if one.message]


async def test_in_private_nothing_is_quoted(group: Group, anna: Person) -> None:
    """There it is plain what is answered."""
    anna.says("评审费")
    (answer,) = await anna.api.wait_for(anna, 1)
    assert answer.reply_to is None


async def test_everybody_has_a_conversation_of_their_own(
    group: Group, anna: Person, ben: Person, held: HeldRasa
) -> None:
    """The dialogue knows both members by different names, and each by another one than in private."""
    for person in (anna, ben, anna):
        await asks(person, f"{MENTION} 评审费", group)
    anna.says("评审费")
    await anna.api.wait_for(anna, 1)
    first, other, again, private = (one["sender"] for one in held.heard)
    assert first == again
    assert len({first, other, private}) == 3


async def test_buttons_belong_to_who_was_asked(
    group: Group, anna: Person, ben: Person, held: HeldRasa
) -> None:
    """Another member's press answers neither the one's question nor an own one that stands in the same place."""
    held.reply = [{"text": "您的学历是？", "buttons": BUTTONS}]
    asked = await asks(anna, f"{MENTION} 自查", group)
    await asks(ben, f"{MENTION} 自查", group)
    ben.presses("本科", asked)
    assert (await group.api.wait_for(group, 3))[2].plain == say("stale", "zh")
    anna.presses("本科", asked)
    await group.api.wait_for(group, 4)
    annas = held.heard[0]["sender"]
    assert [one["sender"] == annas for one in held.heard] == [True, False, True]
    assert held.heard[2]["message"] == "/answer_check{}"


async def test_a_self_check_is_done_in_private(group: Group, anna: Person, held: HeldRasa) -> None:
    """`/check` gives the link that begins it there; the group is not asked about anybody's life."""
    link = f"https://t.me/{BOT['username']}?start=check"
    assert (await asks(anna, "/check 2031年甲市中级", group)).plain == say(
        "check_in_private", "zh", link=link
    )
    assert (await asks(anna, "/start check", group)).plain == say("check_in_private", "zh", link=link)
    assert held.heard == []


@pytest.fixture
def old(api: BotApi, group: Group) -> Place:
    """A group that is no supergroup yet."""
    return Place(api, {"id": -4_567, "type": "group", "title": "评审互助群"})


async def test_a_group_becomes_a_supergroup(
    old: Place, group: Group, anna: Person, held: HeldRasa, url: str
) -> None:
    """Everybody goes on with their conversation under the new number, also with what they wished."""
    asked = await asks(anna, "/language", old)
    anna.presses("English", asked)
    await old.api.wait_for(old, 2)
    await asks(anna, f"{MENTION} 评审费", old)
    anna.sends({"migrate_to_chat_id": group.id}, chat=old)
    await all_dealt_with(url)
    await asks(anna, f"{MENTION} 继续教育", group)
    before, after = held.heard
    assert after["sender"] == before["sender"]
    assert after["metadata"]["lang"] == "en"
    assert [row["chat"] for row in tables(url)["telegram_chat"]] == [group.id]


async def test_a_reply_on_its_way_follows_the_group(
    old: Place, group: Group, anna: Person, api: BotApi
) -> None:
    """Telegram tells the new number when the reply is to be sent: it arrives there, once."""
    api.fail("sendMessage", faults.migrated(group.id), chat=old)
    anna.says(f"{MENTION} 评审费", chat=old)
    await api.wait_for(group, 1)
    await asks(anna, f"{MENTION} 继续教育", group)
    assert [one.plain for one in api.sent(group)] == ["答：评审费", "答：继续教育"]
    assert api.sent(old) == []


def _pixel() -> bytes:
    """The smallest picture."""
    return bytes.fromhex(
        "47494638396101000100800000ffffff00000021f90401000000002c00000000010001000002024401003b"
    )
