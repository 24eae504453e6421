"""Rasa 3.6.21 does some work on every turn that is needed once, or not at all. Here it is done once.

`dev.start_rasa` calls `hasten` before Rasa runs. There is no extension point for any of these (what has one is in
`live_trackers`, `prompt_locks` and `swift_regression`), so methods are put in the place of Rasa's own. Each does what
the replaced one does, as tests/nlu_components/test_quick_turns.py shows:

- The form of an action's result was compiled from its description, itself checked, for every result: two thirds of a
  turn. It is compiled once, and an event is held against the description of its own kind, not of all 23.
- The class of an event was looked for among all subclasses, walked anew for every event of every tracker.
- The action server was sent all events so far and the whole domain. The actions read slots and the last message.
- A connection to the action server was opened and closed for every call.
- A graph was cut out, ordered and handed to a scheduler for every message and every prediction. Its order is kept.
- Rules were tried one after the other, twice (`quick_rules`).
- What a line of the debug log would say was copied, whether it is written or not.
- A tracker was copied by replaying all its events, for every action; a slot by way of what pickling would make of it.

Another release may do all this otherwise, so none is accepted but the one this was written for.
"""

from __future__ import annotations

import asyncio
from copy import copy
from functools import lru_cache
from importlib import import_module
from typing import Any, Dict, List, Tuple, Type

import rasa
from jsonschema import Draft202012Validator
from jsonschema.exceptions import best_match
from rasa.core.actions.action import RemoteAction
from rasa.core.policies.rule_policy import RulePolicy
from rasa.engine.exceptions import GraphRunError
from rasa.engine.runner.dask import DaskGraphRunner
from rasa.shared.core.events import Event
from rasa.shared.core.slots import Slot
from rasa.shared.core.trackers import DialogueStateTracker, EventVerbosity
from rasa.shared.utils.common import all_subclasses
from rasa.shared.utils.schemas.events import EVENT_SCHEMA
from rasa.utils.endpoints import EndpointConfig

from nlu_components import quick_rules

#: The release whose methods these stand in for.
WRITTEN_FOR = "3.6.21"
#: The modules that copy for their debug log, and for nothing else.
_COPYING = ("rasa.core.processor", "rasa.core.policies.rule_policy", "rasa.core.actions.forms")
#: Where an endpoint keeps its open session, and a runner the order of its nodes.
_SESSION, _ORDERS = "_session_in_loop", "_orders"

_whole_check = RemoteAction._validate_action_result
_any_class = Event.resolve_by_type
_open_session = EndpointConfig.session
#: What every event has in common, and per kind of event what that kind must have besides.
_COMMON = Draft202012Validator({name: EVENT_SCHEMA[name] for name in ("type", "properties", "required")})
_OWN = {kind["properties"]["event"]["const"]: Draft202012Validator(kind) for kind in EVENT_SCHEMA["oneOf"]}


class WrongRelease(RuntimeError):
    """Rasa is not the release that this module was written for."""


def hasten() -> None:
    """Put the quick methods in place. Raises WrongRelease for any Rasa but the one they were written for."""
    if rasa.__version__ != WRITTEN_FOR:
        raise WrongRelease(f"nlu_components.quick_turns is for Rasa {WRITTEN_FOR}, not {rasa.__version__}")
    RemoteAction._validate_action_result = _check_result
    RemoteAction._action_call_format = _call
    Event.resolve_by_type = staticmethod(_class_of)
    EndpointConfig.session = _session
    DaskGraphRunner.run = _run
    RulePolicy._find_action_from_rules = quick_rules.find_action
    RulePolicy._get_possible_keys = quick_rules.possible_keys
    Slot.__copy__ = _copied
    DialogueStateTracker.copy = _another
    for name in _COPYING:
        setattr(import_module(name), "copy", _Uncopied)  # noqa: B010 -- a module has no such attribute for mypy


def _copied(slot: Slot) -> Slot:
    """Another slot with the same value."""
    made: Slot = object.__new__(type(slot))
    made.__dict__.update(slot.__dict__)
    return made


def _another(tracker: DialogueStateTracker) -> DialogueStateTracker:
    """A tracker in the same state, for an action to change. What is to follow it has from there too."""
    made: DialogueStateTracker = object.__new__(type(tracker))
    made.__dict__.update(tracker.__dict__)
    made.events = copy(tracker.events)
    made.slots = {name: _copied(slot) for name, slot in tracker.slots.items()}
    made.latest_action = copy(tracker.latest_action)
    made.active_loop = copy(tracker.active_loop)
    made.sender_source = made.model_id = made.assistant_id = None
    return made


class _Uncopied:
    """Stands in for `copy` where copies are made to be logged."""

    @staticmethod
    def deepcopy(value: Any) -> Any:
        """The value itself."""
        return value


def _check_result(action: RemoteAction, result: Any) -> bool:
    """True for a well-formed result; otherwise Rasa's own check says what is wrong, by raising ValidationError."""
    return (_is_result(result) and all(map(_is_event, result.get("events", ())))) or _whole_check(
        action, result
    )


def _is_result(result: Any) -> bool:
    if not isinstance(result, dict):
        return False
    responses = result.get("responses", [])
    is_list = isinstance(responses, list) and isinstance(result.get("events", []), list)
    return is_list and all(isinstance(one, dict) for one in responses)


def _is_event(event: Any) -> bool:
    own = _OWN.get(event.get("event")) if isinstance(event, dict) else None
    if own is None or best_match(_COMMON.iter_errors(event)) is not None:
        return False
    return best_match(own.iter_errors(event)) is None


@lru_cache(maxsize=1)
def _classes() -> Dict[str, Type[Event]]:
    """All kinds of events by name; where two share one, the first that Rasa would find."""
    return {kind.type_name: kind for kind in reversed(all_subclasses(Event))}


def _class_of(type_name: str, default: Type[Event] | None = None) -> Type[Event] | None:
    """The class of a kind of event. A name that is not known is left to Rasa."""
    return _classes().get(type_name) or _any_class(type_name, default)


def _call(action: RemoteAction, tracker: Any, domain: Any) -> Dict[str, Any]:
    """What the action server is told: the state of the conversation, not how it came about; and no domain.

    An empty domain, not none: the action server would ask for one that is missing.
    """
    state = {**tracker.current_state(EventVerbosity.NONE), "events": []}
    return {
        "next_action": action.name(),
        "sender_id": tracker.sender_id,
        "tracker": state,
        "version": rasa.__version__,
        "domain": {},
    }


class _KeptSession:
    """A client session that stays open when a call is done."""

    def __init__(self, session: Any) -> None:
        self.session = session

    async def __aenter__(self) -> Any:
        return self.session

    async def __aexit__(self, *_: object) -> None:
        pass


def _session(endpoint: EndpointConfig) -> _KeptSession:
    """The endpoint's session in this event loop, opened on first use."""
    loop = asyncio.get_running_loop()
    kept: Tuple[asyncio.AbstractEventLoop, _KeptSession] | None = endpoint.__dict__.get(_SESSION)
    if kept is None or kept[0] is not loop or kept[1].session.closed:
        kept = loop, _KeptSession(_open_session(endpoint))
        endpoint.__dict__[_SESSION] = kept
    return kept[1]


def _run(
    runner: DaskGraphRunner, inputs: Dict[str, Any] | None = None, targets: List[str] | None = None
) -> Dict[str, Any]:
    """The outputs of the targets; every node runs once, after those it needs."""
    wanted = tuple(targets or runner._graph_schema.target_names)
    orders: Dict[Tuple[str, ...], List[Tuple[str, Tuple[str, ...]]]]
    orders = runner.__dict__.setdefault(_ORDERS, {})
    if wanted not in orders:
        orders[wanted] = _order(runner._graph_schema.minimal_graph_schema(list(wanted)))
    outputs: Dict[str, Any] = {name: (name, value) for name, value in (inputs or {}).items()}
    try:
        for name, needs in orders[wanted]:
            outputs[name] = runner._instantiated_nodes[name](*(outputs.get(need, need) for need in needs))
    except RuntimeError as error:
        raise GraphRunError("Error running runner.") from error
    return dict(outputs[name] for name in wanted)


def _order(schema: Any) -> List[Tuple[str, Tuple[str, ...]]]:
    """The nodes of a graph with what each needs, none before what it needs."""
    ordered: Dict[str, Tuple[str, ...]] = {}

    def add(name: str) -> None:
        if name in schema.nodes and name not in ordered:
            needs = tuple(schema.nodes[name].needs.values())
            for need in needs:
                add(need)
            ordered[name] = needs

    for name in schema.nodes:
        add(name)
    return list(ordered.items())
