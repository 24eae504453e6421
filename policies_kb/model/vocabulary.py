"""The words that people use for what notices call otherwise: sectors, titles, education."""

from __future__ import annotations

from policies_kb.model.base import Part
from policies_kb.model.text import Text


class Word(Part):
    """One value and the words that mean it, in either language."""

    value: str
    name: Text
    aliases: tuple[str, ...] = ()


class Vocabulary(Part):
    """Words that are no places: each list gives values of one facet."""

    title: tuple[Word, ...] = ()
    level: tuple[Word, ...] = ()
    sector: tuple[Word, ...] = ()
    education: tuple[Word, ...] = ()
    skill: tuple[Word, ...] = ()
    actor: tuple[Word, ...] = ()
    specialty: tuple[Word, ...] = ()
    occupation: tuple[Word, ...] = ()
