"""Rasa's rules, looked up by how they end instead of tried one after the other.

A third of what understanding leaves of a turn. `quick_turns` puts it in place, for the release it names there:

- Every prediction tried all rules against the last state of the conversation, and then those that were left against
  the state before. Nearly all fail at once: at the action before or at the intent. They are kept by these two.
- After every message the rules were tried with its text before they were tried with its intent, and for both the
  states of the conversation were made anew. No rule here is about a text.
- The states were copied for a line of a log that is not written.
"""

from __future__ import annotations

from typing import Any, Dict, List, Set, Tuple

from rasa.core.policies.rule_policy import (
    LOOP_WAS_INTERRUPTED,
    RULES,
    RULES_FOR_LOOP_UNHAPPY_PATH,
    RulePolicy,
)
from rasa.shared.core.constants import ACTION_LISTEN_NAME

_ACTION, _NAME, _USER, _INTENT = "prev_action", "action_name", "user", "intent"
#: Where a policy keeps its rules by their ends, one table a lookup.
_TABLES, _IS_TOLD = "_by_end", "_may_tell_by_text"

_find_action = RulePolicy._find_action_from_rules
_any_keys = RulePolicy._get_possible_keys

#: By the action before and the intent (None: whatever it is): the rules that may apply.
Table = Dict[Tuple[Any, Any], Dict[str, str]]


def find_action(
    policy: RulePolicy, tracker: Any, domain: Any, use_text_for_last_user_input: bool
) -> Tuple[Any, Any, bool]:
    """The action of the rules, its rule, and whether a loop was left; nothing where only a text could tell."""
    if use_text_for_last_user_input and not _may_tell_by_text(policy):
        return None, None, False
    return _find_action(policy, tracker, domain, use_text_for_last_user_input)


def possible_keys(policy: RulePolicy, lookup: Dict[str, str], states: List[Any]) -> Set[str]:
    """The rules that apply to these states, the last of which is now."""
    action, intent = _end(states[-1]) if states else (None, None)
    if action is None:  # where a conversation begins, whatever was said
        return _any_keys(policy, lookup, states)
    table = _table(policy, lookup)
    candidates = {**table.get((action, intent), {}), **table.get((action, None), {})}
    return _any_keys(policy, candidates, states)


def _may_tell_by_text(policy: RulePolicy) -> bool:
    """Whether a rule may apply to a message of which only the text is known."""
    if _IS_TOLD not in policy.__dict__:
        ends = [policy._rule_key_to_state(key)[-1] for key in policy.lookup[RULES]]
        after_listening = [end for end in ends if _end(end)[0] in (ACTION_LISTEN_NAME, None)]
        loops = policy.lookup[RULES_FOR_LOOP_UNHAPPY_PATH].values()
        told = any(_end(end)[1] is None for end in after_listening) or LOOP_WAS_INTERRUPTED in loops
        policy.__dict__[_IS_TOLD] = told
    return bool(policy.__dict__[_IS_TOLD])


def _table(policy: RulePolicy, lookup: Dict[str, str]) -> Table:
    """The rules by their ends, made when a lookup is first asked; one that was changed since is read anew."""
    tables = policy.__dict__.setdefault(_TABLES, {})
    kept, count, table = tables.get(id(lookup), (None, 0, {}))
    if kept is not lookup or count != len(lookup):
        table = {}
        for key, action in lookup.items():
            table.setdefault(_end(policy._rule_key_to_state(key)[-1]), {})[key] = action
        tables[id(lookup)] = lookup, len(lookup), table
    return table


def _end(state: Any) -> Tuple[Any, Any]:
    """The action before and the intent, as far as a state has them."""
    action = state.get(_ACTION, {}).get(_NAME)
    return action, state.get(_USER, {}).get(_INTENT)
