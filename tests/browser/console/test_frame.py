"""What every page of the console has around it."""

from __future__ import annotations

import pytest
from playwright.async_api import expect

from bot.roles import Role
from tests.browser.console.conftest import DeskAt


@pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])
async def test_the_header_says_who_is_signed_in_and_leads_out(desk: DeskAt, script: bool) -> None:
    """Name, role and both ways out, also without script; after «退出» the form is back."""
    page = await desk(Role.AGENT, java_script_enabled=script)
    await page.get_by_role("banner").get_by_text("agent · 接线员").click()
    await expect(page.get_by_role("button", name="退出所有设备")).to_be_visible()
    await page.get_by_role("button", name="退出", exact=True).click()
    await expect(page.get_by_role("heading", name="登录")).to_be_visible()
