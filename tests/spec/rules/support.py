"""Small worlds for the tests of the rules: a handful of attributes, a round, and rules written as in a file."""

from __future__ import annotations

import datetime as dt
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from policies_kb.model.attribute import Attribute, Attributes, Choice
from policies_kb.model.eligibility import Eligibility
from policies_kb.model.regions import Region, Regions
from policies_kb.model.text import Text
from policies_kb.reading import read_folder
from policies_kb.rules import Round, Ruleset, compile_rules

T = {"zh": "规则", "en": "rule"}
ROUND = Round(counting=dt.date(2021, 12, 31), ends=dt.date(2021, 8, 31), closes=dt.date(2021, 8, 31))
ON = dt.date(2021, 8, 1)
HERE = Path(__file__).parent

REGIONS = Regions(
    (
        Region(name="省", en="province"),
        Region(name="市", en="city", within="省"),
        Region(name="区", en="district", within="市"),
        Region(name="他市", en="other city", within="省"),
    )
)


def attribute(name: str, kind: Any, values: tuple[str, ...] = (), **more: Any) -> Attribute:
    """An attribute with placeholder texts."""
    text = Text(zh=f"{name}？", en=f"{name}?")
    choices = tuple(Choice(value=value, name=Text(zh=value, en=value)) for value in values)
    return Attribute(
        name=name, type=kind, label=text, question=text, why=text, example=text, values=choices, **more
    )


ATTRIBUTES = Attributes(
    (
        attribute("flag", "boolean"),
        attribute("other", "boolean"),
        attribute("kind", "choice", ("甲", "乙", "丙")),
        attribute("school", "ordered", ("初中", "高中", "大专", "本科")),
        attribute("hours", "number"),
        attribute("worked", "duration"),
        attribute("titled", "duration", optional=True),
        attribute("revoked", "date", optional=True),
        attribute("place", "region"),
    )
)


def rule(name: str, **fields: Any) -> dict[str, Any]:
    """A rule as a file writes it, with a place and a text."""
    return {"id": name, "at": "一", "say": T, **fields}


def ruleset(section: dict[str, Any], days: Round = ROUND, target: str = "技术员") -> Ruleset:
    """The rules of a section over the small world."""
    return compile_rules(Eligibility.model_validate(section), target, days, ATTRIBUTES, REGIONS)


def needing(condition: Any, days: Round = ROUND) -> Ruleset:
    """One requirement alone."""
    return ruleset({"requirements": [rule("only", need=condition)]}, days)


def _real(name: str, target: str, days: Round) -> Ruleset:
    """The rules of `<name>.yml` beside this file, over the attributes and regions that come with the project."""
    files = read_folder()
    section = Eligibility.model_validate(yaml.safe_load((HERE / f"{name}.yml").read_text(encoding="utf-8")))
    return compile_rules(section, target, days, Attributes(files.attributes), files.regions)


@cache
def yongjia(target: str) -> Ruleset:
    """The first realistic example: applications until 31 August, years up to the end of December 2021."""
    days = Round(
        counting=dt.date(2021, 12, 31),
        ends=dt.date(2021, 8, 31),
        opens=dt.date(2021, 7, 20),
        closes=dt.date(2021, 8, 31),
    )
    return _real("yongjia", target, days)


@cache
def shangyu() -> Ruleset:
    """The second: 助理工程师, years up to 30 June 2023, no closing day."""
    days = Round(counting=dt.date(2023, 6, 30), ends=dt.date(2023, 12, 31), opens=dt.date(2023, 2, 21))
    return _real("shangyu", "助理工程师", days)
