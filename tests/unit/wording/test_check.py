"""The self-check in words."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

import pytest

from policies_kb.catalogue import Case, Catalogue
from policies_kb.model.text import Lang
from policies_kb.rules import Absent, Between, Flag, Lasting, Since, Unsure, Value
from policies_kb.wording.check import result_reply
from policies_kb.wording.check.values import told, value_text
from policies_kb.wording.reply import Reply

WITHIN, AFTER = dt.date(2030, 3, 1), dt.date(2031, 5, 1)
ASSISTANT = Case("yi-junior-2030", "助理工程师")


def result(
    catalogue: Catalogue, answers: Mapping[str, Any], on: dt.date = WITHIN, lang: Lang = "zh"
) -> Reply:
    """The result of a self-check for 助理工程师."""
    return result_reply(catalogue.verdicts.check(ASSISTANT, answers, on), catalogue.knowledge, lang)


def test_the_verdict_comes_first_and_every_condition_has_its_place(catalogue: Catalogue) -> None:
    """What is met has a tick."""
    lines = result(catalogue, {"education": "大专", "years_of_work": {"years": 2}}).text.splitlines()
    assert lines[0].startswith("符合")
    assert lines[1] == "✓ 大专毕业，工作满2年（二）"
    assert any("自查" in line and "主管部门" in line for line in lines)
    assert lines[-1].startswith("——乙人〔2030〕7号")


def test_what_is_not_met_shows_what_was_said_and_when_waiting_helps(catalogue: Catalogue) -> None:
    """The nearest way first."""
    text = result(catalogue, {"education": "大专", "years_of_work": "2029-07"}).text
    first, second, *_ = text.splitlines()
    assert first.startswith("不符合")
    assert second.startswith("✗ 大专毕业，工作满2年（二）")
    assert "学历 大专；工作年限 2029年7月起" in second
    assert "最早2031年7月1日起" in text


def test_what_is_open_is_named(catalogue: Catalogue) -> None:
    """Unknown is not taken for no."""
    text = result(catalogue, {"education": "大专", "years_of_work": None}).text
    assert text.startswith("无法判断")
    assert "还需要弄清：工作年限" in text


def test_materials_are_told_to_those_who_may_apply(catalogue: Catalogue) -> None:
    """Not to those who may not."""
    assert "您需要准备" in result(catalogue, {"education": "大专", "years_of_work": {"years": 2}}).text
    assert "您需要准备" not in result(catalogue, {"education": "大专", "years_of_work": {"years": 1}}).text


def test_a_round_that_is_over_is_called_closed(catalogue: Catalogue) -> None:
    """The verdict follows its rules all the same."""
    assert "截止" in result(catalogue, {"education": "大专", "years_of_work": {"years": 2}}, AFTER).text


@pytest.mark.parametrize(("lang", "word"), [("en", "Eligible"), ("zh-hant", "申報")])
def test_it_speaks_the_language_of_the_person(catalogue: Catalogue, lang: Lang, word: str) -> None:
    """English and traditional characters."""
    answers = {"education": "大专", "years_of_work": {"years": 2}}
    assert word in result(catalogue, answers, lang=lang).text


def day(text: str) -> dt.date:
    """2031-07-01."""
    return dt.date.fromisoformat(text)


@pytest.mark.parametrize(
    ("name", "value", "zh", "en"),
    [
        ("years_of_work", Lasting(48, 48), "4年", "4 years"),
        ("years_of_work", Lasting(60, 71), "5年至5年11个月", "5 years to 5 years 11 months"),
        ("years_of_work", Lasting(12, None), "至少1年", "at least 1 year"),
        ("years_of_work", Lasting(7, 7), "7个月", "7 months"),
        (
            "years_of_work",
            Lasting(48, 48, day("2021-12-31")),
            "到2021年12月31日4年",
            "4 years by 31 December 2021",
        ),
        ("years_of_work", Since(day("2019-07-01"), day("2019-07-31")), "2019年7月起", "since July 2019"),
        ("years_of_work", Since(day("2019-01-01"), day("2019-12-31")), "2019年起", "since 2019"),
        ("years_of_work", Since(day("2019-07-05"), day("2019-07-05")), "2019年7月5日起", "since 5 July 2019"),
        ("years_of_work", Absent(), "没有", "none"),
        ("years_of_work", Unsure(), "不清楚", "not known"),
        ("education", Flag(True), "是", "yes"),
        ("education", Between(90, 90), "90", "90"),
        ("education", Between(60, 69), "60至69", "60 to 69"),
    ],
)
def test_what_was_understood_is_repeated(
    catalogue: Catalogue, name: str, value: Value, zh: str, en: str
) -> None:
    """As exactly as it was told, and no more."""
    attribute = catalogue.knowledge.attribute_set.by_name[name]
    assert value_text(attribute, value, "zh") == zh
    assert value_text(attribute, value, "en") == en


def test_answers_are_told_in_the_order_of_the_attributes(catalogue: Catalogue) -> None:
    """Whatever order they came in."""
    facts: dict[str, Value] = {"years_of_work": Lasting(48, 48), "education": Unsure()}
    assert told(catalogue.knowledge.attribute_set, facts, "zh") == "学历 不清楚；工作年限 4年"
