"""What has to be true before the assistant starts: environments made, knowledge published, model trained."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Mapping
from pathlib import Path

from dev.assistant import RASA_VARIABLES
from dev.console import Style, say
from dev.environments import app_environment, ensure, rasa_environment
from dev.errors import CommandError
from dev.fingerprint import Stamp, fingerprint
from dev.layout import Layout


def set_up(layout: Layout) -> None:
    """Both environments, as locked."""
    ensure(layout, app_environment(layout), rasa_environment(layout))


def prepare(layout: Layout) -> None:
    """Everything the assistant needs to start, each step only where something changed."""
    set_up(layout)
    publish(layout)
    train(layout)


def publish(layout: Layout, force: bool = False) -> None:
    """Publish the knowledge base and write the names it knows, if a notice or its reader changed."""
    made_from = fingerprint(
        (layout.root / "policies_kb", layout.requirements / "app.txt"),
        os.environ.get("ZHIWEN_DATABASE_URL", ""),
    )
    stamp = Stamp(layout.build / "kb.sha256")
    if not force and _exist(layout.names, *_own_database(layout)) and stamp.matches(made_from):
        return
    say("knowledge base: publishing …")
    stamp.remove()
    _run(
        [str(layout.app_python), "-m", "policies_kb", "build", "--strict"],
        layout,
        {},
        "the knowledge base was not published",
    )
    stamp.write(made_from)


def train(layout: Layout, force: bool = False) -> None:
    """Train the model, if anything it is made from changed."""
    made_from = fingerprint(training_sources(layout))
    stamp = Stamp(layout.model.with_name("zhiwen.sha256"))
    if not force and layout.model.exists() and stamp.matches(made_from):
        return
    say("model: training …", Style.STRONG)
    stamp.remove()
    # Rasa's own cache knows neither the names nor the code of the components, so it is not asked.
    rasa = [str(layout.rasa_python), "-m", "dev.start_rasa", "train", "--force"]
    name = layout.model.name.removesuffix(".tar.gz")
    command = [*rasa, "--fixed-model-name", name, "--out", str(layout.model.parent)]
    _run(command, layout, RASA_VARIABLES, "the model was not trained")
    if not layout.model.exists():
        raise CommandError("training ended without a model", "what Rasa said stands above")
    stamp.write(made_from)


def training_sources(layout: Layout) -> tuple[Path, ...]:
    """All that decides what the model is: data, configuration, components, the names they know, Rasa."""
    below_root = ("data", "domain.yml", "config.yml", "nlu_components", "policies_kb/terms")
    return (*(layout.root / name for name in below_root), layout.names, layout.requirements / "rasa.txt")


def is_trained(layout: Layout) -> bool:
    """Is there a model, made from what is there now?"""
    stamp = Stamp(layout.model.with_name("zhiwen.sha256"))
    return layout.model.exists() and stamp.matches(fingerprint(training_sources(layout)))


def _own_database(layout: Layout) -> tuple[Path, ...]:
    return () if os.environ.get("ZHIWEN_DATABASE_URL") else (layout.build / "kb.sqlite",)


def _exist(*files: Path) -> bool:
    return all(file.exists() for file in files)


def _run(command: list[str], layout: Layout, variables: Mapping[str, str], failure: str) -> None:
    environment = {**os.environ, **variables}
    if subprocess.run(command, cwd=layout.root, env=environment, check=False).returncode:
        raise CommandError(failure, "what is wrong stands above")
