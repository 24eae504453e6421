"""A message that was heard before gets the reply of that time, and its turn is not done a second time.

Where a gateway dies, or a connection breaks, nobody knows whether a message was heard. It is asked again, perhaps of
another worker. Were its turn done again, a «yes» would answer the next question of a self-check too. So the gateway
names every message (`turn` in its metadata, kept with it in the conversation), and says which may have been heard
(`again`). Of those, one whose turn is the last that was done gets what was said then.

Rasa has no extension point between the lock of a conversation and the turn: `MessageProcessor.handle_message` is
wrapped. All other messages go straight on.
"""

from __future__ import annotations

from typing import Any, Dict, List

from rasa.core.channels.channel import UserMessage
from rasa.core.processor import MessageProcessor
from rasa.shared.core.events import BotUttered, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

_handle = MessageProcessor.handle_message


def listen() -> None:
    """Look from now on whether a message was heard before."""
    MessageProcessor.handle_message = _handled


def replies_to(turn: str, tracker: DialogueStateTracker) -> List[Dict[str, Any]]:
    """What was said to this message, if it was the last one; nothing where its actions failed."""
    said: List[Dict[str, Any]] = []
    for event in reversed(tracker.events):
        if isinstance(event, UserUttered):
            return said[::-1] if (event.metadata or {}).get("turn") == turn else []
        if isinstance(event, BotUttered):
            more = {name: value for name, value in event.data.items() if value}
            said.append({"text": event.text, **more})
    return []


async def _handled(processor: MessageProcessor, message: UserMessage) -> List[Dict[str, Any]] | None:
    told = message.metadata
    if isinstance(told, dict) and told.get("again"):
        tracker = await processor.tracker_store.retrieve(message.sender_id)
        said = replies_to(str(told.get("turn")), tracker) if tracker is not None else []
        for one in said:
            await message.output_channel.send_response(message.sender_id, one)
        if said:
            return list(message.output_channel.messages)
    replies: List[Dict[str, Any]] | None = await _handle(processor, message)
    return replies
