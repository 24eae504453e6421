"""Where the files of an installation lie, and what `make run` starts, in the words of those files."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final

import yaml

from dev.assistant import services_of
from dev.layout import Layout
from dev.ports import HOST, Ports

PROJECT: Final = Path(__file__).parents[3]
DEPLOY: Final = PROJECT / "deploy"
CHART: Final = DEPLOY / "helm" / "zhiwen"
#: Where each of the processes is found from, so that `make run` and an installation may differ in it.
_ADDRESSES: Final = (
    "ZHIWEN_PORT",
    "ZHIWEN_RASA_URL",
    "ZHIWEN_ACTIONS_URL",
    "ZHIWEN_ACTIONS_PORT",
    "SANIC_HOST",
)


def read_yaml(file: Path) -> Any:
    """One document."""
    return yaml.safe_load(file.read_text(encoding="utf-8"))


def started_here() -> dict[str, tuple[list[str], dict[str, str]]]:
    """What `make run` starts: process → (its command after Python, what it has in its environment)."""
    services = services_of(Layout(Path("/opt/zhiwen")), Ports(8080, 5005, 5055), {})
    return {
        each.name: (
            plain(each.command[1:]),
            {name: value for name, value in each.environment.items() if name not in _ADDRESSES},
        )
        for each in services
    }


def plain(command: Sequence[str]) -> list[str]:
    """A command without what differs from place to place: the address it listens on, the folder of the model."""
    return ["HOST" if word in (HOST, "0.0.0.0") else word.removeprefix("/opt/zhiwen/") for word in command]


def baked(dockerfile: str) -> Mapping[str, str]:
    """The environment that the last stage of an image sets."""
    stage = (DEPLOY / dockerfile).read_text(encoding="utf-8").replace("\\\n", " ").rsplit("\nFROM ", 1)[1]
    lines = re.findall(r"^ENV (.*)$", stage, re.MULTILINE)
    return dict(pair.split("=", 1) for line in lines for pair in line.split())
