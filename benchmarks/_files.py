"""Folders of many notice files for measuring: our own notices, shortened, with other places, years and figures."""

from __future__ import annotations

import datetime as dt
import json
import random
import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import yaml

from policies_kb.reading import HERE, SHARED

#: Kinds of entries that a generated notice has some of; what others refer to is kept whole.
_SHORTENED: Final = ("facts", "gaps", "steps", "materials", "lists")
#: What is not prose: ids, places in the source, values that the model knows.
_FIXED: Final = frozenset(
    "id at topic also facets decided_by ask actor audience by to order sector titles source eligibility "
    "counting kind facet form uncited region series until".split()
)
_RULED_EVERY: Final = 5
_SURNAMES: Final = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜"


@dataclass(frozen=True)
class Made:
    """One generated notice: its id, the notice it was made from, its region and year."""

    id: str
    like: str
    region: str
    year: int


class Folder:
    """Writes notices, each with about one of `share` of the entries of the one it is made from."""

    def __init__(self, path: Path, share: int, seed: int = 7) -> None:
        self.path = path
        self._share = share
        self._rng = random.Random(seed)
        self._bases = {
            file.stem: yaml.load(file.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
            for file in sorted(HERE.glob("*.yml"))
            if file.name not in SHARED
        }
        listed = yaml.load((HERE / "regions.yml").read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
        self.regions: dict[str, dict[str, Any]] = {one["name"]: one for one in listed}
        path.mkdir(parents=True, exist_ok=True)
        for name in SHARED:
            shutil.copy(HERE / name, path / name)

    def write(self, count: int) -> list[Made]:
        """`count` notices: every review of every place, year after year, the newest years first."""
        combinations = self._combinations()
        return [self._write(index, *next(combinations)) for index in range(count)]

    def asked_of(self, text: str, made: Made) -> str:
        """A question on the notice that `made` is like, asked of `made`."""
        base = self._bases[made.like]
        old, new = self.regions[base["region"]], self.regions[made.region]
        for name in sorted((old["name"], *old.get("aliases", ())), key=lambda one: -len(one)):
            text = text.replace(name, (new.get("aliases") or [new["name"]])[0])
        for year in (str(base["year"]), f"{base['year'] % 100}年"):
            text = text.replace(year, f"{made.year}年" if year.endswith("年") else str(made.year))
        return text

    def _combinations(self) -> Iterator[tuple[str, str, int]]:
        for year in range(2024, 1900, -1):
            for region in self.regions:
                for like in self._bases:
                    yield like, region, year

    def _write(self, index: int, like: str, region: str, year: int) -> Made:
        base = self._bases[like]
        made = Made(f"{like.rsplit('-', 1)[0]}-{index}", like, region, year)
        change = _Change(self._rng, self.regions[base["region"]], self.regions[region], year - base["year"])
        body = {
            name: value if name in _FIXED else change.all(self._some(value) if name in _SHORTENED else value)
            for name, value in base.items()
        }
        body |= {"id": made.id, "series": f"{base['series']}-{list(self.regions).index(region)}"}
        body |= {"region": region, "year": year}
        body["milestones"] = [one for one in body.get("milestones", []) if "opens" in one or "closes" in one]
        if index % _RULED_EVERY or self._share > 1:
            body.pop("eligibility", None)
        text = json.dumps(body, ensure_ascii=False, default=_written)
        (self.path / f"{made.id}.yml").write_text(text + "\n", encoding="utf-8")
        return made

    def _some(self, entries: list[Any]) -> list[Any]:
        """One of `share` of the entries, in their order."""
        chosen = self._rng.sample(range(len(entries)), -(-len(entries) // self._share))
        return [entries[position] for position in sorted(chosen)]


class _Change:
    """Other names, years and figures in the texts of one notice."""

    def __init__(self, rng: random.Random, old: dict[str, Any], new: dict[str, Any], later: int) -> None:
        self._rng = rng
        self._later = later
        short = (new.get("aliases") or [new["name"]])[0]
        self._names = {old["name"]: new["name"], old["en"]: new["en"]}
        self._names |= dict.fromkeys(old.get("aliases", ()), short)
        written = sorted(map(re.escape, self._names), key=lambda one: -len(one))
        self._pattern = re.compile("|".join([*written, r"\d+"]))

    def all(self, value: Any, key: str = "") -> Any:
        """The same with every text changed."""
        if key in _FIXED:
            return value
        if key == "person":
            name = self._rng.choice(_SURNAMES) + "".join(
                chr(self._rng.randrange(0x4E00, 0x9000)) for _ in "ab"
            )
            return {"zh": name, "en": name}
        if isinstance(value, dict):
            return {name: self.all(one, name) for name, one in value.items()}
        if isinstance(value, list):
            return [self.all(one, key) for one in value]
        if isinstance(value, dt.date):
            return value.replace(year=value.year + self._later, day=min(value.day, 28))
        if not isinstance(value, str):
            return value
        return self._pattern.sub(self._one, value)

    def _one(self, match: re.Match[str]) -> str:
        word = match.group()
        if not word.isdigit():
            return str(self._names[word])
        if len(word) == 4 and word.startswith("20"):
            return str(int(word) + self._later)
        if len(word) < 2:
            return word
        kept = word[:3] if len(word) >= 7 else ""
        first = str(self._rng.randrange(1, 10)) if not kept else ""
        return kept + first + "".join(self._rng.choices("0123456789", k=len(word) - len(kept) - len(first)))


def _written(value: object) -> str:
    if isinstance(value, dt.date):
        return value.isoformat()
    raise TypeError(type(value).__name__)
