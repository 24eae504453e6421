"""The widget in front of the really started processes."""

from __future__ import annotations

import pytest
from playwright.async_api import Browser, expect

from tests.browser.rasa import recorded
from tests.browser.visitor import Visitor

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def test_a_self_check_from_start_to_result(assistant: str, browser: Browser) -> None:
    """Word for word as it is recorded for the browser tests; where this fails, it is time to record again."""
    visitor = await Visitor.arrive(browser, assistant)
    turns = recorded("eligible")
    widget = await visitor.widget()
    await widget.led(turns, within=30_000)
    await expect(widget.said("符合条件")).to_be_visible()
    await widget.log.get_by_text("已满足 · 10").click()
    for reason in turns[-1][1][0]["custom"]["self_check"]["reasons"]:
        await expect(widget.said(reason["condition"])).to_be_visible()
    assert visitor.faults == []
    await visitor.context.close()
