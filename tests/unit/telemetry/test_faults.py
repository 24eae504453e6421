"""A fault in a log line: its words only where nobody's message is being answered."""

from __future__ import annotations

from typing import Any

import pytest

from telemetry import BadSetting, faults_told, form_of

SAID = "张三的评审费多少钱"


def fault() -> RuntimeError:
    """One that quotes somebody, and comes from another that does."""
    try:
        try:
            raise KeyError(SAID)
        except KeyError as error:
            raise RuntimeError(f"cannot read {SAID}") from error
    except RuntimeError as error:
        return error


def told(line: dict[str, Any], *, answering: bool) -> str:
    """What stands in the line of it."""
    return str(faults_told(lambda: answering)(None, "error", line)["exception"])


@pytest.mark.parametrize("given", ["itself", "as logging hands it on"])
def test_while_a_message_is_answered(given: str) -> None:
    """Kind and places are told, of what it came from too, and no word."""
    error = fault()
    line = {"exc_info": error if given == "itself" else (type(error), error, error.__traceback__)}
    text = told(line, answering=True)
    assert SAID not in text
    assert text.startswith("RuntimeError\n")
    assert "KeyError\n" in text
    assert "in fault" in text


def test_otherwise() -> None:
    """All is told: somebody has to mend it."""
    assert f"cannot read {SAID}" in told({"exc_info": fault()}, answering=False)


def test_the_fault_that_is_being_handled() -> None:
    """`exc_info=True` means that one."""
    try:
        raise ValueError(SAID)
    except ValueError:
        assert told({"exc_info": True}, answering=True).startswith("ValueError")


def test_a_line_without_a_fault() -> None:
    """Stays as it is."""
    assert faults_told(lambda: True)(None, "info", {"event": "all is well"}) == {"event": "all is well"}


def test_forms_of_a_log() -> None:
    """Lines for people unless JSON is wanted; another word is refused by name."""
    assert [form_of(None), form_of(""), form_of("json")] == ["text", "text", "json"]
    with pytest.raises(BadSetting, match="ZHIWEN_LOG='xml': must be text or json"):
        form_of("xml")
