"""What people think of replies: a thumb, and perhaps a sentence."""

from __future__ import annotations

from typing import Final

from bot.attended import event_of
from bot.channel import Channel
from bot.store import Kind
from bot.telegram.incoming import Incoming
from bot.telegram.phrases import say
from bot.telegram.steps import OWN, Message, told
from policies_kb.model.text import Lang

_REASON_MOST: Final = 500


class Opinions:
    """Asks for opinions and keeps them."""

    def __init__(self, channel: Channel) -> None:
        self._channel = channel

    async def asked(self, incoming: Incoming, lang: Lang) -> Message:
        """The reply to `/feedback`: thumbs, or thanks for a sentence that stands behind it. Raises StoreDown."""
        client = await self._last(incoming.conversation)
        if client is None:
            return told(say("feedback_none", lang))
        if incoming.text:
            await self._channel.judge(incoming.conversation, client, False, incoming.text[:_REASON_MOST])
            return told(say("thanks", lang))
        buttons = [(say(name, lang), f"{OWN}judge:{client}:{name}") for name in ("good", "bad")]
        return told(say("feedback", lang), buttons)

    async def judged(self, conversation: str, client: str, name: str, lang: Lang) -> Message:
        """Keep a thumb. Raises StoreDown."""
        await self._channel.judge(conversation, client, name == "good", None)
        return told(say("thanks" if name == "good" else "thanks_bad", lang))

    async def _last(self, conversation: str) -> str | None:
        """The message whose reply was the last of the assistant's that states anything; None where there is none."""
        state = await self._channel.after(conversation, 0)
        stating = (
            event.client
            for event in reversed(state.events)
            if event.kind is Kind.REPLY
            and any(one.get("custom") and not event_of(one) for one in event.body["messages"])
        )
        return next((client for client in stating if client), None)
