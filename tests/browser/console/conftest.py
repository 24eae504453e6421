"""Staff who sign in by the real form, in browsers of their own."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Awaitable, Callable

import pytest
import pytest_asyncio
from playwright.async_api import Browser, Page, expect

from bot.console import routes
from bot.console.passwords import Passwords
from bot.roles import Role
from bot.store import Database, Staff
from tests.browser.site import Gateway
from tests.browser.visitor import Visitor
from tests.integration.bot.console.desks import CHEAP, CLI, PASSWORD

#: `await desk(Role.AGENT, "/console/talks", viewport=…)`: a page at that path, in a new browser of its own.
DeskAt = Callable[..., Awaitable[Page]]


@pytest.fixture(autouse=True)
def _cheap_passwords(monkeypatch: pytest.MonkeyPatch) -> None:
    """Gateways hash as they do elsewhere, only cheaper."""
    monkeypatch.setattr(routes, "Passwords", lambda: Passwords(CHEAP))


@pytest.fixture
def tolerated() -> list[str]:
    """Words of messages in the browsers' consoles that a test expects (`tolerated.append("403")`)."""
    return []


@pytest_asyncio.fixture(loop_scope="session")
async def desk(browser: Browser, gateway: Gateway, tolerated: list[str]) -> AsyncIterator[DeskAt]:
    """Gives somebody of a role a browser, in which they have signed in, at a page of the console.

    The account is called as the role, or `name`; the page's context opens more pages of the same browser. No browser
    may have met an error, a warning or a dialogue that is not tolerated.
    """
    visitors: list[Visitor] = []

    async def _desk(
        role: Role = Role.READER, path: str = "/console", name: str | None = None, **options: object
    ) -> Page:
        visitors.append(await Visitor.arrive(browser, gateway.url, **options))
        _account(gateway, name or role.value, role)
        page = await visitors[-1].page(path)
        await page.locator("#name").fill(name or role.value)
        await page.locator("#password").fill(PASSWORD)
        await page.locator("form.fields button").click()
        there = re.escape(f"{gateway.url}{path.partition('?')[0]}")
        await expect(page).to_have_url(re.compile(rf"{there}(\?.*)?$"))
        await page.wait_for_load_state()  # with its scripts: nobody types as quickly as a test
        return page

    yield _desk
    for visitor in visitors:
        await visitor.context.close()
    told = [one for visitor in visitors for one in (*visitor.faults, *visitor.console)]
    assert [one for one in told if not any(word in one for word in tolerated)] == []


def _account(gateway: Gateway, name: str, role: Role) -> None:
    """Make an account if there is none."""
    database = Database(gateway.settings.bot_database_url or "")
    database.open()
    staff = Staff(database)
    if staff.account(name) is None:
        staff.add(name, role, Passwords(CHEAP).hash(PASSWORD), CLI)
    database.close()
