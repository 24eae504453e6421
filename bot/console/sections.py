"""The sections of the console, in the order of the navigation."""

from __future__ import annotations

from typing import Final

from bot.console.caller import section as caller
from bot.console.compare import section as compare
from bot.console.figures import section as figures
from bot.console.gaps import section as gaps
from bot.console.lookup import section as lookup
from bot.console.people import section as people
from bot.console.section import Section
from bot.console.talks import section as talks

SECTIONS: Final[tuple[Section, ...]] = (
    lookup.SECTION,
    compare.SECTION,
    caller.SECTION,
    talks.SECTION,
    gaps.SECTION,
    figures.SECTION,
    people.SECTION,
)
