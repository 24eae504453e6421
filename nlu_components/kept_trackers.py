"""Where conversations are kept below the live ones: in the memory of this process, or in a database."""

from __future__ import annotations

import asyncio
import json
import time
import zlib
from collections import OrderedDict
from typing import Any, Dict, List, Sequence, Tuple

from rasa.core.tracker_store import InMemoryTrackerStore, SQLTrackerStore

# Rasa's own SQLAlchemy, the one its store is made with.
from rasa.core.tracker_store import sa as sqlalchemy
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import Event
from rasa.shared.core.trackers import DialogueStateTracker

from nlu_components.tracker_pages import new_page

#: So many conversations are kept in memory; the one that was silent longest goes first.
_MOST = 20_000
#: How hard they are packed: the least, since most of it is escapes and names that come again and again.
_PACKED = 1
#: Seconds between two looks for conversations that are too old.
_ROUND = 3600.0
_DAY = 86_400.0
#: PostgreSQL has so many seconds to take a connection, and milliseconds for a statement.
_PATIENCE = "connect_timeout=3&options=-c%20statement_timeout%3D5000"

#: Which state of a conversation is kept. None: none is.
Version = int | None


class KeptDown(Exception):
    """The database gave no answer."""


class InMemory(InMemoryTrackerStore):
    """Rasa's store in memory. Only what is not live is written there, packed; it ends with the process."""

    def __init__(self, domain: Domain | None) -> None:
        super().__init__(domain)
        self.store: OrderedDict[str, bytes] = OrderedDict()

    async def version(self, sender: str) -> Version:
        """Always the same: nobody else writes here."""
        return 0

    async def load(self, sender: str) -> Tuple[DialogueStateTracker | None, Version]:
        """The conversation as it was put away."""
        return await self.retrieve_full_tracker(sender), 0

    async def add(self, sender: str, events: Sequence[Event], after: Version) -> Version:
        """Nothing: the live conversation is the one that counts until it is put away."""
        return 0

    async def replace(self, tracker: DialogueStateTracker) -> Version:
        """Nothing, too."""
        return 0

    async def remove(self, sender: str) -> None:
        """Forget a conversation."""
        self.store.pop(sender, None)

    def put_away(self, tracker: DialogueStateTracker) -> None:
        """Keep a conversation that is no longer live, as short as it can be."""
        short = tracker if tracker.active_loop else new_page(tracker)
        self.store[tracker.sender_id] = zlib.compress(self.serialise_tracker(short).encode(), _PACKED)
        self.store.move_to_end(tracker.sender_id)
        while len(self.store) > _MOST:
            self.store.popitem(last=False)

    def deserialise_tracker(self, sender_id: str, serialised_tracker: bytes) -> DialogueStateTracker | None:
        """Unpack it and read it."""
        return super().deserialise_tracker(sender_id, zlib.decompress(serialised_tracker))


class InDatabase(SQLTrackerStore):
    """Rasa's store in a database. A conversation has the rows of its last page; the greatest id is its version.

    Every call is made in a thread, so that a slow database holds up one conversation and not all. Raises KeptDown.
    """

    def __init__(self, domain: Domain | None, url: str, days: float) -> None:
        patient = url.startswith("postgresql") and "connect_timeout" not in url
        super().__init__(domain, host=f"{url}{'&' if '?' in url else '?'}{_PATIENCE}" if patient else url)
        self._days = days
        self._looked = 0.0

    async def version(self, sender: str) -> Version:
        """What is kept now, by whichever process."""
        return await self._in_thread(self._version, sender)

    async def load(self, sender: str) -> Tuple[DialogueStateTracker | None, Version]:
        """The conversation as it is kept."""
        rows = await self._in_thread(self._rows, sender)
        if not rows:
            return None, None
        events = [json.loads(data) for _, data in rows]
        return DialogueStateTracker.from_dict(sender, events, self.domain.slots), rows[-1][0]

    async def add(self, sender: str, events: Sequence[Event], after: Version) -> Version:
        """Keep further events."""
        return await self._in_thread(self._write, sender, events, False)

    async def replace(self, tracker: DialogueStateTracker) -> Version:
        """Keep these events, and no earlier ones."""
        return await self._in_thread(self._write, tracker.sender_id, list(tracker.events), True)

    async def remove(self, sender: str) -> None:
        """Forget a conversation."""
        await self._in_thread(self._write, sender, (), True)

    def put_away(self, tracker: DialogueStateTracker) -> None:
        """Nothing: it is kept already."""

    async def _in_thread(self, do: Any, *arguments: Any) -> Any:
        """Once more where it fails: after the database was away, the connections kept open are dead, and its tables
        may never have been made."""
        try:
            return await asyncio.to_thread(do, *arguments)
        except sqlalchemy.exc.SQLAlchemyError:
            self.engine.dispose()
        try:
            await asyncio.to_thread(self.Base.metadata.create_all, self.engine)
            return await asyncio.to_thread(do, *arguments)
        except sqlalchemy.exc.SQLAlchemyError as error:
            raise KeptDown(type(error).__name__) from error

    def _rows(self, sender: str) -> List[Tuple[int, str]]:
        table = self.SQLEvent
        with self.session_scope() as session:
            query = session.query(table.id, table.data).filter(table.sender_id == sender)
            return [(number, data) for number, data in query.order_by(table.id)]

    def _version(self, sender: str) -> Version:
        with self.session_scope() as session:
            return self._greatest(session, sender)

    def _greatest(self, session: Any, sender: str) -> Version:
        table = self.SQLEvent
        return session.query(sqlalchemy.func.max(table.id)).filter(table.sender_id == sender).scalar()

    def _write(self, sender: str, events: Sequence[Event], alone: bool) -> Version:
        """First the new rows, then away with the old: ids only grow, so that no version comes twice."""
        table = self.SQLEvent
        with self.session_scope() as session:
            before = self._greatest(session, sender) if alone else None
            if events:
                session.execute(table.__table__.insert(), [_row(sender, event) for event in events])
            if before is not None:
                old = session.query(table).filter(table.sender_id == sender, table.id <= before)
                old.delete(synchronize_session=False)
            self._tidy(session)
            version = self._greatest(session, sender)
            session.commit()
        return version

    def _tidy(self, session: Any) -> None:
        """Once an hour: away with conversations in which nothing was said for so many days."""
        if time.monotonic() - self._looked < _ROUND and self._looked:
            return
        self._looked = time.monotonic()
        table = self.SQLEvent
        latest = sqlalchemy.func.max(table.timestamp) < time.time() - self._days * _DAY
        silent = session.query(table.sender_id).group_by(table.sender_id).having(latest)
        session.query(table).filter(table.sender_id.in_(silent)).delete(synchronize_session=False)


def _row(sender: str, event: Event) -> Dict[str, Any]:
    """An event in the columns of Rasa's table."""
    data = event.as_dict()
    return {
        "sender_id": sender,
        "type_name": event.type_name,
        "timestamp": data.get("timestamp"),
        "intent_name": data.get("parse_data", {}).get("intent", {}).get("name"),
        "action_name": data.get("name"),
        "data": json.dumps(data),
    }
