"""The entrance as people meet it: signing in, waiting after failures, forged forms, roles, the audit log."""

from __future__ import annotations

import re
from typing import Any

import pytest
from playwright.async_api import Page, expect

from bot.roles import Role
from tests.browser.axe import LOOKS, faults
from tests.browser.console.conftest import DeskAt
from tests.browser.site import Gateway
from tests.browser.visitor import Visitor

Arrive = Any
WRONG = "账号或密码不正确"


async def failed(page: Page, name: str, times: int = 1) -> None:
    """Somebody tries passwords."""
    for _ in range(times):
        await page.get_by_label("账号").fill(name)
        await page.get_by_label("密码").fill("not my password")
        await page.get_by_role("button", name="登录").click()
        await expect(page.get_by_role("alert")).to_be_visible()


async def test_led_to_sign_in_and_back(desk: DeskAt, arrive: Arrive) -> None:
    """Who is not signed in sees the form, and afterwards the page that they had asked for, by keyboard alone."""
    await desk(Role.READER)  # makes the account
    visitor: Visitor = await arrive()
    page = await visitor.page("/console/compare?on=2031-05-01")
    await expect(page).to_have_title("登录 · 热线工作台")
    await page.get_by_label("账号").focus()
    await page.keyboard.type("reader")
    await page.keyboard.press("Tab")
    await page.keyboard.type("correct horse battery")
    await page.keyboard.press("Enter")
    await expect(page).to_have_url(re.compile(r"/console/compare\?on=2031-05-01$"))


async def test_failures_are_throttled(desk: DeskAt, arrive: Arrive, tolerated: list[str]) -> None:
    """After some wrong passwords the form says how long to wait, and the audit log holds the failures."""
    tolerated.extend(("401", "429"))
    admin = await desk(Role.ADMIN, "/console/audit")
    visitor: Visitor = await arrive()
    page = await visitor.page("/console/sign-in")
    await failed(page, "admin")
    await expect(page.get_by_role("alert")).to_contain_text(WRONG)
    await failed(page, "admin", 5)
    await expect(page.get_by_role("alert")).to_contain_text("尝试次数过多")
    visitor.console[:] = [one for one in visitor.console if "401" not in one and "429" not in one]
    await admin.reload()
    await expect(admin.get_by_role("main")).to_contain_text("登录失败")


async def test_a_forged_form_is_refused(desk: DeskAt, tolerated: list[str]) -> None:
    """A form without the page's token changes nothing, and says why."""
    tolerated.append("403")
    page = await desk(Role.EDITOR, "/console")
    await page.evaluate(
        """() => {
            const form = document.querySelector('form[action="/console/sign-out"]');
            form.querySelector('[name="csrf"]').value = "0".repeat(64);
            form.submit();
        }"""
    )
    await expect(page.get_by_role("alert")).to_contain_text("没有执行")
    await page.goto(page.url.replace("/sign-out", ""))
    await expect(page.get_by_role("searchbox")).to_be_visible()


@pytest.mark.parametrize(
    ("role", "path"),
    [
        (Role.READER, "/console/talks"),
        (Role.READER, "/console/gaps/wrong?fact=yi-junior-2030/fee"),
        (Role.AGENT, "/console/audit"),
        (Role.EDITOR, "/console/accounts"),
    ],
)
async def test_roles_end_where_they_end(desk: DeskAt, tolerated: list[str], role: Role, path: str) -> None:
    """Another role's page is 403, in words, with a way back; the navigation never led there."""
    tolerated.append("403")
    page = await desk(role, "/console")
    assert await page.locator(f'nav.sections a[href="{path}"]').count() == 0
    reply = await page.goto(page.url.partition("/console")[0] + path)
    assert reply is not None
    assert reply.status == 403
    await expect(page.get_by_role("alert")).to_contain_text("您的角色不能进行这项操作")
    await expect(page.get_by_role("link", name="回到工作台")).to_be_visible()


@pytest.mark.parametrize("look", LOOKS)
async def test_axe_finds_nothing(arrive: Arrive, gateway: Gateway, look: str) -> None:
    """On the form, and on the form that says no."""
    visitor: Visitor = await arrive(**LOOKS[look])
    page = await visitor.page("/console/sign-in")
    assert await faults(page, look) == []
    await failed(page, "nobody")
    assert await faults(page, look) == []
    assert gateway.url in page.url
