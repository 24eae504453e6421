"""Photos that people send: fetched, measured, checked against a notice, and let go."""

from __future__ import annotations

import asyncio
from typing import Final

from telegram.constants import FileSizeLimit
from telegram.error import BadRequest, InvalidToken

from bot.channel import Channel
from bot.clock import Clock
from bot.store import Chat, Chats, Kind
from bot.telegram.incoming import Incoming, What
from bot.telegram.phrases import say
from bot.telegram.sending import Bot
from bot.telegram.steps import OWN, Message, told
from policies_kb.catalogue import Catalogue, PictureRefused, figures_of
from policies_kb.model.answer import Question
from policies_kb.model.text import Lang
from policies_kb.wording.photo import refused_text

#: Stands before the name of a photo that Telegram compressed.
_COMPRESSED: Final = "~"
_PICTURES: Final = "image/"
#: How Telegram says that it does not give so large a file to bots.
_TOO_LARGE: Final = "file is too big"


class Photos:
    """Checks photos. Of one that waits for its notice only the name is kept under which Telegram has it."""

    def __init__(self, bot: Bot, chats: Chats, channel: Channel, clock: Clock, most: int) -> None:
        self._bot = bot
        self._chats = chats
        self._channel = channel
        self._clock = clock
        self._most = min(most, FileSizeLimit.FILESIZE_DOWNLOAD)

    async def sent(self, incoming: Incoming, chat: Chat, catalogue: Catalogue, lang: Lang) -> Message:
        """The reply to a picture: the check, or which notice it is for. Raises StoreDown, NetworkError."""
        if incoming.what is What.FILE and incoming.name and not incoming.name.startswith(_PICTURES):
            return told(say("not_a_photo", lang))
        if incoming.size > self._most:
            return told(refused_text(PictureRefused("too_large", most=self._most), lang))
        file = (_COMPRESSED if incoming.what is What.PHOTO else "") + incoming.file
        notices = [notice.id for notice in catalogue.notices if notice.photos]
        if not notices:
            return told(say("photo_none", lang))
        meant = await self._meant(incoming, catalogue, notices)
        if meant is not None:
            return await self._checked(file, meant, catalogue, lang)
        await asyncio.to_thread(self._chats.wish, chat.conversation, photo=file)
        return told(
            say("photo_which", lang),
            [
                (notice.short.in_(lang), f"{OWN}photo:{notice.id}")
                for notice in catalogue.notices
                if notice.photos
            ],
        )

    async def chosen(self, chat: Chat, notice: str, catalogue: Catalogue, lang: Lang) -> Message:
        """The check of the photo that waits, against the notice that was chosen. Raises StoreDown, NetworkError."""
        if chat.photo is None:
            return told(say("photo_lost", lang))
        return await self._checked(chat.photo, notice, catalogue, lang)

    async def _meant(self, incoming: Incoming, catalogue: Catalogue, notices: list[str]) -> str | None:
        """The notice that the caption names, or that the last reply was about; None where that is no one notice."""
        if incoming.text:
            answer = catalogue.answer(Question(incoming.text, self._clock(), (("photo", 1.0),)))
            named = [found.notice.id for found in answer.found if found.notice.id in notices]
            if len(named) == 1:
                return named[0]
        state = await self._channel.after(incoming.conversation, 0)
        for event in reversed(state.events):
            if event.kind is Kind.REPLY:
                for message in reversed(event.body["messages"]):
                    about = _about(message, notices)
                    if about is not None:
                        return about
        return None

    async def _checked(self, file: str, notice: str, catalogue: Catalogue, lang: Lang) -> Message:
        compressed = file.startswith(_COMPRESSED)
        try:
            remote = await self._bot.get_file(file.removeprefix(_COMPRESSED))
            content = bytes(await remote.download_as_bytearray())
        except InvalidToken:  # so python-telegram-bot calls a file that is there no more
            return told(say("photo_lost", lang))
        except BadRequest as error:
            if _TOO_LARGE in error.message.lower():  # its size was not told when it was sent
                return told(refused_text(PictureRefused("too_large", most=self._most), lang))
            return told(say("photo_lost", lang))
        try:
            figures = await asyncio.to_thread(figures_of, content, self._most)
            checked = catalogue.photos.check(notice, figures, self._clock(), lang)
        except PictureRefused as refused:
            return told(refused_text(refused, lang))
        except KeyError:
            return told(say("stale", lang))
        before = f"{say('photo_compressed', lang)}\n\n" if compressed else ""
        return {"text": before + checked.reply.text, "custom": checked.reply.custom}


def _about(message: Message, notices: list[str]) -> str | None:
    """The one notice with a photo specification that a reply was about."""
    custom = message.get("custom") or {}
    named = (custom.get("answer") or {}).get("notices") or [(custom.get("self_check") or {}).get("notice")]
    return named[0] if len(named) == 1 and named[0] in notices else None
