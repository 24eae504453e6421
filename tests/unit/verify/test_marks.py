"""Paragraphs, headings and sentences without a number, named in the notice file."""

from __future__ import annotations

import pytest

from tests.unit.verify.support import places, read, words

BODY = "一、其他\n（一）甲。\n1.乙。\n评审费用每人280元。截止时间为6月25日。\n联系人：丙。\n"


def test_a_paragraph_after_the_last_item() -> None:
    """It leaves the item before it."""
    assert places(BODY, 一_文末="评审费用", 一_联系人="联系人：") == [
        "一", "一（一）", "一（一）1", "一/文末", "一/联系人",
    ]  # fmt: skip


def test_a_sentence_within_a_paragraph() -> None:
    """A mark may name a sentence of its own."""
    assert (
        words(BODY, "一/截止", 一_文末="评审费用", 一_截止="截止时间为")
        == "截止时间为6月25日。\n联系人：丙。"
    )


def test_a_phrase_in_mid_sentence_is_not_meant() -> None:
    """Only the start of a line or sentence counts."""
    found = read(BODY, 一_文末="用每人280元")
    assert [doubt.where for doubt in found.doubts] == ["source.marks"]


def test_numbering_goes_on_behind_a_mark() -> None:
    """A named paragraph between two sections does not end the chapter."""
    text = "一、程序\n（一）甲。\n账号自行注册。\n（二）乙。"
    assert places(text, 一_账号="账号自行") == ["一", "一（一）", "一/账号", "一（二）"]


def test_a_list_under_a_named_paragraph_starts_again() -> None:
    """Two lists from 1 in the same section belong to their paragraphs."""
    text = "一、材料\n（一）内容\n单位材料：\n1.甲\n2.乙\n个人材料：\n1.丙\n（二）要求\n1.丁"
    assert places(text, **{"一（一）_单位": "单位材料", "一（一）_个人": "个人材料"}) == [
        "一", "一（一）", "一（一）/单位", "一（一）/单位1", "一（一）/单位2", "一（一）/个人", "一（一）/个人1",
        "一（二）", "一（二）1",
    ]  # fmt: skip


def test_an_attachment_without_a_heading() -> None:
    """The same words in the list of attachments are not the attachment."""
    text = "一、联系\n甲局。\n- 附件：1.网上申报办法\n2.审核办法\n\n甲局\n2031年3月1日\n"
    text += "网上申报办法\n1.登录。\n2.填报。\n附件 2\n审核办法"
    assert places(text, 附件1="网上申报办法") == ["一", "落款", "附件1", "附件1/1", "附件1/2", "附件2"]
    assert read(text, 附件1="网上申报办法").doubts == ()


def test_the_list_of_attachments_may_be_named() -> None:
    """Then it is content, whole."""
    text = "一、甲\n附件：1.手册\n2.标准\n甲局\n2031年3月1日"
    assert words(text, "文末", 文末="附件：1.手册") == "附件：1.手册\n2.标准"
    assert read(text, 文末="附件：1.手册").doubts == ()


def test_a_numbered_line_may_be_named() -> None:
    """A number that breaks the numbering is put right by a mark, and counting goes on from it."""
    text = "一、甲\n三、乙\n四、丙"
    assert places(text, 三="三、乙") == ["一", "三", "四"]


@pytest.mark.parametrize(("starts", "what"), [("没有这行", "no line"), ("甲", "several lines")])
def test_a_mark_that_fits_no_line_or_two(starts: str, what: str) -> None:
    """It is reported; silence would lose a place."""
    doubts = read("甲一\n一、乙\n甲二", 文末=starts).doubts
    assert len(doubts) == 1
    assert what in doubts[0].what
