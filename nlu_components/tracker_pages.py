"""A conversation is written on pages: a new one is begun when the last is full, and only the last is kept.

Rasa begins a page itself («session») after an hour's silence and after `/restart`: two events that say so, what the
slots hold, and that it listens. The same is done here when a page is full. So rules look back a bounded distance, a
turn takes as long in a conversation's five-hundredth as in its fifth, and what is not needed to go on is not kept:
the gateway keeps what was said, as long as it may be kept.
"""

from __future__ import annotations

from typing import List

from rasa.shared.core.constants import ACTION_LISTEN_NAME, ACTION_SESSION_START_NAME
from rasa.shared.core.events import ActionExecuted, ActiveLoop, Event, SessionStarted, SlotSet, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

#: Events on a full page: some eight turns.
FULL = 80
#: In a form a page is not left if that can be helped: after an hour's silence Rasa leaves the form, by the time of the
#: last message, which a new page does not have.
FULL_IN_FORM = 400


def last_page(tracker: DialogueStateTracker) -> List[Event]:
    """The events since Rasa last began a page; all of them where it never did."""
    events = list(tracker.events)
    for place in range(len(events) - 1, -1, -1):
        if isinstance(events[place], SessionStarted):
            return events[place - 1 if place and _begins(events[place - 1]) else place :]
    return events


def is_full(tracker: DialogueStateTracker) -> bool:
    """Whether a new page is due: the last is full, and nothing is going on that would not fit on a new one."""
    at_rest = tracker.latest_action_name == ACTION_LISTEN_NAME and tracker.followup_action is None
    most = FULL if tracker.active_loop is None else FULL_IN_FORM
    return at_rest and not tracker.is_paused() and len(tracker.events) > most


def new_page(tracker: DialogueStateTracker) -> DialogueStateTracker:
    """The conversation on a new page: it knows what it knew, and listens."""
    page = tracker.init_copy()
    page.model_id, page.assistant_id = tracker.model_id, tracker.assistant_id
    page.update(ActionExecuted(ACTION_SESSION_START_NAME))
    page.update(SessionStarted())
    for name, value in tracker.current_slot_values().items():
        if value is not None:
            page.update(SlotSet(name, value))
    if tracker.active_loop_name:
        page.update(ActiveLoop(tracker.active_loop_name))
    page.update(ActionExecuted(ACTION_LISTEN_NAME))
    return page


def is_blank(tracker: DialogueStateTracker) -> bool:
    """Whether nothing is held: no slot, no form, nothing said. So it is after `/restart`."""
    said = any(isinstance(event, UserUttered) for event in tracker.events)
    known = any(value is not None for value in tracker.current_slot_values().values())
    return not said and not known and tracker.active_loop is None


def _begins(event: Event) -> bool:
    return isinstance(event, ActionExecuted) and event.action_name == ACTION_SESSION_START_NAME
