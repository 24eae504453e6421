"""A thousand people who leave a page open."""

from __future__ import annotations

import os
import socket
import time
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from tests.faults.hostile_gateway import STOPPED_WITHIN, Gateway, gateway

STREAMS = int(os.environ.get("HOSTILE_STREAMS", "1000"))
#: Bytes that an open stream may cost; measured are 20 to 30 kB.
EACH_MOST = 100_000
#: Behind a proxy each comes from an address of its own.
PROXIED = {"WEB_PROXIES": "1", "WEB_HEARTBEAT": "5"}


def opened(reached: Gateway, number: int, session: str) -> socket.socket:
    """A stream of which the first bytes have come."""
    stream = reached.connect()
    address = f"10.{number >> 16}.{number >> 8 & 255}.{number & 255}"
    lines = (
        "GET /web/events HTTP/1.1",
        "Host: a",
        f"Authorization: {session}",
        f"X-Forwarded-For: {address}",
    )
    stream.sendall("\r\n".join((*lines, "", "")).encode())
    told = b""
    while b"retry:" not in told:
        told += stream.recv(65536)
    return stream


def test_a_thousand_idle_streams(tmp_path: Path, published: str, record_property: Any) -> None:
    """Each costs little, others are served meanwhile, nothing grows while they idle, and all end when we stop."""
    with gateway(tmp_path, published, **PROXIED) as reached, ExitStack() as stack:
        for _ in range(20):
            opened(reached, 0, reached.session()).close()  # what the first ones need is no cost of theirs
        sessions = [reached.session() for _ in range(STREAMS)]
        before = reached.memory
        streams = [
            stack.enter_context(opened(reached, number, session)) for number, session in enumerate(sessions)
        ]
        each = (reached.memory - before) / STREAMS
        record_property("bytes each stream", round(each))
        print(f"{each / 1000:.1f} kB for each of {STREAMS} streams")  # noqa: T201 -- seen with -s
        assert each < EACH_MOST
        heartbeats(streams)
        resting = reached.memory
        heartbeats(streams)
        assert reached.memory - resting < 20_000 * STREAMS
        answer = reached.send("GET", "/healthz")
        assert answer.status == 200
        reached.process.terminate()
        ended(streams)
        assert reached.process.wait(STOPPED_WITHIN) == 0
    assert "Traceback" not in reached.logged


def heartbeats(streams: list[socket.socket]) -> None:
    """Wait until each has shown another sign of life."""
    for stream in streams:
        stream.settimeout(STOPPED_WITHIN)
        assert b"still here" in stream.recv(65536)


def ended(streams: list[socket.socket]) -> None:
    """Wait until each has come to its end."""
    end = time.monotonic() + STOPPED_WITHIN
    for stream in streams:
        stream.settimeout(max(1.0, end - time.monotonic()))
        while stream.recv(65536):
            pass
