"""Replies about time: starts, lengths, spells, and times that do not exist."""

from __future__ import annotations

from typing import Any

import pytest

from policies_kb.rules import OneOf
from tests.unit.hearing.conftest import Hear

UNSURE = None


def months(low: int, high: int | None = -1, as_of: str | None = None) -> dict[str, Any]:
    """`months(48)`: exactly; `months(48, 59)`: from, to; `months(48, None)`: or more."""
    length: dict[str, Any] = {"months": [low, low if high == -1 else high]}
    return {**length, "as_of": as_of} if as_of else length


YEAR_2018 = ["2018-01-01", "2018-12-31"]
JULY_2019 = ["2019-07-01", "2019-07-31"]

WORK: list[tuple[str, Any]] = [
    # lengths
    ("三年零两个月", months(38)),
    ("3年零2个月", months(38)),
    ("三年又两個月", months(38)),
    ("四年半", months(54)),
    ("干了有四年半的样子", months(48, 60)),
    ("1.5年", months(18)),
    ("五六年", months(60, 72)),
    ("5-6年吧", months(60, 72)),
    ("五到六年", months(60, 72)),
    ("五年多", months(60, 71)),
    ("5年多一点", months(60, 71)),
    ("五年了", months(60, 71)),
    ("干这行五年啦", months(60, 71)),
    ("快五年", months(48, 59)),
    ("将近五年了", months(48, 59)),
    ("還差一點五年", months(48, 59)),
    ("十几年", months(132, 239)),
    ("十多年了", months(120, 239)),
    ("二十来年", months(216, 359)),
    ("二十年出头", months(240, 263)),
    ("一年以上", months(12, None)),
    ("满六年", months(72, None)),
    ("至少八年", months(96, None)),
    ("超过十年了", months(120, None)),
    ("整整六年", months(72)),
    ("刚好三年", months(36)),
    ("半年", months(6)),
    ("大半年", months(6, 11)),
    ("一年半", months(18)),
    ("8个月", months(8)),
    ("八個月", months(8)),
    ("十八个月", months(18)),
    ("大概五年", months(54, 66)),
    ("五年左右", months(54, 66)),
    ("不到一年", months(0, 11)),
    ("6个年头", months(72)),
    ("５年", months(60)),
    ("5", months(60)),
    ("十二", months(144)),
    ("two and a half years", months(30)),
    ("a year and a half", months(18)),
    ("about five years", months(54, 66)),
    ("more than 5 years", months(60, None)),
    ("nearly ten years", months(96, 119)),
    ("3 years and 2 months", months(38)),
    ("eight months", months(8)),
    ("five or six years", months(60, 72)),
    ("三年零十个月", months(46)),
    ("差两个月满五年", months(58)),
    ("五年差两个月", months(58)),
    ("一年都不到", months(0, 11)),
    # lengths up to a day
    ("到21年底四年", months(48, as_of="2021-12-31")),
    ("截至2023年6月30日满8年", months(96, None, "2023-06-30")),
    ("算到2021年12月底正好六年", months(72, as_of="2021-12-31")),
    ("到23年6月底一年半", months(18, as_of="2023-06-30")),
    ("六年，算到2022年底", months(72, as_of="2022-12-31")),
    ("到今年年底就四年了", months(48, 59, "2023-12-31")),
    ("four years as of end of 2021", months(48, as_of="2021-12-31")),
    # starts
    ("2019年7月", JULY_2019),
    ("2019年7月份開始", JULY_2019),
    ("19年7月开始上班", JULY_2019),
    ("从19年7月干到现在", JULY_2019),
    ("二零一九年七月入行", JULY_2019),
    ("一九年七月", JULY_2019),
    ("2019-07", JULY_2019),
    ("2019.7", JULY_2019),
    ("2019/07", JULY_2019),
    ("since July 2019", JULY_2019),
    ("一七年三月来的", ["2017-03-01", "2017-03-31"]),
    ("2018年1月5号", "2018-01-05"),
    ("2018-01-05开始的", "2018-01-05"),
    ("08年参加工作", ["2008-01-01", "2008-12-31"]),
    ("98年就进厂了", ["1998-01-01", "1998-12-31"]),
    ("2018年毕业就干这行", YEAR_2018),
    ("18年底入职的", ["2018-11-01", "2018-12-31"]),
    ("2018年上半年来的", ["2018-01-01", "2018-06-30"]),
    ("去年8月开始的", ["2022-08-01", "2022-08-31"]),
    ("前年入行", ["2021-01-01", "2021-12-31"]),
    ("去年，也就是2021年8月", ["2021-08-01", "2021-08-31"]),
    ("刚入职", months(0, 6)),
    ("三年前入行的", months(30, 42)),
    ("16年就干了", ["2016-01-01", "2016-12-31"]),
    # both, and several spells
    ("2013年11月开始，快十年了", ["2013-11-01", "2013-11-30"]),
    ("干了6年，中间断过8个月", months(64, 72)),
    ("18年1月开始的，五年半了", ["2018-01-01", "2018-01-31"]),
    ("干了19年", months(228)),
    ("2016年开始，中间断了一年", ["2017-01-01", "2017-12-31"]),
    ("在杭州干了三年，后来回永嘉又干了两年", months(60)),
    ("前前后后加起来七年", months(84)),
    ("2010年工作，2017年3月转行做的施工", ["2017-03-01", "2017-03-31"]),
    ("还没工作呢，应届", months(0)),
    # not known
    ("记不清了", UNSURE),
    ("忘了具体哪年", UNSURE),
    ("五六年吧，具体记不清", months(60, 72)),
    ("I don't remember", UNSURE),
    ("七年，从2016年5月算", ["2016-05-01", "2016-05-31"]),
    ("七年整，22年6月底算", months(84, as_of="2022-06-30")),
    ("2021年12月底刚好满五年", months(60, as_of="2021-12-31")),
    ("四年多还是五年多记不得了", months(48, 71)),
    ("三年零几个月", months(37, 45)),
    ("四年半多一点，不到五年", months(54, 59)),
    ("加起来四年多，但肯定不到五年", months(48, 59)),
    ("五六年，反正不止五年", months(60, 72)),
    ("额，干了六年哈", months(72)),
]


@pytest.mark.parametrize(("text", "value"), WORK, ids=[text for text, _ in WORK])
def test_years_of_work(hear: Hear, text: str, value: Any) -> None:
    """How long somebody has worked is read as said, neither more nor less exactly."""
    assert hear("years_of_work", text).get("years_of_work", "missing") == value


TITLE: list[tuple[str, Any]] = [
    ("2018年评的", YEAR_2018),
    ("2018年评上，2019年7月才聘的", JULY_2019),
    ("2016年9月聘的高工，一直聘到现在", ["2016-09-01", "2016-09-30"]),
    ("聘了7年多", months(84, 95)),
    ("聘书一共四年", months(48)),
    ("2014年1月到2017年12月聘了四年，断了一年，2019年1月又聘到现在，合计八年", months(96)),
    ("2014年1月到2017年12月聘过，2019年1月又聘到现在", ["2015-01-01", "2015-03-31"]),
    ("2014年1月到2017年12月聘了四年", months(48)),
    ("头一段12年5月到14年5月，正好两年，后来没聘，21年9月又聘上到现在", ["2019-09-01", "2019-09-30"]),
    ("还没聘过", "none"),
    ("2016年评的，一直没聘", "none"),
    ("没有职称，谈不上", "none"),
    ("没评过", "none"),
    ("不涉及", "none"),
    ("沒有", "none"),
    ("none", "none"),
    ("不记得哪年聘的了", UNSURE),
]


@pytest.mark.parametrize(("text", "value"), TITLE, ids=[text for text, _ in TITLE])
def test_years_in_title(hear: Hear, text: str, value: Any) -> None:
    """The appointment counts before the title itself, a total before its spells; no title, no time."""
    heard = hear("years_in_title", text)
    assert "years_in_title" in heard
    assert heard["years_in_title"] == value


SKILL: list[tuple[str, Any]] = [
    ("证是2019年7月拿的，之后一直干", JULY_2019),
    ("2019年7月发的证", JULY_2019),
    ("拿证三年多了", months(36, 47)),
    ("去年考出来的", ["2022-01-01", "2022-12-31"]),
    ("没证", "none"),
    ("没有证书，算不了", "none"),
    ("没考过证", "none"),
    ("不清楚", UNSURE),
]


@pytest.mark.parametrize(("text", "value"), SKILL, ids=[text for text, _ in SKILL])
def test_years_since_skill(hear: Hear, text: str, value: Any) -> None:
    """The certificate's month is the start."""
    assert hear("years_since_skill", text).get("years_since_skill", "missing") == value


INSURED: list[tuple[str, Any]] = [
    ("2021年4月开始在永嘉交的", ["2021-04-01", "2021-04-30"]),
    ("在永嘉连续交了两年多，没断过", months(24, 35)),
    ("交了好几年", months(24, None)),
    ("本地交了8个月", months(8)),
    ("一年以上，一直没断", months(12, None)),
    ("之前在杭州交了五年，去年3月转到永嘉交", ["2022-03-01", "2022-03-31"]),
    ("没在本地交过", "none"),
    ("不知道交了多久", UNSURE),
    ("从入职就交，没停过", months(12, None)),
    ("一直在永嘉缴", months(12, None)),
    ("今年入职就交", ["2023-01-01", "2023-12-31"]),
    ("永嘉交了五年没断档，这个月也交了", months(60)),
    ("没在外地交过，公司在永嘉给缴", "missing"),
    ("老家交的，一直没在永嘉交过", "none"),
]


@pytest.mark.parametrize(("text", "value"), INSURED, ids=[text for text, _ in INSURED])
def test_local_insurance(hear: Hear, text: str, value: Any) -> None:
    """Only what was paid here counts."""
    assert hear("local_insurance", text).get("local_insurance", "missing") == value


@pytest.mark.parametrize("text", ["好些年了", "一直", "看情况", "施工", "你猜"])
def test_no_time_is_no_answer(hear: Hear, text: str) -> None:
    """A reply without any time in it is not understood, so that the question is put again."""
    assert "years_of_work" not in hear("years_of_work", text)


def test_having_been_appointed_is_not_being_appointed_now(hear: Hear) -> None:
    """How long somebody was appointed does not say that they still are; «聘到现在» does."""
    assert "appointed_now" not in hear("years_in_title", "聘了六年")
    assert hear("years_in_title", "2016年3月聘到现在")["appointed_now"] is True
    assert hear("years_in_title", "2012年到2018年聘的，后来没续")["appointed_now"] is False


def test_the_time_in_a_lower_title_is_left_out(hear: Hear) -> None:
    """Of two appointments the one to the title that is held counts."""
    known = {"current_title": OneOf(frozenset({"工程师"}))}
    told = hear("years_in_title", "助工2012年聘的，工程师2017年聘的", known)
    assert told["years_in_title"] == ["2017-01-01", "2017-12-31"]
