"""The figures in a browser: at a desk, on a phone, in every look, without a day, with one day."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.async_api import Page, expect

from bot.roles import Role
from bot.store import Database
from tests.browser import axe
from tests.browser.console.conftest import DeskAt
from tests.browser.site import Gateway
from tests.integration.bot.console.turns import made, put

PLACE = "/console/figures"
TODAY = dt.date(2031, 5, 1)


@pytest.fixture
def turns(gateway: Gateway) -> None:
    """Half a year of them, today too."""
    database = Database(gateway.settings.bot_database_url or "")
    database.open()
    put(database, made(TODAY - dt.timedelta(days=180), TODAY, 20))
    put(database, [replace(one, day=TODAY) for one in made(TODAY - dt.timedelta(days=9), TODAY, 4)])
    database.close()


async def overflow(page: Page) -> int:
    """Pixels by which the page is wider than the window, or a picture wider than its place."""
    return int(
        await page.evaluate(
            "Math.max(document.documentElement.scrollWidth - innerWidth, ...[...document.querySelectorAll('.plot')]"
            ".map((one) => one.scrollWidth - one.clientWidth))"
        )
    )


@pytest.mark.usefixtures("turns")
async def test_another_span_by_keyboard(desk: DeskAt, tolerated: list[str]) -> None:
    """The wish stands in the address; the numbers behind a picture unfold."""
    page = await desk(Role.READER, PLACE)
    await expect(page.get_by_role("img", name="柱形图")).to_be_visible()
    await expect(page.locator(".drawing").first.locator("g")).to_have_count(30)
    await page.get_by_label("看多少天").select_option("7")
    await page.get_by_role("button", name="查看").press("Enter")
    await expect(page.locator(".drawing").first.locator("g")).to_have_count(7)
    assert "days=7" in page.url
    await page.get_by_text("看数字").first.press("Enter")
    await expect(page.locator(".drawing").first.get_by_role("row")).to_have_count(8)


@pytest.mark.usefixtures("turns")
async def test_bars_are_as_long_as_their_numbers(desk: DeskAt) -> None:
    """As they are seen: pixels of the columns against the cells of the table below."""
    page = await desk(Role.READER, f"{PLACE}?days=7")
    seen, told = await page.evaluate(
        """() => {
          const chart = document.querySelector(".drawing");
          const heights = [...chart.querySelectorAll("g")].map((one) => one.getBoundingClientRect().height);
          const cells = [...chart.querySelectorAll("tbody tr")].map((one) => Number(one.lastElementChild.textContent));
          return [heights, cells.reverse()];
        }"""
    )
    longest = max(told)
    assert longest > 0
    for height, count in zip(seen, told, strict=True):
        assert height / max(seen) == pytest.approx(count / longest, abs=0.02)


@pytest.mark.usefixtures("turns")
async def test_export(desk: DeskAt) -> None:
    """An editor takes the file along; its name says of which days it is."""
    page = await desk(Role.EDITOR, f"{PLACE}?days=7")
    async with page.expect_download() as coming:
        await page.get_by_role("button", name="导出 CSV").click()
    file = await coming.value
    assert file.suggested_filename == "figures-2031-04-25-2031-05-01.csv"
    assert Path(await file.path()).read_bytes().startswith("\ufeff统计项".encode())


@pytest.mark.usefixtures("turns")
@pytest.mark.parametrize("look", axe.LOOKS)
async def test_axe_finds_nothing(desk: DeskAt, look: str) -> None:
    """With the numbers unfolded, at a desk and on a phone; nothing is wider than its place."""
    page = await desk(Role.EDITOR, PLACE, **axe.LOOKS[look])
    for summary in await page.get_by_text("看数字").all():
        await summary.click()
    found = {"desk": await axe.faults(page, look)}
    await page.set_viewport_size({"width": 360, "height": 740})
    found["phone"] = await axe.faults(page, look)
    assert {state: faults for state, faults in found.items() if faults} == {}
    assert await overflow(page) <= 0


@pytest.mark.usefixtures("turns")
@pytest.mark.parametrize("days", [1, 90, 366])
async def test_spans_of_other_lengths_on_a_phone(desk: DeskAt, days: int) -> None:
    """A single bar is no wall, and a year fits in."""
    page = await desk(Role.READER, f"{PLACE}?days={days}", viewport={"width": 360, "height": 740})
    assert await overflow(page) <= 0
    width = await page.locator(".plot svg").first.evaluate("(one) => one.getBoundingClientRect().width")
    assert (width < 230) is (days == 1)
    assert await axe.faults(page, "light") == []


async def test_nothing_was_asked_yet(desk: DeskAt) -> None:
    """A console of the first day says so."""
    page = await desk(Role.READER, PLACE)
    await expect(page.get_by_text("这段时间没有人提问。")).to_be_visible()
    await expect(page.locator("main svg")).to_have_count(0)
    assert await axe.faults(page, "light") == []
