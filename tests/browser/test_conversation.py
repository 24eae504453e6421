"""A conversation in the widget, and what may happen in the middle of it: nothing is lost, nothing is doubled."""

from __future__ import annotations

import asyncio

import pytest
from playwright.async_api import expect

from tests.browser.conftest import Arrive
from tests.browser.rasa import RecordedRasa
from tests.browser.site import Gateway
from tests.browser.visitor import Visitor

DEADLINE = "2023年浙江正高工程师评审网上申报什么时候截止？"
WINDOW = "网上个人申报：2023年5月25日至2023年6月25日。"


async def test_the_fact_first_and_where_it_stands(visitor: Visitor) -> None:
    """The answer, its document and place, and how long the window is still open; the page logs no error."""
    widget = await visitor.widget()
    await widget.ask(DEADLINE, WINDOW)
    for words in ("浙建人教函〔2023〕126号", " · 四/文末", "还剩 5 天"):
        await expect(widget.log.get_by_text(words)).to_have_count(1)
    assert visitor.console == []


async def test_the_official_passage_on_demand(visitor: Visitor, rasa: RecordedRasa) -> None:
    """Where the operator has the texts it is one click away, and closed until then."""
    widget = await visitor.widget()
    cited = {"notice": "n", "number": "某〔2030〕1号", "at": "四", "quote": "评审费每人若干元。"}
    custom = {"answer": {"status": "answered", "notices": ["n"], "citations": [cited]}}
    rasa.reply = [{"text": "评审费若干元。\n——某〔2030〕1号 · 四", "custom": custom}]
    await widget.write("评审费多少钱")
    passage = widget.log.get_by_text("评审费每人若干元。")
    await expect(passage).to_be_hidden()
    await widget.log.get_by_text("查看原文").click()
    await expect(passage).to_be_visible()


@pytest.mark.parametrize(
    ("question", "badge"),
    [(DEADLINE, "还剩 5 天"), ("永嘉2021初级几号截止", "已截止")],
    ids=["open", "closed"],
)
async def test_whether_it_still_holds(visitor: Visitor, question: str, badge: str) -> None:
    """Each answer about a window bears its badge."""
    widget = await visitor.widget()
    await widget.write(question)
    await expect(widget.said(badge)).to_be_visible()


async def test_a_button_asks(visitor: Visitor, rasa: RecordedRasa) -> None:
    """What it says is what the visitor said; what it means is what Rasa hears. It is offered once."""
    widget = await visitor.widget()
    await widget.ask(DEADLINE, WINDOW)
    await widget.button("继续教育学时").click()
    await expect(widget.said("答：/ask_continuing_education")).to_have_count(1)
    await expect(widget.asked("继续教育学时")).to_have_count(1)
    await expect(widget.button("继续教育学时")).to_have_count(0)
    assert rasa.asked == [DEADLINE, "/ask_continuing_education"]


async def test_reloaded_in_the_middle(visitor: Visitor, rasa: RecordedRasa) -> None:
    """The panel is still open, the question waits still, what was being typed is there; then comes the answer, once."""
    widget = await visitor.widget()
    await widget.ask("先问一句", "答：先问一句")
    let_go = rasa.hold()
    await widget.write("再问一句")
    await rasa.arrived.wait()
    await widget.question.fill("还没写完")
    await widget.page.reload()
    await expect(widget.question).to_have_value("还没写完")
    await expect(widget.asked("再问一句")).to_have_count(1)
    let_go.set()
    await expect(widget.said("答：再问一句")).to_have_count(1)
    await expect(widget.said("答：先问一句")).to_have_count(1)
    assert rasa.asked == ["先问一句", "再问一句"]


async def test_two_tabs_are_one_conversation(visitor: Visitor, rasa: RecordedRasa) -> None:
    """What is said in one is seen in the other, in one order, once."""
    first, second = await visitor.widget(), await visitor.widget()
    await first.ask("第一个标签", "答：第一个标签")
    await second.page.reload()
    await expect(second.said("答：第一个标签")).to_have_count(1)
    await second.ask("第二个标签", "答：第二个标签")
    await expect(first.said("答：第二个标签")).to_have_count(1)
    assert [await one.log.get_by_text("答：").all_inner_texts() for one in (first, second)] == [
        ["答：第一个标签", "答：第二个标签"]
    ] * 2
    assert rasa.asked == ["第一个标签", "第二个标签"]


async def test_two_new_tabs_begin_one_conversation(visitor: Visitor) -> None:
    """Also where neither had said a word: the second shows what the first says, at once."""
    first, second = await visitor.widget(), await visitor.widget()
    await first.ask("第一个标签", "答：第一个标签")
    await expect(second.said("答：第一个标签")).to_have_count(1)


async def test_gateway_restarted_in_the_middle(
    visitor: Visitor, rasa: RecordedRasa, gateway: Gateway
) -> None:
    """A question that was accepted is answered after the start, once; the conversation goes on without a reload."""
    widget = await visitor.widget()
    await widget.ask("先问一句", "答：先问一句")
    let_go = rasa.hold()
    await widget.write("再问一句")
    await rasa.arrived.wait()
    stopping = asyncio.create_task(gateway.stop())
    await asyncio.sleep(0.2)
    let_go.set()
    await stopping
    await gateway.start()
    await expect(widget.said("答：再问一句")).to_have_count(1)
    await widget.ask("最后一句", "答：最后一句")
    assert await widget.log.get_by_text("答：").all_inner_texts() == [
        "答：先问一句",
        "答：再问一句",
        "答：最后一句",
    ]
    assert rasa.asked == ["先问一句", "再问一句", "最后一句"]


async def test_masked_before_it_is_kept(visitor: Visitor, rasa: RecordedRasa) -> None:
    """A number of a person is hidden in what stays, and the visitor is told."""
    widget = await visitor.widget()
    await widget.write("我的手机是13800138000，评审费多少")
    await expect(widget.log.get_by_text("为保护隐私，号码已隐去。")).to_be_visible()
    await widget.page.reload()
    await expect(widget.log.get_by_text("答：")).to_have_count(1)
    await expect(widget.page.get_by_text("13800138000")).to_have_count(0)


async def test_deleted_now(visitor: Visitor, arrive: Arrive) -> None:
    """After a question back everything said is gone, also in the other tab and after a reload."""
    widget, other = await visitor.widget(), await visitor.widget()
    await widget.ask("先问一句", "答：先问一句")
    await other.page.reload()
    await expect(other.said("答：先问一句")).to_have_count(1)
    await widget.press("显示与设置", "删除我的记录", "确定删除")
    for one in (widget, other):
        await expect(one.said("答：先问一句")).to_have_count(0)
    await widget.page.reload()
    await expect(widget.question).to_be_visible()
    await expect(widget.page.get_by_text("先问一句")).to_have_count(0)


async def test_thumbs(visitor: Visitor) -> None:
    """A thumb down asks why and thanks; it is asked once."""
    widget = await visitor.widget()
    await widget.ask(DEADLINE, WINDOW)
    await widget.button("没有帮助").click()
    await widget.page.get_by_text("内容有误").click()
    await widget.button("提交").click()
    await expect(widget.log.get_by_text("谢谢您的反馈。")).to_be_visible()
    await expect(widget.button("没有帮助")).to_have_count(0)
