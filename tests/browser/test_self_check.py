"""A self-check in the widget, as the real assistant leads it (recorded)."""

from __future__ import annotations

import re
from pathlib import Path

from playwright.async_api import expect

from tests.browser.rasa import RecordedRasa, recorded
from tests.browser.visitor import Visitor


async def test_from_start_to_result(visitor: Visitor, rasa: RecordedRasa) -> None:
    """Each question says how far one has come; the result lists every condition with its place, and what is needed."""
    rasa.learn("eligible")
    turns = recorded("eligible")
    widget = await visitor.widget()
    await widget.led(turns[:1])
    await expect(widget.log.get_by_text("第 1 题 · 大约还差 12 题")).to_be_visible()
    await widget.led(turns[1:])
    await expect(widget.log.get_by_text("第 9 题 · 大约还差 1 题")).to_have_count(1)
    await expect(widget.log.get_by_role("progressbar")).to_have_count(9)
    await expect(widget.said("符合条件")).to_be_visible()
    await widget.log.get_by_text("已满足 · 10").click()
    for reason in turns[-1][1][0]["custom"]["self_check"]["reasons"]:
        await expect(widget.said(reason["condition"])).to_be_visible()
    await expect(widget.log.get_by_role("listitem").filter(has_text="继续教育学时登记证明")).to_contain_text(
        "四/5"
    )
    await expect(widget.log.get_by_role("link", name="0577-57669862")).to_have_attribute(
        "href", "tel:057757669862"
    )


async def test_what_is_not_met_comes_first(visitor: Visitor, rasa: RecordedRasa) -> None:
    """And unfolded, with what the visitor had said."""
    rasa.learn("ineligible")
    turns = recorded("ineligible")
    widget = await visitor.widget()
    await widget.led(turns)
    await expect(widget.said("暂不符合")).to_be_visible()
    headings = await widget.log.get_by_role("heading").all_inner_texts()
    assert [one for one in headings if "·" in one] == ["未满足 · 3", "待确认 · 9"]
    await expect(
        widget.log.get_by_text("您说的是：学历（学位） 初中；从事专业技术工作的年限 2022年3月起")
    ).to_be_visible()


async def test_reloaded_in_the_middle_of_it(visitor: Visitor, rasa: RecordedRasa) -> None:
    """The question stands there still, with its buttons and its number, and pressing one goes on."""
    rasa.learn("eligible")
    turns = recorded("eligible")
    widget = await visitor.widget()
    await widget.led(turns[:4])
    before = await widget.log.get_by_text(re.compile("^自查 第 ")).all_inner_texts()
    await widget.page.reload()
    await expect(widget.log.get_by_text(re.compile("^自查 第 "))).to_have_text(before)
    await widget.press("不清楚")
    await expect(widget.log.get_by_text("答：/inform")).to_have_count(1)
    assert rasa.asked[-1].startswith("/inform")


async def test_kept_on_paper_and_in_the_calendar(
    visitor: Visitor, rasa: RecordedRasa, tmp_path: Path
) -> None:
    """The result can be saved as a page of its own, and the day it becomes possible as a calendar file."""
    rasa.learn("ineligible", "eligible")
    widget = await visitor.widget()
    await widget.led(recorded("ineligible"))
    async with widget.page.expect_download() as saving:
        await widget.press("下载")
    paper = tmp_path / "result.html"
    await (await saving.value).save_as(paper)
    assert (await saving.value).suggested_filename.endswith(".html")
    tab = await visitor.page(paper.as_uri())
    await expect(tab.get_by_role("heading", level=1, name="自查结果")).to_be_visible()
    await expect(tab.get_by_role("listitem")).to_have_count(12)
    await tab.close()
    async with widget.page.expect_download() as saving:
        await widget.press("加入日历")
    calendar = tmp_path / "day.ics"
    await (await saving.value).save_as(calendar)
    lines = calendar.read_bytes().decode().split("\r\n")
    assert "DTSTART;VALUE=DATE:20370301" in lines
    assert all(len(line.encode()) <= 75 for line in lines)


async def test_printed(visitor: Visitor, rasa: RecordedRasa) -> None:
    """A window of its own with the materials as a list; the page of the authority is not on the paper."""
    rasa.learn("eligible")
    await visitor.context.add_init_script("window.print = () => { window.printed = true; }")
    widget = await visitor.widget()
    await widget.led(recorded("eligible"))
    async with visitor.context.expect_page() as opening:
        await widget.press("打印")
    paper = await opening.value
    await expect(paper.get_by_role("listitem").filter(has_text="评审表2份")).to_have_count(1)
    await expect(paper.get_by_text("云溪县")).to_have_count(0)
