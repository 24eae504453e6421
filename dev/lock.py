"""`make lock`: the requirement files with exact releases and hashes, from what is asked for in `*.in`."""

from __future__ import annotations

import re
from pathlib import Path

from dev.console import say
from dev.errors import CommandError
from dev.layout import Layout
from dev.pythons import RASA_VERSION
from dev.uv import run_uv

#: Which requirement file is for which Python, in the order in which they build on each other.
_LOCKED_FOR = {"tools": "3.11", "app": "3.11", "dev": "3.11", "rasa": RASA_VERSION}


def lock(layout: Layout, upgrade: bool) -> None:
    """Lock every requirement file; with `upgrade`, take newer releases where the `.in` files allow them."""
    for name, version in _LOCKED_FOR.items():
        source = layout.requirements / f"{name}.in"
        target = source.with_suffix(".txt")
        run_uv(
            layout,
            *("pip", "compile", "--quiet", "--universal", "--python-version", version),
            *("--generate-hashes", "--no-emit-index-url", "--custom-compile-command", "make lock"),
            *(["--upgrade"] if upgrade else []),
            *("--output-file", _relative(target, layout), _relative(source, layout)),
        )
        refuse_addresses(target.name, target.read_text(encoding="utf-8"))
        say(f"{target.name}: locked")


def refuse_addresses(name: str, text: str) -> None:
    """Raise CommandError where a lock file names an index: that is the machine's business."""
    found = re.search(r"^\s*(?:--\S*(?:index|find-links)\S*.*|\S+ @ .*)|https?://\S+", text, re.MULTILINE)
    if found:
        raise CommandError(
            f"{name} names an address: {found.group().strip()}", "ask for a release by its version"
        )


def _relative(path: Path, layout: Layout) -> str:
    return path.relative_to(layout.root).as_posix()
