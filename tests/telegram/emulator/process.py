"""The emulator as a process: started on a free port, waited for, ended by its own id."""

from __future__ import annotations

import os
import select
import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from subprocess import PIPE
from typing import Final

from dev.emulator import find_node

HOST: Final = "127.0.0.1"
#: Seconds until the emulator has to listen.
_PATIENCE: Final = 20.0
_SERVE: Final = Path(__file__).with_name("serve.js")


class EmulatorDied(Exception):
    """The emulator ended, or never answered; the text holds its last words."""


@contextmanager
def running_emulator(port: int | None = None) -> Iterator[str]:
    """Its address, `http://127.0.0.1:PORT`; a free port where none is given. Raises EmulatorDied."""
    node = find_node()
    assert node is not None, "ask dev.emulator.no_emulator first"
    chosen = port or _free_port()
    process = subprocess.Popen(
        [node, _SERVE, str(chosen)], env=_surroundings(), stdin=PIPE, stdout=PIPE, stderr=PIPE, text=True
    )
    try:
        _wait_for(process)
        yield f"http://{HOST}:{chosen}"
    finally:
        process.kill()
        process.communicate()


def _wait_for(process: subprocess.Popen[str]) -> None:
    assert process.stdout is not None
    # Its own word that it listens: another process may answer at this port.
    told, _, _ = select.select([process.stdout], [], [], _PATIENCE)
    if told and process.stdout.readline():
        return
    process.kill()
    raise EmulatorDied(process.communicate()[1] or f"not started within {_PATIENCE:.0f} s")


def _surroundings() -> dict[str, str]:
    """Without proxies, through which it would call webhooks, and without DEBUG, whose output nobody reads."""
    return {
        name: value
        for name, value in os.environ.items()
        if not name.lower().endswith("_proxy") and name != "DEBUG"
    }


def _free_port() -> int:
    with socket.socket() as held:
        held.bind((HOST, 0))
        return int(held.getsockname()[1])
