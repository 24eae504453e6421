"""Spans go where somebody wants them, and cost nothing where nobody does."""

from __future__ import annotations

import sys

import pytest

from telemetry import BadSetting
from telemetry.spans import NO_TRACES, traces_of

COLLECTOR = "http://127.0.0.1:4318/v1/traces"


def test_nothing_is_traced_where_nobody_asks_for_it() -> None:
    """No span costs anything, and no other process is told of one."""
    assert traces_of(None, "gateway") is NO_TRACES
    assert NO_TRACES.span("turn") is NO_TRACES.span("dialogue")
    assert NO_TRACES.headers() == {}


def test_an_address_that_is_none() -> None:
    """Is refused by name."""
    with pytest.raises(BadSetting, match="ZHIWEN_TRACES_URL: must begin with http"):
        traces_of("collector:4318", "gateway")


def test_packages_that_are_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    """Are named, before anything is served."""
    monkeypatch.setitem(sys.modules, "opentelemetry.exporter.otlp.proto.http.trace_exporter", None)
    with pytest.raises(BadSetting, match="opentelemetry-exporter-otlp-proto-http"):
        traces_of(COLLECTOR, "gateway")
