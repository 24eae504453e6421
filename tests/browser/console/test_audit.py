"""The audit log in a browser: filter, older pages, the file."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.async_api import expect

from bot.roles import Role
from bot.store import Action, Actor, Audit, Database
from tests.browser import axe
from tests.browser.console.conftest import DeskAt
from tests.browser.site import Gateway

PLACE = "/console/audit"


@pytest.fixture
def lines(gateway: Gateway) -> None:
    """Some sixty lines of two people."""
    database = Database(gateway.settings.bot_database_url or "")
    database.open()
    for number in range(60):
        who = Actor("wang" if number % 3 else "li.na", "203.0.113.0/24")
        Audit(database).write(who, Action.TAKE_OVER, f"talk-{number}", {"rows": number})
    database.close()


@pytest.mark.usefixtures("lines")
async def test_filter_older_and_file(desk: DeskAt) -> None:
    """By name, then what is older than the first page, then all that fits as a file; which is then on top."""
    page = await desk(Role.ADMIN, PLACE)
    rows = page.locator("table.audit tbody tr")
    await expect(rows).to_have_count(50)
    await page.get_by_role("link", name="更早的").click()
    await expect(rows).to_have_count(12)  # and the account's making, and signing in
    await page.get_by_label("谁").fill("li.na")
    await page.keyboard.press("Enter")
    await expect(rows).to_have_count(20)
    async with page.expect_download() as coming:
        await page.get_by_role("button", name="导出 CSV").click()
    file = await coming.value
    text = Path(await file.path()).read_text(encoding="utf-8-sig")
    assert file.suggested_filename == "audit-2031-05-01.csv"
    assert text.count("接管会话") == 20
    await page.get_by_role("link", name="不筛选").click()
    await expect(rows.first).to_contain_text("导出 audit")
    await expect(rows.first).to_contain_text("只看谁：li.na")


@pytest.mark.usefixtures("lines")
@pytest.mark.parametrize("look", axe.LOOKS)
async def test_axe_finds_nothing(desk: DeskAt, look: str) -> None:
    """At a desk and on a phone, where a line of the log becomes a card."""
    page = await desk(Role.ADMIN, PLACE, **axe.LOOKS[look])
    found = {"desk": await axe.faults(page, look)}
    await page.set_viewport_size({"width": 360, "height": 740})
    found["phone"] = await axe.faults(page, look)
    assert {state: faults for state, faults in found.items() if faults} == {}
    assert await page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    await expect(page.get_by_role("row").nth(1)).to_be_visible()
