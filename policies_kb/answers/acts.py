"""Whether a message that a classifier took for small talk asks something of the notices after all.

A classifier always names some intent. For two words that it never saw («那义乌？», «市里») that is a small one with
a small share; behind a question such a message is a follow-up, not a thank-you.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from policies_kb.answers.heard import Heard
from policies_kb.answers.timing import Asks, timing_of
from policies_kb.hearing.asking import interrogative
from policies_kb.hearing.cheating import asks_to_cheat
from policies_kb.model.answer import Question

#: Up to which share an act is doubted where a conversation or the words point to the notices.
_DOUBTED: Final[Mapping[str, float]] = {
    "greet": 0.5,
    "goodbye": 0.5,
    "thanks": 0.5,
    "affirm": 0.6,
    "deny": 0.6,
    "help": 0.5,
    "bot_identity": 0.4,
    "praise_complain": 0.5,
    "stop": 0.5,
    "human": 0.35,
    "forget_me": 0.4,
    "out_of_scope": 0.6,
    "adversarial": 0.3,
    "list_notices": 0.4,
}
#: A yes or a no has few words; one with more asks («中间断过可以不»), unless the classifier is sure.
_YES_NO: Final = frozenset({"affirm", "deny"})
_TELLING: Final = 3
_SURE: Final = 0.8
#: Said without asking anything: a message of some length that asks was misread as one («晚个把礼拜送没事吧»).
_PLEASANT: Final = frozenset({"greet", "goodbye", "thanks"})
#: The share of a topic that makes a message behind a question one about the notices.
_TOPICAL: Final = 0.3


#: Somebody wants another answer to what was asked before («你搞错了，按免费再答一遍»).
_INSISTS: Final = re.compile(
    r"再(?:回?答|说|讲)|重新?(?:回?答|说)|改(?:成|口|答|说)|按[^,，。]{1,10}(?:回?答|说|讲|写)|(?:说|答|搞|弄|记)错"
    r"|不对|明明|其实|answer again|you(?:'re| are) wrong|that'?s wrong"
)


def insists(question: Question) -> bool:
    """Whether a message that is refused is about the answer before."""
    return "asked" in question.kept and bool(_INSISTS.search(question.text.lower()))


def asks(heard: Heard) -> bool:
    """Whether to answer from the notices, whatever the act."""
    question = heard.question
    if question.act not in _DOUBTED or not (heard.asks_something or heard.now.named):
        return False
    if question.act == "adversarial" and heard.now.named and asks_to_cheat(heard.plain):
        return True
    timing = timing_of(heard.words, heard.terms)
    if question.act == "list_notices" and timing and timing.asks is Asks.STILL:
        return True
    if question.act in _YES_NO and heard.behind and heard.own >= _TELLING and question.sure <= _SURE:
        return True
    goes_on = bool(question.kept.get("asked"))
    if question.act in _PLEASANT and goes_on and heard.own >= _TELLING and interrogative(heard.plain):
        return True
    if question.sure > _DOUBTED[question.act] or not heard.fit.notices:
        return False
    if heard.now.named or question.act in ("out_of_scope", "adversarial"):
        return heard.now.named
    topical = max(heard.topics.values(), default=0.0) >= _TOPICAL
    return bool(heard.behind) or (topical and goes_on)
