"""Settings: read once, and all of them described."""

from pathlib import Path

import pytest

from bot.settings import Settings, variable
from telemetry import BadSetting

DOCS = Path(__file__).parents[3] / "docs" / "settings.md"


def test_a_bad_number_names_the_setting() -> None:
    """No stack trace for a slip in the environment."""
    with pytest.raises(BadSetting, match="ZHIWEN_PORT='http': must be a number"):
        Settings.from_environment({"ZHIWEN_PORT": "http"})


@pytest.mark.parametrize("name", Settings.__dataclass_fields__)
def test_every_setting_is_documented(name: str) -> None:
    """A setting nobody can read about is not one."""
    assert f"`{variable(name)}`" in DOCS.read_text(encoding="utf-8")
