"""Replies that count hours, papers and points."""

from __future__ import annotations

from typing import Any

import pytest

from policies_kb.hearing.amounts import BOUNDLESS
from tests.unit.hearing.conftest import Hear

ROWS: list[tuple[str, str, Any]] = [
    ("hours_each_year", "每年都90学时以上", [90, BOUNDLESS]),
    ("hours_each_year", "每年都有九十多个学时", [90, 99]),
    ("hours_each_year", "2018年90学时，2019年只有60学时", 60),
    ("hours_each_year", "18年19年各90学时", 90),
    ("hours_each_year", "最少的一年是72", 72),
    ("hours_each_year", "19、20、21、22四年每年都90学时以上", [90, BOUNDLESS]),
    ("hours_each_year", "至少一百学时", [100, BOUNDLESS]),
    ("hours_each_year", "不到90学时", [0, 89]),
    ("hours_each_year", "六十來個學時", [54, 69]),
    ("hours_each_year", "100 hours a year", 100),
    ("hours_each_year", "一个学时都没有", 0),
    ("hours_each_year", "没学过", 0),
    ("hours_each_year", "2020年没学，其他年份都有90", 0),
    ("hours_each_year", "at least 90 hours every year", [90, BOUNDLESS]),
    ("hours_each_year", "2018年不到90，2019年100", [0, 89]),
    ("papers", "论文、著作都没有", 0),
    ("hours_each_year", "不低于90", [90, BOUNDLESS]),
    ("hours_each_year", "2019年90，2020年90，2021年88", 88),
    ("hours_each_year", "四年加起来360", "missing"),
    ("hours_each_year", "记不清多少学时", None),
    ("professional_hours", "专业课六十多", [60, 69]),
    ("professional_hours", "六十多", [60, 69]),
    ("professional_hours", "专业科目每年60学时", 60),
    ("general_hours", "公需二十来个", [18, 29]),
    ("general_hours", "18个", 18),
    ("papers", "两篇论文一本著作", 3),
    ("papers", "有三篇，都是评上高工以后发的", 3),
    ("papers", "論文兩篇", 2),
    ("papers", "没有论文", 0),
    ("papers", "一篇都没有", 0),
    ("papers", "two papers", 2),
    ("self_score", "110分", 110),
    ("self_score", "没打过分", "none"),
    ("self_score", "没走自评", "none"),
    ("self_score", "不知道什么是自评分", "none"),
    ("hours_each_year", "公需24学时，专业66学时", 90),
    ("hours_each_year", "专业课和公需课各是70和20", 90),
    ("hours_each_year", "一般公需只修了10个学时", "missing"),
    ("hours_each_year", "2022年没学", 0),
    ("hours_each_year", "2019年忙，没修，另外三年都过90", 0),
    ("hours_each_year", "19和20都是一百出头", [100, 199]),
    ("hours_each_year", "2019、20、21都达标，22年只有84", 84),
    ("hours_each_year", "两年都过了90", [90, BOUNDLESS]),
    ("hours_each_year", "2020年没有90", [0, 89]),
    ("hours_each_year", "总共96，专业占70，公需占26", 96),
    ("professional_hours", "其中专业75", 75),
    ("professional_hours", "每年92学时，专业课64", 64),
    ("general_hours", "专业60，公需30", 30),
    ("general_hours", "20学时", 20),
    ("papers", "有四篇，没有一篇是评职称之前写的", 4),
    ("papers", "写过两篇", 2),
    ("self_score", "啥叫自评分", "none"),
    ("self_score", "额，没人跟我讲过", "none"),
]


@pytest.mark.parametrize(("name", "text", "value"), ROWS, ids=[f"{name}-{text}" for name, text, _ in ROWS])
def test_a_number_is_read(hear: Hear, name: str, text: str, value: Any) -> None:
    """The least of several years, the sum of papers and books; «about» on either side."""
    assert hear(name, text).get(name, "missing") == value


def test_one_reply_tells_three_numbers(hear: Hear) -> None:
    """Hours of each kind go to the attribute whose words stand beside them."""
    heard = hear("hours_each_year", "每年90学时以上，专业课六十多，公需二十来个")
    assert heard == {
        "hours_each_year": [90, BOUNDLESS],
        "professional_hours": [60, 69],
        "general_hours": [18, 29],
    }


def test_hours_of_a_course_are_not_the_hours_of_the_year(hear: Hear) -> None:
    """A count right behind a course is the count of that course."""
    assert "hours_each_year" not in hear("hours_each_year", "公需课考合格了，有18学时")


@pytest.mark.parametrize("text", ["学时都达标", "够了", "学时够的"])
def test_enough_is_what_was_demanded(hear: Hear, text: str) -> None:
    """«Enough» can be understood only where the number asked about is known."""
    assert hear("hours_each_year", text, demand=72.0)["hours_each_year"] == [72, BOUNDLESS]
    assert "hours_each_year" not in hear("hours_each_year", text)


def test_too_few_is_less_than_demanded(hear: Hear) -> None:
    """«Not enough» is below the number asked about."""
    assert hear("hours_each_year", "去年的不够", demand=72.0)["hours_each_year"] == [0, 71]


@pytest.mark.parametrize(
    "text",
    [
        "每年96学时，专业70，公需26",
        "每年96学时，其中专业70公需26",
        "每年96学时（专业70学时，公需26学时）",
        "96学时，70学时专业课，26学时公需课",
    ],
)
def test_each_kind_of_hours_has_its_own_number(hear: Hear, text: str) -> None:
    """The word right beside a number says what it counts; a number beside none is the whole."""
    assert hear("hours_each_year", text) == {
        "hours_each_year": 96,
        "professional_hours": 70,
        "general_hours": 26,
    }


def test_a_reply_about_one_part_says_nothing_of_the_whole(hear: Hear) -> None:
    """The bare number of a reply belongs to the part that was asked about."""
    assert hear("general_hours", "20学时") == {"general_hours": 20}
    assert hear("hours_each_year", "公需只有12学时") == {"general_hours": 12}
