"""`make test` and `make lint`: run every stage, whatever failed before, and say at the end how each went."""

from __future__ import annotations

import os
import subprocess
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import Enum

from dev.checks import (
    Stage,
    browser_stage,
    emulator_stage,
    hostile_stage,
    kb_lint_stage,
    rasa_stages,
    started_stages,
    static_stages,
    unit_stage,
    verify_stage,
)
from dev.console import Style, say
from dev.environments import app_environment, ensure, rasa_environment
from dev.errors import CommandError
from dev.layout import Layout
from dev.preparation import publish, train


class Outcome(Enum):
    """How a stage went, and how that is shown."""

    PASSED = Style.GOOD
    FAILED = Style.BAD
    NOT_RUN = Style.WARNING


@dataclass(frozen=True)
class Result:
    """One line of the summary."""

    name: str
    outcome: Outcome
    seconds: float
    reason: str = ""


def lint(layout: Layout) -> bool:
    """The checks that run nothing of the project."""
    ensure(layout, app_environment(layout))
    return _summary([_run(layout, stage) for stage in static_stages(layout)])


def knowledge_base(layout: Layout) -> bool:
    """The notices against each other and against the official texts."""
    ensure(layout, app_environment(layout))
    return _summary([_run(layout, stage) for stage in (kb_lint_stage(layout), verify_stage(layout))])


def test(layout: Layout) -> bool:
    """Everything a change must pass. In CI, what cannot run has failed."""
    ensure(layout, app_environment(layout))
    results = [
        _run(layout, stage) for stage in (*static_stages(layout), verify_stage(layout), unit_stage(layout))
    ]
    results += [
        _run(layout, stage)
        for stage in (hostile_stage(layout), browser_stage(layout), emulator_stage(layout))
    ]
    no_rasa = _attempt(results, "Rasa's environment", lambda: ensure(layout, rasa_environment(layout)))
    results += [_run(layout, stage) for stage in rasa_stages(layout, no_rasa)]
    no_model = no_rasa or _attempt(results, "publish and train", lambda: _publish_and_train(layout))
    results += [_run(layout, stage) for stage in started_stages(layout, no_model)]
    return _summary(results)


def passed(results: Iterable[Result], in_ci: bool) -> bool:
    """Did all go well? What was not run is only forgiven outside CI."""
    bad = {Outcome.FAILED, Outcome.NOT_RUN} if in_ci else {Outcome.FAILED}
    return not any(result.outcome in bad for result in results)


def _publish_and_train(layout: Layout) -> None:
    publish(layout)
    train(layout)


def _attempt(results: list[Result], name: str, action: Callable[[], None]) -> str:
    """Do what later stages need; returns why they cannot run, empty when they can."""
    _heading(name)
    started = time.monotonic()
    try:
        action()
    except CommandError as error:
        say(str(error), Style.BAD)
        results.append(Result(name, Outcome.FAILED, time.monotonic() - started, error.what))
        return f"{name} failed"
    results.append(Result(name, Outcome.PASSED, time.monotonic() - started))
    return ""


def _run(layout: Layout, stage: Stage) -> Result:
    _heading(stage.name)
    if stage.cannot:
        say(f"NOT RUN: {stage.cannot}", Style.WARNING)
        return Result(stage.name, Outcome.NOT_RUN, 0.0, stage.cannot)
    started = time.monotonic()
    environment = {**os.environ, **stage.variables}
    code = subprocess.run(stage.command, cwd=layout.root, env=environment, check=False).returncode
    wrong = stage.meaning_of(code)
    outcome = Outcome.FAILED if wrong else Outcome.PASSED
    return Result(stage.name, outcome, time.monotonic() - started, wrong)


def _heading(name: str) -> None:
    say()
    say(f"── {name}", Style.STRONG)


def _summary(results: list[Result]) -> bool:
    in_ci = os.environ.get("CI") == "true"
    say()
    say("── summary", Style.STRONG)
    for result in results:
        word = result.outcome.name.replace("_", " ").lower()
        line = f"{word:8} {result.seconds:6.1f} s  {result.name}" + (
            f": {result.reason}" if result.reason else ""
        )
        say(line, result.outcome.value)
    good = passed(results, in_ci)
    if good and not passed(results, in_ci=True):
        say("NOT everything was run: in CI this is a failure", Style.WARNING)
    say("everything passed" if good else "NOT passed", Style.GOOD if good else Style.BAD)
    return good
