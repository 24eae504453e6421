"""A reply becomes messages that Telegram takes, and that say all of it."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Mapping, Sequence
from html.parser import HTMLParser
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from bot.telegram.letters import Key, Letter, letters_of

#: Text as hostile and as long as it may be: long lines, astral characters, markup, marks at the beginning of lines.
PARTS = st.one_of(
    st.text(max_size=60),
    st.sampled_from(
        [
            "&amp;",
            "<b>",
            "</i>",
            "\n",
            "\n\n",
            "\r\n",
            "【甲】",
            "——某〔2030〕1号 · 四",
            "。",
            "𠮷😀",
            "&<>\"'",
            "\u200b",
        ]
    ),
    st.builds(
        lambda one, times: one * times,
        st.sampled_from(["字", "𠮷", "<", "&", "a. ", "句。", " "]),
        st.integers(1, 6000),
    ),
)
TEXTS = st.lists(PARTS, max_size=12).map("".join)
CITED = st.fixed_dictionaries({"number": st.text(max_size=20), "at": st.text(max_size=20), "quote": TEXTS})


class Page(HTMLParser):
    """The text of a message as Telegram parses it, its tags in order, and the texts they enclose."""

    def __init__(self, letter: Letter) -> None:
        super().__init__(convert_charrefs=True)
        self.text = ""
        self.enclosed: list[tuple[str, str]] = []
        self._open: list[tuple[str, int]] = []
        self.feed(letter.html)
        self.close()
        assert not self._open, "a tag is left open"

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert (tag, attrs) in [("b", []), ("i", []), ("blockquote", [("expandable", None)])]
        self._open.append((tag, len(self.text)))

    def handle_endtag(self, tag: str) -> None:
        opened, start = self._open.pop()
        assert opened == tag
        self.enclosed.append((tag, self.text[start:]))

    def handle_data(self, data: str) -> None:
        self.text += data


def seen(text: str) -> str:
    """What of a text can be seen: Telegram itself takes nothing else for a text."""
    unseen = {"Cc", "Cf", "Mn", "Zl", "Zp", "Zs"}
    return "".join(
        one for one in text if unicodedata.category(one) not in unseen and one not in "\u2800\ufffc"
    )


def told(letters: Sequence[Letter]) -> str:
    return "".join(Page(letter).text for letter in letters)


def units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def enclosed(message: Mapping[str, Any]) -> list[tuple[str, str]]:
    return [each for letter in letters_of(1, [message]) for each in Page(letter).enclosed]


def with_quotes(text: str, *quotes: Mapping[str, str]) -> dict[str, Any]:
    return {"text": text, "custom": {"answer": {"citations": [{"notice": "n", **one} for one in quotes]}}}


def titled(*titles: str) -> list[dict[str, str]]:
    return [{"title": title, "payload": "/ask_fee"} for title in titles]


@settings(deadline=None)
@given(TEXTS)
@example("𠮷" * 5000)
@example("字" + "𠮷" * 5000)
@example("&" * 9000)
@example("句。\n" * 3000)
def test_the_whole_text_is_told(text: str) -> None:
    """All letters together say what the reply says, character by character."""
    assert seen(told(letters_of(1, [{"text": text}]))) == seen(text)


@settings(deadline=None)
@given(TEXTS, st.lists(CITED, max_size=4))
def test_every_letter_is_one_that_telegram_takes(text: str, cited: list[dict[str, str]]) -> None:
    """Well-formed by itself, not empty, at most 4096 UTF-16 units of parsed text, and at most 100 entities."""
    for letter in letters_of(1, [with_quotes(text, *cited)]):
        page = Page(letter)
        assert 0 < units(page.text) <= 4096
        assert seen(page.text)
        assert len(page.enclosed) <= 100


@settings(deadline=None)
@given(
    st.text(max_size=20).filter(seen),
    st.lists(CITED.filter(lambda one: bool(seen(one["quote"]))), max_size=3),
)
def test_official_passages_are_told_whole(text: str, cited: list[dict[str, str]]) -> None:
    """Text, then each source and its passage, in order, however often they are split."""
    whole = text
    for one in cited:
        both = "·" if seen(one["number"]) and seen(one["at"]) else ""
        whole += one["number"] + both + one["at"] + one["quote"]
    letters = letters_of(1, [with_quotes(text, *cited)])
    assert seen(told(letters)).replace("·", "") == seen(whole).replace("·", "")


@settings(deadline=None)
@given(st.integers(1, 2**63), st.lists(st.text(max_size=120), min_size=1, max_size=130), st.text(max_size=20))
def test_a_keyboard_is_one_that_telegram_takes(n: int, titles: list[str], text: str) -> None:
    """At most 100 keys of 10 kB, none without a title, data of 1 to 64 bytes that never is the payload."""
    (letter,) = letters_of(n, [{"text": text, "buttons": titled(*titles)}])
    keys = [key for row in letter.rows for key in row]
    assert 0 < len(keys) <= 100
    assert all(seen(key.title) and key.title == key.title.strip() for key in keys)
    assert [key.data for key in keys] == [f"{n}.0.{number}" for number in range(len(keys))]
    assert all(0 < len(key.data.encode()) <= 64 for key in keys)
    sent = [[{"text": key.title, "callback_data": key.data} for key in row] for row in letter.rows]
    assert len(json.dumps(sent)) < 10_000


def test_text_is_escaped() -> None:
    """What looks like markup is shown as it was written."""
    (letter,) = letters_of(1, [{"text": '<b>"A&B"</b>'}])
    assert letter == Letter('&lt;b&gt;"A&amp;B"&lt;/b&gt;')


def test_citations_and_headings_are_set_apart() -> None:
    """A line that begins with a dash is in italics, a notice's name at a line's beginning is bold, no others are."""
    text = "【甲】一。\n——甲〔2030〕7号 · 四<1>\n二【乙】——丙"
    (letter,) = letters_of(1, [{"text": text}])
    assert letter.html == "<b>【甲】</b>一。\n<i>——甲〔2030〕7号 · 四&lt;1&gt;</i>\n二【乙】——丙"


def test_an_official_passage_follows_the_text() -> None:
    """As a quote that can be unfolded, its source first; a citation without a passage adds nothing."""
    cited = [
        {"number": "甲〔2030〕7号", "at": "四", "quote": "须<在职>。\n【二】"},
        {"number": "乙", "at": "五"},
    ]
    (letter,) = letters_of(1, [with_quotes("是。", *cited)])
    assert letter.html == (
        "是。\n\n<blockquote expandable><b>甲〔2030〕7号 · 四</b>\n须&lt;在职&gt;。\n【二】</blockquote>"
    )


def test_several_passages_unfold_together() -> None:
    """One tap, not one for each."""
    cited = [{"number": "甲", "at": "四", "quote": "一。"}, {"number": "甲", "at": "五", "quote": "二。"}]
    (letter,) = letters_of(1, [with_quotes("是。", *cited)])
    assert letter.html == (
        "是。\n\n<blockquote expandable><b>甲 · 四</b>\n一。\n\n<b>甲 · 五</b>\n二。</blockquote>"
    )


def test_a_split_quote_is_opened_again() -> None:
    """Each part of a passage that is longer than a message is a quote."""
    quote = {"number": "甲", "at": "四", "quote": "一句话。" * 2000}
    letters = letters_of(1, [with_quotes("", quote)])
    assert len(letters) == 2
    assert all(letter.html.startswith("<blockquote expandable>") for letter in letters)
    assert enclosed(with_quotes("", quote))[0] == ("b", "甲 · 四")


@pytest.mark.parametrize(
    ("text", "first"),
    [
        (
            "一" * 2000 + "\n" + "二" * 1000 + "\n\n" + "三" * 500 + "。\n" + "四" * 3000,
            "一" * 2000 + "\n" + "二" * 1000,
        ),
        ("一" * 2000 + "\n" + "二。" * 1500, "一" * 2000),
        ("一" * 4000 + "。”" + "二" * 1000, "一" * 4000 + "。”"),
        ("word " * 1000, "word " * 818 + "word"),
        ("一" * 4096 + "\n\n二", "一" * 4096),
        ("一\n\n" + "二" * 5000, "一\n\n" + "二" * 4093),
        ("一" + "𠮷" * 3000, "一" + "𠮷" * 2047),
    ],
    ids=["paragraph", "line", "sentence", "word", "exactly full", "no scraps", "no half characters"],
)
def test_long_text_is_parted_at_the_best_place(text: str, first: str) -> None:
    """Between paragraphs, else lines, else sentences, else words, else anywhere but within a character."""
    assert Page(letters_of(1, [{"text": text}])[0]).text == first


def test_more_marks_than_a_message_may_have_are_spread() -> None:
    """No citation loses its form, and none is torn."""
    text = "\n".join(f"——甲〔2030〕{number}号" for number in range(250))
    letters = letters_of(1, [{"text": text}])
    assert [len(Page(letter).enclosed) for letter in letters] == [100, 100, 50]
    assert enclosed({"text": text}) == [("i", line) for line in text.split("\n")]


def test_keys_stand_under_the_last_part_of_their_message() -> None:
    """A long first message and a short second one: each has its own keys, at its own place."""
    messages = [{"text": "句。" * 4000, "buttons": titled("是")}, {"text": "二", "buttons": titled("否")}]
    letters = letters_of(12, messages)
    assert [letter.rows for letter in letters] == [(), ((Key("是", "12.0.0"),),), ((Key("否", "12.1.0"),),)]


def test_short_titles_stand_two_a_row() -> None:
    """Up to 14 columns, a Chinese character counting two; the order stays."""
    titles = ["是", "否", "高级技师一级", "一二三四五六七八", "abcdefghijklmn", "不清楚", "是"]
    (letter,) = letters_of(1, [{"text": "?", "buttons": titled(*titles)}])
    rows = [[key.title for key in row] for row in letter.rows]
    assert rows == [
        ["是", "否"],
        ["高级技师一级"],
        ["一二三四五六七八"],
        ["abcdefghijklmn", "不清楚"],
        ["是"],
    ]


@pytest.mark.parametrize(
    ("title", "shown"),
    [("字" * 31, "字" * 29 + "…"), ("字" * 30, "字" * 30), (" 一\n二 ", "一 二"), (" \u200b", "…")],
)
def test_a_title_is_one_sane_line(title: str, shown: str) -> None:
    """Too long a title is cut, and none is empty."""
    (letter,) = letters_of(1, [{"text": "?", "buttons": titled(title)}])
    assert letter.rows[0][0].title == shown


def test_buttons_without_text_can_be_sent() -> None:
    """Telegram takes no message without text."""
    (letter,) = letters_of(1, [{"buttons": titled("是")}])
    assert seen(Page(letter).text)
    assert letter.rows == ((Key("是", "1.0.0"),),)


@pytest.mark.parametrize(
    "messages",
    [
        [],
        [{}],
        [{"text": None, "buttons": None, "custom": None}],
        [{"text": " \n\u200b"}],
        [with_quotes("", {"at": "四"})],
    ],
)
def test_a_reply_with_nothing_to_show_is_no_letter(messages: list[dict[str, Any]]) -> None:
    """Neither are spaces, and signs that nobody sees."""
    assert letters_of(1, messages) == []


def test_half_a_character_is_left_out() -> None:
    """A lone surrogate, which could not be sent, does not keep the rest from being sent."""
    assert letters_of(1, [{"text": "一\ud83d\x00二"}]) == [Letter("一二")]
