"""Settings are named as they are described."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

import pytest

from tests.unit.deploy.places import DEPLOY, PROJECT

#: Names of ours that are no settings of the processes: compose.yml picks the images' tag by it.
_OURS: Final = {"ZHIWEN_VERSION"}
#: Those of others that are set here.
_OTHERS: Final = {
    "HOME", "MALLOC_ARENA_MAX", "OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "PATH", "PIP_DISABLE_PIP_VERSION_CHECK",
    "PIP_NO_CACHE_DIR", "POSTGRES_DB", "POSTGRES_INITDB_ARGS", "POSTGRES_PASSWORD", "POSTGRES_USER", "PYTHONUNBUFFERED",
    "PYTHONWARNINGS", "RASA_TELEMETRY_ENABLED", "REDIS_PASSWORD", "SANIC_HOST", "SQLALCHEMY_SILENCE_UBER_WARNING",
    "TF_CPP_MIN_LOG_LEVEL",
}  # fmt: skip
_FILES: Final = sorted(
    file
    for file in DEPLOY.rglob("*")
    if file.is_file() and file.name != "zhiwen.env" and not {"tls", "__pycache__"} & set(file.parts)
)
_SETTING: Final = re.compile(r"\b(?:ZHIWEN_[A-Z][A-Z_]*[A-Z]|TELEGRAM_BOT_TOKEN|POLICY_SOURCES)\b")
_GIVEN: Final = (
    re.compile(r"^#?([A-Z][A-Z0-9_]+)=", re.MULTILINE),
    re.compile(r"^Environment=\"?([A-Z][A-Z0-9_]+)=", re.MULTILINE),
    re.compile(r"^    +([A-Z][A-Z0-9_]+):", re.MULTILINE),
    re.compile(r"\{name: ([A-Z][A-Z0-9_]+), value:"),
)


@pytest.mark.parametrize("file", [*_FILES, PROJECT / "docs" / "operations.md"], ids=lambda file: file.name)
def test_every_setting_that_is_named_exists(file: Path) -> None:
    """A slip in a name would be a setting that silently does nothing."""
    described = set(_SETTING.findall((PROJECT / "docs" / "settings.md").read_text(encoding="utf-8")))

    named = set(_SETTING.findall(file.read_text(encoding="utf-8"))) - _OURS

    assert named <= described, f"not in docs/settings.md: {sorted(named - described)}"


@pytest.mark.parametrize("file", _FILES, ids=lambda file: file.name)
def test_every_variable_that_is_set_is_known(file: Path) -> None:
    """What is neither ours nor one of these is a slip, or has to be listed here."""
    text = file.read_text(encoding="utf-8")

    given = {name for pattern in _GIVEN for name in pattern.findall(text)}

    assert {name for name in given if not _SETTING.fullmatch(name)} <= _OTHERS


@pytest.mark.parametrize("file", _FILES, ids=lambda file: file.name)
def test_no_password_and_no_address_of_an_index_stands_in_a_file(file: Path) -> None:
    """Both belong to an installation, not to the repository."""
    text = file.read_text(encoding="utf-8")

    assert not re.search(r"--(?:extra-)?index-url|PIP_INDEX_URL|UV_DEFAULT_INDEX", text)
    assert not re.search(r"(?:postgresql|redis)://[^\s:@]*:(?!\$\{|PASSWORD@)[^\s@]+@", text)
