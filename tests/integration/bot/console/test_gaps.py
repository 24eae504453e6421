"""`/console/gaps`: who may see, close and export what could not be answered."""

from __future__ import annotations

import csv
import datetime as dt
import io
import re
from pathlib import Path

import pytest

from bot import keys as gateway
from bot.console.gaps.keys import GAPS, LOG
from bot.console.gaps.mending import NAMES, TOPICS, mending_of
from bot.console.gaps.phrases import PHRASES
from bot.console.gaps.wished import FIELDS, Wished
from bot.roles import Role
from bot.store import Action, Gap, GapKind, Reason, Wanted
from bot.store.tables import ConversationRow, EventRow
from policies_kb.catalogue import Catalogue
from tests.integration.bot.console.desks import Desk, Office, add

ROOT = Path(__file__).parents[4]
FACT = "jia-middle-2031/insurance"
DAY = dt.date(2031, 5, 1)


def question(
    desk: Desk, text: str | None, asker: str = "a", kind: str = "not_in_notice", **more: str
) -> None:
    """Somebody asks what cannot be answered."""
    at = desk.app[gateway.STORE].now()
    assert desk.app[LOG].add(Gap(at, DAY, "web", GapKind(kind), asker, text, **more))  # type: ignore[arg-type]


def held(desk: Desk) -> tuple[Gap, ...]:
    """What is open."""
    return desk.app[GAPS].open(Wanted(), 100)


def ids(desk: Desk) -> str:
    """As a group's form has them."""
    return ",".join(str(one.id) for one in held(desk))


async def signed_in(office: Office, role: Role, name: str = "li.na", beside: Desk | None = None) -> Desk:
    """Somebody of the staff at a gateway."""
    desk = await office.desk(beside)
    add(desk, name, role)
    assert (await desk.sign_in(name)).status == 303
    return desk


async def text_of(desk: Desk, path: str = "/console/gaps") -> str:
    """A page."""
    response = await desk.get(path)
    assert response.status == 200
    return await response.text()


async def test_questions_stand_in_groups(office: Office) -> None:
    """With how many asked, why, and what the assistant said; what most people asked stands first."""
    desk = await signed_in(office, Role.READER)
    question(desk, "食堂在哪里", "a")
    question(desk, "论文要几篇", "a", said="通知没有写。", topic="papers")
    question(desk, "论文需要几篇", "b", "thumbs_down", note="答非所问", topic="papers")
    page = await text_of(desk)
    assert re.findall(r'<h2 id="group-\d+">(.+?)</h2>', page) == ["论文要几篇", "食堂在哪里"]
    for said in (
        "people: 2, times: 2",
        "not in the notice",
        "visitor not content",
        "通知没有写。",
        "答非所问",
    ):
        assert said in page


async def test_filters_let_through_what_is_asked_for(office: Office) -> None:
    """By reason, channel, topic and days; what cannot be read is no filter."""
    desk = await signed_in(office, Role.READER)
    question(desk, "论文要几篇", topic="papers")
    question(desk, "评审费多少", "b", "thumbs_down", topic="fee")
    at = desk.app[gateway.STORE].now()
    old = Gap(at, DAY - dt.timedelta(days=40), "rest", GapKind.UNAVAILABLE, "c", "照片要求", topic="photo")
    desk.app[LOG].add(old)
    for query, found in {
        "": ["论文要几篇", "评审费多少"],
        "?kind=thumbs_down": ["评审费多少"],
        "?topic=papers": ["论文要几篇"],
        "?channel=rest&days=0": ["照片要求"],
        "?days=90&kind=unavailable": ["照片要求"],
        "?kind=&channel=x&days=-1&topic=": ["论文要几篇", "评审费多少"],
        "?state=closed": [],
    }.items():
        page = await text_of(desk, f"/console/gaps{query}")
        assert sorted(re.findall(r'<h2 id="group-\d+">(.+?)</h2>', page)) == sorted(found), query


async def test_what_visitors_wrote_is_text_and_nothing_else(office: Office) -> None:
    """Also where they write markup."""
    desk = await signed_in(office, Role.READER)
    question(desk, "<script>alert(1)</script>怎么申报")
    page = await text_of(desk)
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)" in page


async def test_a_group_is_closed_with_a_reason_and_opened_again(office: Office) -> None:
    """Both are in the audit log, without a word of visitors."""
    desk = await signed_in(office, Role.EDITOR)
    question(desk, "论文要几篇", "a", topic="papers")
    question(desk, "论文需要几篇", "b", topic="papers")
    token, numbers = await desk.token("/console/gaps"), ids(desk)
    fields = {"gaps": numbers, "reason": "not_regulated", "words": "电话13800138000的人也问过"}
    closed = await desk.post("/console/gaps/close", token, **fields)
    assert (closed.status, closed.headers["Location"]) == (303, "/console/gaps?done=closed")
    assert held(desk) == ()
    page = await text_of(desk, "/console/gaps?state=closed")
    assert "the documents do not say" in page
    assert "电话[手机号]的人也问过" in page
    ((closing, gaps),) = desk.app[GAPS].closed(Wanted(), 9)
    assert (closing.questions, closing.people, closing.topic, closing.by) == (2, 2, "papers", "li.na")
    assert len(gaps) == 2
    opened = await desk.post("/console/gaps/reopen", token, closing=str(closing.id), state="closed")
    assert opened.headers["Location"] == "/console/gaps?state=closed&done=reopened"
    assert len(held(desk)) == 2
    entries = [one for one in desk.audit() if one.action == Action.CHANGE]
    assert [(one.who, one.target) for one in entries] == [("li.na", "gaps")] * 2
    assert "论文" not in str([one.detail for one in entries])


async def test_what_is_asked_meanwhile_stays_open(office: Office) -> None:
    """Only what the editor saw is closed; and closing twice changes nothing."""
    desk = await signed_in(office, Role.EDITOR)
    question(desk, "论文要几篇", "a")
    token, numbers = await desk.token("/console/gaps"), ids(desk)
    question(desk, "论文要几篇", "b")
    await desk.post("/console/gaps/close", token, gaps=numbers, reason="mended", words="")
    assert [gap.asker for gap in held(desk)] == ["b"]
    again = await desk.post("/console/gaps/close", token, gaps=numbers, reason="mended", words="")
    assert again.headers["Location"] == "/console/gaps?done=none"
    assert len(desk.app[GAPS].closed(Wanted(), 9)) == 1


async def test_what_an_editor_wrote_outlives_the_questions(office: Office) -> None:
    """They go with their conversation; how many they were, and the remarks, stay."""
    desk = await signed_in(office, Role.EDITOR)
    talk(desk, "论文要几篇")
    question(desk, "论文要几篇", conversation="a", client="c", topic="papers")
    token = await desk.token("/console/gaps")
    await desk.post("/console/gaps/close", token, gaps=ids(desk), reason="mended", words="补了一条")
    desk.app[gateway.STORE].clear("a")
    page = await text_of(desk, "/console/gaps?state=closed")
    assert "论文要几篇" not in page
    for said in ("补了一条", "people: 1, times: 1", "Questions that went with their conversations: 1."):
        assert said in page
    exported = await desk.post("/console/gaps/export", token, state="closed")
    assert "补了一条" in await exported.text()


@pytest.mark.parametrize(
    "fields",
    [
        {"gaps": "", "reason": "mended"},
        {"gaps": "1;2", "reason": "mended"},
        {"gaps": "1", "reason": "because"},
        {"gaps": "1", "reason": "mended", "words": "长" * 501},
        {"gaps": "9" * 30, "reason": "mended"},
    ],
)
async def test_a_form_that_nobody_filled_in_is_refused(office: Office, fields: dict[str, str]) -> None:
    """And nothing is closed."""
    desk = await signed_in(office, Role.EDITOR)
    question(desk, "论文要几篇")
    refused = await desk.post("/console/gaps/close", await desk.token("/console/gaps"), **fields)
    assert refused.status == 422
    assert len(held(desk)) == 1


@pytest.mark.parametrize(
    ("role", "path", "status"),
    [
        (Role.READER, "close", 403),
        (Role.AGENT, "close", 403),
        (Role.AGENT, "reopen", 403),
        (Role.AGENT, "export", 403),
        (Role.READER, "wrong", 403),
        (Role.EDITOR, "export", 200),
    ],
)
async def test_roles(office: Office, role: Role, path: str, status: int) -> None:
    """Readers see, agents say what is wrong, editors close and export; the page offers no more than that."""
    desk = await signed_in(office, role)
    question(desk, "论文要几篇")
    page = await text_of(desk)
    assert ("/console/gaps/close" in page) == role.may(Role.EDITOR)
    sent = await desk.post(f"/console/gaps/{path}", await desk.token("/console/gaps"), gaps=ids(desk))
    assert sent.status == status
    assert len(held(desk)) == 1


@pytest.mark.parametrize("path", ["close", "reopen", "export", "wrong"])
async def test_without_the_token_nothing_is_done(office: Office, path: str) -> None:
    """Nor from another site."""
    desk = await signed_in(office, Role.ADMIN)
    token = await desk.token("/console/gaps")
    assert (await desk.post(f"/console/gaps/{path}", None)).status == 403
    foreign = {"Origin": "https://elsewhere.example"}
    assert (await desk.post(f"/console/gaps/{path}", token, foreign)).status == 403


async def test_the_file_opens_in_a_spreadsheet(office: Office) -> None:
    """With its characters, no formula, where to mend it, no names of conversations; and it is audited."""
    desk = await signed_in(office, Role.EDITOR)
    question(
        desk,
        "=1+1怎么算",
        "secret-asker",
        note="@SUM",
        topic="social_insurance",
        notice="jia-middle-2031",
        fact=FACT,
    )
    response = await desk.post(
        "/console/gaps/export", await desk.token("/console/gaps"), kind="not_in_notice"
    )
    body = await response.read()
    assert body.startswith(b"\xef\xbb\xbf")
    assert response.headers["Content-Disposition"] == 'attachment; filename="gaps-2031-05-01.csv"'
    (row,) = csv.DictReader(io.StringIO(body.decode("utf-8-sig")))
    assert (row["question"], row["note"]) == ("'=1+1怎么算", "'@SUM")
    assert (row["file of the fact"], row["entry"]) == ("policies_kb/notices/jia-middle-2031.yml", "insurance")
    assert (row["place"], row["file of examples"]) == ("二", "data/nlu/social_insurance.yml")
    assert "secret-asker" not in body.decode()
    assert [(one.action, one.target, one.detail) for one in desk.audit()][-1] == (
        Action.EXPORT, "gaps", {"only_kind": "not_in_notice"},
    )  # fmt: skip


async def test_staff_say_that_a_fact_is_wrong(office: Office) -> None:
    """From its card, with what was asked; it stands in the list with the fact and its place."""
    desk = await signed_in(office, Role.AGENT)
    form = await desk.get(f"/console/gaps/wrong?fact={FACT}&q=社保&back=/console?q=社保")
    assert "Social insurance must be paid in Jia" in await form.text()
    token = await desk.token("/console/gaps")
    fields = {"fact": FACT, "note": "附件里还有补充", "q": "社保", "back": "/console?on=2031-05-01"}
    sent = await desk.post("/console/gaps/wrong", token, **fields)
    assert (sent.status, sent.headers["Location"]) == (303, "/console?on=2031-05-01")
    (gap,) = held(desk)
    assert (gap.kind, gap.fact, gap.text, gap.note, gap.by) == (
        GapKind.WRONG_FACT, FACT, "社保", "附件里还有补充", "li.na",
    )  # fmt: skip
    page = await text_of(desk)
    assert "附件里还有补充" in page
    assert "entry insurance(二)" in page


@pytest.mark.parametrize(
    ("fields", "status"), [({"note": ""}, 422), ({"note": "错", "fact": "no/such"}, 404)]
)
async def test_a_wrong_fact_needs_a_fact_and_a_reason(
    office: Office, fields: dict[str, str], status: int
) -> None:
    """Else the form says what is missing."""
    desk = await signed_in(office, Role.AGENT)
    token = await desk.token("/console/gaps")
    assert (await desk.post("/console/gaps/wrong", token, **({"fact": FACT} | fields))).status == status
    assert held(desk) == ()


async def test_a_wrong_fact_said_in_a_conversation_goes_with_it(office: Office) -> None:
    """It has the visitor's question, and leads back to the conversation as long as there is one."""
    desk = await signed_in(office, Role.AGENT)
    handle = talk(desk, "社保断了能报吗")
    token = await desk.token("/console/gaps")
    await desk.post(
        "/console/gaps/wrong", token, fact=FACT, note="答错了", talk=handle, n="2", back="//evil.example"
    )
    (gap,) = held(desk)
    assert (gap.text, gap.conversation, gap.talk) == ("社保断了能报吗", "a", handle)
    assert f"/console/talks/{handle}" in await text_of(desk)
    desk.app[gateway.STORE].clear("a")
    assert held(desk) == ()


def test_the_files_that_are_named_exist(real: Catalogue) -> None:
    """For every fact, for every topic, and for what names neither; and the entry stands in its file."""
    at = dt.datetime(2031, 5, 1, tzinfo=dt.UTC)
    asked = [
        Gap(
            at,
            DAY,
            "web",
            GapKind.NOT_IN_NOTICE,
            "a",
            "问",
            topic=fact.topics[0],
            notice=fact.notice,
            fact=fact.id,
        )
        for notice in real.notices
        for fact in real.facts(notice.id)
    ]
    asked += [
        Gap(at, DAY, "web", GapKind.NOT_IN_NOTICE, "a", "问", topic=topic.id, notice=notice.id)
        for topic in real.knowledge.topics
        for notice in real.notices
    ]
    asked += [Gap(at, DAY, "web", kind, "a", "问") for kind in GapKind]
    entries: dict[str, set[str]] = {}
    for gap in asked:
        mending = mending_of(gap, real)
        assert (ROOT / mending.file).is_file()
        assert mending.examples is None or (ROOT / mending.examples).is_file()
        assert (mending.examples is None) == (gap.topic is None)
        if mending.entry is not None:
            entries.setdefault(mending.file, set()).add(mending.entry)
            fact = real.fact(gap.fact or "")
            assert fact
            assert (mending.at is None) == (fact.at == ())
    for file, named in entries.items():
        written = set(re.findall(r"\bid: ([\w-]+)", (ROOT / file).read_text(encoding="utf-8")))
        assert named <= written, file
    assert (ROOT / NAMES).is_file()
    assert (ROOT / TOPICS).is_file()
    assert (ROOT / "docs/tasks/mend-an-answer.md").is_file()


async def test_the_lookup_finds_the_fact_that_a_group_leads_to(office: Office) -> None:
    """The link holds words and notice; the fact is the first result."""
    desk = await signed_in(office, Role.READER)
    question(desk, "社保断了", "a", "thumbs_down", fact=FACT, notice="jia-middle-2031")
    found = re.search(r'href="(/console\?q=[^"]+)"', await text_of(desk))
    assert found
    page = await text_of(desk, found[1].replace("&amp;", "&"))
    assert re.findall(r'data-fact="([^"]+)"', page)[0] == FACT


def test_addresses_say_what_was_wished() -> None:
    """What is read from an address makes the same address again."""
    wished = Wished(GapKind.THUMBS_DOWN, "web", 7, "papers", is_closed=True)
    assert Wished.of(wished.fields) == wished
    assert set(wished.fields) == set(FIELDS)
    assert Wished.of({}) == Wished()
    assert Wished().fields == {}
    assert Wished(days=0).wanted(DAY).since is None


def test_every_reason_and_kind_has_words() -> None:
    """In both languages."""
    names = {f"gaps_reason_{one}" for one in Reason} | {f"gaps_kind_{one}" for one in GapKind}
    assert all(names <= set(said) for said in PHRASES.values())
    assert len({frozenset(said) for said in PHRASES.values()}) == 1


def talk(desk: Desk, text: str) -> str:
    """A conversation `a` in which a visitor said something; the name by which staff know it."""
    store = desk.app[gateway.STORE]
    store.accept("a", "c", text)
    store.answer("a", "c", [{"text": "答"}])
    with store.transaction() as session:
        assert session.get_one(EventRow, ("a", 1)).body["text"] == text
        return session.get_one(ConversationRow, "a").handle or ""
