"""One conversation, as a person's program leads it."""

from __future__ import annotations

import json
import urllib.request
import uuid
from typing import Any

Reply = list[dict[str, Any]]


class Talk:
    """One conversation over the REST channel."""

    def __init__(self, url: str) -> None:
        self._url = url
        self._sender = uuid.uuid4().hex

    def say(self, message: str) -> Reply:
        """The replies to one message."""
        body = json.dumps({"sender": self._sender, "message": message}).encode()
        request = urllib.request.Request(
            f"{self._url}/webhooks/rest/webhook", body, {"Content-Type": "application/json"}
        )
        with urllib.request.urlopen(request, timeout=30) as reply:
            return list(json.load(reply))
