"""Whatever way a number, a length or a day is written, it is read back."""

from __future__ import annotations

import calendar
import datetime as dt

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from policies_kb.hearing import Ear
from policies_kb.hearing.moments import moments
from policies_kb.hearing.numerals import numbers
from policies_kb.hearing.spans import span
from policies_kb.rules import Lasting, Since
from policies_kb.terms import normalise
from tests.unit.hearing.conftest import TODAY

DIGITS = "零一二三四五六七八九"


def chinese(number: int) -> str:
    """12 → 十二, 105 → 一百零五."""
    if number < 10:
        return DIGITS[number]
    if number < 20:
        return "十" + (DIGITS[number % 10] if number % 10 else "")
    if number < 100:
        return DIGITS[number // 10] + "十" + (DIGITS[number % 10] if number % 10 else "")
    rest = number % 100
    tail = (
        ""
        if not rest
        else f"零{DIGITS[rest]}"
        if rest < 10
        else f"{DIGITS[rest // 10]}十{DIGITS[rest % 10].strip('零')}"
    )
    return DIGITS[number // 100] + "百" + tail


@given(st.integers(1, 999))
def test_a_number_in_characters(number: int) -> None:
    """Every number up to 999 is read from characters."""
    assert [(one.low, one.high) for one in numbers(chinese(number))] == [(number, number)]


@given(
    st.integers(0, 45),
    st.integers(0, 11),
    st.sampled_from(["{}年{}个月", "{}年零{}個月", "干了{}年又{}个月", "有{}年{}个月"]),
    st.booleans(),
)
def test_a_length(years: int, months: int, form: str, in_characters: bool) -> None:
    """Years and months, in digits or characters, simplified or traditional, are read to the month."""
    written = form.format(*(chinese(one) if in_characters else one for one in (years, months)))
    assert span(normalise(written), TODAY) == Lasting(12 * years + months, 12 * years + months)


@given(
    st.dates(dt.date(1990, 1, 1), TODAY),
    st.sampled_from(
        [
            "{0.year}年{0.month}月",
            "{0.year}-{0.month:02}",
            "{0.year}.{0.month:02}",
            "从{0.year}年{0.month}月开始",
            "{0.year}年{0.month}月份來的",
        ]
    ),
)
def test_a_month(day: dt.date, form: str) -> None:
    """A month means: somewhere in it."""
    last = calendar.monthrange(day.year, day.month)[1]
    assert span(normalise(form.format(day)), TODAY) == Since(day.replace(day=1), day.replace(day=last))


@given(
    st.dates(dt.date(1990, 1, 1), TODAY),
    st.sampled_from(
        [
            "{0.year}年{0.month}月{0.day}日",
            "{0.year}年{0.month}月{0.day}号",
            "{0:%Y-%m-%d}",
            "{0:%Y/%m/%d}",
            "{0:%B} {0.day}, {0.year}",
        ]
    ),
)
def test_a_day(day: dt.date, form: str) -> None:
    """A whole date is that day."""
    assert [(one.first, one.last) for one in moments(normalise(form.format(day)), TODAY)] == [(day, day)]


@given(st.dates(dt.date(2001, 1, 1), TODAY), st.booleans())
def test_a_short_year_with_its_month(day: dt.date, in_characters: bool) -> None:
    """«19年7月» and «一九年七月» are 2019, never nineteen years."""
    year = f"{day.year % 100:02}"
    if in_characters:
        year = "".join(DIGITS[int(digit)] for digit in year)
    month = chinese(day.month) if in_characters else str(day.month)
    last = calendar.monthrange(day.year, day.month)[1]
    assert span(f"{year}年{month}月", TODAY) == Since(day.replace(day=1), day.replace(day=last))


@given(st.text(max_size=40))
def test_no_text_breaks_the_reading(text: str) -> None:
    """Whatever is written, reading it for time raises nothing."""
    span(normalise(text), TODAY)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.text(alphabet="0123年月半多没不是有了的，工程师大专永嘉社保交到前差快十五两个 a-z.", max_size=30))
def test_no_reply_breaks_the_ear(ear: Ear, text: str) -> None:
    """Whatever is replied to whatever question, hearing it raises nothing, and keeps the words."""
    for attribute in ear.attributes:
        for value in ear.answer(text, attribute, {}, TODAY).facts.values():
            assert value.words
    ear.opening(text, TODAY)
    ear.correction(text, {}, TODAY)
