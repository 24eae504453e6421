"""The two Python environments, each made from locked requirements and made again only when those change."""

from __future__ import annotations

import fcntl
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from dev.console import say
from dev.fingerprint import Stamp, fingerprint
from dev.layout import Layout
from dev.pythons import find_rasa_python
from dev.uv import run_uv


@dataclass(frozen=True)
class Environment:
    """A virtual environment: where it lies, what it holds, which Python it is made with."""

    python: Path
    requirements: tuple[Path, ...]
    base: Callable[[], Path]

    @property
    def folder(self) -> Path:
        """The environment's own folder."""
        return self.python.parent.parent

    def is_ready(self) -> bool:
        """Does it hold exactly what is locked, with a Python that is still there?"""
        return self.python.exists() and self._stamp.matches(fingerprint(self.requirements))

    def make(self, layout: Layout) -> None:
        """Make it, or bring it up to date."""
        started = time.monotonic()
        say(f"{self.folder.name}: installing {' and '.join(file.name for file in self.requirements)} …")
        self._stamp.remove()
        if not self.python.exists():
            run_uv(layout, "venv", "--quiet", "--clear", "--python", str(self.base()), str(self.folder))
        # Rasa loads thousands of modules; compiled once here, it starts in half the time, also where the
        # surroundings forbid Python to write compiled files while it runs.
        locked = [str(file) for file in self.requirements]
        target = ["--python", str(self.python)]
        run_uv(layout, "pip", "sync", "--quiet", "--require-hashes", "--compile-bytecode", *target, *locked)
        self._stamp.write(fingerprint(self.requirements))
        say(f"{self.folder.name}: ready after {time.monotonic() - started:.0f} s")

    @property
    def _stamp(self) -> Stamp:
        return Stamp(self.folder / "requirements.sha256")


def app_environment(layout: Layout) -> Environment:
    """The environment of everything people reach, and of the tools that check it."""
    locked = (layout.requirements / "app.txt", layout.requirements / "dev.txt")
    return Environment(layout.app_python, locked, lambda: Path(sys.executable))


def rasa_environment(layout: Layout) -> Environment:
    """The environment of Rasa, which shares nothing with the other."""
    locked = (layout.requirements / "rasa.txt",)
    return Environment(layout.rasa_python, locked, lambda: find_rasa_python(layout))


def ensure(layout: Layout, *environments: Environment) -> None:
    """Make every environment that is not ready. Two commands started at once wait for each other."""
    if all(environment.is_ready() for environment in environments):
        return
    with alone(layout.tools / "setup.lock"):
        for environment in environments:
            if not environment.is_ready():
                environment.make(layout)


@contextmanager
def alone(file: Path) -> Iterator[None]:
    """Hold this file; another command that wants it waits."""
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
