"""What a self-check that begins says before its first question: the answer of the notice, and what the rules make
of what was told. Neither says again what the other says.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from policies_kb.interview import Touched
from policies_kb.rules import Truth
from policies_kb.wording.reply import Reply


def told_first(
    answer: Reply | None, touched: Sequence[Touched], is_way: Callable[[str], bool]
) -> tuple[Reply | None, Sequence[Touched]]:
    """The answer (None: not told) and the conditions to tell; `is_way`: whether a fact tells the ways to a title."""
    if answer is None:
        return None, touched
    if all(map(is_way, _told(answer)["facts"])) and any(one.rule.kind == "route" for one in touched):
        # It tells every way to the title; those that are the person's own are told anyway.
        return None, touched
    return answer, [one for one in touched if not _tells(answer, one)]


def behind(answer: Reply, reply: Reply) -> Reply:
    """A question that is answered by the notice before the self-check takes it up."""
    return replace(reply, text=f"{answer.text}\n\n{reply.text}")


def _told(answer: Reply) -> dict[str, Any]:
    told: dict[str, Any] = answer.custom["answer"]
    return told


def _tells(answer: Reply, one: Touched) -> bool:
    """Whether an answer cites all that a condition rests on; whether the condition is met it cannot tell."""
    cited = {(place["notice"], place["at"]) for place in _told(answer)["citations"]}
    return one.met is Truth.UNKNOWN and all((one.case.notice, str(at)) in cited for at in one.rule.rule.at)
