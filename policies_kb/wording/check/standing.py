"""The conditions that a person's first words touch, each with its place, told before the first question."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from policies_kb.interview import Touched
from policies_kb.model.knowledge import Knowledge
from policies_kb.model.notice import Notice
from policies_kb.model.text import Lang
from policies_kb.wording import kinds
from policies_kb.wording.check.phrases import MARKS, PHRASES


def standing_lines(touched: Sequence[Touched], knowledge: Knowledge, lang: Lang) -> Iterator[str]:
    """A line a condition, and the day up to which time counts where somebody told since when."""
    if touched:
        yield PHRASES["so_far"].in_(lang)
    for one in touched:
        notice = knowledge.notice(one.case.notice)
        assert notice is not None
        places = "、".join(map(str, one.rule.rule.at))
        yield f"{MARKS[one.met]} {one.rule.rule.say.in_(lang)}（{notice.citation} · {places}）"
    dated = {one.case.notice: None for one in touched if one.dated}
    for name in dated:
        notice = knowledge.notice(name)
        assert notice is not None
        yield from _counted(notice, lang)


def _counted(notice: Notice, lang: Lang) -> Iterator[str]:
    """Up to which day the notice counts; nothing where it does not say."""
    named = notice.eligibility.counting if notice.eligibility else None
    for entry in notice.counting:
        if entry.id == named:
            text = next(kinds.counting(notice, entry)).text.in_(lang)
            yield f"{text}（{notice.citation} · {'、'.join(map(str, entry.at))}）"
