"""Every topic of every notice has a reply that can be stood by."""

from __future__ import annotations

import datetime as dt

import pytest

from policies_kb.catalogue import Catalogue
from policies_kb.lint import knowledge_of
from policies_kb.model.answer import Question
from policies_kb.model.notice import Notice
from policies_kb.model.status import Status
from policies_kb.model.topics import Topic
from policies_kb.reading import read_folder

KNOWLEDGE = knowledge_of(read_folder())
PAIRS = [(notice, topic) for notice in KNOWLEDGE.notices for topic in KNOWLEDGE.topics]


@pytest.mark.parametrize(("notice", "topic"), PAIRS, ids=lambda part: part.id)
def test_a_reply_that_states_policy_is_cited(real: Catalogue, notice: Notice, topic: Topic) -> None:
    """Each answered reply names the notice and a place; else it says that the notice is silent, and whom to ask."""
    kept = {"notice": notice.id}
    question = Question(topic.name.zh, dt.date(2026, 1, 1), ((topic.id, 0.9),), kept)
    answer = real.answer(question)
    reply = real.reply(answer)
    assert answer.status in (Status.ANSWERED, Status.NOT_IN_NOTICE)
    if answer.status is Status.ANSWERED:
        assert reply.custom["answer"]["citations"]
        assert f"——{notice.citation} · " in reply.text
    else:
        assert any(character.isdigit() for character in reply.text)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_fact_reads_in_both_languages(real: Catalogue, lang: str) -> None:
    """No sentence is empty or doubled in its stops, and English has few Chinese characters but names."""
    for notice in real.notices:
        for fact in real.facts(notice.id):
            text = fact.text.zh if lang == "zh" else fact.text.en
            assert text.strip()
            assert "。。" not in text
            assert ".." not in text.replace("...", "")
