"""What the gateway keeps: conversations, feedback, chats, reminders, and nothing longer than it may.

Here belongs everything of the gateway that knows of a database: tables, migrations, reading, writing, deleting.
It blocks, so it is called in a thread. It masks nothing and decides nothing: what comes here is fit to be kept.
"""

from bot.store.chats import Chat, Chats, Delivered
from bot.store.conversations import Conversations
from bot.store.engine import Database, StoreDown
from bot.store.records import Accepted, Answer, Event, Kind, Pending, State
from bot.store.reminders import Reminders, Subscription
from bot.store.updates import Updates

__all__ = [
    "Accepted",
    "Answer",
    "Chat",
    "Chats",
    "Conversations",
    "Database",
    "Delivered",
    "Event",
    "Kind",
    "Pending",
    "Reminders",
    "State",
    "StoreDown",
    "Subscription",
    "Updates",
]
