"""A PostgreSQL server of the tests' own: in a temporary folder, on a free port, gone afterwards."""

from __future__ import annotations

import os
import pwd
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import psycopg
import pytest

_STARTED_WITHIN = 30.0
_WORDS = "initdb, postgres"


@contextmanager
def server() -> Iterator[str]:
    """The URL of a running server. Skips the test where there is no PostgreSQL; fails it in CI."""
    initdb, postgres = program("initdb"), program("postgres")
    if initdb is None or postgres is None:
        missing = f"PostgreSQL is not installed ({_WORDS}): apt-get install postgresql"
        if os.environ.get("CI") == "true":
            pytest.fail(missing)
        pytest.skip(missing)
    folder = Path(tempfile.mkdtemp(prefix="zhiwen-pg-"))
    port = _free_port()
    data = str(folder / "data")
    as_somebody = _as_somebody(folder)
    log = (folder / "log").open("wb")
    try:
        subprocess.run(
            [initdb, "--pgdata", data, "--username", "zhiwen", "--auth", "trust", "--encoding", "UTF8",
             "--no-locale", "--no-sync"],
            check=True, stdout=log, stderr=log, cwd="/", **as_somebody,
        )  # fmt: skip
        process = subprocess.Popen(
            [postgres, "-D", data, "-p", str(port), "-k", str(folder), "-h", "127.0.0.1", "-c", "fsync=off"],
            stdout=log, stderr=log, cwd="/", **as_somebody,
        )  # fmt: skip
        try:
            url = f"postgresql://zhiwen@127.0.0.1:{port}/postgres"
            _wait(url, process)
            yield url
        finally:
            process.send_signal(signal.SIGINT)  # at once, whoever is still connected
            process.wait(20)
    finally:
        log.close()
        shutil.rmtree(folder, ignore_errors=True)


def empty(url: str) -> None:
    """Throw away everything in the database."""
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("DROP SCHEMA public CASCADE")
        connection.execute("CREATE SCHEMA public")


def program(name: str) -> str | None:
    """On the path, or where Debian hides it."""
    found = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"))
    return shutil.which(name) or (str(found[-1]) if found else None)


def _as_somebody(folder: Path) -> dict[str, Any]:
    """PostgreSQL refuses to run as root."""
    if os.geteuid() != 0:
        return {}
    names = {one.pw_name for one in pwd.getpwall()}
    name = "postgres" if "postgres" in names else "nobody"
    who = pwd.getpwnam(name)
    os.chown(folder, who.pw_uid, who.pw_gid)
    return {"user": who.pw_uid, "group": who.pw_gid, "extra_groups": []}


def _free_port() -> int:
    with closing(socket.socket()) as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def _wait(url: str, process: subprocess.Popen[bytes]) -> None:
    end = time.monotonic() + _STARTED_WITHIN
    while True:
        try:
            psycopg.connect(url, connect_timeout=2).close()
        except psycopg.OperationalError:
            assert process.poll() is None, "PostgreSQL ended"
            assert time.monotonic() < end, "PostgreSQL does not answer"
            time.sleep(0.1)
        else:
            return
