"""Tests talk to a bot as people do: a Bot API emulator that nobody here wrote, and what stands before it.

with running_emulator() as url:                      # one for many tests: every token is a bot of its own
    async with BotApi(url) as telegram:              # one a test
        Application.builder().token(token).base_url(telegram.base_url) …
        person = Person(telegram, token)
        await person.say("/start")
        [reply] = await person.received()
        await person.press(reply, "收费")
"""

from tests.telegram.emulator.api import BotApi, Call
from tests.telegram.emulator.person import BotMessage, Button, Person
from tests.telegram.emulator.process import EmulatorDied, running_emulator

__all__ = ["BotApi", "BotMessage", "Button", "Call", "EmulatorDied", "Person", "running_emulator"]
