"""What takes something back, and what is said to the self-check itself."""

from __future__ import annotations

from typing import Any

import pytest

from policies_kb.hearing import Command, Ear, command
from policies_kb.rules import Absent, Facts, Flag, Lasting, Located, OneOf
from tests.unit.hearing.conftest import TODAY, plain

KNOWN: Facts = {
    "region": Located("永嘉县"),
    "education": OneOf(frozenset({"本科"})),
    "years_of_work": Lasting(60, 60),
    "major_match": Flag(True),
    "current_title": OneOf(frozenset({"没有职称"})),
    "years_in_title": Absent(),
}

CORRECTIONS: list[tuple[str, dict[str, Any]]] = [
    ("不对，我是大专", {"education": "大专"}),
    ("不對，我是大專", {"education": "大专"}),
    ("说错了，是19年7月开始干的", {"years_of_work": ["2019-07-01", "2019-07-31"]}),
    ("刚才说错了，干了四年半", {"years_of_work": {"months": [54, 54]}}),
    ("学历改成中专", {"education": "中专"}),
    ("学历应该是硕士", {"education": "硕士"}),
    ("更正一下，单位在瑞安", {"region": "瑞安市"}),
    ("搞错了，专业不对口", {"major_match": False}),
    ("不对不对，我是技术员", {"current_title": "技术员"}),
    ("等等，我学历填错了，是高中", {"education": "高中"}),
    ("actually, I have a junior college diploma", {"education": "大专"}),
    ("写错了，是2018年1月", {"years_of_work": ["2018-01-01", "2018-01-31"]}),
    ("我记错了，是2016年聘的", {"years_in_title": ["2016-01-01", "2016-12-31"]}),
    ("口误，是大专", {"education": "大专"}),
    ("哦不，是中专", {"education": "中专"}),
    ("不是本科，是大专", {"education": "大专"}),
    ("刚才的不算，我有技术员证", {"current_title": "技术员"}),
    ("错了", {}),
]


@pytest.mark.parametrize(("text", "facts"), CORRECTIONS, ids=[text for text, _ in CORRECTIONS])
def test_a_correction(ear: Ear, text: str, facts: dict[str, Any]) -> None:
    """What is said instead is heard for the attribute it fits; «错了» alone says nothing instead."""
    heard = ear.correction(text, KNOWN, TODAY)
    assert heard is not None
    assert plain(heard.facts) == facts


@pytest.mark.parametrize(
    "text",
    [
        "不对口",
        "不对口，学护理的",
        "大专",
        "不是",
        "不对应怎么办",
        "没有",
        "是不是错了？",
        "填错了能改吗",
        "考核没错",
        "不是事业单位，是民企",
    ],
)
def test_no_correction(ear: Ear, text: str) -> None:
    """An answer or a question is not taken for a correction."""
    assert ear.correction(text, KNOWN, TODAY) is None


COMMANDS: list[tuple[str, Command]] = [
    ("为什么问这个", Command.WHY),
    ("为啥要问这个？", Command.WHY),
    ("為什麼問這個", Command.WHY),
    ("问这个干嘛", Command.WHY),
    ("why do you ask?", Command.WHY),
    ("跳过", Command.SKIP),
    ("跳過這題", Command.SKIP),
    ("下一题", Command.SKIP),
    ("不想说", Command.SKIP),
    ("skip", Command.SKIP),
    ("上一题", Command.BACK),
    ("返回上一步", Command.BACK),
    ("go back", Command.BACK),
    ("先不查了", Command.STOP),
    ("不測了", Command.STOP),
    ("退出", Command.STOP),
    ("下次再说吧", Command.STOP),
    ("stop please", Command.STOP),
    ("继续", Command.RESUME),
    ("接着问吧", Command.RESUME),
    ("繼續", Command.RESUME),
    ("continue", Command.RESUME),
    ("重新来", Command.RESTART),
    ("从头开始", Command.RESTART),
    ("重新測一遍", Command.RESTART),
    ("start over", Command.RESTART),
]


@pytest.mark.parametrize(("text", "order"), COMMANDS, ids=[text for text, _ in COMMANDS])
def test_a_command(text: str, order: Command) -> None:
    """A command is the whole message, with its politeness."""
    assert command(text) is order


@pytest.mark.parametrize(
    "text",
    [
        "没有",
        "大专",
        "继续教育",
        "不清楚",
        "为什么我不能评",
        "公司停缴了",
        "过了",
        "不对，我是大专",
        "不考了四年",
        "继续教育学完了",
    ],
)
def test_no_command(text: str) -> None:
    """A reply or a question about the notice is not taken for a command."""
    assert command(text) is None
