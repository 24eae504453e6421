"""Which places a text has, whatever way it is numbered."""

from __future__ import annotations

import pytest

from policies_kb.verify.numbering import value
from tests.unit.verify.support import places, read, words


def test_all_levels() -> None:
    """Chapters, sections, items, sub-items and circled numbers are told from each other."""
    text = "通知\n一、甲\n（一）乙\n1.丙\n（1）丁\n①戊\n②己\n2.庚\n（二）辛\n二、壬"
    assert places(text) == [
        "文首", "一", "一（一）", "一（一）1", "一（一）1（1）", "一（一）1（1）①", "一（一）1（1）②",
        "一（一）2", "一（二）", "二",
    ]  # fmt: skip


@pytest.mark.parametrize("number", ["1.", "1．", "1、", "１．", "- 1. ", "　1 ."])
def test_ways_to_write_an_item(number: str) -> None:
    """Half and full width, a bullet or a gap in front: the same item."""
    assert places(f"一、甲\n{number}乙。") == ["一", "一/1"]


@pytest.mark.parametrize("number", ["（一）", "(一)", "( 一 )", "（一)"])
def test_ways_to_write_a_section(number: str) -> None:
    """Brackets of either width."""
    assert places(f"一、甲\n{number}乙。") == ["一", "一（一）"]


def test_a_section_in_bold() -> None:
    """Markdown is no part of the words."""
    assert words("一、甲\n（一）**对象**：乙。", "一（一）") == "对象：乙。"


def test_circled_numbers_within_a_line() -> None:
    """They count behind a sentence."""
    text = "一、甲\n1. 员级。①熟悉知识。②具有能力。"
    assert places(text) == ["一", "一/1", "一/1①", "一/1②"]
    assert words(text, "一/1①") == "熟悉知识。"


def test_a_reference_to_a_circled_number_opens_nothing() -> None:
    """«见①» is a reference."""
    assert places("一、甲\n1.乙，见①和②。") == ["一", "一/1"]


def test_circled_numbers_behind_bullets() -> None:
    """The bullet of the next line does not stay behind."""
    text = "一、甲\n1. 技术员：\n\n- ①中专2年；\n- ②高中6年；"
    assert words(text, "一/1") == "技术员："
    assert words(text, "一/1②") == "高中6年；"


@pytest.mark.parametrize(
    "line", ["24 个月以内有效", "2023 年 6 月 30 日", "5 个工作日内报送", "0.65 以上", "2020.9.25 止"]
)
def test_a_figure_at_the_start_of_a_line(line: str) -> None:
    """Figures in a broken sentence are no numbers of items."""
    assert places(f"一、甲\n1.所有申报人员须在规定的时间以前办理完毕并且\n{line}。") == ["一", "一/1"]


def test_a_number_that_does_not_go_on() -> None:
    """Numbering goes up by one; what does not is words, and is reported with its line."""
    found = read("一、甲\n1.乙\n3.丙\n2.丁")
    assert [str(place) for place in found.own if found.own[place]] == ["一", "一/1", "一/2"]
    assert [(doubt.where, "«3.丙»" in doubt.what) for doubt in found.doubts] == [("line 3 of the text", True)]


def test_a_chapter_that_does_not_go_on() -> None:
    """Chapters as well: a broken line may start with a numeral."""
    found = read("一、甲\n其余分为\n三、四类的另行通知。\n二、乙")
    assert [str(place) for place, own in found.own.items() if own] == ["一", "二"]
    assert len(found.doubts) == 1


def test_the_number_of_a_page() -> None:
    """A number alone in the body is a page's."""
    assert places("一、甲\n1.乙。\n2\n— 3 —\n二、丙") == ["一", "一/1", "二"]


def test_attachments_start_again() -> None:
    """Each attachment numbers from the beginning, with chapters or with items alone."""
    text = "一、甲\n二、乙\n附件 1\n办法\n一、丙\n1.丁\n二、戊\n附件2\n1.己\n2.庚"
    assert places(text) == [
        "一", "二", "附件1", "附件1/一", "附件1/一/1", "附件1/二", "附件2/1", "附件2/2",
    ]  # fmt: skip


def test_attachments_mentioned_in_a_sentence() -> None:
    """«附件1、2» within the body opens nothing."""
    assert places("一、甲，详见\n附件1、2。\n二、乙") == ["一", "二"]


@pytest.mark.parametrize("first", ["附件：1.办法", "- 附件：1. 办法", "附件:1、办法"])
def test_the_list_of_attachments(first: str) -> None:
    """It is no content, and what follows it is the signature."""
    text = f"一、甲\n1.乙\n{first}\n2.名单\n3.表格\n\n甲市人社局\n2031年3月1日\n附件1\n办法\n1.丙"
    assert places(text) == ["一", "一/1", "落款", "附件1", "附件1/1"]
    assert words(text, "落款") == "甲市人社局\n2031年3月1日"
    assert read(text).doubts == ()


def test_rows_of_a_table() -> None:
    """In an attachment a number alone on its line is a row; points within a cell are words of the row."""
    text = "附件4\n一览表\n\t序号\n\t单位\n\n\t1\n\t甲局\n85140374\n\t1、建筑；2、结构。\n\n\t2\n\t乙局\n"
    assert places(text) == ["附件4", "附件4/1", "附件4/2"]
    assert words(text, "附件4/1") == "甲局\n85140374\n1、建筑；2、结构。"
    assert read(text).doubts == ()


def test_a_table_of_names() -> None:
    """Names that were broken within cells are whole again."""
    assert words("一、专业\n给排水\t建筑 结构\n白蚁防 治\t\n", "一") == "专业\n给排水、建筑结构\n白蚁防治"


def test_a_note_belongs_to_the_item_above() -> None:
    """«注：» goes on with its item."""
    text = "一、甲\n1.乙。\n注：丙。\n2.丁。"
    assert words(text, "一/1") == "乙。\n注：丙。"


def test_a_word_broken_over_two_lines() -> None:
    """A hard line break within a sentence or a word is mended."""
    text = "一、申报材料\n1.学历证书及认证材料，认证材料包括毕业生登记表、国外学历学\n\n位认证书等。"
    assert words(text, "一/1").endswith("国外学历学位认证书等。")


def test_a_heading_stays_apart_from_its_paragraph() -> None:
    """Words of a heading do not run into the sentence after it."""
    assert words("一、申报范围\n我市企事业单位人员。", "一") == "申报范围\n我市企事业单位人员。"


def test_a_star_that_multiplies() -> None:
    """«*» at the start of a broken line is no bullet."""
    text = "附件1\n1.上传白底证件照，格式为JPG，文件大于30K且小于1M，大于215*300（宽\n\n*高）像素。"
    assert words(text, "附件1/1").endswith("215*300（宽*高）像素。")


@pytest.mark.parametrize(
    ("segment", "number"), [("十", 10), ("十二", 12), ("二十", 20), ("二十六", 26), ("（三）", 3)]
)
def test_chinese_numbers(segment: str, number: int) -> None:
    """Numbers above ten go up by one like the others."""
    assert value(segment) == number
