"""Takes the pictures of the console for docs/images, at a desk and on a phone.

`.venv/bin/python -m tests.console_screenshots` takes them all anew; a name behind it (`console-lookup`) takes those
only. They show the gateway on the notices of the project. Needs Chromium and a font for Chinese, as `tests.screenshots`
does; with `POLICY_SOURCES` set the official words are on them too.
"""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Awaitable, Callable, Collection
from tempfile import TemporaryDirectory
from typing import Any, Final

from playwright.async_api import Browser, Page, expect

from bot.console.passwords import Passwords
from bot.roles import Role
from bot.settings import Settings
from bot.store import Database, Staff
from dev.browser import INSTALL, find_browser
from tests.browser.site import Gateway
from tests.browser.visitor import Visitor, chromium
from tests.integration.bot.console.desks import CLI, PASSWORD
from tests.screenshots import keep, publish

MOST: Final = 80_000
#: A day on which one of the rounds is open.
TODAY: Final = "2023-06-20"
SIZES: Final[dict[str, dict[str, Any]]] = {
    "desktop": {"viewport": {"width": 1180, "height": 760}},
    "phone": {"viewport": {"width": 390, "height": 780}, "is_mobile": True, "has_touch": True},
}


async def lookup(page: Page) -> None:
    """Initials typed, the first card open."""
    await page.locator("#q").fill("zjzgpsf")
    await expect(page.locator(".result").first).to_be_visible()
    await page.locator("#q").press("Enter")
    await expect(page.locator(".result > details[open]")).to_be_visible()


async def nothing(page: Page) -> None:
    """The page as its address leads to it."""
    await expect(page.get_by_role("heading", level=1)).to_be_visible()


async def topic(page: Page) -> None:
    """What two notices say of dates."""
    await page.get_by_role("link", name="时间和截止").click()


async def check(page: Page) -> None:
    """A title chosen, some answers given, one slip in them."""
    await page.locator("#case").select_option("yj-construction-2021/助理工程师")
    await expect(page.locator('[data-standing="next"]').first).to_be_visible()
    await page.locator('[data-name="education"]').scroll_into_view_if_needed()
    await expect(page.locator("#status")).not_to_be_empty()


#: What each picture is called: where it is taken, and what leads there.
STATES: Final[dict[str, tuple[str, Callable[[Page], Awaitable[None]]]]] = {
    "console-lookup": ("/console", lookup),
    "console-compare": (
        "/console/compare?notice=zj-construction-2023&notice=zj-natural-resources-2020",
        topic,
    ),
    "console-directory": ("/console/directory", nothing),
    "console-check": ("/console/check", check),
}


async def take(browser: Browser, url: str, state: str, size: str) -> None:
    """One picture, of somebody who has just signed in."""
    path, lead = STATES[state]
    visitor = await Visitor.arrive(browser, url, **SIZES[size], reduced_motion="reduce")
    visitor.context.set_default_timeout(60_000)
    page = await visitor.page(path)
    await page.locator("#name").fill("li.na")
    await page.locator("#password").fill(PASSWORD)
    await page.locator("form.fields button").click()
    await lead(page)
    await keep(page, f"{state}-{size}", MOST)
    await visitor.context.close()


async def take_all(states: Collection[str], folder: str) -> None:
    """Each state at each size."""
    program = find_browser()
    if program is None:
        raise SystemExit(f"there is no Chromium: {INSTALL}")
    settings = Settings(
        rasa_url="http://127.0.0.1:9",
        database_url=f"sqlite:///{folder}/kb.sqlite",
        bot_database_url=f"sqlite:///{folder}/bot.sqlite",
        web_secret="s" * 40,
        today=TODAY,
    )
    gateway = Gateway(settings)
    await gateway.start()
    database = Database(settings.bot_database_url or "")
    database.open()
    Staff(database).add("li.na", Role.ADMIN, Passwords().hash(PASSWORD), CLI)
    database.close()
    expect.set_options(timeout=60_000)
    async with chromium(program) as browser:
        for state in states:
            for size in SIZES:
                await take(browser, gateway.url, state, size)
    await gateway.stop()


def main() -> None:
    """Take them."""
    with TemporaryDirectory() as folder:
        publish(folder)
        asyncio.run(take_all(sys.argv[1:] or list(STATES), folder))


if __name__ == "__main__":
    main()
