"""The checks a change must pass, one stage each, in the order in which failures are cheapest to find."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from dev.assistant import RASA_VARIABLES
from dev.browser import no_browser
from dev.emulator import prepare_emulator
from dev.layout import Layout

#: What runs in the app's environment and is held to strict types.
_TYPED = ("policies_kb", "actions", "bot", "telemetry", "dev", "deploy", "tests", "benchmarks")
#: Their shared fixtures of the tests above belong to the other environment.
_COMPONENT_TESTS = ("--confcutdir", "tests/nlu_components", "tests/nlu_components")
#: pytest's way to say that it collected no test at all.
_NO_TESTS = 5


@dataclass(frozen=True)
class Stage:
    """One check: what it runs, or why it cannot run here."""

    name: str
    command: tuple[str, ...]
    cannot: str = ""
    variables: Mapping[str, str] = field(default_factory=dict)

    def meaning_of(self, code: int) -> str:
        """What is wrong, in words; empty when nothing is."""
        if code == 0:
            return ""
        return (
            "there is no test in it"
            if code == _NO_TESTS and "pytest" in self.command
            else f"exit code {code}"
        )


def static_stages(layout: Layout) -> list[Stage]:
    """What can be told without running the project: `make lint`, and the start of `make test`."""
    app = str(layout.app_python)
    packages = [name for name in _TYPED if (layout.root / name).is_dir()]
    return [
        Stage("format", (app, "-m", "ruff", "format", "--check", ".")),
        Stage("style", (app, "-m", "ruff", "check", ".")),
        Stage("types", (app, "-m", "mypy", *packages)),
        _types_of_components(layout),
        Stage("imports", (str(layout.app_python.with_name("lint-imports")), "--no-cache")),
        kb_lint_stage(layout),
    ]


def kb_lint_stage(layout: Layout) -> Stage:
    """The notices against each other."""
    return Stage("knowledge base: lint", (str(layout.app_python), "-m", "policies_kb", "lint"))


def verify_stage(layout: Layout) -> Stage:
    """The facts against the official texts, which are not part of the project."""
    sources = Path(os.environ.get("POLICY_SOURCES") or layout.root.parent / "shared" / "notices")
    command = (str(layout.app_python), "-m", "policies_kb", "verify", "--sources", str(sources))
    missing = f"there is no folder {sources} with the official texts; name one with POLICY_SOURCES"
    return Stage("knowledge base: verify", command, "" if sources.is_dir() else missing)


def unit_stage(layout: Layout) -> Stage:
    """All tests that need neither Rasa nor a started process, on both processors."""
    kinds = ("unit", "spec", "integration", "telegram")
    folders = [f"tests/{kind}" for kind in kinds if any((layout.root / "tests" / kind).rglob("test_*.py"))]
    command = (str(layout.app_python), "-m", "pytest", "-n", "2", "-m", "not emulator", *folders)
    return Stage(
        "unit, spec and integration tests", command, "" if folders else "there are no such tests yet"
    )


def hostile_stage(layout: Layout) -> Stage:
    """What strangers send to a running gateway; a few hundred inputs of each kind."""
    files = sorted((layout.root / "tests" / "faults").glob("test_hostile_*.py"))
    names = [one.relative_to(layout.root).as_posix() for one in files]
    command = (str(layout.app_python), "-m", "pytest", "-n", "2", "--dist", "loadfile", *names)
    return Stage("hostile input", command, "" if names else "there are no such tests yet")


def browser_stage(layout: Layout) -> Stage:
    """The widget and the pages in a real browser, in front of a played Rasa."""
    folder = "tests/browser"
    command = (str(layout.app_python), "-m", "pytest", "-n", "2", folder)
    return Stage("browser tests", command, _absent(layout, folder) or no_browser())


def emulator_stage(layout: Layout) -> Stage:
    """The messaging channel against an emulator of Telegram's Bot API that was not written here."""
    folder = "tests/telegram"
    command = (str(layout.app_python), "-m", "pytest", "-n", "2", "-m", "emulator", folder)
    return Stage("telegram emulator", command, _absent(layout, folder) or prepare_emulator(layout))


def rasa_stages(layout: Layout, cannot: str) -> list[Stage]:
    """What runs inside Rasa's environment; `cannot` says why it does not exist."""
    rasa, variables = str(layout.rasa_python), RASA_VARIABLES
    return [
        Stage(
            "Rasa: data validation",
            (rasa, "-m", "dev.start_rasa", "data", "validate", "--fail-on-warnings"),
            cannot,
            variables,
        ),
        Stage(
            "Rasa: tests of the components",
            (rasa, "-m", "pytest", "-c", "dev/pytest-rasa.ini", "--rootdir", ".", *_COMPONENT_TESTS),
            cannot or _absent(layout, "tests/nlu_components"),
            variables,
        ),
    ]


def started_stages(layout: Layout, cannot: str) -> list[Stage]:
    """What needs the trained model and the started processes; `cannot` says why there is no model."""
    app = str(layout.app_python)
    stories = tuple(sorted((layout.root / "tests" / "dialogue").glob("test_*.yml")))
    stages = []
    if stories:
        rasa = (
            str(layout.rasa_python),
            "-m",
            "dev.start_rasa",
            "test",
            "core",
            "--fail-on-prediction-errors",
        )
        command = (
            *rasa,
            "--model",
            str(layout.model),
            "--stories",
            "tests/dialogue",
            "--out",
            "build/rasa-test",
        )
        stages.append(Stage("Rasa: dialogue stories", command, cannot, RASA_VARIABLES))
    for name, folder in (("dialogue tests", "tests/dialogue"), ("end-to-end tests", "tests/e2e")):
        stages.append(Stage(name, (app, "-m", "pytest", folder), cannot or _absent(layout, folder)))
    return stages


def _types_of_components(layout: Layout) -> Stage:
    """Checked apart from the rest, as the Python 3.10 they run on."""
    command = (str(layout.app_python), "-m", "mypy", "--python-version", "3.10", "nlu_components")
    return Stage("types of nlu_components", command, _absent(layout, "nlu_components"))


def _absent(layout: Layout, folder: str) -> str:
    return "" if any((layout.root / folder).rglob("*.py")) else f"there is nothing in {folder} yet"
