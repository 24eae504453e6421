"""The knowledge base at the command line, for people: lint, check, verify, build, rollback, show, search."""

from __future__ import annotations

import argparse
import datetime as dt
import os
import sys
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from typing import Final

from policies_kb.building import build
from policies_kb.case_files import Trial, folder_of, read_cases, try_all
from policies_kb.catalogue import Catalogue, Query, database_url
from policies_kb.errors import KnowledgeError, NothingPublished, Problem, StoreDown
from policies_kb.lint import knowledge_of, lint
from policies_kb.reading import HERE, SHARED, Files, read_folder
from policies_kb.store import Store
from policies_kb.verify import verify_all
from policies_kb.wording import facts_of

_NAMES = Path("build") / "terms.json"
#: The exit code where some notices are broken, and the others were published.
_PARTLY: Final = 3
#: So many new names are told.
_TOLD: Final = 10


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; 0 when all is well, 1 when something has to be mended, 3 when part was published."""
    options = _parser().parse_args(arguments)
    try:
        return int(options.run(options))
    except KnowledgeError as error:
        return _report(error.problems)
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
    commands.add_parser("lint", help="check the files against each other").set_defaults(run=_lint)
    check = commands.add_parser("check", help="put the case files to the rules of their notices")
    check.add_argument("notice", nargs="*", help="all that have rules, where none is named")
    check.set_defaults(run=_check)
    verify = commands.add_parser("verify", help="check every figure against the official texts")
    verify.add_argument("--sources", type=Path, default=os.environ.get("POLICY_SOURCES"), help="their folder")
    verify.set_defaults(run=_verify)
    build = commands.add_parser("build", help="publish the notices that nothing is wrong with")
    build.add_argument("--names", type=Path, default=_NAMES, help="where to write the names to recognise")
    build.set_defaults(run=_build)
    build.add_argument("--strict", action="store_true", help="publish nothing where one notice is broken")
    commands.add_parser("publications", help="what was published, and what is in force").set_defaults(
        run=_publications
    )
    rollback = commands.add_parser("rollback", help="put what was published before into force again")
    rollback.add_argument(
        "number", nargs="?", type=int, help="the one before that in force, where none is given"
    )
    rollback.set_defaults(run=_rollback)
    show = commands.add_parser("show", help="every fact of a notice, as it is answered")
    show.add_argument("notice")
    show.add_argument("--lang", choices=["zh", "en"], default="zh")
    show.set_defaults(run=_show)
    search = commands.add_parser("search", help="the facts that fit some words best")
    search.add_argument("words", nargs="+")
    search.set_defaults(run=_search)
    return parser


def _lint(options: argparse.Namespace) -> int:
    files = read_folder(options.notices)
    trials, wrong = read_cases(files, folder_of(options.notices))
    problems = [*lint(files), *wrong]
    if problems:
        return _report(problems)
    entries = sum(1 for notice in files.notices for _ in notice.entries())
    print(
        f"lint: nothing to mend in {len(files.notices)} notices with {entries} entries and {len(trials)} cases"
    )
    return 0


def _check(options: argparse.Namespace) -> int:
    files = read_folder(options.notices)
    trials, wrong = read_cases(files, folder_of(options.notices))
    held = [notice.id for notice in files.notices if notice.eligibility]
    wanted = options.notice or held
    problems = [*lint(files), *wrong]
    if options.notice:
        problems = [one for one in problems if one.file in SHARED or Path(one.file).stem in wanted]
    if problems:
        return _report(problems)
    if unknown := [name for name in wanted if name not in held]:
        print(f"no rules are held for {', '.join(unknown)}, only for {', '.join(held)}", file=sys.stderr)
        return 1
    return max(
        [
            0,
            *(
                _check_notice(name, [one for one in trials if one.notice.id == name], files)
                for name in wanted
            ),
        ]
    )


def _check_notice(name: str, trials: Sequence[Trial], files: Files) -> int:
    failed = [(trial.case, found) for trial, found in try_all(trials, files) if found]
    print(f"{name}: {len(trials) - len(failed)} of {len(trials)} cases hold")
    for case, found in failed:
        print(f"  {case.id} ({case.about})")
        for one in found:
            print(f"    {one}")
    return 1 if failed else 0


def _verify(options: argparse.Namespace) -> int:
    if options.sources is None:
        print("verify: say where the official texts are: --sources FOLDER or POLICY_SOURCES", file=sys.stderr)
        return 1
    files = read_folder(options.notices)
    if files.problems:
        return _report(files.problems)
    problems = verify_all(files.notices, Path(options.sources))
    if problems:
        return _report(problems)
    facts = sum(len(facts_of(notice)) for notice in files.notices)
    print(
        f"verify: {facts} facts of {len(files.notices)} notices are supported, and no numbered place is left out"
    )
    return 0


def _build(options: argparse.Namespace) -> int:
    with closing(Store(database_url())) as store:
        built = build(options.notices, options.names, store, dt.datetime.now(dt.UTC), strict=options.strict)
    if built.publication is None:
        print("build: nothing is published; what was in force stays", file=sys.stderr)
        return _report(built.problems)
    number = built.publication.number
    print(f"build: publication {number} holds {built.notices} notices with {built.facts} facts")
    if built.new:
        print(f"build: {len(built.new)} new names: {_first(built.new)}")
        print("       answers know them at once; the classifier of questions does after «make train»")
    if not built.problems:
        return 0
    _report(built.problems)
    for name in built.kept:
        print(f"BROKEN: {name}: says what it said before; the others are published", file=sys.stderr)
    for name in built.left_out:
        print(f"BROKEN: {name}: is left out; the others are published", file=sys.stderr)
    return _PARTLY


def _first(names: Sequence[str]) -> str:
    return "、".join(names[:_TOLD]) + ("…" if len(names) > _TOLD else "")


def _publications(options: argparse.Namespace) -> int:
    with closing(Store(database_url())) as store:
        for one in store.publications():
            force = "  in force" if one.in_force else ""
            print(f"{one.number:5}  {one.published_at:%Y-%m-%d %H:%M:%S} UTC  {one.notices} notices{force}")
    return 0


def _rollback(options: argparse.Namespace) -> int:
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


def _show(options: argparse.Namespace) -> int:
    catalogue = Catalogue(knowledge_of(read_folder(options.notices)))
    facts = catalogue.facts(options.notice)
    if not facts:
        held = ", ".join(notice.id for notice in catalogue.notices)
        print(f"there is no notice «{options.notice}»; held are {held}", file=sys.stderr)
        return 1
    for fact in facts:
        name, topic = fact.id.partition("/")[2], (fact.topics or ("–",))[0]
        places = "、".join(map(str, fact.at)) or "–"
        print(f"{name:32} {places:16} {topic:20} {fact.text.in_(options.lang)}")
    return 0


def _search(options: argparse.Namespace) -> int:
    catalogue = Catalogue.published()
    for result in catalogue.search(Query(" ".join(options.words))):
        places = "、".join(map(str, result.fact.at))
        print(f"{result.score:.2f} {result.fact.id}")
        print(f"     {result.fact.text.zh}\n     ——{result.notice.citation} · {places}")
    return 0


def _report(problems: Sequence[Problem]) -> int:
    for problem in problems:
        print(problem, file=sys.stderr)
    print(f"{len(problems)} to mend", file=sys.stderr)
    return 1
