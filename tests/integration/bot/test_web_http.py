"""The web channel at its edges: who may, how much, and what browsers are told."""

from __future__ import annotations

import asyncio
import datetime as dt
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from bot.app import create_app
from bot.settings import Settings
from bot.web.files import Assets
from bot.web.tokens import Tokens
from telemetry import BadSetting
from tests.integration.bot.browser import WITHIN, Browser
from tests.integration.bot.conftest import Client
from tests.integration.bot.web_gateway import Gateways, gateways_on

SITE, OTHER = "https://www.example.org", "https://evil.example"
CLIENT = "client-1"


@pytest.fixture
async def gateways(database: str, tmp_path: Path) -> AsyncIterator[Gateways]:
    """Gateways without Rasa, for one site."""
    async with gateways_on(database, f"sqlite:///{tmp_path / 'bot.sqlite'}", web_origins=SITE) as made:
        yield made


async def error(reply: Any) -> tuple[int, str]:
    """Status and code of a refusal."""
    return reply.status, (await reply.json())["error"]["code"]


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "/web/events"),
        ("GET", "/web/history"),
        ("POST", "/web/messages"),
        ("POST", "/web/feedback"),
        ("DELETE", "/web/conversation"),
    ],
)
@pytest.mark.parametrize(
    ("header", "code"),
    [
        (None, "no_session"),
        ("Basic x", "no_session"),
        ("Bearer forged.token", "bad_session"),
        ("old", "expired"),
    ],
)
async def test_nothing_without_a_session(
    gateways: Gateways, method: str, path: str, header: str | None, code: str
) -> None:
    """None, a forged one, one that has ended: 401, each with its code."""
    if header == "old":
        past = dt.datetime(2020, 1, 1, tzinfo=dt.UTC)
        header = f"Bearer {Tokens('s' * 40, dt.timedelta(days=1), lambda: past).start().token}"
    client = await gateways.start()
    headers = {} if header is None else {"Authorization": header}
    reply = await client.request(method, path, headers=headers, json={} if method == "POST" else None)
    assert await error(reply) == (401, code)
    assert reply.headers["WWW-Authenticate"] == "Bearer"


async def test_an_old_token_that_cannot_be_used_begins_a_new_session(gateways: Gateways) -> None:
    """Whatever it is; a good one goes on with the same conversation."""
    client = await gateways.start()
    first = await Browser.enter(client)
    again = await Browser.enter(client, first.session["token"])
    assert again.session["conversation"] == first.session["conversation"]
    for token in ("forged", 5, {"a": 1}):
        reply = await client.post("/web/session", json={"token": token})
        assert reply.status == 201
        assert (await reply.json())["conversation"] != first.session["conversation"]


async def test_one_session_sees_nothing_of_another(gateways: Gateways) -> None:
    """Neither reads nor judges nor deletes it."""
    one = await gateways.enter()
    await one.post("评审费", CLIENT)
    await one.answered()
    other = await Browser.enter(one.client)
    assert (await other.history())["events"] == []
    body = {"to": CLIENT, "good": True}
    assert (await other.client.post("/web/feedback", json=body, headers=other.headers)).status == 404
    await other.client.delete("/web/conversation", headers=other.headers)
    assert len((await one.history())["events"]) == 2


@pytest.mark.parametrize(
    ("body", "fields"),
    [
        ({}, {"client", "text"}),
        ({"client": "short", "text": "问"}, {"client"}),
        ({"client": "x" * 65, "text": "问"}, {"client"}),
        ({"client": CLIENT, "text": ""}, {"text"}),
        ({"client": CLIENT, "text": " \u200b\n"}, {"text"}),
        ({"client": CLIENT, "text": "问" * 1001}, {"text"}),
        ({"client": CLIENT, "text": 5}, {"text"}),
        ({"client": CLIENT, "text": "问", "payload": "/a" * 2000}, {"payload"}),
        ({"client": CLIENT, "text": "问", "payload": 5}, {"payload"}),
    ],
)
async def test_messages_that_cannot_be_taken(gateways: Gateways, body: Any, fields: set[str]) -> None:
    """All that is wrong at once, and nothing is kept."""
    browser = await gateways.enter()
    reply = await browser.client.post("/web/messages", json=body, headers=browser.headers)
    assert reply.status == 422
    assert set((await reply.json())["error"]["fields"]) == fields
    assert (await browser.history())["last"] == 0


async def test_a_thousand_characters_are_taken(gateways: Gateways) -> None:
    """The limit itself."""
    browser = await gateways.enter()
    assert (await browser.post("问" * 1000)).status == 202


async def test_bodies_that_are_none(gateways: Gateways) -> None:
    """In the one shape of errors."""
    browser = await gateways.enter()

    async def posted(data: bytes, kind: str = "application/json") -> tuple[int, str]:
        headers = browser.headers | {"Content-Type": kind}
        return await error(await browser.client.post("/web/messages", data=data, headers=headers))

    assert await posted(b"{") == (400, "bad_json")
    assert await posted(b"\xff\xfe") == (400, "bad_json")
    assert await posted(b"{}", "application/json; charset=none") == (400, "bad_json")
    assert await posted(b"[" * 60_000) == (400, "bad_json")
    assert await posted(b"[]") == (422, "bad_fields")
    assert await posted(b"{}", "text/plain") == (415, "unsupported_type")
    assert await posted(b"x" * 70_000) == (413, "too_large")


@pytest.mark.parametrize("after", ["-1", "x", "１", "9" * 13])
async def test_numbers_that_are_none(gateways: Gateways, after: str) -> None:
    """Of the list, and of the stream."""
    browser = await gateways.enter()
    client, headers = browser.client, browser.headers
    assert (await client.get("/web/history", params={"after": after}, headers=headers)).status == 422
    if after.isascii():
        stream = await client.get("/web/events", headers=headers | {"Last-Event-ID": after})
        assert stream.status == 422


async def test_a_session_that_sends_too_much_is_told_to_wait(gateways: Gateways) -> None:
    """Others at the same address go on."""
    browser = await gateways.enter(web_session_rate=2)
    statuses = [(await browser.post("问", CLIENT)).status for _ in range(2)]
    refused = await browser.post("问", CLIENT)
    assert (statuses, await error(refused)) == ([202, 200], (429, "too_many"))
    assert 1 <= int(refused.headers["Retry-After"]) <= 30
    other = await Browser.enter(browser.client)
    assert (await other.post("问")).status == 202


async def test_an_address_that_sends_too_much_is_told_to_wait(gateways: Gateways) -> None:
    """New sessions count too."""
    client = await gateways.start(web_address_rate=3)
    for _ in range(3):
        await Browser.enter(client)
    refused = await client.post("/web/session", json={})
    assert await error(refused) == (429, "too_many")
    assert 1 <= int(refused.headers["Retry-After"]) <= 20


async def test_addresses_behind_a_proxy(gateways: Gateways) -> None:
    """What the trusted proxy saw counts; what the person claims does not, and without a proxy nothing does."""
    for proxies, free in ((1, 201), (0, 429)):
        client = await gateways.start(web_address_rate=1, web_proxies=proxies)

        async def enter(forwarded: str, client: Client = client) -> int:
            headers = {"X-Forwarded-For": forwarded}
            return (await client.post("/web/session", json={}, headers=headers)).status

        assert await enter("1.1.1.1, 9.9.9.1") == 201
        assert await enter("1.1.1.1, 9.9.9.2") == free
        assert await enter("1.1.1.3, 9.9.9.1") == 429


async def test_so_many_streams_and_no_more(gateways: Gateways) -> None:
    """A stream that was left makes room."""
    browser = await gateways.enter(web_session_streams=1, web_heartbeat=0.2)
    async with browser.client.get("/web/events", headers=browser.headers) as one:
        assert one.status == 200
        refused = await browser.client.get("/web/events", headers=browser.headers)
        assert await error(refused) == (429, "too_many")
        assert refused.headers["Retry-After"]
        one.close()
    async with asyncio.timeout(WITHIN):
        while True:
            async with browser.client.get("/web/events", headers=browser.headers) as again:
                if again.status == 200:
                    break
            await asyncio.sleep(0.05)


async def test_a_silent_stream_gives_signs_of_life(gateways: Gateways) -> None:
    """Comments, which no browser takes for events."""
    browser = await gateways.enter(web_heartbeat=0.1)
    async with asyncio.timeout(WITHIN), browser.client.get("/web/events", headers=browser.headers) as stream:
        lines = [await stream.content.readline() for _ in range(5)]
    assert lines == [b"retry: 2000\n", b"\n", b": still here\n", b"\n", b": still here\n"]


async def test_an_allowed_site_may(gateways: Gateways) -> None:
    """With a preflight before, and every answer, also a refusal, may be read."""
    client = await gateways.start()
    asks = {"Access-Control-Request-Method": "POST", "Origin": SITE}
    preflight = await client.options("/web/messages", headers=asks)
    assert preflight.status == 204
    assert preflight.headers["Access-Control-Allow-Origin"] == SITE
    assert "Authorization" in preflight.headers["Access-Control-Allow-Headers"]
    for path, status in (("/web/session", 201), ("/web/messages", 401)):
        reply = await client.post(path, json={}, headers={"Origin": SITE})
        assert reply.status == status
        assert reply.headers["Access-Control-Allow-Origin"] == SITE
        assert "Retry-After" in reply.headers["Access-Control-Expose-Headers"]
        assert "Origin" in reply.headers["Vary"]
        assert "Access-Control-Allow-Credentials" not in reply.headers


async def test_a_stream_may_be_read_by_an_allowed_site(gateways: Gateways) -> None:
    """Its headers go out before its first event."""
    browser = await gateways.enter()
    async with browser.client.get("/web/events", headers=browser.headers | {"Origin": SITE}) as stream:
        assert stream.headers["Access-Control-Allow-Origin"] == SITE


@pytest.mark.parametrize(
    "origin", [OTHER, "null", "https://www.example.org.evil.example", "http://www.example.org"]
)
async def test_another_site_may_not(gateways: Gateways, origin: str) -> None:
    """No preflight, no session, no file that its page could read."""
    client = await gateways.start()
    asks = {"Access-Control-Request-Method": "POST", "Origin": origin}
    for reply in (
        await client.options("/web/messages", headers=asks),
        await client.post("/web/session", json={}, headers={"Origin": origin}),
        await client.get("/web/static/page.css", headers={"Origin": origin}),
    ):
        assert "Access-Control-Allow-Origin" not in reply.headers
    refused = await client.post("/web/session", json={}, headers={"Origin": origin})
    assert await error(refused) == (403, "origin")


async def test_the_own_pages_may(gateways: Gateways) -> None:
    """Also behind a proxy that takes the encryption off."""
    client = await gateways.start()
    for scheme in ("http", "https"):
        headers = {"Origin": f"{scheme}://{client.host}:{client.port}"}
        assert (await client.post("/web/session", json={}, headers=headers)).status == 201


@pytest.mark.parametrize("path", ["/", "/chat", "/web/frame"])
async def test_pages_tell_their_policy(gateways: Gateways, path: str) -> None:
    """Nothing inline, nothing from elsewhere; framed by allowed sites only."""
    reply = await (await gateways.start()).get(path)
    policy = dict(part.split(" ", 1) for part in reply.headers["Content-Security-Policy"].split("; "))
    assert reply.status == 200
    assert policy["default-src"] == "'none'"
    assert policy["frame-ancestors"] == f"'self' {SITE}"
    assert policy["base-uri"] == "'none'"
    assert "unsafe" not in reply.headers["Content-Security-Policy"]
    assert ("script-src" in policy) == (path != "/chat")
    assert reply.headers["X-Content-Type-Options"] == "nosniff"
    text = await reply.text()
    assert not [sign for sign in ("<style", "style=", "onclick", "javascript:") if sign in text]
    assert text.count("<script") == text.count("<script src=")


async def test_the_frame_hands_on_what_it_knows(gateways: Gateways) -> None:
    """And nothing that it does not know."""
    client = await gateways.start()
    text = await (await client.get("/web/frame?lang=en&theme=dark&large=true")).text()
    assert '<html lang="en">' in text
    assert 'data-theme="dark"' in text
    assert 'data-large="true"' in text
    hostile = await (await client.get('/web/frame?lang="><script>&theme="><script>')).text()
    assert "<script>" not in hostile
    assert "data-theme" not in hostile


async def test_files_of_a_version_are_kept_for_ever(gateways: Gateways) -> None:
    """Others are asked for anew, by their hash; and pressed for those who can read it."""
    client = await gateways.start()
    version = Assets().version
    kept = await client.get(f"/web/static/{version}/page.css")
    assert "immutable" in kept.headers["Cache-Control"]
    assert kept.headers["Content-Encoding"] == "gzip"
    for path in ("/web/static/page.css", "/web/static/v-000000000000/page.css"):
        asked = await client.get(path)
        assert (asked.status, asked.headers["Cache-Control"]) == (200, "no-cache")
        again = await client.get(path, headers={"If-None-Match": asked.headers["ETag"]})
        assert (again.status, await again.read()) == (304, b"")


@pytest.mark.parametrize(
    "path", ["../keys.py", "%2e%2e/keys.py", "..%2fkeys.py", "none.js", "v-000000000000/", "/etc/passwd"]
)
async def test_nothing_else_is_a_file(gateways: Gateways, path: str) -> None:
    """Neither beside the folder nor above it."""
    assert (await (await gateways.start()).get(f"/web/static/{path}")).status == 404


def test_the_loader_knows_the_version(tmp_path: Path) -> None:
    """Which changes with any of the files, and a changed file is read again."""
    (tmp_path / "widget.js").write_text("import('/web/static/__VERSION__/main.js')")
    (tmp_path / "main.js").write_text("1")
    assets = Assets([tmp_path])
    before = assets.version
    found = assets.find("widget.js")
    assert found is not None
    assert found[0].body == f"import('/web/static/{before}/main.js')".encode()
    (tmp_path / "main.js").write_text("22")
    assert assets.version != before


async def test_a_store_that_is_down_is_told(gateways: Gateways, tmp_path: Path) -> None:
    """503 in the one shape, with a time to come back; everything else of the gateway goes on."""
    client = await gateways.start(bot_database_url=f"sqlite:///{tmp_path}/none/at/all.sqlite")
    refused = await client.post("/web/session", json={})
    assert await error(refused) == (503, "unavailable")
    assert refused.headers["Retry-After"]
    assert (await client.get("/chat")).status == 503
    assert (await client.get("/")).status == 200
    assert (await client.get("/api/notices")).status == 200


@pytest.mark.parametrize(
    ("changed", "named"),
    [
        ({"web_secret": "short"}, "ZHIWEN_WEB_SECRET: must have at least 32 characters"),
        ({"web_origins": "https://a.example *"}, r"ZHIWEN_WEB_ORIGINS: \*: must look like"),
        ({"web_origins": "https://a.example/path"}, "ZHIWEN_WEB_ORIGINS"),
        ({"bot_database_url": "none"}, "ZHIWEN_BOT_DATABASE_URL"),
        ({"web_session_rate": 0}, "ZHIWEN_WEB_SESSION_RATE: must be at least 1"),
        ({"conversation_days": float("nan")}, "ZHIWEN_CONVERSATION_DAYS: must be at least"),
    ],
)
def test_settings_that_cannot_be_used(changed: dict[str, Any], named: str) -> None:
    """One line that names the setting, before anything is served."""
    with pytest.raises(BadSetting, match=named):
        create_app(Settings(**changed))
