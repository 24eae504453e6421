"""A verdict in words: the verdict first, then each condition with its place, what to do, and whom to ask."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from policies_kb.interview import Case, Judged
from policies_kb.interview.result import Need
from policies_kb.model.entries import Document
from policies_kb.model.knowledge import Knowledge
from policies_kb.model.text import Lang, Text
from policies_kb.rules import Truth, Verdict
from policies_kb.wording.check.asking import case_name, title_name
from policies_kb.wording.check.conditions import conditions, other_routes, said_about, shown
from policies_kb.wording.check.phrases import PHRASES, VERDICTS
from policies_kb.wording.forms import day
from policies_kb.wording.reply import Button, Reply, in_script
from policies_kb.wording.validity import validity


def result_reply(judged: Judged, knowledge: Knowledge, lang: Lang) -> Reply:
    """The whole result of a self-check for one notice and title."""
    case = Case(judged.notice.id, judged.rules.target)
    lines = [
        headline(judged).in_(lang).format(case=case_name(case, knowledge, lang)),
        *conditions(judged, lang),
        other_routes(judged, lang),
        _missing(judged, lang),
        _left_to(judged, lang),
        _change(judged, lang),
        waiting_text(judged, lang),
        materials_text(judged, Truth.TRUE, lang),
        materials_text(judged, Truth.UNKNOWN, lang),
        validity(judged.notice, (), judged.on, lang),
        whom_to_ask(judged, lang) + PHRASES["disclaimer"].in_(lang),
        f"——{judged.notice.citation}",
    ]
    text = "\n".join(line for line in lines if line)
    return Reply(in_script(text, lang), _buttons(judged, lang), result_custom(judged, lang))


def result_custom(judged: Judged, lang: Lang) -> dict[str, Any]:
    """The `custom` part at the end of a self-check."""
    outcome = judged.explanation.outcome
    waiting = judged.explanation.earliest
    return {
        "self_check": {
            "notice": judged.notice.id,
            "target": judged.rules.target,
            "verdict": str(outcome.verdict),
            "missing": [*outcome.missing, *outcome.left_to],
            "earliest": waiting.day.isoformat() if waiting else None,
            "reasons": [
                {
                    "condition": one.rule.say.in_(lang),
                    "truth": met.name.lower(),
                    "said": said_about(one, judged, lang),
                    "at": "、".join(map(str, one.rule.at)),
                }
                for one, met in shown(judged)
            ],
        }
    }


def headline(judged: Judged) -> Text:
    """The first line of a result, with `{case}` in it."""
    if judged.explanation.closed and judged.explanation.verdict is Verdict.ELIGIBLE:
        return PHRASES["eligible_then"]
    return VERDICTS[judged.explanation.verdict]


def _missing(judged: Judged, lang: Lang) -> str:
    outcome = judged.explanation.outcome
    if outcome.verdict is not Verdict.UNDETERMINED:
        return ""
    lines = []
    if outcome.missing:
        lines.append(PHRASES["missing"].in_(lang).format(what=labels_of(judged, outcome.missing, lang)))
    if outcome.unstated:
        lines.append(PHRASES["unstated"].in_(lang).format(what=labels_of(judged, outcome.unstated, lang)))
    return "\n".join(lines)


def labels_of(judged: Judged, names: Iterable[str], lang: Lang) -> str:
    """What attributes are called, in one line."""
    labels = [judged.rules.attribute(name).label.in_(lang) for name in names]
    return (", " if lang == "en" else "、").join(labels)


def _left_to(judged: Judged, lang: Lang) -> str:
    outcome = judged.explanation.outcome
    if outcome.verdict is not Verdict.UNDETERMINED or not outcome.left_to:
        return ""
    by_id: dict[str, Document] = {one.id: one for one in judged.notice.documents}
    named = "；".join(document_name(by_id[name], lang) for name in outcome.left_to if name in by_id)
    return PHRASES["left_to"].in_(lang).format(documents=named)


def document_name(document: Document, lang: Lang) -> str:
    """A document that decides, and what it decides."""
    return document.name + (f"（{document.decides.in_(lang)}）" if document.decides else "")


def _change(judged: Judged, lang: Lang) -> str:
    wrong = {one.rule for one in judged.explanation.changes}
    mends = [
        mend.in_(lang).rstrip("。.")
        for one in judged.explanation.conditions
        if one.rule.id in wrong and (mend := getattr(one.rule, "mend", None))
    ]
    how = ("; " if lang == "en" else "；").join(mends)
    return PHRASES["changes"].in_(lang).format(how=how) if how else ""


def waiting_text(judged: Judged, lang: Lang) -> str:
    """When waiting helps, and whether this round is reached; empty where it does not help."""
    waiting = judged.explanation.earliest
    if waiting is None:
        return ""
    text = PHRASES["waits"].in_(lang).format(day=day(waiting.day).in_(lang))
    text += PHRASES["waits_in_round" if waiting.in_round else "waits_later"].in_(lang)
    return text + ("" if waiting.enough else PHRASES["waits_not_enough"].in_(lang))


def materials_text(judged: Judged, truth: Truth, lang: Lang) -> str:
    """The materials that the person needs, or may need where `truth` is unknown; empty where there are none."""
    if judged.explanation.verdict is Verdict.INELIGIBLE:
        return ""
    names = list(dict.fromkeys(_material(need, lang) for need in judged.materials if _grade(need) is truth))
    if not names:
        return ""
    phrase = PHRASES["materials" if truth is Truth.TRUE else "materials_maybe"]
    return phrase.in_(lang).format(materials=("; " if lang == "en" else "；").join(names))


def _grade(need: Need) -> Truth:
    """What depends on more than the self-check asks stays «depending on your case»."""
    plain = need.material.only_if is None or need.material.when is not None
    return need.truth if plain else Truth.UNKNOWN


def _material(need: Need, lang: Lang) -> str:
    material = need.material
    name = material.name.in_(lang)
    if material.copies:
        name += PHRASES["copies"].in_(lang).format(count=material.copies)
    if material.only_if and _grade(need) is Truth.UNKNOWN:
        name += f"（{material.only_if.in_(lang)}）"
    return f"{name}[{'、'.join(map(str, material.at))}]"


def whom_to_ask(judged: Judged, lang: Lang) -> str:
    """The office that answers questions; empty where the notice names none."""
    if judged.contact is None:
        return ""
    office, phones = judged.contact.office.in_(lang), "、".join(judged.contact.phones)
    return PHRASES["ask"].in_(lang).format(office=office, phones=phones)


def _buttons(judged: Judged, lang: Lang) -> tuple[Button, ...]:
    others = [title for title in judged.notice.titles if title != judged.rules.target]
    buttons = [
        Button(
            PHRASES["other_title"].in_(lang).format(title=title_name(title, lang)),
            check_payload(judged.notice.id, title),
        )
        for title in others
    ]
    again = Button(
        PHRASES["again"].in_(lang), check_payload(judged.notice.id, judged.rules.target, fresh=True)
    )
    return tuple(Button(in_script(one.title, lang), one.payload) for one in (*buttons, again))


def check_payload(notice: str, title: str, *, fresh: bool = False) -> str:
    """What a button sends to check a title. `fresh`: without what was told before."""
    entities = {"notice": notice, "title": title, **({"answer": "fresh"} if fresh else {})}
    return "/start_self_check" + json.dumps(entities, ensure_ascii=False)
