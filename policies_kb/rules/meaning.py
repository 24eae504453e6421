"""What the rules of one title mean together: dead routes, contradictions, tests that decide nothing.

Every rule is turned into a diagram in which nothing is known of the person. There «can never be» is being FALSE
and «follows from» is «one and not the other» being FALSE, so that each of these questions is answered exactly.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import permutations

from policies_kb.model.eligibility import Eligibility
from policies_kb.rules.diagram import FALSE, TRUE, TooIntricateError
from policies_kb.rules.flaw import Flaw, Path, rule_paths
from policies_kb.rules.formula import And, Choose, Formula, Neg, Or, occurrences
from policies_kb.rules.leaves import Ask
from policies_kb.rules.relevance import Builder
from policies_kb.rules.ruleset import RuleFormula, Ruleset


def meaning(rules: Ruleset, section: Eligibility) -> list[Flaw]:
    """The flaws in what the rules of one title mean. Their tests must fit their attributes."""
    paths = {rule.id: path for rule, path in rule_paths(section)}
    try:
        return list(_Meaning(rules, paths).flaws())
    except TooIntricateError as error:
        what, _, mend = str(error).partition("; ")
        return [Flaw(("eligibility",), f"the rules for {rules.target} are too intricate: {what}", mend)]


class _Meaning:
    def __init__(self, rules: Ruleset, paths: dict[str, Path]) -> None:
        self.rules, self.paths = rules, paths
        self.builder = Builder(rules, {}, rules.days.ends)
        self.make = self.builder.diagrams
        self.diagrams = {one.rule.id: self.builder.build(one.formula) for one in rules.rules}

    def flaws(self) -> Iterator[Flaw]:
        settled = list(self._settled())
        yield from settled
        if settled:
            return
        for one in self.rules.rules:
            yield from self._parts(one, one.formula)
        for kind in ("bar", "requirement", "route"):
            yield from self._implied(self.rules.of_kind(kind))
        yield from self._excluded()

    def _settled(self) -> Iterator[Flaw]:
        """Rules that come out the same for everybody."""
        for one in self.rules.rules:
            diagram = self.diagrams[one.rule.id]
            if diagram == FALSE:
                yield self._flaw(
                    one, "can never be true: its conditions contradict each other", "correct a bound"
                )
            elif diagram == TRUE:
                yield self._flaw(
                    one, "is always true: it tests nothing", "write what it demands, or remove it"
                )

    def _parts(self, one: RuleFormula, formula: Formula) -> Iterator[Flaw]:
        """Parts of a rule that decide nothing beside the others."""
        match formula:
            case And(parts) | Or(parts):
                whole = self.builder.build(formula)
                for index, part in enumerate(parts):
                    rest = (*parts[:index], *parts[index + 1 :])
                    if rest and self.builder.build(type(formula)(rest)) == whole:
                        what = f"the condition on {_about(part)} decides nothing beside the others"
                        yield self._flaw(one, what, "remove it, or correct a bound")
                        return
                for part in parts:
                    yield from self._parts(one, part)
            case Neg(part):
                yield from self._parts(one, part)
            case Choose():
                return

    def _implied(self, some: Sequence[RuleFormula]) -> Iterator[Flaw]:
        """Rules that can never be the one that decides, because another of their kind always does.

        Of bars and routes the narrower is idle, of requirements the wider.
        """
        idle: set[str] = set()
        for one, other in permutations(some, 2):
            narrow, wide = (other, one) if one.kind == "requirement" else (one, other)
            if other.rule.id in idle or not self._follows(narrow, wide):
                continue
            if some.index(one) < some.index(other) and self._follows(wide, narrow):
                continue
            idle.add(one.rule.id)
            what = f"is dead: {other.rule.id} already decides wherever it could"
            yield self._flaw(one, what, "remove it, or correct a bound")

    def _follows(self, narrow: RuleFormula, wide: RuleFormula) -> bool:
        wider = self.make.flip(self.diagrams[wide.rule.id])
        return self.make.both(self.diagrams[narrow.rule.id], wider) == FALSE

    def _excluded(self) -> Iterator[Flaw]:
        """Routes that nobody can take, because a bar or a requirement excludes whoever is on them."""
        free = TRUE
        for one in self.rules.of_kind("bar"):
            free = self.make.both(free, self.make.flip(self.diagrams[one.rule.id]))
        for one in self.rules.of_kind("requirement"):
            free = self.make.both(free, self.diagrams[one.rule.id])
        if free == FALSE:
            what = f"nobody can apply for {self.rules.target}: bars and requirements contradict each other"
            yield Flaw(("eligibility",), what, "correct a bound")
            return
        for one in self.rules.of_kind("route"):
            if self.make.both(free, self.diagrams[one.rule.id]) == FALSE:
                what = "is dead: whoever is on it is excluded by a bar or a requirement"
                yield self._flaw(one, what, "correct the route or what excludes it")

    def _flaw(self, one: RuleFormula, what: str, mend: str) -> Flaw:
        return Flaw(self.paths[one.rule.id], f"{one.kind} {one.rule.id} {what}", mend)


def _about(formula: Formula) -> str:
    names = {
        leaf.attribute if isinstance(leaf, Ask) else leaf.document: None for leaf in occurrences(formula)
    }
    return ", ".join(names)
