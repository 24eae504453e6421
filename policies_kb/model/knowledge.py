"""Everything that is known at one time: the notices and what they share."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import Any, Final, Self

from policies_kb.model.attribute import Attribute, Attributes
from policies_kb.model.base import Part
from policies_kb.model.notice import Notice
from policies_kb.model.regions import Region, Regions
from policies_kb.model.topics import Topic, Topics
from policies_kb.model.vocabulary import Vocabulary

#: What is worked out once from the rest.
_DERIVED: Final = ("attribute_set", "topics", "regions", "_by_id")


class Knowledge(Part):
    """One published state of the knowledge base."""

    topic_list: tuple[Topic, ...]
    region_list: tuple[Region, ...]
    attributes: tuple[Attribute, ...]
    vocabulary: Vocabulary
    notices: tuple[Notice, ...]

    @cached_property
    def attribute_set(self) -> Attributes:
        """What a person can be asked, by name."""
        return Attributes(self.attributes)

    @cached_property
    def topics(self) -> Topics:
        """The topics, by name."""
        return Topics(self.topic_list)

    @cached_property
    def regions(self) -> Regions:
        """The regions, with their nesting."""
        return Regions(self.region_list)

    def model_copy(self, *, update: Mapping[str, Any] | None = None, deep: bool = False) -> Self:
        """A copy with other values; what was worked out from the old ones is not taken over."""
        copied = super().model_copy(update=update, deep=deep)
        for name in _DERIVED:
            copied.__dict__.pop(name, None)
        return copied

    def notice(self, name: str) -> Notice | None:
        """The notice called `name`, or None."""
        return self._by_id.get(name)

    @cached_property
    def _by_id(self) -> dict[str, Notice]:
        return {notice.id: notice for notice in self.notices}
