"""A fact: one citable statement, as it is searched, answered and verified.

Facts are made from the entries of a notice by `wording`; nobody writes them by hand.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from policies_kb.model.entries import Audience, Entry
from policies_kb.model.place import Place
from policies_kb.model.text import Text


@dataclass(frozen=True)
class Fact:
    """One statement of one notice.

    `id` is `<notice>/<entry>`, with `/<part>` behind it where one entry gives several facts.
    `topics` starts with the main one. `names` are proper names that the cited place must contain.
    `value` is what two notices must share to say the same; None where only the sentence tells.
    """

    id: str
    notice: str
    kind: str
    topics: tuple[str, ...]
    audience: Audience
    at: tuple[Place, ...]
    text: Text
    entry: Entry | None = None
    aliases: tuple[str, ...] = ()
    facets: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    names: tuple[str, ...] = ()
    value: str | None = None
