"""What strangers send stays out of the logs."""

from __future__ import annotations

import io
import json
import logging
import sys

import pytest
from aiohttp.http_exceptions import InvalidHeader

from bot.telemetry import logs

NUMBER = "11010519491231002X"


@pytest.fixture
def written(monkeypatch: pytest.MonkeyPatch) -> io.StringIO:
    """What is logged, as JSON; afterwards logging is as before."""
    root, server = logging.getLogger(), logging.getLogger("aiohttp.server")
    monkeypatch.setattr(root, "handlers", [])
    monkeypatch.setattr(root, "level", root.level)
    monkeypatch.setattr(server, "filters", [])
    stream = io.StringIO()
    logs.configure("json", stream)
    return stream


def failed(fault: Exception) -> None:
    """As the server tells of it."""
    try:
        raise fault
    except type(fault):
        logging.getLogger("aiohttp.server").error("Error handling request", exc_info=sys.exc_info())


def test_a_request_that_cannot_be_read(written: io.StringIO) -> None:
    """One quiet line without a byte of it."""
    failed(InvalidHeader(f"x: {NUMBER} 评审费"))
    line = json.loads(written.getvalue())
    assert line["event"] == "a request could not be read: InvalidHeader"
    assert line["level"] == "info"
    assert "评审费" not in written.getvalue()


def test_a_fault_of_our_own(written: io.StringIO) -> None:
    """Told whole, with the numbers of persons in it masked."""
    failed(RuntimeError(f"cannot use {NUMBER}"))
    assert "RuntimeError: cannot use [证件号]" in written.getvalue()
    assert '"level": "error"' in written.getvalue()
