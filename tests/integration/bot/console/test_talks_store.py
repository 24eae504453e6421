"""Who answers a conversation, a person or the assistant, in the store: on SQLite and on PostgreSQL."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import pytest
from sqlalchemy import create_engine, text

from bot.attended import JOINED, LEFT, notice, said
from bot.roles import Role
from bot.store import (
    Account,
    Action,
    Actor,
    Answer,
    Audit,
    Conversations,
    Kind,
    Lifetimes,
    Outcome,
    Sessions,
    Sought,
    Staff,
    Talk,
    TalkList,
    Talks,
    TalkTexts,
    TitleTaken,
)
from bot.store.tables import ConversationRow
from tests.integration.bot.test_web_store import at_once

NOW = dt.datetime(2031, 5, 1, 8, tzinfo=dt.UTC)
MINUTE = dt.timedelta(minutes=1)
BY = Actor("li.na")
LASTING = Lifetimes(dt.timedelta(minutes=30), dt.timedelta(hours=12))
HI = [{"text": "好"}]


class Clock:
    """The time, to be moved."""

    def __init__(self) -> None:
        self.now = NOW

    def __call__(self) -> dt.datetime:
        return self.now


@pytest.fixture
def clock() -> Clock:
    """The time of the test."""
    return Clock()


@pytest.fixture
def store(url: str, clock: Clock) -> Iterator[Conversations]:
    """An open store."""
    made = Conversations(url, clock)
    made.open()
    yield made
    made.close()


@pytest.fixture
def talks(store: Conversations) -> Talks:
    """The conversations, for staff."""
    return Talks(store)


def account(store: Conversations, name: str = "li.na", role: Role = Role.AGENT) -> Account:
    """Somebody of the staff."""
    staff = Staff(store)
    staff.add(name, role, "hash", Actor("cli:test"))
    found = staff.account(name)
    assert found
    return found


def handle(store: Conversations, conversation: str = "a") -> str:
    """The name by which staff know a conversation."""
    with store.transaction() as session:
        return session.get_one(ConversationRow, conversation).handle or ""


def talk(store: Conversations, conversation: str = "a") -> Talk:
    """A conversation as staff know it."""
    found = Talks(store).find(handle(store, conversation))
    assert found
    return found


def taken(store: Conversations, who: Account, conversation: str = "a") -> Outcome:
    """What becomes of a take-over."""
    return Talks(store).take(handle(store, conversation), who, BY, notice(JOINED, "zh"))


def handed_back(store: Conversations, who: Account, conversation: str = "a") -> Outcome:
    """What becomes of a hand-back."""
    return Talks(store).back(handle(store, conversation), who.id, BY, notice(LEFT, "zh"))


def test_what_is_written_to_a_person_waits_for_nobody_else(store: Conversations) -> None:
    """Several messages follow each other; nothing is pending, and the assistant is not asked."""
    store.accept("a", "c1", "问")
    store.answer("a", "c1", HI)
    assert taken(store, account(store)) is Outcome.DONE
    for client in ("c2", "c3"):
        accepted = store.accept("a", client, "再问")
        assert (accepted.answer, accepted.pending) == (Answer.NEW, None)
    assert store.pending() == ()
    assert store.after("a", 0).pending is None
    assert [one.n for one in store.after("a", 0).events] == [1, 2, 3, 4, 5]


def test_a_reply_of_the_assistant_comes_too_late(store: Conversations) -> None:
    """What was being answered at the take-over waits for the person."""
    store.accept("a", "c1", "问")
    taken(store, account(store))
    assert store.answer("a", "c1", HI) is None
    assert [one.kind for one in store.after("a", 0).events] == [Kind.MESSAGE, Kind.REPLY]


def test_one_of_two_wins(store: Conversations, talks: Talks) -> None:
    """Two who take over at once: one holds it, the other is told who, and the visitor is told once."""
    store.accept("a", "c1", "问")
    both = [account(store, "li.na"), account(store, "wang.wu")]
    outcomes = at_once(2, lambda one: taken(store, both[one]))
    assert sorted(map(str, outcomes)) == [Outcome.DONE, Outcome.REFUSED]
    winner = both[outcomes.index(Outcome.DONE)]
    held = talks.find(handle(store))
    assert held
    assert (held.holder, held.name) == (winner.id, winner.name)
    assert [one.kind for one in store.after("a", 0).events] == [Kind.MESSAGE, Kind.REPLY]
    assert taken(store, winner) is Outcome.KNOWN


def test_what_nobody_answered_goes_to_the_assistant_in_order(store: Conversations, talks: Talks) -> None:
    """After the hand-back each message since the person last wrote is answered once, one after the other."""
    me = account(store)
    store.accept("a", "c1", "一")
    taken(store, me)
    store.accept("a", "c2", "二")
    assert talks.say(handle(store), me, "k" * 8, said("答二")) is Outcome.DONE
    store.accept("a", "c3", "三")
    store.accept("a", "c4", "四")
    assert handed_back(store, me) is Outcome.DONE
    assert talks.left() == ("a",)
    assert store.accept("a", "c5", "五").answer is Answer.BUSY
    answered = []
    while pending := store.pending("a"):
        answered.append(pending[0].text)
        store.answer("a", pending[0].client, HI)
    assert answered == ["三", "四"]
    assert talks.left() == ()
    assert store.accept("a", "c5", "五").answer is Answer.NEW


@pytest.mark.parametrize("move", ["take", "back"])
def test_a_message_in_that_very_moment_has_one_side(store: Conversations, talks: Talks, move: str) -> None:
    """Written at the same time as a take-over or a hand-back, it waits for the person or the assistant: for one."""
    me = account(store)
    for number in range(12):
        name = f"a{number}"
        store.accept(name, "c0", "问")
        store.answer(name, "c0", HI)
        if move == "back":
            taken(store, me, name)
        moved = taken if move == "take" else handed_back

        def work(one: int, name: str = name, moved: object = moved) -> object:
            return store.accept(name, "c1", "问") if one else moved(store, me, name)  # type: ignore[operator]

        outcome, accepted = at_once(2, work)
        assert outcome is Outcome.DONE
        assert accepted.answer is Answer.NEW  # type: ignore[attr-defined]
        waiting = store.pending(name)
        assert [one.client for one in waiting] == ([] if move == "take" else ["c1"])
        held = talks.find(handle(store, name))
        assert held
        assert (held.holder is not None) == (move == "take")


def test_only_who_holds_it_speaks_and_hands_back(store: Conversations, talks: Talks) -> None:
    """Others are refused, also one who held it before; the same reply sent twice is said once."""
    me, other = account(store), account(store, "wang.wu")
    store.accept("a", "c1", "问")
    name = handle(store)
    assert talks.say(name, me, "k" * 8, said("好")) is Outcome.REFUSED
    taken(store, me)
    assert talks.say(name, other, "k" * 8, said("好")) is Outcome.REFUSED
    assert handed_back(store, other) is Outcome.REFUSED
    assert not talks.alive(name, other)
    assert [talks.say(name, me, "k" * 8, said("好")) for _ in range(2)] == [Outcome.DONE, Outcome.KNOWN]
    handed_back(store, me)
    assert talks.say(name, me, "m" * 8, said("好")) is Outcome.REFUSED
    assert talks.say("0" * 16, me, "m" * 8, said("好")) is Outcome.GONE


def test_a_deletion_takes_the_notes_along_and_ends_the_hold(
    store: Conversations, talks: Talks, url: str
) -> None:
    """The conversation has another name then: nothing that staff did is linked with what comes after."""
    me, texts = account(store), TalkTexts(store)
    store.accept("a", "c1", "问")
    name = handle(store)
    taken(store, me)
    store.accept("a", "c2", "再问")
    assert texts.note(name, "li.na", "要回电")
    store.clear("a")
    assert talks.find(name) is None
    assert texts.notes(name) == ()
    assert (talk(store).holder, talk(store).wants_at) == (None, None)
    assert store.accept("a", "c3", "问").pending is not None
    assert talks.say(name, me, "k" * 8, said("好")) is Outcome.GONE
    assert not texts.note(name, "li.na", "还在吗")
    engine = create_engine(url)
    with engine.connect() as connection:
        assert connection.scalar(text("SELECT count(*) FROM talk_note")) == 0
    engine.dispose()


def test_who_is_gone_holds_nothing(store: Conversations, talks: Talks, clock: Clock) -> None:
    """Without a sign of life for so long, or signed in nowhere; who is there keeps it."""
    me, sessions = account(store), Sessions(store, LASTING)
    store.accept("a", "c1", "问")
    taken(store, me)
    assert [one.handle for one in talks.abandoned(LASTING, 15 * MINUTE)] == [handle(store)]
    assert sessions.start("secret", "device", me, BY, "password")
    assert talks.abandoned(LASTING, 15 * MINUTE) == ()
    clock.now += 14 * MINUTE
    sessions.find("secret")
    assert talks.alive(handle(store), me)
    clock.now += 14 * MINUTE
    assert talks.abandoned(LASTING, 15 * MINUTE) == ()
    clock.now += MINUTE
    (gone,) = talks.abandoned(LASTING, 15 * MINUTE)
    assert talks.alive(handle(store), me)
    late = talks.back(gone.handle, me.id, BY, notice(LEFT, "zh"), gone.holder_at)
    assert late is Outcome.REFUSED, "who gave a sign of life in that moment keeps it"
    sessions.end("secret", me, BY)
    assert talks.abandoned(LASTING, 15 * MINUTE) != ()


def test_take_over_and_hand_back_stand_in_the_audit_log(store: Conversations) -> None:
    """By the name that staff know, which says nothing of the person."""
    me = account(store)
    store.accept("tg700", "1.1", "问")
    taken(store, me, "tg700")
    handed_back(store, me, "tg700")
    lines = [one for one in Audit(store).entries() if one.action in (Action.TAKE_OVER, Action.HAND_BACK)]
    assert [(one.who, one.target) for one in lines] == [("li.na", handle(store, "tg700"))] * 2


def test_who_waits_for_a_person(store: Conversations, clock: Clock) -> None:
    """Since they asked for one, or since a thumb went down; until somebody takes over or sees no need."""
    me = account(store)
    store.accept("a", "c1", "转人工")
    store.answer("a", "c1", HI, wants=True)
    clock.now += MINUTE
    store.accept("a", "c2", "再问")
    store.answer("a", "c2", HI)
    store.judge("a", "c2", good=False, reason=None)
    assert talk(store).wants_at == NOW
    store.accept("b", "c1", "问")
    store.answer("b", "c1", HI)
    store.judge("b", "c1", good=False, reason=None)
    assert TalkList(store).waiting() == 2
    taken(store, me)
    store.judge("a", "c2", good=False, reason=None)
    Talks(store).settle(handle(store, "b"))
    assert TalkList(store).waiting() == 0


def _listed(store: Conversations, sought: Sought) -> list[str]:
    return [one.talk.conversation for one in TalkList(store).page(sought).listed]


def test_the_list_is_narrowed_down(store: Conversations, clock: Clock) -> None:
    """By who waits, who holds, the channel and the status of the last answer; the newest first."""
    me = account(store)
    for name, status in (("a", "answered"), ("b", "handoff"), ("c", "answered")):
        clock.now += MINUTE
        store.accept(name, "c1", "问")
        reply = [{"text": "答", "custom": {"answer": {"status": status}}}]
        store.answer(name, "c1", reply, wants=status == "handoff")
    taken(store, me, "c")
    assert _listed(store, Sought()) == ["c", "b", "a"]
    assert _listed(store, Sought(status="answered")) == ["c", "a"]
    assert _listed(store, Sought(waiting=True)) == ["b"]
    assert _listed(store, Sought(held=True)) == _listed(store, Sought(holder=me.id)) == ["c"]
    assert _listed(store, Sought(telegram=True)) == []
    assert _listed(store, Sought(telegram=False)) == ["c", "b", "a"]


def test_the_list_goes_on_where_a_page_ended(store: Conversations, clock: Clock) -> None:
    """Every conversation once, also those of one moment."""
    for number in range(7):
        clock.now += MINUTE * (number % 2)
        store.accept(f"a{number}", "c1", "问")
    found: list[str] = []
    sought = Sought()
    while True:
        page = TalkList(store).page(sought, 3)
        found += [one.talk.conversation for one in page.listed]
        if page.older is None:
            break
        sought = Sought(before=page.older)
    assert sorted(found) == [f"a{number}" for number in range(7)]


def test_ready_made_replies(store: Conversations) -> None:
    """Written, changed and deleted; no two have one title."""
    texts = TalkTexts(store)
    assert texts.save(None, "问候", "您好", "li.na")
    with pytest.raises(TitleTaken):
        texts.save(None, "问候", "你好", "li.na")
    (made,) = texts.ready()
    assert texts.save(made.id, "问候", "您好！", "wang.wu")
    assert [(one.title, one.text, one.by) for one in texts.ready()] == [("问候", "您好！", "wang.wu")]
    assert texts.drop(made.id) == "问候"
    assert not texts.save(made.id, "问候", "您好", "li.na")
    assert texts.drop(made.id) is None


def test_notes_are_deleted_by_who_wrote_them(store: Conversations) -> None:
    """Others may not, unless they may delete anybody's."""
    texts = TalkTexts(store)
    store.accept("a", "c1", "问")
    name = handle(store)
    for by in ("li.na", "wang.wu"):
        texts.note(name, by, f"{by} 的备注")
    first, second = texts.notes(name)
    assert not texts.drop_note(name, first.id, "wang.wu")
    assert texts.drop_note(name, first.id, "li.na")
    assert texts.drop_note(name, second.id, None)
    assert texts.notes(name) == ()
