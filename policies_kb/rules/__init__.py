"""The eligibility engine: who may apply, why, what to ask next, and when waiting helps.

Here belongs what follows from the rules of a notice and the answers of a person. It is pure: nothing here reads a
file or the clock (the day of asking is an argument `on`), and no rule, bound or date of policy stands here. What a
notice file may say is in `model`, how results become sentences in `wording`.
"""

from policies_kb.rules.check import Finding, Outcome, RuleTruth, Verdict, check, verdict
from policies_kb.rules.codec import read_answer, read_facts, write_answer, write_facts
from policies_kb.rules.distance import Distance, Lack
from policies_kb.rules.explain import Change, Explanation, RouteStanding, explain
from policies_kb.rules.flaw import Flaw
from policies_kb.rules.leaves import Ask, Leaf, Open
from policies_kb.rules.lint import lint_attributes, lint_rules
from policies_kb.rules.needs import applies
from policies_kb.rules.questions import Question, next_question, open_questions, questions_left, worded
from policies_kb.rules.relevance import relevant
from policies_kb.rules.rounds import Round
from policies_kb.rules.ruleset import Ruleset, compile_notice, compile_rules
from policies_kb.rules.screen import Screened, next_screen_question, screen, verdicts
from policies_kb.rules.truth import Truth, every, some
from policies_kb.rules.values import (
    Absent,
    Between,
    Facts,
    Flag,
    Lasting,
    Located,
    MisfitError,
    OneOf,
    Since,
    Unsure,
    Value,
)
from policies_kb.rules.waiting import Waiting, earliest

__all__ = [
    "Absent",
    "Ask",
    "Between",
    "Change",
    "Distance",
    "Explanation",
    "Facts",
    "Finding",
    "Flag",
    "Flaw",
    "Lack",
    "Lasting",
    "Leaf",
    "Located",
    "MisfitError",
    "OneOf",
    "Open",
    "Outcome",
    "Question",
    "Round",
    "RouteStanding",
    "RuleTruth",
    "Ruleset",
    "Screened",
    "Since",
    "Truth",
    "Unsure",
    "Value",
    "Verdict",
    "Waiting",
    "applies",
    "check",
    "compile_notice",
    "compile_rules",
    "earliest",
    "every",
    "explain",
    "lint_attributes",
    "lint_rules",
    "next_question",
    "next_screen_question",
    "open_questions",
    "questions_left",
    "read_answer",
    "read_facts",
    "relevant",
    "screen",
    "some",
    "verdict",
    "verdicts",
    "worded",
    "write_answer",
    "write_facts",
]
