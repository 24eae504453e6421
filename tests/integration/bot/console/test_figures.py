"""The figures: counted as one would count by hand, shown beside those of before, as page and as file."""

from __future__ import annotations

import csv
import datetime as dt
import math
import re
import sqlite3
from collections import Counter
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event

from bot import keys as gateway
from bot.console.figures.axis import top_of
from bot.console.figures.bars import bars
from bot.console.figures.line import lines
from bot.console.figures.outcome import Outcome, Summary, outcome_of
from bot.console.figures.span import BadSpan, Span
from bot.console.figures.stack import stack
from bot.console.figures.tiles import duration
from bot.console.phrases import PHRASES
from bot.console.spreadsheet import BOM
from bot.roles import Role
from bot.store import Database, Times, Turn, TurnFigures
from policies_kb.model.status import Status
from tests.integration.bot.console.desks import Desk, Office
from tests.integration.bot.console.parts import signed_in
from tests.integration.bot.console.turns import made, put

PLACE = "/console/figures"
TODAY = dt.date(2031, 5, 1)
ONE = dt.timedelta(days=1)


def by_hand(turns: list[Turn], percent: int) -> int | None:
    """The nearest rank, as it is defined."""
    times = sorted(turn.ms for turn in turns)
    return times[math.ceil(len(times) * percent / 100) - 1] if times else None


def tally(turns: list[Turn], *fields: str) -> dict[Any, int]:
    """How many there are of each combination."""
    return dict(Counter(tuple(getattr(turn, field) for field in fields) for turn in turns))


async def shown(desk: Desk, query: str = "") -> str:
    """The page."""
    reply = await desk.get(f"{PLACE}{query}")
    assert reply.status == 200
    return await reply.text()


def tables(text: str) -> list[list[list[str]]]:
    """Each table of a page: its rows, their cells as one reads them."""
    return [
        [
            [
                re.sub(r"<[^>]+>", "", cell).strip()
                for cell in re.findall(r"<t[hd].*?</t[hd]>", row, re.DOTALL)
            ]
            for row in re.findall(r"<tr>.*?</tr>", table, re.DOTALL)
        ]
        for table in re.findall(r"<table.*?</table>", text, re.DOTALL)
    ]


@pytest.mark.parametrize("days", [1, 7, 30, 90])
def test_counted_as_by_hand(database_of: Database, days: int) -> None:
    """By day, channel, topic, notice, verdict and time; what lies beside the span is not counted."""
    turns = made(TODAY - 200 * ONE, TODAY + 5 * ONE, 6, seed=days)
    put(database_of, turns)
    span = Span(TODAY - (days - 1) * ONE, TODAY)
    stretches = span.stretches()
    mine = [turn for turn in turns if span.first <= turn.day <= span.last]
    counted = TurnFigures(database_of).counted(span.first, span.last, [one.last for one in stretches])
    assert counted.turns == len(mine)
    assert counted.days == tally(mine, "day", "status")
    assert counted.channels == tally(mine, "channel", "status")
    assert counted.topics == tally(mine, "topic", "status")
    assert counted.notices == tally(mine, "notice", "status")
    assert counted.verdicts == Counter(turn.verdict for turn in mine if turn.verdict)
    assert counted.degraded == sum(turn.degraded for turn in mine)
    assert counted.times == Times(by_hand(mine, 50), by_hand(mine, 95))
    parts = [[turn for turn in mine if one.first <= turn.day <= one.last] for one in stretches]
    assert counted.spells == tuple(Times(by_hand(part, 50), by_hand(part, 95)) for part in parts)


@pytest.mark.parametrize("count", [1, 2, 3, 19, 20, 21, 100])
def test_percentiles_are_times_that_were_measured(database_of: Database, count: int) -> None:
    """The nearest rank, also of few: never between two."""
    pattern = made(TODAY - 9 * ONE, TODAY)[0]
    pattern = replace(pattern, day=TODAY)
    turns = [replace(pattern, ms=(n * 37) % 101 * 10) for n in range(count)]
    put(database_of, turns)
    counted = TurnFigures(database_of).counted(TODAY, TODAY)
    assert counted.times == Times(by_hand(turns, 50), by_hand(turns, 95))


def test_no_row_is_read_to_be_counted(tmp_path: Path) -> None:
    """All that is asked of a span of days stands in one index, and is asked in few statements."""
    database = Database(f"sqlite:///{tmp_path / 'bot.sqlite'}")
    database.open()
    asked: list[tuple[str, Any]] = []
    with database.transaction() as session:
        engine = session.get_bind().engine

    def note(_connection: object, _cursor: object, statement: str, parameters: Any, *_more: object) -> None:
        asked.append((statement, parameters))

    event.listen(engine, "before_cursor_execute", note)
    TurnFigures(database).counted(TODAY - 364 * ONE, TODAY, [TODAY - 7 * ONE, TODAY])
    event.remove(engine, "before_cursor_execute", note)
    database.close()
    counting = [one for one in asked if "GROUP BY" in one[0]]
    assert len(counting) == 3
    with closing(sqlite3.connect(tmp_path / "bot.sqlite")) as connection:
        for statement, parameters in counting:
            plan = [row[3] for row in connection.execute(f"EXPLAIN QUERY PLAN {statement}", parameters)]
            assert any("turn_record USING COVERING INDEX ix_turn_record_figures" in step for step in plan)


def test_an_empty_database(database_of: Database) -> None:
    """Nothing of everything."""
    counted = TurnFigures(database_of).counted(TODAY, TODAY, [TODAY])
    assert (counted.turns, counted.times, counted.spells) == (0, Times(), (Times(),))
    summary = Summary.of(counted)
    assert summary.share(summary.answered) is None


def test_the_summary_adds_up() -> None:
    """Answered, asked back and not answered are all the questions; each status belongs to one kind."""
    kinds = Counter(outcome_of(status.value) for status in Status)
    assert kinds == {Outcome.ANSWERED: 2, Outcome.ASKED_BACK: 2, Outcome.UNANSWERED: 3, Outcome.OTHER: 5}
    assert outcome_of("of-another-release") is Outcome.OTHER


def test_spans() -> None:
    """Thirty days up to today unless asked otherwise, and as many before."""
    span = Span.asked_for({}, TODAY)
    assert (span.first, span.last, span.days) == (dt.date(2031, 4, 2), TODAY, 30)
    assert (span.before.first, span.before.last) == (dt.date(2031, 3, 3), dt.date(2031, 4, 1))
    assert Span.asked_for({"days": "1", "to": "2031-03-01"}, TODAY) == Span(*[dt.date(2031, 3, 1)] * 2)


@pytest.mark.parametrize("days", [1, 7, 45, 46, 90, 365, 366])
def test_stretches_cover_the_span_once(days: int) -> None:
    """Days, or weeks that end today: without a gap, never more than charts can show."""
    span = Span(TODAY - (days - 1) * ONE, TODAY)
    found = [one.first + n * ONE for one in span.stretches() for n in range(one.days)]
    assert found == [span.first + n * ONE for n in range(days)]
    assert len(span.stretches()) <= 53


@pytest.mark.parametrize(
    "given", [{"days": "0"}, {"days": "367"}, {"days": "x"}, {"days": "３"}, {"to": "5/1"}]
)
def test_spans_that_are_none(given: dict[str, str]) -> None:
    """Neither too long nor unreadable."""
    with pytest.raises(BadSpan):
        Span.asked_for(given, TODAY)


def test_bars_add_up() -> None:
    """The largest first, the longest as long as there is room, the lesser ones together; nothing is lost."""
    now: dict[str | None, int] = {f"t{n}": n for n in range(1, 8)} | {None: 10}
    found = bars(now, {"t1": 5, "old": 3}, str, "{n} others", 4)
    assert [(one.name, one.count, one.before) for one in found] == [
        ("None", 10, 0),
        ("t7", 7, 0),
        ("t6", 6, 0),
        ("6 others", 15, 8),
    ]
    assert sum(one.count for one in found) == sum(now.values())
    assert math.isclose(sum(one.share for one in found), 1)
    assert max(one.length for one in found) == 100
    assert bars({}, None, str, "{n}", 4) == []


def test_a_stack_is_as_high_as_its_parts() -> None:
    """They stand on each other from the ground up, and within the axis."""
    turns = made(TODAY - 9 * ONE, TODAY, seed=5)
    days = tally(turns, "day", "status")
    chart = stack(days, Span(TODAY - 9 * ONE, TODAY).stretches())
    assert sum(column.total for column in chart.columns) == len(turns)
    for column in chart.columns:
        edge = chart.top
        for part in column.parts:
            assert part.y + part.height == edge
            edge = part.y
        assert edge == chart.top - column.total >= 0


def test_a_line_breaks_where_there_was_nothing() -> None:
    """One piece before the gap, a dot after it; within the axis."""
    span = Span(TODAY - 3 * ONE, TODAY)
    chart = lines(span.stretches(), [Times(10, 90), Times(20, 100), Times(), Times(30, 40)])
    assert chart.top == 100
    assert [(one.name, one.pieces, one.dots) for one in chart.lines] == [
        ("p95", ("0.5,10 1.5,0",), ("3.5,60 3.5,60",)),
        ("p50", ("0.5,90 1.5,80",), ("3.5,70 3.5,70",)),
    ]


@pytest.mark.parametrize(
    ("highest", "top"), [(0, 2), (1, 2), (3, 4), (10, 10), (11, 20), (41, 100), (999, 1000)]
)
def test_axes_end_at_round_figures(highest: int, top: int) -> None:
    """With a half that is whole."""
    assert top_of(highest) == top


async def test_the_page_beside_what_was_before(office: Office) -> None:
    """Each figure, in words and as counted by hand."""
    desk = await signed_in(office, Role.READER)
    turns = made(TODAY - 80 * ONE, TODAY, 12)
    put(desk.app[gateway.STORE], turns)
    text = await shown(desk)
    now = [turn for turn in turns if turn.day > TODAY - 30 * ONE]
    before = [turn for turn in turns if TODAY - 60 * ONE < turn.day <= TODAY - 30 * ONE]
    asked, asked_before = (
        [turn for turn in part if outcome_of(turn.status) is not Outcome.OTHER] for part in (now, before)
    )
    answered = sum(outcome_of(turn.status) is Outcome.ANSWERED for turn in asked) / len(asked)
    tiles = re.sub(r"<[^>]+>|\s+", " ", text[text.index('<dl class="tiles">') : text.index("</dl>")])
    tiles = re.sub(r"\s+", " ", tiles)
    change = len(asked) - len(asked_before)
    assert f"Questions {len(asked):,} {change:+,} before: {len(asked_before):,}".replace("-", "−") in tiles
    assert f"Answered {100 * answered:.1f}%" in tiles
    p50, p95 = (by_hand(now, percent) or 0 for percent in (50, 95))
    assert p50 < 1000
    assert f"Half of the replies within {p50} ms" in tiles
    assert f"95% of the replies within {duration(p95, PHRASES['en'])}" in tiles
    assert "Compared with the 30 days just before (2031-03-03 to 2031-04-01)" in text
    handed = sum(turn.status == "handoff" for turn in now)
    assert f"Asked for a person {handed}" in tiles


async def test_a_chart_and_its_table_hold_the_same_numbers(office: Office) -> None:
    """Bars by day: every piece is as high as the number in its cell; names are the people's."""
    desk = await signed_in(office, Role.READER)
    turns = made(TODAY - 29 * ONE, TODAY, 12)
    put(desk.app[gateway.STORE], turns)
    text = await shown(desk)
    day_table = next(one for one in tables(text) if one[0][1:5] == [*_SHOWN_OUTCOMES])
    drawn = []
    for group in re.findall(r"<g><title>(.*?)</g>", text, re.DOTALL):
        heights = dict(re.findall(r'<rect class="(\w+)" [^>]*height="(\d+)"', group))
        drawn.append([group[:10], *(heights.get(outcome.value, "0") for outcome in Outcome)])
    assert [row[:5] for row in day_table[1:]] == drawn[::-1]
    assert sum(int(row[5]) for row in day_table[1:]) == len(turns)
    by_topic = next(one for one in tables(text) if any("no topic" in row[0] for row in one))
    asked = [turn for turn in turns if outcome_of(turn.status) is not Outcome.OTHER]
    assert sum(int(row[2]) for row in by_topic[1:]) == len(asked)
    lengths = [float(one) for one in re.findall(r'<rect width="([\d.]+)"', text[text.index("by-topic") :])]
    counts = [int(row[2]) for row in by_topic[1:]]
    assert lengths[: len(counts)] == [round(100 * count / counts[0], 2) for count in counts]
    assert "gone-1999" in text
    assert "2030 Yi junior review" in text


_SHOWN_OUTCOMES = ["answered", "asked back", "not answered", "no question"]


async def test_people_s_words(office: Office) -> None:
    """In Chinese statuses are called as staff call them."""
    desk = await signed_in(office, Role.READER)
    put(desk.app[gateway.STORE], made(TODAY - 29 * ONE, TODAY, 12))
    text = await shown(desk, "?lang=zh-CN")
    assert "按多份通知分别答复" in text
    assert "转人工" in text
    assert "2030年乙县初级" in text
    assert "clarify_topic" not in text


async def test_nothing_was_asked(office: Office) -> None:
    """The page says so and draws nothing."""
    desk = await signed_in(office, Role.READER)
    text = await shown(desk, "?days=1")
    assert "Nobody asked anything" in text
    assert "<svg" not in text
    assert "—" in text


async def test_only_small_talk(office: Office) -> None:
    """There are turns and no questions: no share of nothing, and no empty chart."""
    desk = await signed_in(office, Role.READER)
    turns = made(TODAY - 9 * ONE, TODAY)
    put(desk.app[gateway.STORE], [replace(one, day=TODAY) for one in turns if one.status == "smalltalk"])
    text = await shown(desk, "?days=1")
    assert "Nothing was asked of the notices" in text
    assert "No self-check came to an end" in text
    assert "2031-05-01, one day" in text


async def test_days_that_are_no_longer_kept_are_not_compared(office: Office) -> None:
    """A rise because of deletion would be none."""
    desk = await signed_in(office, Role.READER, turn_days=60)
    put(desk.app[gateway.STORE], made(TODAY - 80 * ONE, TODAY, 4))
    assert "Compared with" in await shown(desk, "?days=30")
    text = await shown(desk, "?days=31")
    assert "no longer kept" in text
    assert "before:" not in text


async def test_days_that_are_none(office: Office) -> None:
    """422, and the page says what can be asked for; the file too leads there."""
    desk = await signed_in(office, Role.EDITOR)
    reply = await desk.get(f"{PLACE}?days=999")
    assert reply.status == 422
    assert "From 1 to 366 days" in await reply.text()
    sent = await desk.post(f"{PLACE}/export", await desk.token(PLACE), days="999")
    assert sent.status == 303
    assert (await desk.get(sent.headers["Location"])).status == 422


async def test_export(office: Office) -> None:
    """Every figure with its code, beside that of before; written into the audit log."""
    desk = await signed_in(office, Role.EDITOR)
    turns = made(TODAY - 29 * ONE, TODAY, 12)
    put(desk.app[gateway.STORE], turns)
    reply = await desk.post(f"{PLACE}/export", await desk.token(PLACE), days="7", to="2031-05-01")
    text = (await reply.read()).decode()
    assert reply.headers["Content-Disposition"] == 'attachment; filename="figures-2031-04-25-2031-05-01.csv"'
    assert text.startswith(BOM)
    rows = list(csv.reader(text.removeprefix(BOM).splitlines()))
    found = {(row[0], row[1], row[2]): (row[3], row[4]) for row in rows[3:]}
    now = [turn for turn in turns if turn.day > TODAY - 7 * ONE]
    before = [turn for turn in turns if TODAY - 14 * ONE < turn.day <= TODAY - 7 * ONE]
    assert found["Summary", "turns", "All turns"] == (str(len(now)), str(len(before)))
    for status in Status:
        counts = [sum(turn.status == status for turn in part) for part in (now, before)]
        name = PHRASES["en"][f"figures_status_{status.value}"]
        assert found.get(("By how it was answered", status.value, name), ("0", "0")) == tuple(
            map(str, counts)
        )
    assert sum(int(row[3]) for row in rows if row[0] == "By day") == len(now)
    entry = desk.audit()[-1]
    assert (entry.action, entry.target, dict(entry.detail)) == (
        "export",
        "figures",
        {"days": 7, "until": "2031-05-01"},
    )


@pytest.mark.parametrize("role", list(Role))
async def test_who_may(office: Office, role: Role) -> None:
    """Everybody looks, editors take the file along; and never without the token."""
    desk = await signed_in(office, role)
    may = role.may(Role.EDITOR)
    assert ("Export as CSV" in await shown(desk)) is may
    token = await desk.token(PLACE)
    assert (await desk.post(f"{PLACE}/export", None)).status == 403
    assert (await desk.post(f"{PLACE}/export", token)).status == (200 if may else 403)
    assert [action for _, action in desk.actions()].count("export") == int(may)
