"""Photos: checked against the notice that is meant, as files and as what Telegram makes of them."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from sqlalchemy import select

from bot import keys
from bot.store.tables import Base
from bot.telegram.phrases import say
from policies_kb.catalogue import PictureRefused
from policies_kb.model.entries import PhotoSpec
from policies_kb.model.knowledge import Knowledge
from policies_kb.model.text import Lang
from policies_kb.photo.refused import Code
from policies_kb.store import Store
from policies_kb.wording.photo import refused_text
from tests.integration.bot.conftest import Client
from tests.integration.bot.rasa import HeldRasa
from tests.integration.bot.telegram_channel.looking import plain, until
from tests.integration.bot.web_gateway import Gateways
from tests.telegram.botapi import BotApi, Person, faults
from tests.telegram.botapi.faults import bad_request
from tests.unit.photo.conftest import SPEC
from tests.unit.photo.pictures import SVG, noise, picture

YI, JIA = "yi-junior-2030", "jia-middle-2031"
NAMED = "乙县2030年初级的照片"
GOOD = noise((300, 450), quality=90)
ALL_RIGHT = "✓ 文件大小"
COMPRESSED = say("photo_compressed", "zh")


def _published(sample: Knowledge, file: Path, *notices: str) -> str:
    """A database in which these notices have a photo specification."""
    spec = PhotoSpec.model_validate(SPEC)
    mended = tuple(
        one.model_copy(update={"photos": (spec,)}) if one.id in notices else one for one in sample.notices
    )
    store = Store(f"sqlite:///{file}")
    store.publish(sample.model_copy(update={"notices": mended}), dt.datetime(2030, 1, 1, tzinfo=dt.UTC))
    store.close()
    return f"sqlite:///{file}"


@pytest.fixture
def database(tmp_path: Path, sample: Knowledge) -> str:
    """The invented notices, both with a photo specification."""
    return _published(sample, tmp_path / "kb.sqlite", YI, JIA)


@pytest.fixture
def anna(api: BotApi) -> Person:
    """Somebody with photos."""
    return Person(api, "Anna")


def _kept(gateway: Client) -> str:
    """Everything that the gateway holds, as one text."""
    with gateway.app[keys.STORE].transaction() as session:
        return "\n".join(
            repr(tuple(row))
            for table in Base.metadata.sorted_tables
            for row in session.execute(select(table))
        )


def _names(api: BotApi) -> list[str]:
    """The names under which Telegram has what was sent."""
    return list(api.world.files)


async def test_a_good_file_with_its_notice_in_the_caption(
    polling: Gateways, api: BotApi, anna: Person
) -> None:
    """Checked at once, with the citation, and nobody is told to send the original."""
    await polling.start()
    anna.sends_document(GOOD, "我.jpg", "image/jpeg", caption=NAMED)
    (reply,) = await plain(api, anna, 1)
    assert ALL_RIGHT in reply
    assert "✗" not in reply
    assert "乙人〔2030〕7号" in reply
    assert COMPRESSED not in reply


async def test_a_bad_file_is_told_how_to_mend_it(polling: Gateways, api: BotApi, anna: Person) -> None:
    """What is wrong, what is right, and what to do."""
    await polling.start()
    anna.sends_document(picture("PNG"), "我.png", "image/png", caption=NAMED)
    (reply,) = await plain(api, anna, 1)
    assert "✗" in reply
    assert "✓" in reply
    assert "JPG" in reply
    assert COMPRESSED not in reply


@pytest.mark.parametrize("photo", [GOOD, picture(size=(100, 100))], ids=["good", "bad"])
async def test_what_telegram_compressed_is_told_apart(
    polling: Gateways, api: BotApi, anna: Person, photo: bytes
) -> None:
    """The check is there, after the advice to send the original."""
    await polling.start()
    anna.sends_photo(photo, NAMED)
    (reply,) = await plain(api, anna, 1)
    assert reply.startswith(COMPRESSED)
    assert ("✗" in reply) is (photo is not GOOD)


async def test_the_notice_is_known_from_what_was_asked_before(
    polling: Gateways, api: BotApi, anna: Person, held: HeldRasa
) -> None:
    """Nobody is asked which one."""
    await polling.start()
    held.reply = [{"text": "90元", "custom": {"answer": {"status": "answered", "notices": [YI]}}}]
    anna.says("评审费多少")
    await plain(api, anna, 1)
    anna.sends_document(GOOD, "我.jpg", "image/jpeg")
    assert ALL_RIGHT in (await plain(api, anna, 2))[1]


async def test_the_caption_counts_more_than_what_was_asked_before(
    polling: Gateways, api: BotApi, anna: Person, held: HeldRasa
) -> None:
    """A notice that is named is the one that is meant."""
    await polling.start()
    held.reply = [{"text": "90元", "custom": {"answer": {"status": "answered", "notices": [JIA]}}}]
    anna.says("评审费多少")
    await plain(api, anna, 1)
    anna.sends_document(GOOD, "我.jpg", "image/jpeg", caption=NAMED)
    assert "乙人〔2030〕7号" in (await plain(api, anna, 2))[1]


async def test_the_notice_is_asked_for_and_the_button_checks_the_photo(
    polling: Gateways, api: BotApi, anna: Person
) -> None:
    """The photo waits, also across a restart; it can be checked against another notice as well."""
    first = await polling.start()
    anna.sends_photo(GOOD)
    (asked,) = await api.wait_for(anna, 1)
    assert asked.plain == say("photo_which", "zh")
    assert [one.text for one in asked.buttons] == ["2031年甲市中级", "2030年乙县初级"]
    await first.close()
    await polling.start()
    anna.presses("2030年乙县初级", asked)
    anna.presses("2031年甲市中级", asked)
    _, yi, jia = await plain(api, anna, 3)
    assert yi.startswith(COMPRESSED)
    assert "乙人〔2030〕7号" in yi
    assert "2031年" in jia


async def test_too_large_by_what_telegram_tells(polling: Gateways, api: BotApi, anna: Person) -> None:
    """It is not even fetched."""
    await polling.start(photo_most=300_000)
    anna.sends_document(GOOD, "我.jpg", "image/jpeg", size=300_001, caption=NAMED)
    assert await plain(api, anna, 1) == [_refused("too_large", 300_000)]
    assert api.calls("getFile") == []


async def test_too_large_by_what_telegram_refuses(polling: Gateways, api: BotApi, anna: Person) -> None:
    """Where the size was not told, `getFile` tells it: to send it again would not help."""
    await polling.start()
    fault = faults.Fault(error=bad_request("file is too big"))
    api.fail("getFile", fault)
    anna.sends_document(GOOD, "我.jpg", "image/jpeg", caption=NAMED)
    assert await plain(api, anna, 1) == [_refused("too_large", 10 * 1024 * 1024)]


async def test_larger_than_telegram_gives_to_bots(polling: Gateways, api: BotApi, anna: Person) -> None:
    """Telegram's limit holds where the gateway would take more."""
    await polling.start(photo_most=60_000_000)
    anna.sends_document(GOOD, "我.jpg", "image/jpeg", size=20_000_001, caption=NAMED)
    assert await plain(api, anna, 1) == [_refused("too_large", 20_000_000)]


async def test_a_photo_that_telegram_no_longer_has(polling: Gateways, api: BotApi, anna: Person) -> None:
    """It can be sent again."""
    await polling.start()
    api.fail(
        "getFile", faults.Fault(error=bad_request("wrong file_id or the file is temporarily unavailable"))
    )
    anna.sends_document(GOOD, "我.jpg", "image/jpeg", caption=NAMED)
    assert await plain(api, anna, 1) == [say("photo_lost", "zh")]


async def test_a_download_that_breaks_off_is_tried_again(
    polling: Gateways, api: BotApi, anna: Person
) -> None:
    """Faults of the network are nobody's to be told of."""
    await polling.start()
    api.fail("getFile", faults.dropped())
    api.fail("file", faults.bad_gateway())
    anna.sends_document(GOOD, "我.jpg", "image/jpeg", caption=NAMED)
    assert ALL_RIGHT in (await plain(api, anna, 1))[0]


@pytest.mark.parametrize(
    ("content", "code"),
    [(picture()[:-2], "truncated"), (SVG, "wrong_type"), (b"no picture at all", "wrong_type")],
    ids=["cut off", "SVG", "no picture"],
)
async def test_what_cannot_be_checked(
    polling: Gateways, api: BotApi, anna: Person, content: bytes, code: Code
) -> None:
    """Whatever it claims to be, it is told why."""
    await polling.start()
    anna.sends_document(content, "我.jpg", "image/jpeg", caption=NAMED)
    (reply,) = await plain(api, anna, 1)
    assert reply.split("，")[0] in _refused(code)


async def test_a_pdf_is_no_photo(polling: Gateways, api: BotApi, anna: Person) -> None:
    """It is not fetched; other documents go to the office."""
    await polling.start()
    anna.sends_document(b"%PDF-1.7", "表.pdf", "application/pdf", caption=NAMED)
    assert await plain(api, anna, 1) == [say("not_a_photo", "zh")]
    assert api.calls("getFile") == []


async def test_no_notice_says_anything_on_photos(
    polling: Gateways, api: BotApi, anna: Person, sample: Knowledge, tmp_path: Path
) -> None:
    """Then nothing is asked and nothing is fetched."""
    await polling.start(database_url=_published(sample, tmp_path / "none.sqlite"))
    anna.sends_photo(GOOD)
    assert await plain(api, anna, 1) == [say("photo_none", "zh")]


async def test_nothing_of_a_photo_is_kept(polling: Gateways, api: BotApi, anna: Person) -> None:
    """Neither what it shows nor its name, once it was checked."""
    gateway = await polling.start()
    anna.sends_document(GOOD, "我的证件照.jpg", "image/jpeg", caption=NAMED)
    await plain(api, anna, 1)
    await until(lambda: not any(name in _kept(gateway) for name in _names(api)))
    kept = _kept(gateway)
    assert "我的证件照" not in kept
    assert "JFIF" not in kept


async def test_a_photo_that_waits_is_gone_once_everything_is_forgotten(
    polling: Gateways, api: BotApi, anna: Person
) -> None:
    """Its name too, and its buttons lead nowhere."""
    gateway = await polling.start()
    anna.sends_photo(GOOD)
    (asked,) = await api.wait_for(anna, 1)
    assert any(name in _kept(gateway) for name in _names(api))
    anna.says("/forget")
    await plain(api, anna, 2)
    await until(lambda: not any(name in _kept(gateway) for name in _names(api)))
    anna.presses("2030年乙县初级", asked)
    assert (await plain(api, anna, 3))[2] == say("stale", "zh")


async def test_in_english(polling: Gateways, api: BotApi) -> None:
    """The language of the person's app, or that of the caption."""
    await polling.start()
    john = Person(api, "John", language="en")
    john.sends_photo(GOOD)
    (asked,) = await api.wait_for(john, 1)
    assert asked.plain == say("photo_which", "en")
    john.presses("2030 Yi junior review", asked)
    checked = (await plain(api, john, 2))[1]
    assert checked.startswith(say("photo_compressed", "en"))
    assert "✓ file size" in checked


def _refused(code: Code, most: int | None = None, lang: Lang = "zh") -> str:
    """What is said of a file that is not checked."""
    return refused_text(PictureRefused(code, most=most), lang)
