"""`python -m policies_kb.verify.places FILE [NOTICE.yml]`: the numbered places of an official text, for authors.

With the notice file its marks are used. Further paragraphs of a place are shown under it: one that carries a fact
of its own may be named by a mark.
"""

from __future__ import annotations

import sys
from pathlib import Path

import yaml

from policies_kb.model.notice import Mark
from policies_kb.verify.passages import passages

_SHOWN = 40


def main(arguments: list[str]) -> int:
    """Print each place and how its words begin, then what could not be followed."""
    if len(arguments) not in (1, 2):
        sys.stderr.write(f"{__doc__}\n")
        return 2
    notice = yaml.safe_load(Path(arguments[1]).read_text(encoding="utf-8")) if len(arguments) == 2 else {}
    marks = [Mark.model_validate(mark) for mark in notice.get("source", {}).get("marks", [])]
    found = passages(Path(arguments[0]).read_text(encoding="utf-8"), marks)
    for place, words in found.own.items():
        first, *more = words.split("\n")
        sys.stdout.write(f"{place!s:20} {first[:_SHOWN]}\n")
        sys.stdout.writelines(f"{'':20} ¶ {line[:_SHOWN]}\n" for line in more)
    sys.stdout.writelines(f"? {doubt.where}: {doubt.what}: {doubt.mend}\n" for doubt in found.doubts)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
