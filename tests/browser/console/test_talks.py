"""A visitor in the widget and staff in the console, each in a browser of their own."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.async_api import Page, expect

from bot.roles import Role
from tests.browser import axe
from tests.browser.conftest import Arrive
from tests.browser.console.conftest import DeskAt
from tests.browser.rasa import RecordedRasa
from tests.browser.visitor import PATIENCE, Visitor, late
from tests.browser.widget import Widget

JOINED = "工作人员已接入，接下来由工作人员回复您。"
LEFT = "工作人员已离开，接下来由助手继续回答您。"
#: Milliseconds that anything may take while several tests share a processor.
WITHIN = 45_000


@pytest.fixture(autouse=True)
def _patience() -> Iterator[None]:
    """Three browsers at once take their time."""
    expect.set_options(timeout=WITHIN)
    yield
    expect.set_options(timeout=PATIENCE)


async def opened(page: Page, words: str) -> None:
    """Open the conversation in the list whose last words these are."""
    await page.get_by_role("link", name=words).click()
    await expect(page.get_by_role("log", name="对话")).to_be_visible()


async def taken(desk: DeskAt, words: str, **options: object) -> Page:
    """The page of an agent who took that conversation over."""
    page = await desk(Role.AGENT, "/console/talks", **options)
    page.context.set_default_timeout(WITHIN)
    await opened(page, words)
    await page.get_by_role("button", name="我来接待").click()
    await expect(page.get_by_label("回复对方")).to_be_visible()
    return page


async def send(page: Page, text: str) -> None:
    """Reply to the visitor."""
    await page.bring_to_front()
    await page.get_by_label("回复对方").fill(text)
    await page.get_by_role("button", name="发送").click()
    await expect(page.get_by_label("回复对方")).to_have_value("")


async def write_ready(editor: Page) -> None:
    """Write one ready-made reply."""
    await editor.get_by_label("名称").fill("问候")
    await editor.get_by_label("内容").fill("您好，请稍等。")
    await editor.get_by_role("button", name="保存").click()
    await expect(editor.get_by_role("heading", name="问候")).to_be_visible()


async def test_taken_over_and_handed_back(visitor: Visitor, desk: DeskAt, rasa: RecordedRasa) -> None:
    """Both see what the other writes without reloading, and that a person writes; then the assistant answers again."""
    widget = await visitor.widget()
    await widget.ask("先问一句", "答：先问一句")
    page = await taken(desk, "答：先问一句")
    await widget.page.bring_to_front()
    await expect(widget.said(JOINED)).to_have_count(1)
    await widget.write("材料几份")
    await widget.write("急")
    heard = page.get_by_role("log").get_by_text("急", exact=True)
    await expect(heard).to_be_visible()
    await page.bring_to_front()
    await page.get_by_label("回复对方").press_sequentially("稍等")
    await widget.page.bring_to_front()
    await expect(widget.page.get_by_text("工作人员正在输入…")).to_be_visible()
    await send(page, "一式两份")
    await expect(page.get_by_role("log").get_by_text("一式两份", exact=True)).to_be_visible()
    await widget.page.bring_to_front()
    await expect(widget.said("一式两份")).to_have_count(1)
    await expect(widget.said("工作人员：")).to_have_count(1)
    await expect(widget.page.get_by_text("正在查找…")).to_be_hidden()
    await page.bring_to_front()
    await page.get_by_role("button", name="交回助手").click()
    await expect(page.get_by_role("button", name="我来接待")).to_be_visible()
    await widget.page.bring_to_front()
    await expect(widget.said(LEFT)).to_have_count(1)
    await widget.ask("谢谢", "答：谢谢")
    assert rasa.asked == ["先问一句", "谢谢"]
    assert visitor.console == []


async def test_reloaded_in_the_middle(visitor: Visitor, desk: DeskAt, rasa: RecordedRasa) -> None:
    """Visitor and staff see the same as before, in the same order, and go on."""
    widget = await visitor.widget()
    await widget.ask("先问一句", "答：先问一句")
    page = await taken(desk, "答：先问一句")
    await widget.write("在吗")
    await send(page, "在的")
    await expect(widget.said("在的")).to_have_count(1)
    await widget.page.reload()
    await page.reload()
    await widget.write("好")
    await expect(page.get_by_role("log").get_by_text("好", exact=True)).to_be_visible()
    await expect(page.locator("#lines .text")).to_have_text(
        ["先问一句", "答：先问一句", JOINED, "在吗", "在的", "好"]
    )
    await send(page, "再见")
    await expect(widget.said("再见")).to_have_count(1)
    assert rasa.asked == ["先问一句"]


async def test_a_fact_is_quoted(visitor: Visitor, desk: DeskAt) -> None:
    """Looked up beside the conversation, put in with one key, shown to the visitor with where it stands."""
    widget = await visitor.widget()
    await widget.ask("先问一句", "答：先问一句")
    page = await taken(desk, "答：先问一句")
    await page.get_by_role("searchbox", name="查通知").fill("评审费")
    await page.keyboard.press("Enter")
    link = page.get_by_role("link", name="填入这条").first
    await link.focus()
    await page.keyboard.press("Enter")
    await expect(page.get_by_label("回复对方")).not_to_have_value("")
    text = await page.get_by_label("回复对方").input_value()
    number = (
        next(line for line in text.splitlines() if line.startswith("——")).removeprefix("——").split(" · ")[0]
    )
    await page.get_by_role("button", name="发送").click()
    await widget.page.bring_to_front()
    await expect(widget.log.get_by_text(number, exact=True)).to_be_visible()
    await expect(widget.button("有帮助")).to_have_count(0)


async def test_ready_made_replies(visitor: Visitor, desk: DeskAt) -> None:
    """An editor writes one, an agent puts it in."""
    editor = await desk(Role.EDITOR, "/console/talks/ready")
    await write_ready(editor)
    widget = await visitor.widget()
    await widget.ask("先问一句", "答：先问一句")
    page = await taken(desk, "答：先问一句")
    await page.get_by_label("选一条常用语").select_option("问候")
    await page.get_by_role("button", name="填入").click()
    await expect(page.get_by_label("回复对方")).to_have_value("您好，请稍等。")


async def test_the_list_follows(visitor: Visitor, desk: DeskAt) -> None:
    """A new conversation appears in it by itself."""
    page = await desk(Role.AGENT, "/console/talks")
    await expect(page.get_by_text("没有这样的会话。")).to_be_visible()
    widget = await visitor.widget()
    await widget.ask("第一次来", "答：第一次来")
    await page.bring_to_front()
    await expect(page.get_by_role("link", name="答：第一次来")).to_be_visible()


async def test_a_press_is_not_lost(visitor: Visitor, arrive: Arrive, desk: DeskAt) -> None:
    """A list that changes between the pointer's down and up is put in after the press."""
    await (await visitor.widget()).ask("先问一句", "答：先问一句")
    page = await desk(Role.AGENT, "/console/talks")
    beside = await page.context.new_page()
    await beside.goto(page.url)
    await page.get_by_role("link", name="答：先问一句").hover()
    await page.mouse.down()
    await (await (await arrive()).widget()).ask("又来一个", "答：又来一个")
    await expect(beside.get_by_role("link", name="答：又来一个")).to_be_visible()
    await page.mouse.up()
    await expect(page.get_by_role("log", name="对话").get_by_text("答：先问一句")).to_be_visible()


async def test_a_list_that_was_pressed_goes_on(visitor: Visitor, arrive: Arrive, desk: DeskAt) -> None:
    """What came while it was held is there after letting go; whoever had a row in focus has it again."""
    await (await visitor.widget()).ask("先问一句", "答：先问一句")
    page = await desk(Role.AGENT, "/console/talks")
    row = page.get_by_role("link", name="答：先问一句")
    await row.focus()
    await page.locator("p.count").hover()
    await page.mouse.down()
    await row.focus()
    await (await (await arrive()).widget()).ask("又来一个", "答：又来一个")
    await page.mouse.up()
    await expect(page.get_by_role("link", name="答：又来一个")).to_be_visible()
    await expect(row).to_be_focused()


async def test_the_visitor_deletes_everything(visitor: Visitor, desk: DeskAt) -> None:
    """Staff see that it is gone, and nothing of it."""
    widget = await visitor.widget()
    await widget.ask("先问一句", "答：先问一句")
    page = await taken(desk, "答：先问一句")
    await widget.press("显示与设置", "删除我的记录", "确定删除")
    await page.bring_to_front()
    await expect(page.get_by_text("对方删除了这段会话")).to_be_visible()
    await expect(page.get_by_text("答：先问一句")).to_have_count(0)


async def test_deleted_before_the_page_listens(visitor: Visitor, desk: DeskAt) -> None:
    """A page whose script comes late learns it too, and does not go on showing what was said."""
    widget = await visitor.widget()
    await widget.ask("先问一句", "答：先问一句")
    page = await desk(Role.AGENT, "/console/talks")
    async with late(page, "**/talks/talk.js"):
        await opened(page, "答：先问一句")
        await widget.press("显示与设置", "删除我的记录", "确定删除")
        await expect(widget.said("答：先问一句")).to_have_count(0)
    await expect(page.get_by_text("对方删除了这段会话")).to_be_visible()
    await expect(page.get_by_text("答：先问一句")).to_have_count(0)


async def test_what_needs_script_is_not_shown_without(visitor: Visitor, desk: DeskAt) -> None:
    """Nobody presses what does nothing: ready-made replies are put in by the page's script."""
    editor = await desk(Role.EDITOR, "/console/talks/ready")
    await write_ready(editor)
    await (await visitor.widget()).ask("先问一句", "答：先问一句")
    page = await taken(desk, "答：先问一句", java_script_enabled=False)
    await expect(page.get_by_label("选一条常用语")).to_be_hidden()


async def test_without_script(visitor: Visitor, desk: DeskAt) -> None:
    """Staff take over, look a fact up, reply and hand back by plain forms."""
    widget = await visitor.widget()
    await widget.ask("先问一句", "答：先问一句")
    page = await taken(desk, "答：先问一句", java_script_enabled=False)
    await page.get_by_role("searchbox", name="查通知").fill("评审费")
    await page.get_by_role("button", name="查", exact=True).click()
    await page.get_by_role("link", name="填入这条").first.click()
    await expect(page.get_by_label("回复对方")).not_to_have_value("")
    await page.get_by_label("回复对方").fill("不用脚本")
    await page.get_by_role("button", name="发送").click()
    await expect(page.get_by_role("log").get_by_text("不用脚本")).to_be_visible()
    await page.get_by_role("button", name="交回助手").click()
    await expect(page.get_by_role("button", name="我来接待")).to_be_visible()
    await widget.page.bring_to_front()
    await expect(widget.said(LEFT)).to_have_count(1)


async def test_the_page_without_script(arrive: Arrive, desk: DeskAt) -> None:
    """`/chat` shows what a person said as theirs, and how to see more."""
    guest = await arrive(java_script_enabled=False)
    chat = await guest.page("/chat")
    await chat.get_by_label("您的问题").fill("先问一句")
    await chat.get_by_role("button", name="发送").click()
    await expect(chat.get_by_text("答：先问一句")).to_be_visible()
    page = await taken(desk, "答：先问一句")
    await send(page, "在的")
    await chat.goto(f"{guest.url}/chat")
    await expect(chat.get_by_role("heading", name="工作人员")).to_be_visible()
    await expect(chat.get_by_text("工作人员正在为您解答")).to_be_visible()


async def test_readers_may_not(desk: DeskAt, tolerated: list[str]) -> None:
    """The section is not in their navigation, and its address says 403."""
    tolerated.append("403")
    page = await desk(Role.READER)
    await expect(page.get_by_role("link", name="会话")).to_have_count(0)
    response = await page.goto(page.url.replace("/console", "/console/talks"))
    assert response
    assert response.status == 403
    await expect(page.get_by_role("alert")).to_have_text("您的角色不能进行这项操作。")


async def _all_kinds(widget: Widget, page: Page) -> None:
    """A conversation with everything in it that pages show."""
    await widget.write("材料几份")
    await send(page, "一式两份")
    await page.get_by_label("写备注").fill("要回电")
    await page.get_by_role("button", name="保存备注").click()
    await expect(page.get_by_text("要回电")).to_be_visible()
    await page.get_by_role("searchbox", name="查通知").fill("评审费")
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("link", name="填入这条").first).to_be_visible()


@pytest.mark.parametrize("look", axe.LOOKS)
@pytest.mark.parametrize("size", [(1280, 800), (360, 640)], ids=["desk", "phone"])
async def test_axe_finds_nothing(arrive: Arrive, desk: DeskAt, look: str, size: tuple[int, int]) -> None:
    """On the list, a conversation that is held, ready-made replies, and the widget that is answered by a person."""
    view = {"viewport": {"width": size[0], "height": size[1]}, "reduced_motion": "reduce", **axe.LOOKS[look]}
    widget = await (await arrive(**view)).widget()
    await widget.ask("永嘉2021初级几号截止", "已截止")
    editor = await desk(Role.EDITOR, "/console/talks/ready", **view)
    await write_ready(editor)
    found = {"ready": await axe.faults(editor, look)}
    page = await desk(Role.AGENT, "/console/talks", **view)
    found["list"] = await axe.faults(page, look)
    await page.locator(".talks a").click()
    found["not held"] = await axe.faults(page, look)
    await page.get_by_role("button", name="我来接待").click()
    await expect(page.get_by_label("回复对方")).to_be_visible()
    await _all_kinds(widget, page)
    found["held"] = await axe.faults(page, look)
    wide = await page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    await widget.page.bring_to_front()
    await expect(widget.said("一式两份")).to_have_count(1)
    found["widget"] = await axe.faults(widget.page, look, "zhiwen-assistant")
    assert {state: faults for state, faults in found.items() if faults} == {}
    assert wide, "nothing is to be scrolled sideways"
