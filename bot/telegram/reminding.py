"""Reminders of deadlines: who wishes them, and telling them when they are due."""

from __future__ import annotations

import asyncio
import logging
from typing import Final, cast

from bot.clock import Moments
from bot.hub import Hub
from bot.knowledge import Knowledge
from bot.store import Chat, Chats, Reminders, Subscription
from bot.telegram.due import AT, DAYS, REMINDER, due
from bot.telegram.phrases import say
from bot.telegram.steps import OWN, Message, message_of, told
from policies_kb.catalogue import Catalogue
from policies_kb.model.text import Lang

_log = logging.getLogger(__name__)
_DAYS: Final = "、".join(map(str, DAYS))


class Reminding:
    """Keeps wishes, and puts what is due into the conversations."""

    def __init__(
        self, reminders: Reminders, chats: Chats, knowledge: Knowledge, hub: Hub, now: Moments
    ) -> None:
        self._reminders = reminders
        self._chats = chats
        self._knowledge = knowledge
        self._hub = hub
        self._now = now

    async def menu(self, chat: Chat, catalogue: Catalogue, lang: Lang) -> Message:
        """What one can be reminded of, and what one is. Raises StoreDown."""
        wished = await asyncio.to_thread(self._reminders.subscriptions, chat.conversation)
        mine = {one.notice: _short(catalogue, one.notice, lang) for one in wished}
        ahead = {one.notice for one in catalogue.deadlines(None, self._now().date())}
        offered = [notice for notice in catalogue.notices if notice.id in ahead and notice.id not in mine]
        lines = [say("remind", lang, days=_DAYS, hour=AT.hour)] if offered else []
        if not offered and not mine:
            lines.append(say("remind_none", lang))
        if mine:
            lines.append(say("remind_mine", lang, notices="、".join(mine.values())))
        buttons = [(notice.short.in_(lang), f"{OWN}remind:{notice.id}") for notice in offered]
        buttons += [
            (say("cancel", lang, notice=short), f"{OWN}cancel:{name}") for name, short in mine.items()
        ]
        toggle = "off" if chat.amendments else "on"
        buttons.append((say(f"amendments_{toggle}", lang), f"{OWN}amendments:{toggle}"))
        return told("\n".join(lines), buttons)

    async def wish(self, chat: Chat, notice: str, catalogue: Catalogue, lang: Lang) -> Message:
        """Remind of a notice from now on. Raises StoreDown."""
        short, now = _short(catalogue, notice, lang), self._now()
        ahead = catalogue.deadlines(notice, now.date())
        if not ahead:
            return told(say("remind_over", lang, notice=short))
        new = await asyncio.to_thread(self._reminders.subscribe, chat.conversation, notice, now, lang)
        if not new:
            return told(say("remind_was", lang, notice=short))
        return told(say("remind_on", lang, notice=short, day=ahead[0].closes.isoformat()))

    async def cancel(self, chat: Chat, notice: str, catalogue: Catalogue, lang: Lang) -> Message:
        """Remind of a notice no more. Raises StoreDown."""
        await asyncio.to_thread(self._reminders.cancel, chat.conversation, notice)
        return told(say("remind_off", lang, notice=_short(catalogue, notice, lang)))

    async def amendments(self, chat: Chat, wished: bool, lang: Lang) -> Message:
        """Tell of amendments from now on, or no more. Raises StoreDown."""
        catalogue = await self._knowledge.catalogue()
        known = catalogue.publication.number if catalogue and catalogue.publication else None
        await asyncio.to_thread(
            self._chats.wish, chat.conversation, amendments=wished, publication=known if wished else None
        )
        return told(say("amendments_are_on" if wished else "amendments_are_off", lang))

    async def tell_what_is_due(self) -> None:
        """Put every reminder that is due into its conversation, once. Raises StoreDown."""
        catalogue = await self._knowledge.catalogue()
        if catalogue is None:
            return
        for subscription in await asyncio.to_thread(self._reminders.subscriptions):
            await self._tell(subscription, catalogue)

    async def _tell(self, subscription: Subscription, catalogue: Catalogue) -> None:
        now = self._now()
        found = due(catalogue.deadlines(subscription.notice, now.date()), subscription.told_until, now)
        if not found:
            return
        chat = await asyncio.to_thread(self._chats.chat, subscription.conversation)
        lang = cast(Lang, (chat.lang if chat else None) or subscription.lang)
        pushes = {
            # With the day: a deadline that is put off is reminded of again.
            f"{REMINDER}{one.deadline.key}:{one.deadline.closes}:{one.days}": [
                message_of(catalogue.reminder_reply(one.deadline, now.date(), lang))
            ]
            for one in found
        }
        # Another gateway that told it brings it as well: two would bring it twice.
        if await asyncio.to_thread(self._reminders.remind, subscription, now, pushes):
            self._hub.wake(subscription.conversation)


def _short(catalogue: Catalogue, notice: str, lang: Lang) -> str:
    held = catalogue.knowledge.notice(notice)
    return held.short.in_(lang) if held else notice
