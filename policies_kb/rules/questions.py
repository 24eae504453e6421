"""What to ask next: only what can still change the verdict, and so that few questions are needed.

First the routes, because they are many and one answer settles several: the one with the fewest open answers is
followed to its end, and whoever is on none is done. Then bars and requirements, the shortest first, and last
whatever nearly everybody answers alike.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from policies_kb.model.attribute import Attribute
from policies_kb.model.text import Text
from policies_kb.rules.formula import occurrences
from policies_kb.rules.leaves import Ask
from policies_kb.rules.relevance import decide, relevant
from policies_kb.rules.ruleset import RuleFormula, Ruleset
from policies_kb.rules.truth import Truth
from policies_kb.rules.values import Facts, Unsure


@dataclass(frozen=True, slots=True)
class Question:
    """An attribute to ask about, worded for the rule that needs it, and which places make it matter."""

    attribute: Attribute
    text: Text
    rules: tuple[str, ...]


def open_questions(rules: Ruleset, facts: Facts, on: dt.date, asked: Collection[str] = ()) -> tuple[str, ...]:
    """The attributes that can still change the verdict and may be asked: not those asked already or not known."""
    return tuple(
        name
        for name in relevant(rules, facts, on)
        if name not in asked and not isinstance(facts.get(name), Unsure)
    )


def next_question(rules: Ruleset, facts: Facts, on: dt.date, asked: Collection[str] = ()) -> Question | None:
    """What to ask next; None where the verdict is certain, or nothing that could be asked would change it.

    `asked` are attributes that the person was asked about already. An attribute of which something was said in
    passing is asked about if that was not exact enough.
    """
    names = open_questions(rules, facts, on, asked)
    return worded(rules, _choose(rules, facts, on, names)) if names else None


def questions_left(rules: Ruleset, facts: Facts, on: dt.date, asked: Collection[str] = ()) -> int:
    """About how many questions are still to come: for the shortest open route, and for whatever else is open."""
    names = open_questions(rules, facts, on, asked)
    others = _open(rules, (*rules.of_kind("bar"), *rules.of_kind("requirement")), facts, on, names)
    needed = {name for rule in others for name in rule}
    routes = _open(rules, rules.of_kind("route"), facts, on, names)
    if routes and decide(rules, rules.way, facts, on).truth is Truth.UNKNOWN:
        shortest = min(routes, key=len)
        needed.update(shortest)
    return len(needed)


def worded(rules: Ruleset, name: str) -> Question:
    """The question about an attribute, in the words of the first rule that has words of its own for it."""
    attribute = rules.attribute(name)
    users = [one.rule for one in rules.rules if any(_about(one, name))]
    own = next((rule.ask[name] for rule in users if name in rule.ask), attribute.question)
    return Question(attribute, own, tuple(rule.id for rule in users))


def _about(one: RuleFormula, name: str) -> Iterable[bool]:
    return (isinstance(leaf, Ask) and leaf.attribute == name for leaf in occurrences(one.formula))


def _choose(rules: Ruleset, facts: Facts, on: dt.date, names: Sequence[str]) -> str:
    routes = _open(rules, _settling(rules, facts, on), facts, on, names)
    if routes and decide(rules, rules.way, facts, on).truth is Truth.UNKNOWN:
        often = Counter(name for route in routes for name in route)
        shortest = min(routes, key=len)
        return max(shortest, key=lambda name: often[name])
    others = _open(rules, (*rules.of_kind("bar"), *rules.of_kind("requirement")), facts, on, names)
    ranked = sorted(others, key=lambda rule: (_usual(rules, rule), len(rule)))
    return ranked[0][0] if ranked else names[0]


def _settling(rules: Ruleset, facts: Facts, on: dt.date) -> list[RuleFormula]:
    """The routes that answers can settle; those that a document decides in the end, where there are no others."""
    routes = list(rules.of_kind("route"))
    return [one for one in routes if not decide(rules, one.formula, facts, on).documents] or routes


def _usual(rules: Ruleset, names: Sequence[str]) -> bool:
    return all(rules.attribute(name).usual is not None for name in names)


def _open(
    rules: Ruleset, some: Sequence[RuleFormula], facts: Facts, on: dt.date, names: Sequence[str]
) -> list[list[str]]:
    """Of every rule that is still open, the attributes among `names` on which it depends."""
    found = []
    for one in some:
        left = [name for name in decide(rules, one.formula, facts, on).attributes if name in names]
        if left:
            found.append(left)
    return found
