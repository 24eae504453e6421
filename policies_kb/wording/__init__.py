"""How entries become sentences, in Chinese and in English.

Here belongs every template for what the notices say. What the assistant says of itself (greetings, questions,
errors) is in `phrases`. No fact stands here, only the words around facts.
"""

from policies_kb.wording.facts import facts_of

__all__ = ["facts_of"]
