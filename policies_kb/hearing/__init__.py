"""What a person's words say about them: facts for the self-check, corrections of facts, and commands to it.

Here belongs the understanding of replies. It is pure: no I/O, no clock (today is a parameter), and no rule of any
notice; what people say for the values of one attribute stands with the attribute, in `attributes.yml`.
"""

from policies_kb.hearing.commands import Command, command
from policies_kb.hearing.ear import Ear, Heard

__all__ = ["Command", "Ear", "Heard", "command"]
