"""The self-check for a caller, as a clerk does it while somebody speaks on the phone."""

from __future__ import annotations

import re

import pytest
from playwright.async_api import Locator, Page, expect

from bot.roles import Role
from tests.browser import axe
from tests.browser.console.conftest import DeskAt
from tests.browser.visitor import late

PATH = "/console/check"
CASE = "yi-junior-2030/助理工程师"


async def choose(page: Page) -> None:
    """Have the form ask for one title."""
    await page.locator("#case").select_option(CASE)
    await expect(page.locator("#status")).to_have_text("无法判断")
    await expect(field(page, "education")).to_have_attribute("data-standing", "next")


def field(page: Page, name: str) -> Locator:
    """A question with its field."""
    return page.locator(f'[data-name="{name}"]')


async def test_a_check_by_keyboard_to_a_code_that_another_desk_opens(desk: DeskAt) -> None:
    """Title, both answers, verdict, code: without a mouse; then the code, as it was heard, in another browser."""
    page = await desk(Role.AGENT, PATH)
    await page.locator("#case").focus()
    await page.keyboard.press("End")
    await page.keyboard.press("Enter")
    await expect(page.locator("#case")).to_have_value(CASE)
    await expect(field(page, "education").get_by_role("radio", name="没问")).to_be_focused()
    await page.keyboard.press("2")
    await expect(field(page, "education").get_by_role("radio", name="大专")).to_be_checked()
    await page.keyboard.press("Enter")
    await expect(page.locator("#a-years_of_work")).to_be_focused()
    await page.keyboard.type("2年3个月")
    await page.keyboard.press("Enter")
    await expect(page.locator("#status")).to_have_text("符合")
    await expect(page.locator("#left")).to_have_text("不用再问了")
    await expect(page.locator("#keep")).to_be_focused()
    await page.keyboard.press("Enter")
    await expect(page.locator("#kept")).to_be_focused()
    code = await page.locator("#own-code").inner_text()
    other = await desk(Role.READER, PATH)
    await other.locator("#code").focus()
    await other.keyboard.type(" ".join(code.lower()))
    await other.keyboard.press("Enter")
    await expect(other.locator("#own-code")).to_have_text(code)
    await expect(other.locator(".opened")).to_contain_text("2年3个月")
    await expect(other.locator(".opened tbody td")).to_have_text(["符合", "符合"])
    await expect(other.locator(".opened")).to_contain_text("结论和当时一样")
    await expect(other.locator("#keep")).to_have_count(0)


async def test_the_verdict_follows_every_answer_and_says_what_still_matters(desk: DeskAt) -> None:
    """In a region that is read out; what no longer matters says so in words."""
    page = await desk(Role.READER, PATH)
    await choose(page)
    verdict = page.get_by_role("status").filter(has=page.locator("#status"))
    await expect(verdict).to_have_attribute("aria-live", "polite")
    await expect(page.locator("#following-text")).to_have_text("您的学历是什么？")
    await expect(field(page, "years_of_work")).to_contain_text("还要问")
    await page.locator("#a-years_of_work").fill("1年")
    await expect(page.locator("#status")).to_have_text("不符合")
    await expect(field(page, "education")).to_contain_text("不影响结论")
    await expect(page.locator("#following")).to_be_hidden()
    await page.locator("#a-years_of_work").fill("29年7月")
    await expect(field(page, "years_of_work").get_by_text("记为：2029年7月起")).to_be_visible()
    await page.locator("#a-years_of_work").fill("啊啊啊")
    await expect(field(page, "years_of_work").get_by_text("看不懂，没有算进去")).to_be_visible()
    await expect(page.locator("#a-years_of_work")).to_have_attribute("aria-invalid", "true")
    await expect(page.locator("#status")).to_have_text("无法判断")


async def test_not_known_takes_the_place_of_what_was_written(desk: DeskAt) -> None:
    """And the other way round; neither is a no."""
    page = await desk(Role.READER, PATH)
    await choose(page)
    years = page.locator("#a-years_of_work")
    unsure = field(page, "years_of_work").get_by_role("checkbox", name="不清楚")
    await years.fill("1年")
    await expect(page.locator("#status")).to_have_text("不符合")
    await unsure.check()
    await expect(years).to_have_value("")
    await expect(page.locator("#status")).to_have_text("无法判断")
    await years.fill("1年")
    await expect(unsure).not_to_be_checked()
    await expect(page.locator("#status")).to_have_text("不符合")


async def test_only_what_is_still_to_be_asked_can_be_shown(desk: DeskAt) -> None:
    """One question after the other, as the engine asks."""
    page = await desk(Role.READER, PATH)
    await choose(page)
    await page.get_by_label("只看还要问的").check()
    await field(page, "education").get_by_role("radio", name="大专").check()
    await page.locator("#go").click()
    await expect(page.locator("#a-years_of_work")).to_be_focused()
    await expect(field(page, "education")).to_be_hidden()


async def test_all_titles_at_once_lead_to_one(desk: DeskAt) -> None:
    """What was told goes along."""
    page = await desk(Role.READER, PATH)
    await page.locator("#a-years_of_work").fill("8年")
    await field(page, "education").get_by_role("radio", name="高中").check()
    await expect(page.locator(".ranked > li").first).to_contain_text("符合")
    await expect(page.locator("#status")).to_contain_text("符合 1 项")
    await page.get_by_role("button", name=re.compile("只查这一项.*技术员")).click()
    await expect(page.locator("#case")).to_have_value("yi-junior-2030/技术员")
    await expect(page.locator("#a-years_of_work")).to_have_value("8年")
    await expect(page.locator("#status")).to_have_text("符合")


async def test_a_wrong_code_says_so(desk: DeskAt, tolerated: list[str]) -> None:
    """At once, in an alert; the form is there to go on."""
    tolerated.append("404")
    page = await desk(Role.READER, PATH)
    await page.locator("#code").fill("2222 2223")
    await page.locator("#code").press("Enter")
    await expect(page.get_by_role("alert").filter(has_text="编号不对")).to_be_visible()
    await page.locator("#code").fill("2222 2222")
    await page.locator("#code").press("Enter")
    await expect(page.get_by_role("alert").filter(has_text="没有这个编号")).to_be_visible()
    await expect(page.locator("#case")).to_be_visible()


async def test_a_reader_gets_no_code(desk: DeskAt, tolerated: list[str]) -> None:
    """Not even past the page."""
    tolerated.append("403")
    page = await desk(Role.READER, PATH)
    status = await page.evaluate(
        """async () => (await fetch("/console/check/code", {
            method: "POST",
            headers: { "X-CSRF-Token": document.querySelector("meta[name=csrf]").content },
            body: new URLSearchParams({ "a.education": "大专" }),
        })).status"""
    )
    assert status == 403


async def test_a_lost_connection_is_said_and_nothing_is_lost(desk: DeskAt, tolerated: list[str]) -> None:
    """The verdict catches up with the next answer."""
    tolerated.append("ERR_INTERNET_DISCONNECTED")
    page = await desk(Role.READER, PATH)
    await choose(page)
    await page.context.set_offline(True)
    await page.locator("#a-years_of_work").fill("1年")
    await expect(page.locator("#trouble")).to_contain_text("暂时连不上")
    await page.context.set_offline(False)
    await page.locator("#a-years_of_work").fill("1年2个月")
    await expect(page.locator("#status")).to_have_text("不符合")
    await expect(page.locator("#trouble")).to_be_empty()


async def test_what_was_filled_in_before_the_script_came_counts(desk: DeskAt) -> None:
    """The verdict is that of what the page shows."""
    page = await desk(Role.READER, PATH)
    await choose(page)
    async with late(page, "**/caller/check.js"):
        await page.reload(wait_until="commit")
        await page.locator("#a-years_of_work").fill("1年")
    await expect(page.locator("#status")).to_have_text("不符合")


async def test_without_script_the_form_does_the_same(desk: DeskAt) -> None:
    """Choose, fill in, press the button; and a code."""
    page = await desk(Role.AGENT, PATH, java_script_enabled=False)
    await page.locator("#case").select_option(CASE)
    await page.locator("#judge").click()
    await field(page, "education").get_by_role("radio", name="大专").check()
    await page.locator("#a-years_of_work").fill("2029-07")
    await page.locator("#judge").click()
    await expect(page.locator("#status")).to_have_text("不符合")
    await expect(page.locator("#result")).to_contain_text("最早2031年7月1日起")
    await page.locator("#keep").click()
    await expect(page.locator("#own-code")).to_be_visible()


@pytest.mark.parametrize("look", axe.LOOKS)
async def test_axe_finds_nothing(desk: DeskAt, look: str) -> None:
    """All titles, one title with every kind of answer, and a check that was opened."""
    page = await desk(Role.AGENT, PATH, reduced_motion="reduce", **axe.LOOKS[look])
    found = {"all": await axe.faults(page, look)}
    await choose(page)
    await field(page, "education").get_by_role("radio", name="大专").check()
    await page.locator("#a-years_of_work").fill("啊啊啊")
    await expect(field(page, "years_of_work").get_by_text("看不懂")).to_be_visible()
    found["wrong"] = await axe.faults(page, look)
    await page.locator("#a-years_of_work").fill("1年")
    await expect(page.locator("#status")).to_have_text("不符合")
    found["one"] = await axe.faults(page, look)
    await page.locator("#keep").click()
    await expect(page.locator("#own-code")).to_be_visible()
    await page.get_by_text("删除这份自查").first.click()
    found["opened"] = await axe.faults(page, look)
    assert {state: faults for state, faults in found.items() if faults} == {}


async def test_it_fits_a_phone(desk: DeskAt) -> None:
    """Nothing sticks out; the verdict stays in view, and axe is content."""
    page = await desk(Role.AGENT, PATH, viewport={"width": 360, "height": 640}, reduced_motion="reduce")
    await choose(page)
    await page.locator("#a-years_of_work").fill("1年")
    await expect(page.locator("#status")).to_have_text("不符合")
    await page.locator("#a-years_of_work").scroll_into_view_if_needed()
    await expect(page.locator("#status")).to_be_in_viewport()
    assert await page.evaluate("document.documentElement.scrollWidth") <= 360
    assert await axe.faults(page, "light") == []
