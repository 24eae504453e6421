"""Holds every fact to the official text it cites.

Here belongs what reads official texts: their numbered places, whether a figure stands where a fact says it does,
which places no fact cites, and the passage to show beside an answer. The texts themselves are not part of the
project; an operator who has them names their folder.
"""

from policies_kb.verify.passages import Passages, passages
from policies_kb.verify.quotes import Quotes
from policies_kb.verify.report import verify_all, verify_notice
from policies_kb.verify.shown import Passage, shown
from policies_kb.verify.sources import Sources

__all__ = ["Passage", "Passages", "Quotes", "Sources", "passages", "shown", "verify_all", "verify_notice"]
