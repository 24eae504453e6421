"""Requests as bytes on the wire."""

from __future__ import annotations

#: For a request with JSON, as `Gateway.send` takes it.
JSON = {"Content_Type": "application/json"}


def head(method: bytes = b"POST", path: bytes = b"/webhooks/rest/webhook", *lines: bytes) -> bytes:
    """The head of a request on a connection that is closed after it."""
    named = (b"Host: a", b"Connection: close", b"Content-Type: application/json", *lines)
    return b"\r\n".join((b"%s %s HTTP/1.1" % (method, path), *named, b"", b""))


def status(reply: bytes) -> int:
    """Of a response as it came over the wire."""
    return int(reply.split(b" ", 2)[1])


def short(case: object) -> str:
    """The name of a case: it may have thousands of characters."""
    return repr(case)[:40]
