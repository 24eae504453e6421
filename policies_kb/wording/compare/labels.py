"""What a row is called: by its subject, else by the words in which people ask for it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from policies_kb.model.text import Lang, Text
from policies_kb.model.titles import ENGLISH, ORDER
from policies_kb.wording.compare.statements import Statement

_HAN: Final = re.compile(r"[一-鿿]")
#: Characters of an alias that makes a name: shorter ones tell little, longer ones are whole questions.
_LENGTHS: Final = range(3, 9)
_BEGINNING: Final = 24
_KINDS: Final = {
    "route": Text(zh="途径", en="Route"),
    "bar": Text(zh="不得申报", en="Excluded"),
    "requirement": Text(zh="必须满足", en="Required"),
    "adjustment": Text(zh="年限调整", en="Adjustment"),
}


def label_of(row: Sequence[Statement], lang: Lang) -> str:
    """A short name for what the statements of a row have in common. The row has at least one."""
    first = next((one for one in row if not one.silent), row[0])
    if first.kind in _KINDS:
        return _of_rule(first, lang)
    if first.subject is not None:
        return first.subject.in_(lang)
    return _as_asked(row, lang)


def _of_rule(one: Statement, lang: Lang) -> str:
    """`必须满足 · 每年度继续教育学时`; of a route the titles and the least education."""
    titles = one.targets if one.kind == "route" else ()
    names = [ENGLISH[title] if lang == "en" else title for title in ORDER if title in titles]
    subject = [one.subject.in_(lang)] if one.subject else []
    return " · ".join([_KINDS[one.kind].in_(lang), *names, *subject])


def _as_asked(row: Sequence[Statement], lang: Lang) -> str:
    """The question whose words stand in what is said most completely; one of all statements where there is one."""
    said = "".join(one.said.in_(lang) for one in row).casefold()
    own = [{alias for alias in one.aliases if _is_in(alias, lang)} for one in row]
    fitting = set.intersection(*own) or set.union(*own)
    good = [one for one in fitting if len(one) in _LENGTHS] if lang != "en" else []
    best = max(good or fitting, key=lambda one: (_share(one.casefold(), said), len(one), one), default="")
    return best[:1].upper() + best[1:] if best else _beginning(row[0].said.in_(lang))


def _is_in(alias: str, lang: Lang) -> bool:
    return bool(_HAN.search(alias)) == (lang != "en")


def _share(asked: str, said: str) -> float:
    """How much of a question stands in what is said; as a whole counts more than in pieces."""
    pieces = asked.split() if asked.isascii() else list(asked)
    return 2.0 if asked in said else sum(piece in said for piece in pieces) / len(pieces)


def _beginning(said: str) -> str:
    return said if len(said) <= _BEGINNING else said[:_BEGINNING] + "…"
