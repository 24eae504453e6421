"""Notices beside each other: what stands in one row, what differs in it, and what is missing."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from typing import Any

import pytest

from policies_kb.catalogue import Catalogue
from policies_kb.model.entries import Fee, FreeFact, Gap, Material, Milestone
from policies_kb.model.knowledge import Knowledge
from policies_kb.model.notice import Notice
from policies_kb.model.text import Text
from policies_kb.wording.compare import CONDITIONS, Cell, Comparison, Row, compare
from policies_kb.wording.compare.differences import marked

ONLINE = Text(zh="网上申报", en="online application")


def _notice(sample: Knowledge, name: str, **parts: Any) -> Notice:
    """A notice of the sample under another name, with these entries and no others."""
    first = sample.notices[0]
    kept = {"id", "series", "title", "short", "year", "issuers", "region", "sector", "titles", "source"}
    return Notice.model_validate({**first.model_dump(include=kept, mode="python"), "id": name, **parts})


def _compared(sample: Knowledge, *notices: Notice) -> Comparison:
    return compare(notices, sample.topics, sample.attribute_set)


def _row(comparison: Comparison, label: str) -> Row:
    return next(row for section in comparison.sections for row in section.rows if row.label == label)


def _written(cell: Cell) -> str:
    """A cell with its differing parts in brackets."""
    return "".join(f"[{part.text}]" if part.differs else part.text for part in cell.parts)


def _window(opens: int, closes: int, name: str = "window") -> Milestone:
    days = (dt.date(2030, 3, opens), dt.date(2030, 3, closes))
    return Milestone(id=name, at="三", actor="applicant", what=ONLINE, opens=days[0], closes=days[1])


def _form(copies: int, name: str = "《评审表》", **more: Any) -> Material:
    text = Text(zh=name, en="review form")
    return Material(id="form", at="附件1/1", name=text, form="paper", by="applicant", copies=copies, **more)


def test_the_same_value_is_the_same(sample: Knowledge) -> None:
    """The same window in two notices, whatever the entries are called in the files."""
    one, other = (
        _notice(sample, name, milestones=(_window(1, 31, entry),))
        for name, entry in (("one", "a"), ("other", "b"))
    )
    row = _row(_compared(sample, one, other), "网上申报")
    assert (row.state, row.differs) == ("same", False)
    assert not any(part.differs for cell in row.cells for part in cell.parts)


def test_another_day_is_marked_whole(sample: Knowledge) -> None:
    """Of two windows the days that differ, as days and not as digits."""
    one, other = (
        _notice(sample, name, milestones=(_window(1, closes),))
        for name, closes in (("one", 31), ("other", 30))
    )
    row = _row(_compared(sample, one, other), "网上申报")
    assert row.state == "figures"
    assert [_written(cell) for cell in row.cells] == [
        "2030年3月1日至[2030年3月31日]。",
        "2030年3月1日至[2030年3月30日]。",
    ]


def test_another_number_of_copies_is_marked(sample: Knowledge) -> None:
    """Also where one calls the paper by its full name."""
    one = _notice(sample, "one", materials=(_form(2),))
    other = _notice(sample, "other", materials=(_form(3, "《专业技术职务任职资格评审表》"),))
    row = _row(_compared(sample, one, other), "《评审表》")
    assert [_written(cell) for cell in row.cells] == ["[2]份，纸质。", "[3]份，纸质。"]
    lead = row.cells[1].statement and row.cells[1].statement.lead
    assert lead
    assert lead.zh == "《专业技术职务任职资格评审表》"


def test_other_words_for_the_same_are_no_other_figures(sample: Knowledge) -> None:
    """The eye is led to figures first."""
    said = ("评审表须加盖所在单位公章", "评审表要加盖所在单位的公章")
    one, other = (
        _notice(
            sample,
            name,
            facts=(
                FreeFact(id="seal", at="二", topic="paper_materials", zh=text, en="seal", aliases=("盖章",)),
            ),
        )
        for name, text in zip(("one", "other"), said, strict=True)
    )
    [row] = [row for section in _compared(sample, one, other).sections for row in section.rows][:1]
    assert row.state == "words"


def test_what_one_notice_lacks_is_told_honestly(sample: Knowledge) -> None:
    """On a topic of which it says nothing: that; where it says other things on it: that nothing corresponds."""
    fee = Fee(id="fee", at="三", per=Text(zh="每人", en="a person"), amount=90)
    late = FreeFact(id="late", at="三", topic="fee", zh="逾期不退", en="No refunds", aliases=("退费",))
    one = _notice(sample, "one", fees=(fee,))
    other = _notice(sample, "other")
    row = _row(_compared(sample, one, other), "评审费")
    assert (row.state, row.differs, row.cells[1].statement, row.cells[1].silent) == ("only", True, None, True)
    talking = _notice(sample, "other", facts=(late,))
    row = _row(_compared(sample, one, talking), "评审费")
    assert (row.cells[1].statement, row.cells[1].silent) == (None, False)


def test_a_gap_stands_beside_what_the_other_says(sample: Knowledge) -> None:
    """«The notice does not state the fee» and the fee answer the same questions."""
    asked = ("多少钱", "评审费多少", "收费标准")
    one = _notice(
        sample,
        "one",
        fees=(Fee(id="fee", at="三", per=Text(zh="每人", en="a person"), amount=90, aliases=asked),),
    )
    gap = Gap(id="gap", topic="fee", what=Text(zh="评审费的金额", en="the fee"), aliases=asked)
    row = _row(_compared(sample, one, _notice(sample, "other", gaps=(gap,))), "评审费")
    assert [cell.silent for cell in row.cells] == [False, True]
    assert (row.state, row.differs) == ("only", True)


def test_what_nobody_states_is_no_difference(sample: Knowledge) -> None:
    """Two gaps on the same thing are one row, which the differences leave out."""
    gap = Gap(id="gap", topic="fee", what=Text(zh="能否退费", en="refunds"), aliases=("退费",))
    row = _row(
        _compared(sample, *(_notice(sample, name, gaps=(gap,)) for name in ("one", "other"))), "能否退费"
    )
    assert (row.state, row.differs) == ("silent", False)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("上传证件照", "上传附件"),
        ("《评审表》", "《自评表》"),
        ("《评审委托书》", "《评审表》"),
        ("业绩材料", "论文材料"),
    ],
)
def test_what_only_sounds_alike_is_not_matched(sample: Knowledge, one: str, other: str) -> None:
    """Each has a row of its own."""
    several = [
        _notice(sample, name, materials=(_form(2, called),))
        for name, called in (("one", one), ("other", other))
    ]
    rows = [row for section in _compared(sample, *several).sections for row in section.rows]
    assert {one, other} <= {row.label for row in rows}


def test_routes_correspond_by_title_and_education(sample: Knowledge) -> None:
    """A route to another title, or for another education, is another route."""
    first = sample.notices[-1]
    assert first.eligibility
    longer = first.model_dump(mode="json")
    longer["id"] = "later"
    longer["eligibility"]["routes"][0]["say"] = {
        "zh": "高中毕业，工作满8年",
        "en": "senior high school and 8 years",
    }
    comparison = _compared(sample, first, Notice.model_validate(longer))
    row = _row(comparison, "途径 · 技术员 · 高中")
    assert [_written(cell) for cell in row.cells] == ["高中毕业，工作满[7]年。", "高中毕业，工作满[8]年。"]
    assert _row(comparison, "途径 · 助理工程师 · 高中").state == "same"


def test_a_notice_beside_itself_is_the_same_throughout(real: Catalogue) -> None:
    """Every entry finds itself, so a round that changes nothing shows no difference."""
    for notice in real.notices:
        again = notice.model_copy(update={"id": f"{notice.id}-again"})
        comparison = compare((notice, again), real.knowledge.topics, real.knowledge.attribute_set)
        rows = [row for section in comparison.sections for row in section.rows]
        alone = [row.label for row in rows if any(cell.statement is None for cell in row.cells)]
        assert alone == []
        assert [row.label for row in rows if row.differs] == []


def test_every_entry_of_the_real_notices_stands_there_exactly_once(real: Catalogue) -> None:
    """Of two and of four notices: entries, rules and the notice itself; none lost, none twice."""
    names = [notice.id for notice in real.notices]
    for chosen in (names[:4], names[1:], names[::4]):
        shown = Counter(
            cell.statement.id
            for section in real.compare(chosen, "zh").sections
            for row in section.rows
            for cell in row.cells
            if cell.statement
        )
        expected = {one for name in chosen for one in _everything(real.knowledge.notice(name))}
        assert set(shown) == expected
        assert set(shown.values()) == {1}


def _everything(notice: Notice | None) -> list[str]:
    assert notice
    rules = list(notice.eligibility.rules()) if notice.eligibility else []
    names = ["notice", *(entry.id for entry in notice.entries()), *(f"rules/{rule.id}" for rule in rules)]
    return [f"{notice.id}/{name}" for name in names]


def test_what_corresponds_in_the_real_notices(real: Catalogue) -> None:
    """Windows, forms, photo, phone and hours stand beside each other; what is left to rules has a part of its own."""
    chosen = ("zj-construction-2023", "zj-natural-resources-2020")
    comparison = real.compare(chosen, "zh")
    together = {
        tuple(cell.statement.id.partition("/")[2] for cell in row.cells if cell.statement)
        for section in comparison.sections
        for row in section.rows
    }
    assert {
        ("apply-window", "apply-opens"),
        ("employer-deadline", "employer-deadline"),
        ("review-form", "review-form"),
        ("photo", "photo"),
        ("contact", "office"),
        ("counting-day", "counting-day"),
        ("fee", "fee-amount"),
        ("rules/hours", "rules/hours"),
    } <= together
    assert comparison.sections[-1].topic == CONDITIONS


def test_english_is_compared_in_english(sample: Knowledge) -> None:
    """Words and days of the English sentences."""
    one, other = (
        _notice(sample, name, milestones=(_window(1, closes),))
        for name, closes in (("one", 31), ("other", 30))
    )
    comparison = compare((one, other), sample.topics, sample.attribute_set, "en")
    row = _row(comparison, "online application")
    assert [_written(cell) for cell in row.cells] == [
        "from 1 March 2030 to [31 March 2030].",
        "from 1 March 2030 to [30 March 2030].",
    ]


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (("每人90元", "每人90元"), ("每人90元", "每人90元")),
        (("每人90元", "每人120元"), ("每人[90]元", "每人[120]元")),
        (("一式3份，用A4纸", "一式3份"), ("一式3份[，用A4纸]", "一式3份")),
        (("1、甲方；2、乙方", "甲方和乙方"), ("[1、]甲方[；2、]乙方", "甲方[和]乙方")),
    ],
)
def test_parts_that_others_lack(texts: tuple[str, str], expected: tuple[str, str]) -> None:
    """Figures whole, words by their characters."""
    shown = tuple("".join(f"[{p.text}]" if p.differs else p.text for p in parts) for parts in marked(texts))
    assert shown == expected


def test_parts_are_the_text() -> None:
    """Joined they are what was given, of three texts as of two."""
    texts = ("每人90元，5个工作日。", "每人120元，\n5个工作日内。", "不收费。")
    assert tuple("".join(part.text for part in parts) for parts in marked(texts)) == texts
