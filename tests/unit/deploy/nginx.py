"""An nginx of the tests' own: the project's configuration, with other ports and folders, before two played gateways."""

from __future__ import annotations

import json
import os
import shutil
import socket
import ssl
import subprocess
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPSConnection
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, Final

import pytest

from tests.integration.bot.test_web_killed import free_port
from tests.unit.deploy.places import DEPLOY
from tests.unit.deploy.programs import provided

NAME: Final = "assist.example.org"
_STARTED_WITHIN: Final = 30.0
_MAIN: Final = """
{user}
daemon off;
pid {folder}/nginx.pid;
error_log {folder}/error.log;
events {{ worker_connections 256; }}
http {{
    access_log off;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    include {folder}/zhiwen.conf;
}}
"""


class Played(BaseHTTPRequestHandler):
    """A gateway that tells what it was sent; at `/web/events` it writes a second event when it is let to."""

    #: No connection outlives its request, so that a gateway that is stopped is gone.
    protocol_version = "HTTP/1.0"
    go_on = threading.Event()

    def do_GET(self) -> None:
        if self.path == "/web/events":
            self._stream()
            return
        self.rfile.read(int(self.headers.get("Content-Length") or 0))
        body = json.dumps({"headers": dict(self.headers), "port": self.connection.getsockname()[1]}).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def do_POST(self) -> None:
        self.do_GET()

    def log_message(self, *args: Any, **kwargs: Any) -> None:
        """Nothing."""

    def _stream(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.end_headers()
        self.wfile.write(b"data: one\n\n")
        self.wfile.flush()
        if self.go_on.wait(30):  # else somebody held the first one back
            self.wfile.write(b"data: two\n\n")


@dataclass
class Front:
    """The running nginx, and the gateways behind it."""

    plain: int
    secure: int
    gateways: list[ThreadingHTTPServer] = field(default_factory=list)

    def connect(self, context: ssl.SSLContext | None = None, name: str = NAME) -> HTTPSConnection:
        """A connection as a browser makes it, except that nobody vouches for the certificate."""
        if context is None:
            context = ssl.create_default_context()
            context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
        connection = HTTPSConnection("127.0.0.1", self.secure, timeout=30, context=context)
        connection.sock = context.wrap_socket(
            socket.create_connection(("127.0.0.1", self.secure), 30), server_hostname=name
        )
        return connection

    def ask(
        self, method: str, path: str, body: bytes | None = None, headers: dict[str, str] | None = None
    ) -> tuple[int, dict[str, str], bytes]:
        """One request over TLS: status, headers, body."""
        connection = self.connect()
        connection.request(method, path, body, {"Host": NAME, **(headers or {})})
        reply = connection.getresponse()
        return reply.status, {name.lower(): value for name, value in reply.getheaders()}, reply.read()

    def asked_at_once(self, path: str, times: int) -> list[tuple[int, str | None, bytes]]:
        """So many requests as fast as one connection takes them: status, when to come back, body."""
        connection, replies = self.connect(), []
        for _ in range(times):
            connection.request("GET", path, headers={"Host": NAME})
            reply = connection.getresponse()
            replies.append((reply.status, reply.getheader("Retry-After"), reply.read()))
        return replies

    def ask_plain(self, path: str) -> tuple[int, str | None]:
        """One request without TLS: status, and where it points."""
        connection = HTTPConnection("127.0.0.1", self.plain, timeout=30)
        connection.request("GET", path, headers={"Host": NAME})
        reply = connection.getresponse()
        return reply.status, reply.getheader("Location")


def program() -> str:
    """Where nginx is. Skips the test where it is not."""
    return provided("nginx", "nginx-light")


def written(folder: Path, plain: int, secure: int, gateways: list[int]) -> Path:
    """The project's configuration, for this folder and these ports; the certificate signs itself."""
    openssl = shutil.which("openssl")
    if openssl is None:
        pytest.skip("openssl is not on this machine")
    (folder / "tls").mkdir(parents=True)
    key, certificate = folder / "tls" / "zhiwen.key", folder / "tls" / "zhiwen.crt"
    subprocess.run(
        [openssl, "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "2",
         "-keyout", key, "-out", certificate, "-subj", f"/CN={NAME}"],
        check=True, capture_output=True,
    )  # fmt: skip
    upstream = (DEPLOY / "nginx" / "upstream-machine.conf").read_text(encoding="utf-8")
    for known, port in zip((8081, 8082), gateways, strict=True):
        upstream = upstream.replace(f"127.0.0.1:{known}", f"127.0.0.1:{port}")
    texts = {
        "zhiwen-upstream.conf": upstream,
        "zhiwen-proxy.conf": (DEPLOY / "nginx" / "proxy.conf").read_text(encoding="utf-8"),
        "zhiwen.conf": (DEPLOY / "nginx" / "zhiwen.conf").read_text(encoding="utf-8"),
        "nginx.conf": _MAIN.format(folder=folder, user="user root;" if os.geteuid() == 0 else ""),
    }
    for name, text in texts.items():
        here = text.replace("/etc/nginx/", f"{folder}/").replace("/var/log/nginx/", f"{folder}/")
        for known, port in ((80, plain), (443, secure)):
            here = here.replace(f"listen {known}", f"listen 127.0.0.1:{port}")
            # One address is enough here, and a machine may have no other.
            here = "\n".join(line for line in here.split("\n") if f"listen [::]:{known}" not in line)
        (folder / name).write_text(here, encoding="utf-8")
    return folder / "nginx.conf"


@contextmanager
def front(folder: Path) -> Iterator[Front]:
    """Nginx with two gateways behind it; all gone afterwards."""
    with ExitStack() as stack:
        gateways = [ThreadingHTTPServer(("127.0.0.1", 0), Played) for _ in range(2)]
        for gateway in gateways:
            threading.Thread(target=gateway.serve_forever, daemon=True).start()
            stack.callback(gateway.server_close)
            stack.callback(gateway.shutdown)
        plain, secure = free_port(), free_port()
        file = written(folder, plain, secure, [gateway.server_address[1] for gateway in gateways])
        running = subprocess.Popen(
            [program(), "-p", str(folder), "-c", str(file), "-e", str(folder / "error.log")]
        )
        stack.callback(running.wait)
        stack.callback(running.terminate)
        _until_open(secure, running, folder / "error.log")
        yield Front(plain, secure, gateways)


def _until_open(port: int, running: subprocess.Popen[bytes], log: Path) -> None:
    end = time.monotonic() + _STARTED_WITHIN
    while time.monotonic() < end and running.poll() is None:
        with socket.socket() as one:
            if one.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    pytest.fail(f"nginx does not answer: {log.read_text() if log.exists() else ''}")
