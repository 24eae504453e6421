"""Conversations that staff take over, over HTTP: a visitor in the widget, staff in the console, Rasa played."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack

import pytest
from yarl import URL

from bot.attended import say
from bot.console import routes
from bot.console.passwords import Passwords
from bot.console.talks import keys
from bot.roles import Role
from bot.store import Action
from policies_kb.wording.reply import say as kb_say
from tests.integration.bot.browser import Browser
from tests.integration.bot.console.desks import CHEAP, Desk, Office, Time, add
from tests.integration.bot.console.hotline import Held, colleague, handle, said, shown, staff_events, until
from tests.integration.bot.rasa import HeldRasa
from tests.integration.bot.web_gateway import Gateways, gateways_on

ONE_DATABASE = pytest.mark.parametrize("url", ["sqlite"], indirect=True)


@pytest.fixture
async def gateways(database: str, url: str, held: HeldRasa) -> AsyncIterator[Gateways]:
    """Gateways in front of a Rasa that answers, on SQLite and PostgreSQL."""
    async with gateways_on(database, url, held) as made:
        yield made


@pytest.fixture
async def office(gateways: Gateways, time: Time, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Office]:
    """Desks at those gateways."""
    monkeypatch.setattr(routes, "Passwords", lambda: Passwords(CHEAP))
    async with AsyncExitStack() as stack:
        yield Office(gateways, stack, time)


@pytest.fixture
async def desk(office: Office) -> Desk:
    """An agent."""
    return await colleague(office)


@pytest.fixture
async def visitor(desk: Desk, gateways: Gateways) -> Browser:
    """A visitor who asked something and was answered."""
    made = await Browser.enter(gateways.running[0])
    await made.ask("你好")
    return made


@pytest.fixture
async def talk(desk: Desk, visitor: Browser) -> Held:
    """The visitor's conversation, taken over."""
    made = Held(desk, handle(desk, visitor))
    assert await made.act("take") == 303
    return made


async def test_a_person_answers_and_then_the_assistant_again(
    talk: Held, visitor: Browser, held: HeldRasa
) -> None:
    """The visitor is told of both; what they write meanwhile is not sent to Rasa, and they need not wait."""
    for text in ("第一句", "第二句"):
        assert (await visitor.post(text)).status == 202
    assert await talk.say("我来看看") == 303
    assert held.asked == ["你好"]
    assert await talk.act("back") == 303
    assert await visitor.ask("谢谢") == [{"text": "答：谢谢"}]
    history = await visitor.answered()
    assert said(history) == [
        "你好", "答：你好", say("joined", "zh"), "第一句", "第二句", "我来看看", say("left", "zh"), "谢谢", "答：谢谢",
    ]  # fmt: skip
    assert staff_events(history) == ["joined", "said", "left"]
    assert "li.na" not in json.dumps(history)


async def test_what_the_person_left_is_answered_by_the_assistant(
    talk: Held, visitor: Browser, held: HeldRasa
) -> None:
    """Each message once, in their order."""
    for text in ("第一句", "第二句", "第三句"):
        await visitor.post(text)
    await talk.act("back")

    async def all_answered() -> bool:
        return said(await visitor.history())[-3:] == ["答：第一句", "答：第二句", "答：第三句"]

    await until(all_answered)
    assert held.asked == ["你好", "第一句", "第二句", "第三句"]


async def test_taken_over_while_the_assistant_answers(desk: Desk, visitor: Browser, held: HeldRasa) -> None:
    """Its answer is not said; handed back before it came, it is said once."""
    held.gate.clear()
    await visitor.post("费用多少")
    talk = Held(desk, handle(desk, visitor))
    await talk.act("take")
    assert (await visitor.history())["pending"] is None
    await talk.act("back")
    assert (await visitor.history())["pending"] is not None
    held.gate.set()
    assert said(await visitor.answered()).count("答：费用多少") == 1


async def test_the_answer_that_came_too_late_is_not_said(
    desk: Desk, visitor: Browser, held: HeldRasa
) -> None:
    """The person answers instead; nothing is left over when they go."""
    held.gate.clear()
    await visitor.post("费用多少")
    talk = Held(desk, handle(desk, visitor))
    await talk.act("take")
    held.gate.set()
    assert await talk.say("三百") == 303
    await talk.act("back")
    await visitor.ask("好的")
    assert "答：费用多少" not in said(await visitor.answered())


async def test_a_colleague_is_told_who_holds_it(office: Office, talk: Held) -> None:
    """And can neither take it, nor speak, nor hand it back."""
    other = Held(await colleague(office, talk.desk, "wang.wu"), talk.talk)
    assert await other.act("take") == 409
    assert "li.na answers." in await other.page()
    assert await other.say("我也来") == 409
    assert await other.act("back") == 409
    assert await other.act("alive", writing="yes") == 409
    assert "You answer" in await talk.page()


@ONE_DATABASE
@pytest.mark.parametrize("gone", ["silent", "signed out"])
async def test_who_is_gone_hands_back_by_itself(
    office: Office, talk: Held, visitor: Browser, held: HeldRasa, gone: str
) -> None:
    """After a quarter of an hour without a sign, or when signed out; what waited is answered by the assistant."""
    await visitor.post("还在吗")
    if gone == "silent":
        office.time.pass_by(minutes=14)
        assert await talk.act("alive") == 204
        office.time.pass_by(minutes=14)
        await talk.desk.app[keys.ATTENDING].once()
        assert staff_events(await visitor.history()) == ["joined"]
        office.time.pass_by(minutes=1)
    else:
        await talk.desk.sign_out()
    await talk.desk.app[keys.ATTENDING].once()

    async def is_answered() -> bool:
        return said(await visitor.history())[-2:] == [say("left", "zh"), "答：还在吗"]

    await until(is_answered)
    (line,) = (one for one in talk.desk.audit() if one.action == Action.HAND_BACK)
    assert (line.who, line.target, line.detail) == ("gateway:talks", talk.talk, {"left_by": "li.na"})


async def test_the_next_gateway_knows_who_holds_it(
    office: Office, gateways: Gateways, talk: Held, visitor: Browser, held: HeldRasa
) -> None:
    """It stands in the database: after a restart nothing goes to Rasa, and the person goes on."""
    again = await office.desk()
    kept = talk.desk.http.cookie_jar.filter_cookies(URL(talk.desk.origin))
    again.http.cookie_jar.update_cookies(kept)
    visitor = visitor.at(gateways.running[-1])
    assert (await visitor.post("还在吗")).status == 202
    later = Held(again, talk.talk)
    assert await later.say("在的") == 303
    assert said(await visitor.history())[-2:] == ["还在吗", "在的"]
    assert held.asked == ["你好"]


async def test_what_staff_write_is_masked_and_short(talk: Held, visitor: Browser) -> None:
    """Numbers of persons are taken out; what is too long, empty or sent twice is not said (again)."""
    assert await talk.say("打我手机 13812345678") == 303
    assert said(await visitor.history())[-1] == "打我手机 [手机号]"
    assert await talk.say("长" * 1001) == 422
    assert await talk.say("  ") == 422
    for _ in range(2):
        assert await talk.act("reply", text="一次", key="same-key") == 303
    assert said(await visitor.history()).count("一次") == 1


async def test_a_fact_with_its_citation(talk: Held, visitor: Browser) -> None:
    """Looked up in the page and quoted, it reaches the visitor as the assistant's answers do."""
    found = await (await talk.desk.get(f"{talk.path}/facts?q=评审费")).text()
    fact = found.split('data-fact="')[1].split('"')[0]
    assert await talk.say("您要的费用：三百元", fact=fact) == 303
    (message,) = (await visitor.history())["events"][-1]["data"]["messages"]
    answer = message["custom"]["answer"]
    assert (answer["status"], answer["facts"]) == ("answered", [fact])
    cited = answer["citations"][0]
    assert message["text"] == f"您要的费用：三百元\n——{cited['number']} · {cited['at']}"
    assert message["custom"]["staff"] == {"event": "said"}


@ONE_DATABASE
async def test_the_visitor_sees_that_somebody_writes(talk: Held, visitor: Browser) -> None:
    """As an event that is stored nowhere."""
    before = await visitor.history()
    listening = asyncio.create_task(visitor.first(1, after=before["last"]))

    async def is_seen() -> bool:
        assert await talk.act("alive", writing="yes") == 204
        await asyncio.sleep(0.2)
        return listening.done()

    await until(is_seen)
    (told,) = await listening
    assert (told.id, told.event) == (None, "typing")
    assert await visitor.history() == before


async def test_deleted_by_the_visitor(talk: Held, visitor: Browser, held: HeldRasa) -> None:
    """During a take-over: it is gone for staff too, with the notes, and the assistant answers what comes next."""
    assert await talk.act("notes", note="要回电") == 303
    assert "要回电" in await talk.page()
    deleted = await visitor.client.delete("/web/conversation", headers=visitor.headers)
    assert deleted.status == 204
    assert (await talk.desk.get(talk.path)).status == 404
    assert await talk.say("在吗") == 404
    assert await visitor.ask("你好") == [{"text": "答：你好"}]
    assert talk.desk.app[keys.TEXTS].notes(handle(talk.desk, visitor)) == ()


@ONE_DATABASE
async def test_the_page_shows_what_was_said(talk: Held, visitor: Browser) -> None:
    """Each with who said it; as text, never as markup."""
    await visitor.post("<b>粗</b>")
    await talk.say("不客气")
    html = await talk.page()
    assert shown(html)[:5] == ["你好", "答：你好", say("joined", "zh"), "&lt;b&gt;粗&lt;/b&gt;", "不客气"]


@ONE_DATABASE
async def test_the_list_and_who_waits(desk: Desk, visitor: Browser, held: HeldRasa) -> None:
    """Whoever asks for a person stands there as waiting until somebody takes over, or sees no need."""
    held.reply = [
        {"text": kb_say("handoff", "zh"), "custom": {"answer": {"status": "handoff", "lang": "zh"}}}
    ]
    await visitor.ask("转人工")
    html = await (await desk.get("/console/talks?state=waiting")).text()
    assert "1 waiting for a person" in html
    assert "asked for a person" in html
    talk = Held(desk, handle(desk, visitor))
    assert await talk.act("settle") == 303
    assert "No such conversations." in await (await desk.get("/console/talks?state=waiting")).text()


@ONE_DATABASE
@pytest.mark.parametrize(
    ("hours", "word"),
    [
        ("", "已转告工作人员"),
        ("mon-sun 00:00-24:00", "已转告工作人员"),
        ("tue 08:30-12:00", "5月6日（星期二）8:30起有人"),
    ],
)
async def test_who_asks_for_a_person_is_told_when_one_comes(
    office: Office, gateways: Gateways, held: HeldRasa, hours: str, word: str
) -> None:
    """By the hours that are set; the offices stay, and that there is nobody is not said."""
    held.reply = [
        {
            "text": f"{kb_say('handoff', 'zh')}\n· 某办公室",
            "custom": {"answer": {"status": "handoff", "lang": "zh"}},
        }
    ]
    desk = await office.desk(hotline_hours=hours)
    visitor = await Browser.enter(gateways.running[-1])
    assert (await visitor.ask("转人工"))[0]["text"].startswith(kb_say("handoff", "zh")), (
        "no account, no promise"
    )
    add(desk)
    (message,) = await visitor.ask("还是转人工")
    assert word in message["text"]
    assert message["text"].endswith("· 某办公室")
    assert kb_say("handoff", "zh") not in message["text"]


@ONE_DATABASE
async def test_readers_may_not(office: Office, talk: Held) -> None:
    """Neither look nor act: 403 for each."""
    reader = Held(await colleague(office, talk.desk, "du.zhe", Role.READER), talk.talk)
    for path in ("/console/talks", "/console/talks/events", "/console/talks/ready", reader.path):
        assert (await reader.desk.get(path)).status == 403
    token = await reader.desk.token("/console")
    for what in ("take", "back", "reply", "alive", "settle", "notes"):
        assert (await reader.desk.post(f"{reader.path}/{what}", token)).status == 403


@ONE_DATABASE
async def test_ready_made_replies_are_written_by_editors(office: Office, desk: Desk) -> None:
    """Agents read them; what is written is masked; two of one title are refused; a deletion is audited."""
    token = await desk.token("/console/talks")
    assert (await desk.post("/console/talks/ready", token, title="问候", text="您好")).status == 403
    editor = await colleague(office, desk, "bian.ji", Role.EDITOR)
    token = await editor.token("/console/talks")
    made = await editor.post("/console/talks/ready", token, title="问候", text="请打 13812345678")
    assert made.status == 303
    assert "请打 [手机号]" in await (await desk.get("/console/talks/ready")).text()
    again = await editor.post("/console/talks/ready", token, title="问候", text="你好")
    assert again.status == 409
    (one,) = desk.app[keys.TEXTS].ready()
    dropped = await editor.post("/console/talks/ready/drop", token, number=str(one.id))
    assert (dropped.status, desk.app[keys.TEXTS].ready()) == (303, ())
    assert ("bian.ji", Action.DELETION) in editor.actions()


@ONE_DATABASE
async def test_news_come_by_themselves(desk: Desk, talk: Held, visitor: Browser) -> None:
    """To the page of a conversation: what is said, and that it was deleted; the stream ends with the session."""
    response = await desk.get(f"{talk.path}/events?after=0", {"Accept": "text/event-stream"})
    assert response.status == 200
    found = ""

    async def until_told(words: str) -> None:
        nonlocal found
        async with asyncio.timeout(60):
            while words not in found:
                found += (await response.content.readline()).decode()

    await until_told("event: turns")
    await until_told("event: state")
    await visitor.post("新的一句")
    await until_told("新的一句")
    await visitor.client.delete("/web/conversation", headers=visitor.headers)
    await until_told("event: gone")
    await desk.sign_out()
    async with asyncio.timeout(60):
        assert await response.content.read() is not None


@ONE_DATABASE
async def test_who_looks_again_after_a_deletion_is_told(desk: Desk, talk: Held, visitor: Browser) -> None:
    """A page that was not listening when it happened still shows what was said, and is to put it away."""
    await visitor.client.delete("/web/conversation", headers=visitor.headers)
    response = await desk.get(f"{talk.path}/events?after=3", {"Accept": "text/event-stream"})
    assert (response.status, response.content_type) == (200, "text/event-stream")
    assert await response.text() == "event: gone\ndata: {}\n\n"
    assert (await desk.get(talk.path)).status == 404
