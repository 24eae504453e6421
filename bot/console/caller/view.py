"""What the page shows: the questions with their fields, the verdict, and a check that was opened by its code."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Any, Final

from bot.console.caller import written
from bot.console.caller.judging import Judgement, still_open
from bot.console.caller.told import NONE, UNSURE, Told, write_case
from policies_kb.catalogue import Catalogue
from policies_kb.model.attribute import Attribute
from policies_kb.model.text import Lang
from policies_kb.wording.check import Item
from policies_kb.wording.check.asking import case_name

#: So many choices stand side by side; more are a list to choose from.
_FEW: Final = 6


@dataclass(frozen=True)
class Field:
    """A question and its field. `shape`: `radios`, `select`, `text`; `instead` of a text: `none`, `unsure`."""

    item: Item
    shape: str
    options: tuple[tuple[str, str], ...]
    value: str
    instead: str
    wrong: str
    hint: str


def form_values(judgement: Judgement, told: Told, lang: Lang, say: Mapping[str, str]) -> dict[str, Any]:
    """What the template of the whole page needs for the form."""
    fields = [_field(item, told, lang, say) for item in judgement.items(lang)]
    catalogue = judgement.catalogue
    shown = {field.item.attribute.name for field in fields}
    return {
        "case": write_case(told.case),
        "cases": tuple(_cases(catalogue, lang)),
        "parts": [(str(part), tuple(group)) for part, group in groupby(fields, lambda one: one.item.part)],
        # What was told and is not asked here is kept, for the next title may ask it.
        "apart": tuple(_apart(catalogue, told, shown)),
        "regions": tuple(region.name for region in catalogue.knowledge.region_list),
        **result_values(judgement, lang, say),
    }


def result_values(judgement: Judgement, lang: Lang, say: Mapping[str, str]) -> dict[str, Any]:
    """What the template of the verdict needs."""
    found, form = judgement.findings(lang), judgement.items(lang)
    following = next((item for item in form if item.attribute.name == judgement.following), None)
    left = still_open(form)
    return {
        "found": found,
        "status": _status(judgement, [one.short for one in found], say),
        "left": say["caller_left"].format(count=left) if left else say["caller_settled"],
        "following": following,
        "following_why": following.attribute.why.in_(lang) if following else "",
    }


def _status(judgement: Judgement, shorts: list[str], say: Mapping[str, str]) -> str:
    if not shorts:
        return say["caller_nothing"]
    if judgement.case:
        return shorts[0]
    counts = ((short, shorts.count(short)) for short in dict.fromkeys(shorts))
    return " · ".join(say["caller_count"].format(short=short, count=count) for short, count in counts)


def _field(item: Item, told: Told, lang: Lang, say: Mapping[str, str]) -> Field:
    attribute = item.attribute
    plain, wrong = told.answers.get(attribute.name), told.wrong.get(attribute.name, "")
    options = tuple(_options(attribute, lang, say))
    if not options:
        instead = plain if plain in (NONE, UNSURE) else ""
        text = wrong or written.write(plain)
        hint = say["caller_hint"].format(example=attribute.example.in_(lang))
        return Field(item, "text", (), text, instead or "", wrong, hint)
    shape = "radios" if len(options) <= _FEW + 1 else "select"
    value = {True: "true", False: "false"}.get(plain, plain) if isinstance(plain, bool) else plain
    return Field(item, shape, options, value if isinstance(value, str) else "", "", wrong, "")


def _options(attribute: Attribute, lang: Lang, say: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    if attribute.type == "boolean":
        yield from (("true", say["caller_yes"]), ("false", say["caller_no"]))
    elif attribute.values:
        yield from ((one.value, one.name.in_(lang)) for one in attribute.values)
    else:
        return
    if attribute.optional:
        yield NONE, say["caller_none"]
    yield UNSURE, say["caller_unsure"]


def _cases(catalogue: Catalogue, lang: Lang) -> Iterator[tuple[str, tuple[tuple[str, str], ...]]]:
    """The notices that can be checked, each with its titles."""
    for notice, cases in groupby(catalogue.verdicts.every_case(), lambda case: case.notice):
        held = catalogue.knowledge.notice(notice)
        name = held.short.in_(lang) if held else notice
        yield name, tuple((write_case(case), case_name(case, catalogue.knowledge, lang)) for case in cases)


def _apart(catalogue: Catalogue, told: Told, shown: set[str]) -> Iterator[tuple[str, str]]:
    for attribute in catalogue.knowledge.attributes:
        plain = told.answers.get(attribute.name)
        if plain is not None and attribute.name not in shown:
            value = ("true" if plain else "false") if isinstance(plain, bool) else written.write(plain)
            yield attribute.name, value or str(plain)
