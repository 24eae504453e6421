"""The ports of the three processes: defaults, what the surroundings say, and whether they are free."""

from __future__ import annotations

import socket
from collections.abc import Mapping
from contextlib import ExitStack
from dataclasses import dataclass

from dev.errors import CommandError

HOST = "127.0.0.1"

#: Per process: the variable that chooses its port, the port otherwise, and what it is for.
_PORTS = {
    "ZHIWEN_PORT": (8080, "the gateway, which people's messages reach"),
    "ZHIWEN_RASA_PORT": (5005, "the Rasa server"),
    "ZHIWEN_ACTIONS_PORT": (5055, "the action server"),
}


@dataclass(frozen=True)
class Ports:
    """Where each process listens, on this machine only."""

    gateway: int
    rasa: int
    actions: int

    @property
    def gateway_url(self) -> str:
        """What people's programs talk to."""
        return f"http://{HOST}:{self.gateway}"

    @property
    def rasa_url(self) -> str:
        """What only the gateway talks to."""
        return f"http://{HOST}:{self.rasa}"

    @property
    def actions_url(self) -> str:
        """What only Rasa talks to."""
        return f"http://{HOST}:{self.actions}"


def ports_from(environment: Mapping[str, str]) -> Ports:
    """The ports that are asked for; raises CommandError for what is no port, or one port named twice."""
    chosen: dict[int, str] = {}
    for variable, (default, _) in _PORTS.items():
        value = environment.get(variable) or str(default)
        if not value.isascii() or not value.isdigit() or not 0 < int(value) < 65536:
            raise CommandError(
                f"{variable}={value} is not a port",
                f"leave it out or give a number, e.g. {variable}={default}",
            )
        if int(value) in chosen:
            raise CommandError(
                f"{chosen[int(value)]} and {variable} are both {value}", "choose different ports"
            )
        chosen[int(value)] = variable
    return Ports(*chosen)


def free_ports() -> Ports:
    """Three ports that are free right now, for tests that start the processes beside running ones."""
    with ExitStack() as held:
        sockets = [held.enter_context(socket.socket()) for _ in _PORTS]
        for each in sockets:
            each.bind((HOST, 0))
        return Ports(*(each.getsockname()[1] for each in sockets))


def require_free(ports: Ports) -> None:
    """Raise CommandError naming every port that somebody else listens on."""
    taken = [
        f"port {port} is taken; it is wanted for {purpose}"
        for port, (_, purpose) in zip(
            (ports.gateway, ports.rasa, ports.actions), _PORTS.values(), strict=True
        )
        if not _is_free(port)
    ]
    if taken:
        others = " ".join(f"{variable}={default + 1000}" for variable, (default, _) in _PORTS.items())
        raise CommandError(
            "\n".join(taken),
            f"stop what listens there (an assistant that runs already?) or choose others: {others} make run",
        )


def _is_free(port: int) -> bool:
    with socket.socket() as probe:
        # As servers do it: a port closed a moment ago counts as free, one that is listened on does not.
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError:
            return False
        return True
