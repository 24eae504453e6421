"""What changes something was meant: token and origin say so."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.integration.bot.console.desks import Office, add
from tests.integration.bot.console.parts import add_parts, signed_in

EVIL = "https://evil.example"


@pytest.fixture
def url(tmp_path: Path) -> str:
    """What is promised here does not lie in the database: one of them will do."""
    return f"sqlite:///{tmp_path / 'bot.sqlite'}"


@pytest.fixture(autouse=True)
def more_routes(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two handlers such as later parts add."""
    add_parts(monkeypatch)


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE"])
async def test_changes_need_the_token(office: Office, method: str) -> None:
    """In a header for scripts; without it 403 in the one shape."""
    desk = await signed_in(office)
    token = await desk.token("/console")

    async def sent(**headers: str) -> Any:
        url = f"{desk.origin}/console/agents"
        return await desk.http.request(method, url, json={}, headers={"Origin": desk.origin, **headers})

    assert (await sent(**{"X-CSRF-Token": token})).status == 200
    for wrong in ({}, {"X-CSRF-Token": "0" * 64}, {"X-CSRF-Token": token[:-1]}):
        reply = await sent(**wrong)
        assert (reply.status, (await reply.json())["error"]["code"]) == (403, "csrf")


async def test_a_form_without_its_token_is_refused_as_a_page(office: Office) -> None:
    """Also signing in, and signing out: nobody is signed in or out by another site."""
    desk = await signed_in(office)
    reply = await desk.post("/console/sign-out", None)
    assert (reply.status, reply.content_type) == (403, "text/html")
    assert await desk.status() == 200
    stranger = await office.desk(desk)
    reply = await stranger.post("/console/sign-in", None, name="li.na", password="x")
    assert reply.status == 403


async def test_a_token_is_of_one_session(office: Office) -> None:
    """Another one's, and the one from before signing in, are worth nothing."""
    desk = await office.desk()
    before = await desk.token()
    add(desk)
    add(desk, "wang")
    await desk.sign_in()
    other = await office.desk(desk)
    await other.sign_in("wang")
    for token in (before, await other.token("/console")):
        assert (await desk.post("/console/sign-out", token)).status == 403
    assert await desk.status() == 200


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Origin": EVIL}, 403),
        ({"Origin": "null"}, 403),
        ({"Origin": ""}, 403),
        ({"Origin": EVIL, "Sec-Fetch-Site": "same-origin"}, 403),
        ({"Origin": "http://console.example:8443"}, 200),
        ({"Origin": "https://allowed.example"}, 403),
    ],
)
async def test_changes_come_from_our_own_origin(office: Office, headers: dict[str, str], status: int) -> None:
    """Even with the token; a site that may embed the widget is another origin here."""
    public = "http://console.example:8443/"
    desk = await signed_in(office, console_url=public, web_origins="https://allowed.example")
    reply = await desk.post("/console/agents", await desk.token("/console"), headers)
    assert reply.status == status


@pytest.mark.parametrize(("site", "status"), [("same-origin", 200), ("cross-site", 403), (None, 403)])
async def test_without_an_origin_the_browser_must_say_where_it_comes_from(
    office: Office, site: str | None, status: int
) -> None:
    """By Sec-Fetch-Site."""
    desk = await signed_in(office)
    headers = {"X-CSRF-Token": await desk.token("/console"), **({"Sec-Fetch-Site": site} if site else {})}
    reply = await desk.http.post(f"{desk.origin}/console/agents", headers=headers)
    assert reply.status == status
