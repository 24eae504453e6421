"""The published catalogue, as the gateway holds it; it may be missing, and the gateway runs all the same."""

from __future__ import annotations

import asyncio
import logging

from aiohttp import web

from policies_kb.catalogue import Catalogue
from policies_kb.errors import NothingPublished, StoreDown

_log = logging.getLogger(__name__)


class Knowledge:
    """Loads the catalogue off the event loop, and again whenever it was missing."""

    def __init__(self, url: str | None) -> None:
        self._url = url
        self._catalogue: Catalogue | None = None

    async def catalogue(self) -> Catalogue | None:
        """The catalogue, or None while nothing is published or the database does not answer."""
        if self._catalogue is None:
            try:
                self._catalogue = await asyncio.to_thread(Catalogue.published, self._url, by_meaning=False)
            except (NothingPublished, StoreDown) as error:
                _log.warning("no catalogue: %s", type(error).__name__)
        return self._catalogue

    async def earlier(self, number: int) -> Catalogue | None:
        """What was in force before; None where it is no longer held. Raises policies_kb.errors.StoreDown."""
        try:
            return await asyncio.to_thread(Catalogue.earlier, number, self._url)
        except NothingPublished:
            return None

    async def required(self) -> Catalogue:
        """The catalogue. Raises HTTPServiceUnavailable while there is none."""
        catalogue = await self.catalogue()
        if catalogue is None:
            raise web.HTTPServiceUnavailable(reason="no notices are published yet")
        return catalogue
