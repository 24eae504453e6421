"""Everything that is known at one time: the notices and what they share."""

from __future__ import annotations

from policies_kb.model.attribute import Attribute, Attributes
from policies_kb.model.base import Part
from policies_kb.model.notice import Notice
from policies_kb.model.regions import Region, Regions
from policies_kb.model.topics import Topic, Topics
from policies_kb.model.vocabulary import Vocabulary


class Knowledge(Part):
    """One published state of the knowledge base."""

    topic_list: tuple[Topic, ...]
    region_list: tuple[Region, ...]
    attributes: tuple[Attribute, ...]
    vocabulary: Vocabulary
    notices: tuple[Notice, ...]

    @property
    def attribute_set(self) -> Attributes:
        """What a person can be asked, by name."""
        return Attributes(self.attributes)

    @property
    def topics(self) -> Topics:
        """The topics, by name."""
        return Topics(self.topic_list)

    @property
    def regions(self) -> Regions:
        """The regions, with their nesting."""
        return Regions(self.region_list)

    def notice(self, name: str) -> Notice | None:
        """The notice called `name`, or None."""
        return next((notice for notice in self.notices if notice.id == name), None)
