"""What is put in the place of Rasa's methods does what they do."""

from __future__ import annotations

import ast
import asyncio
import copy
import inspect
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
import rasa
from jsonschema import ValidationError
from rasa.core.actions.action import RemoteAction
from rasa.core.policies.rule_policy import RulePolicy
from rasa.engine.runner.dask import DaskGraphRunner
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, ActiveLoop, BotUttered, Event, SlotSet, UserUttered
from rasa.shared.core.slots import AnySlot, CategoricalSlot, FloatSlot, Slot, TextSlot
from rasa.shared.core.trackers import DialogueStateTracker, EventVerbosity
from rasa.shared.utils.common import all_subclasses
from rasa.utils.endpoints import EndpointConfig

from nlu_components import quick_turns

DOMAIN = """
version: "3.1"
intents: [ask]
actions: [action_answer]
slots:
  region: {type: text, influence_conversation: false, mappings: [{type: custom}]}
forms:
  form: {required_slots: [region]}
"""
GOOD: dict[str, Any] = {
    "events": [
        {"event": "slot", "timestamp": None, "name": "region", "value": "永嘉县"},
        {"event": "slot", "name": "region", "value": None},
        {"event": "followup", "name": "self_check_form"},
        {"event": "bot", "text": "好的", "metadata": {}},
    ],
    "responses": [{"text": "好的", "buttons": []}],
}
BAD = [
    {"events": [{"event": "slot", "name": "region"}]},
    {"events": [{"event": "slot", "name": 3, "value": "x"}]},
    {"events": [{"event": "no such event"}]},
    {"events": [{"event": 3}]},
    {"events": [{"name": "region", "value": "x"}]},
    {"events": [{"event": "bot", "timestamp": "now"}]},
    {"events": ["slot"]},
    {"events": {}},
    {"responses": ["好的"]},
    [],
]


@pytest.fixture
def action() -> RemoteAction:
    """An action of the action server."""
    return RemoteAction("action_answer", EndpointConfig("http://127.0.0.1:1/webhook"))


@pytest.fixture
def _hastened() -> Iterator[None]:
    """The quick methods in place, Rasa's own again afterwards."""
    names = ((RemoteAction, "_validate_action_result"), (RemoteAction, "_action_call_format"),
             (EndpointConfig, "session"), (DaskGraphRunner, "run"))  # fmt: skip
    before = [(kind, name, getattr(kind, name)) for kind, name in names]
    before += [
        (RulePolicy, name, getattr(RulePolicy, name))
        for name in ("_find_action_from_rules", "_get_possible_keys")
    ]
    before += [(DialogueStateTracker, "copy", DialogueStateTracker.copy)]
    before += [(module, "copy", module.copy) for module in map(import_module, quick_turns._COPYING)]
    resolve = Event.resolve_by_type
    assert not hasattr(Slot, "__copy__")
    quick_turns.hasten()
    yield
    for kind, name, method in before:
        setattr(kind, name, method)
    Event.resolve_by_type = staticmethod(resolve)
    del Slot.__copy__


def test_no_other_release_is_accepted(monkeypatch: pytest.MonkeyPatch) -> None:
    """Another Rasa may do these things otherwise."""
    monkeypatch.setattr(rasa, "__version__", "3.6.22")
    with pytest.raises(quick_turns.WrongRelease):
        quick_turns.hasten()


@pytest.mark.parametrize("name", quick_turns._COPYING)
def test_copies_are_made_for_the_log_only(name: str) -> None:
    """Every copy in these modules is an argument of a debug line."""
    tree = ast.parse(inspect.getsource(import_module(name)))
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call)]
    logged = {
        part for call in calls if ast.unparse(call.func) == "structlogger.debug" for part in ast.walk(call)
    }
    copies = [
        node
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and ast.unparse(node.value) == "copy"
    ]
    assert copies
    assert set(copies) <= logged


@pytest.mark.parametrize("kind", [TextSlot, AnySlot, FloatSlot, CategoricalSlot])
def test_slots_are_copied_as_python_copies_them(kind: type[Slot]) -> None:
    """The same in all they hold, and apart from then on."""
    slot = kind("one", mappings=[], initial_value=None, influence_conversation=False)
    slot.value = "0.5"
    theirs, ours = copy.copy(slot), quick_turns._copied(slot)
    assert type(ours) is type(theirs)
    assert vars(ours) == vars(theirs)
    ours.reset()
    assert slot.value == "0.5"
    assert ours.value is None


def test_a_tracker_is_copied_as_by_replaying_its_events() -> None:
    """The same state; what happens to the copy does not happen to the tracker."""
    domain = Domain.from_yaml(DOMAIN)
    said = UserUttered("问", {"name": "ask", "confidence": 0.9}, metadata={"turn": "one"})
    events = [
        ActionExecuted("action_listen"),
        said,
        SlotSet("region", "永嘉"),
        ActiveLoop("form"),
        BotUttered("答"),
    ]
    tracker = DialogueStateTracker.from_events("talk", events, domain.slots)
    before = tracker.current_state(EventVerbosity.ALL)
    theirs, ours = tracker.copy(), quick_turns._another(tracker)
    assert ours.current_state(EventVerbosity.ALL) == theirs.current_state(EventVerbosity.ALL)
    assert set(vars(ours)) == set(vars(theirs))
    ours.update_with_events(
        [SlotSet("region", "乙县"), ActiveLoop(None), ActionExecuted("action_answer")], domain
    )
    assert tracker.current_state(EventVerbosity.ALL) == before


def test_good_results_are_taken(action: RemoteAction) -> None:
    """What Rasa's own check takes is taken."""
    assert quick_turns._whole_check(action, GOOD)
    assert quick_turns._check_result(action, GOOD)
    assert quick_turns._check_result(action, {})


@pytest.mark.parametrize("result", BAD, ids=str)
def test_bad_results_are_refused_as_rasa_refuses_them(action: RemoteAction, result: Any) -> None:
    """With the same error."""
    with pytest.raises(ValidationError) as theirs:
        quick_turns._whole_check(action, result)
    with pytest.raises(ValidationError) as ours:
        quick_turns._check_result(action, result)
    assert ours.value.message == theirs.value.message


def test_every_kind_of_event_is_found_as_rasa_finds_it() -> None:
    """Also names that are not known, and the default for them."""
    for kind in all_subclasses(Event):
        assert quick_turns._class_of(kind.type_name) is quick_turns._any_class(kind.type_name)
    assert quick_turns._class_of("topic") is None
    assert quick_turns._class_of("?", SlotSet) is SlotSet
    with pytest.raises(ValueError, match="Unknown"):
        quick_turns._class_of("?")


def test_the_action_server_is_told_the_state_and_no_history(action: RemoteAction) -> None:
    """Slots and the last message, as Rasa would tell them; no events, an empty domain."""
    tracker = DialogueStateTracker.from_events("s", [UserUttered("问")], Domain.empty().slots)
    theirs = action._action_call_format(tracker, Domain.empty())
    ours = quick_turns._call(action, tracker, Domain.empty())
    assert ours == {**theirs, "domain": {}, "tracker": {**theirs["tracker"], "events": []}}


@pytest.mark.usefixtures("_hastened")
def test_one_connection_serves_many_calls() -> None:
    """The session stays open when a call is done, and another is opened in another event loop."""

    async def twice(endpoint: EndpointConfig) -> Any:
        async with endpoint.session() as first:
            pass
        async with endpoint.session() as second:
            assert second is first
            assert not second.closed
        await first.close()
        return first

    endpoint = EndpointConfig("http://127.0.0.1:1/webhook")
    assert asyncio.run(twice(endpoint)) is not asyncio.run(twice(endpoint))


def test_a_graph_runs_every_node_once_after_what_it_needs(tmp_path: Path) -> None:
    """The outputs are those of Rasa's own runner."""
    from rasa.engine.graph import ExecutionContext, GraphComponent, GraphSchema, SchemaNode  # noqa: PLC0415
    from rasa.engine.storage.local_model_storage import LocalModelStorage  # noqa: PLC0415

    class Sum(GraphComponent):  # type: ignore[misc]  # Rasa has no types here
        """Adds what it is given."""

        @classmethod
        def create(cls, *_: Any, **__: Any) -> Sum:
            return cls()

        def add(self, one: int, other: int) -> int:
            return one + other

    def node(**needs: str) -> SchemaNode:
        return SchemaNode(needs=needs, uses=Sum, fn="add", constructor_name="create", config={}, eager=True)

    schema = GraphSchema(
        {
            "last": node(one="middle", other="start"),
            "middle": node(one="start", other="start"),
            "unwanted": node(one="last", other="last"),
        }
    )
    runner = DaskGraphRunner.create(schema, LocalModelStorage(tmp_path), ExecutionContext(schema))
    quick = quick_turns._run(runner, inputs={"start": 2}, targets=["last"])
    assert quick == runner.run(inputs={"start": 2}, targets=["last"]) == {"last": 6}
