"""The verdict of an interview, with everything that is said about it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from policies_kb.model.entries import Contact, Material
from policies_kb.model.notice import Notice
from policies_kb.rules import Explanation, Facts, Ruleset, Truth, applies, explain


@dataclass(frozen=True)
class Need:
    """A material, and whether this person needs it: yes, or it depends on what was not told."""

    material: Material
    truth: Truth


@dataclass(frozen=True)
class Judged:
    """One notice and title, explained for one person on one day.

    `materials` leaves out what the person does not need; `contact` is whom to ask.
    """

    notice: Notice
    rules: Ruleset
    facts: Facts
    on: dt.date
    explanation: Explanation
    materials: tuple[Need, ...]
    contact: Contact | None


def judged(notice: Notice, rules: Ruleset, facts: Facts, on: dt.date) -> Judged:
    """Explain the verdict for `facts`. Raises MisfitError where a fact is not of its attribute's type."""
    needs = tuple(
        Need(material, truth)
        for material in notice.materials
        if material.by == "applicant"
        and (truth := applies(rules, material.when, facts, on)) is not Truth.FALSE
    )
    return Judged(notice, rules, facts, on, explain(rules, facts, on), needs, _contact(notice))


def _contact(notice: Notice) -> Contact | None:
    general = [contact for contact in notice.contacts if contact.general]
    return next(iter(general or notice.contacts), None)
