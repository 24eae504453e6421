"""What the gateway keeps: conversations, feedback, chats, reminders, staff, and nothing longer than it may.

Here belongs everything of the gateway that knows of a database: tables, migrations, reading, writing, deleting.
It blocks, so it is called in a thread. It masks nothing and decides nothing: what comes here is fit to be kept.
"""

from bot.store.amendments import Amendments, Informed
from bot.store.chats import Chat, Chats, Delivered
from bot.store.checks import CallerChecks, KeptCheck, Ranked
from bot.store.claims import Leases
from bot.store.conversations import Conversations
from bot.store.engine import Database, StoreDown
from bot.store.gaps import Gaps
from bot.store.records import Accepted, Answer, Event, Kind, Pending, State
from bot.store.reminders import Reminders, Subscription
from bot.store.staff import NameTaken, NoAccount, Staff
from bot.store.staff_attempts import Attempts, Gate
from bot.store.staff_audit import Audit
from bot.store.staff_own import OwnAccount, SignedInAt
from bot.store.staff_records import Account, Action, Actor, Entry, Identity, Journey, Lifetimes, Patience
from bot.store.staff_sessions import Sessions
from bot.store.talk_list import Listed, Page, Sought, TalkList, status_of
from bot.store.talk_records import Outcome, Talk
from bot.store.talk_texts import Note, ReadyReply, TalkTexts, TitleTaken
from bot.store.talks import Talks
from bot.store.turn_figures import Counted, Tally, Times, TurnFigures
from bot.store.turn_log import TurnLog
from bot.store.turn_records import Closing, Gap, GapKind, Reason, Said, Turn, Wanted
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
    "CallerChecks",
    "Chat",
    "Chats",
    "Closing",
    "Conversations",
    "Counted",
    "Database",
    "Delivered",
    "Entry",
    "Event",
    "Gap",
    "GapKind",
    "Gaps",
    "Gate",
    "Identity",
    "Informed",
    "Journey",
    "KeptCheck",
    "Kind",
    "Leases",
    "Lifetimes",
    "Listed",
    "NameTaken",
    "NoAccount",
    "Note",
    "Outcome",
    "OwnAccount",
    "Page",
    "Patience",
    "Pending",
    "Ranked",
    "ReadyReply",
    "Reason",
    "Reminders",
    "Said",
    "Sessions",
    "SignedInAt",
    "Sought",
    "Staff",
    "State",
    "StoreDown",
    "Subscription",
    "Talk",
    "TalkList",
    "TalkTexts",
    "Talks",
    "Tally",
    "Times",
    "TitleTaken",
    "Turn",
    "TurnFigures",
    "TurnLog",
    "Updates",
    "Wanted",
    "status_of",
]
