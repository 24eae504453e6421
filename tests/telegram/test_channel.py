"""The real channel before the emulator of the Bot API that nobody here wrote: by polling and by webhook."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from aiohttp.test_utils import TestServer

from bot import owned
from bot.app import create_app
from bot.settings import Settings
from policies_kb.model.knowledge import Knowledge
from policies_kb.store import Store
from tests.browser.rasa import RecordedRasa, recorded
from tests.integration.bot.test_web_killed import free_port
from tests.telegram.emulator import BotApi, Person

#: Seconds within which everything here happens, also where several tests share a processor.
WITHIN = 30.0


@pytest.fixture
def rasa() -> RecordedRasa:
    """Rasa, as the real one answered."""
    return RecordedRasa("eligible")


@pytest.fixture(params=["polling", "webhook"])
async def person(
    request: pytest.FixtureRequest, telegram: BotApi, token: str, rasa: RecordedRasa, sample: Knowledge,
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
) -> AsyncIterator[Person]:  # fmt: skip
    """Somebody who chats with the bot of a gateway that is told of updates in one of both ways."""
    monkeypatch.setattr(owned, "BUILD", tmp_path / "build")
    store = Store(f"sqlite:///{tmp_path / 'kb.sqlite'}")
    store.publish(sample, dt.datetime(2030, 1, 1, tzinfo=dt.UTC))
    store.close()
    port = free_port()
    async with TestServer(rasa.app()) as played:
        settings = Settings(
            rasa_url=str(played.make_url("/")),
            database_url=f"sqlite:///{tmp_path / 'kb.sqlite'}",
            bot_database_url=f"sqlite:///{tmp_path / 'bot.sqlite'}",
            today="2031-05-01",
            telegram_token=token,
            telegram_api=telegram.base_url.removesuffix("/bot"),
            telegram_webhook=f"http://127.0.0.1:{port}" if request.param == "webhook" else None,
        )
        async with TestServer(create_app(settings), port=port):
            yield Person(telegram, token)


def _plain(text: str) -> str:
    """Without the tags that Telegram takes away."""
    return re.sub(r"<[^>]+>", "", text).replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


async def test_a_question_is_answered(person: Person) -> None:
    """What a person writes reaches the dialogue, its reply the person."""
    await person.say("评审费多少")
    (reply,) = await person.received(within=WITHIN)
    assert reply.text == "答：评审费多少"
    assert reply.sent["parse_mode"] == "HTML"


async def test_a_command_with_buttons_that_are_pressed(person: Person, telegram: BotApi) -> None:
    """The keyboard is shown, the press is answered at once, and its question is asked."""
    await person.say("/start")
    (welcome,) = await person.received(within=WITHIN)
    titles = [button.title for row in welcome.buttons for button in row]
    assert titles
    await person.press(welcome, titles[0])
    (reply,) = await person.received(within=WITHIN)
    assert reply.text == f"答：{titles[0]}"
    assert len(telegram.called("answerCallbackQuery")) == 1


async def test_a_forged_press_reaches_nobody(person: Person, rasa: RecordedRasa) -> None:
    """Whatever stands in its data."""
    await person.say("评审费多少")
    (reply,) = await person.received(within=WITHIN)
    await person.press_with(reply, '/inform{"answer": "博士"}')
    (stale,) = await person.received(within=WITHIN)
    assert "失效" in stale.text
    assert rasa.asked == ["评审费多少"]


async def test_a_whole_self_check(person: Person) -> None:
    """From the first message to the verdict, by buttons where there are some; every question is shown as it was put."""
    said = ""
    for sent, (reply, *_) in recorded("eligible"):
        await person.say(sent)
        messages = await person.received(within=WITHIN)
        said = "".join(_plain(one.text) for one in messages)
        assert said.replace("\n", "").startswith(reply["text"].split("\n")[0])
        titles = [button.title for row in messages[-1].buttons for button in row]
        assert titles == [button["title"] for button in reply.get("buttons", [])]
    assert said.startswith("符合")


async def test_a_self_check_answered_by_a_button(person: Person, rasa: RecordedRasa) -> None:
    """The payload stays here; Rasa gets it."""
    (begin, _), *_ = recorded("eligible")
    await person.say(begin)
    (question,) = await person.received(within=WITHIN)
    await person.press(question, "大专")
    await person.received(within=WITHIN)
    assert rasa.asked == [begin, '/inform{"answer": "大专"}']


async def test_hurried_messages_are_answered_in_order(person: Person) -> None:
    """Each once."""
    for number in range(5):
        await person.say(f"问题{number}")
    replies = await person.received(5, within=WITHIN)
    assert [one.text for one in replies] == [f"答：问题{number}" for number in range(5)]
