"""A question of the self-check: what was noted, how far it is, the question last, and its buttons."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any, Final, cast

from policies_kb.interview import Case, Interview, Note, Step, Touched
from policies_kb.model.attribute import Attribute
from policies_kb.model.knowledge import Knowledge
from policies_kb.model.text import Lang
from policies_kb.model.titles import ENGLISH, Title
from policies_kb.wording.check.phrases import NOTES, PHRASES
from policies_kb.wording.check.standing import standing_lines
from policies_kb.wording.check.values import told
from policies_kb.wording.reply import Button, Reply, in_script

#: So many choices are offered as buttons; more are easier to type.
_FEW: Final = 9


def asking_reply(step: Step, knowledge: Knowledge, lang: Lang, touched: Sequence[Touched] = ()) -> Reply:
    """The reply that goes on with an interview (or pauses it); `touched` are conditions to tell before the question."""
    lines = [_note(step, knowledge, lang), *standing_lines(touched, knowledge, lang)]
    if step.question is not None:
        lines += [_left(step.left, lang), step.question.text.in_(lang)]
    text = "\n".join(line for line in lines if line)
    buttons = _buttons(step.question.attribute, lang) if step.question else ()
    return Reply(in_script(text, lang), buttons, asking_custom(step.interview))


def asking_custom(interview: Interview) -> dict[str, Any]:
    """The `custom` part while the self-check asks. Notice and target are null where several are looked at."""
    one = interview.cases[0] if len(interview.cases) == 1 else None
    return {
        "self_check": {
            "notice": one.notice if one else None,
            "target": one.target if one else None,
            "asking": interview.asking,
        }
    }


def case_name(case: Case, knowledge: Knowledge, lang: Lang) -> str:
    """`永嘉2021建设初级 · 技术员`."""
    notice = knowledge.notice(case.notice)
    return f"{notice.short.in_(lang) if notice else case.notice} · {title_name(case.target, lang)}"


def title_name(title: str, lang: Lang) -> str:
    """A title in the language of the reply."""
    return ENGLISH.get(cast(Title, title), title) if lang == "en" else title


def _note(step: Step, knowledge: Knowledge, lang: Lang) -> str:
    phrase = NOTES[step.note].in_(lang)
    heard = told(knowledge.attribute_set, step.heard, lang)
    if step.note is Note.BEGUN:
        noted = NOTES[Note.NOTED].in_(lang).format(told=heard) if heard else ""
        return "\n".join(part for part in (_begun(step.interview, knowledge, lang), noted) if part)
    if step.note in (Note.NOTED, Note.CORRECTED):
        return phrase.format(told=heard) if heard else ""
    if step.question is not None and step.note is Note.NOT_UNDERSTOOD:
        example = step.question.attribute.example.in_(lang)
        return phrase.format(example=PHRASES["example"].in_(lang).format(example=example))
    if step.question is not None and step.note is Note.WHY:
        return phrase.format(why=step.question.attribute.why.in_(lang))
    return phrase


def _begun(interview: Interview, knowledge: Knowledge, lang: Lang) -> str:
    if len(interview.cases) > 1:
        return PHRASES["screen_begun"].in_(lang)
    return NOTES[Note.BEGUN].in_(lang).format(case=case_name(interview.cases[0], knowledge, lang))


def _left(count: int, lang: Lang) -> str:
    if count == 1:
        return PHRASES["left_one"].in_(lang)
    return PHRASES["left"].in_(lang).format(count=count)


def _buttons(attribute: Attribute, lang: Lang) -> tuple[Button, ...]:
    offered: list[tuple[str, str]] = []
    if attribute.type == "boolean":
        offered = [(PHRASES["button_yes"].in_(lang), "true"), (PHRASES["button_no"].in_(lang), "false")]
    elif attribute.values:
        shown = [one for one in attribute.values if one.button]
        offered = [(one.name.in_(lang), one.value) for one in shown] if len(shown) <= _FEW else []
    elif attribute.optional:
        offered = [(PHRASES["button_none"].in_(lang), "none")]
    offered.append((PHRASES["dont_know"].in_(lang), "unsure"))
    return tuple(Button(in_script(title, lang), _payload(value)) for title, value in offered)


def _payload(value: str) -> str:
    return "/inform" + json.dumps({"answer": value}, ensure_ascii=False)
