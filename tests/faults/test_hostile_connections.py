"""Connections that are slow, silent, too large or not quite HTTP."""

from __future__ import annotations

import socket
import struct
import time
from contextlib import ExitStack

import pytest

from tests.faults.hostile_gateway import Gateway
from tests.faults.hostile_wire import JSON, head, short, status

#: Seconds in which a connection is given up whose limit is 3 s, with the machine's other work.
GIVEN_UP = 60.0


def closed(connection: socket.socket) -> float:
    """Seconds until the gateway has closed the connection."""
    begun = time.monotonic()
    connection.settimeout(GIVEN_UP)
    while connection.recv(65536):
        pass
    return time.monotonic() - begun


def dribbled(connection: socket.socket, sent: bytes) -> bytes:
    """Send a byte each half second until the gateway says something or closes."""
    connection.settimeout(0.5)
    end = time.monotonic() + GIVEN_UP
    for at in range(len(sent)):
        assert time.monotonic() < end, "nobody minds"
        try:
            connection.sendall(sent[at : at + 1])
            return connection.recv(65536)
        except TimeoutError:
            continue
        except ConnectionError:
            return b""
    raise AssertionError("too little to send")


@pytest.mark.parametrize("length", [b"Content-Length: 20000000", b"Transfer-Encoding: chunked"], ids=short)
def test_an_oversized_body(reached: Gateway, length: bytes) -> None:
    """Declared or in chunks: 413, and most of it is not even read."""
    before = reached.memory
    with reached.connect() as connection:
        connection.sendall(head(b"POST", b"/webhooks/rest/webhook", length))
        chunk = b" " * 65536 if b"Length" in length else b"10000\r\n" + b" " * 65536 + b"\r\n"
        sent = 0
        try:
            while sent < 20_000_000:
                sent += connection.send(chunk)
        except (ConnectionError, TimeoutError):
            pass
    assert reached.memory - before < 8_000_000
    answer = reached.send("POST", "/webhooks/rest/webhook", b" " * 70_000, **JSON)
    assert (answer.status, answer.json["error"]["code"]) == (413, "too_large")


def test_a_body_that_dribbles(reached: Gateway) -> None:
    """408 when its time is over, whoever reads it; then the connection is closed."""
    for path in (b"/webhooks/rest/webhook", b"/chat", b"/console/sign-in", b"/api/screen"):
        kind = b"" if path in (b"/webhooks/rest/webhook", b"/api/screen") else b"x-www-form-urlencoded"
        lines = [b"Content-Length: 5000", b"Origin: http://a"]
        sent = head(b"POST", path, *lines)
        if kind:
            sent = sent.replace(b"application/json", b"application/" + kind)
        with reached.connect() as connection:
            connection.sendall(sent)
            reply = dribbled(connection, b" " * 500)
            assert status(reply) == 408, path
            assert b"too_slow" in reply or b"too_slow" in connection.recv(65536)


def test_who_leaves_in_the_middle_of_a_body(reached: Gateway) -> None:
    """Is no fault of ours: no stack trace, and no 5xx among the figures, whether the line is closed or cut."""
    paths = (b"/webhooks/rest/webhook", b"/chat/session", b"/api/screen", b"/api/photo-check")
    for path in paths:
        for cut in (False, True):
            connection = reached.connect()
            connection.sendall(head(b"POST", path, b"Content-Length: 500") + b'{"a":')
            time.sleep(0.2)
            if cut:
                connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            connection.close()
    end = time.monotonic() + GIVEN_UP
    while (figures := reached.send("GET", "/metrics").body.decode()).count('code="499"') == 0:
        assert time.monotonic() < end, "nobody has noticed"
    assert 'code="500"' not in figures
    assert "ConnectionResetError" not in reached.logged


def test_headers_that_dribble(reached: Gateway) -> None:
    """The connection is closed when its time is over."""
    with reached.connect() as connection:
        assert dribbled(connection, head(b"GET", b"/healthz", *[b"X-A: b"] * 100)) == b""


def test_connections_without_a_request(reached: Gateway) -> None:
    """Five hundred are closed when their time is over; others are served all the while."""
    with ExitStack() as stack:
        idle = [stack.enter_context(reached.connect()) for _ in range(500)]
        assert reached.send("GET", "/healthz").status == 200
        for connection in idle:
            closed(connection)
    assert reached.send("GET", "/healthz").status == 200


@pytest.mark.parametrize(
    "lines",
    [[b"X-%d: a" % n for n in range(1000)], [b"X-Long: " + b"a" * 100_000], [b"Cookie: a=b"] * 500],
    ids=["many", "long", "cookies"],
)
def test_a_flood_of_headers(reached: Gateway, lines: list[bytes]) -> None:
    """400."""
    assert status(reached.raw(head(b"GET", b"/api/notices", *lines))) == 400
