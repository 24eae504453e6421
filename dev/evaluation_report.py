"""What an evaluation found, as lines of Markdown."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from dev.questions import LEFT_OUT, TOPICS, Case

#: Kinds whose reply states one fact; their length is what a person has to read.
_SINGLE: Final = frozenset({"fact", "deadline", "contact", "condition", "typo"})
#: So many pairs of confused topics are shown.
_CONFUSED: Final = 20


@dataclass(frozen=True)
class Outcome:
    """The last reply to a case, its status and facts, what is wrong with it, and how long each turn took (seconds)."""

    case: Case
    reply: str
    said: str
    status: str
    facts: tuple[str, ...]
    wrong: tuple[str, ...]
    seconds: tuple[float, ...]


def confusion(outcomes: Sequence[Outcome], topics: Mapping[str, tuple[str, ...]]) -> list[str]:
    """Where the first fact of an answer is of another topic than the one asked about, and how many of those are wrong.

    Only cases whose topic names one of ours are counted; another topic is no fault where the answer is right.
    """
    counted: defaultdict[tuple[str, str], Counter[bool]] = defaultdict(Counter)
    asked = 0
    for one in outcomes:
        wanted = TOPICS.get(one.case.topic)
        if wanted is None or one.case.kind in LEFT_OUT or not one.facts:
            continue
        asked += 1
        told = topics.get(one.facts[0], ())
        if wanted not in told:
            counted[wanted, told[0] if told else "none"][not one.wrong] += 1
    rows = sorted(counted.items(), key=lambda item: (-item[1][False], -item[1].total(), item[0]))
    shown = [f"| {wanted} | {told} | {count.total()} | {count[False]} |" for (wanted, told), count in rows]
    total = sum(count.total() for count in counted.values())
    head = f"another topic than asked: {total} of {asked}"
    return [head, "", "| asked | told | times | wrong |", "|---|---|--:|--:|", *shown[:_CONFUSED], ""]


def report(outcomes: Sequence[Outcome], topics: Mapping[str, tuple[str, ...]]) -> list[str]:
    """The figures as lines of Markdown: shares, confusion, lengths, latency, and every miss."""
    good = sum(not one.wrong for one in outcomes)
    lines = [f"correct {good} of {len(outcomes)} = {good / max(1, len(outcomes)):.1%}", ""]
    for name, key in (
        ("kind", lambda one: one.case.kind),
        ("notice", lambda one: one.case.notice or "none"),
        ("topic", lambda one: one.case.topic),
    ):
        lines += _table(name, outcomes, key)
    lines += confusion(outcomes, topics)
    lines += _lengths(outcomes)
    lines += ["", "| missed | asked | status | wrong |", "|---|---|---|---|"]
    lines += [_miss(one) for one in outcomes if one.wrong]
    return lines


def _table(name: str, outcomes: Sequence[Outcome], key: Callable[[Outcome], str]) -> list[str]:
    counted: defaultdict[str, Counter[bool]] = defaultdict(Counter)
    for one in outcomes:
        counted[key(one)][not one.wrong] += 1
    rows = [
        f"| {value} | {count[True]} | {count.total()} | {count[True] / count.total():.1%} |"
        for value, count in sorted(counted.items())
    ]
    return [f"| {name} | right | of | share |", "|---|--:|--:|--:|", *rows, ""]


def _lengths(outcomes: Sequence[Outcome]) -> list[str]:
    lengths = sorted(
        len(one.said) for one in outcomes if one.case.kind in _SINGLE and one.status == "answered"
    )
    seconds = sorted(1000 * second for one in outcomes for second in one.seconds)
    lines = []
    if lengths:
        lines.append(
            f"single-fact replies: median {_at(lengths, 0.5):.0f} characters, 95 % {_at(lengths, 0.95):.0f}"
        )
    if seconds:
        lines.append(f"a turn: p50 {_at(seconds, 0.5):.0f} ms, p95 {_at(seconds, 0.95):.0f} ms")
    return lines


def _at(ordered: Sequence[float], share: float) -> float:
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))]


def _miss(one: Outcome) -> str:
    asked = " / ".join(one.case.turns).replace("|", "\\|").replace("\n", " ")
    return (
        f"| {one.case.id} | {asked[:80]} | {one.status} | {'; '.join(one.wrong)[:80].replace('|', ' or ')} |"
    )
