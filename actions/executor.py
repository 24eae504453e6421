"""The SDK's executor, with one thing less for Rasa to do: an event that changes nothing is not sent."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from rasa_sdk.executor import ActionExecutor, ActionExecutorRunResult

_SLOT: Final = "slot"
#: Rasa's form asks whether it was set, not only to what.
_ALWAYS: Final = frozenset({"requested_slot"})


class Executor(ActionExecutor):
    """Runs the actions. Each says what holds after it; Rasa hears what is new in that.

    An action names ten slots, of which a turn changes two or three, and Rasa checks, stores and replays every event.
    """

    async def run(
        self, action_call: dict[str, Any], *args: Any, **kwargs: Any
    ) -> ActionExecutorRunResult | None:
        """As the SDK's, with the changes only."""
        result = await super().run(action_call, *args, **kwargs)
        if result is not None:
            result.events = changes(result.events, action_call["tracker"].get("slots") or {})
        return result


def changes(events: Sequence[Mapping[str, Any]], slots: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The events without those that set a slot to what it is, or to what a later one sets anew."""
    last = {event["name"]: place for place, event in enumerate(events) if event["event"] == _SLOT}
    return [
        dict(event)
        for place, event in enumerate(events)
        if event["event"] != _SLOT
        or event["name"] in _ALWAYS
        or (last[event["name"]] == place and event["value"] != slots.get(event["name"]))
    ]
