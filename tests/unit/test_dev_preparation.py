"""Training and publishing happen when, and only when, what they are made from has changed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from dev import preparation
from dev.errors import CommandError
from dev.fingerprint import fingerprint
from dev.layout import Layout


@pytest.fixture
def project(tmp_path: Path) -> Layout:
    """A project whose Pythons note that they were called and leave the expected files behind."""
    for folder in ("data", "nlu_components", "policies_kb/terms", "requirements", "build"):
        (tmp_path / folder).mkdir(parents=True)
    (tmp_path / "data" / "nlu.yml").write_text("nlu: []\n", encoding="utf-8")
    (tmp_path / "policies_kb" / "notice.yml").write_text("id: one\n", encoding="utf-8")
    layout = Layout(tmp_path)
    made = {
        layout.rasa_python: "mkdir -p models; touch models/zhiwen.tar.gz",
        layout.app_python: "touch build/terms.json build/kb.sqlite",
    }
    for python, leaves in made.items():
        python.parent.mkdir(parents=True)
        python.write_text(f'#!/bin/sh\necho "$@" >> calls\n{leaves}\n', encoding="utf-8")
        python.chmod(0o755)
    return layout


def _calls(project: Layout) -> int:
    log = project.root / "calls"
    return len(log.read_text(encoding="utf-8").splitlines()) if log.exists() else 0


@pytest.mark.parametrize("make", [preparation.train, preparation.publish])
def test_what_is_up_to_date_is_not_made_again(project: Layout, make: Callable[[Layout], None]) -> None:
    make(project)
    make(project)

    assert _calls(project) == 1


@pytest.mark.parametrize(
    "changed", ["data/nlu.yml", "data/new.yml", "domain.yml", "config.yml", "build/terms.json"]
)
def test_the_model_is_trained_again_when_its_sources_change(project: Layout, changed: str) -> None:
    preparation.train(project)
    (project.root / changed).write_text("changed\n", encoding="utf-8")
    assert not preparation.is_trained(project)

    preparation.train(project)

    assert _calls(project) == 2
    assert preparation.is_trained(project)


def test_the_model_is_not_trained_again_for_a_notice_that_brings_no_new_name(project: Layout) -> None:
    preparation.train(project)
    (project.root / "policies_kb" / "notice.yml").write_text("id: two\n", encoding="utf-8")

    assert preparation.is_trained(project)


def test_the_knowledge_base_is_published_again_when_a_notice_changes(project: Layout) -> None:
    preparation.publish(project)
    (project.root / "policies_kb" / "notice.yml").write_text("id: two\n", encoding="utf-8")

    preparation.publish(project)

    assert _calls(project) == 2


def test_another_database_is_published_into(project: Layout, monkeypatch: pytest.MonkeyPatch) -> None:
    preparation.publish(project)
    monkeypatch.setenv("ZHIWEN_DATABASE_URL", "postgresql://elsewhere/kb")

    preparation.publish(project)

    assert _calls(project) == 2


def test_a_failed_training_is_an_error_and_is_tried_again(project: Layout) -> None:
    project.rasa_python.write_text("#!/bin/sh\nexit 1\n", encoding="utf-8")

    for _ in range(2):
        with pytest.raises(CommandError, match="the model was not trained"):
            preparation.train(project)


def test_a_fingerprint_tells_content_apart_from_names(tmp_path: Path) -> None:
    one, two = tmp_path / "one", tmp_path / "two"
    one.write_text("ab", encoding="utf-8")
    two.write_text("ab", encoding="utf-8")

    assert fingerprint([one]) != fingerprint([two])
    assert fingerprint([one]) == fingerprint([one])
    assert fingerprint([one]) != fingerprint([one], "word")


def test_compiled_files_are_no_sources(tmp_path: Path) -> None:
    before = fingerprint([tmp_path])
    (tmp_path / "__pycache__").mkdir()
    (tmp_path / "__pycache__" / "a.pyc").write_bytes(b"x")

    assert fingerprint([tmp_path]) == before
