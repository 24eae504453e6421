"""Random rules and answers, and a brute-force oracle that knows nothing of the engine.

The oracle tries every complete answer sheet. The worlds are made so that their grid of answers has one answer in
every piece that the bounds can cut: whole years as bounds, half years as answers.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from typing import Any

from hypothesis import strategies as st

from policies_kb.rules import Absent, Between, Facts, Flag, Lasting, OneOf, Value
from tests.spec.rules.support import rule

SCHOOLS = ("初中", "高中", "大专", "本科")
KINDS = ("甲", "乙", "丙")
# In months. Bounds are 1, 2 or 3 years, up to 5 with adjustments; the last answer lies beyond them all.
HALF_YEARS = tuple(6 * count for count in range(12))

DOMAINS: dict[str, tuple[Value, ...]] = {
    "flag": (Flag(True), Flag(False)),
    "other": (Flag(True), Flag(False)),
    "kind": tuple(OneOf(frozenset({kind})) for kind in KINDS),
    "school": tuple(OneOf(frozenset({school})) for school in SCHOOLS),
    "hours": tuple(Between(hours, hours) for hours in (50, 60, 75, 90, 100)),
    "worked": tuple(Lasting(months, months) for months in HALF_YEARS),
    "titled": (*(Lasting(months, months) for months in HALF_YEARS), Absent()),
}

COMPARISONS = st.sampled_from(["at_least", "more_than", "at_most", "less_than"])
YEARS = st.integers(1, 3).map(lambda years: {"years": years})

TESTS = st.one_of(
    st.tuples(st.sampled_from(["flag", "other"]), st.booleans()),
    st.tuples(
        st.just("kind"), st.sets(st.sampled_from(KINDS), min_size=1).map(lambda kinds: {"in": sorted(kinds)})
    ),
    st.tuples(
        st.just("school"),
        st.builds(lambda how, school: {how: school}, COMPARISONS, st.sampled_from(SCHOOLS)),
    ),
    st.tuples(
        st.just("hours"), st.builds(lambda how, bound: {how: bound}, COMPARISONS, st.sampled_from([60, 90]))
    ),
    st.tuples(
        st.sampled_from(["worked", "titled"]), st.builds(lambda how, bound: {how: bound}, COMPARISONS, YEARS)
    ),
).map(lambda pair: {pair[0]: pair[1]})

CONDITIONS = st.recursive(
    st.one_of(TESTS, TESTS, TESTS, st.just({"left_to": "doc"})),
    lambda inner: st.one_of(
        st.lists(inner, min_size=1, max_size=3).map(lambda parts: {"all": parts}),
        st.lists(inner, min_size=1, max_size=3).map(lambda parts: {"any": parts}),
        inner.map(lambda part: {"not": part}),
    ),
    max_leaves=4,
)


@st.composite
def sections(draw: st.DrawFn) -> dict[str, Any]:
    """A section with a few rules of every kind; adjustments only of routes that demand time."""
    bars = [rule(f"bar{i}", when=draw(CONDITIONS)) for i in range(draw(st.integers(0, 1)))]
    needs = [rule(f"need{i}", need=draw(CONDITIONS)) for i in range(draw(st.integers(0, 2)))]
    routes = []
    for i in range(draw(st.integers(0, 2))):
        timed = {"worked": {draw(st.sampled_from(["at_least", "more_than"])): draw(YEARS)}}
        routes.append(rule(f"route{i}", need={"all": [timed, draw(CONDITIONS)]}))
    section: dict[str, Any] = {"bars": bars, "requirements": needs, "routes": routes}
    if routes:
        to = [one["id"] for one in routes]
        section["adjustments"] = [
            rule(f"more{i}", when=draw(CONDITIONS), adds={"years": 1}, to=to, attribute="worked")
            for i in range(draw(st.integers(0, 2)))
        ]
    return section


@st.composite
def partial_facts(draw: st.DrawFn) -> dict[str, Value]:
    """What a person may have said: for each attribute nothing, something exact, or a range."""
    facts: dict[str, Value] = {}
    for name, domain in DOMAINS.items():
        if draw(st.booleans()):
            facts[name] = draw(st.sampled_from(domain))
        elif name in ("kind", "school") and draw(st.booleans()):
            values = draw(st.sets(st.sampled_from(SCHOOLS if name == "school" else KINDS), min_size=1))
            facts[name] = OneOf(frozenset(values))
        elif name in ("worked", "titled") and draw(st.booleans()):
            low, high = sorted((draw(st.sampled_from(HALF_YEARS)), draw(st.sampled_from(HALF_YEARS))))
            facts[name] = Lasting(low, high)
    return facts


def completions(facts: Facts, names: set[str]) -> Iterator[dict[str, Value]]:
    """Every complete answer sheet about `names` that agrees with the facts."""
    ordered = sorted(names)
    choices = [[value for value in DOMAINS[name] if fits(value, facts.get(name))] for name in ordered]
    for values in product(*choices):
        yield dict(zip(ordered, values, strict=True))


def fits(exact: Value, known: Value | None) -> bool:
    """Whether an exact answer agrees with what is known."""
    match exact, known:
        case _, None:
            return True
        case OneOf(one), OneOf(several):
            return one <= several
        case Lasting(months), Lasting(low, high):
            return low <= months and (high is None or months <= high)
        case _:
            return exact == known


def holds(
    condition: dict[str, Any], sheet: dict[str, Value], documents: Iterator[bool], plus: int = 0
) -> bool:
    """A condition on a complete answer sheet, by definition; `plus` years are added to demands of `worked`."""
    ((key, value),) = condition.items()
    if key in ("all", "any"):
        parts = [holds(part, sheet, documents, plus) for part in value]
        return all(parts) if key == "all" else any(parts)
    if key == "not":
        return not holds(value, sheet, documents, plus)
    if key == "left_to":
        return next(documents)
    said = sheet[key]
    if isinstance(said, Absent):
        return False
    if isinstance(said, Flag):
        return said.value is value
    ((how, bound),) = value.items()
    if isinstance(said, OneOf):
        (choice,) = said.values
        if how == "in":
            return choice in bound
        return compare(how, SCHOOLS.index(choice), SCHOOLS.index(bound))
    if isinstance(said, Between):
        return compare(how, said.low, bound)
    assert isinstance(said, Lasting)
    extra = plus if key == "worked" and how in ("at_least", "more_than") else 0
    return compare(how, said.low, 12 * (bound["years"] + extra))


def compare(how: str, said: float, bound: float) -> bool:
    return {
        "at_least": said >= bound,
        "more_than": said > bound,
        "at_most": said <= bound,
        "less_than": said < bound,
    }[how]


def may_apply(section: dict[str, Any], sheet: dict[str, Value], documents: tuple[bool, ...]) -> bool:
    """The verdict on a complete answer sheet, by definition. `documents` decide what is left to them, in order."""
    decided = iter(documents)
    barred = [holds(one["when"], sheet, decided) for one in section["bars"]]
    needs = [holds(one["need"], sheet, decided) for one in section["requirements"]]
    more = section.get("adjustments", [])
    routes_at = [list(documents_of(one["need"])) for one in section["routes"]]
    taken = [[next(decided) for _ in found] for found in routes_at]
    adjusted = [holds(one["when"], sheet, decided) for one in more]
    ways = []
    for one, own in zip(section["routes"], taken, strict=True):
        plus = sum(flag for flag, rule_ in zip(adjusted, more, strict=True) if one["id"] in rule_["to"])
        ways.append(holds(one["need"], sheet, iter(own), plus))
    return not any(barred) and all(needs) and (any(ways) or not ways)


def documents_of(condition: dict[str, Any]) -> Iterator[str]:
    """Everything a condition leaves to documents, in order."""
    ((key, value),) = condition.items()
    if key in ("all", "any"):
        for part in value:
            yield from documents_of(part)
    elif key == "not":
        yield from documents_of(value)
    elif key == "left_to":
        yield value


def conditions_of(section: dict[str, Any]) -> list[dict[str, Any]]:
    """All conditions of a section, bars first."""
    found = [one["when"] for one in section["bars"]]
    found += [one["need"] for key in ("requirements", "routes") for one in section[key]]
    return found + [one["when"] for one in section.get("adjustments", [])]


def names_of(condition: dict[str, Any]) -> set[str]:
    """The attributes that a condition tests."""
    ((key, value),) = condition.items()
    if key in ("all", "any"):
        return set().union(*(names_of(part) for part in value))
    if key == "not":
        return names_of(value)
    return set() if key == "left_to" else {key}
