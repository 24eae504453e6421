"""Finds facts by words.

Here belongs the index of facts and how a fact is scored against words. Which notice is meant and what to reply
is decided in `answers`. Pure: an index is made from facts and never changes.
"""

from policies_kb.search.guess import TopicGuess
from policies_kb.search.index import FactIndex, Hit, Query
from policies_kb.search.names import names_of
from policies_kb.search.slips import Slips

__all__ = ["FactIndex", "Hit", "Query", "Slips", "TopicGuess", "names_of"]
