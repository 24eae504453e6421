"""Which button payloads the assistant has offered to whom. Nothing else that starts with `/` reaches Rasa."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable, Mapping
from typing import Any, Final

_SENDERS: Final = 10_000
_EACH: Final = 60


class Offered:
    """The latest payloads of each conversation, of the conversations used last."""

    def __init__(self, senders: int = _SENDERS, each: int = _EACH) -> None:
        self._senders = senders
        self._each = each
        self._by_sender: OrderedDict[str, OrderedDict[str, None]] = OrderedDict()

    def note(self, sender: str, messages: Iterable[Mapping[str, Any]]) -> None:
        """Remember the payloads of these replies."""
        payloads = self._by_sender.setdefault(sender, OrderedDict())
        self._by_sender.move_to_end(sender)
        for message in messages:
            for button in message.get("buttons") or ():
                payloads[button["payload"]] = None
                payloads.move_to_end(button["payload"])
        while len(payloads) > self._each:
            payloads.popitem(last=False)
        while len(self._by_sender) > self._senders:
            self._by_sender.popitem(last=False)

    def allows(self, sender: str, payload: str) -> bool:
        """Whether this conversation was offered this payload."""
        return payload in self._by_sender.get(sender, ())
