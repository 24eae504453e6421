"""Telegram as the tests play it: `bot_api()` serves the Bot API on this machine, people and groups write to the bot.

async with bot_api() as api:
    bot = telegram.Bot(api.token, base_url=api.base_url, base_file_url=api.base_file_url)
    wang = Person(api, "小王")
    wang.says("评审费多少")
    ...
    (answer,) = await api.wait_for(wang, 1)
    wang.presses("继续", answer)
"""

from tests.telegram.botapi import faults
from tests.telegram.botapi.people import Person
from tests.telegram.botapi.places import Channel, Group
from tests.telegram.botapi.record import Call
from tests.telegram.botapi.server import BotApi, bot_api
from tests.telegram.botapi.world import Button, Sent

__all__ = ["BotApi", "Button", "Call", "Channel", "Group", "Person", "Sent", "bot_api", "faults"]
