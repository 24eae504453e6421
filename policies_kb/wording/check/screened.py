"""What a person can apply for: every title that was looked at, the nearest first."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from policies_kb.interview import Case, Judged
from policies_kb.model.knowledge import Knowledge
from policies_kb.model.text import Lang
from policies_kb.rules import Truth, Verdict
from policies_kb.wording.check.asking import case_name
from policies_kb.wording.check.conditions import shown
from policies_kb.wording.check.phrases import MARKS, PHRASES, SHORT
from policies_kb.wording.check.result import check_payload, result_custom
from policies_kb.wording.reply import Button, Reply, in_script

#: So many titles are told, and so many reasons for each.
_TITLES: Final = 5
_REASONS: Final = 2


def screened_reply(ranked: Sequence[Judged], knowledge: Knowledge, lang: Lang) -> Reply:
    """All titles that were looked at, the best first, each with what decides it."""
    head = "screened" if ranked[0].explanation.verdict is not Verdict.INELIGIBLE else "screen_nothing"
    told = [one for place, one in enumerate(ranked[:_TITLES], 1)]
    lines = [
        PHRASES[head].in_(lang),
        *(_entry(place, one, knowledge, lang) for place, one in enumerate(told, 1)),
    ]
    lines.append(PHRASES["disclaimer"].in_(lang))
    return Reply(
        in_script("\n".join(lines), lang), _buttons(told, knowledge, lang), screened_custom(ranked, lang)
    )


def screened_custom(ranked: Sequence[Judged], lang: Lang) -> dict[str, Any]:
    """The `custom` part: the best as a self-check's, and all of them under `screened`."""
    every = [result_custom(one, lang)["self_check"] for one in ranked]
    return {"self_check": {**every[0], "screened": every}}


def _entry(place: int, one: Judged, knowledge: Knowledge, lang: Lang) -> str:
    name = case_name(Case(one.notice.id, one.rules.target), knowledge, lang)
    lines = [f"{place}. {SHORT[one.explanation.verdict].in_(lang)} · {name}"]
    telling = [pair for pair in shown(one) if pair[1] is not Truth.TRUE] or [
        pair for pair in shown(one) if pair[0].kind == "route"
    ]
    for rule, met in telling[:_REASONS]:
        places = "、".join(map(str, rule.rule.at))
        lines.append(f"   {MARKS[met]} {rule.rule.say.in_(lang)}（{one.notice.citation} · {places}）")
    return "\n".join(lines)


def _buttons(told: Sequence[Judged], knowledge: Knowledge, lang: Lang) -> tuple[Button, ...]:
    return tuple(
        Button(
            in_script(
                PHRASES["details"]
                .in_(lang)
                .format(title=case_name(Case(one.notice.id, one.rules.target), knowledge, lang)),
                lang,
            ),
            check_payload(one.notice.id, one.rules.target),
        )
        for one in told[:3]
    )
