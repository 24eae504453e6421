"""How long something has lasted, or when it began: what the moments and lengths of a sentence say together.

The start that was named wins over a length, made narrower where both agree; the total that was named wins over all.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from policies_kb.hearing.lengths import Length, Role, lengths
from policies_kb.hearing.moments import Moment, moments
from policies_kb.hearing.numerals import number_at
from policies_kb.model.dates import add_months
from policies_kb.rules.values import Lasting, Since

_GOES_ON: Final = re.compile(
    r"[^,;]{0,14}?(?:到现在|到今|至今|到目前|到如今|到当前|到年底|till now|to now|to date|until now|to present|so far)"
)
_RANGE: Final = re.compile(r"\s?(?:开始)?[^,;]{0,4}?(?:到|至|-|~|—|–|to|until|till)\s?")
_ADDS: Final = re.compile(r"又|再|另外|之后|然后|后来|加上|还(?!是)|and then|plus")
#: «五年多还是六年多»: one of them.
_EITHER: Final = re.compile(r"还是|要么|或者?|可能|or")
_JUST: Final = re.compile(
    r"刚(?:刚)?(?:入职|入行|毕业|工作|来|聘|评|拿|开始|进|参加|到|上班|办)|才(?:刚)?(?:入职"
    r"|入行|来|聘|评|拿)没多久|没几天"
)
_BARE: Final = re.compile(r"(?:差不多|大概)?(\S{1,3}?)(?:了|吧|啊|呢)*[.!]?")
_MOST_BARE: Final = 50


@dataclass(frozen=True, slots=True)
class _Said:
    """The moments and lengths of one sentence."""

    plain: str
    starts: tuple[Moment, ...]
    closed: tuple[tuple[Moment, Moment], ...]
    until: Moment | None
    lengths: tuple[Length, ...]

    def first(self, role: Role) -> Length | None:
        """The first length of a role."""
        return next((length for length in self.lengths if length.role is role), None)


def span(plain: str, on: dt.date, prefer: Sequence[str] = ()) -> Since | Lasting | None:
    """What a normalised sentence says about a start or a length; None where it names neither.

    Of several starts the one wins whose clause has the first of the words `prefer`, or else the earliest.
    """
    said = _said(plain, on)
    total = said.first(Role.TOTAL)
    if total is not None:
        return _lasting(total.low, total.high, said)
    if len(said.closed) > 0:
        return _spells(said)
    mere = all(start.relative for start in said.starts)  # «这个月也交了» beside a length starts nothing
    if said.starts and not (mere and said.first(Role.PLAIN)):
        return _since(said, on, prefer)
    return _length(said)


def bare_years(plain: str) -> Lasting | None:
    """A number alone, as a reply to «how long»: years."""
    match = _BARE.fullmatch(plain)
    number = number_at(match[1]) if match else None
    if match is None or number is None or number.end != len(match[1]) or number.high > _MOST_BARE:
        return None
    return Lasting(round(12 * number.low), round(12 * number.high))


def day_of(plain: str, on: dt.date) -> Since | None:
    """The day, month or year named in a normalised sentence; the most exact one."""
    named = [moment for moment in moments(plain, on) if moment.first <= on]
    if not named:
        ago = next((one for one in lengths(plain) if one.role is Role.AGO), None)
        return _years_ago(ago, on) if ago else None
    exact = min(named, key=lambda moment: (moment.last - moment.first, moment.start))
    return Since(exact.first, exact.last)


def _years_ago(ago: Length, on: dt.date) -> Since:
    """«三年前»: in the calendar year so long ago, or in the month where it is less than a year."""
    nearest, furthest = add_months(on, -ago.low), add_months(on, -(ago.high or ago.low))
    middle = nearest + (furthest - nearest) / 2
    return Since(dt.date(middle.year, 1, 1), min(on, dt.date(middle.year, 12, 31)))


def without_moments(plain: str, on: dt.date) -> str:
    """The text with every moment blanked out, places kept."""
    for moment in moments(plain, on):
        plain = plain[: moment.start] + "·" * (moment.end - moment.start) + plain[moment.end :]
    return plain


def _said(plain: str, on: dt.date) -> _Said:
    named = moments(plain, on)
    closed: list[tuple[Moment, Moment]] = []
    starts: list[Moment] = []
    until: Moment | None = None
    for at, moment in enumerate(named):
        before = named[at - 1] if at else None
        if before is not None and before in starts and _RANGE.fullmatch(plain[before.end : moment.start]):
            starts.remove(before)
            closed.append((before, moment))
        elif moment.until:
            until = moment
        elif moment.first <= on:
            starts.append(moment)
    return _Said(plain, tuple(starts), tuple(closed), until, tuple(lengths(without_moments(plain, on))))


def _spells(said: _Said) -> Since | Lasting:
    """Several spells count together: as if the last, open one had begun that much earlier."""
    low = sum(_months(begun.last, ended.first) for begun, ended in said.closed)
    high = sum(_months(begun.first, ended.last) for begun, ended in said.closed)
    going_on = next((start for start in said.starts if start.first > said.closed[-1][1].first), None)
    length = said.first(Role.PLAIN)
    own = length is not None and (going_on is None or length.end <= going_on.start)
    if len(said.closed) == 1 and length is not None and own and low <= length.low <= high:
        low = high = length.low  # «12年5月到14年5月，正好两年»
    if going_on:
        return Since(add_months(going_on.first, -high), add_months(going_on.last, -low))
    return Lasting(low, high)


def _months(first: dt.date, last: dt.date) -> int:
    """Whole months from a day to another, both counted."""
    end = last + dt.timedelta(days=1)
    return max(0, (end.year - first.year) * 12 + end.month - first.month - (end.day < first.day))


def _since(said: _Said, on: dt.date, prefer: Sequence[str]) -> Since:
    liked = ([start for start in said.starts if cue in _clause(said.plain, start)] for cue in prefer)
    start = min(next(filter(None, liked), said.starts), key=lambda moment: moment.first)
    since = Since(start.first, start.last)
    gap = said.first(Role.GAP)
    if gap is not None:
        return Since(add_months(since.first, gap.low), add_months(since.last, gap.high or gap.low))
    length = said.first(Role.PLAIN)
    return _narrowed(since, length, said.until.last if said.until else on) if length else since


def _narrowed(since: Since, length: Length, end: dt.date) -> Since:
    """The part of `since` that agrees with a length up to `end`; all of it where none does.

    Whoever names the start and says «五年» besides does not mean five years to the day.
    """
    high = length.low + 11 if length.high == length.low else length.high
    began = Lasting(length.low, None if high is None else high + 1).began(end)
    first, last = max(since.first, began.first), min(since.last, began.last)
    return Since(first, last) if first <= last else since


def _length(said: _Said) -> Since | Lasting | None:
    """A length; where a gap is named, it may be part of it or not."""
    plain = [length for length in said.lengths if length.role is Role.PLAIN]
    if not plain:
        ago = said.first(Role.AGO)
        if ago is not None:
            return _lasting(ago.low, ago.high, said)
        return Lasting(0, _JUST_MONTHS) if _JUST.search(said.plain) else None
    one = plain[0]
    low, high = one.low, one.high
    if any(_EITHER.search(said.plain, one.end, other.start) for other in plain[1:]):
        ends = [other.high for other in plain]
        low, high = min(other.low for other in plain), None if None in ends else max(filter(None, ends))
        return _lasting(low, high, said)
    gap = said.first(Role.GAP)
    if gap is not None:
        low = max(0, low - (gap.high or gap.low))
    for other in plain[1:]:
        if _ADDS.search(said.plain, one.end, other.start):
            low += other.low
            high = None if high is None or other.high is None else high + other.high
    return _lasting(low, high, said)


#: How long ago «just begun» may be, in months.
_JUST_MONTHS: Final = 6


def _lasting(low: int, high: int | None, said: _Said) -> Lasting:
    """A length; a gap that was taken off one end only never turns the ends round."""
    return Lasting(low, None if high is None else max(low, high), said.until.last if said.until else None)


def _clause(plain: str, moment: Moment) -> str:
    start = max(plain.rfind(",", 0, moment.start), plain.rfind(";", 0, moment.start)) + 1
    end = next((at for at in range(moment.end, len(plain)) if plain[at] in ",;"), len(plain))
    return plain[start:end]
