"""Where things lie in the project, so that no other module spells a path."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Layout:
    """The folders and files the commands work with, all below one root."""

    root: Path

    @property
    def tools(self) -> Path:
        """Where uv goes if the machine has none."""
        return self.root / ".tools"

    @property
    def requirements(self) -> Path:
        """The locked requirements and what they are locked from."""
        return self.root / "requirements"

    @property
    def app_python(self) -> Path:
        """The Python of the gateway, the actions and the knowledge base."""
        return self.root / ".venv" / "bin" / "python"

    @property
    def rasa_python(self) -> Path:
        """The Python of Rasa and its components."""
        return self.root / ".venv-rasa" / "bin" / "python"

    @property
    def emulator(self) -> Path:
        """The emulator of Telegram's Bot API: what is locked, and its modules once they are installed."""
        return self.root / "tests" / "telegram" / "emulator"

    @property
    def build(self) -> Path:
        """What is made from the sources and can be made again."""
        return self.root / "build"

    @property
    def logs(self) -> Path:
        """What the started processes print."""
        return self.build / "logs"

    @property
    def names(self) -> Path:
        """The names that the model recognises, written by the knowledge base."""
        return self.build / "terms.json"

    @property
    def model(self) -> Path:
        """The model that is served."""
        return self.root / "models" / "zhiwen.tar.gz"


PROJECT = Layout(Path(__file__).resolve().parent.parent)
