"""Starts that are days, months or years, counted up to different days: narrowing an answer never turns a verdict."""

from __future__ import annotations

import datetime as dt
from typing import Any

from hypothesis import example, given, settings
from hypothesis import strategies as st

from policies_kb.rules import (
    Absent,
    Facts,
    Lasting,
    Round,
    Ruleset,
    Since,
    Value,
    Verdict,
    check,
    relevant,
    verdict,
)
from tests.spec.rules.support import ON, rule, ruleset

FIRST, LAST = dt.date(2015, 1, 1), dt.date(2023, 12, 31)
DAYS = st.dates(FIRST, LAST)

BOUNDS = st.one_of(
    st.integers(0, 5).map(lambda years: {"years": years}),
    st.integers(1, 30).map(lambda months: {"months": months}),
)
TIMING = st.fixed_dictionaries(
    {},
    optional={
        "as_of": st.sampled_from(["counting", "closing", "applying"]),
        "from": st.sampled_from(["day", "next_year"]),
    },
)
COMPARED = st.builds(
    lambda how, bound, timing: {how: bound, **timing},
    st.sampled_from(["at_least", "more_than", "at_most", "less_than"]),
    BOUNDS,
    TIMING,
)
DATED = st.builds(lambda how, day: {how: day.isoformat()}, st.sampled_from(["since", "before"]), DAYS)
TESTS = st.builds(
    lambda name, test: {name: test}, st.sampled_from(["worked", "titled"]), st.one_of(COMPARED, DATED)
)
CONDITIONS = st.recursive(
    TESTS,
    lambda inner: st.one_of(
        st.lists(inner, min_size=2, max_size=3).map(lambda parts: {"all": parts}),
        st.lists(inner, min_size=2, max_size=3).map(lambda parts: {"any": parts}),
        inner.map(lambda part: {"not": part}),
    ),
    max_leaves=5,
)
ROUNDS = st.builds(
    lambda counting, closes, slack, convention: Round(
        counting=counting, ends=closes, closes=closes, slack=slack, convention=convention
    ),
    st.sampled_from([dt.date(2020, 12, 31), dt.date(2021, 6, 30), dt.date(2020, 2, 29)]),
    st.sampled_from([dt.date(2020, 8, 31), dt.date(2021, 9, 15)]),
    st.sampled_from([0, 0, 365]),
    st.sampled_from(["anniversary", "inclusive"]),
)


@st.composite
def spans(draw: st.DrawFn) -> tuple[Since, Since]:
    """A start known roughly, and a day within it."""
    first, exact, last = sorted(draw(st.lists(DAYS, min_size=3, max_size=3)))
    return Since(first, last), Since(exact, exact)


@st.composite
def lengths(draw: st.DrawFn) -> tuple[Lasting, Lasting]:
    """A length known roughly, and one within it; with or without the day on which it was so."""
    low, exact, high = sorted(draw(st.lists(st.integers(0, 80), min_size=3, max_size=3)))
    as_of = draw(st.one_of(st.none(), DAYS))
    top = draw(st.sampled_from([high, None]))
    return Lasting(low, top, as_of), Lasting(exact, exact, as_of)


def rules_of(condition: Any, days: Round) -> Ruleset:
    return ruleset({"requirements": [rule("only", need=condition)]}, days)


def narrows(rules: Ruleset, before: Facts, after: Facts) -> None:
    first = verdict(rules, before, ON)
    assert first in (Verdict.UNDETERMINED, verdict(rules, after, ON))


@settings(max_examples=400, deadline=None)
@example(
    # «At least so long», tested by the calendar: the start may lie before any bound in years.
    {
        "all": [
            {"worked": {"before": "2015-01-01"}},
            {"titled": {"at_least": {"years": 0}}},
            {"titled": {"at_least": {"years": 1}}},
        ]
    },
    Round(counting=dt.date(2020, 12, 31), ends=dt.date(2020, 12, 31)),
    (Lasting(0, None), Lasting(90, 90)),
    (Lasting(0, None), Lasting(12, 12)),
)
@given(CONDITIONS, ROUNDS, st.one_of(spans(), lengths()), st.one_of(spans(), lengths()))
def test_narrowing_an_answer_never_turns_the_verdict(
    condition: Any, days: Round, one: tuple[Value, Value], other: tuple[Value, Value]
) -> None:
    """From nothing to a range to the exact day, a decided verdict stays."""
    rules = rules_of(condition, days)
    narrows(rules, {}, {"worked": one[0]})
    narrows(rules, {"worked": one[0]}, {"worked": one[1]})
    narrows(rules, {"worked": one[0]}, {"worked": one[0], "titled": other[0]})
    narrows(rules, {"worked": one[0], "titled": other[0]}, {"worked": one[1], "titled": other[1]})
    narrows(rules, {"worked": one[1]}, {"worked": one[1], "titled": Absent()})


@settings(max_examples=100, deadline=None)
@given(CONDITIONS, ROUNDS.filter(lambda days: days.slack == 0), spans())
def test_a_range_of_starts_is_all_its_days(condition: Any, days: Round, span: tuple[Since, Since]) -> None:
    """The verdict on a range is decided exactly where every single day in it gives the same."""
    rules = rules_of(condition, days)
    rough = span[0]
    known: dict[str, Value] = {"titled": Since(dt.date(2018, 5, 4), dt.date(2018, 5, 4))}
    count = (rough.last - rough.first).days + 1
    every = (rough.first + dt.timedelta(days=offset) for offset in range(count))
    found = {verdict(rules, {**known, "worked": Since(day, day)}, ON) for day in every}
    outcome = check(rules, {**known, "worked": rough}, ON)
    assert outcome.verdict == (found.pop() if len(found) == 1 else Verdict.UNDETERMINED)
    undecided = outcome.verdict is Verdict.UNDETERMINED
    assert relevant(rules, {**known, "worked": rough}, ON) == (("worked",) if undecided else ())
