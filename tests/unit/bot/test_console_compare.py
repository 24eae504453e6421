"""What can be compared, and how notices and offices are found by what people call them."""

from __future__ import annotations

import datetime as dt

import pytest
from multidict import MultiDict

from bot.console.compare.asked import Asked
from bot.console.compare.choosing import choices
from bot.console.compare.directory import dialled
from bot.console.compare.named import fits
from policies_kb.catalogue import Catalogue
from policies_kb.model.knowledge import Knowledge

TODAY = dt.date(2031, 5, 1)


@pytest.fixture(scope="module")
def rounds(sample: Knowledge) -> Catalogue:
    """One review in six years, beside the sample's notices."""
    first = sample.notices[0]
    more = tuple(first.model_copy(update={"id": f"round-{year}", "year": year}) for year in range(2032, 2037))
    return Catalogue(sample.model_copy(update={"notices": (*sample.notices, *more)}))


def _asked(catalogue: Catalogue, *pairs: tuple[str, str]) -> Asked:
    return Asked.read(MultiDict(pairs), TODAY, catalogue)


def test_rounds_of_one_review_are_offered_together(rounds: Catalogue) -> None:
    """The newest four of them; a review of which one round is held is not among them."""
    [found] = choices(rounds, _asked(rounds)).rounds
    assert [one.year for one in found] == [2036, 2035, 2034, 2033]


@pytest.mark.parametrize(("count", "is_ready"), [(0, False), (1, False), (2, True), (4, True), (5, False)])
def test_two_to_four_are_compared(rounds: Catalogue, count: int, is_ready: bool) -> None:
    """More are refused with the reason, fewer are asked for."""
    asked = _asked(rounds, *(("notice", f"round-{year}") for year in range(2032, 2032 + count)))
    assert asked.is_ready is is_ready
    assert asked.wrong == ("compare_too_many" if count > 4 else "")


def test_an_address_keeps_what_was_asked(rounds: Catalogue) -> None:
    """Notices in their order, the day unless it is today's, the switch."""
    pairs = (("notice", "round-2033"), ("notice", "round-2032"), ("on", "2030-01-02"), ("only", "yes"))
    asked = _asked(rounds, *pairs)
    assert asked.address(*asked.notices) == (
        "/console/compare?notice=round-2033&notice=round-2032&on=2030-01-02&only=yes"
    )
    assert _asked(rounds, ("on", TODAY.isoformat())).address() == "/console/compare"


def test_the_chosen_stay_in_the_list(rounds: Catalogue) -> None:
    """Whatever is looked for next."""
    listed = choices(rounds, _asked(rounds, ("notice", "round-2034"), ("find", "2036"))).listed
    assert [(one.notice.id, one.chosen) for one in listed] == [("round-2034", True), ("round-2036", False)]


@pytest.mark.parametrize(
    ("typed", "fitting"),
    [
        ("", True),
        ("永嘉初级", True),
        ("永嘉 2021", True),
        ("永人社202123", True),
        ("ＹＯＮＧＪＩＡ", True),
        ("初级永嘉", False),
        ("yj", False),
        ("永嘉 正高", False),
    ],
)
def test_found_by_what_people_call_it(typed: str, fitting: bool) -> None:
    """In order, whatever stands between; letters and digits only as they stand."""
    names = ("2021年永嘉县建设工程初级职称评审", "永人社〔2021〕23号", "Yongjia construction junior")
    assert fits(typed, names) is fitting


@pytest.mark.parametrize(
    ("phone", "expected"), [("0571-1234 5678", "057112345678"), ("+86 10 1234", "+86101234")]
)
def test_phones_as_they_are_dialled(phone: str, expected: str) -> None:
    """Digits alone, for people write what they like between them."""
    assert dialled(phone) == expected
