"""axe-core on everything the widget shows, in every look; in high contrast texts must reach 7:1."""

from __future__ import annotations

import pytest
from playwright.async_api import expect

from tests.browser import axe
from tests.browser.conftest import Arrive
from tests.browser.rasa import RecordedRasa, recorded
from tests.browser.widget import Widget

WIDGET = "zhiwen-assistant"


@pytest.mark.parametrize("look", axe.LOOKS)
async def test_axe_finds_nothing(arrive: Arrive, rasa: RecordedRasa, look: str) -> None:
    """Page, greeting, answer, a reason for a thumb down, self-check, both results, settings, and a lost connection."""
    rasa.learn("eligible", "ineligible")
    visitor = await arrive(**axe.LOOKS[look], reduced_motion="reduce")
    page = await visitor.page("/")
    await expect(page.get_by_role("button", name="职称咨询")).to_be_visible()
    found = {"page": await axe.faults(page, look)}
    widget = Widget(page)
    await widget.open()
    found["greeting"] = await axe.faults(page, look, WIDGET)
    await widget.write("永嘉2021初级几号截止")
    await expect(widget.said("已截止")).to_be_visible()
    await widget.write("2023年浙江正高工程师评审网上申报什么时候截止？")
    await expect(widget.said("还剩 5 天")).to_be_visible()
    await widget.button("没有帮助").last.click()
    found["answer"] = await axe.faults(page, look, WIDGET)
    turns = recorded("eligible")
    await widget.led(turns[:3])
    found["self-check"] = await axe.faults(page, look, WIDGET)
    await widget.led(turns[3:])
    await widget.log.get_by_text("已满足 · 10").click()
    found["result"] = await axe.faults(page, look, WIDGET)
    await widget.led(recorded("ineligible")[1:])
    found["other result"] = await axe.faults(page, look, WIDGET)
    await visitor.context.set_offline(True)
    await widget.write("断线时写的")
    await expect(widget.log.get_by_text("尚未发送")).to_be_visible()
    found["offline"] = await axe.faults(page, look, WIDGET)
    await widget.press("显示与设置", "删除我的记录")
    found["settings"] = await axe.faults(page, look, WIDGET)
    assert {state: faults for state, faults in found.items() if faults} == {}


@pytest.mark.parametrize("theme", ["light", "dark", "contrast"])
async def test_axe_finds_nothing_on_a_phone(arrive: Arrive, theme: str) -> None:
    """In a frame, in the theme that the page asks for, in the elder-friendly mode."""
    visitor = await arrive(viewport={"width": 360, "height": 640}, reduced_motion="reduce")
    widget = await visitor.widget(f"/web/frame?theme={theme}&large=true")
    await widget.write("永嘉2021初级几号截止")
    await expect(widget.said("已截止")).to_be_visible()
    assert await axe.faults(widget.page, theme) == []


async def test_forced_colours(arrive: Arrive) -> None:
    """With the colours of the system, the shape of every button is still drawn. axe takes these colours for others."""
    visitor = await arrive(forced_colors="active", reduced_motion="reduce")
    widget = await visitor.widget()
    await widget.write("永嘉2021初级几号截止")
    for place in (widget.send, widget.button("显示与设置"), widget.button("继续教育学时")):
        edge = await place.evaluate("(one) => getComputedStyle(one).borderTopStyle")
        assert edge != "none"
    assert await axe.faults(widget.page, "forced", without=["color-contrast"]) == []
