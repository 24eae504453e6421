"""One's own account in a browser: another password, and out of the other browsers."""

from __future__ import annotations

import pytest
from playwright.async_api import Page, expect

from bot.roles import Role
from tests.browser import axe
from tests.browser.console.conftest import DeskAt
from tests.integration.bot.console.desks import PASSWORD

PLACE = "/console/account"
NEW = "another staple"


async def change(page: Page, old: str = PASSWORD, new: str = NEW, again: str = NEW) -> None:
    """Fill in the form by keyboard."""
    await page.get_by_label("现在的密码").fill(old)
    await page.get_by_label("新密码", exact=True).fill(new)
    await page.get_by_label("再输一遍新密码").fill(again)
    await page.keyboard.press("Enter")


async def test_another_password_ends_the_other_browser(desk: DeskAt) -> None:
    """Here one stays and reads that it was done; there the form comes up, and wants the new one."""
    there = await desk(Role.AGENT, PLACE)
    here = await desk(Role.AGENT, PLACE)
    await expect(here.locator(".browsers li")).to_have_count(2)
    await expect(here.locator(".browsers li").first).to_contain_text("这台设备")
    await change(here)
    await expect(here.get_by_role("status")).to_contain_text("密码已修改")
    await expect(here.locator(".browsers li")).to_have_count(1)
    await there.reload()
    await there.get_by_label("账号").fill("agent")
    await there.get_by_label("密码").fill(NEW)
    await there.keyboard.press("Enter")
    await expect(there.get_by_role("heading", name="我的账号")).to_be_visible()


async def test_a_slip_is_told_at_its_field(desk: DeskAt, tolerated: list[str]) -> None:
    """The field is named wrong, has the focus, and its description says why; what was typed is gone."""
    tolerated.append("422")
    page = await desk(Role.READER, PLACE)
    await change(page, again="another stable")
    await expect(page.get_by_role("alert")).to_contain_text("两次输入的新密码不一样")
    field = page.get_by_label("再输一遍新密码")
    await expect(field).to_be_focused()
    await expect(field).to_have_attribute("aria-invalid", "true")
    await expect(field).to_have_accessible_description("密码没有修改。 两次输入的新密码不一样。")
    await expect(field).to_have_value("")


@pytest.mark.parametrize("look", axe.LOOKS)
async def test_axe_finds_nothing(desk: DeskAt, tolerated: list[str], look: str) -> None:
    """On the page, beside an error, on the list of accounts; nothing is wider than a phone."""
    tolerated.append("422")
    page = await desk(Role.ADMIN, PLACE, **axe.LOOKS[look])
    found = {"page": await axe.faults(page, look)}
    await page.set_viewport_size({"width": 360, "height": 740})
    await change(page, again="another stable")
    await expect(page.get_by_role("alert")).to_be_visible()
    found["error"] = await axe.faults(page, look)
    await page.get_by_role("link", name="账号一览").click()
    await expect(page.get_by_role("cell", name="管理员")).to_be_visible()
    found["accounts"] = await axe.faults(page, look)
    assert {state: faults for state, faults in found.items() if faults} == {}
    assert await page.evaluate("document.documentElement.scrollWidth <= innerWidth")
