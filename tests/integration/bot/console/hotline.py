"""Staff and visitors of one gateway: who takes a conversation over, and who is answered."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Awaitable, Callable
from typing import Any

from bot.console.talks import keys as talks
from bot.roles import Role
from bot.store import Sought
from tests.integration.bot.browser import Browser
from tests.integration.bot.console.desks import Desk, Office, add

WITHIN = 60.0


async def until(is_so: Callable[[], Awaitable[bool]]) -> None:
    """Wait for what tells nobody that it happened."""
    async with asyncio.timeout(WITHIN):
        while not await is_so():
            await asyncio.sleep(0.02)


async def colleague(
    office: Office, desk: Desk | None = None, name: str = "li.na", role: Role = Role.AGENT
) -> Desk:
    """Somebody who is signed in, at a new gateway or beside another."""
    made = await office.desk(desk) if desk else await office.desk()
    add(made, name, role)
    await made.sign_in(name)
    return made


def handle(desk: Desk, visitor: Browser) -> str:
    """The name by which staff know the visitor's conversation."""
    listed = desk.app[talks.LIST].page(Sought(), 100).listed
    return next(one.talk.handle for one in listed if one.talk.conversation == visitor.session["conversation"])


class Held:
    """A conversation as one of the staff acts in it."""

    def __init__(self, desk: Desk, talk: str) -> None:
        self.desk = desk
        self.talk = talk
        self._key = 0

    @property
    def path(self) -> str:
        """Its page."""
        return f"/console/talks/{self.talk}"

    async def act(self, what: str, **fields: str) -> int:
        """Send one of the page's forms; the status of what came back."""
        token = await self.desk.token("/console/talks")
        return (await self.desk.post(f"{self.path}/{what}", token, **fields)).status

    async def say(self, text: str, **fields: str) -> int:
        """Reply to the visitor."""
        self._key += 1
        return await self.act("reply", text=text, key=f"key-{self._key:08}", **fields)

    async def page(self) -> str:
        """What the page shows."""
        return await (await self.desk.get(self.path)).text()


def said(history: dict[str, Any]) -> list[str]:
    """Everything that was said in a conversation, in its order."""
    found = []
    for one in history["events"]:
        if one["event"] == "message":
            found.append(one["data"]["text"])
        elif one["event"] == "reply":
            found += [message["text"] for message in one["data"]["messages"]]
    return found


def staff_events(history: dict[str, Any]) -> list[str]:
    """What of it staff did: joined, said, left."""
    messages = [m for one in history["events"] if one["event"] == "reply" for m in one["data"]["messages"]]
    return [m["custom"]["staff"]["event"] for m in messages if "staff" in (m.get("custom") or {})]


def shown(html: str) -> list[str]:
    """The texts of a conversation's page."""
    return re.findall(r'<p class="text"[^>]*>(.*?)</p>', html, re.DOTALL)
