"""A child process with a name, a log file, an address that tells its health, and an end that is final."""

from __future__ import annotations

import ctypes
import os
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

#: How long a process may take to end by itself once it is asked to.
GRACE: Final = 10.0
_LAST_LINES: Final = 15
_PARENT_DEATH_SIGNAL: Final = 1
_LIBC: Final = ctypes.CDLL(None)


@dataclass(frozen=True)
class Service:
    """What is to be started, and where it answers once it is healthy."""

    name: str
    command: tuple[str, ...]
    environment: Mapping[str, str]
    health_url: str


class Running:
    """A started service. It leads a process group of its own, so that it ends together with its children."""

    def __init__(self, service: Service, folder: Path, log: Path) -> None:
        self.service = service
        self.log = log
        log.parent.mkdir(parents=True, exist_ok=True)
        with log.open("wb") as output:
            self._process = subprocess.Popen(
                service.command,
                cwd=folder,
                env={**os.environ, **service.environment},
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                start_new_session=True,
                preexec_fn=_end_with_parent,  # noqa: PLW1509 - it takes no lock, and one thread starts all
            )

    @property
    def pid(self) -> int:
        """Its number, which is that of its group too."""
        return self._process.pid

    @property
    def exit_code(self) -> int | None:
        """How it ended; None while it runs."""
        return self._process.poll()

    def is_healthy(self) -> bool:
        """Does its health address answer with success?"""
        try:
            with urllib.request.urlopen(self.service.health_url, timeout=2) as reply:
                return bool(reply.status == 200)
        except (OSError, ValueError):
            return False

    def last_lines(self) -> str:
        """The end of what it printed, where the reason for its death stands."""
        lines = self.log.read_text(encoding="utf-8", errors="replace").splitlines()
        return "\n".join(lines[-_LAST_LINES:]) or "(nothing)"

    def ask_to_stop(self) -> None:
        """Ask the whole group to end."""
        self._signal(signal.SIGTERM)

    def stop(self, until: float) -> None:
        """Wait for the end until that moment (of the monotonic clock), then force it on whatever is left."""
        with suppress(subprocess.TimeoutExpired):
            self._process.wait(max(0.0, until - time.monotonic()))
        self._signal(signal.SIGKILL)
        self._process.wait()

    def _signal(self, number: signal.Signals) -> None:
        # The group bears the number of the process that was started here, so nothing else is ever met.
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(self._process.pid, number)


def _end_with_parent() -> None:
    """Runs in the child: have Linux end it should this program be killed before it can stop what it started."""
    if sys.platform == "linux":
        _LIBC.prctl(_PARENT_DEATH_SIGNAL, signal.SIGTERM)


def stop_all(running: list[Running]) -> None:
    """Stop every process, all at the same time."""
    for each in running:
        each.ask_to_stop()
    until = time.monotonic() + GRACE
    for each in running:
        each.stop(until)
