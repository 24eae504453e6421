"""Small screens and large zoom: 1280 pixels at 400 % are 320 CSS pixels on 4 device pixels each."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.async_api import Locator, expect

from tests.browser.conftest import Arrive
from tests.browser.rasa import RecordedRasa, recorded
from tests.browser.widget import Widget

NARROW: dict[str, dict[str, Any]] = {
    "320 px": {"viewport": {"width": 320, "height": 640}, "has_touch": True, "is_mobile": True},
    "400 %": {"viewport": {"width": 320, "height": 256}, "device_scale_factor": 4},
}
#: Everything in the page and in the widget that is wider than what can be seen of it, or stands out to the side.
WIDE = """() => {
  const roots = [document, ...[...document.querySelectorAll("*")].map((one) => one.shadowRoot).filter(Boolean)];
  const isClipped = (one) => one && (getComputedStyle(one).clipPath !== "none" || isClipped(one.parentElement));
  const all = roots.flatMap((root) => [...root.querySelectorAll("*")])
    .filter((one) => one.checkVisibility?.() && !isClipped(one));
  const scrolls = all.filter((one) => one.scrollWidth > one.clientWidth + 1
    && ["auto", "scroll"].includes(getComputedStyle(one).overflowX));
  const out = all.filter((one) => {
    const { right, width, height } = one.getBoundingClientRect();
    return width > 1 && height > 1 && right > innerWidth + 1;
  });
  return [...scrolls, ...out].map((one) => one.tagName + "." + one.className);
}"""


async def reachable(place: Locator) -> None:
    """It can be scrolled to, and a click on its middle meets it."""
    await place.scroll_into_view_if_needed()
    await place.click(trial=True)


@pytest.mark.parametrize("name", NARROW)
async def test_narrow(arrive: Arrive, rasa: RecordedRasa, name: str) -> None:
    """Greeting, answer, self-check, result and settings: nothing to the side, everything can be pressed."""
    rasa.learn("eligible")
    turns = recorded("eligible")
    widget = Widget(await (await arrive(**NARROW[name])).page("/"))
    assert await widget.page.evaluate(WIDE) == []
    await widget.open()
    assert await widget.page.evaluate(WIDE) == []
    await widget.write("永嘉2021初级几号截止")
    await expect(widget.said("已截止")).to_be_visible()
    await reachable(widget.button("继续教育学时"))
    assert await widget.page.evaluate(WIDE) == []
    await widget.led(turns[:1])
    await reachable(widget.button("研究生（硕士）"))
    assert await widget.page.evaluate(WIDE) == []
    await widget.led(turns[1:])
    await reachable(widget.button("打印"))
    assert await widget.page.evaluate(WIDE) == []
    await widget.press("显示与设置")
    await reachable(widget.button("删除我的记录"))
    assert await widget.page.evaluate(WIDE) == []


@pytest.mark.parametrize("name", NARROW)
async def test_large_and_narrow(arrive: Arrive, name: str) -> None:
    """The elder-friendly mode fits as well, and its targets are at least 44 pixels high."""
    widget = await (await arrive(**NARROW[name])).widget("/web/frame?large=true")
    await widget.write("永嘉2021初级几号截止")
    await reachable(widget.button("继续教育学时"))
    assert await widget.page.evaluate(WIDE) == []
    box = await widget.button("继续教育学时").bounding_box()
    assert box is not None
    assert box["height"] >= 44


@pytest.mark.parametrize("name", NARROW)
async def test_the_question_stays_in_sight(arrive: Arrive, name: str) -> None:
    """After an answer the field for the next question can be seen without scrolling."""
    widget = await (await arrive(**NARROW[name])).widget()
    await widget.write("永嘉2021初级几号截止")
    await expect(widget.said("已截止")).to_have_count(1)
    await expect(widget.question).to_be_in_viewport(ratio=0.9)
