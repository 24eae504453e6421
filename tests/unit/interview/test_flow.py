"""The course of a self-check, with an ear that understands a script."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

import pytest

from policies_kb.hearing import Ear, Heard
from policies_kb.interview import Case, Interview, Interviewer, Note, Step, read_interview, write_interview
from policies_kb.model.attribute import Attribute
from policies_kb.model.knowledge import Knowledge
from policies_kb.rules import Facts, Lasting, OneOf, Unsure, Value

ON = dt.date(2030, 3, 1)
TECHNICIAN = Case("yi-junior-2030", "技术员")
ASSISTANT = Case("yi-junior-2030", "助理工程师")
HIGH, COLLEGE = OneOf(frozenset({"高中"})), OneOf(frozenset({"大专"}))
SCRIPT: Mapping[str, dict[str, Value]] = {
    "高中": {"education": HIGH},
    "大专": {"education": COLLEGE},
    "七年": {"years_of_work": Lasting(84, 84)},
    "不清楚": {"years_of_work": Unsure()},
    "高中七年": {"education": HIGH, "years_of_work": Lasting(84, 84)},
}


class ScriptedEar(Ear):
    """Understands the sentences of the script, and «不对，…» as a correction to one of them."""

    def answer(
        self, text: str, asked: Attribute, known: Facts, on: dt.date, demand: float | None = None
    ) -> Heard:
        """What the script says."""
        return Heard(SCRIPT.get(text, {}))

    def correction(self, text: str, known: Facts, on: dt.date) -> Heard | None:
        """What the script says of the words after «不对，»."""
        return Heard(SCRIPT.get(text.removeprefix("不对，"), {})) if text.startswith("不对，") else None


@pytest.fixture
def interviewer(sample: Knowledge) -> Interviewer:
    """An interviewer over the invented notices."""
    return Interviewer(sample, ScriptedEar.of(sample))


def begun(interviewer: Interviewer, *cases: Case) -> Step:
    """A self-check of which nothing is known."""
    return interviewer.begin(cases or (TECHNICIAN,), {}, ON)


def heard(interviewer: Interviewer, step: Step, *texts: str) -> Step:
    """The last step after these messages, each of which is a matter of the self-check."""
    for text in texts:
        following = interviewer.listen(step.interview, text, ON)
        assert following is not None, text
        step = following
    return step


def test_it_asks_until_nothing_can_change_the_verdict(interviewer: Interviewer) -> None:
    """Two answers decide the one route there is."""
    step = begun(interviewer)
    assert step.question is not None
    assert step.question.attribute.name == "education"
    assert heard(interviewer, step, "高中", "七年").over


def test_what_settles_the_verdict_ends_it(interviewer: Interviewer) -> None:
    """No route to 技术员 starts from 大专, so the years do not matter."""
    assert heard(interviewer, begun(interviewer), "大专").over


def test_several_answers_in_one_message_are_all_noted(interviewer: Interviewer) -> None:
    """The second question is not asked any more."""
    step = heard(interviewer, begun(interviewer), "高中七年")
    assert step.over
    assert set(step.heard) == {"education", "years_of_work"}


def test_an_answer_that_is_not_understood_is_asked_once_more_and_then_unknown(
    interviewer: Interviewer,
) -> None:
    """Nobody is asked a third time."""
    step = interviewer.puzzled(begun(interviewer).interview, ON)
    assert (step.note, step.interview.asking) == (Note.NOT_UNDERSTOOD, "education")
    step = interviewer.puzzled(step.interview, ON)
    assert step.note is Note.TAKEN_AS_UNKNOWN
    assert step.interview.facts["education"] == Unsure()
    assert step.interview.asking == "years_of_work"


@pytest.mark.parametrize(
    ("text", "note", "asking"),
    [("为什么问这个", Note.WHY, "education"), ("跳过", Note.SKIPPED, "years_of_work")],
)
def test_commands(interviewer: Interviewer, text: str, note: Note, asking: str) -> None:
    """A person can ask why, and can skip."""
    step = heard(interviewer, begun(interviewer), text)
    assert (step.note, step.interview.asking) == (note, asking)


def test_back_takes_the_last_answer_away(interviewer: Interviewer) -> None:
    """And asks for it again."""
    step = heard(interviewer, begun(interviewer), "高中", "上一题")
    assert step.interview.asking == "education"
    assert "education" not in step.interview.facts
    assert heard(interviewer, step, "上一题").note is Note.NOTHING_BEFORE


def test_it_can_be_stopped_and_resumed(interviewer: Interviewer) -> None:
    """At the same question, with the same answers."""
    stopped = heard(interviewer, begun(interviewer), "高中", "先停下")
    assert stopped.interview.paused
    assert stopped.question is None
    assert not stopped.over
    resumed = heard(interviewer, stopped, "继续")
    assert (resumed.note, resumed.interview.asking) == (Note.RESUMED, "years_of_work")


def test_a_correction_changes_an_earlier_answer(interviewer: Interviewer) -> None:
    """During the check, and after its verdict."""
    step = heard(interviewer, begun(interviewer), "高中", "不对，大专")
    assert step.note is Note.CORRECTED
    assert step.over
    assert heard(interviewer, step, "不对，高中").interview.asking == "years_of_work"


def test_something_else_is_no_matter_of_it(interviewer: Interviewer) -> None:
    """The caller answers it and lets the question be put again."""
    step = begun(interviewer)
    assert interviewer.listen(step.interview, "评审费多少", ON) is None
    again = interviewer.kept(step.interview, ON)
    assert again.question == step.question


def test_a_button_answers_exactly(interviewer: Interviewer) -> None:
    """A value that the attribute does not have is none."""
    step = begun(interviewer)
    taken = interviewer.take(step.interview, "高中", ON)
    assert taken is not None
    assert taken.interview.facts["education"] == HIGH
    assert interviewer.take(step.interview, "博士后", ON) is None


def test_several_titles_are_checked_with_the_same_answers(interviewer: Interviewer) -> None:
    """What separates them is asked, once."""
    step = heard(interviewer, begun(interviewer, TECHNICIAN, ASSISTANT), "高中", "七年")
    assert step.over
    assert step.interview.asked == ("education", "years_of_work")


def test_another_title_keeps_what_was_told(interviewer: Interviewer) -> None:
    """But asks again for what was not known."""
    step = heard(interviewer, begun(interviewer), "高中", "不清楚")
    assert step.over
    moved = interviewer.switch(step.interview, (ASSISTANT,), ON)
    assert moved.interview.facts == {"education": HIGH}
    assert moved.interview.asking == "years_of_work"


def test_an_interview_is_written_and_read_back(interviewer: Interviewer, sample: Knowledge) -> None:
    """As one line, whatever it holds."""
    interview = heard(interviewer, begun(interviewer), "高中", "先停下").interview
    line = write_interview(interview)
    assert "\n" not in line
    assert read_interview(line, sample.attribute_set) == interview


@pytest.mark.parametrize("asking", ["shoe_size", None])
def test_an_interview_of_other_attributes_is_let_go(sample: Knowledge, asking: str | None) -> None:
    """After an attribute was renamed, the old conversation starts anew instead of failing."""
    held = Interview((TECHNICIAN,), asking="education" if asking is None else asking)
    line = write_interview(held)
    if asking is None:
        line = line.replace('"facts":{}', '"facts":{"shoe_size":41}')
    assert read_interview(line, sample.attribute_set) is None
    assert read_interview(None, sample.attribute_set) is None
