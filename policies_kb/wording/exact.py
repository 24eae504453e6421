"""The one value in a fact that somebody on the phone asks for: a day, an amount, a phone, a number of copies."""

from __future__ import annotations

from typing import Final

from policies_kb.model.entries import Contact, Counting, Fee, Material, Milestone, Office
from policies_kb.model.fact import Fact
from policies_kb.model.text import Lang, Text
from policies_kb.wording.forms import month_or_day, window

_ADDRESS: Final = "address"
_PHONE: Final = "phone"


def exact(fact: Fact, lang: Lang) -> str | None:
    """The value alone, as large print shows it; None where only the sentence tells."""
    found = _value(fact)
    return found.in_(lang) if found else None


def _value(fact: Fact) -> Text | None:
    entry, part = fact.entry, _part(fact)
    if isinstance(entry, Milestone):
        return window(entry.opens, entry.closes) if entry.opens or entry.closes else None
    if isinstance(entry, Counting):
        return month_or_day(entry.until)
    if isinstance(entry, Fee):
        return Text(zh=f"{entry.amount}元", en=f"{entry.amount} yuan")
    if isinstance(entry, Material) and entry.copies is not None:
        plural = "copy" if entry.copies == 1 else "copies"
        return Text(zh=f"{entry.copies}份", en=f"{entry.copies} {plural}")
    if isinstance(entry, Contact | Office) and part == _ADDRESS:
        return entry.address
    if isinstance(entry, Contact):
        return Text(zh="、".join(entry.phones), en=", ".join(entry.phones))
    if isinstance(entry, Office) and part == _PHONE:
        return Text(zh=entry.phone, en=entry.phone)
    return None


def _part(fact: Fact) -> str:
    """Which of several facts of one entry it is; empty for the first."""
    return fact.id.removeprefix(f"{fact.notice}/").partition("/")[2]
