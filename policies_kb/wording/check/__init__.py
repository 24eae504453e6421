"""The self-check in words: questions, what was understood, results, and which titles come nearest.

Here belong sentences about an interview and its verdict, in Chinese and English. What is asked and when is in
`interview`; the words of a rule (`say`, `ask`, `mend`) stand in its notice.
"""

from policies_kb.wording.check.asking import asking_reply
from policies_kb.wording.check.findings import Condition, Findings, findings
from policies_kb.wording.check.result import result_custom, result_reply
from policies_kb.wording.check.screened import screened_reply
from policies_kb.wording.check.sheet import Item, Part, Standing, items

__all__ = [
    "Condition",
    "Findings",
    "Item",
    "Part",
    "Standing",
    "asking_reply",
    "findings",
    "items",
    "result_custom",
    "result_reply",
    "screened_reply",
]
