"""How windows, reminders and amendments read."""

from __future__ import annotations

import datetime as dt
import re

import pytest

from policies_kb.catalogue import Catalogue, Deadline
from policies_kb.model.knowledge import Knowledge
from policies_kb.model.text import Lang
from policies_kb.wording.deadline_phrases import PHRASES

YI, JIA = "yi-junior-2030", "jia-middle-2031"
BEFORE, DURING, LATER, AFTER = (
    dt.date(2030, 2, 1),
    dt.date(2030, 3, 28),
    dt.date(2031, 5, 1),
    dt.date(2032, 1, 1),
)


@pytest.fixture
def deadline(catalogue: Catalogue) -> Deadline:
    """The applicants' closing day of the invented junior notice, a Sunday."""
    (one,) = catalogue.deadlines(YI, BEFORE)
    return one


@pytest.mark.parametrize(
    ("on", "said"),
    [
        (BEFORE, "· 网上申报（申报人本人）：尚未开始，2030年3月1日至2030年3月31日。"),
        (DURING, "· 网上申报（申报人本人）：还有3天截止（2030年3月31日，星期日）。"),
        (dt.date(2030, 3, 30), "· 网上申报（申报人本人）：明天截止（2030年3月31日，星期日）。"),
        (dt.date(2030, 3, 31), "· 网上申报（申报人本人）：今天截止（2030年3月31日，星期日）。"),
    ],
)
def test_a_window_by_the_day(catalogue: Catalogue, on: dt.date, said: str) -> None:
    """To come, open, tomorrow, today: under the name of its notice and over its citation."""
    text = catalogue.deadlines_reply("zh", on).text
    assert f"【2030年乙县初级】\n{said}\n——乙人〔2030〕7号 · 三" in text
    assert "已全部截止" not in text


def test_three_kinds_of_rounds_stand_apart(sample: Knowledge) -> None:
    """Live ones first, then those that name no day, then those that are over."""
    older = sample.notices[-1].model_copy(update={"id": "yi-junior-2029", "year": 2029})
    past = tuple(
        one.model_copy(update={"opens": None, "closes": dt.date(2029, 3, 1)}) for one in older.milestones
    )
    notices = (older.model_copy(update={"milestones": past}), *sample.notices)
    text = Catalogue(sample.model_copy(update={"notices": notices})).deadlines_reply("zh", DURING).text
    heads = ["按2030年3月28日算，这些通知还没有全部截止：", "这些通知没有写明哪一天截止：", "已全部截止："]
    places = [text.index(head) for head in heads]
    assert places == sorted(places)
    assert "网上申报已于2029年3月1日截止" in text[places[2] :]


def test_when_everything_is_over_that_is_said_first(catalogue: Catalogue) -> None:
    """One line a round, the newest first, each cited, and no button or date that could be taken for open."""
    reply = catalogue.deadlines_reply("zh", AFTER)
    assert reply.text == (
        "已全部截止：收录的2份通知都已结束，现在没有能办的。最近的在前：\n"
        "· 2031年甲市中级：2031年这一轮已结束 ——三\n"
        "· 2030年乙县初级：网上申报已于2030年3月31日截止 ——乙人〔2030〕7号 · 三\n\n"
        "有新一轮的通知收录以后，再问我就能查到。"
    )
    assert reply.buttons == ()
    assert reply.custom["answer"] == {
        "status": "answered_for_several",
        "notices": [JIA, YI],
        "facts": [f"{JIA}/window", f"{YI}/window"],
        "citations": [
            {"notice": JIA, "number": "2031年甲市中级", "at": "三"},
            {"notice": YI, "number": "乙人〔2030〕7号", "at": "三"},
        ],
        "as_of": "2032-01-01",
        "lang": "zh",
    }


def test_a_notice_that_names_no_day_is_quoted(catalogue: Catalogue) -> None:
    """In its own year it is neither open nor over."""
    text = catalogue.deadlines_reply("zh", LATER).text
    assert text.startswith(
        "这些通知没有写明哪一天截止：\n· 【2031年甲市中级】网上申报：以系统显示为准。 ——三"
    )


def test_the_real_notices_stay_readable(real: Catalogue) -> None:
    """Years later: the verdict first, one line a notice, short enough for one message of a messenger."""
    for lang in ("zh", "zh-hant", "en"):
        text = real.deadlines_reply(lang, dt.date(2040, 1, 1)).text
        assert text.startswith("All over" if lang == "en" else "已全部截止")
        assert text.count("\n· ") == len(real.notices)
        assert len(text) < 4096


def test_nothing_held_is_said(sample: Knowledge) -> None:
    """An empty knowledge base has no deadlines, and says so."""
    reply = Catalogue(sample.model_copy(update={"notices": ()})).deadlines_reply("zh", AFTER)
    assert reply.text == "目前没有收录任何通知。"
    assert reply.custom["answer"]["status"] == "not_in_notice"


@pytest.mark.parametrize(
    ("days", "lang", "first"),
    [
        (7, "zh", "还有7天：网上申报，2030年3月31日（星期日）截止。"),
        (3, "zh-hant", "還有3天：網上申報，2030年3月31日（星期日）截止。"),
        (1, "zh", "还有1天（明天截止）：网上申报，2030年3月31日（星期日）截止。"),
        (0, "zh", "今天截止：网上申报，2030年3月31日（星期日）截止。"),
        (-1, "zh", "已经截止：网上申报，2030年3月31日（星期日）截止。"),
        (3, "en", "3 days left: Online application, until Sunday, 31 March 2030."),
        (1, "en", "1 day left (closes tomorrow): Online application, until Sunday, 31 March 2030."),
    ],
)
def test_a_reminder(catalogue: Catalogue, deadline: Deadline, days: int, lang: Lang, first: str) -> None:
    """How long is left and for what, then whose it is, then the citation; programs find the citation too."""
    on = deadline.closes - dt.timedelta(days=days)
    reply = catalogue.reminder_reply(deadline, on, lang)
    lines = reply.text.splitlines()
    assert lines[0] == first
    assert "applicant" in lines[1] if lang == "en" else "本人" in lines[1]
    assert lines[2] == "——乙人〔2030〕7号 · 三"
    assert reply.custom["answer"]["status"] == "answered"
    assert reply.custom["answer"]["citations"] == [{"notice": YI, "number": "乙人〔2030〕7号", "at": "三"}]
    assert reply.custom["answer"]["as_of"] == on.isoformat()


def test_a_reminder_of_what_is_no_longer_held_is_an_error(sample: Knowledge, deadline: Deadline) -> None:
    """The caller drops it: nothing can be cited for it any more."""
    with pytest.raises(KeyError):
        Catalogue(sample.model_copy(update={"notices": ()})).reminder_reply(deadline, DURING, "zh")


def test_an_amended_fact_is_told_as_it_is_now(catalogue: Catalogue) -> None:
    """With its notice, its citation, and whether the window can still be used."""
    reply = catalogue.amended_reply([f"{YI}/window"], "zh", DURING)
    assert reply.text == (
        "您之前问过的内容有更新，请以下面的为准：\n\n"
        "【2030年乙县初级】\n"
        "网上申报：2030年3月1日至2030年3月31日。\n"
        "——乙人〔2030〕7号 · 三\n"
        "网上申报还有3天截止（2030年3月31日）。"
    )
    assert reply.custom["answer"]["facts"] == [f"{YI}/window"]


def test_amended_facts_are_told_by_notice(catalogue: Catalogue) -> None:
    """Two of one notice are numbered under one citation, another notice has its own."""
    names = {f"{YI}/fee", f"{JIA}/window", f"{YI}/window"}
    reply = catalogue.amended_reply(names, "en", DURING)
    assert reply.text.count("【") == reply.text.count("——") == 2
    assert "1. Online application: from 1 March 2030 to 31 March 2030.\n2. The review fee" in reply.text
    assert reply.custom["answer"]["status"] == "answered_for_several"


def test_what_is_gone_is_only_counted(catalogue: Catalogue) -> None:
    """Nothing is told of a fact for which no place can be named."""
    reply = catalogue.amended_reply([f"{YI}/gone", "none/at-all"], "zh", DURING)
    assert reply.text == "您之前问过的内容有2条已经撤下，请不要再按它办理；需要的话请重新提问。"
    assert reply.custom["answer"]["status"] == "not_in_notice"


def test_many_amended_facts_stay_short(catalogue: Catalogue) -> None:
    """Four are told, of the others how many there are."""
    names = [fact.id for fact in catalogue.facts(YI)]
    reply = catalogue.amended_reply(names, "zh", DURING)
    assert len(reply.custom["answer"]["facts"]) == 4
    assert f"另有{len(names) - 4}条您问过的也有更新" in reply.text


def test_an_amendment_of_nothing_is_an_error(catalogue: Catalogue) -> None:
    """There would be nothing to tell anybody."""
    with pytest.raises(ValueError, match="no fact is named"):
        catalogue.amended_reply([], "zh", DURING)


@pytest.mark.parametrize("phrase", PHRASES)
def test_both_languages_say_the_same(phrase: str) -> None:
    """With the same values in them."""
    values = [sorted(re.findall(r"\{(\w+)\}", text)) for text in (PHRASES[phrase].zh, PHRASES[phrase].en)]
    assert values[0] == values[1]
