"""Screens one person against many generated notices, and compares with one cel-python expression a notice.

    python benchmarks/screen.py [--notices 5000] [--rounds 5] [--seed 7]

Every notice has 15 conditions: 2 bars, 5 requirements, and 4 routes of two conditions each. Both sides get the same
person, everything known, and must give the same verdicts; expressions and rules are prepared beforehand and not
counted. Then the time is taken for a quarter and a half of the notices too: it should grow as their number does.
A person of whom little is known is screened as well; there is nothing to compare with, CEL raises on a missing fact.
"""

from __future__ import annotations

import argparse
import datetime as dt
import gc
import random
import statistics
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from policies_kb.model.attribute import Attribute, Attributes, Choice
from policies_kb.model.eligibility import Eligibility
from policies_kb.model.regions import Regions
from policies_kb.model.text import Text
from policies_kb.rules import Facts, Flag, OneOf, Round, Ruleset, Since, compile_rules, verdicts
from policies_kb.rules.screen import next_screen_question

SCHOOLS = tuple(f"level{step}" for step in range(9))
FLAGS = tuple(f"flag{number}" for number in range(12))
KINDS = tuple(f"kind{number}" for number in range(6))
TIMES = tuple(f"time{number}" for number in range(4))
COUNTING = dt.date(2023, 12, 31)
ON = dt.date(2023, 6, 1)


@dataclass(frozen=True)
class Case:
    """One notice in both notations."""

    section: dict[str, Any]
    expression: str


def attributes() -> Attributes:
    """The attributes that the generated notices test."""
    text = Text(zh="问", en="ask")

    def one(name: str, kind: Any, values: tuple[str, ...] = ()) -> Attribute:
        choices = tuple(Choice(value=value, name=text) for value in values)
        return Attribute(
            name=name, type=kind, label=text, question=text, why=text, example=text, values=choices
        )

    return Attributes(
        (
            *(one(name, "boolean") for name in FLAGS),
            *(one(name, "duration") for name in TIMES),
            one("school", "ordered", SCHOOLS),
            one("kind", "choice", KINDS),
        )
    )


def generate(rng: random.Random) -> Case:
    """A notice with 15 conditions: as rules, and as a CEL expression."""
    text = {"zh": "则", "en": "rule"}
    flags = [*rng.sample(FLAGS[:6], 2), *rng.sample(FLAGS[6:], 4)]
    kinds = sorted(rng.sample(KINDS, 4))
    rules: dict[str, list[dict[str, Any]]] = {"bars": [], "requirements": [], "routes": []}
    bars, needs, routes = [], [], []
    for name in flags[:2]:
        rules["bars"].append({"when": {name: True}})
        bars.append(f"!{name}")
    for name in flags[2:]:
        rules["requirements"].append({"need": {name: True}})
        needs.append(name)
    rules["requirements"].append({"need": {"kind": {"in": kinds}}})
    needs.append("kind in [" + ", ".join(f'"{kind}"' for kind in kinds) + "]")
    for school in sorted(rng.sample(range(len(SCHOOLS)), 4)):
        clock, years = rng.choice(TIMES), rng.randint(1, 15)
        need = [{"school": {"is": SCHOOLS[school]}}, {clock: {"at_least": {"years": years}}}]
        rules["routes"].append({"need": {"all": need}})
        routes.append(f"(school == {school} && {clock} >= {12 * years})")
    section = {
        key: [{"id": f"{key}-{index}", "at": "一", "say": text, **rule} for index, rule in enumerate(found)]
        for key, found in rules.items()
    }
    return Case(section, " && ".join([*bars, *needs, "(" + " || ".join(routes) + ")"]))


def person(rng: random.Random, luck: float) -> tuple[dict[str, Any], Facts]:
    """The same person for CEL and for the rules. `luck` 1: passes every bar and requirement, so that every route is
    looked at and nothing is decided early; less: the first failure decides.
    """
    flags = {name: (index >= 6) == (rng.random() < luck) for index, name in enumerate(FLAGS)}
    months = {name: rng.randint(1, 180) for name in TIMES}
    facts: dict[str, Any] = {name: Flag(value) for name, value in flags.items()}
    facts |= {name: Since(began := _before(number), began) for name, number in months.items()}
    facts |= {"school": OneOf(frozenset({SCHOOLS[5]})), "kind": OneOf(frozenset({"kind1"}))}
    return {**flags, **months, "school": 5, "kind": "kind1"}, facts


def _before(months: int) -> dt.date:
    year, month = divmod(COUNTING.year * 12 + COUNTING.month - 1 - months, 12)
    return dt.date(year, month + 1, 28)


def median_time(run: Callable[[], object], rounds: int) -> float:
    """The median of the seconds that `rounds` runs take."""
    taken = []
    for _ in range(rounds):
        start = time.perf_counter()
        run()
        taken.append(time.perf_counter() - start)
    return statistics.median(taken)


def cel_programs(cases: list[Case]) -> list[Any]:
    """One prepared CEL program a notice."""
    import celpy  # noqa: PLC0415 - only the comparison needs it

    environment = celpy.Environment()
    return [environment.program(environment.compile(case.expression)) for case in cases]


def cel_verdicts(programs: list[Any], person: dict[str, Any]) -> list[bool]:
    """What CEL says of each notice."""
    import celpy.adapter  # noqa: PLC0415

    activation = celpy.adapter.json_to_cel(person)
    return [bool(program.evaluate(activation)) for program in programs]


def report(rulesets: list[Ruleset], programs: list[Any], seed: int, rounds: int) -> float:
    """Compare, print, and return the ratio."""
    ratios = []
    for luck in (1.0, 0.9, 0.5):
        given, facts = person(random.Random(seed), luck)
        ours = [verdict == "eligible" for verdict in verdicts(rulesets, facts, ON)]
        if ours != cel_verdicts(programs, given):
            raise SystemExit("the two sides disagree: the comparison is worth nothing")
        mine = median_time(partial(verdicts, rulesets, facts, ON), rounds)
        theirs = median_time(partial(cel_verdicts, programs, given), 1)
        ratios.append(theirs / mine)
        print(
            f"luck {luck}: rules {mine * 1000:8.1f} ms, cel-python {theirs * 1000:9.1f} ms, "
            f"ratio {theirs / mine:6.1f}, eligible {sum(ours)}"
        )
    return min(ratios)


def main() -> None:
    """Run the benchmark and print what it found."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--notices", type=int, default=5000)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--seed", type=int, default=7)
    args = parser.parse_args()
    rng = random.Random(args.seed)
    cases = [generate(rng) for _ in range(args.notices)]
    known, days = attributes(), Round(counting=COUNTING, ends=COUNTING)
    start = time.perf_counter()
    sections = [Eligibility.model_validate(case.section) for case in cases]
    rulesets = [compile_rules(one, "工程师", days, known, Regions(())) for one in sections]
    for one in rulesets:
        _ = one.run
    middle = time.perf_counter()
    programs = cel_programs(cases)
    print(f"prepared {len(cases)} notices of 15 conditions: rules {middle - start:.1f} s,", end=" ")
    print(f"cel-python {time.perf_counter() - middle:.1f} s")
    gc.freeze()  # what was prepared stays: the collector need not look at it again while time is taken
    ratio = report(rulesets, programs, args.seed, args.rounds)
    print(f"smallest ratio {ratio:.1f}")
    _, facts = person(random.Random(args.seed), 1.0)
    few = {name: facts[name] for name in ("school", "kind", FLAGS[0])}
    for label, some in (("everything known", facts), ("little known", few)):
        base = None
        for part in (4, 2, 1):
            chosen = rulesets[: len(rulesets) // part]
            taken = median_time(partial(verdicts, chosen, some, ON), args.rounds)
            base = base or taken / len(chosen)
            relative = taken / len(chosen) / base
            print(
                f"{label}: {len(chosen):5} notices {taken * 1000:8.1f} ms, per notice {relative:.2f} of the first"
            )
    taken = median_time(lambda: next_screen_question(rulesets, few, ON), 1)
    print(f"choosing the next question over all of them: {taken * 1000:.0f} ms")


if __name__ == "__main__":
    main()
