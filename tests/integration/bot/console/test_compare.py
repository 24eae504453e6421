"""`/console/compare` and `/console/directory`, without a script."""

from __future__ import annotations

import html
import re
from pathlib import Path

import pytest

from bot.roles import Role
from tests.integration.bot.console.desks import Desk, Office
from tests.integration.bot.console.parts import signed_in

YI, JIA = "yi-junior-2030", "jia-middle-2031"
BOTH = f"/console/compare?notice={YI}&notice={JIA}"
CHINESE = {"Accept-Language": "zh-CN"}


@pytest.fixture
def url(tmp_path: Path) -> str:
    """What is promised here does not lie in the database: one of them will do."""
    return f"sqlite:///{tmp_path / 'bot.sqlite'}"


async def _seen(desk: Desk, path: str, status: int = 200) -> str:
    """A page in Chinese, as it is written."""
    reply = await desk.get(path, CHINESE)
    text = await reply.text()
    assert reply.status == status, text
    return text


def _plain(page: str) -> str:
    """What a page says, without its tags."""
    return html.unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page)))


def _facts(page: str) -> list[str]:
    return re.findall(r'data-fact="([^"]+)"', page)


async def test_only_staff_compare(office: Office) -> None:
    """Who is not signed in is led to the form and comes back."""
    desk = await office.desk()
    for path in (BOTH, "/console/directory"):
        reply = await desk.get(path)
        assert reply.status == 303
        assert reply.headers["Location"].startswith("/console/sign-in?next=")


@pytest.mark.parametrize(
    "query", ["", f"?notice={YI}", f"?notice={YI}&notice={YI}", f"{BOTH[16:]}&choose=yes"]
)
async def test_with_too_few_notices_one_chooses(office: Office, query: str) -> None:
    """Every notice is listed by what people call it; what was chosen stays ticked."""
    desk = await signed_in(office, Role.READER)
    page = await _seen(desk, f"/console/compare{query}")
    assert "2030年乙县初级" in page
    assert "2031年甲市中级" in page
    assert page.count(" checked") == len({one for one in (YI, JIA) if one in query})


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("乙县初级", [YI]),
        ("乙人2030", [YI]),
        ("甲城", [JIA]),
        ("2031 工程师", [JIA]),
        ("intermediate", [JIA]),
        ("丁", []),
    ],
)
async def test_notices_are_found_as_people_say_them(office: Office, typed: str, found: list[str]) -> None:
    """Place, year, title, number, a nickname; with something in between; without a script."""
    desk = await signed_in(office, Role.READER)
    page = await _seen(desk, f"/console/compare?choose=yes&find={typed}")
    assert re.findall(r'name="notice" value="([^"]+)"', page) == found
    assert ('id="none" hidden' in page) is bool(found)


@pytest.mark.parametrize(
    ("query", "says"),
    [
        (f"notice={YI}&notice=none", "没有收录"),
        (f"notice={YI}&notice={JIA}&on=soon", "日期写得不对"),
    ],
)
async def test_what_cannot_be_compared(office: Office, query: str, says: str) -> None:
    """Says why, and lets choose again."""
    desk = await signed_in(office, Role.READER)
    page = await _seen(desk, f"/console/compare?{query}", 422)
    assert says in page
    assert 'name="notice"' in page


async def test_two_notices_beside_each_other(office: Office) -> None:
    """Each entry in one cell, each cell with its citation, what differs marked, what is missing said."""
    desk = await signed_in(office, Role.READER)
    page = await _seen(desk, BOTH)
    facts = _facts(page)
    assert len(facts) == len(set(facts))
    assert {f"{YI}/window", f"{JIA}/window", f"{YI}/fee", f"{JIA}/yi", f"{YI}/rules/helper-high"} <= set(
        facts
    )
    assert page.count("<cite") == len(facts)
    row = next(part for part in page.split('<tr role="row"') if f"{YI}/window" in part)
    assert f"{JIA}/window" in row
    assert "数字不同" in row
    assert "<mark>2030年3月1日至2030年3月31日</mark>" in row
    fee = next(part for part in page.split('<tr role="row"') if f"{YI}/fee" in part)
    assert "该通知没有写" in fee
    assert "乙人〔2030〕7号 · 三" in _plain(fee)


async def test_the_order_is_the_one_asked_for(office: Office) -> None:
    """The first notice named stands first."""
    desk = await signed_in(office, Role.READER)
    page = await _seen(desk, f"/console/compare?notice={JIA}&notice={YI}")
    heads = re.findall(r'<th role="columnheader" scope="col">([^<]+)</th>', page)
    assert heads[:2] == ["2031年甲市中级", "2030年乙县初级"]


async def test_whether_a_notice_held_on_a_day(office: Office) -> None:
    """Open on one day, closed on another, not issued yet on a third; the day stays in the links."""
    desk = await signed_in(office, Role.READER)
    assert "还有" in _plain(await _seen(desk, f"{BOTH}&on=2030-03-10"))
    assert "已于2030年3月31日截止" in _plain(await _seen(desk, f"{BOTH}&on=2030-05-01"))
    page = await _seen(desk, f"{BOTH}&on=2029-05-01")
    assert "这一天还没有发布" in page
    assert f"notice={YI}&amp;notice={JIA}&amp;on=2029-05-01&amp;choose=yes" in page


async def test_only_differences_without_a_script(office: Office) -> None:
    """The switch is in the address, and the page comes with it."""
    desk = await signed_in(office, Role.READER)
    assert 'columns-2"' in await _seen(desk, BOTH)
    page = await _seen(desk, f"{BOTH}&only=yes")
    assert 'columns-2 only"' in page
    assert re.search(r'name="only" value="yes" checked', page)


async def test_a_comparison_in_english(office: Office) -> None:
    """Labels, facts and the page itself."""
    desk = await signed_in(office, Role.READER)
    text = _plain(await (await desk.get(BOTH)).text())
    for words in (
        "Compare notices",
        "2030 Yi junior review",
        "Review fee",
        "The notice does not say",
        "other figures",
    ):
        assert words in text


@pytest.mark.parametrize("place", ["乙县", "乙地", "yi"])
async def test_the_phones_of_a_place_and_of_those_it_lies_in(office: Office, place: str) -> None:
    """By any of its names: its own desks, to be dialled, with citation and notice; not those of its neighbour."""
    desk = await signed_in(office, Role.READER)
    page = await _seen(desk, f"/console/directory?place={place}")
    assert '<a href="tel:11112222">11112222</a>' in page
    assert '<a href="tel:33334444">33334444</a>' in page
    assert "55556666" not in page
    text = _plain(page)
    assert "2031年甲市中级 附件4/1" in text
    assert "乙人〔2030〕7号 · 四" in text


async def test_a_place_without_phones_of_its_own(office: Office) -> None:
    """That is said, and the places inside it are named."""
    desk = await signed_in(office, Role.READER)
    text = _plain(await _seen(desk, "/console/directory?place=甲市"))
    assert "通知没有列出甲市的电话" in text
    assert "甲市下面的地方 乙县 2 个电话 丙县 1 个电话" in text


@pytest.mark.parametrize(
    ("asked", "phones"),
    [
        ("", ["33334444", "11112222", "55556666"]),
        ("职称科", ["33334444", "55556666"]),
        ("5555 6666", ["55556666"]),
        ("一路", ["33334444"]),
        ("火星", []),
    ],
)
async def test_offices_are_found_by_words(office: Office, asked: str, phones: list[str]) -> None:
    """Of a name, a phone, an address; the newest notices first; all places where nothing is asked."""
    desk = await signed_in(office, Role.READER)
    page = await _seen(desk, f"/console/directory?place={asked}")
    assert re.findall(r'href="tel:(\d+)"', page) == phones
    assert ("没有查到。换个说法，或者看全部地方。</p>" in page) is not bool(phones)
