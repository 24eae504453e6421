"""What the gateway keeps of conversations: messages, replies, feedback, and nothing longer than it may.

Here belongs everything of the gateway that knows of a database: tables, migrations, reading, writing, deleting.
It blocks, so it is called in a thread. It masks nothing and decides nothing: what comes here is fit to be kept.
"""

from bot.store.conversations import Conversations
from bot.store.engine import Database, StoreDown
from bot.store.records import Accepted, Answer, Event, Kind, Pending, State

__all__ = [
    "Accepted",
    "Answer",
    "Conversations",
    "Database",
    "Event",
    "Kind",
    "Pending",
    "State",
    "StoreDown",
]
