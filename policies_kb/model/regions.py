"""Regions that nest: 浙江省 › 绍兴市 › 上虞区."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from pydantic import Field

from policies_kb.model.base import Part


class Region(Part):
    """One region of `regions.yml`: its name, what it lies in, and what people call it besides."""

    name: str
    en: str
    within: str | None = None
    aliases: tuple[str, ...] = Field(default=())


@dataclass(frozen=True)
class Regions:
    """All regions that are known, with their nesting."""

    all: tuple[Region, ...]

    @cached_property
    def by_name(self) -> dict[str, Region]:
        """Every region under its own name."""
        return {region.name: region for region in self.all}

    def upwards(self, name: str) -> Iterator[str]:
        """`name`, then what it lies in, up to the widest region. Unknown names give only themselves."""
        at: str | None = name
        while at is not None:
            yield at
            region = self.by_name.get(at)
            at = region.within if region else None

    def covers(self, outer: str, inner: str) -> bool:
        """Whether `inner` is `outer` or lies in it."""
        return outer in self.upwards(inner)

    def touch(self, one: str, other: str) -> bool:
        """Whether they are the same, or one lies in the other."""
        return self.covers(one, other) or self.covers(other, one)
