"""What is wrong with the rules of a notice, before anybody is checked against them.

Every name must lead somewhere and every test must fit its attribute; what the rules mean together is looked at in
`meaning`, once nothing stands in the way. Nothing raises: an author gets every flaw at once.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from policies_kb.model.attribute import Attributes
from policies_kb.model.condition import Compare, Condition, Has, LeftTo, Within, leaves
from policies_kb.model.dates import Period
from policies_kb.model.eligibility import Adjustment, Bar, Eligibility, Requirement, Route, Rule
from policies_kb.model.notice import Notice
from policies_kb.model.regions import Regions
from policies_kb.rules.flaw import Flaw, Path, rule_paths
from policies_kb.rules.leaves import judge
from policies_kb.rules.meaning import meaning
from policies_kb.rules.rounds import Round
from policies_kb.rules.ruleset import compile_notice
from policies_kb.rules.values import MisfitError

_ANY_ROUND = Round(counting=dt.date(2000, 1, 1), ends=dt.date(2000, 1, 1))


def lint_rules(notice: Notice, attributes: Attributes, regions: Regions) -> list[Flaw]:
    """Every flaw of the section `eligibility` of a notice; an empty list where it has none."""
    if notice.eligibility is None:
        return []
    found = list(_Names(notice, notice.eligibility, attributes, regions).flaws())
    if not found:
        for target in notice.titles:
            found += meaning(compile_notice(notice, target, attributes, regions), notice.eligibility)
    return list(dict.fromkeys(found))


def lint_attributes(attributes: Attributes) -> list[Flaw]:
    """Every flaw of `attributes.yml` that shows only when its entries are seen together."""
    found: list[Flaw] = []
    names = [one.name for one in attributes]
    for index, one in enumerate(attributes):
        if one.name in names[:index]:
            found.append(Flaw((index, "name"), f"{one.name} is declared twice", "keep one of the two"))
        found += [
            Flaw((index, "fills"), f"{name} is not declared", "declare it, or take it out of fills")
            for name in one.fills
            if name not in names
        ]
    return found


@dataclass(frozen=True)
class _Names:
    """Checks that everything a section names is there and fits."""

    notice: Notice
    section: Eligibility
    attributes: Attributes
    regions: Regions

    def flaws(self) -> Iterator[Flaw]:
        yield from self._days()
        yield from self._covered()
        for rule, path in rule_paths(self.section):
            yield from self._rule(rule, path)
            if isinstance(rule, Adjustment):
                yield from self._adjustment(rule, path)

    def _days(self) -> Iterator[Flaw]:
        counted = [one.id for one in self.notice.counting]
        if self.section.counting is not None and self.section.counting not in counted:
            what = f"«{self.section.counting}» is no entry of counting"
            yield Flaw(("eligibility", "counting"), what, _one_of(counted, "add the entry"))
        windows = [one.id for one in self.notice.milestones]
        if self.section.applying is not None and self.section.applying not in windows:
            what = f"«{self.section.applying}» is no milestone"
            yield Flaw(("eligibility", "applying"), what, _one_of(windows, "add the milestone"))

    def _covered(self) -> Iterator[Flaw]:
        for target in self.notice.titles:
            rules = (*self.section.bars, *self.section.requirements, *self.section.routes)
            if not any(rule.is_for(target) for rule in rules):
                yield Flaw(("eligibility",), f"has no rule for {target}", "write its routes and requirements")
            elif self.section.routes and not any(rule.is_for(target) for rule in self.section.routes):
                yield Flaw(
                    ("eligibility", "routes"),
                    f"there is no route to {target}, though there are routes to other titles",
                    "write one; where another document decides, with left_to",
                )

    def _rule(self, rule: Rule, path: Path) -> Iterator[Flaw]:
        for target in rule.targets:
            if target not in self.notice.titles:
                mend = _one_of(list(self.notice.titles), "add the title")
                yield Flaw((*path, "targets"), f"{target} is no title of the notice", mend)
        condition, key = _condition(rule)
        used = [leaf.attribute for leaf in leaves(condition) if isinstance(leaf, Has)]
        for name in rule.ask:
            if name not in used:
                yield Flaw(
                    (*path, "ask", name), f"{name} does not occur in this rule", "take the question out"
                )
        for leaf in dict.fromkeys(leaves(condition)):
            yield from self._leaf(leaf, (*path, key))

    def _leaf(self, leaf: Has | LeftTo, path: Path) -> Iterator[Flaw]:
        if isinstance(leaf, LeftTo):
            documents = [one.id for one in self.notice.documents]
            if leaf.document not in documents:
                mend = _one_of(documents, "add the document")
                yield Flaw(path, f"«{leaf.document}» is no document of the notice", mend)
            return
        attribute = self.attributes.get(leaf.attribute)
        if attribute is None:
            what = f"{leaf.attribute} is not declared, so nobody can be asked about it"
            yield Flaw(path, what, "declare it in attributes.yml with a question")
            return
        if isinstance(leaf.test, Within) and leaf.test.region not in self.regions.by_name:
            yield Flaw(
                path, f"{leaf.test.region} is no region", "add it to regions.yml, or write its full name"
            )
        try:
            judge(attribute, leaf.test, _ANY_ROUND, self.regions)
        except MisfitError as error:
            what, _, mend = str(error).partition("; ")
            yield Flaw(path, what, mend)

    def _adjustment(self, rule: Adjustment, path: Path) -> Iterator[Flaw]:
        routes = {route.id: route for route in self.section.routes}
        if not rule.adds.months:
            yield Flaw((*path, "adds"), "adds nothing", "write how much longer it takes, like {years: 1}")
        for index, name in enumerate(rule.to):
            if name not in routes:
                mend = _one_of(list(routes), "add the route")
                yield Flaw((*path, "to", index), f"«{name}» is no route", mend)
            elif not any(_adjustable(leaf, rule.attribute) for leaf in leaves(routes[name].need)):
                what = f"route {name} demands no time of {rule.attribute}, so nothing can be added"
                yield Flaw((*path, "to", index), what, "take the route out, or correct the attribute")


def _adjustable(leaf: Has | LeftTo, name: str) -> bool:
    if not isinstance(leaf, Has) or leaf.attribute != name or not isinstance(leaf.test, Compare):
        return False
    return isinstance(leaf.test.bound, Period) and leaf.test.how in ("at_least", "more_than")


def _condition(rule: Rule) -> tuple[Condition, str]:
    match rule:
        case Bar() | Adjustment():
            return rule.when, "when"
        case Requirement() | Route():
            return rule.need, "need"
        case _:
            raise TypeError(f"{type(rule).__name__} is no rule of a section")


def _one_of(names: list[str], otherwise: str) -> str:
    return f"write one of {', '.join(names)}" if names else otherwise
