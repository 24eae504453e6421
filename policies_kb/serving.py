"""What is in force, in a process that runs for months: a new publication takes the place of the old one by itself."""

from __future__ import annotations

import gc
import logging
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from policies_kb.catalogue import Catalogue
from policies_kb.errors import NothingPublished, StoreDown
from policies_kb.locations import database_url
from policies_kb.store import Store

#: Seconds between two looks at the database, each of them one small query.
EVERY: Final = 2.0
#: So long a thread may keep others from running while it makes a catalogue; usual are 5 ms.
_TURN: Final = 0.0005
#: What a publication may raise that another version of the program made.
_UNFIT: Final = (ArithmeticError, AttributeError, LookupError, TypeError, ValueError)

#: More notices than these are so many objects that looking through them for garbage takes half a second.
_MANY: Final = 100

_log = logging.getLogger(__name__)


class Serving:
    """The catalogue in force. A question that has one goes on with it, whatever is published meanwhile.

    The new one is made beside the old one, in a thread of its own, and only then takes its place. Where it cannot be
    made, or the database does not answer, the old one stays; that is logged once.
    """

    def __init__(self, url: str | None = None, *, by_meaning: bool = True, every: float = EVERY) -> None:
        """`every` are seconds. The database is not asked yet."""
        self._url = url or database_url()
        self._store = Store(self._url)
        self._by_meaning = by_meaning
        self._every = every
        self._catalogue: Catalogue | None = None
        self._unfit: int | None = None
        self._said: str | None = None
        self._one_at_a_time = threading.Lock()
        self._thread: threading.Thread | None = None
        self._stopped = threading.Event()

    @property
    def catalogue(self) -> Catalogue | None:
        """What is in force; None before the first `refresh`, and where nothing is published."""
        return self._catalogue

    def refresh(self) -> Catalogue | None:
        """Look once, and load what is new. Blocks for as long as that takes; never raises for what is stored."""
        with self._one_at_a_time:
            try:
                self._look()
            except (NothingPublished, StoreDown) as error:
                self._say(f"{type(error).__name__}: {error}")
            return self._catalogue

    def keep_up(self) -> None:
        """Look every few seconds from now on."""
        if self._thread is None:
            self._thread = threading.Thread(target=self._go_on, name="publications", daemon=True)
            self._thread.start()

    def stop(self) -> None:
        """Look no more. What is in force here stays."""
        self._stopped.set()
        if self._thread is not None:
            self._thread.join()
        self._store.close()

    def _go_on(self) -> None:
        while not self._stopped.wait(self._every):
            self.refresh()

    def _look(self) -> None:
        held = self._catalogue.publication if self._catalogue else None
        newest = self._store.newest()
        if held and newest == held.number:
            self._well()
            return
        if newest is not None and newest == self._unfit:
            return
        try:
            with _in_small_turns():
                made = Catalogue.published(self._url, by_meaning=self._by_meaning, before=self._catalogue)
        except (NothingPublished, *_UNFIT) as error:
            self._unfit = newest
            if isinstance(error, NothingPublished):
                raise
            _log.exception("publication %s cannot be served; what was in force stays", newest)
            return
        self._catalogue = made
        if len(made.notices) > _MANY:
            _settle()
        self._well()
        if held and made.publication:
            _log.warning("publication %s took the place of %s", made.publication.number, held.number)

    def _say(self, what: str) -> None:
        if what != self._said:
            kept = "what was in force stays" if self._catalogue else "there is nothing to answer from"
            _log.warning("publications: %s; %s", what, kept)
        self._said = what

    def _well(self) -> None:
        if self._said is not None:
            _log.warning("publications: read again")
        self._said = None


def _settle() -> None:
    """Look for garbage once, and never again through what stays until the next publication."""
    gc.unfreeze()
    gc.collect()
    gc.freeze()


@contextmanager
def _in_small_turns() -> Iterator[None]:
    """Work that takes seconds gives way every half millisecond to threads that answer."""
    before = sys.getswitchinterval()
    sys.setswitchinterval(_TURN)
    try:
        yield
    finally:
        sys.setswitchinterval(before)
