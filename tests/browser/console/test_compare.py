"""Notices side by side and the directory of offices, with and without a script, at a desk and on a phone."""

from __future__ import annotations

import re

import pytest
from playwright.async_api import Page, expect

from bot.roles import Role
from tests.browser import axe
from tests.browser.console.conftest import DeskAt
from tests.browser.visitor import late

BOTH = "/console/compare?notice=yi-junior-2030&notice=jia-middle-2031"
PAGES = ("/console/compare", BOTH, "/console/directory")
PHONE = {"width": 360, "height": 640}


def _row(page: Page, label: str) -> str:
    return f'.compared tr:has(th .label:text-is("{label}"))'


async def test_compared_by_keyboard_alone(desk: DeskAt) -> None:
    """Type what people call them, tick two, Enter; then only what differs, and the address keeps that."""
    page = await desk(Role.READER, "/console/compare")
    find = page.get_by_role("searchbox", name="找通知")
    await find.focus()
    await page.keyboard.type("乙县初级")
    await expect(page.locator(".notices li:visible")).to_have_count(1)
    await page.keyboard.press("Enter")  # everything is listed: the page stays
    await page.keyboard.press("Tab")
    await page.keyboard.press("Tab")
    await expect(page.get_by_role("checkbox", name="2030年乙县初级")).to_be_focused()
    await page.keyboard.press("Space")
    await expect(page.locator("#chosen")).to_have_text("已选 1 份")
    await find.focus()
    await page.keyboard.press("Control+A")
    await page.keyboard.type("甲")
    other = page.get_by_role("checkbox", name="2031年甲市中级")
    await expect(other).to_be_visible()
    await expect(
        page.get_by_role("checkbox", name="2030年乙县初级")
    ).to_be_visible()  # what is ticked stays in sight
    await other.focus()
    await page.keyboard.press("Space")
    await page.keyboard.press("Tab")
    if not await page.get_by_role("button", name="开始对照").evaluate(
        "(one) => one === document.activeElement"
    ):
        await page.keyboard.press("Tab")
    await page.keyboard.press("Enter")
    await expect(page.locator(".heads li")).to_have_count(2)
    window = page.locator(_row(page, "网上申报"))
    await expect(window.locator("mark").first).to_have_text("2030年3月1日至2030年3月31日")
    await expect(window.locator(".state")).to_have_text("数字不同")
    await page.get_by_role("checkbox", name="只看不同").focus()
    await page.keyboard.press("Space")
    await expect(page.locator("details.silent").first).to_be_hidden()
    await expect(window).to_be_visible()
    await expect(page).to_have_url(re.compile("only=yes"))
    await page.reload()
    await expect(page.get_by_role("checkbox", name="只看不同")).to_be_checked()


async def test_a_switch_pressed_before_the_script_came_is_kept(desk: DeskAt) -> None:
    """Page and address are as the switch stands."""
    page = await desk(Role.READER)
    async with late(page, "**/compare/table.js"):
        await page.goto(page.url.partition("/console")[0] + BOTH, wait_until="commit")
        await page.get_by_role("checkbox", name="只看不同").check()
    await expect(page.locator("details.silent").first).to_be_hidden()
    await expect(page).to_have_url(re.compile("only=yes"))


async def test_without_a_script(desk: DeskAt) -> None:
    """The forms do the same, each with its button."""
    page = await desk(Role.READER, "/console/compare", java_script_enabled=False)
    await page.get_by_role("searchbox", name="找通知").fill("乙地 初级")
    await page.get_by_role("button", name="查找").click()
    await page.get_by_role("checkbox", name="2030年乙县初级").check()
    await page.get_by_role("searchbox", name="找通知").fill("甲城")
    await page.get_by_role("button", name="查找").click()
    await expect(page.get_by_role("checkbox", name="2030年乙县初级")).to_be_checked()
    await page.get_by_role("checkbox", name="2031年甲市中级").check()
    await page.get_by_role("button", name="开始对照").click()
    await expect(page.locator("details.silent").first).to_be_visible()
    await page.get_by_role("checkbox", name="只看不同").check()
    await page.get_by_role("button", name="应用").click()
    await expect(page.locator("details.silent").first).to_be_hidden()
    await expect(page.locator(_row(page, "网上申报"))).to_be_visible()
    await page.goto(page.url.partition("/console")[0] + "/console/directory?place=%E4%B8%99%E5%8E%BF")
    await expect(page.get_by_role("link", name="55556666")).to_have_attribute("href", "tel:55556666")


async def test_another_day_takes_effect_at_once(desk: DeskAt) -> None:
    """Whether each notice holds is told anew."""
    page = await desk(Role.READER, BOTH)
    await expect(page.locator(".heads li").first).to_contain_text("已于2030年3月31日截止")
    await page.get_by_label("按哪天的情况").fill("2030-03-10")
    await expect(page.locator(".heads li").first).to_contain_text("还有21天截止")
    await expect(page.locator(".heads li").last).to_contain_text("这一天还没有发布")


async def test_on_a_phone_rows_are_stacked(desk: DeskAt) -> None:
    """Nothing scrolls sideways; a row's name comes first, each part says whose it is; it is a table all the same."""
    page = await desk(Role.READER, BOTH, viewport=PHONE)
    window = page.locator(_row(page, "网上申报"))
    name, one, other = [await window.locator("> *").nth(at).bounding_box() for at in range(3)]
    assert name
    assert one
    assert other
    assert name["y"] < one["y"] < other["y"]
    assert abs(one["x"] - other["x"]) < 1
    await expect(window.locator(".whose").first).to_be_visible()
    wide = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    assert await page.evaluate(wide) <= 0
    await expect(page.get_by_role("columnheader", name="2030年乙县初级").first).to_be_attached()
    assert await page.get_by_role("rowheader", name="网上申报").count() == 1


async def test_the_directory_narrows_as_one_types(desk: DeskAt) -> None:
    """Place, office or digits; a phone is dialled by its link; Enter looks in all places."""
    page = await desk(Role.READER, "/console/directory")
    desks = page.locator(".desk:visible")
    await expect(desks).to_have_count(3)
    field = page.get_by_role("searchbox")
    await field.focus()
    await page.keyboard.type("丙")
    await expect(desks).to_have_count(1)
    await expect(page.locator("#heard")).to_have_text("显示 1 个电话")
    await expect(page.get_by_role("link", name="55556666")).to_have_attribute("href", "tel:55556666")
    await field.fill("4444")
    await expect(page.get_by_role("link", name="33334444")).to_be_visible()
    await field.fill("火星")
    await expect(desks).to_have_count(0)
    await field.fill("乙地")
    await page.keyboard.press("Enter")
    await expect(page).to_have_url(re.compile("place="))
    await expect(desks).to_have_count(2)
    size = await page.locator(".phones").first.evaluate("(one) => parseFloat(getComputedStyle(one).fontSize)")
    assert size >= 24


@pytest.mark.parametrize("look", axe.LOOKS)
async def test_axe_finds_nothing(desk: DeskAt, look: str) -> None:
    """The chooser, a comparison and the directory, in every look."""
    page = await desk(Role.READER, PAGES[0], **axe.LOOKS[look])
    found = {}
    for path in PAGES:
        await page.goto(page.url.partition("/console")[0] + path)
        found[path] = await axe.faults(page, look)
    assert {path: faults for path, faults in found.items() if faults} == {}


async def test_axe_finds_nothing_on_a_phone(desk: DeskAt) -> None:
    """In English, where words are long; what all pages have around them is looked at elsewhere."""
    page = await desk(Role.READER, PAGES[0], viewport=PHONE, locale="en")
    found = {}
    for path in PAGES:
        await page.goto(page.url.partition("/console")[0] + path)
        found[path] = await axe.faults(page, "light")
    assert {path: faults for path, faults in found.items() if faults} == {}
