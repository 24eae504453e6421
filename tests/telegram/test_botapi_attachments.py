"""What people send besides text looks to the real python-telegram-bot as it does when Telegram brings it."""

from __future__ import annotations

import io
from collections.abc import AsyncIterator

import pytest
import telegram
from PIL import Image
from telegram.error import BadRequest
from telegram.ext import filters

from tests.telegram.botapi import BotApi, Person, bot_api


@pytest.fixture
async def api() -> AsyncIterator[BotApi]:
    async with bot_api() as started:
        yield started


@pytest.fixture
async def bot(api: BotApi) -> AsyncIterator[telegram.Bot]:
    async with api.bot() as started:
        yield started


def message_of(update: telegram.Update) -> telegram.Message:
    """The message of an update."""
    assert update.effective_message
    return update.effective_message


def picture(width: int, height: int) -> bytes:
    """A picture with a note from the camera in it."""
    buffer = io.BytesIO()
    exif = Image.Exif()
    exif[0x010E] = "note"
    Image.new("RGB", (width, height), "red").save(buffer, "PNG", exif=exif)
    return buffer.getvalue()


async def test_photo_in_several_sizes(api: BotApi, bot: telegram.Bot) -> None:
    """A photo comes as JPEGs of several sizes, without what the camera wrote, and each can be fetched."""
    message = message_of(Person(api, "小王").sends_photo(picture(2000, 1000), "证件照"))
    assert [(one.width, one.height) for one in message.photo] == [
        (90, 45),
        (320, 160),
        (800, 400),
        (1280, 640),
    ]
    assert message.caption == "证件照"
    data = bytes(await (await bot.get_file(message.photo[-1])).download_as_bytearray())
    with Image.open(io.BytesIO(data)) as fetched:
        assert (fetched.format, fetched.size, dict(fetched.getexif())) == ("JPEG", (1280, 640), {})
    assert len(data) == message.photo[-1].file_size


async def test_small_photo_keeps_its_size(api: BotApi) -> None:
    """No size is larger than the picture."""
    photo = message_of(Person(api, "小王").sends_photo(picture(295, 413))).photo
    assert [(one.width, one.height) for one in photo] == [(64, 90), (229, 320), (295, 413)]


async def test_document_as_it_is(api: BotApi, bot: telegram.Bot) -> None:
    """A file keeps its bytes, name and kind."""
    message = message_of(
        Person(api, "小王").sends_document(b"%PDF", "证明.pdf", "application/pdf", caption="看")
    )
    assert message.document
    assert (message.document.file_name, message.document.mime_type) == ("证明.pdf", "application/pdf")
    file = await bot.get_file(message.document)
    assert bytes(await file.download_as_bytearray()) == b"%PDF"


@pytest.mark.parametrize(("size", "fits"), [(20 * 1024 * 1024, True), (20 * 1024 * 1024 + 1, False)])
async def test_large_file(api: BotApi, bot: telegram.Bot, size: int, fits: bool) -> None:
    """A bot cannot fetch more than 20 MB."""
    update = Person(api, "小王").sends_document(b"1", "a.zip", "application/zip", size=size)
    document = message_of(update).document
    assert document
    assert document.file_size == size
    if fits:
        await bot.get_file(document)
    else:
        with pytest.raises(BadRequest, match="File is too big"):
            await bot.get_file(document)


async def test_every_kind_of_message(api: BotApi, bot: telegram.Bot) -> None:
    """Each kind is what the filters of python-telegram-bot take it for."""
    person = Person(api, "小王")
    person.sends_voice()
    person.sends_sticker()
    person.sends_location()
    person.sends_contact()
    person.sends_poll("几月？", "五月", "六月")
    person.sends_dice()
    kinds = [
        filters.VOICE,
        filters.Sticker.ALL,
        filters.LOCATION,
        filters.CONTACT,
        filters.POLL,
        filters.Dice.ALL,
    ]
    for update, kind in zip(await bot.get_updates(), kinds, strict=True):
        assert kind.check_update(update)
