"""A self-check from the first message to the verdict, in the really started processes."""

from __future__ import annotations

from typing import Any

from dev.layout import PROJECT
from tests.e2e.talk import NOTHING, PERSON, Reply, Talk


def check(reply: Reply) -> dict[str, Any]:
    """The `custom.self_check` of the last message."""
    return dict(reply[-1]["custom"]["self_check"])


def led(talk: Talk, reply: Reply) -> Reply:
    """The result, after the person has answered every question."""
    for _ in range(20):
        state = check(reply)
        if "verdict" in state:
            return reply
        reply = talk.say(PERSON.get(state["asking"], NOTHING))
    raise AssertionError("twenty questions and no verdict")


def test_a_self_check_ends_with_a_cited_verdict(talk: Talk) -> None:
    """Each condition with its place, and what is needed."""
    begun = talk.say("帮我自查一下，想在永嘉报助理工程师")
    assert (check(begun)["notice"], check(begun)["target"]) == ("yj-construction-2021", "助理工程师")
    result = led(talk, begun)
    assert check(result)["verdict"] == "eligible"
    assert result[0]["text"].startswith("符合")
    assert "大专" in result[0]["text"]
    assert "永人社〔2021〕23号" in result[0]["text"]
    assert all(reason["at"] for reason in check(result)["reasons"])


def test_a_question_in_between_is_answered_and_the_check_goes_on(talk: Talk) -> None:
    """The same question is put again."""
    talk.say("帮我自查一下，想在永嘉报助理工程师")
    asking = check(talk.say("大专"))["asking"]
    between = talk.say("联系电话是多少？")
    assert "57669862" in between[0]["text"]
    assert check(between)["asking"] == asking


def test_an_answer_can_be_corrected_after_the_verdict(talk: Talk) -> None:
    """Junior high school needs more years than this person has."""
    led(talk, talk.say("帮我自查一下，想在永嘉报助理工程师"))
    again = led(talk, talk.say("不对，我是初中"))
    assert check(again)["verdict"] == "ineligible"


def test_it_stops_and_goes_on_where_it_was(talk: Talk) -> None:
    """With something else asked meanwhile."""
    talk.say("帮我自查一下，想在永嘉报助理工程师")
    asking = check(talk.say("大专"))["asking"]
    talk.say("先停下")
    assert "answer" in talk.say("评审费多少钱")[0]["custom"]
    assert check(talk.say("继续"))["asking"] == asking


def test_a_button_answers(talk: Talk) -> None:
    """The button that the question offered."""
    begun = talk.say("帮我自查一下，想在永嘉报助理工程师")
    button = next(one for one in begun[0]["buttons"] if one["title"] == "大专")
    assert check(talk.say(button["payload"]))["asking"] != "education"


def test_no_answer_reaches_a_log(talk: Talk) -> None:
    """Neither what a person says of themselves, nor a number that identifies them."""
    talk.say("帮我自查一下，想在永嘉报助理工程师")
    talk.say("我是中专，学的护理")
    talk.say("330681199003078811")
    logs = "".join(path.read_text() for path in (PROJECT.logs / "e2e").glob("*.log"))
    assert "学的护理" not in logs
    assert "330681199003078811" not in logs
