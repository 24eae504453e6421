"""Every test of an attribute, as a table: the test, what the person said, and how it comes out (T, F or U)."""

from __future__ import annotations

from typing import Any

import pytest

from policies_kb.rules import check, read_facts
from policies_kb.rules.values import MisfitError
from tests.spec.rules.support import ATTRIBUTES, ON, needing
from tests.spec.rules.test_truth_tables import LETTERS

#: Years count up to 31 December 2021; applications closed on 31 August 2021; the person asks on 1 August 2021.
YES_NO = [
    ({"flag": True}, {"flag": True}, "T"),
    ({"flag": True}, {"flag": False}, "F"),
    ({"flag": False}, {"flag": False}, "T"),
    ({"flag": True}, {"flag": None}, "U"),
    ({"flag": True}, {}, "U"),
]
CHOICE = [
    ({"kind": {"is": "甲"}}, {"kind": "甲"}, "T"),
    ({"kind": {"is": "甲"}}, {"kind": "乙"}, "F"),
    ({"kind": {"is": "甲"}}, {"kind": ["甲", "乙"]}, "U"),
    ({"kind": {"in": ["甲", "乙"]}}, {"kind": ["甲", "乙"]}, "T"),
    ({"kind": {"in": ["甲", "乙"]}}, {"kind": "丙"}, "F"),
]
ORDERED = [
    ({"school": {"at_least": "高中"}}, {"school": "高中"}, "T"),
    ({"school": {"at_least": "高中"}}, {"school": "初中"}, "F"),
    ({"school": {"more_than": "高中"}}, {"school": "高中"}, "F"),
    ({"school": {"more_than": "高中"}}, {"school": "大专"}, "T"),
    ({"school": {"at_most": "高中"}}, {"school": "高中"}, "T"),
    ({"school": {"at_most": "高中"}}, {"school": "大专"}, "F"),
    ({"school": {"less_than": "高中"}}, {"school": "高中"}, "F"),
    ({"school": {"less_than": "高中"}}, {"school": "初中"}, "T"),
    ({"school": {"is": "高中"}}, {"school": "大专"}, "F"),
    ({"school": {"at_least": "高中"}}, {"school": ["初中", "高中"]}, "U"),
]
NUMBER = [
    ({"hours": {"at_least": 90}}, {"hours": 90}, "T"),
    ({"hours": {"at_least": 90}}, {"hours": 89}, "F"),
    ({"hours": {"more_than": 90}}, {"hours": 90}, "F"),
    ({"hours": {"at_most": 90}}, {"hours": 90}, "T"),
    ({"hours": {"less_than": 90}}, {"hours": 90}, "F"),
    ({"hours": {"at_least": 90}}, {"hours": [90, 99]}, "T"),
    ({"hours": {"at_least": 90}}, {"hours": [60, 90]}, "U"),
    ({"hours": {"at_least": 90}}, {"hours": [50, 60]}, "F"),
]
PLACE = [
    ({"place": {"within": "市"}}, {"place": "市"}, "T"),
    ({"place": {"within": "市"}}, {"place": "区"}, "T"),
    ({"place": {"within": "市"}}, {"place": "省"}, "U"),
    ({"place": {"within": "市"}}, {"place": "他市"}, "F"),
    ({"place": {"within": "市"}}, {"place": "未收录的地方"}, "F"),
]
SIX = {"worked": {"at_least": {"years": 6}}}
TIME = [
    (SIX, {"worked": "2015-12-31"}, "T"),
    (SIX, {"worked": "2016-01-01"}, "F"),
    (SIX, {"worked": "2015-12"}, "T"),
    (SIX, {"worked": "2016-01"}, "F"),
    (SIX, {"worked": ["2015-09", "2016-03"]}, "U"),
    (SIX, {"worked": "2015"}, "T"),
    (SIX, {"worked": {"years": 6}}, "T"),
    (SIX, {"worked": {"months": 71}}, "F"),
    (SIX, {"worked": {"months": [60, 72]}}, "U"),
    (SIX, {"worked": {"months": [60, None]}}, "U"),
    (SIX, {"worked": {"years": 4, "as_of": "2021-12-31"}}, "F"),
    (SIX, {"worked": {"years": 6, "as_of": "2021-12-31"}}, "T"),
    (SIX, {"worked": {"years": 6, "as_of": "2022-06-30"}}, "F"),
    ({"worked": {"more_than": {"years": 6}}}, {"worked": {"years": 6}}, "F"),
    ({"worked": {"more_than": {"years": 6}}}, {"worked": "2015-12-31"}, "F"),
    ({"worked": {"more_than": {"years": 6}}}, {"worked": "2015-12-30"}, "T"),
    ({"worked": {"less_than": {"years": 6}}}, {"worked": {"years": 6}}, "F"),
    ({"worked": {"less_than": {"years": 6}}}, {"worked": "2016-01-01"}, "T"),
    ({"worked": {"at_most": {"years": 6}}}, {"worked": {"years": 6}}, "T"),
    ({"worked": {"at_most": {"years": 6}}}, {"worked": "2015-12-30"}, "F"),
    ({"titled": {"at_least": {"years": 1}}}, {"titled": "none"}, "F"),
    ({"titled": {"less_than": {"years": 1}}}, {"titled": "none"}, "F"),
]
OTHER_DAYS = [
    # Three months by the closing day, 31 August 2021.
    ({"worked": {"at_least": {"months": 3}, "as_of": "closing"}}, {"worked": "2021-05-31"}, "T"),
    ({"worked": {"at_least": {"months": 3}, "as_of": "closing"}}, {"worked": "2021-06-01"}, "F"),
    ({"worked": {"at_least": {"months": 3}, "as_of": "closing"}}, {"worked": {"months": 3}}, "T"),
    # By the day of applying, 1 August 2021.
    ({"worked": {"at_least": {"months": 3}, "as_of": "applying"}}, {"worked": "2021-05-01"}, "T"),
    ({"worked": {"at_least": {"months": 3}, "as_of": "applying"}}, {"worked": "2021-05-02"}, "F"),
    # A ban of three years from the day, and of three years from the next year.
    ({"revoked": {"less_than": {"years": 3}, "as_of": "applying"}}, {"revoked": "2018-08-02"}, "T"),
    ({"revoked": {"less_than": {"years": 3}, "as_of": "applying"}}, {"revoked": "2018-08-01"}, "F"),
    (
        {"revoked": {"less_than": {"years": 3}, "as_of": "applying", "from": "next_year"}},
        {"revoked": "2018"},
        "T",
    ),
    (
        {"revoked": {"less_than": {"years": 3}, "as_of": "applying", "from": "next_year"}},
        {"revoked": "2017"},
        "F",
    ),
    (
        {"revoked": {"less_than": {"years": 3}, "as_of": "applying", "from": "next_year"}},
        {"revoked": "none"},
        "F",
    ),
    ({"revoked": {"since": "2018-11-01"}}, {"revoked": "2018-11-01"}, "T"),
    ({"revoked": {"since": "2018-11-01"}}, {"revoked": "2018-10-31"}, "F"),
    ({"revoked": {"before": "2018-11-01"}}, {"revoked": "2018-10"}, "T"),
    ({"revoked": {"before": "2018-11-01"}}, {"revoked": "2018"}, "U"),
]
DOCUMENT: list[tuple[Any, Any, str]] = [({"left_to": "doc"}, {}, "U"), ({"not": {"left_to": "doc"}}, {}, "U")]


@pytest.mark.parametrize(
    ("condition", "said", "wanted"),
    [*YES_NO, *CHOICE, *ORDERED, *NUMBER, *PLACE, *TIME, *OTHER_DAYS, *DOCUMENT],
    ids=str,
)
def test_table(condition: Any, said: Any, wanted: str) -> None:
    """Each line of the tables above holds."""
    facts = read_facts(said, ATTRIBUTES)
    assert check(needing(condition), facts, ON).trace[0].truth is LETTERS[wanted]


@pytest.mark.parametrize(
    ("condition", "said"),
    [
        (line[0], other[1])
        for line, other in [(YES_NO[0], NUMBER[0]), (CHOICE[0], YES_NO[0]), (TIME[0], PLACE[0])]
    ],
    ids=str,
)
def test_an_answer_of_another_type_is_refused(condition: Any, said: Any) -> None:
    """A value that does not fit its attribute raises instead of counting as no."""
    (name,) = condition
    (value,) = read_facts(said, ATTRIBUTES).values()
    with pytest.raises(MisfitError, match=name):
        check(needing(condition), {name: value}, ON)
