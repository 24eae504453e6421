"""Everything that runs in production, as processes of their own: each can be killed, stopped, held and started again.

    with System(folder) as system:                 # all are up; the notices are published in PostgreSQL
        system.gateways                            # ("http://127.0.0.1:…", "http://127.0.0.1:…")
        system.kill("rasa-1")                      # SIGKILL, at once
        system.start("rasa-1")                     # on the same port, as a supervisor does; returns when it is healthy
        system.stop("postgres")                    # properly
        system.hold("redis"); system.go_on("redis")   # SIGSTOP, SIGCONT: there, and silent

The names: postgres, redis, actions-1 …, rasa-1, rasa-2, gateway-1, gateway-2. Rasa server n asks action server n, or
the last one. Each start writes a log of its own into the folder; `logged` gives all of a name. PostgreSQL holds
`zhiwen_notices`, `zhiwen_bot` and `zhiwen_trackers` (`database` gives their URLs) and keeps them through a kill; Redis
keeps nothing. Linux ends a process when the thread that started it ends: start from threads that stay.
"""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path
from types import TracebackType
from typing import Final, Self

import psycopg

from dev.assistant import ONE_THREAD, services_of
from dev.layout import PROJECT
from dev.ports import HOST, Ports
from dev.processes import GRACE, Running, Service
from tests.faults.programs import make_cluster, postgres_command, redis_command
from tests.integration.bot.test_web_killed import free_port

#: Seconds in which a process has to be healthy; two Rasa servers load at once, on processors that others use too.
STARTED_WITHIN: Final = 240.0
_PAUSE: Final = 0.1
_DATABASES: Final = ("zhiwen_notices", "zhiwen_bot", "zhiwen_trackers")
#: In this order they are started, and in the other one stopped.
_KINDS: Final = ("postgres", "redis", "actions", "rasa", "gateway")
#: What nobody wants to meet here: limits of an address, since all talkers have one.
_UNLIMITED: Final = {"ZHIWEN_WEB_SESSION_RATE": "1000000", "ZHIWEN_WEB_ADDRESS_RATE": "1000000"}


@dataclass(frozen=True)
class Size:
    """How many of each."""

    actions: int = 1
    rasa: int = 2
    gateways: int = 2


class System:
    """Starts all on entering, stops all on leaving. `variables` are settings for every process."""

    def __init__(self, folder: Path, size: Size | None = None, **variables: str) -> None:
        self.size = size or Size()
        self.logs = folder
        self._cluster = Path(tempfile.mkdtemp(prefix="zhiwen-pg-"))
        counts = {
            "actions": self.size.actions,
            "rasa": self.size.rasa,
            "gateway": self.size.gateways,
        }
        self.names: tuple[str, ...] = (
            "postgres",
            "redis",
            *(f"{kind}-{n}" for kind, count in counts.items() for n in range(1, count + 1)),
        )
        self._ports = {name: free_port() for name in self.names}
        self._variables = {**self._common(), **_UNLIMITED, **variables}
        self._running: dict[str, Running] = {}
        self._starts = dict.fromkeys(self.names, 0)

    @property
    def gateways(self) -> tuple[str, ...]:
        """Where they are, first to last."""
        return tuple(self.url(name) for name in self.names if name.startswith("gateway"))

    def url(self, name: str) -> str:
        """Where a process that speaks HTTP is."""
        return f"http://{HOST}:{self._ports[name]}"

    def database(self, name: str) -> str:
        """The URL of one of the databases."""
        return f"postgresql://zhiwen@{HOST}:{self._ports['postgres']}/{name}"

    @property
    def redis_url(self) -> str:
        """The URL of Redis."""
        return f"redis://{HOST}:{self._ports['redis']}/0"

    def logged(self, name: str) -> str:
        """All that a process printed, over all its starts."""
        files = sorted(self.logs.glob(f"{name}.*.log"))
        return "".join(one.read_text(encoding="utf-8", errors="replace") for one in files)

    def is_up(self, name: str) -> bool:
        """Whether it runs and answers. Rasa answers once its model is loaded."""
        running = self._running.get(name)
        if running is None or running.exit_code is not None:
            return False
        if name == "postgres":
            return _is_connected(self.database("postgres"))
        if name == "redis":
            with closing(socket.socket()) as tried:
                return tried.connect_ex((HOST, self._ports[name])) == 0
        return running.is_healthy()

    def has_ended(self, name: str) -> bool:
        """Whether it was started and came to its end by itself."""
        return name in self._running and self._running[name].exit_code is not None

    def start(self, *names: str, wait: bool = True) -> None:
        """Start these; return when all are healthy, unless told not to wait."""
        for name in names:
            assert name not in self._running, f"{name} runs already"
            self._run(name)
        for name in names if wait else ():
            self.wait(name)

    def wait(self, name: str) -> None:
        """Return when it is healthy. PostgreSQL is started anew as long as those it left hold its memory."""
        end = time.monotonic() + STARTED_WITHIN
        while not self.is_up(name):
            running = self._running[name]
            if running.exit_code is not None and name == "postgres":
                self._run(name)
            assert running.exit_code is None or name == "postgres", f"{name} ended:\n{running.last_lines()}"
            assert time.monotonic() < end, f"{name} does not answer:\n{running.last_lines()}"
            time.sleep(_PAUSE)

    def kill(self, *names: str) -> None:
        """End these at once, in the middle of whatever they do."""
        for name in names:
            self._running.pop(name).stop(until=0.0)

    def stop(self, *names: str) -> None:
        """Ask these to end, all at the same time, and wait until they have."""
        stopped = {name: self._running.pop(name) for name in names}
        for name, running in stopped.items():
            if name == "postgres":
                os.kill(running.pid, signal.SIGINT)  # whoever is still connected
            else:
                running.ask_to_stop()
        for running in stopped.values():
            running.stop(time.monotonic() + GRACE)

    def hold(self, name: str) -> None:
        """Have it do nothing more, without its end: connections stay, and nobody answers."""
        self._signal(name, signal.SIGSTOP)

    def go_on(self, name: str) -> None:
        """End what `hold` began."""
        self._signal(name, signal.SIGCONT)

    def __enter__(self) -> Self:
        try:
            make_cluster(self._cluster, self.logs / "initdb.log")
            self.start("postgres", "redis")
            self._make_databases()
            slow = [name for name in self.names if name.startswith("rasa")]
            self.start(*slow, wait=False)
            self._publish()
            self.start(*(name for name in self.names if name not in self._running))
            for name in slow:
                self.wait(name)
        except BaseException:
            self._leave()
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._leave()

    def _leave(self) -> None:
        for name in reversed(list(self._running)):
            self.go_on(name)
        for kind in reversed(_KINDS):
            self.stop(*(name for name in list(self._running) if name.partition("-")[0] == kind))
        shutil.rmtree(self._cluster, ignore_errors=True)

    def _common(self) -> dict[str, str]:
        """What all processes are told."""
        rasa = " ".join(self.url(name) for name in self.names if name.startswith("rasa"))
        return {
            "ZHIWEN_RASA_URL": rasa,
            "ZHIWEN_DATABASE_URL": self.database("zhiwen_notices"),
            "ZHIWEN_BOT_DATABASE_URL": self.database("zhiwen_bot"),
            "ZHIWEN_TRACKERS_URL": self.database("zhiwen_trackers"),
            "ZHIWEN_REDIS_URL": self.redis_url,
            "ZHIWEN_WEB_SECRET": "s" * 40,
        }

    def _make_databases(self) -> None:
        with psycopg.connect(self.database("postgres"), autocommit=True) as connection:
            for name in _DATABASES:
                connection.execute(f"CREATE DATABASE {name} TEMPLATE template0 ENCODING 'UTF8'".encode())

    def _publish(self) -> None:
        names = self.logs / "terms.json"  # those of the model stay as they are
        subprocess.run(
            [PROJECT.app_python, "-m", "policies_kb", "build", "--strict", "--names", names],
            cwd=PROJECT.root, env={**os.environ, **ONE_THREAD, **self._variables}, check=True, capture_output=True,
        )  # fmt: skip

    def _run(self, name: str) -> None:
        self._starts[name] += 1
        log = self.logs / f"{name}.{self._starts[name]:03}.log"
        folder = self._cluster if name == "postgres" else PROJECT.root
        self._running[name] = Running(self._service(name), folder, log)

    def _service(self, name: str) -> Service:
        if name == "postgres":
            return Service(name, postgres_command(self._cluster, self._ports[name]), {}, "")
        if name == "redis":
            return Service(name, redis_command(self._ports[name]), {}, "")
        kind, _, n = name.partition("-")
        actions = f"actions-{min(int(n), self.size.actions)}"
        ports = {"actions": actions, "rasa": "rasa-1", "gateway": "gateway-1"} | {kind: name}
        chosen = Ports(**{one: self._ports[of] for one, of in ports.items()})
        made = {one.name: one for one in services_of(PROJECT, chosen, self._variables)}[kind]
        # A gateway is up when it answers, whatever else is down.
        health = f"{self.url(name)}/healthz" if kind == "gateway" else made.health_url
        return replace(made, name=name, health_url=health)

    def _signal(self, name: str, number: signal.Signals) -> None:
        running = self._running[name]
        if running.exit_code is None:
            for pid in (running.pid, *_children(running.pid)):
                os.kill(pid, number)


def _children(pid: int) -> list[int]:
    """Those that a process started: PostgreSQL has one for each connection."""
    return [int(one) for one in Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()]


def _is_connected(url: str) -> bool:
    try:
        psycopg.connect(url, connect_timeout=2).close()
    except psycopg.OperationalError:
        return False
    return True
