"""`lint`, `check`, `verify`: what is wrong with the files, before anybody is told what they say."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from policies_kb.case_files import Trial, folder_of, read_cases, try_all
from policies_kb.cli.report import report
from policies_kb.lint import lint as problems_of
from policies_kb.reading import SHARED, Files, read_folder
from policies_kb.verify import verify_all
from policies_kb.wording import facts_of


def lint(options: argparse.Namespace) -> int:
    """The files against each other."""
    files = read_folder(options.notices)
    trials, wrong = read_cases(files, folder_of(options.notices))
    problems = [*problems_of(files), *wrong]
    if problems:
        return report(problems)
    entries = sum(1 for notice in files.notices for _ in notice.entries())
    print(
        f"lint: nothing to mend in {len(files.notices)} notices with {entries} entries and {len(trials)} cases"
    )
    return 0


def check(options: argparse.Namespace) -> int:
    """The case files against the rules of their notices."""
    files = read_folder(options.notices)
    trials, wrong = read_cases(files, folder_of(options.notices))
    held = [notice.id for notice in files.notices if notice.eligibility]
    wanted = options.notice or held
    problems = [*problems_of(files), *wrong]
    if options.notice:
        problems = [one for one in problems if one.file in SHARED or Path(one.file).stem in wanted]
    if problems:
        return report(problems)
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


def verify(options: argparse.Namespace) -> int:
    """Every figure against the official texts."""
    if options.sources is None:
        print("verify: say where the official texts are: --sources FOLDER or POLICY_SOURCES", file=sys.stderr)
        return 1
    files = read_folder(options.notices)
    if files.problems:
        return report(files.problems)
    problems = verify_all(files.notices, Path(options.sources))
    if problems:
        return report(problems)
    facts = sum(len(facts_of(notice)) for notice in files.notices)
    print(
        f"verify: {facts} facts of {len(files.notices)} notices are supported, and no numbered place is left out"
    )
    return 0
