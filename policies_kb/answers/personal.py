"""Whether a message is about the person who writes it, so that a self-check answers it.

«大专四年，能报助工吗» is; «大专的要几年» is about the rules, and «学历证明要传吗» about how things are done.
"""

from __future__ import annotations

from typing import Final

from policies_kb.answers.heard import Heard
from policies_kb.hearing.asking import (
    asks_behind_an_aim,
    asks_for_oneself,
    asks_for_paperwork,
    asks_for_whom,
    asks_what_it_means,
    describes,
    dictates,
    has_subject,
    interrogative,
    is_uneasy,
    of_oneself,
    tells_a_place,
    tells_an_aim,
    wonders,
)
from policies_kb.hearing.cheating import asks_to_cheat
from policies_kb.rules import Facts

#: Where somebody works says only which notice is meant.
PLACE: Final = "region"
#: So many facts about the person in one message are a description of them, whatever is asked.
_DESCRIBED: Final = 2
#: Topics of how and when things are done: no verdict answers a question about them.
_DOING: Final = frozenset(
    {
        "account", "apply_steps", "certificate", "contact", "counting_day", "deadline", "department_steps", "documents",
        "education_proof", "employer_steps", "exam", "fee", "fee_setting", "form_filling", "mountain_counties",
        "offices", "paper_materials", "photo", "pledge", "publicity", "review_process", "statement", "system",
        "uploads", "where_to_submit",
    }
)  # fmt: skip
#: So sure must the classifier be of such a topic; less where nothing is told of the person.
_SURE: Final = 0.5
_LIKELY: Final = 0.3


def is_personal(text: str, heard: Heard, facts: Facts) -> bool:
    """Whether a (normalised) message is about the person. `facts` are what it tells of them."""
    told = set(facts) - {PLACE}
    if dictates(text) or asks_to_cheat(text) or _asks_how(text, heard, told):
        return False
    words = heard.words
    tells = bool(told) or describes(words)
    if told and of_oneself(text) and not heard.scope.empty:
        return True
    if tells_an_aim(text) or asks_behind_an_aim(text) or is_uneasy(text):
        return True
    if asks_for_oneself(text):
        return tells or has_subject(words) or tells_a_place(text)
    if tells and wonders(text):
        return True
    if told and asks_what_it_means(text):
        return True
    return bool(told) and not interrogative(text) and (describes(text) or len(told) >= _DESCRIBED)


def _asks_how(text: str, heard: Heard, told: set[str]) -> bool:
    """Whether somebody asks how something is done (what to hand in, where to click), whatever they tell besides."""
    if asks_for_paperwork(text) and not asks_for_oneself(text):
        return True
    if not told and asks_for_whom(text):
        return True
    topic, share = next(iter(heard.question.topics), ("", 0.0))
    if topic not in _DOING:
        return False
    return share >= _LIKELY if not told else share >= _SURE and not asks_for_oneself(text)
