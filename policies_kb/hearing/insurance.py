"""Flags that turn on where something is: social insurance paid here or elsewhere, the personnel file here or not."""

from __future__ import annotations

import re
from typing import Final

from policies_kb.hearing.flags import BEFORE, Flags
from policies_kb.hearing.places import Places
from policies_kb.hearing.said import Clause, Said
from policies_kb.rules.values import Flag, Located

_PAID: Final = re.compile(r"交|缴|社保|参保|买|insur|paid|pays")
_CAME: Final = re.compile(r"来|转|迁|调|到这|moved|came|from ")
_FILE: Final = re.compile(r"档案|合同|关系|人事|都|file|contract")
#: Attributes that ask for «here», and what a clause about another place must speak of to say no.
_HERE: Final = {"insurance_same_employer": _PAID, "relation_here": _FILE}
NEWCOMER: Final = "insurance_newcomer"
PLACED: Final = frozenset({*_HERE, NEWCOMER})


def placed(name: str, flags: Flags, said: Said, places: Places, place: Located | None) -> Flag | None:
    """What the cue words and the places of a reply say about `name` (one of PLACED); `place` is the place of work."""
    if name == NEWCOMER:
        return _newcomer(flags, said, places, place)
    topic = _HERE[name]
    now = [clause for clause in said.clauses if not BEFORE.match(clause.plain)] or said.clauses
    about = [(clause, places.here(clause, place)) for clause in now if topic.search(clause.plain)]
    away = next((clause for clause, here in about if here is False), None)
    if away is not None and not _CAME.search(away.plain):
        return Flag(False, away.raw)
    told = flags.told(said.clauses)
    if told is None and name == "relation_here":
        here = next((clause for clause, is_here in about if is_here), None)
        return Flag(True, here.raw) if here else None
    return told


def supposed(name: str, said: Said, places: Places, place: Located | None) -> Flag | None:
    """A reply that only says «it is paid here»: yes to «here?», no to «elsewhere?»."""
    here = next((clause for clause in said.clauses if places.here(clause, place)), None)
    if here is None or name not in (NEWCOMER, *_HERE):
        return None
    return Flag(name != NEWCOMER, here.raw)


def _newcomer(flags: Flags, said: Said, places: Places, place: Located | None) -> Flag | None:
    came = next((clause for clause in said.clauses if _came(clause, places, place)), None)
    return Flag(True, came.raw) if came else flags.told(said.clauses)


def _came(clause: Clause, places: Places, place: Located | None) -> bool:
    """«从安徽过来的», «之前在杭州交»: another place, and coming from it or paying in it."""
    away = places.here(clause, place) is False
    return away and bool(_CAME.search(clause.plain) or _PAID.search(clause.plain))
