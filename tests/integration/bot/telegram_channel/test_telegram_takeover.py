"""A person of the staff answers in Telegram: what they write arrives in the chat, once, and is told apart."""

from __future__ import annotations

from typing import Any

import pytest
from aiohttp import web

from bot import keys
from bot.attended import say
from bot.console import keys as console
from bot.console.passwords import Passwords
from bot.console.talks import keys as talks
from bot.roles import Role
from bot.store import Account, Actor, Outcome, Sought, Talk
from bot.telegram.phrases import say as tg_say
from tests.integration.bot.console.desks import CHEAP
from tests.integration.bot.rasa import HeldRasa
from tests.integration.bot.telegram_channel.held import everything, tables, until
from tests.integration.bot.telegram_channel.looking import WITHIN, plain
from tests.integration.bot.telegram_channel.looking import until as until_so
from tests.integration.bot.web_gateway import Gateways
from tests.telegram.botapi import BotApi, Person

ONE_DATABASE = pytest.mark.parametrize("url", ["sqlite"], indirect=True)
BY = Actor("li.na")
STAFF = "【工作人员 · Staff】"


class Agent:
    """Somebody of the staff at a gateway, who is signed in."""

    def __init__(self, app: web.Application) -> None:
        self.app = app
        staff = app[console.STAFF]
        staff.add("li.na", Role.AGENT, Passwords(CHEAP).hash("correct horse battery"), Actor("cli:test"))
        found = staff.account("li.na")
        assert found
        self.account: Account = found
        assert app[console.SESSIONS].start("secret", "device", found, BY, "password")

    @property
    def talk(self) -> Talk:
        """The one conversation that there is."""
        (one,) = self.app[talks.LIST].page(Sought(telegram=True)).listed
        return one.talk

    async def take(self) -> None:
        """Take it over."""
        assert await self.app[talks.ATTENDING].take(self.talk, self.account, BY) is Outcome.DONE

    async def say(self, text: str, custom: dict[str, Any] | None = None) -> None:
        """Reply."""
        key = f"key-{text}"
        done = await self.app[talks.ATTENDING].say(self.talk, self.account, key, text, custom)
        assert done is Outcome.DONE

    async def back(self) -> None:
        """Hand it back."""
        assert await self.app[talks.ATTENDING].back(self.talk, self.account, BY) is Outcome.DONE


@pytest.fixture
async def agent(polling: Gateways) -> Agent:
    """An agent at a gateway that runs."""
    return Agent((await polling.start()).app)


@pytest.fixture
async def anna(agent: Agent, api: BotApi) -> Person:
    """A person who asked something and was answered."""
    made = Person(api, "Anna")
    made.says("评审费多少")
    assert await plain(api, made, 1) == ["答：评审费多少"]
    return made


async def test_a_person_answers_and_then_the_assistant_again(
    agent: Agent, anna: Person, api: BotApi, held: HeldRasa
) -> None:
    """Both are told; several messages follow each other, none of them goes to Rasa; staff are marked."""
    await agent.take()
    await plain(api, anna, 2)
    for text in ("在吗", "急"):
        anna.says(text)
    await until_so(lambda: agent.talk.last == 5)
    await agent.say("在的")
    await plain(api, anna, 3)
    await agent.back()
    await plain(api, anna, 4)
    anna.says("谢谢")
    assert await plain(api, anna, 5) == [
        "答：评审费多少", say("joined", "zh"), f"{STAFF}\n在的", say("left", "zh"), "答：谢谢",
    ]  # fmt: skip
    assert held.asked == ["评审费多少", "谢谢"]
    assert "li.na" not in repr([one.plain for one in api.sent(anna)])


@ONE_DATABASE
async def test_what_the_person_left_is_answered(agent: Agent, anna: Person, api: BotApi) -> None:
    """By the assistant, each message once."""
    await agent.take()
    for text in ("在吗", "急"):
        anna.says(text)
    await until_so(lambda: agent.talk.last == 5)
    await agent.back()
    said = await plain(api, anna, 5)
    assert said[2:] == [say("left", "zh"), "答：在吗", "答：急"]


@ONE_DATABASE
async def test_the_notice_is_in_the_language_of_the_visitor(agent: Agent, api: BotApi) -> None:
    """As they wrote last, or as they chose."""
    ben = Person(api, "Ben")
    ben.says("How much is the review fee?")
    await plain(api, ben, 1)
    await agent.take()
    assert (await plain(api, ben, 2))[1] == say("joined", "en")


@ONE_DATABASE
async def test_commands_still_work(agent: Agent, anna: Person, api: BotApi, held: HeldRasa) -> None:
    """What the channel answers by itself it answers; /forget deletes everything, the notes too, and ends the hold."""
    await agent.take()
    await plain(api, anna, 2)
    agent.app[talks.TEXTS].note(agent.talk.handle, "li.na", "要回电")
    anna.says("/notices")
    await plain(api, anna, 3)
    anna.says("/forget")
    assert (await plain(api, anna, 4))[3] == tg_say("forgotten", "zh")
    anna.says("你好")
    assert (await plain(api, anna, 5))[4] == "答：你好"
    assert agent.talk.holder is None


async def test_nothing_is_left_after_forget(agent: Agent, anna: Person, api: BotApi, url: str) -> None:
    """Also of what staff did and wrote: the audit log names the conversation by a name that says nothing."""
    await agent.take()
    agent.app[talks.TEXTS].note(agent.talk.handle, "li.na", "要回电")
    await agent.say("三百元")
    await plain(api, anna, 3)
    await agent.back()
    await plain(api, anna, 4)
    anna.says("/forget")
    await plain(api, anna, 5)

    def is_gone() -> bool:
        return not tables(url)["web_conversation"]

    await until(is_gone)
    assert tables(url)["talk_note"] == []
    assert str(anna.id) not in repr(tables(url)["staff_audit"])
    whole = everything(url)
    assert not [word for word in ("三百元", "要回电") if word in whole]


@ONE_DATABASE
async def test_opinions_are_of_the_assistant(
    agent: Agent, anna: Person, api: BotApi, held: HeldRasa, url: str
) -> None:
    """`/feedback` while a person is there goes to what the assistant said last."""
    held.reply = [{"text": "三百元", "custom": {"answer": {"status": "answered"}}}]
    anna.says("多少")
    await plain(api, anna, 2)
    await agent.take()
    await agent.say("在的")
    await plain(api, anna, 4)
    anna.says("/feedback 金额不对")
    await plain(api, anna, 5)
    (opinion,) = tables(url)["web_feedback"]
    assert opinion["client"] in {one["client"] for one in tables(url)["web_event"] if one["n"] == 3}


@ONE_DATABASE
async def test_the_chat_shows_that_somebody_writes(agent: Agent, anna: Person, api: BotApi) -> None:
    """As Telegram shows it; to who holds the conversation only."""
    await agent.take()
    await plain(api, anna, 2)
    before = len(api.calls("sendChatAction"))
    assert await agent.app[talks.ATTENDING].typing(agent.talk, agent.account)
    await api.wait_for_calls("sendChatAction", before + 1, WITHIN)


@ONE_DATABASE
async def test_a_reply_waits_for_the_next_start(
    agent: Agent, anna: Person, api: BotApi, polling: Gateways
) -> None:
    """What was said as the gateway stopped arrives after the next start, and who held the conversation holds it."""
    await agent.take()
    await plain(api, anna, 2)
    await polling.running[0].close()
    store = (await polling.start()).app
    later = Agent.__new__(Agent)
    later.app, later.account = store, agent.account
    await later.say("在的")
    assert (await plain(api, anna, 3))[2] == f"{STAFF}\n在的"
    assert store[keys.STORE].pending() == ()
