"""A question as it is put to one notice."""

from __future__ import annotations

from collections.abc import Sequence

from policies_kb.answers.heard import Heard
from policies_kb.model.notice import Notice
from policies_kb.model.regions import Regions
from policies_kb.search import Query


def query_of(heard: Heard, notice: Notice, regions: Regions) -> Query:
    """What to look for in `notice`: a place inside it narrows, its own place does not."""
    facets: dict[str, Sequence[str]] = {}
    titles = [title for title in heard.scope.title if title in notice.titles]
    if titles and len(titles) < len(notice.titles):
        facets["title"] = titles
    if heard.now.education or (heard.behind and heard.earlier.education):
        facets["education"] = heard.scope.education
    there = [place for place in heard.scope.region if inside(notice, place, regions)]
    if there:
        facets["region"] = there
    wider = {"region": [outer for place in there for outer in regions.upwards(place)]}
    words, behind = heard.sought
    return Query(words, heard.topics, facets, wider, behind)


def inside(notice: Notice, place: str, regions: Regions) -> bool:
    """Whether a place lies in that of the notice and is not that place itself."""
    return place != notice.region and regions.covers(notice.region, place)
