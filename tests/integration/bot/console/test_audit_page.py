"""The page of the audit log: newest first, filters, pages, CSV."""

from __future__ import annotations

import csv
import datetime as dt
import re

import pytest

from bot.console import keys
from bot.console.people import audit_log
from bot.console.phrases import PHRASES
from bot.console.spreadsheet import BOM, lines
from bot.roles import Role
from bot.store import Action, Actor
from tests.integration.bot.console.desks import Desk, Office, Time
from tests.integration.bot.console.parts import signed_in

PLACE = "/console/audit"


def write(desk: Desk, target: str, who: str = "wang", action: Action = Action.TAKE_OVER) -> None:
    """A line."""
    desk.app[keys.AUDIT].write(Actor(who, "203.0.113.0/24"), action, target)


async def targets(desk: Desk, query: str = "") -> list[str]:
    """The talks on a page, from top to bottom."""
    text = await (await desk.get(f"{PLACE}{query}")).text()
    return re.findall(r"<span>(talk-\d+)</span>", text)


async def exported(desk: Desk, **fields: str) -> tuple[str, list[list[str]]]:
    """The file as it came, and its lines without the heads."""
    reply = await desk.post(f"{PLACE}/export", await desk.token(PLACE), **fields)
    assert reply.status == 200
    assert reply.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert re.fullmatch(r'attachment; filename="audit-[0-9-]{10}\.csv"', reply.headers["Content-Disposition"])
    text = (await reply.read()).decode()
    return text, list(csv.reader(text.removeprefix(BOM).splitlines(keepends=True)))[1:]


async def test_the_newest_first(office: Office, time: Time) -> None:
    """When by the clock in Zhejiang, who, what in words, on what, from which network."""
    desk = await signed_in(office, Role.ADMIN)
    write(desk, "talk-1")
    time.pass_by(hours=9)
    write(desk, "talk-2")
    await desk.sign_in()
    text = await (await desk.get(PLACE)).text()
    assert text.index("talk-2") < text.index("talk-1")
    assert "2031-05-02 01:00:00" in text
    assert "took a conversation over" in text
    assert "203.0.113.0/24" in text


async def test_filters(office: Office, time: Time) -> None:
    """By who, by what was done, by days in Zhejiang, both ends within; and all at once."""
    desk = await signed_in(office, Role.ADMIN)
    start = time.now  # 1 May, 16:00 in Zhejiang
    for number, hours in enumerate((0, 7.99, 8, 31.99, 32)):
        time.now = start + dt.timedelta(hours=hours)
        action = Action.TAKE_OVER if number % 2 else Action.HAND_BACK
        write(desk, f"talk-{number}", "wang" if number < 3 else "li.na", action)
    time.now = start
    assert await targets(desk) == ["talk-4", "talk-3", "talk-2", "talk-1", "talk-0"]
    assert await targets(desk, "?who=Wang") == ["talk-2", "talk-1", "talk-0"]
    assert await targets(desk, "?action=take-over") == ["talk-3", "talk-1"]
    assert await targets(desk, "?from=2031-05-02&to=2031-05-02") == ["talk-3", "talk-2"]
    assert await targets(desk, "?to=2031-05-01") == ["talk-1", "talk-0"]
    assert await targets(desk, "?from=2031-05-03") == ["talk-4"]
    assert await targets(desk, "?who=wang&action=take-over&from=2031-05-01") == ["talk-1"]
    assert "No line fits" in await (await desk.get(f"{PLACE}?who=nobody")).text()


@pytest.mark.parametrize(
    "query", ["from=yesterday", "to=2031-02-30", "from=0001-01-01", "to=9999-12-31", "action=x"]
)
async def test_filters_that_cannot_be_used(office: Office, query: str) -> None:
    """422, the page says so and shows no lines as if they were all."""
    desk = await signed_in(office, Role.ADMIN)
    write(desk, "talk-1")
    reply = await desk.get(f"{PLACE}?{query}")
    text = await reply.text()
    assert reply.status == 422
    assert "cannot be used" in text
    assert "talk-1" not in text
    name, _, value = query.partition("=")
    sent = await desk.post(f"{PLACE}/export", await desk.token(PLACE), None, **{name: value})
    assert sent.status == 303
    assert (await desk.get(sent.headers["Location"])).status == 422


async def test_pages_hold_still_while_lines_are_added(office: Office) -> None:
    """Going on from a line, nothing is shown twice and nothing left out; filters are kept on the way."""
    desk = await signed_in(office, Role.ADMIN)
    for number in range(audit_log.ON_A_PAGE * 2 + 3):
        write(desk, f"talk-{number}")
    write(desk, "talk-999", "li.na")
    seen, path = [], f"{PLACE}?who=wang"
    while True:
        text = await (await desk.get(path)).text()
        seen += [int(one) for one in re.findall(r"<span>talk-(\d+)</span>", text)]
        write(desk, "talk-1000")  # at the top, while somebody reads on
        older = re.search(r'rel="next" href="([^"]+)"', text)
        if older is None:
            break
        assert len(re.findall(r"<span>talk-", text)) == audit_log.ON_A_PAGE
        path = older[1].replace("&amp;", "&")
    assert seen == list(reversed(range(audit_log.ON_A_PAGE * 2 + 3)))
    assert "Back to the newest" in text


@pytest.mark.parametrize("before", ["x", "-1", "9" * 30, "１２"])
async def test_a_page_that_is_none_is_the_first(office: Office, before: str) -> None:
    """Whatever the address says."""
    desk = await signed_in(office, Role.ADMIN)
    write(desk, "talk-1")
    assert await targets(desk, f"?before={before}") == ["talk-1"]


async def test_export(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    """All lines that fit, over more than one reading; the export is the first of them."""
    monkeypatch.setattr(audit_log, "AT_ONCE", 4)
    desk = await signed_in(office, Role.ADMIN)
    for number in range(10):
        write(desk, f"talk-{number}")
    text, rows = await exported(desk)
    assert text.startswith(BOM)
    assert [row[5] for row in rows] == [
        "audit",
        *(f"talk-{n}" for n in reversed(range(10))),
        "li.na",
        "li.na",
    ]
    assert rows[0][3:5] == ["export", "exported"]
    assert rows[1][1:7] == [
        "2031-05-01 16:00:00",
        "wang",
        "take-over",
        "took a conversation over",
        "talk-9",
        "203.0.113.0/24",
    ]
    _, rows = await exported(desk, who="wang", to="2031-05-01")
    assert len(rows) == 10
    entry = desk.audit()[-1]
    assert (entry.who, entry.action, entry.target, dict(entry.detail)) == (
        "li.na",
        "export",
        "audit",
        {"only_who": "wang", "only_to": "2031-05-01"},
    )


async def test_export_needs_the_token(office: Office) -> None:
    """It is written down, so another site must not be able to start it."""
    desk = await signed_in(office, Role.ADMIN)
    assert (await desk.post(f"{PLACE}/export", None)).status == 403
    assert "export" not in [action for _, action in desk.actions()]


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", " =1", "＝1", "＠x", "\r=1"])
def test_no_cell_is_a_formula(text: str) -> None:
    """What begins like one has an apostrophe before it; the rest is as it was."""
    (row,) = csv.reader(lines([[text, "a=1", -5, None, '说"好"，\n好']]).splitlines(keepends=True))
    assert row == [f"'{text}", "a=1", "-5", "", '说"好"，\n好']


async def test_what_was_written_is_shown_as_text(office: Office) -> None:
    """Whatever stands in a line."""
    desk = await signed_in(office, Role.ADMIN)
    write(desk, "<script>alert(1)</script>")
    text = await (await desk.get(PLACE)).text()
    assert "&lt;script&gt;alert" in text
    assert "<script>alert" not in text


@pytest.mark.parametrize("lang", PHRASES)
def test_every_action_has_a_name(lang: str) -> None:
    """In words, in both languages."""
    assert [one for one in Action if f"people_action_{one.value}" not in PHRASES[lang]] == []
