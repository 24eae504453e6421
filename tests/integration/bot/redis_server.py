"""A Redis server of the tests' own: without files, on a port that stays its own while it is stopped and started."""

from __future__ import annotations

import fcntl
import os
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Final

import pytest

from dev.debian import install, may_install
from tests.integration.bot.test_web_killed import free_port

STARTED_WITHIN: Final = 30.0
_MISSING: Final = "there is no Redis on the path: apt-get install redis-server"


class RedisServer:
    """A server that can be stopped and started."""

    def __init__(self, program: str) -> None:
        self._program = program
        self._port = free_port()
        self._process: subprocess.Popen[bytes] | None = None
        self.url = f"redis://127.0.0.1:{self._port}/0"

    def start(self) -> None:
        """Return when it can be connected to."""
        self._process = subprocess.Popen(
            [self._program, "--port", str(self._port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no"],
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=tempfile.gettempdir(),
        )  # fmt: skip
        end = time.monotonic() + STARTED_WITHIN
        while True:
            with closing(socket.socket()) as tried:
                if tried.connect_ex(("127.0.0.1", self._port)) == 0:
                    return
            assert self._process.poll() is None, "Redis ended"
            assert time.monotonic() < end, "Redis does not answer"
            time.sleep(0.05)

    def stop(self) -> None:
        """Kill it, with all it knows."""
        if self._process is not None:
            self._process.kill()
            self._process.wait(20)
            self._process = None


@contextmanager
def server() -> Iterator[RedisServer]:
    """One that runs. Skips the test where there is no Redis; fails it in CI."""
    found = program()
    if found is None:
        if os.environ.get("CI") == "true":
            pytest.fail(_MISSING)
        pytest.skip(_MISSING)
    made = RedisServer(found)
    made.start()
    try:
        yield made
    finally:
        made.stop()


def program() -> str | None:
    """On the path; in CI it is installed first, where that is allowed, by one process of tests."""
    found = shutil.which("redis-server")
    if found is None and may_install(os.environ):
        with (Path(tempfile.gettempdir()) / "zhiwen-redis.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)  # let go of when it is closed
            if shutil.which("redis-server") is None:
                install("redis-server")
        found = shutil.which("redis-server")
    return found
