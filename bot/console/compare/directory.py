"""`/console/directory`: whom to call in a place, and in the places it belongs to."""

from __future__ import annotations

import asyncio
import re
from dataclasses import dataclass
from typing import Final

from aiohttp import web

from bot import keys as gateway
from bot.console.compare.named import fits, plain
from bot.console.compare.view import LANGS
from bot.console.guard import require
from bot.console.pages import language_of, page
from bot.roles import Role
from policies_kb.catalogue import Catalogue
from policies_kb.model.regions import Region
from policies_kb.wording.desks import Desk, Directory

_LONGEST: Final = 60
#: More offices are not listed at once: then only the places are.
_LISTED: Final = 300
_DIALLED: Final = re.compile(r"[^\d+]")


@dataclass(frozen=True)
class Listed:
    """A place with its desks. `names` are what people call it, `way` what it lies in, from the outside in."""

    place: str
    en: str
    names: tuple[str, ...]
    way: tuple[str, ...]
    desks: tuple[Desk, ...]


@dataclass(frozen=True)
class Seen:
    """What the page shows. `here` is the place that was asked for, None for all or for a search by words.

    `below` are places inside `here`; `bare` tells that `here` has no desk of its own; `left` more were found.
    """

    asked: str
    here: Region | None
    listed: tuple[Listed, ...]
    below: tuple[Listed, ...] = ()
    bare: bool = False
    left: int = 0


@require(Role.READER)
async def show(request: web.Request) -> web.Response:
    """`place`: a place by any of its names, or words of an office, a phone; all places without it."""
    catalogue = await request.app[gateway.KNOWLEDGE].catalogue()
    if catalogue is None:
        return page(request, "compare/nothing.html", {"here": "compare"})
    asked = request.query.get("place", "").strip()[:_LONGEST]
    values = {
        "here": "compare",
        "wide": True,
        "tongue": LANGS[language_of(request)],
        "seen": await asyncio.to_thread(seen, catalogue, asked),
        "dialled": dialled,
    }
    return page(request, "compare/directory.html", values)


def seen(catalogue: Catalogue, asked: str) -> Seen:
    """The desks of a place and of those it lies in, the nearest first; else what fits the words."""
    directory, region = catalogue.directory, _region(catalogue, asked)
    if region is not None:
        up = [_listed(directory, name) for name in directory.upwards(region.name)]
        below = [_listed(directory, name) for name in directory.below(region.name)]
        return Seen(asked, region, tuple(up), tuple(below), bare=region.name not in directory.desks)
    return _by_words(directory, asked)


def dialled(phone: str) -> str:
    """A phone as `tel:` wants it."""
    return _DIALLED.sub("", phone)


def _by_words(directory: Directory, asked: str) -> Seen:
    found: list[Listed] = []
    left = 0
    for one in (_listed(directory, name) for name in directory.desks):
        fitting = tuple(desk for desk in one.desks if fits(asked, (*one.names, *words_of(desk))))
        if sum(len(there.desks) for there in found) + len(fitting) > _LISTED:
            left += len(fitting)
        elif fitting:
            found.append(Listed(one.place, one.en, one.names, one.way, fitting))
    return Seen(asked, None, tuple(found), left=left)


def words_of(desk: Desk) -> tuple[str, ...]:
    """By what somebody may look for an office."""
    texts = [text for text in (desk.name, desk.person, desk.purpose, desk.address) if text]
    both = [name for text in texts for name in (text.zh, text.en)]
    return (*both, *desk.phones, desk.notice.short.zh, desk.notice.short.en, desk.notice.number or "")


def _listed(directory: Directory, name: str) -> Listed:
    region = directory.regions.by_name.get(name)
    names = (region.name, region.en, *region.aliases) if region else (name,)
    way = tuple(reversed(list(directory.regions.upwards(name))))
    return Listed(name, region.en if region else name, names, way, directory.desks[name])


def _region(catalogue: Catalogue, asked: str) -> Region | None:
    wanted = plain(asked)
    return next(
        (
            region
            for region in catalogue.knowledge.regions.all
            if wanted in {plain(name) for name in (region.name, region.en, *region.aliases)}
        ),
        None,
    )
