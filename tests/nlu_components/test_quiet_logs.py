"""Rasa's log has the structure of the other processes, and nothing of what people wrote."""

from __future__ import annotations

import io
import json
import logging
import warnings
from collections.abc import Iterator
from typing import Any

import pytest
import structlog
from rasa.utils import log_utils

from nlu_components import quiet_logs
from telemetry import BadSetting
from telemetry.lines import SETTING

SAID = "张三的评审费多少钱"


@pytest.fixture
def written(monkeypatch: pytest.MonkeyPatch) -> Iterator[io.StringIO]:
    """What is logged, as JSON; afterwards logging is as before."""
    root = logging.getLogger()
    monkeypatch.setattr(root, "handlers", [])
    monkeypatch.setenv(SETTING, "json")
    level, kind = root.level, root.__class__
    stream = io.StringIO()
    quiet_logs.configure(logging.INFO, stream)
    yield stream
    quiet_logs.answer(None, "")
    structlog.reset_defaults()
    logging.captureWarnings(False)
    root.setLevel(level)
    root.__class__ = kind


def lines(stream: io.StringIO) -> list[dict[str, Any]]:
    """Every line, read."""
    return [json.loads(line) for line in stream.getvalue().splitlines()]


def fail() -> None:
    """As a message fails whose action fails: the second fault quotes it."""
    try:
        raise KeyError(SAID)
    except KeyError as error:
        raise RuntimeError(f"body='{SAID}'") from error


def test_lines_have_one_structure(written: io.StringIO) -> None:
    """Those of the standard library, of structlog and of the root logger: time, level, who wrote it, the request."""
    quiet_logs.answer("request-1", SAID)
    logging.getLogger("rasa.one").info("it took %d s", 3)
    structlog.get_logger("rasa.two").info("two", ms=1.5)
    logging.getLogger().info("three")
    told = lines(written)
    assert [one["event"] for one in told] == ["it took 3 s", "two", "three"]
    assert [one["logger"] for one in told] == ["rasa.one", "rasa.two", "root"]
    assert {one["request"] for one in told} == {"request-1"}
    assert all(one["timestamp"] and one["level"] == "info" for one in told)
    assert told[1]["ms"] == 1.5


def test_what_rasa_logs_when_a_message_fails(written: io.StringIO) -> None:
    """Its text is left out by name, the words of the faults too; kinds and places stay."""
    quiet_logs.answer("request-1", "别的话")
    try:
        fail()
    except RuntimeError:
        structlog.get_logger("rasa.rest").exception("rest.message.received.failure", text=SAID, count=2)
    (line,) = lines(written)
    assert (line["event"], line["text"], line["count"]) == ("rest.message.received.failure", "…", 2)
    assert line["exception"].startswith("RuntimeError\n")
    assert "KeyError\n" in line["exception"]
    assert "in fail" in line["exception"]
    assert SAID not in written.getvalue()


def test_the_message_is_cut_out_of_any_line(written: io.StringIO) -> None:
    """Also where it is quoted within. A warning may quote a part: its kind and place are told."""
    quiet_logs.answer("request-1", SAID)
    logging.getLogger("rasa.core").error("cannot read '%s'", SAID)
    warnings.simplefilter("always")  # whatever the surroundings leave out
    warnings.warn(f"Failed to parse '{SAID[2:]}'", UserWarning, stacklevel=1)
    first, second = lines(written)
    assert first["event"] == "cannot read '…'"
    assert second["event"].startswith("/")
    assert second["event"].endswith(": UserWarning")
    assert "评审费" not in written.getvalue()


def test_a_fault_at_the_start_is_told_whole(written: io.StringIO) -> None:
    """Nobody has said anything yet, and the words say what is wrong."""
    try:
        fail()
    except RuntimeError:
        logging.getLogger("rasa.core").exception("no start")
    assert "KeyError" in written.getvalue()
    assert "body=" in written.getvalue()


def test_another_form(monkeypatch: pytest.MonkeyPatch) -> None:
    """Is refused by name."""
    monkeypatch.setenv(SETTING, "xml")
    with pytest.raises(BadSetting, match="ZHIWEN_LOG='xml': must be text or json"):
        quiet_logs.configure()


def test_it_stands_where_rasa_looks(monkeypatch: pytest.MonkeyPatch) -> None:
    """Rasa's command configures logs by this function of its own."""
    monkeypatch.setattr(log_utils, "configure_structlog", log_utils.configure_structlog)
    quiet_logs.take_over()
    assert log_utils.configure_structlog is quiet_logs.configure
