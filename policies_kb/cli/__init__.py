"""The knowledge base at the command line, for people: lint, check, verify, build, rollback, show, search."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from policies_kb.cli import checking, looking, publishing
from policies_kb.cli.report import report
from policies_kb.errors import KnowledgeError, NothingPublished, StoreDown
from policies_kb.reading import HERE

_NAMES = Path("build") / "terms.json"


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; 0 when all is well, 1 when something has to be mended, 3 when part was published."""
    options = _parser().parse_args(arguments)
    try:
        return int(options.run(options))
    except KnowledgeError as error:
        return report(error.problems)
    except NothingPublished as error:
        print(f"{error}: publish with «python -m policies_kb build»", file=sys.stderr)
        return 1
    except StoreDown as error:
        print(f"the database does not answer ({error}): see ZHIWEN_DATABASE_URL", file=sys.stderr)
        return 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m policies_kb", description=__doc__)
    parser.add_argument("--notices", type=Path, default=HERE, help="the folder of notice files")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    commands.add_parser("lint", help="check the files against each other").set_defaults(run=checking.lint)
    check = commands.add_parser("check", help="put the case files to the rules of their notices")
    check.add_argument("notice", nargs="*", help="all that have rules, where none is named")
    check.set_defaults(run=checking.check)
    verify = commands.add_parser("verify", help="check every figure against the official texts")
    verify.add_argument("--sources", type=Path, default=os.environ.get("POLICY_SOURCES"), help="their folder")
    verify.set_defaults(run=checking.verify)
    build = commands.add_parser("build", help="publish the notices that nothing is wrong with")
    build.add_argument("--names", type=Path, default=_NAMES, help="where to write the names to recognise")
    build.set_defaults(run=publishing.build)
    build.add_argument("--strict", action="store_true", help="publish nothing where one notice is broken")
    commands.add_parser("publications", help="what was published, and what is in force").set_defaults(
        run=publishing.publications
    )
    rollback = commands.add_parser("rollback", help="put what was published before into force again")
    rollback.add_argument(
        "number", nargs="?", type=int, help="the one before that in force, where none is given"
    )
    rollback.set_defaults(run=publishing.rollback)
    show = commands.add_parser("show", help="every fact of a notice, as it is answered")
    show.add_argument("notice")
    show.add_argument("--lang", choices=["zh", "en"], default="zh")
    show.set_defaults(run=looking.show)
    search = commands.add_parser("search", help="the facts that fit some words best")
    search.add_argument("words", nargs="+")
    search.set_defaults(run=looking.search)
    return parser
