"""The running assistant: action server, Rasa server and gateway, started and stopped as one.

`make run`, `make chat` and the end-to-end tests all start it with this class, so they start the same thing.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Final, Self

from dev.errors import CommandError
from dev.layout import Layout
from dev.ports import HOST, Ports, require_free
from dev.processes import Running, Service, stop_all

_STARTED_WITHIN: Final = 180.0
_PAUSE: Final = 0.1
#: Rasa and its action server speak one protocol across these releases; each start would warn of them.
_VERSIONS_DIFFER: Final = "ignore:Your versions of rasa and rasa_sdk might not be compatible:UserWarning"
#: What Rasa's surroundings need: no telemetry, and no talk of graphics cards and old interfaces in its log.
RASA_VARIABLES: Final[Mapping[str, str]] = {
    "RASA_TELEMETRY_ENABLED": "false",
    "TF_CPP_MIN_LOG_LEVEL": "2",
    "SQLALCHEMY_SILENCE_UBER_WARNING": "1",
    "PYTHONWARNINGS": "ignore",
}
#: One message is too little work to share: threads of the libraries that calculate would only wait for each other (to
#: encode a sentence takes 4 ms of a processor, and 90 ms with two threads on two busy ones). And fewer heaps.
ONE_THREAD: Final[Mapping[str, str]] = {
    "OPENBLAS_NUM_THREADS": "1",
    "OMP_NUM_THREADS": "1",
    "MALLOC_ARENA_MAX": "2",
}


class Died(CommandError):
    """A process ended that should have gone on."""


class StoppedEarly(Exception):
    """Told to stop before everything was up."""


def services_of(layout: Layout, ports: Ports, variables: Mapping[str, str]) -> tuple[Service, ...]:
    """The three processes and how they find each other."""
    addresses = {
        "ZHIWEN_PORT": str(ports.gateway),
        "ZHIWEN_RASA_URL": ports.rasa_url,
        "ZHIWEN_ACTIONS_URL": f"{ports.actions_url}/webhook",
        "PYTHONUNBUFFERED": "1",
        **variables,
    }
    app, rasa = str(layout.app_python), str(layout.rasa_python)
    return (
        Service(
            "rasa",
            (
                *(rasa, "-m", "dev.start_rasa", "run", "--interface", HOST, "--port", str(ports.rasa)),
                *("--endpoints", "endpoints.yml", "--credentials", "credentials.yml"),
                *("--model", str(layout.model)),
            ),
            {**addresses, **RASA_VARIABLES, **ONE_THREAD},
            f"{ports.rasa_url}/",
        ),
        Service(
            "actions",
            (app, "-m", "actions"),
            {
                **addresses,
                **ONE_THREAD,
                "SANIC_HOST": HOST,
                "ZHIWEN_ACTIONS_PORT": str(ports.actions),
                "PYTHONWARNINGS": _VERSIONS_DIFFER,
            },
            f"{ports.actions_url}/health",
        ),
        Service("gateway", (app, "-m", "bot"), {**addresses, **ONE_THREAD}, f"{ports.gateway_url}/readyz"),
    )


@dataclass
class Assistant:
    """Starts the processes on entering, stops them all on leaving, whatever happens in between."""

    layout: Layout
    ports: Ports
    variables: Mapping[str, str] = field(default_factory=dict)
    logs: Path | None = None
    report: Callable[[str], None] = print
    told_to_stop: Callable[[], bool] = bool
    _running: list[Running] = field(default_factory=list, init=False)

    def __enter__(self) -> Self:
        require_free(self.ports)
        try:
            self.start(services_of(self.layout, self.ports, self.variables))
        except BaseException:
            self.stop()
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    def start(self, services: Iterable[Service]) -> None:
        """Start all at once and return when each is healthy.

        Raises Died when one ends, StoppedEarly when told to stop, CommandError when one takes too long.
        """
        started = time.monotonic()
        logs = self.logs or self.layout.logs
        for service in services:
            self._running.append(Running(service, self.layout.root, logs / f"{service.name}.log"))
        waiting = list(self._running)
        while waiting:
            self.check()
            if self.told_to_stop():
                raise StoppedEarly
            for each in [each for each in waiting if each.is_healthy()]:
                waiting.remove(each)
                self.report(f"{each.service.name} is up after {time.monotonic() - started:.1f} s")
            if time.monotonic() - started > _STARTED_WITHIN:
                slow = waiting[0]
                raise CommandError(
                    f"{slow.service.name} does not answer at {slow.service.health_url} "
                    f"after {_STARTED_WITHIN:.0f} s; it last printed:\n{slow.last_lines()}",
                    f"all it printed is in {slow.log}",
                )
            time.sleep(_PAUSE)

    @property
    def pids(self) -> tuple[int, ...]:
        """The processes that were started here; not what they start themselves."""
        return tuple(each.pid for each in self._running)

    def check(self) -> None:
        """Raise Died if a process has ended."""
        for each in self._running:
            if each.exit_code is not None:
                raise Died(
                    f"{each.service.name} ended with {each.exit_code}; it last printed:\n{each.last_lines()}",
                    f"all it printed is in {each.log}",
                )

    def supervise(self) -> None:
        """Return when told to stop; raise Died as soon as a process ends by itself."""
        while not self.told_to_stop():
            self.check()
            time.sleep(_PAUSE)

    def stop(self) -> None:
        """Stop what was started here."""
        stop_all(self._running)
        self._running.clear()
