"""The gateway as a process of its own, as strangers reach it: over its port and no other way."""

from __future__ import annotations

import http.client
import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.integration.bot.test_web_killed import free_port

ROOT = Path(__file__).parents[2]
#: Seconds: a process that shares its processor with many needs its time to start and to stop.
STARTED_WITHIN = 180.0
STOPPED_WITHIN = 60.0


@dataclass(frozen=True)
class Answer:
    """A response, whole."""

    status: int
    kind: str
    headers: dict[str, str]
    body: bytes
    seconds: float

    @property
    def json(self) -> Any:
        """What it says."""
        return json.loads(self.body)


@dataclass(frozen=True)
class Gateway:
    """A running gateway. What it logs stands in `log`."""

    process: subprocess.Popen[bytes]
    port: int
    log: Path

    @property
    def url(self) -> str:
        """Where it is."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def memory(self) -> int:
        """Bytes in memory."""
        pages = Path(f"/proc/{self.process.pid}/statm").read_text(encoding="ascii").split()[1]
        return int(pages) * os.sysconf("SC_PAGE_SIZE")

    @property
    def logged(self) -> str:
        """Everything logged so far."""
        return self.log.read_text(encoding="utf-8")

    def connect(self) -> socket.socket:
        """A connection on which nothing is said yet."""
        return socket.create_connection(("127.0.0.1", self.port), timeout=STARTED_WITHIN)

    def send(self, method: str, path: str, body: bytes = b"", /, **headers: str) -> Answer:
        """One request on a connection of its own; `_` in a header's name is `-`."""
        begun = time.monotonic()
        with closing(http.client.HTTPConnection("127.0.0.1", self.port, timeout=STARTED_WITHIN)) as sender:
            named = {name.replace("_", "-"): value for name, value in headers.items()}
            sender.request(method, path, body or None, named)
            reply = sender.getresponse()
            told = {name.lower(): value for name, value in reply.getheaders()}
            kind = told.get("content-type", "").partition(";")[0]
            return Answer(reply.status, kind, told, reply.read(), time.monotonic() - begun)

    def post(self, path: str, body: object, **headers: str) -> Answer:
        """JSON, with half characters and all else that Python can write."""
        return self.send("POST", path, json.dumps(body).encode(), Content_Type="application/json", **headers)

    def session(self) -> str:
        """The header of a new session of the web channel."""
        return f"Bearer {self.post('/web/session', {}).json['token']}"

    def raw(self, sent: bytes, seconds: float = STARTED_WITHIN) -> bytes:
        """What comes back for these bytes until the gateway closes; a request should say `Connection: close`."""
        with self.connect() as connection:
            connection.settimeout(seconds)
            connection.sendall(sent)
            return b"".join(iter(lambda: connection.recv(65536), b""))


@contextmanager
def gateway(folder: Path, database: str, **variables: str) -> Iterator[Gateway]:
    """A gateway on published notices, without Rasa, with no limit on how often one address may ask."""
    port, log = free_port(), folder / "gateway.log"
    settings = {
        "PORT": str(port),
        "RASA_URL": "http://127.0.0.1:9",
        "RASA_TIMEOUT": "1",
        "DATABASE_URL": database,
        "BOT_DATABASE_URL": f"sqlite:///{folder / 'bot.sqlite'}",
        "WEB_SECRET": "s" * 40,
        "WEB_SESSION_RATE": "1000000",
        "WEB_ADDRESS_RATE": "1000000",
        "TODAY": "2031-05-01",
        **variables,
    }
    named = {f"ZHIWEN_{name}": value for name, value in settings.items()}
    with log.open("wb") as stderr:
        process = subprocess.Popen(
            [sys.executable, "-m", "bot"], cwd=ROOT, env={**os.environ, **named}, stderr=stderr
        )
    running = Gateway(process, port, log)
    try:
        _wait(running)
        yield running
    finally:
        process.terminate()
        try:
            process.wait(STOPPED_WITHIN)
        finally:
            process.kill()


def _wait(running: Gateway) -> None:
    end = time.monotonic() + STARTED_WITHIN
    while running.process.poll() is None and time.monotonic() < end:
        try:
            if running.send("GET", "/readyz").status == 200:
                return
        except ConnectionRefusedError:
            time.sleep(0.1)
    raise AssertionError(f"the gateway did not start:\n{running.logged}")
