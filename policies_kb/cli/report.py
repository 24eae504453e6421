"""How what is wrong is told at the command line."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from policies_kb.errors import Problem


def report(problems: Sequence[Problem]) -> int:
    """A line each, and how many they are; the exit code."""
    for problem in problems:
        print(problem, file=sys.stderr)
    print(f"{len(problems)} to mend", file=sys.stderr)
    return 1
