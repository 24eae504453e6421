"""Replies that list what is held: the notices, and the offices to call."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from policies_kb.model.answer import Answer, Choice, Found
from policies_kb.model.fact import Fact
from policies_kb.model.notice import Notice
from policies_kb.model.status import Status
from policies_kb.model.text import Lang
from policies_kb.model.topics import Topics
from policies_kb.wording.reply import Reply, buttons_of, custom_of, in_script, say


def notices_reply(notices: Sequence[Notice], topics: Topics, lang: Lang, on: dt.date) -> Reply:
    """Every notice that is held, each as a button."""
    choices = tuple(Choice("notice", notice.id) for notice in notices)
    answer = Answer(Status.CLARIFY_NOTICE, on, lang, choices=choices)
    lines = [say("notices", lang), *(in_script(f"· {_line(notice, lang)}", lang) for notice in notices)]
    return Reply("\n".join(lines), buttons_of(answer, topics, notices), custom_of(answer))


def _line(notice: Notice, lang: Lang) -> str:
    return notice.short.in_(lang) + (f"（{notice.number}）" if notice.number else "")


def offices_reply(found: Sequence[tuple[Notice, Fact]], lang: Lang, on: dt.date) -> Reply:
    """The offices to call, each with its notice and place."""
    answer = Answer(Status.HANDOFF, on, lang, found=tuple(Found(notice, (fact,)) for notice, fact in found))
    lines = [
        in_script(
            f"· {notice.short.in_(lang)}：{fact.text.in_(lang)}（{'、'.join(map(str, fact.at))}）", lang
        )
        for notice, fact in found
    ]
    return Reply("\n".join([say("handoff", lang), *lines]), custom=custom_of(answer))
