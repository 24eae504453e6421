"""A tracker store whose trackers stay alive between two messages (an extension point of Rasa: `tracker_store`).

Rasa makes the tracker anew from all its events for every message: a third of a turn, and more with every turn. Here
the tracker that a turn ended with is the one the next begins with, as long as nobody else wrote in between. What a
turn adds is written through to Rasa's own store: in a database, a worker that is killed loses nothing, and several
workers share the conversations.

- `ZHIWEN_TRACKERS_URL` is the database (`postgresql://…`, `sqlite:///…`); without it they end with the process.
- A live tracker is trusted if the database holds the very version it was written as.
- A tracker that was handed out and never saved (its turn failed) is made anew from the events it had before.
- If the database is down, the conversation goes on with what is live, and what was not written is written later.
"""

from __future__ import annotations

import logging
import os
from collections import OrderedDict
from dataclasses import dataclass
from typing import Any, Iterable

from rasa.core.brokers.broker import EventBroker
from rasa.core.tracker_store import TrackerStore
from rasa.shared.core.domain import Domain
from rasa.shared.core.trackers import DialogueStateTracker

from nlu_components.kept_trackers import InDatabase, InMemory, KeptDown, Version
from nlu_components.tracker_pages import is_blank, is_full, last_page, new_page

_log = logging.getLogger(__name__)

#: So many conversations are live: with what the rest of a turn holds, some 20 MB.
_LIVE = 300
_DAYS = "30"


@dataclass
class _Live:
    """A conversation between two turns: `count` of its events were there when it was saved, `written` of them below."""

    tracker: DialogueStateTracker
    count: int
    written: int
    version: Version
    lent: bool = False


class LiveTrackers(TrackerStore):
    """Live trackers over Rasa's own store."""

    def __init__(
        self,
        domain: Domain | None = None,
        event_broker: EventBroker | None = None,
        host: str | None = None,
        live: int = _LIVE,
        **kwargs: Any,
    ) -> None:
        url = host or os.environ.get("ZHIWEN_TRACKERS_URL")
        days = float(os.environ.get("ZHIWEN_CONVERSATION_DAYS") or _DAYS)
        self.kept: InMemory | InDatabase = InDatabase(domain, url, days) if url else InMemory(domain)
        self._most = live
        self._live: OrderedDict[str, _Live] = OrderedDict()
        super().__init__(domain, event_broker, **kwargs)

    @property
    def domain(self) -> Domain:
        """The domain of the model; Rasa sets it once the model is loaded."""
        return self._domain

    @domain.setter
    def domain(self, domain: Domain | None) -> None:
        self._domain = self.kept.domain = domain or Domain.empty()
        for sender in list(self._live):
            self._leave(sender)

    async def retrieve(self, sender_id: str) -> DialogueStateTracker | None:
        """The conversation's last page; None for one that is not known."""
        live = self._live.get(sender_id)
        if live is not None and await self._is_current(sender_id, live):
            self._live.move_to_end(sender_id)
            if live.lent:
                live.tracker = self._as_it_was(sender_id, live)
            live.lent = True
            return live.tracker
        self._live.pop(sender_id, None)
        tracker, version = await self.kept.load(sender_id)
        if tracker is not None:
            self._hold(tracker, len(tracker.events), version, lent=True)
        return tracker

    async def save(self, tracker: DialogueStateTracker) -> None:
        """Keep what the turn added."""
        await self.stream_events(tracker)
        live = self._live.get(tracker.sender_id)
        written = live.written if live is not None else 0
        version = live.version if live is not None else None
        page = self._turned(tracker)
        try:
            if page is None:
                new = list(tracker.events)[written:]
                version = await self.kept.add(tracker.sender_id, new, version)
            elif is_blank(page):
                await self.kept.remove(page.sender_id)
                self._live.pop(page.sender_id, None)
                return
            else:
                version = await self.kept.replace(page)
            written = len((page or tracker).events)
        except KeptDown as error:
            _log.warning("conversations are not written: %s", error)
            page = None
        self._hold(page or tracker, written, version)

    async def keys(self) -> Iterable[str]:
        """The names of all conversations."""
        return {*self._live, *await self.kept.keys()}

    async def _is_current(self, sender: str, live: _Live) -> bool:
        try:
            return live.written < live.count or await self.kept.version(sender) == live.version
        except KeptDown as error:
            _log.warning("conversations are not read: %s", error)
            return True

    def _turned(self, tracker: DialogueStateTracker) -> DialogueStateTracker | None:
        """The conversation on a new page, where Rasa began one in this turn or the last is full; else None."""
        page = last_page(tracker)
        if len(page) < len(tracker.events):
            turned = tracker.init_copy()
            turned.model_id, turned.assistant_id = tracker.model_id, tracker.assistant_id
            for event in page:
                turned.update(event)
            return turned
        return new_page(tracker) if is_full(tracker) else None

    def _as_it_was(self, sender: str, live: _Live) -> DialogueStateTracker:
        events = list(live.tracker.events)[: live.count]
        return DialogueStateTracker.from_events(sender, events, self.domain.slots)

    def _hold(
        self, tracker: DialogueStateTracker, written: int, version: Version, lent: bool = False
    ) -> None:
        sender = tracker.sender_id
        self._live[sender] = _Live(tracker, len(tracker.events), written, version, lent)
        self._live.move_to_end(sender)
        while len(self._live) > self._most:
            self._leave(next(iter(self._live)))

    def _leave(self, sender: str) -> None:
        """Let a conversation out of the live ones. One whose turn goes on is put away as it was before."""
        live = self._live.pop(sender)
        tracker = self._as_it_was(sender, live) if live.lent else live.tracker
        self.kept.put_away(tracker)
