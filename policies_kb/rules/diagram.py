"""Decision diagrams: a formula over a few answers in a form where equal means the same.

Each variable (an attribute, or something left to a document) has a small number of cells. A node asks one variable
and has a child for each cell; nodes that do not matter are left out and equal nodes are one node. So a formula is
certain exactly when its diagram is a terminal, and depends on a variable exactly when a node asks it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

FALSE: Final = 0
TRUE: Final = 1


class TooIntricateError(ValueError):
    """The rules are too entangled to be decided exactly; `lint` refuses them before they are published."""


class Diagrams:
    """Diagrams over one order of variables; a diagram is the number of its topmost node."""

    def __init__(self, limit: int = 50_000) -> None:
        self.limit = limit
        self._nodes: list[tuple[int, tuple[int, ...]]] = [(1 << 30, ()), (1 << 30, ())]
        self._known: dict[tuple[int, tuple[int, ...]], int] = {}
        self._joined: dict[tuple[int, int, int], int] = {}
        self._flipped: dict[int, int] = {FALSE: TRUE, TRUE: FALSE}

    def __len__(self) -> int:
        return len(self._nodes)

    def ask(self, variable: int, cells: Sequence[bool]) -> int:
        """True in those cells of `variable` that `cells` marks."""
        return self._node(variable, tuple(TRUE if cell else FALSE for cell in cells))

    def both(self, one: int, other: int) -> int:
        """One and other."""
        return self._join(one, other, FALSE)

    def either(self, one: int, other: int) -> int:
        """One or other."""
        return self._join(one, other, TRUE)

    def flip(self, one: int) -> int:
        """Not one."""
        known = self._flipped.get(one)
        if known is None:
            variable, children = self._nodes[one]
            known = self._node(variable, tuple(self.flip(child) for child in children))
            self._flipped[one] = known
        return known

    def choose(self, when: int, yes: int, no: int) -> int:
        """`yes` where `when`, else `no`."""
        return self.either(self.both(when, yes), self.both(self.flip(when), no))

    def variables(self, one: int) -> set[int]:
        """The variables on which the outcome depends."""
        seen, found, waiting = {one}, set(), [one]
        while waiting:
            variable, children = self._nodes[waiting.pop()]
            if children:
                found.add(variable)
            for child in children:
                if child not in seen:
                    seen.add(child)
                    waiting.append(child)
        return found

    def _node(self, variable: int, children: tuple[int, ...]) -> int:
        first = children[0]
        if all(child == first for child in children):
            return first
        key = (variable, children)
        known = self._known.get(key)
        if known is None:
            if len(self._nodes) >= self.limit:
                raise TooIntricateError(
                    f"more than {self.limit} nodes; let fewer rules share the same attributes"
                )
            known = self._known[key] = len(self._nodes)
            self._nodes.append(key)
        return known

    def _join(self, one: int, other: int, end: int) -> int:
        """«And» where `end` is FALSE, «or» where it is TRUE."""
        if one in (other, end) or other == 1 - end:
            return one
        if one == 1 - end or other == end:
            return other
        key = (one, other, end) if one < other else (other, one, end)
        known = self._joined.get(key)
        if known is not None:
            return known
        (first, mine), (second, theirs) = self._nodes[one], self._nodes[other]
        if first == second:
            children = tuple(self._join(a, b, end) for a, b in zip(mine, theirs, strict=True))
        elif first < second:
            children = tuple(self._join(a, other, end) for a in mine)
        else:
            children = tuple(self._join(one, b, end) for b in theirs)
        self._joined[key] = self._node(min(first, second), children)
        return self._joined[key]
