"""What can still change the verdict, exactly.

Kleene's evaluation comes first: what it decides is decided. What it leaves open is exact as well where every
attribute is left in one test only, because then each test can still turn out either way, independently of the
others. Only where an attribute is left in several tests is the rest of the formula turned into a diagram (see
`diagram`) over the cells of its attributes (see `cells`). The rest is small: everything certain has been put in.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from policies_kb.rules.cells import cells
from policies_kb.rules.diagram import FALSE, TRUE, Diagrams
from policies_kb.rules.formula import And, Choose, Const, Formula, Neg, Or, occurrences, simplify
from policies_kb.rules.leaves import Ask, Leaf, Open
from policies_kb.rules.ruleset import Ruleset
from policies_kb.rules.truth import Truth
from policies_kb.rules.values import Facts


@dataclass(frozen=True, slots=True)
class Decision:
    """The truth of a formula and, where it is unknown, on what it still depends, in the order of the rules."""

    truth: Truth
    attributes: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()


def decide(rules: Ruleset, formula: Formula, facts: Facts, on: dt.date) -> Decision:
    """Whether `formula` is true, false, or open to some completion of what is known."""
    left = simplify(formula, lambda leaf: rules.truth(leaf, facts, on))
    if isinstance(left, Const):
        return Decision(Truth.of(left.value))
    found = list(occurrences(left))
    often = Counter(_variable(leaf) for leaf in found)
    if max(often.values()) == 1 and rules.degenerate.isdisjoint(found):
        return _decision(Truth.UNKNOWN, found)
    builder = Builder(rules, facts, on)
    diagram = builder.build(left)
    if diagram in (FALSE, TRUE):
        return Decision(Truth.of(diagram == TRUE))
    return _decision(Truth.UNKNOWN, builder.depends(diagram))


def relevant(rules: Ruleset, facts: Facts, on: dt.date) -> tuple[str, ...]:
    """The attributes that can still change the verdict, in the order of the rules."""
    return decide(rules, rules.whole, facts, on).attributes


class Builder:
    """Builds diagrams of formulas over what is still open. One order of variables: that of first use."""

    def __init__(self, rules: Ruleset, facts: Facts, on: dt.date) -> None:
        self.rules, self.facts, self.on = rules, facts, on
        self.diagrams = Diagrams()
        self._numbers: dict[str | Open, int] = {}
        self._asked: dict[Leaf, int] = {}

    def build(self, formula: Formula) -> int:
        """The diagram of a formula."""
        make = self.diagrams
        match formula:
            case Const(value):
                return TRUE if value else FALSE
            case And(parts):
                result = TRUE
                for part in parts:
                    result = make.both(result, self.build(part))
                return result
            case Or(parts):
                result = FALSE
                for part in parts:
                    result = make.either(result, self.build(part))
                return result
            case Neg(part):
                return make.flip(self.build(part))
            case Choose(when, yes, no):
                return make.choose(self.build(when), self.build(yes), self.build(no))
            case Ask() | Open():
                return self._leaf(formula)

    def depends(self, diagram: int) -> list[Leaf]:
        """One leaf of every variable on which the diagram depends."""
        wanted = self.diagrams.variables(diagram)
        names = [name for name, number in self._numbers.items() if number in wanted]
        return [name if isinstance(name, Open) else self.rules.asks[name][0] for name in names]

    def _leaf(self, leaf: Leaf) -> int:
        if leaf not in self._asked:
            number = self._numbers.setdefault(_variable(leaf), len(self._numbers))
            if isinstance(leaf, Open):
                self._asked[leaf] = self.diagrams.ask(number, (False, True))
            else:
                # All tests of the attribute at once, so that its cells are the same in every part.
                asks = self.rules.asks[leaf.attribute]
                known = cells(self.rules, leaf.attribute, asks, self.facts.get(leaf.attribute), self.on)
                for place, ask in enumerate(asks):
                    self._asked[ask] = self.diagrams.ask(number, [cell[place] for cell in known])
        return self._asked[leaf]


def _variable(leaf: Leaf) -> str | Open:
    return leaf if isinstance(leaf, Open) else leaf.attribute


def _decision(truth: Truth, found: Sequence[Leaf]) -> Decision:
    attributes = {leaf.attribute: None for leaf in found if isinstance(leaf, Ask)}
    documents = {leaf.document: None for leaf in found if isinstance(leaf, Open)}
    return Decision(truth, tuple(attributes), tuple(documents))
