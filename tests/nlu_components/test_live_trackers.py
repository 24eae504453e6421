"""Live trackers are the trackers that Rasa's own store would make, whatever happens in between."""

from __future__ import annotations

import asyncio
import random
from pathlib import Path
from typing import Any

import pytest
from rasa.core.tracker_store import InMemoryTrackerStore
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import (
    ActionExecuted,
    ActiveLoop,
    BotUttered,
    Event,
    Restarted,
    SessionStarted,
    SlotSet,
    UserUttered,
)
from rasa.shared.core.trackers import DialogueStateTracker

from nlu_components import tracker_pages
from nlu_components.kept_trackers import InDatabase, KeptDown
from nlu_components.live_trackers import LiveTrackers

DOMAIN = Domain.from_yaml(
    """
    version: "3.1"
    intents: [ask]
    slots:
      region: {type: text, influence_conversation: false, mappings: [{type: custom}]}
      title: {type: text, influence_conversation: false, mappings: [{type: custom}]}
    actions: [action_answer]
    forms:
      check_form: {required_slots: [title]}
    """
)


@pytest.fixture(params=["memory", "sqlite"])
def url(request: Any, tmp_path: Path) -> str | None:
    """Where conversations are kept."""
    return None if request.param == "memory" else f"sqlite:///{tmp_path}/trackers.sqlite"


@pytest.fixture
def database(tmp_path: Path) -> str:
    """A database that several workers share."""
    return f"sqlite:///{tmp_path}/trackers.sqlite"


def run(coroutine: Any) -> Any:
    """The outcome of a coroutine."""
    return asyncio.run(coroutine)


def turn(number: int, chance: random.Random) -> list[Event]:
    """What one turn adds."""
    events: list[Event] = [UserUttered(f"第{number}问", {"name": "ask", "confidence": 0.9})]
    events.append(ActionExecuted("action_answer"))
    events.append(BotUttered(f"答{number}"))
    told = [slot for slot in ("region", "title") if chance.random() < 0.5]
    events += [SlotSet(slot, chance.choice(["永嘉", "上虞", None])) for slot in told]
    return [*events, ActionExecuted("action_listen")]


async def add(store: Any, sender: str, events: list[Event]) -> DialogueStateTracker:
    """One turn, as Rasa's processor does it."""
    tracker = await store.get_or_create_tracker(sender, append_action_listen=False)
    if not tracker.events:
        events = [
            ActionExecuted("action_session_start"),
            SessionStarted(),
            ActionExecuted("action_listen"),
            *events,
        ]
    tracker.update_with_events(events, DOMAIN)
    await store.save(tracker)
    return tracker


def state(tracker: DialogueStateTracker) -> Any:
    """All that the next turn depends on."""
    told = tracker.current_state()
    told.pop("latest_event_time")
    return {**told, "rules": tracker.past_states(DOMAIN)[-1]}


def shapes(tracker: DialogueStateTracker) -> list[Any]:
    """The events without their times."""
    return [{**event.as_dict(), "timestamp": None} for event in tracker.events]


@pytest.mark.parametrize("seed", range(8))
def test_a_live_tracker_is_the_one_that_rasa_would_make(url: str | None, seed: int) -> None:
    """After every turn of random conversations: same slots, same state, same events since the page began."""

    async def talk() -> None:
        chance = random.Random(seed)
        live, plain = LiveTrackers(DOMAIN, host=url, live=3), InMemoryTrackerStore(DOMAIN)
        for number in range(40):
            sender = f"s{chance.randrange(5)}"
            events = turn(number, chance)
            await add(live, sender, [type(event)._from_parameters(event.as_dict()) for event in events])
            await add(plain, sender, events)
            ours, theirs = await live.retrieve(sender), await plain.retrieve(sender)
            assert ours is not None
            assert theirs is not None
            assert ours.current_slot_values() == theirs.current_slot_values()
            assert ours.latest_action_name == theirs.latest_action_name
            assert ours.active_loop_name == theirs.active_loop_name
            await live.save(ours)

    run(talk())


def test_what_is_rebuilt_equals_what_was_live(database: str) -> None:
    """A tracker that is read again by another store has the events and the state of the live one."""

    async def talk() -> None:
        chance = random.Random(1)
        here, there = LiveTrackers(DOMAIN, host=database), LiveTrackers(DOMAIN, host=database)
        for number in range(30):
            await add(here, "s", turn(number, chance))
            ours, theirs = await here.retrieve("s"), await there.retrieve("s")
            assert ours is not None
            assert theirs is not None
            assert shapes(ours) == shapes(theirs)
            assert state(ours) == state(theirs)

    run(talk())


def test_two_workers_on_one_database_see_each_others_turns(database: str) -> None:
    """A live tracker is not trusted once another worker has written."""

    async def talk() -> None:
        chance = random.Random(2)
        workers = [LiveTrackers(DOMAIN, host=database), LiveTrackers(DOMAIN, host=database)]
        for number in range(60):
            tracker = await add(workers[chance.randrange(2)], "s", [
                UserUttered(str(number)), SlotSet("region", str(number)), ActionExecuted("action_listen")
            ])  # fmt: skip
            said = [event.text for event in tracker.events if isinstance(event, UserUttered)]
            assert said[-5:] == [str(one) for one in range(number - len(said[-5:]) + 1, number + 1)]

    run(talk())


def test_a_killed_worker_loses_nothing(database: str) -> None:
    """What a turn was answered with is in the database before the reply goes out."""

    async def talk() -> None:
        await add(LiveTrackers(DOMAIN, host=database), "s", [UserUttered("问"), SlotSet("region", "永嘉")])
        again = await LiveTrackers(DOMAIN, host=database).retrieve("s")
        assert again is not None
        assert again.get_slot("region") == "永嘉"

    run(talk())


def test_a_turn_that_failed_leaves_no_trace(url: str | None) -> None:
    """A tracker that was changed and never saved is as it was before."""

    async def talk() -> None:
        store = LiveTrackers(DOMAIN, host=url)
        await add(store, "s", [SlotSet("region", "永嘉"), ActionExecuted("action_listen")])
        broken = await store.retrieve("s")
        assert broken is not None
        broken.update(SlotSet("region", "上虞"))
        again = await store.retrieve("s")
        assert again is not None
        assert again.get_slot("region") == "永嘉"

    run(talk())


def test_a_conversation_does_not_grow(url: str | None) -> None:
    """After 500 turns there are no more events than a page and a turn have, and what is known is still known."""

    async def talk() -> None:
        store = LiveTrackers(DOMAIN, host=url)
        await add(store, "s", [SlotSet("title", "工程师"), ActionExecuted("action_listen")])
        for number in range(500):
            tracker = await add(store, "s", [UserUttered(str(number)), ActionExecuted("action_listen")])
            assert len(tracker.events) <= tracker_pages.FULL + 4
        last = await store.retrieve("s")
        assert last is not None
        assert last.get_slot("title") == "工程师"
        if isinstance(store.kept, InDatabase):
            assert len(store.kept._rows("s")) <= tracker_pages.FULL + 4

    run(talk())


def test_the_live_ones_are_bounded_and_the_others_come_back(url: str | None) -> None:
    """Only so many conversations are live; one that is not goes on where it stood."""

    async def talk() -> None:
        store = LiveTrackers(DOMAIN, host=url, live=10)
        for number in range(50):
            await add(store, f"s{number}", [SlotSet("region", str(number)), ActionExecuted("action_listen")])
        assert len(store._live) == 10
        for number in range(50):
            tracker = await store.retrieve(f"s{number}")
            assert tracker is not None
            assert tracker.get_slot("region") == str(number)

    run(talk())


def test_a_form_goes_on_over_a_page(url: str | None) -> None:
    """A form that takes very many turns is still active on a new page."""

    async def talk() -> None:
        store = LiveTrackers(DOMAIN, host=url)
        tracker = await add(store, "s", [ActiveLoop("check_form"), SlotSet("requested_slot", "title")])
        for number in range(tracker_pages.FULL_IN_FORM):
            tracker = await add(store, "s", [UserUttered(str(number)), ActionExecuted("action_listen")])
        assert len(tracker.events) <= tracker_pages.FULL_IN_FORM + 4
        assert tracker.active_loop_name == "check_form"
        assert tracker.get_slot("requested_slot") == "title"

    run(talk())


def test_restart_removes_what_is_held(url: str | None) -> None:
    """After `/restart` nothing of the conversation is left, live or below."""

    async def talk() -> None:
        store = LiveTrackers(DOMAIN, host=url)
        await add(store, "s", [UserUttered("问"), SlotSet("region", "永嘉"), ActionExecuted("action_listen")])
        await add(store, "s", [
            UserUttered("/restart"), Restarted(), ActionExecuted("action_session_start"), SessionStarted(),
            ActionExecuted("action_listen"),
        ])  # fmt: skip
        assert "s" not in store._live
        assert await store.retrieve("s") is None
        assert list(await store.keys()) == []

    run(talk())


def test_a_conversation_goes_on_while_the_database_is_down(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was not written is written with the next turn that can be."""

    async def down(*_: Any) -> None:
        raise KeptDown("OperationalError")

    async def talk() -> None:
        url = f"sqlite:///{tmp_path}/trackers.sqlite"
        store = LiveTrackers(DOMAIN, host=url)
        await add(store, "s", [SlotSet("region", "永嘉"), ActionExecuted("action_listen")])
        with monkeypatch.context() as broken:
            broken.setattr(store.kept, "_in_thread", down)
            await add(store, "s", [SlotSet("title", "工程师"), ActionExecuted("action_listen")])
            tracker = await add(store, "s", [UserUttered("问"), ActionExecuted("action_listen")])
            assert tracker.get_slot("title") == "工程师"
        await add(store, "s", [UserUttered("再问"), ActionExecuted("action_listen")])
        again = await LiveTrackers(DOMAIN, host=url).retrieve("s")
        assert again is not None
        assert again.current_slot_values() == {
            **again.current_slot_values(),
            "region": "永嘉",
            "title": "工程师",
        }
        assert [event.text for event in again.events if isinstance(event, UserUttered)] == ["问", "再问"]

    run(talk())


def test_silent_conversations_are_removed_in_time(tmp_path: Path) -> None:
    """What nobody has touched for so many days is gone from the database."""

    async def talk() -> None:
        store = InDatabase(DOMAIN, f"sqlite:///{tmp_path}/trackers.sqlite", days=1)
        await store.add("old", [SlotSet("region", "永嘉", timestamp=1.0)], None)
        store._looked = 0.0
        await store.add("new", [SlotSet("region", "永嘉")], None)
        assert list(await store.keys()) == ["new"]

    run(talk())
