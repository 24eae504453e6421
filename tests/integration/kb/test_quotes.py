"""The official passage stands beside the answer where the operator has the texts, and nowhere else."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest

from policies_kb.catalogue import Catalogue
from policies_kb.lint import knowledge_of
from policies_kb.locations import sources_folder
from policies_kb.model.answer import Question
from policies_kb.reading import read_folder
from policies_kb.verify import Sources
from tests.unit.verify.support import official_folder

QUESTION = Question("2023年浙江建设正高评审费多少", dt.date(2023, 6, 1))


def citations(sources: Sources | None) -> list[dict[str, Any]]:
    """What the reply to the question cites."""
    catalogue = Catalogue(knowledge_of(read_folder()), sources=sources)
    told: list[dict[str, Any]] = catalogue.reply(catalogue.answer(QUESTION)).custom["answer"]["citations"]
    return told


def test_the_official_words_are_there() -> None:
    """As they stand at the cited place, with the figure of the answer."""
    (citation,) = citations(Sources(official_folder()))
    assert "280" in citation["quote"]


def test_without_the_texts_nothing_is_quoted(tmp_path: Path) -> None:
    """No folder, or an empty one."""
    assert all("quote" not in one for one in citations(None) + citations(Sources(tmp_path)))


def test_a_text_that_was_changed_is_not_quoted(tmp_path: Path) -> None:
    """Its numbers may mean something else by now."""
    for file in official_folder().iterdir():
        (tmp_path / file.name).write_text(file.read_text(encoding="utf-8") + "。", encoding="utf-8")
    assert all("quote" not in one for one in citations(Sources(tmp_path)))


def test_the_operator_names_the_folder(monkeypatch: pytest.MonkeyPatch) -> None:
    """By one setting."""
    monkeypatch.setenv("POLICY_SOURCES", "texts")
    assert sources_folder() == Path("texts")
    monkeypatch.delenv("POLICY_SOURCES")
    assert sources_folder() is None
