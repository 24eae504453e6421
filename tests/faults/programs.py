"""How PostgreSQL and Redis are started by the fault runs; both have to be installed."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
from pathlib import Path

import pytest

from dev.layout import PROJECT
from tests.integration.bot import postgres, redis_server


def missing() -> str:
    """What is not installed here; empty where all is."""
    lacking = [
        what
        for what, program in (
            ("PostgreSQL (apt-get install postgresql)", postgres.program("postgres")),
            ("Redis (apt-get install redis-server)", redis_server.program()),
        )
        if program is None
    ]
    return f"there is no {' and no '.join(lacking)}" if lacking else ""


def require() -> None:
    """Skip what runs the whole system where something of it is missing; in CI that is a failure."""
    lacking = missing()
    if not (PROJECT.model.exists() and PROJECT.rasa_python.exists()):
        lacking = "there is no model: make train"
    if lacking and os.environ.get("CI") == "true":
        pytest.fail(lacking)
    if lacking:
        pytest.skip(lacking)


def make_cluster(folder: Path, log: Path) -> None:
    """An empty cluster in this folder, which belongs to who may run it from now on."""
    if (name := _other_user()) is not None:
        who = pwd.getpwnam(name)
        os.chown(folder, who.pw_uid, who.pw_gid)
    log.parent.mkdir(parents=True, exist_ok=True)
    with log.open("wb") as output:
        subprocess.run(
            [
                *_as_somebody(), _path(postgres.program("initdb")), "--pgdata", str(folder / "data"),
                "--username", "zhiwen", "--auth", "trust", "--encoding", "UTF8", "--no-locale", "--no-sync",
            ],
            check=True, stdout=output, stderr=output, cwd=folder,
        )  # fmt: skip


def postgres_command(folder: Path, port: int) -> tuple[str, ...]:
    """The server. What it wrote outlives the process, as long as the machine runs."""
    return (
        *_as_somebody(), _path(postgres.program("postgres")), "-D", str(folder / "data"), "-p", str(port),
        "-k", str(folder), "-h", "127.0.0.1", "-c", "fsync=off", "-c", "max_connections=200",
    )  # fmt: skip


def redis_command(port: int) -> tuple[str, ...]:
    """The server, as `docs/operations.md` wants it: it keeps nothing."""
    return (
        _path(redis_server.program()), "--port", str(port), "--bind", "127.0.0.1", "--save", "",
        "--appendonly", "no", "--dir", "/",
    )  # fmt: skip


def _path(found: str | None) -> str:
    assert found is not None, missing()
    return found


def _other_user() -> str | None:
    """PostgreSQL refuses to run as root."""
    if os.geteuid() != 0:
        return None
    return "postgres" if "postgres" in {one.pw_name for one in pwd.getpwall()} else "nobody"


def _as_somebody() -> tuple[str, ...]:
    """What stands before a command that root may not run; it becomes that command, with the same number."""
    name = _other_user()
    if name is None:
        return ()
    assert shutil.which("setpriv") is not None, "there is no setpriv: apt-get install util-linux"
    who = pwd.getpwnam(name)
    return ("setpriv", "--reuid", str(who.pw_uid), "--regid", str(who.pw_gid), "--clear-groups", "--")
