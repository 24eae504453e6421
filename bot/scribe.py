"""Writes turns and gaps into the database, as the recording has them written. It blocks."""

from __future__ import annotations

import datetime as dt
import hashlib
import hmac
from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.masking import clean
from bot.store import Gap, GapKind, TurnLog
from bot.telegram.incoming import is_ours
from bot.turned import Asked, Finished, gap_of, made_gap, turn_of
from policies_kb.catalogue import Catalogue


@dataclass(frozen=True)
class Opinion:
    """A thumb on the reply to a message that is kept, and perhaps why."""

    conversation: str
    client: str
    good: bool
    reason: str | None
    at: dt.datetime
    day: dt.date


class Scribe:
    """Knows what of a turn is written. Every method but `asker` raises StoreDown."""

    def __init__(self, log: TurnLog, secret: str) -> None:
        self._log = log
        self._secret = secret.encode()

    def asker(self, channel: str, name: str) -> str:
        """What all questions of one person share. Without our secret nobody gets from it to the person."""
        return hmac.new(
            self._secret, f"asker {channel} {name}".encode(errors="backslashreplace"), hashlib.sha256
        ).hexdigest()

    def count(self, turns: Sequence[Finished], catalogue: Catalogue | None) -> list[Gap]:
        """Write turns, all or none; returns the gaps among them, which are still to be added."""
        gaps = [gap_of(one, catalogue, self.asker(one.asked.channel, one.asked.asker)) for one in turns]
        counted = [turn_of(one, catalogue) for one in turns]
        self._log.write([turn for turn in counted if turn is not None])
        return [gap for gap in gaps if gap is not None]

    def add(self, gap: Gap) -> None:
        """Add a gap, unless what was said has been deleted meanwhile."""
        self._log.add(gap)

    def judge(self, opinion: Opinion, catalogue: Catalogue | None) -> None:
        """A thumb down makes a gap of its question, a thumb up takes that back."""
        conversation, client = opinion.conversation, opinion.client
        exchange = None if opinion.good else self._log.exchange(conversation, client)
        if exchange is None:
            self._log.withdraw(conversation, client)
            return
        text, messages = exchange
        asked = kept_message(conversation, client, text)
        finished = Finished(asked, messages, opinion.at, opinion.day, 0)
        asker = self.asker(asked.channel, asked.asker)
        note = clean(opinion.reason) if opinion.reason else None
        self._log.add(replace(made_gap(finished, GapKind.THUMBS_DOWN, catalogue, asker), note=note))

    def forget(self, asker: str) -> None:
        """Delete what somebody asked whose conversation is not kept here."""
        self._log.forget_asker(asker)

    def tidy(self, questions: dt.datetime, turns: dt.datetime) -> None:
        """Delete what is older than that: questions without a conversation, turns."""
        self._log.forget_before(questions, turns)


def kept_message(conversation: str, client: str, text: str, payload: str | None = None) -> Asked:
    """A message of a conversation that is kept, of the web or of Telegram."""
    channel = "telegram" if is_ours(conversation) else "web"
    return Asked(channel, conversation, text, payload, conversation, client)
