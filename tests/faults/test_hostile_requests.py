"""Requests that lead elsewhere, contradict themselves, or come in wrong wrapping."""

from __future__ import annotations

import pytest

from tests.faults.hostile_gateway import Gateway
from tests.faults.hostile_wire import JSON, head, short, status

TALK = '{"sender": "a", "message": "评审费"}'.encode()


@pytest.mark.parametrize(
    "path",
    ["/web/static/..%2f..%2fapp.py", "/web/static/%2e%2e/%2e%2e/app.py", "/web/static//etc/passwd",
     "/web/static/..%5c..%5capp.py", "/web/static/.", "/web/static/%00", "/console/static/..%2f..%2fkeys.py",
     "/console/static/%252e%252e%252fkeys.py", "//api/notices", "/api/notices/..%2f..%2fmetrics", "/api/notices/%00",
     "/api/notices/%ed%a0%80", "/%ff%fe", "/.git/config", "/bot/app.py", "/api/notices;x=1", "/CONSOLE", "/console%2f"],
)  # fmt: skip
def test_paths_that_lead_elsewhere(reached: Gateway, path: str) -> None:
    """404 in the one shape; no file but the widget's and the console's is ever read."""
    answer = reached.send("GET", path)
    assert (answer.status, answer.kind) == (404, "application/json")
    assert set(answer.json) == {"error"}


@pytest.mark.parametrize("method", ["PUT", "PATCH", "TRACE", "OPTIONS", "DELETE", "PROPFIND", "LOCK"])
@pytest.mark.parametrize("path", ["/webhooks/rest/webhook", "/", "/web/session", "/console", "/api/notices"])
def test_methods_that_nobody_serves(reached: Gateway, method: str, path: str) -> None:
    """405, with those that are."""
    answer = reached.send(method, path)
    assert (answer.status, answer.json["error"]["code"]) == (405, "method_not_allowed")
    assert answer.headers["allow"]


@pytest.mark.parametrize(
    "request_line",
    [b"FOO\x00 / HTTP/1.1", b"GET / HTTP/9.9", b"GET", b"\x16\x03\x01\x02\x00\x01",
     b"GET /\xff HTTP/1.1", b"GET http://[::1/ HTTP/1.1", b"GET /" + b"a" * 20_000 + b" HTTP/1.1", b"PRI * HTTP/2.0"],
    ids=short,
)  # fmt: skip
def test_what_is_no_http(reached: Gateway, request_line: bytes) -> None:
    """Refused or not found; never an error of ours."""
    reply = reached.raw(request_line + b"\r\nHost: a\r\nConnection: close\r\n\r\n")
    assert not reply or 400 <= status(reply) < 500


@pytest.mark.parametrize(
    "lines",
    [[b"Content-Length: 10", b"Content-Length: 20"], [b"Content-Length: 10", b"Transfer-Encoding: chunked"],
     [b"Content-Length: -1"], [b"Content-Length: 1e3"], [b"Content-Length: " + b"9" * 400],
     [b"Transfer-Encoding: chunked, gzip"], [b"Host: b"]],
    ids=short,
)  # fmt: skip
def test_headers_that_contradict_each_other(reached: Gateway, lines: list[bytes]) -> None:
    """What one proxy would read so and another so is refused, or read in one way only."""
    reply = reached.raw(
        head(b"POST", b"/webhooks/rest/webhook", *lines) + b"0\r\n\r\nGET /smuggled HTTP/1.1\r\n\r\n"
    )
    assert 400 <= status(reply) < 500
    assert reply.count(b"\r\nServer: ") == 1


@pytest.mark.parametrize(
    "host", ["evil.example", "127.0.0.1:1@evil.example", "a b", "", "'\"><script>", "[::1"]
)
@pytest.mark.parametrize("path", ["/", "/web/frame", "/chat", "/console/sign-in", "/console"])
def test_a_host_that_is_not_ours(reached: Gateway, host: str, path: str) -> None:
    """Nothing that is sent back names it: no link, no redirect, no policy."""
    answer = reached.send("GET", path, Host=host, Accept="text/html", X_Forwarded_Host=host)
    assert answer.status < 500
    if host:
        assert host.encode() not in answer.body
        assert all(host not in value for value in answer.headers.values())


@pytest.mark.parametrize(
    "headers",
    [{"Authorization": "Bearer " + "a" * 5000}, {"Authorization": "Bearer \xff"},
     {"Cookie": "zhiwen_chat=" + "a" * 5000}, {"Cookie": '=; ;;=";zhiwen_console="\\"'},
     {"Last_Event_ID": "9" * 5000}, {"X_Forwarded_For": "," * 5000},
     {"Accept_Language": "," * 5000}, {"Accept_Language": "zh;q=nan, *;q=1e999"}, {"If_None_Match": '"' * 5000},
     {"Accept_Encoding": "gzip;q=0"}, {"Range": "bytes=0-0,-1,5-"}, {"Expect": "100-continue"}, {"Expect": "x"},
     {"Upgrade": "websocket", "Connection": "Upgrade"}, {"X_Request_ID": "\xff" * 60}, {"Origin": "null"}],
    ids=short,
)  # fmt: skip
@pytest.mark.parametrize(
    "path", ["/chat", "/web/history", "/web/events", "/console", "/widget.js", "/metrics"]
)
def test_headers_that_say_odd_things(reached: Gateway, headers: dict[str, str], path: str) -> None:
    """Served or refused; never an error of ours."""
    assert reached.send("GET", path, **headers).status < 500


@pytest.mark.parametrize(
    "headers",
    [{"Content_Encoding": "gzip"}, {"Content_Encoding": "br"}, {"Content_Encoding": "deflate"},
     {"Content_Type": "application/json; charset=none"}, {"Content_Type": "application/json; charset=zlib"},
     {"Content_Type": "application/json; charset=punycode"}, {"Content_Type": "///;;;="},
     {"Content_Type": "multipart/form-data"}, {"Content_Type": "multipart/form-data; boundary=" + "a" * 100},
     {"Content_Type": "application/x-www-form-urlencoded; charset=utf-16"}],
    ids=short,
)  # fmt: skip
@pytest.mark.parametrize(
    "path",
    ["/webhooks/rest/webhook", "/web/session", "/api/self-check", "/api/screen", "/api/photo-check", "/chat",
     "/console/sign-in"],
)  # fmt: skip
def test_bodies_in_wrong_wrapping(reached: Gateway, path: str, headers: dict[str, str]) -> None:
    """Refused."""
    sent = {**JSON, **headers}
    answer = reached.send("POST", path, TALK, **sent)
    assert 400 <= answer.status < 500


@pytest.mark.parametrize(
    "body",
    [b"[" * 60_000, b'{"a":' * 10_000, b"9" * 10_000, b'{"sender": NaN}', b"\xff\xfe", b"\xef\xbb\xbf{}", b"", b"null",
     b'"', b'{"sender": "a", "sender": 1, "message": "x"}', b'{"sender": "\\ud800", "message": "x"}'],
    ids=short,
)  # fmt: skip
@pytest.mark.parametrize(
    "path", ["/webhooks/rest/webhook", "/web/messages", "/api/self-check", "/api/screen"]
)
def test_bodies_that_are_hardly_json(reached: Gateway, visitor: str, path: str, body: bytes) -> None:
    """Refused."""
    answer = reached.send("POST", path, body, Authorization=visitor, **JSON)
    assert answer.status in {400, 422}
    assert answer.json["error"]["code"] in {"bad_json", "bad_fields"}
