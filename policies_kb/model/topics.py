"""What people ask about: one topic, one intent `ask_<id>`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from policies_kb.model.base import Part
from policies_kb.model.text import Text


class Topic(Part):
    """A topic of `topics.yml`. `aliases` are the words that point to it in a question, in either language.

    A `leading` topic is offered as a button to somebody who has only named a notice.
    """

    id: str
    name: Text
    aliases: tuple[str, ...] = ()
    leading: bool = False


@dataclass(frozen=True)
class Topics:
    """All topics, in the order of the file."""

    all: tuple[Topic, ...]

    def __iter__(self) -> Iterator[Topic]:
        return iter(self.all)

    def get(self, name: str) -> Topic | None:
        """The topic called `name`, or None."""
        return self._named.get(name)

    @cached_property
    def _named(self) -> dict[str, Topic]:
        return {topic.id: topic for topic in self.all}
