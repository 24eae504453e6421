"""`python -m policies_kb.verify.places FILE [--marks NOTICE.yml]`: the places of an official text, for authors.

With the notice file its marks are used. Further paragraphs of a place are shown under it with ¶: one that carries a
fact of its own may be named by a mark. Lines with ? could not be followed.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

import yaml

from policies_kb.model.notice import Mark
from policies_kb.verify.passages import passages

_SHOWN = 40


def main(arguments: Sequence[str] | None = None) -> int:
    """Print each place and how its words begin, then what could not be followed."""
    parser = argparse.ArgumentParser(prog="python -m policies_kb.verify.places", description=__doc__)
    parser.add_argument("file", type=Path, help="the official text")
    parser.add_argument(
        "--marks", type=Path, metavar="NOTICE.yml", help="the notice file that is made from it"
    )
    options = parser.parse_args(arguments)
    found = passages(options.file.read_text(encoding="utf-8-sig"), _marks(options.marks))
    for place, words in found.own.items():
        first, *more = words.split("\n")
        sys.stdout.write(f"{place!s:20} {first[:_SHOWN]}\n")
        sys.stdout.writelines(f"{'':20} ¶ {line[:_SHOWN]}\n" for line in more)
    sys.stdout.writelines(f"? {doubt.where}: {doubt.what}: {doubt.mend}\n" for doubt in found.doubts)
    return 0


def _marks(notice: Path | None) -> list[Mark]:
    """The marks of a notice file, which need not be finished."""
    if notice is None:
        return []
    source = yaml.safe_load(notice.read_text(encoding="utf-8")).get("source") or {}
    return [Mark.model_validate(mark) for mark in source.get("marks") or []]


if __name__ == "__main__":
    sys.exit(main())
