"""What the gateway keeps: conversations, feedback, chats, reminders, staff, and nothing longer than it may.

Here belongs everything of the gateway that knows of a database: tables, migrations, reading, writing, deleting.
It blocks, so it is called in a thread. It masks nothing and decides nothing: what comes here is fit to be kept.
"""

from bot.store.amendments import Amendments, Informed
from bot.store.chats import Chat, Chats, Delivered
from bot.store.conversations import Conversations
from bot.store.engine import Database, StoreDown
from bot.store.records import Accepted, Answer, Event, Kind, Pending, State
from bot.store.reminders import Reminders, Subscription
from bot.store.staff import NameTaken, NoAccount, Staff
from bot.store.staff_attempts import Attempts, Gate
from bot.store.staff_audit import Audit
from bot.store.staff_records import Account, Action, Actor, Entry, Identity, Journey, Lifetimes, Patience
from bot.store.staff_sessions import Sessions
from bot.store.updates import Updates

__all__ = [
    "Accepted",
    "Account",
    "Action",
    "Actor",
    "Amendments",
    "Answer",
    "Attempts",
    "Audit",
    "Chat",
    "Chats",
    "Conversations",
    "Database",
    "Delivered",
    "Entry",
    "Event",
    "Gate",
    "Identity",
    "Informed",
    "Journey",
    "Kind",
    "Lifetimes",
    "NameTaken",
    "NoAccount",
    "Patience",
    "Pending",
    "Reminders",
    "Sessions",
    "Staff",
    "State",
    "StoreDown",
    "Subscription",
    "Updates",
]
