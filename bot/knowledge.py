"""The published catalogue, as the gateway holds it; it may be missing, and the gateway runs all the same."""

from __future__ import annotations

import asyncio
import datetime as dt
from collections import OrderedDict
from typing import Final

from aiohttp import web

from policies_kb.catalogue import Catalogue, Listed, in_force
from policies_kb.errors import NothingPublished
from policies_kb.serving import EVERY, Serving

#: So many earlier publications are kept at hand.
_EARLIER: Final = 2
#: Seconds that a question waits for notices where there are none; whoever looks for them goes on looking.
_PATIENCE: Final = 2.0


class Knowledge:
    """Loads the catalogue off the event loop, and whatever is published later, within seconds."""

    def __init__(self, url: str | None, every: float = EVERY) -> None:
        self._url = url
        self._serving = Serving(url, by_meaning=False, every=every)
        self._earlier: OrderedDict[int, Catalogue] = OrderedDict()
        self._loading = asyncio.Lock()
        self._looking: asyncio.Future[Catalogue | None] | None = None

    async def catalogue(self) -> Catalogue | None:
        """The catalogue, or None while nothing is published or the database does not answer.

        Whoever comes first waits for it as long as it takes to be loaded.
        """
        if self._serving.catalogue is None:
            patience = None if self._looking is None else _PATIENCE
            self._serving.keep_up()
            await asyncio.wait([self._look()], timeout=patience)
        return self._serving.catalogue

    def _look(self) -> asyncio.Future[Catalogue | None]:
        """One thread looks for all who ask: a database that hangs would hold up a thread for each."""
        if self._looking is None or self._looking.done():
            self._looking = asyncio.ensure_future(asyncio.to_thread(self._serving.refresh))
        return self._looking

    async def publications(self) -> tuple[Listed, ...]:
        """Everything that was ever published, the first one first. Raises policies_kb.errors.StoreDown."""
        return await asyncio.to_thread(Catalogue.publications, self._url)

    async def on(self, day: dt.date) -> Catalogue | None:
        """What held on a day; None where nothing was published by then. Raises policies_kb.errors.StoreDown."""
        found = in_force(await self.publications(), day)
        current = self._serving.catalogue
        if found and current and current.publication and current.publication.number == found.number:
            return current
        return await self.earlier(found.number) if found else None

    async def earlier(self, number: int) -> Catalogue | None:
        """What was in force before; None where it is no longer held. Raises policies_kb.errors.StoreDown."""
        async with self._loading:
            if number not in self._earlier:
                try:
                    made = await asyncio.to_thread(Catalogue.earlier, number, self._url)
                except NothingPublished:
                    return None
                self._earlier[number] = made
            self._earlier.move_to_end(number)
            while len(self._earlier) > _EARLIER:
                self._earlier.popitem(last=False)
            return self._earlier[number]

    async def required(self) -> Catalogue:
        """The catalogue. Raises HTTPServiceUnavailable while there is none."""
        catalogue = await self.catalogue()
        if catalogue is None:
            raise web.HTTPServiceUnavailable(reason="no notices are published yet")
        return catalogue

    async def close(self) -> None:
        """Look for publications no more."""
        await asyncio.to_thread(self._serving.stop)
