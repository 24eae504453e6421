"""Rasa's own starter bot, untouched: made once by `rasa init`, trained once, kept by Rasa's version."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from dev.assistant import RASA_VARIABLES
from dev.fingerprint import fingerprint
from dev.layout import Layout
from dev.ports import HOST
from dev.processes import GRACE, Running, Service

#: What it has a reply for, whatever was said before.
SAYS: Final = (
    "hi",
    "very good",
    "are you a bot?",
    "good morning",
    "I am sad",
    "bye",
    "hello",
    "feeling great",
)
#: The component that config.yml calls optional.
OPTIONAL: Final = "nlu_components.meaning.MeaningFeaturizer"
_WITHIN: Final = 600.0


@dataclass(frozen=True)
class Training:
    """Seconds that both trainings took, one after the other."""

    starter: float
    assistant: float


class StarterBot:
    """The bot in a folder below build/."""

    def __init__(self, layout: Layout) -> None:
        self._layout = layout
        version = fingerprint([layout.requirements / "rasa.txt"])[:12]
        self.folder = layout.build / "benchmarks" / f"starter-{version}"
        self._times = self.folder / "training.json"

    def made(self, again: bool = False) -> Training:
        """Make and train it, and train the assistant beside it; what was measured before, unless asked for `again`."""
        if again or not self._times.exists():
            shutil.rmtree(self.folder, ignore_errors=True)
            self.folder.mkdir(parents=True)
            self._rasa("init", "--no-prompt", "--init-dir", ".")
            for model in (self.folder / "models").iterdir():
                model.unlink()
            times = [self._timed(), self._assistant()]
            self._times.write_text(json.dumps(times), encoding="utf-8")
        return Training(*json.loads(self._times.read_text(encoding="utf-8")))

    @contextmanager
    def running(self, port: int) -> Iterator[tuple[Running, float]]:
        """The bot, and the seconds until it was ready."""
        python = str(self._layout.rasa_python)
        command = (python, "-m", "rasa", "run", "--interface", HOST, "--port", str(port))
        service = Service("starter", command, RASA_VARIABLES, f"http://{HOST}:{port}/")
        begun = time.monotonic()
        process = Running(service, self.folder, self.folder / "starter.log")
        try:
            while not process.is_healthy():
                if process.exit_code is not None or time.monotonic() - begun > _WITHIN:
                    raise RuntimeError(f"the starter bot does not run:\n{process.last_lines()}")
                time.sleep(0.1)
            yield process, time.monotonic() - begun
        finally:
            process.ask_to_stop()
            process.stop(time.monotonic() + GRACE)

    def _timed(self) -> float:
        begun = time.monotonic()
        self._rasa("train", "--force")
        return time.monotonic() - begun

    def _assistant(self) -> float:
        """The same command for the assistant, without the component that is optional."""
        lines = (self._layout.root / "config.yml").read_text(encoding="utf-8").splitlines(keepends=True)
        config = self.folder / "assistant.yml"
        config.write_text("".join(line for line in lines if OPTIONAL not in line), encoding="utf-8")
        begun = time.monotonic()
        self._run(
            self._layout.root,
            *("-m", "dev.start_rasa", "train", "--force", "--config", str(config), "--out", str(self.folder)),
        )
        return time.monotonic() - begun

    def _rasa(self, *arguments: str) -> None:
        self._run(self.folder, "-m", "rasa", *arguments)

    def _run(self, folder: Path, *arguments: str) -> None:
        log = self.folder / "training.log"
        with log.open("ab") as output:
            subprocess.run(
                [str(self._layout.rasa_python), *arguments],
                cwd=folder,
                env={**os.environ, **RASA_VARIABLES},
                stdout=output,
                stderr=output,
                check=True,
            )
