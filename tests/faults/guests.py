"""What people, staff and machines see of one gateway while something is gone, and after how many seconds."""

from __future__ import annotations

import http.client
import json
import time
import uuid
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import urlsplit

from policies_kb.wording.reply import say

QUESTION: Final = "2023年浙江正高工程师评审费多少钱"
#: Seconds that a busy machine may add to what is promised, and in which all is to be well again.
SLACK: Final = 15.0
WITHIN: Final = 60.0
_GIVEN_UP: Final = 120.0
_PAUSE: Final = 0.2


@dataclass(frozen=True)
class Answer:
    """A response: what it says, when to come again, and how long it took."""

    status: int
    said: Any
    later: str | None
    seconds: float

    @property
    def is_plain(self) -> bool:
        """Whether it is a cited answer that says of itself that it comes from a search."""
        return self.text.startswith(say("plain_search", "zh")) and "280" in self.text

    @property
    def is_full(self) -> bool:
        """Whether it is the answer of the dialogue."""
        return "280" in self.text and not self.is_plain

    @property
    def text(self) -> str:
        """The text of a reply."""
        return str(self.said[0]["text"])


class Guest:
    """Somebody at a gateway. Each question over REST comes from somebody else."""

    def __init__(self, url: str) -> None:
        self._place = urlsplit(url)
        self._headers = {"Content-Type": "application/json"}

    def seen(self, method: str, path: str, body: object = None, **headers: str) -> Answer:
        """What comes back. What is no JSON stays text."""
        begun = time.monotonic()
        host, port = self._place.hostname or "", self._place.port
        with closing(http.client.HTTPConnection(host, port, timeout=_GIVEN_UP)) as line:
            sent = None if body is None else json.dumps(body).encode()
            line.request(method, path, sent, {**self._headers, **headers})
            reply = line.getresponse()
            text = reply.read().decode()
        is_json = reply.getheader("Content-Type", "").startswith("application/json")
        seconds = time.monotonic() - begun
        said = json.loads(text) if is_json and text else text
        return Answer(reply.status, said, reply.getheader("Retry-After"), seconds)

    def ready(self) -> Answer:
        """What `/readyz` says."""
        return self.seen("GET", "/readyz")

    def asks(self) -> Answer:
        """A question over REST."""
        found = self.seen("POST", "/webhooks/rest/webhook", {"sender": uuid.uuid4().hex, "message": QUESTION})
        assert found.status == 200, found
        return found

    def enters(self) -> Answer:
        """A session of the web channel."""
        found = self.seen("POST", "/web/session", {})
        if found.status < 300:
            self._headers["Authorization"] = f"Bearer {found.said['token']}"
        return found

    def sends(self, client: str) -> Answer:
        """A question over the web channel."""
        return self.seen("POST", "/web/messages", {"client": f"message-{client}", "text": QUESTION})

    def replies(self, count: int = 1) -> list[Any]:
        """The replies in the conversation, once there are so many; nobody waits for ever."""
        found: list[Any] = []

        def is_there() -> bool:
            history = self.seen("GET", "/web/history")
            events = history.said["events"] if history.status == 200 else []
            found[:] = [one["data"]["messages"] for one in events if one["event"] == "reply"]
            return len(found) >= count

        until(is_there, "a reply")
        return found

    def moments(self) -> list[str]:
        """When the messages of the conversation were taken, as the gateway says."""
        events = self.seen("GET", "/web/history").said["events"]
        return [str(one["data"]["at"]) for one in events if one["event"] == "message"]

    def figure(self, name: str) -> float:
        """A figure of `/metrics`; 0 where it was never counted."""
        lines = (line.rpartition(" ") for line in str(self.seen("GET", "/metrics").said).splitlines())
        return sum(float(value) for found, _, value in lines if found.startswith(name))


def until(true: Callable[[], object], what: str, seconds: float = WITHIN) -> None:
    """Return when it has come true."""
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end, f"{what}: not within {seconds:g} s"
        time.sleep(_PAUSE)
