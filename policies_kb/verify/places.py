"""`python -m policies_kb.verify.places FILE [NOTICE.yml]`: the numbered places of an official text, for authors."""

from __future__ import annotations

import sys
from pathlib import Path

import yaml

from policies_kb.model.notice import Mark
from policies_kb.verify.passages import passages

_SHOWN = 40


def main(arguments: list[str]) -> int:
    """Print each place and how its words begin."""
    if len(arguments) not in (1, 2):
        print(__doc__, file=sys.stderr)
        return 2
    notice = yaml.safe_load(Path(arguments[1]).read_text(encoding="utf-8")) if len(arguments) == 2 else {}
    marks = [Mark.model_validate(mark) for mark in notice.get("source", {}).get("marks", [])]
    for place, words in passages(Path(arguments[0]).read_text(encoding="utf-8"), marks).own.items():
        print(f"{place!s:20} {words[:_SHOWN]}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
