"""Lookup: facts of all notices as one types.

Here belongs what finds facts for somebody who searches with one hand: by words, by pinyin and its initials, by numbers,
with slips forgiven, narrowed by facets. What a question means is found out in `answers`; this shows what there is.
Pure: an index is made from notices and facts and never changes.
"""

from policies_kb.lookup.asof import State, in_force, state_of
from policies_kb.lookup.facets import FACETS, Facet
from policies_kb.lookup.found import Found, Match
from policies_kb.lookup.index import Lookup

__all__ = ["FACETS", "Facet", "Found", "Lookup", "Match", "State", "in_force", "state_of"]
