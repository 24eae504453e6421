"""What a turn's time goes to is counted, and nothing else happens where nobody traces."""

from __future__ import annotations

import pytest
import structlog

from bot.telemetry.stages import Stage, Stages, read_timing


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
