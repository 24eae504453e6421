"""`/chat` in a browser that runs no script."""

from __future__ import annotations

import pytest
from playwright.async_api import Page, expect

from tests.browser import axe
from tests.browser.conftest import Arrive
from tests.browser.rasa import RecordedRasa
from tests.browser.visitor import Visitor

QUESTION = "2023年浙江正高工程师评审网上申报什么时候截止？"
ANSWER = "网上个人申报还有5天截止（2023年6月25日）。"


async def ask(page: Page, text: str) -> None:
    """Type and send, with the keys alone."""
    await page.get_by_role("textbox", name="您的问题").fill(text)
    await page.get_by_role("button", name="发送").press("Enter")


async def test_a_question_and_its_answer(arrive: Arrive) -> None:
    """The answer and what can be chosen next stand on the page; a choice is answered too."""
    page = await (await arrive(java_script_enabled=False)).page("/chat")
    await ask(page, QUESTION)
    await expect(page.get_by_role("main")).to_contain_text(ANSWER)
    await page.get_by_role("button", name="继续教育学时").click()
    await expect(page.get_by_role("listitem").filter(has_text="答：/ask_continuing_education")).to_have_count(
        1
    )


async def test_reloading_sends_nothing_again(arrive: Arrive, rasa: RecordedRasa) -> None:
    """And an impatient second click sends the same question, not another."""
    page = await (await arrive(java_script_enabled=False)).page("/chat")
    await page.get_by_role("textbox", name="您的问题").fill("评审费多少钱")
    await page.get_by_role("button", name="发送").dblclick()
    await expect(page.get_by_text("答：评审费多少钱")).to_have_count(1)
    await page.reload()
    await expect(page.get_by_text("答：评审费多少钱")).to_have_count(1)
    assert rasa.asked == ["评审费多少钱"]


async def test_a_demonstration_page_without_script_leads_to_the_forms(arrive: Arrive) -> None:
    """Nothing is missed: the page links to `/chat`."""
    page = await (await arrive(java_script_enabled=False)).page("/")
    await page.get_by_role("link", name="不使用脚本也能咨询").click()
    await expect(page.get_by_role("heading", name="职称申报助手")).to_be_visible()


async def test_a_hostile_reply_is_text(arrive: Arrive, rasa: RecordedRasa) -> None:
    """Also where scripts are on: no picture, no script, no dialogue."""
    hostile = "<img src=x onerror=alert(1)><script>alert(2)</script>"
    rasa.reply = [{"text": hostile, "buttons": [{"title": hostile, "payload": "/a"}]}]
    visitor = await arrive()
    page = await visitor.page("/chat")
    await ask(page, "你好")
    await expect(page.get_by_role("button", name=hostile)).to_be_visible()
    await expect(page.locator("img, script")).to_have_count(0)
    assert visitor.faults == []


async def test_deleted_at_once(arrive: Arrive) -> None:
    """«删除我的记录» leaves nothing of what was said."""
    page = await (await arrive(java_script_enabled=False)).page("/chat")
    await ask(page, "评审费多少钱")
    await page.get_by_role("button", name="删除我的记录").click()
    await expect(page.get_by_text("对话记录已删除。")).to_be_visible()
    await expect(page.get_by_text("评审费")).to_have_count(0)


@pytest.mark.parametrize("size", [(320, 568, 2), (320, 256, 4)], ids=["phone", "400 %"])
@pytest.mark.parametrize("path", ["/", "/chat"])
async def test_narrow(arrive: Arrive, path: str, size: tuple[int, int, int]) -> None:
    """320 CSS pixels, also as 1280 at 400 %, need no scrolling to the side."""
    width, height, scale = size
    visitor = await arrive(viewport={"width": width, "height": height}, device_scale_factor=scale)
    page = await visitor.page(path)
    if path == "/chat":
        await ask(page, QUESTION)
        await expect(page.get_by_role("main")).to_contain_text(ANSWER)
    assert await page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("look", axe.LOOKS)
async def test_axe_finds_nothing(arrive: Arrive, look: str) -> None:
    """With a conversation on it, and with an error."""
    page = await (await arrive(**axe.LOOKS[look])).page("/chat")
    await ask(page, QUESTION)
    await expect(page.get_by_role("main")).to_contain_text(ANSWER)
    assert await axe.faults(page, look) == []
    await ask(page, " ")
    await expect(page.get_by_role("alert")).to_contain_text("请写下您的问题")
    assert await axe.faults(page, look) == []


async def test_an_error_is_announced_and_named(visitor: Visitor) -> None:
    """The title begins with it, an alert says it, and the field is marked."""
    page = await visitor.page("/chat")
    await ask(page, " ")
    await expect(page).to_have_title("没有发送成功 · 职称申报助手")
    await expect(page.get_by_role("alert")).to_contain_text("请写下您的问题")
    await expect(page.get_by_role("textbox", name="您的问题")).to_have_attribute("aria-invalid", "true")
