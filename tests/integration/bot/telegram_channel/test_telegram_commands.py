"""Every command of the menu, and the languages of what the channel itself says."""

from __future__ import annotations

import datetime as dt

import pytest

from bot.telegram.phrases import MENU, menu, say
from policies_kb.catalogue import Catalogue
from tests.integration.bot.rasa import HeldRasa
from tests.integration.bot.telegram_channel.held import Rows, all_dealt_with
from tests.integration.bot.web_gateway import Gateways
from tests.telegram.botapi import BotApi, Person, Sent

# What is stored of a talk is looked at on both databases elsewhere.
pytestmark = pytest.mark.parametrize("url", ["sqlite"], indirect=True)

SELF_CHECK = "我想自查一下能不能申报"
STATED = {"text": "评审费 300 元。", "custom": {"answer": {"status": "answered"}}}


@pytest.fixture
async def anna(polling: Gateways, api: BotApi) -> Person:
    """A person in front of a running gateway."""
    await polling.start()
    return Person(api, "Anna")


async def reply_to(person: Person, text: str) -> Sent:
    """What is said to a message, which has one message as its reply."""
    before = len(person.api.sent(person))
    person.says(text)
    return (await person.api.wait_for(person, before + 1))[before]


async def press(person: Person, button: str, message: Sent) -> Sent:
    """What is said when a button is pressed, which has one message as its reply."""
    before = len(person.api.sent(person))
    person.presses(button, message)
    return (await person.api.wait_for(person, before + 1))[before]


async def test_start_offers_examples(anna: Person, held: HeldRasa) -> None:
    """The welcome says what this is, and each example under it is asked when it is pressed."""
    welcome = await reply_to(anna, "/start")
    assert welcome.plain == say("welcome", "zh")
    titles = [button.text for button in welcome.buttons]
    assert len(titles) >= 2
    for title in titles:
        assert (await press(anna, title, welcome)).plain == f"答：{title}"
    assert held.asked == titles


async def test_the_link_to_the_self_check(anna: Person, held: HeldRasa) -> None:
    """`/start check`, as the link in groups sends it, begins the self-check."""
    assert (await reply_to(anna, "/start check")).plain == f"答：{SELF_CHECK}"
    assert held.asked == [SELF_CHECK]


async def test_ask_with_words(anna: Person, held: HeldRasa) -> None:
    """What stands behind the command is asked."""
    assert (await reply_to(anna, "/ask 评审费多少")).plain == "答：评审费多少"
    assert held.asked == ["评审费多少"]


async def test_ask_without_words(anna: Person, held: HeldRasa) -> None:
    """The person is invited to write, with examples that are asked when pressed."""
    invited = await reply_to(anna, "/ask")
    assert invited.plain == say("ask", "zh")
    first = invited.buttons[0].text
    assert (await press(anna, first, invited)).plain == f"答：{first}"
    assert held.asked == [first]


@pytest.mark.parametrize(
    ("written", "heard"), [("/check", SELF_CHECK), ("/check 2031年甲市中级", f"{SELF_CHECK} 2031年甲市中级")]
)
async def test_check_begins_a_self_check(anna: Person, held: HeldRasa, written: str, heard: str) -> None:
    """The dialogue hears the wish, and of which notice where that is said."""
    await reply_to(anna, written)
    assert held.asked == [heard]


async def test_deadlines_come_from_the_catalogue(
    anna: Person, held: HeldRasa, catalogue: Catalogue, day: dt.date
) -> None:
    """All windows with their places in the notices; the dialogue is not asked."""
    told = await reply_to(anna, "/deadlines")
    assert told.plain == catalogue.deadlines_reply("zh", day).text
    assert "——乙人〔2030〕7号 · 三" in told.plain
    assert held.asked == []


async def test_notices_come_from_the_catalogue(
    anna: Person, held: HeldRasa, catalogue: Catalogue, day: dt.date
) -> None:
    """All notices with their numbers; a button leads to the dialogue, with what stands behind it."""
    told = await reply_to(anna, "/notices")
    listed = catalogue.held("zh", day)
    assert told.plain == listed.text
    assert "乙人〔2030〕7号" in told.plain
    assert [button.text for button in told.buttons] == [button.title for button in listed.buttons]
    assert held.asked == []
    await press(anna, listed.buttons[0].title, told)
    assert held.asked == [listed.buttons[0].payload]


async def test_a_language_is_chosen(anna: Person, held: HeldRasa) -> None:
    """The wish goes to the dialogue with every question, and what the channel says follows it."""
    asked = await reply_to(anna, "/language")
    assert [button.text for button in asked.buttons] == ["跟随我的提问", "简体中文", "繁體中文", "English"]
    assert (await press(anna, "English", asked)).plain == say("language_set", "en")
    await reply_to(anna, "评审费多少")
    assert held.heard[-1]["metadata"]["lang"] == "en"
    assert (await reply_to(anna, "/ask")).plain == say("ask", "en")


async def test_as_i_write(anna: Person, held: HeldRasa) -> None:
    """The wish is taken back: nothing is told to the dialogue, and the person's app decides again."""
    asked = await reply_to(anna, "/language")
    await press(anna, "繁體中文", asked)
    await reply_to(anna, "评审费多少")
    assert held.heard[-1]["metadata"]["lang"] == "zh-hant"
    assert (await press(anna, "跟随我的提问", asked)).plain == say("language_free", "zh")
    await reply_to(anna, "评审费多少")
    assert "lang" not in held.heard[-1]["metadata"]
    assert (await reply_to(anna, "/ask")).plain == say("ask", "zh")


@pytest.mark.parametrize(
    ("app", "lang"),
    [
        ("zh-hans", "zh"),
        ("zh-hant", "zh-hant"),
        ("zh-TW", "zh-hant"),
        ("en", "en"),
        ("en-GB", "en"),
        ("fr", "zh"),
    ],
)
async def test_own_phrases_follow_the_app(polling: Gateways, api: BotApi, app: str, lang: str) -> None:
    """What the channel says of itself is in the language of the person's app; where that is none of ours, Chinese."""
    await polling.start()
    anna = Person(api, "Anna", language=app)
    expected = {"zh": "没有这个命令", "zh-hant": "沒有這個命令", "en": "There is no such command"}
    assert (await reply_to(anna, "/nosuch")).plain.startswith(expected[lang])


async def _opinions(url: str) -> Rows:
    """What the table of opinions holds."""
    return (await all_dealt_with(url))["web_feedback"]


@pytest.mark.parametrize(("thumb", "good"), [("👍 有帮助", True), ("👎 没帮助", False)])
async def test_feedback_with_a_thumb(anna: Person, held: HeldRasa, url: str, thumb: str, good: bool) -> None:
    """It is kept for the last reply that stated something."""
    held.reply = [STATED]
    question = anna.says("评审费多少")
    await anna.api.wait_for(anna, 1)
    asked = await reply_to(anna, "/feedback")
    assert asked.plain == say("feedback", "zh")
    thanks = await press(anna, thumb, asked)
    assert thanks.plain == say("thanks" if good else "thanks_bad", "zh")
    assert question.message is not None
    (kept,) = await _opinions(url)
    assert (kept["client"], kept["good"], kept["reason"]) == (
        f"{question.update_id}.{question.message.message_id}",
        good,
        None,
    )


async def test_feedback_with_a_sentence(anna: Person, held: HeldRasa, url: str) -> None:
    """It is kept beside the thumb, with no number of a person in it."""
    held.reply = [STATED]
    await reply_to(anna, "评审费多少")
    assert (await reply_to(anna, "/feedback 金额不对，请打13800138000")).plain == say("thanks", "zh")
    (kept,) = await _opinions(url)
    assert (bool(kept["good"]), kept["reason"]) == (False, "金额不对，请打[手机号]")


async def test_a_second_opinion_replaces_the_first(anna: Person, held: HeldRasa, url: str) -> None:
    """Of each reply there is one."""
    held.reply = [STATED]
    await reply_to(anna, "评审费多少")
    asked = await reply_to(anna, "/feedback")
    await press(anna, "👎 没帮助", asked)
    await press(anna, "👍 有帮助", asked)
    assert [bool(kept["good"]) for kept in await _opinions(url)] == [True]


async def test_feedback_on_nothing(anna: Person, url: str) -> None:
    """Who has heard nothing yet is told so, and nothing is kept."""
    assert (await reply_to(anna, "/feedback 很好")).plain == say("feedback_none", "zh")
    assert await _opinions(url) == []


async def test_help(anna: Person, held: HeldRasa) -> None:
    """Every command of the menu with what it does, and how long what was said is kept."""
    told = (await reply_to(anna, "/help")).plain
    assert [line for line in told.splitlines() if line.startswith("/")] == [
        f"/{name} {menu(name, 'zh')}" for name in MENU
    ]
    assert "30 天" in told
    assert held.asked == []


@pytest.mark.parametrize("written", ["/nosuch", "/restart", "/ask_fee", '/choose_notice {"notice": "x"}'])
async def test_an_unknown_command(anna: Person, held: HeldRasa, written: str) -> None:
    """The person is told where all commands are listed; none of them reaches the dialogue."""
    assert (await reply_to(anna, written)).plain == say("unknown", "zh")
    assert held.heard == []


async def test_commands_in_capitals(anna: Person) -> None:
    """As keyboards of telephones begin a message."""
    assert (await reply_to(anna, "/Help")).plain.startswith("直接写问题即可")


async def test_the_menu_is_set_at_the_start(polling: Gateways, api: BotApi) -> None:
    """Commands and descriptions, for apps in English and for all others."""
    await polling.start()
    await api.wait_for_calls("setMyShortDescription", 2)
    bot = api.bot()
    async with bot:
        for code, lang in ((None, "zh"), ("en", "en")):
            listed = {one.command: one.description for one in await bot.get_my_commands(language_code=code)}
            assert listed == {name: text.in_("en" if lang == "en" else "zh") for name, text in MENU.items()}
    told = {call.parameters.get("language_code"): call.parameters for call in api.calls("setMyDescription")}
    assert told[None]["description"].startswith("职称申报助手")
    assert told["en"]["description"].startswith("Answers about professional titles")
