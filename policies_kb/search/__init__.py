"""Finds facts by words and by meaning.

Here belongs the index of facts and how a fact is scored against words. Which notice is meant and what to reply
is decided in `answers`. Pure: an index is made from facts and never changes.
"""

from policies_kb.search.encoder import Encoder, UniversalEncoder
from policies_kb.search.facts import ALL, Facts, kept_for
from policies_kb.search.guess import TopicGuess
from policies_kb.search.index import FactIndex, Hit, Query
from policies_kb.search.meanings import Meanings, encode
from policies_kb.search.names import is_shared, names_of, shared_as_one
from policies_kb.search.romanised import Romanised
from policies_kb.search.slips import Slips

__all__ = [
    "ALL",
    "Encoder",
    "FactIndex",
    "Facts",
    "Hit",
    "Meanings",
    "Query",
    "Romanised",
    "Slips",
    "TopicGuess",
    "UniversalEncoder",
    "encode",
    "is_shared",
    "kept_for",
    "names_of",
    "shared_as_one",
]
