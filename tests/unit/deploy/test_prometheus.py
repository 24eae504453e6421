"""Alerts ask for figures that there are."""

from __future__ import annotations

import re
import subprocess
from typing import Final

import pytest

from bot.telemetry.metrics import Metrics
from tests.unit.deploy.places import DEPLOY, read_yaml
from tests.unit.deploy.programs import provided

_FOLDER: Final = DEPLOY / "prometheus"
_RULES: Final = read_yaml(_FOLDER / "rules.yml")["groups"][0]["rules"]


def test_every_figure_in_an_alert_is_told_by_a_gateway() -> None:
    """A figure that was renamed would be an alert that never comes."""
    metrics = Metrics()
    metrics.requested("GET", "/", 200, 0.1)
    metrics.turned("web", "answered", 0.1)
    metrics.asked(0.1, good=True)
    metrics.watch("messages", lambda: 0)
    metrics.needs("shared", lambda: True)
    told = set(re.findall(r"^([a-z_]+)[ {]", metrics.page().decode(), re.MULTILINE))

    asked = {name for rule in _RULES for name in re.findall(r"\b(?:zhiwen|process)_[a-z_]+", rule["expr"])}

    assert asked <= told


@pytest.mark.parametrize("rule", _RULES, ids=lambda rule: str(rule["alert"]))
def test_an_alert_says_what_it_means_and_is_explained(rule: dict[str, dict[str, str]]) -> None:
    """Who is woken reads one sentence, and finds what to do."""
    manual = (DEPLOY.parent / "docs" / "operations.md").read_text(encoding="utf-8")

    assert rule["annotations"]["summary"]
    assert rule["labels"]["severity"] in ("warning", "critical")
    assert f"`{rule['alert']}`" in manual


def test_prometheus_understands_the_rules() -> None:
    """`promtool` checks them, and runs the cases beside them."""
    promtool = provided("promtool", "prometheus")
    for arguments in (["check", "rules", "rules.yml"], ["test", "rules", "rules.test.yml"]):
        done = subprocess.run(
            [promtool, *arguments], cwd=_FOLDER, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stdout + done.stderr
