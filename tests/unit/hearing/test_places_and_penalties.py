"""Places of work; penalties, their days, and that there were none."""

from __future__ import annotations

from typing import Any

import pytest

from tests.unit.hearing.conftest import Hear

PLACES: list[tuple[str, Any]] = [
    ("在永嘉瓯北上班", "永嘉县"),
    ("单位就在永嘉县", "永嘉县"),
    ("永嘉县，乌牛那边", "永嘉县"),
    ("上虞曹娥街道这边的公司", "上虞区"),
    ("宁波", "宁波市"),
    ("寧波", "宁波市"),
    ("浙江宁波鄞州", "鄞州区"),
    ("绍兴越城区", "越城区"),
    ("我是从安徽来的，现在在永嘉", "永嘉县"),
    ("老家温州，单位在杭州", "杭州市"),
    ("不在永嘉，在瑞安", "瑞安市"),
    ("江苏", "江苏省"),
    ("上海", "上海市"),
    ("不在浙江", "浙江省以外"),
    ("在外省", "浙江省以外"),
    ("不在永嘉", "永嘉县以外"),
    ("单位没在上虞", "上虞区以外"),
    ("不在永嘉，在鹿城", "鹿城区"),
    ("Yongjia", "永嘉县"),
    ("our office is in Hangzhou", "杭州市"),
    ("绍兴市直单位", "绍兴市直"),
    ("邵兴", "绍兴市"),
    ("浙江", "浙江省"),
    ("不知道", None),
]


@pytest.mark.parametrize(("text", "value"), PLACES, ids=[text for text, _ in PLACES])
def test_place_of_work(hear: Hear, text: str, value: Any) -> None:
    """The narrowest place that is listed, where the person works and not where they come from."""
    assert hear("region", text, {}).get("region", "missing") == value


@pytest.mark.parametrize("text", ["瓯北", "施工"])
def test_no_place(hear: Hear, text: str) -> None:
    """A town that is not listed is no answer."""
    assert "region" not in hear("region", text, {})


REVOKED: list[tuple[str, Any]] = [
    ("没有", "none"),
    ("没有，清清白白", "none"),
    ("从来没有过", "none"),
    ("没违规过", "none"),
    ("沒有弄虛作假過", "none"),
    ("no", "none"),
    ("没什么特殊的，都正常", "none"),
    ("2021年8月20日因为挂证被住建部门撤销了一建注册", "2021-08-20"),
    ("有，2020年3月5号被吊销的", "2020-03-05"),
    ("21年8月挂证被撤销", ["2021-08-01", "2021-08-31"]),
    ("2021年弄虚作假被取消", "none"),
    ("不清楚算不算", None),
    ("两年前因为挂证被撤销了注册", ["2021-01-01", "2021-12-31"]),
    ("19年挂证被查，注册撤销了", ["2019-01-01", "2019-12-31"]),
    ("额，啥处分也没挨过", "none"),
]


@pytest.mark.parametrize(("text", "value"), REVOKED, ids=[text for text, _ in REVOKED])
def test_registration_revoked(hear: Hear, text: str, value: Any) -> None:
    """The day it was revoked; what is denied, or another kind of penalty, is none of this kind."""
    assert hear("registration_revoked", text).get("registration_revoked", "missing") == value


FRAUD: list[tuple[str, Any]] = [
    ("没有", "none"),
    ("没有造过假", "none"),
    ("2021年弄虚作假被取消了资格", ["2021-01-01", "2021-12-31"]),
    ("去年用了假材料被查处", ["2022-01-01", "2022-12-31"]),
    ("2021年8月20日挂证被撤销了注册", "none"),
]


@pytest.mark.parametrize(("text", "value"), FRAUD, ids=[text for text, _ in FRAUD])
def test_fraud_found(hear: Hear, text: str, value: Any) -> None:
    """The year of the cheating that was found."""
    assert hear("fraud_found", text).get("fraud_found", "missing") == value


def test_no_penalty_at_all_answers_both_questions(hear: Hear) -> None:
    """«没有» to the question about both is no to both; one that happened leaves the other open."""
    assert hear("registration_revoked", "没有") == {"registration_revoked": "none", "fraud_found": "none"}
    assert "fraud_found" not in hear("registration_revoked", "2021年8月20日挂证被撤销")


def test_a_penalty_without_a_day_lies_anywhere_in_the_past(hear: Hear) -> None:
    """That it happened is known, when it happened is not."""
    first, last = hear("registration_revoked", "有过，挂证被撤销过，哪天记不清了")["registration_revoked"]
    assert first < "1980"
    assert last == "2023-10-20"
