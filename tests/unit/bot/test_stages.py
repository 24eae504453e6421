"""What a turn's time goes to is counted, and nothing else happens where nobody traces."""

from __future__ import annotations

import sys

import pytest
import structlog

from bot.settings import BadSetting
from bot.telemetry.stages import Stage, Stages, read_timing
from bot.telemetry.traces import NO_TRACES, traces_of

COLLECTOR = "http://127.0.0.1:4318/v1/traces"


def test_a_stage_is_timed_also_where_it_fails() -> None:
    """Its name and its seconds."""
    told: list[tuple[str, float]] = []
    with pytest.raises(ValueError, match="down"), Stages(lambda *one: told.append(one)).of(Stage.STORING):
        raise ValueError("down")
    ((stage, seconds),) = told
    assert (stage, seconds >= 0) == ("storing", True)


@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        ("actions;dur=3.5, queue;dur=0.0", {"actions": 0.0035, "queue": 0.0}),
        ("", {}),
        ("actions;dur=soon, queue", {}),
        ("cache;desc=hit, actions;dur=2", {"actions": 0.002}),
    ],
)
def test_what_rasa_says_of_its_time(header: str, seconds: dict[str, float]) -> None:
    """What cannot be read is left out."""
    assert read_timing(header) == pytest.approx(seconds)


def test_only_known_stages_are_counted() -> None:
    """Rasa makes no names of figures."""
    told: list[tuple[str, float]] = []
    Stages(lambda *one: told.append(one)).told("actions;dur=3, db;dur=1, whole;dur=9")
    assert told == [("actions", 0.003)]


def test_other_processes_are_told_the_request() -> None:
    """Its id; nothing where there is none."""
    stages = Stages(lambda *_: None)
    assert stages.headers() == {}
    with structlog.contextvars.bound_contextvars(request="request-1"):
        assert stages.headers() == {"X-Request-ID": "request-1"}


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
