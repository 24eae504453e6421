"""What is found for what people type."""

from __future__ import annotations

import pytest

from tests.unit.lookup.conftest import Desk

FEE = "zj-construction-2023/fee"
HEAD = "zj-construction-2023/notice"
YUECHENG = "sx-construction-2020/office-yuecheng/phone"


@pytest.mark.parametrize(
    ("typed", "fact"),
    [
        ("评审费多少", FEE),
        ("評審費", FEE),
        ("pingshenfei", FEE),
        ("psf", FEE),
        ("zj评审费", FEE),
        ("越城电话", YUECHENG),
        ("yuecheng dianhua", YUECHENG),
        ("yuechengdianh", YUECHENG),
        ("yc电话", YUECHENG),
        ("马臻路", "sx-construction-2020/office-yuecheng/address"),
        ("永嘉住建局电话", "yj-construction-2021/bureau"),
        ("employer deadline 2023 zhejiang", "zj-construction-2023/employer-deadline"),
    ],
)
def test_words_and_pinyin_find_the_fact(desk: Desk, typed: str, fact: str) -> None:
    """Characters, traditional ones, pinyin whole or partly typed, initials, both mixed, English."""
    assert desk.first(typed) == fact


@pytest.mark.parametrize(
    "typed", ["126号", "126hao", "126h", "126号文", "126", "浙建人教函〔2023〕126号", "浙建人教函126号"]
)
def test_a_document_number_finds_its_notice(desk: Desk, typed: str) -> None:
    """The whole number, its digits, with the word behind them in characters or pinyin, at every prefix of it."""
    assert desk.first(typed) == HEAD


def test_initials_of_place_and_words_are_told_apart(desk: Desk) -> None:
    """yj could be 业绩 or 永嘉: what the notices have together is meant."""
    found = desk.found("yjlxdh")
    assert found.read_as == "永嘉联系电话"
    assert found.results[0].notice.id == "yj-construction-2021"
    assert desk.found("zgcl").read_as == "正高材料"


@pytest.mark.parametrize("start", range(5))
def test_any_four_digits_of_a_phone_find_it(desk: Desk, start: int) -> None:
    """88307199 is found by 8830, 8307, 3071, 0719, 7199."""
    assert YUECHENG in desk.ids("88307199"[start : start + 4], most=10)


def test_a_phone_is_found_with_and_without_its_dash(desk: Desk) -> None:
    """0577-57669862 is one number."""
    assert set(desk.ids("057757669862")) == set(desk.ids("0577-57669862")) != set()


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("平申飞", "评审费"),
        ("平审费", "评审费"),
        ("pinshenfei", "评审费"),
        ("pingsenfei", "评审费"),
        ("pingshenfie", "评审费"),
        ("pinghsenfei", "评审费"),
        ("永佳电话", "永嘉电话"),
        ("yongjai dianhua", "永嘉 电话"),
    ],
)
def test_slips_are_forgiven(desk: Desk, typed: str, read: str) -> None:
    """Same sound, near sound, a letter wrong, missing or in the wrong place."""
    assert desk.found(typed).read_as == read


def test_what_notices_write_is_no_slip(desk: Desk) -> None:
    """造价 sounds like 造假 and is a word of its own."""
    assert desk.found("造价").read_as is None


@pytest.mark.parametrize(
    "typed",
    [
        "2023年浙江正高网上申报什么时候截止",
        "yongjialianxidianhua",
        "yj电话",
        "88307199",
        "126号文",
        "deadline",
    ],
)
def test_every_prefix_finds_something(desk: Desk, typed: str) -> None:
    """Whatever has been typed so far shows something."""
    prefixes = [typed[:end] for end in range(1, len(typed) + 1)]
    assert [one for one in prefixes if not desk.ids(one)] == []


@pytest.mark.parametrize(
    "typed",
    ["", " ", "？", "\x00", "'", '"', "%_*", "zzzzqqqq", "a" * 5000, "評" * 5000, "😀", "-- ;", "9" * 400],
)
def test_anything_may_be_typed(desk: Desk, typed: str) -> None:
    """Nothing that a person types is an error."""
    assert desk.found(typed).total >= 0


def test_what_matched_is_marked(desk: Desk) -> None:
    """Marks are stretches of the text, in order and apart."""
    result = desk.found("评审费 88307199").results[0]
    text = result.fact.text.zh
    assert "88307199" in [text[start:end] for start, end in result.marks()]
    fee = next(one for one in desk.found("pingshenfei").results if one.fact.id == FEE)
    assert [fee.fact.text.zh[start:end] for start, end in fee.marks()] == ["评审费"]
    assert fee.marks("en") == ()
