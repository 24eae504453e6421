"""`build`, `publications`, `rollback`: what people are told from now on."""

from __future__ import annotations

import argparse
import datetime as dt
import sys
from collections.abc import Sequence
from contextlib import closing
from typing import Final

from policies_kb.building import build as put_into_force
from policies_kb.cli.report import report
from policies_kb.locations import database_url
from policies_kb.store import Store

#: The exit code where some notices are broken, and the others were published.
_PARTLY: Final = 3
#: So many new names are told.
_TOLD: Final = 10


def build(options: argparse.Namespace) -> int:
    """Publish the notices that nothing is wrong with."""
    with closing(Store(database_url())) as store:
        built = put_into_force(
            options.notices, options.names, store, dt.datetime.now(dt.UTC), strict=options.strict
        )
    if built.publication is None:
        print("build: nothing is published; what was in force stays", file=sys.stderr)
        return report(built.problems)
    number = built.publication.number
    print(f"build: publication {number} holds {built.notices} notices with {built.entries} entries")
    if built.new:
        print(f"build: {len(built.new)} new names: {_first(built.new)}")
        print("       answers know them at once; the classifier of questions does after «make train»")
    if not built.problems:
        return 0
    report(built.problems)
    for name in built.kept:
        print(f"BROKEN: {name}: says what it said before; the others are published", file=sys.stderr)
    for name in built.left_out:
        print(f"BROKEN: {name}: is left out; the others are published", file=sys.stderr)
    return _PARTLY


def _first(names: Sequence[str]) -> str:
    return "、".join(names[:_TOLD]) + ("…" if len(names) > _TOLD else "")


def publications(_: argparse.Namespace) -> int:
    """What was published, and what is in force."""
    with closing(Store(database_url())) as store:
        for one in store.publications():
            force = "  in force" if one.in_force else ""
            print(f"{one.number:5}  {one.published_at:%Y-%m-%d %H:%M:%S} UTC  {one.notices} notices{force}")
    return 0


def rollback(options: argparse.Namespace) -> int:
    """What was published before, in force again."""
    with closing(Store(database_url())) as store:
        before = store.current().number
        made = store.roll_back(options.number, dt.datetime.now(dt.UTC))
    if made.number == before:
        print(f"rollback: that is what is in force already, as publication {before}")
    else:
        print(
            f"rollback: publication {made.number} says what was said before {before}; it is served within seconds"
        )
        print("the files still say otherwise: mend them before the next build")
    return 0
