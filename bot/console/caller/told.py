"""What the form says about a caller: answers as plain data, and what could not be understood."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from bot.console.caller import written
from policies_kb.catalogue import Case, Catalogue
from policies_kb.model.attribute import Attribute
from policies_kb.model.dates import Days

#: An answer stands in `a.<attribute>`; «none» and «not known» beside a field to write in stand in `x.<attribute>`.
ANSWER: Final = "a."
INSTEAD: Final = "x."
NONE: Final = "none"
UNSURE: Final = "unsure"
_FLAGS: Final = {"true": True, "false": False}


@dataclass(frozen=True)
class Told:
    """One caller: `case` is what is checked, None for all titles at once. `wrong` is what nobody can understand."""

    case: Case | None
    answers: Mapping[str, Any] = field(default_factory=dict)
    wrong: Mapping[str, str] = field(default_factory=dict)


def read_case(text: str, catalogue: Catalogue) -> Case | None:
    """`<notice>/<target>`; None where there is no such, and for all at once."""
    notice, _, target = text.partition("/")
    case = Case(notice, target)
    return case if case in catalogue.verdicts.every_case() else None


def write_case(case: Case | None) -> str:
    """As it stands in the form."""
    return f"{case.notice}/{case.target}" if case else ""


def read_told(form: Mapping[str, Any], catalogue: Catalogue, on: dt.date) -> Told:
    """What was sent. What is left empty was not told: that is never a no."""
    answers: dict[str, Any] = {}
    wrong: dict[str, str] = {}
    for attribute in catalogue.knowledge.attributes:
        text = _text(form, ANSWER, attribute).strip()
        instead = _text(form, INSTEAD, attribute) or text
        if instead == UNSURE or (instead == NONE and attribute.optional):
            answers[attribute.name] = instead
        elif text:
            answer = _read(attribute, text, catalogue, answers, on)
            if answer is None:
                wrong[attribute.name] = text
            else:
                answers[attribute.name] = answer
    # The verdict of all titles has a button for each of them, beside the list to choose from.
    chosen = form.get("only") or form.get("case")
    return Told(read_case(str(chosen or ""), catalogue), answers, wrong)


def _text(form: Mapping[str, Any], prefix: str, attribute: Attribute) -> str:
    found = form.get(prefix + attribute.name, "")
    return found if isinstance(found, str) else ""


def _read(
    attribute: Attribute, text: str, catalogue: Catalogue, answers: Mapping[str, Any], on: dt.date
) -> Any | None:
    if attribute.type == "boolean":
        return _FLAGS.get(text)
    if attribute.values:
        return text if text in attribute.choices else None
    if attribute.type == "region" and text in catalogue.knowledge.regions.by_name:
        return text
    exact = written.read(attribute, text)
    if written.is_mistyped(attribute, text):
        return None
    if exact is None:
        return catalogue.verdicts.heard(attribute.name, text, answers, on)
    return None if _is_to_come(exact, on) else exact


def _is_to_come(exact: Any, on: dt.date) -> bool:
    """Whether a day lies ahead: nothing that was done so far began then, so it was mistyped."""
    first = exact[0] if isinstance(exact, list) else exact
    return isinstance(first, str) and Days.parse(first).first > on
