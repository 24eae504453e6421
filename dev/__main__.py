"""`python -m dev COMMAND`: what each target of the Makefile calls."""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from dev import gate
from dev.chat import chat
from dev.console import Style, say, styled
from dev.environments import app_environment, ensure
from dev.errors import CommandError
from dev.evaluate import evaluate, passed
from dev.layout import PROJECT
from dev.lock import lock
from dev.preparation import publish, set_up, train
from dev.run import run

#: What `make clean ALL=1` removes beside what is built.
_INSTALLED = (".venv", ".venv-rasa", ".tools", "tests/telegram/emulator/node_modules")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; 0 when all is well."""
    options = _parser().parse_args(arguments)
    try:
        return 0 if options.do(options) is not False else 1
    except CommandError as error:
        print(styled(str(error), Style.BAD), file=sys.stderr, flush=True)
        return 1
    except KeyboardInterrupt:
        return 130


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m dev", description=__doc__)
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    for name, do in (
        ("setup", lambda _: set_up(PROJECT)),
        ("run", lambda _: run(PROJECT)),
        ("chat", lambda _: chat(PROJECT)),
        ("kb", lambda _: _check_and_publish()),
        ("test", lambda _: gate.test(PROJECT)),
        ("lint", lambda _: gate.lint(PROJECT)),
        ("fmt", lambda _: _format()),
        ("faults", lambda _: _faults()),
        ("bench", lambda _: _bench()),
    ):
        commands.add_parser(name).set_defaults(do=do)
    evaluating = commands.add_parser("eval")
    evaluating.add_argument(
        "files", nargs="*", type=Path, help="case files (the project's own where none is named)"
    )
    evaluating.set_defaults(do=lambda options: passed(evaluate(PROJECT, options.files)))
    training = commands.add_parser("train")
    training.add_argument("--force", action="store_true", help="also when nothing changed")
    training.set_defaults(do=lambda options: _train(options.force))
    locking = commands.add_parser("lock")
    locking.add_argument("--upgrade", action="store_true", help="take newer releases where allowed")
    locking.set_defaults(do=lambda options: lock(PROJECT, options.upgrade))
    cleaning = commands.add_parser("clean")
    cleaning.add_argument("--all", action="store_true", help="the environments and tools too")
    cleaning.set_defaults(do=lambda options: _clean(options.all))
    return parser


def _train(force: bool) -> None:
    set_up(PROJECT)
    publish(PROJECT)
    train(PROJECT, force)
    say(f"model: {PROJECT.model.relative_to(PROJECT.root)} is up to date", Style.GOOD)


def _check_and_publish() -> bool:
    good = gate.knowledge_base(PROJECT)
    if good:
        publish(PROJECT, force=True)
    return good


def _format() -> None:
    ensure(PROJECT, app_environment(PROJECT))
    for arguments in (["check", "--fix-only", "--quiet", "."], ["format", "."]):
        _in_app(["-m", "ruff", *arguments])


def _bench() -> None:
    ensure(PROJECT, app_environment(PROJECT))
    scripts = sorted((PROJECT.root / "benchmarks").glob("[!_]*.py"))
    if not scripts:
        raise CommandError("there are no benchmarks yet", "each is a script in benchmarks/")
    for script in scripts:
        say(f"── {script.stem}", Style.STRONG)
        _in_app([str(script)])


def _faults() -> None:
    """Not among what every change must pass: a quarter of an hour, most of which processes take to start again."""
    _train(force=False)
    files = sorted((PROJECT.root / "tests" / "faults").glob("test_*.py"))
    names = [
        one.relative_to(PROJECT.root).as_posix() for one in files if not one.name.startswith("test_hostile_")
    ]
    _in_app(["-m", "pytest", "-s", *names])


def _in_app(arguments: list[str]) -> None:
    command = [str(PROJECT.app_python), *arguments]
    if subprocess.run(command, cwd=PROJECT.root, check=False).returncode:
        raise CommandError(f"this failed: {' '.join(arguments)}", "what it said stands above")


def _clean(everything: bool) -> None:
    made = [
        "build",
        "models",
        "results",
        ".rasa",
        ".pytest_cache",
        ".mypy_cache",
        ".ruff_cache",
        ".hypothesis",
    ]
    made += [".import_linter_cache"]
    for name in [*made, *(_INSTALLED if everything else [])]:
        folder = PROJECT.root / name
        if folder.exists():
            shutil.rmtree(folder)
            say(f"removed {name}/")


if __name__ == "__main__":
    sys.exit(main())
