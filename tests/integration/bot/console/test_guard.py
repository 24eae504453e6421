"""What stands before the console's pages: roles, CSRF, cookies, headers."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from bot.console import cookies
from bot.console.guard import is_console, open_to_all
from bot.roles import Role
from bot.store import Account, Sessions, StoreDown
from tests.integration.bot.console.desks import Office, add
from tests.integration.bot.console.parts import add_parts, forgotten, signed_in

ROLES = list(Role)


@pytest.fixture
def url(tmp_path: Path) -> str:
    """What is promised here does not lie in the database: one of them will do."""
    return f"sqlite:///{tmp_path / 'bot.sqlite'}"


@pytest.fixture(autouse=True)
def more_routes(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two handlers such as later parts add."""
    add_parts(monkeypatch)


@pytest.mark.parametrize("role", ROLES)
async def test_each_role_may_what_lesser_ones_may(office: Office, role: Role) -> None:
    """A reader who tries an agent's action gets 403, as a page and in the one shape."""
    desk = await signed_in(office, role)
    may = role is not Role.READER
    assert (await desk.get("/console/agents")).status == (200 if may else 403)
    if not may:
        reply = await desk.get("/console/agents", {"Accept": "*/*"})
        assert (await reply.json())["error"]["code"] == "role"


def test_roles_have_an_order() -> None:
    """Reader, agent, editor, admin; and comparing them otherwise is no order by letters but an error."""
    assert [[one.may(needed) for needed in ROLES] for one in ROLES] == [
        [True, False, False, False],
        [True, True, False, False],
        [True, True, True, False],
        [True, True, True, True],
    ]
    with pytest.raises(TypeError):
        assert Role.READER >= Role.AGENT  # type: ignore[operator]


async def test_without_a_session(office: Office) -> None:
    """A person is sent to sign in and comes back afterwards; a script gets 401."""
    desk = await office.desk()
    reply = await desk.get("/console/agents?talk=1")
    assert (reply.status, reply.headers["Location"]) == (
        303,
        "/console/sign-in?next=/console/agents%3Ftalk%3D1",
    )
    reply = await desk.get("/console/agents", {"Accept": "*/*"})
    assert (reply.status, (await reply.json())["error"]["code"]) == (401, "signed_out")
    assert (await desk.post("/console/agents", None)).status == 401


async def test_a_handler_that_says_nothing_is_not_served(office: Office) -> None:
    """Not even to an admin."""
    desk = await signed_in(office, Role.ADMIN)
    reply = await desk.get("/console/forgotten")
    assert reply.status == 500
    assert "secret" not in await reply.text()


async def test_every_route_says_who_may_reach_it(office: Office) -> None:
    """All that are really there."""
    desk = await office.desk()
    routes = [
        one
        for one in desk.app.router.routes()
        if one.resource and one.resource.canonical.startswith("/console")
    ]
    assert len(routes) > 8
    silent = [str(one.resource) for one in routes if not hasattr(one.handler, "console_needs")]
    assert len(silent) == 2  # GET and HEAD of the forgotten one


async def test_cookies_are_for_nobody_else(office: Office) -> None:
    """No script reads them, no other site sends them along."""
    desk = await office.desk()
    add(desk)
    reply = await desk.sign_in()
    set_cookies = {one.partition("=")[0]: one for one in reply.headers.getall("Set-Cookie")}
    session = set_cookies[cookies.SESSION]
    assert "HttpOnly" in session
    assert "SameSite=Strict" in session
    assert "Path=/" in session
    assert "Max-Age" not in session
    assert "Secure" not in session
    assert "HttpOnly" in set_cookies[cookies.DEVICE]


@pytest.mark.parametrize(
    ("settings", "headers", "secure"),
    [
        ({"console_url": "https://console.example"}, {}, True),
        ({"web_proxies": 1}, {"X-Forwarded-Proto": "https"}, True),
        ({"web_proxies": 1}, {"X-Forwarded-Proto": "http"}, False),
        ({}, {"X-Forwarded-Proto": "https"}, False),
    ],
)
async def test_behind_tls_cookies_are_secure(
    office: Office, settings: dict[str, Any], headers: dict[str, str], secure: bool
) -> None:
    """And bear the prefix by which only this host can set them."""
    desk = await office.desk(**settings)
    reply = await desk.get("/console/sign-in", headers)
    cookie = reply.headers["Set-Cookie"]
    assert cookie.startswith("__Host-") is secure
    assert ("Secure" in cookie) is secure


@pytest.mark.parametrize("path", ["/console", "/console/sign-in", "/console/agents", "/console/oidc/start"])
async def test_what_browsers_are_told(office: Office, path: str) -> None:
    """Nothing inline, in no frame, never kept; of pages, refusals and redirects alike."""
    desk = await office.desk()
    headers = (await desk.get(path)).headers
    assert "default-src 'none'" in headers["Content-Security-Policy"]
    assert "script-src 'self'" in headers["Content-Security-Policy"]
    assert "unsafe" not in headers["Content-Security-Policy"]
    assert "frame-ancestors 'none'" in headers["Content-Security-Policy"]
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["Cache-Control"] == "no-store"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"


async def test_the_audit_log_of_an_action(office: Office) -> None:
    """Who, what, on what, from which network, why."""
    desk = await signed_in(office)
    await desk.post("/console/agents", await desk.token("/console"))
    entry = desk.audit()[-1]
    assert (entry.who, entry.action, entry.target, entry.address, dict(entry.detail)) == (
        "li.na",
        "take-over",
        "talk-1",
        "127.0.0.0/24",
        {"reason": "asked for a person"},
    )


async def test_a_database_that_is_down(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody comes in, and the page says so."""
    desk = await signed_in(office)

    def down(self: Sessions, secret: str) -> Account | None:
        raise StoreDown("OperationalError")

    monkeypatch.setattr(Sessions, "find", down)
    reply = await desk.get("/console")
    assert reply.status == 503
    text = await reply.text()
    assert "try again later" in text
    style = next(part for part in text.split('"') if part.endswith("/console.css"))
    assert (await desk.get(style)).status == 200


async def test_in_both_languages(office: Office) -> None:
    """By the browser, by the address, and as chosen before."""
    desk = await office.desk()
    assert '<html lang="en">' in await (await desk.get("/console/sign-in")).text()
    page = await desk.get("/console/sign-in", {"Accept-Language": "zh-TW,en"})
    assert '<html lang="zh-CN">' in await page.text()
    assert "登录" in await (await desk.get("/console/sign-in?lang=zh-CN")).text()
    assert '<html lang="zh-CN">' in await (await desk.get("/console/sign-in")).text()


async def test_style_is_served(office: Office) -> None:
    """The shared tokens and the console's own, under one version, to everybody."""
    desk = await office.desk()
    text = await (await desk.get("/console/sign-in")).text()
    for name in ("page.css", "console.css"):
        place = next(part for part in text.split('"') if part.endswith(f"/{name}"))
        reply = await desk.get(place)
        assert (reply.status, reply.content_type) == (200, "text/css")
        assert "immutable" in reply.headers["Cache-Control"]
    assert (await desk.get("/console/static/none.css")).status == 404


def test_the_marks_leave_the_handler_as_it_is() -> None:
    """They can be put on anything that aiohttp serves."""
    assert open_to_all(forgotten) is forgotten
    assert callable(is_console)
    del forgotten.console_needs  # type: ignore[attr-defined]
