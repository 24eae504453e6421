"""The channel Telegram: the real application of python-telegram-bot before a Bot API that the tests play."""

from __future__ import annotations

from tests.integration.bot.web_gateway import Gateways
from tests.telegram.botapi import BotApi, Person


async def test_a_question_is_answered(polling: Gateways, api: BotApi) -> None:
    """What a person writes is answered by the dialogue, in their chat."""
    await polling.start()
    anna = Person(api, "Anna")
    anna.says("评审费多少")
    sent = await api.wait_for(anna, 1)
    assert [one.plain for one in sent] == ["答：评审费多少"]


async def test_questions_of_a_chat_come_in_order(polling: Gateways, api: BotApi) -> None:
    """Several messages at once are answered one after the other."""
    await polling.start()
    anna = Person(api, "Anna")
    for number in range(5):
        anna.says(f"问题{number}")
    sent = await api.wait_for(anna, 5)
    assert [one.plain for one in sent] == [f"答：问题{number}" for number in range(5)]
