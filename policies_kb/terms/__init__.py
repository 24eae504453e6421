"""Finds names in a person's words: places, titles, years, sectors, specialties, document numbers.

Here belongs what understands words without understanding questions. It runs in both Python environments (the
Rasa pipeline on 3.10 and everything else on 3.11+), so it imports nothing but the standard library, OpenCC and
pypinyin. Which names there are comes from the notices (`names.json`), never from this code.
"""

from policies_kb.terms.names import Name, Names
from policies_kb.terms.normalise import normalise
from policies_kb.terms.recogniser import Recogniser, Term

__all__ = ["Name", "Names", "Recogniser", "Term", "normalise"]
