"""Which title a message is about: the one applied for, not the one that is held."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from policies_kb.model.titles import ORDER
from policies_kb.rules import Facts, OneOf

_RISES: Final = re.compile(r"升|晋升|评到|转到")
_RISES_FROM: Final = re.compile(r"年.{0,4}能?.{0,2}升(?:吗|不|么|得|上去|级)")


def wanted(titles: Sequence[str], held: set[str], text: str) -> Iterator[set[str]]:
    """The titles applied for, the likeliest first: the highest where somebody rises, never the one that is held.

    «技术员三年能升吗» names only the title that is held: the next one is meant.
    """
    order = [title for title in ORDER if title in titles]
    if len(order) > 1 and _RISES.search(text):
        yield {order[-1]}
    if len(order) == 1 and _RISES_FROM.search(text):
        above = ORDER.index(order[0]) + 1
        yield set(ORDER[above : above + 1])
    yield set(titles) - held
    yield set(titles)


def held_titles(facts: Facts) -> set[str]:
    """The title that the person has; it is not the one applied for."""
    title = facts.get("current_title")
    return set(title.values) if isinstance(title, OneOf) else set()
