"""«What we could not answer» in a real browser: from a visitor's question to a closed group and a file."""

from __future__ import annotations

import asyncio
import csv

import pytest
from aiohttp import ClientSession
from playwright.async_api import Page, expect

from bot.roles import Role
from tests.browser import axe
from tests.browser.console.conftest import DeskAt
from tests.browser.rasa import RecordedRasa
from tests.browser.site import Gateway

PLACE = "/console/gaps"
FACT = "jia-middle-2031/insurance"
QUESTIONS = ("论文要几篇", "请问论文需要几篇？", "食堂在哪里")
#: Seconds in which a question has come into the list, also on a busy machine.
SOON = 30.0


async def ask(gateway: Gateway, rasa: RecordedRasa, *questions: str) -> None:
    """Visitors, each with a question to which the notice has no answer."""
    answer = {"status": "not_in_notice", "notices": ["jia-middle-2031"], "facts": [], "lang": "zh"}
    rasa.reply = [{"text": "2031年甲市中级没有写这一点。", "custom": {"answer": answer}}]
    async with ClientSession() as http:
        for n, question in enumerate(questions):
            body = {"sender": f"visitor-{n}", "message": question}
            async with http.post(f"{gateway.url}/webhooks/rest/webhook", json=body) as sent:
                assert sent.status == 200
    rasa.reply = None


async def listed(page: Page, groups: int) -> None:
    """Wait until the list has so many groups: what is asked comes into it a moment later."""
    async with asyncio.timeout(SOON):
        while await page.locator(".group").count() != groups:
            await asyncio.sleep(0.2)
            await page.reload()


@pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])
async def test_from_the_list_to_a_closed_group(
    desk: DeskAt, gateway: Gateway, rasa: RecordedRasa, script: bool
) -> None:
    """Read, closed with a reason, found among the closed, opened again; also without script."""
    await ask(gateway, rasa, *QUESTIONS)
    page = await desk(Role.EDITOR, PLACE, java_script_enabled=script)
    await listed(page, 2)
    one = page.get_by_role("article").first
    await expect(one.get_by_text("2 人问过，共 2 次")).to_be_visible()
    await expect(one.get_by_text("policies_kb/notices/jia-middle-2031.yml")).to_be_visible()
    await expect(one.get_by_text("data/nlu/papers.yml")).to_be_visible()
    await one.get_by_text("看每个问题").click()
    await expect(one.get_by_text("请问论文需要几篇？")).to_be_visible()
    await one.get_by_text("处理这一组").click()
    await one.get_by_label("处理结果").select_option(label="文件确实没有规定")
    await one.get_by_label("补充说明").fill("看了原文，没有写篇数")
    await one.get_by_role("button", name="标为已处理").click()
    await expect(page.get_by_role("status")).to_have_text("已标为已处理。")
    await expect(page.locator(".group")).to_have_count(1)
    await page.get_by_label("状态").select_option(label="已处理")
    await page.get_by_role("button", name="筛选").click()
    await expect(page.get_by_text("看了原文，没有写篇数")).to_be_visible()
    await page.get_by_role("button", name="重新打开").click()
    await expect(page.get_by_text("没有符合条件的问题。")).to_be_visible()
    await page.get_by_role("link", name="清除筛选").click()
    await expect(page.locator(".group")).to_have_count(2)


async def test_filters_by_keyboard(desk: DeskAt, gateway: Gateway, rasa: RecordedRasa) -> None:
    """Chosen and sent without a mouse; what they let through is what is exported."""
    await ask(gateway, rasa, *QUESTIONS)
    page = await desk(Role.EDITOR, PLACE)
    await listed(page, 2)
    await page.get_by_label("主题").focus()
    await page.get_by_label("主题").select_option(label="论文著作")
    await page.get_by_role("button", name="筛选").focus()
    await page.keyboard.press("Enter")
    await expect(page.locator(".group")).to_have_count(1)
    async with page.expect_download() as started:
        await page.get_by_role("button", name="导出为表格").press("Enter")
    file = await (await started.value).path()
    rows = list(csv.DictReader(file.open(encoding="utf-8-sig", newline="")))
    assert sorted(row["问题"] for row in rows) == sorted(QUESTIONS[:2])
    assert {row["问法示例文件"] for row in rows} == {"data/nlu/papers.yml"}


async def test_a_fact_is_called_wrong(desk: DeskAt) -> None:
    """By an agent, on its form; it stands in the list with the fact and the entry to mend."""
    page = await desk(Role.AGENT, f"{PLACE}/wrong?fact={FACT}")
    await expect(page.get_by_label("哪里不对？")).to_be_focused()
    await page.keyboard.type("附件里写的是另一个地方")
    await page.get_by_role("button", name="提交").press("Enter")
    await expect(page.get_by_role("status")).to_contain_text("已记下")
    one = page.get_by_role("article")
    await expect(one.get_by_role("heading", name="社保须在甲市缴纳")).to_be_visible()
    await expect(one.get_by_text("条目 insurance")).to_be_visible()
    await expect(one.get_by_text("处理这一组")).to_have_count(0)


@pytest.mark.parametrize("look", axe.LOOKS)
async def test_axe_finds_nothing(desk: DeskAt, gateway: Gateway, rasa: RecordedRasa, look: str) -> None:
    """On the list with everything unfolded, the closed, the empty list and the form; and on a phone."""
    await ask(gateway, rasa, *QUESTIONS)
    page = await desk(Role.EDITOR, PLACE, **axe.LOOKS[look])
    await listed(page, 2)
    await page.evaluate("document.querySelectorAll('main details').forEach((one) => { one.open = true; })")
    found = {"open": await axe.faults(page, look)}
    await page.set_viewport_size({"width": 390, "height": 844})
    found["phone"] = await axe.faults(page, look)
    assert await page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    await page.set_viewport_size({"width": 1280, "height": 800})
    one = page.get_by_role("article").first
    await one.get_by_label("处理结果").select_option(label="其他")
    await one.get_by_role("button", name="标为已处理").click()
    await expect(page.get_by_role("status")).to_be_visible()
    await page.goto(f"{gateway.url}{PLACE}?state=closed")
    await expect(page.locator(".group")).to_have_count(1)
    found["closed"] = await axe.faults(page, look)
    await page.goto(f"{gateway.url}{PLACE}?kind=unavailable")
    found["empty"] = await axe.faults(page, look)
    await page.goto(f"{gateway.url}{PLACE}/wrong?fact={FACT}&q=社保")
    found["wrong"] = await axe.faults(page, look)
    assert {place: faults for place, faults in found.items() if faults} == {}
