"""Looking things up with one hand on the keyboard."""

from __future__ import annotations

import asyncio
from typing import Final
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.async_api import Locator, Page, Route, expect

from bot.roles import Role
from tests.browser import axe
from tests.browser.console.conftest import DeskAt
from tests.browser.site import Gateway

FEE: Final = "评审费每人90元。"
CITED: Final = "乙人〔2030〕7号 · 三"
CLIPBOARD: Final = ["clipboard-read", "clipboard-write"]


def results(page: Page) -> Locator:
    """What was found, in order."""
    return page.get_by_role("region", name="结果").locator("li.result")


def asked(page: Page) -> dict[str, list[str]]:
    """What the address says."""
    return parse_qs(urlsplit(page.url).query)


def box(page: Page, name: str) -> Locator:
    """The box of a filter, by what stands beside it."""
    label = page.locator(".facets label").filter(has=page.get_by_text(name, exact=True))
    return label.get_by_role("checkbox")


async def clipboard(page: Page) -> str:
    """What was copied."""
    return str(await page.evaluate("navigator.clipboard.readText()"))


async def test_from_a_key_to_a_copied_citation(desk: DeskAt) -> None:
    """`/`, initials, ↓, Enter, `c`: the sentence with its source is on the clipboard, and a screen reader hears so."""
    page = await desk(permissions=CLIPBOARD)
    await page.locator("h1").click(force=True)
    await page.keyboard.press("/")
    await expect(page.locator("#q")).to_be_focused()
    await page.keyboard.type("psf")
    await expect(results(page).first).to_contain_text(FEE)
    await expect(page.locator("#q")).to_be_focused()
    await page.keyboard.press("ArrowDown")
    await page.keyboard.press("Enter")
    await expect(results(page).first.locator(".value")).to_have_text("90元")
    await expect(results(page).first.locator(".body")).to_be_visible()
    await page.keyboard.press("c")
    await expect(page.get_by_role("status").filter(has_text="已复制文字")).to_be_visible()
    assert await clipboard(page) == f"{FEE}\n——{CITED}\n网上申报已于2030年3月31日截止。"


async def test_a_message_for_the_caller(desk: DeskAt) -> None:
    """`m` copies a whole polite message: greeting, answer, source, and whom to ask."""
    page = await desk(path="/console?q=评审费", permissions=CLIPBOARD)
    await page.locator("#q").press("ArrowDown")
    await page.keyboard.press("m")
    await expect(page.get_by_role("status").filter(has_text="给来电人")).to_be_visible()
    message = await clipboard(page)
    assert message.startswith("您好！")
    assert all(part in message for part in (FEE, CITED, "11112222"))


async def test_copied_where_the_clipboard_is_closed(desk: DeskAt) -> None:
    """Without TLS browsers have no clipboard for scripts; the old way works, and the focus stays."""
    page = await desk(permissions=CLIPBOARD)
    await page.evaluate("() => { navigator.clipboard.writeText = () => Promise.reject(new Error('closed')) }")
    await page.locator("#q").fill("psf")
    await page.locator("#q").press("Enter")
    await expect(results(page).first.locator("summary").first).to_be_focused()
    await page.keyboard.press("c")
    await expect(page.get_by_role("status").filter(has_text="已复制文字")).to_be_visible()
    assert FEE in await clipboard(page)
    await expect(results(page).first.locator("summary").first).to_be_focused()


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("psf", FEE),
        ("pingshenfei", FEE),
        ("pingshenfie", FEE),
        ("评申费", FEE),
        ("7号", "乙人〔2030〕7号"),
        ("4444", "33334444"),
        ("bingxian dianhua", "55556666"),
        ("乙县电话", "33334444"),
    ],
    ids=["initials", "pinyin", "slip", "homophone", "number", "phone", "place-pinyin", "place"],
)
async def test_typed_as_it_comes(desk: DeskAt, typed: str, says: str) -> None:
    """What staff would type comes first among the results, without a key to send it."""
    page = await desk()
    await page.locator("#q").press_sequentially(typed)
    await expect(results(page).first).to_contain_text(says)


async def test_filters_at_once_and_several(desk: DeskAt) -> None:
    """A click narrows; a second value of the same filter widens; a key clears all."""
    page = await desk()
    await page.locator("#q").fill("电话")
    await expect(results(page)).to_have_count(4)
    await box(page, "丙县").check()
    await expect(results(page)).to_have_count(1)
    assert asked(page) == {"q": ["电话"], "place": ["丙县"]}
    await box(page, "乙县").check()
    await expect(results(page)).to_have_count(4)
    await box(page, "2030年乙县初级").check()
    await expect(results(page).first).to_contain_text("11112222")
    assert asked(page) == {"q": ["电话"], "notice": ["yi-junior-2030"], "place": ["乙县", "丙县"]}
    await page.keyboard.press("x")
    await expect(results(page)).to_have_count(4)
    await expect(page.locator(".facets :checked")).to_have_count(0)
    assert asked(page) == {"q": ["电话"]}


async def test_filters_by_keyboard(desk: DeskAt) -> None:
    """`f`, arrows, space; the focus stays on the box though the list was made anew; Esc leads back to the field."""
    page = await desk(path="/console?q=电话")
    await page.locator("#q").press("ArrowDown")
    await page.keyboard.press("f")
    await page.keyboard.press("ArrowDown")
    await page.keyboard.press("Space")
    await expect(page.locator(".chips")).to_be_visible()
    await expect(page.locator(".facets :checked")).to_be_focused()
    await page.keyboard.press("Escape")
    await expect(page.locator("#q")).to_be_focused()


async def test_a_chosen_value_is_taken_away_by_one_click(desk: DeskAt) -> None:
    """The other choices stay."""
    page = await desk(path="/console?q=电话&place=乙县&year=2031")
    await page.get_by_role("link", name="去掉“乙县”").click()
    await expect(page.get_by_role("link", name="去掉“乙县”")).to_have_count(0)
    assert asked(page) == {"q": ["电话"], "year": ["2031"]}


async def test_as_of_a_day(desk: DeskAt) -> None:
    """The round of 2030 is open in March 2030, and copied words name the day; that of 2031 did not exist."""
    page = await desk(path="/console?q=网上申报", permissions=CLIPBOARD)
    await expect(results(page).filter(has_text="2030年3月1日至")).to_contain_text("已截止")
    await page.locator("#on").fill("2030-03-10")
    await expect(results(page).filter(has_text="2030年3月1日至")).to_contain_text("受理中")
    await expect(page.locator(".past")).to_contain_text("2031年甲市中级")
    await expect(results(page).filter(has_text="2031")).to_have_count(0)
    assert asked(page)["on"] == ["2030-03-10"]
    await page.locator("#q").press("Enter")
    await expect(results(page).first.locator("summary").first).to_be_focused()
    await page.keyboard.press("c")
    await expect(page.get_by_role("status").filter(has_text="已复制文字")).to_be_visible()
    assert (await clipboard(page)).startswith("以下是2030年3月10日当天的情况：")
    await page.get_by_role("link", name="回到今天").click()
    await expect(page.locator(".past")).to_have_count(0)


async def test_help_names_every_key(desk: DeskAt) -> None:
    """`?` opens it, no key of the page acts behind it, Esc closes it and leads back."""
    page = await desk(path="/console?q=评审费")
    await page.locator("#q").press("ArrowDown")
    await page.keyboard.press("?")
    dialog = page.get_by_role("dialog", name="用键盘查询")
    await expect(dialog).to_be_visible()
    assert await dialog.locator("th kbd").all_inner_texts() == [
        "/",
        "↑ 上",
        "↓ 下",
        "Enter",
        *"cmfx",
        "Esc",
        "?",
    ]
    await page.keyboard.press("c")
    await expect(page.get_by_role("status").filter(has_text="已复制")).to_have_count(0)
    await page.keyboard.press("Escape")
    await expect(dialog).to_be_hidden()
    await expect(results(page).first.locator("summary").first).to_be_focused()


async def test_typed_before_the_script_came(desk: DeskAt) -> None:
    """Nothing that somebody typed while the page was loading is lost."""
    page = await desk()
    held = asyncio.Event()

    async def late(route: Route) -> None:
        await held.wait()
        await route.continue_()

    await page.route("**/lookup/page.js", late)
    await page.reload(wait_until="commit")
    await page.locator("#q").fill("评审费")
    held.set()
    await expect(results(page).first).to_contain_text(FEE)


async def test_keys_are_letters_while_somebody_types(desk: DeskAt) -> None:
    """In the field `c`, `m`, `f`, `x`, `?` and `/` are typed."""
    page = await desk()
    await page.locator("#q").press_sequentially("c/mfx?")
    await expect(page.locator("#q")).to_have_value("c/mfx?")
    await expect(page.get_by_role("dialog")).to_be_hidden()


async def test_an_older_answer_never_follows_a_newer(desk: DeskAt) -> None:
    """The answer to the first letters is held back until the answer to all is there: it is thrown away."""
    page = await desk()
    reached, held = asyncio.Event(), asyncio.Event()

    async def late(route: Route) -> None:
        if parse_qs(urlsplit(route.request.url).query)["q"] == ["社保"]:
            reached.set()
            await held.wait()
        await route.continue_()

    await page.route("**/console/lookup?*", late)
    await page.locator("#q").fill("社保")
    await asyncio.wait_for(reached.wait(), 60)
    await page.locator("#q").fill("评审费")
    await expect(results(page).first).to_contain_text(FEE)
    held.set()
    await page.wait_for_timeout(500)
    await expect(results(page).first).to_contain_text(FEE)
    assert asked(page) == {"q": ["评审费"]}


async def test_enter_waits_for_the_answer_to_what_was_typed(desk: DeskAt) -> None:
    """Typed fast and sent at once: what opens is the first result of the whole word, not of its beginning."""
    page = await desk(path="/console?q=社保")

    async def slow(route: Route) -> None:
        await asyncio.sleep(0.4)
        await route.continue_()

    await page.route("**/console/lookup?*", slow)
    await page.locator("#q").fill("评审费")
    await page.locator("#q").press("Enter")
    await expect(page.locator(".result > details[open]")).to_contain_text(FEE)


async def test_a_link_shows_the_same(desk: DeskAt) -> None:
    """To a colleague, in a browser of their own: words, filters and day."""
    page = await desk()
    await page.locator("#q").fill("电话")
    await box(page, "丙县").check()
    await page.locator("#on").fill("2031-01-09")
    await expect(page.locator(".past")).to_be_visible()
    await expect(results(page)).to_have_count(1)
    path = page.url.removeprefix(page.url.partition("/console")[0])
    other = await desk(Role.AGENT, path)
    await expect(results(other)).to_have_count(1)
    await expect(other.locator("#q")).to_have_value("电话")
    await expect(other.locator("#on")).to_have_value("2031-01-09")
    await expect(box(other, "丙县")).to_be_checked()


async def test_the_service_comes_back(desk: DeskAt, gateway: Gateway, tolerated: list[str]) -> None:
    """While it is away the page says so and keeps what it shows; the answer comes by itself afterwards."""
    tolerated.append("ERR_CONNECTION_REFUSED")
    page = await desk(path="/console?q=社保")
    await gateway.stop()
    await page.locator("#q").fill("评审费")
    await expect(page.get_by_role("status").filter(has_text="暂时查不了")).to_be_visible()
    await expect(results(page).first).to_contain_text("社保")
    await gateway.start()
    await expect(results(page).first).to_contain_text(FEE, timeout=30_000)
    await expect(page.get_by_role("status").filter(has_text="暂时查不了")).to_have_count(0)


async def test_signed_out_meanwhile(desk: DeskAt) -> None:
    """Typing leads to the form, and from there back to the same question."""
    page = await desk()
    await page.context.clear_cookies()
    await page.locator("#q").fill("评审费")
    await expect(page.get_by_role("heading", name="登录")).to_be_visible()
    assert parse_qs(urlsplit(page.url).query)["next"][0].startswith("/console?q=")


async def test_without_script(desk: DeskAt) -> None:
    """A plain form: words, filters and day are sent together; cards unfold, and the words to pass on can be read."""
    page = await desk(java_script_enabled=False)
    await page.locator("#q").fill("dianhua")
    await box(page, "丙县").check()
    await page.get_by_role("button", name="查找").click()
    await expect(results(page)).to_have_count(1)
    await results(page).first.locator("summary").first.click()
    await results(page).first.get_by_text("将复制的内容").click()
    await expect(results(page).first.get_by_text("您好！")).to_be_visible()
    await expect(page.get_by_role("button", name="复制文字")).to_have_count(0)


async def test_narrow(desk: DeskAt) -> None:
    """390 CSS pixels need no scrolling to the side; filters are folded away, and unfold."""
    page = await desk(path="/console?q=电话", viewport={"width": 390, "height": 844})
    await results(page).first.locator("summary").first.click()
    assert await page.evaluate("document.documentElement.scrollWidth") <= 390
    await expect(box(page, "丙县")).to_be_hidden()
    await page.get_by_text("筛选", exact=True).click()
    await box(page, "丙县").check()
    await expect(results(page)).to_have_count(1)
    await expect(box(page, "丙县")).to_be_visible()


@pytest.mark.parametrize("look", axe.LOOKS)
async def test_axe_finds_nothing(desk: DeskAt, look: str) -> None:
    """At the beginning, with an open card of another day, with filters, in the help and where nothing is found."""
    page = await desk(**axe.LOOKS[look])
    assert await axe.faults(page, look) == []
    await page.goto(page.url.partition("?")[0] + "?q=电话&on=2030-03-10&place=乙县")
    await results(page).first.locator("summary").first.click()
    await results(page).first.get_by_text("将复制的内容").click()
    assert await axe.faults(page, look) == []
    await page.locator(".me summary").click()
    assert await axe.faults(page, look, ".console > header") == []
    await page.locator(".me summary").click()
    await page.get_by_role("button", name="按键").click()
    assert await axe.faults(page, look, "#help") == []
    await page.goto(page.url.partition("?")[0] + "?q=qqqq")
    assert await axe.faults(page, look) == []
