"""The knowledge base at the command line, for people: lint, check, verify, build, show, search."""

from __future__ import annotations

import argparse
import datetime as dt
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from policies_kb.case_files import Trial, folder_of, read_cases, try_all
from policies_kb.catalogue import Catalogue, Query, database_url
from policies_kb.errors import KnowledgeError, NothingPublished, Problem, StoreDown
from policies_kb.lint import knowledge_of, lint
from policies_kb.reading import HERE, SHARED, Files, read_folder
from policies_kb.search import UniversalEncoder
from policies_kb.store import Store
from policies_kb.verify import verify_all
from policies_kb.wording import facts_of

_NAMES = Path("build") / "terms.json"


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; 0 when all is well, 1 when something has to be mended."""
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
    build = commands.add_parser("build", help="publish the notices, if nothing is wrong with them")
    build.add_argument("--names", type=Path, default=_NAMES, help="where to write the names to recognise")
    build.set_defaults(run=_build)
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
    knowledge = knowledge_of(read_folder(options.notices))
    store = Store(database_url())
    try:
        publication = store.publish(knowledge, dt.datetime.now(dt.UTC).replace(tzinfo=None))
        # Encodes what is new, so that no process has to do so when it starts.
        catalogue = Catalogue(knowledge, publication, store.vectors(UniversalEncoder().name))
    finally:
        store.close()
    catalogue.names.save(options.names)
    facts = sum(len(catalogue.facts(notice.id)) for notice in knowledge.notices)
    print(
        f"build: publication {publication.number} holds {len(knowledge.notices)} notices with {facts} facts"
    )
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
