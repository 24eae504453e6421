"""Which names there are to find: a value, the facet it belongs to, and one way of writing it."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Name:
    """`written` means `value` of `facet`: («绍兴», «region», «绍兴市»)."""

    written: str
    facet: str
    value: str


@dataclass(frozen=True)
class Names:
    """All names. The file form is a JSON list of triples, so that the 3.10 environment needs no model."""

    all: tuple[Name, ...]

    @classmethod
    def of(cls, names: Iterable[Name]) -> Names:
        """The names without repetition, in a stable order (the trained model's fingerprint depends on it)."""
        return cls(tuple(sorted(set(names), key=lambda name: (name.facet, name.value, name.written))))

    @classmethod
    def load(cls, file: Path) -> Names:
        """Read what `save` wrote. Raises OSError or ValueError when there is no such file."""
        return cls(tuple(Name(*triple) for triple in json.loads(file.read_text(encoding="utf-8"))))

    def save(self, file: Path) -> None:
        """Write the names, one a line, so that a change of names is a readable difference."""
        lines = ",\n".join(
            json.dumps([name.written, name.facet, name.value], ensure_ascii=False) for name in self.all
        )
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(f"[\n{lines}\n]\n", encoding="utf-8")
