"""`POST /api/photo-check`: a form with a photo in, findings out."""

from __future__ import annotations

import asyncio
import datetime as dt
import threading
from pathlib import Path
from typing import Any

import pytest
from aiohttp import FormData

from bot import photo
from bot.app import create_app
from bot.settings import Settings
from policies_kb.model.entries import PhotoSpec
from policies_kb.model.knowledge import Knowledge
from policies_kb.photo import figures_of
from policies_kb.store import Store
from tests.integration.bot.conftest import Client
from tests.unit.photo.conftest import SPEC
from tests.unit.photo.pictures import SVG, archive, noise, picture

PATH = "/api/photo-check"
YI = "yi-junior-2030"
MOST = 300_000


@pytest.fixture
def database(tmp_path: Path, sample: Knowledge) -> str:
    """The invented notices, the one of Yi with a photo specification."""
    spec = PhotoSpec.model_validate(SPEC)
    notices = tuple(
        one.model_copy(update={"photos": (spec,)}) if one.id == YI else one for one in sample.notices
    )
    url = f"sqlite:///{tmp_path / 'kb.sqlite'}"
    store = Store(url)
    store.publish(sample.model_copy(update={"notices": notices}), dt.datetime(2030, 1, 1, tzinfo=dt.UTC))
    store.close()
    return url


@pytest.fixture
async def client(aiohttp_client: Any, database: str) -> Client:
    """A gateway that takes small photos only."""
    settings = Settings(
        rasa_url="http://127.0.0.1:9", database_url=database, today="2031-05-01", photo_most=MOST
    )
    made: Client = await aiohttp_client(create_app(settings))
    return made


def _form(photo: bytes | None, **fields: str) -> FormData:
    form = FormData(default_to_multipart=True)
    for name, value in fields.items():
        form.add_field(name, value)
    if photo is not None:
        form.add_field("photo", photo, filename="我.jpg", content_type="image/jpeg")
    return form


async def _error(client: Client, form: FormData | bytes, **headers: str) -> tuple[int, str, dict[str, str]]:
    reply = await client.post(PATH, data=form, headers=headers)
    error = (await reply.json())["error"]
    assert error["message"]
    return reply.status, error["code"], error.get("fields", {})


async def test_a_good_photo(client: Client) -> None:
    """The reply as people read it, its citation, and the findings as data."""
    photo = noise((300, 450), quality=90)
    reply = await client.post(PATH, data=_form(photo, notice=YI))
    body = await reply.json()
    assert reply.status == 200
    assert "✓ 文件大小" in body["text"]
    assert body["answer"]["citations"] == [{"notice": YI, "number": "乙人〔2030〕7号", "at": "附件1/2"}]
    figures = {"width": 300, "height": 450, "bytes": len(photo), "format": "JPG"}
    assert figures.items() <= body["photo"]["figures"].items()


async def test_a_wrong_photo_in_english(client: Client) -> None:
    """Each finding says what is demanded, what was found, and how to mend it."""
    reply = await client.post(PATH, data=_form(picture("PNG"), notice=YI, lang="en"))
    body = await reply.json()
    assert body["text"].startswith("No, it does not meet the requirements: format, file size.")
    finding = next(one for one in body["photo"]["findings"] if one["requirement"] == "format")
    assert (finding["state"], finding["demanded"], finding["found"]) == ("wrong", "JPG", "PNG")
    assert finding["mend"].startswith("save it as JPG")


async def test_a_notice_without_a_specification(client: Client) -> None:
    """It says so, and there are no findings."""
    body = await (await client.post(PATH, data=_form(picture(), notice="jia-middle-2031"))).json()
    assert (body["answer"]["status"], body["photo"]) == ("not_in_notice", None)


@pytest.mark.parametrize(
    ("photo", "status", "code"),
    [
        (b"", 422, "empty"),
        (SVG, 415, "wrong_type"),
        (picture()[:-2], 422, "truncated"),
        (picture("GIF") + archive(), 422, "extra_data"),
        (bytes(MOST + 1), 413, "too_large"),
    ],
    ids=["nothing", "SVG", "cut off", "zip behind", "large"],
)
async def test_bad_pictures_have_their_code(client: Client, photo: bytes, status: int, code: str) -> None:
    """In the one shape of errors, said in the language asked for."""
    assert (await _error(client, _form(photo, notice=YI)))[:2] == (status, code)


async def test_fields_are_checked(client: Client) -> None:
    """All that is wrong at once."""
    status, code, fields = await _error(client, _form(None, lang="fr"))
    assert (status, code, set(fields)) == (422, "bad_fields", {"photo", "notice", "lang"})
    assert (await _error(client, _form(picture(), notice="none")))[:2] == (404, "no_such_notice")
    assert (await _error(client, _form(picture(), notice="a" * 1000)))[1:] == (
        "bad_fields",
        {"notice": "is too long"},
    )


async def test_no_form_is_no_form(client: Client) -> None:
    """JSON, a form without its boundary, and one that breaks off."""
    assert (await _error(client, b"{}", **{"Content-Type": "application/json"}))[:2] == (
        415,
        "unsupported_type",
    )
    assert (await _error(client, b"x", **{"Content-Type": "multipart/form-data"}))[:2] == (400, "bad_form")
    torn = {"Content-Type": "multipart/form-data; boundary=a"}
    assert (await _error(client, b"hello", **torn))[:2] == (400, "bad_form")
    head = b'--a\r\nContent-Disposition: form-data; name="photo"; filename="a"\r\n\r\n'
    assert (await _error(client, head + b"half", **torn))[0] in (400, 422)
    nested = b"--a\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\n\r\n--b--\r\n--a--\r\n"
    assert (await _error(client, nested, **torn))[:2] == (400, "bad_form")
    many = b"".join(
        b'--a\r\nContent-Disposition: form-data; name="f%d"\r\n\r\n1\r\n' % at for at in range(50)
    )
    assert (await _error(client, many + b"--a--\r\n", **torn))[:2] == (400, "bad_form")


async def test_the_limit_holds_while_the_form_is_read(client: Client) -> None:
    """A body that tells no length is cut off soon after the limit, however much would follow."""
    sent = 0

    async def endless() -> Any:
        nonlocal sent
        yield b'--a\r\nContent-Disposition: form-data; name="photo"; filename="a"\r\n\r\n'
        while sent < 100 * 1024 * 1024:
            sent += 64 * 1024
            yield bytes(64 * 1024)
            await asyncio.sleep(0)

    reply = await client.post(
        PATH, data=endless(), headers={"Content-Type": "multipart/form-data; boundary=a"}
    )
    assert (reply.status, (await reply.json())["error"]["code"]) == (413, "too_large")
    assert sent < 20 * 1024 * 1024


async def test_a_claimed_hundred_megabytes_are_not_waited_for(client: Client) -> None:
    """The length alone is enough to refuse."""
    reader, writer = await asyncio.open_connection(client.host, client.port)
    writer.write(
        f"POST {PATH} HTTP/1.1\r\nHost: a\r\nContent-Type: multipart/form-data; boundary=a\r\n"
        f"Content-Length: {100 * 1024 * 1024}\r\n\r\n--a\r\n".encode()
    )
    async with asyncio.timeout(30):
        head = await reader.readline()
    writer.close()
    assert b" 413 " in head


async def test_the_loop_goes_on_while_a_photo_is_checked(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Others are answered meanwhile."""

    begun, gate = threading.Event(), threading.Event()

    def slowly(data: bytes, most: int) -> Any:
        begun.set()
        gate.wait(60)
        return figures_of(data, most)

    monkeypatch.setattr(photo, "figures_of", slowly)
    check = asyncio.create_task(client.post(PATH, data=_form(picture(), notice=YI)))
    assert await asyncio.to_thread(begun.wait, 60)
    assert (await client.get("/healthz")).status == 200
    assert not check.done()
    gate.set()
    assert (await check).status == 200
