"""Which edition of the knowledge base is looked into: the one in force on the day that is asked about."""

from __future__ import annotations

from aiohttp import web

from bot.console.lookup.asked import Asked
from bot.knowledge import Knowledge
from policies_kb.catalogue import Catalogue
from policies_kb.errors import StoreDown


async def edition(knowledge: Knowledge, asked: Asked) -> Catalogue:
    """What was in force on that day; what is in force now for days that are not past, and before the first edition.

    Raises HTTPServiceUnavailable while there is none, and where what was in force cannot be read.
    """
    current = await knowledge.required()
    if asked.on >= asked.today:
        return current
    try:
        return await knowledge.on(asked.on) or current
    except StoreDown as error:
        raise web.HTTPServiceUnavailable(reason="what held then cannot be read just now") from error
