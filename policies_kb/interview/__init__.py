"""The course of a self-check: what is asked next, what a reply does, and when it is over.

Here belongs the flow alone. What a rule means is in `rules`, what a person's words mean in `hearing`, and how a
question or a result reads in `wording.check`. It is pure: an interview is a value, every step makes a new one.
"""

from policies_kb.interview.flow import Interviewer
from policies_kb.interview.result import Judged, judged
from policies_kb.interview.standing import Touched, standing
from policies_kb.interview.state import Case, Interview, read_interview, write_interview
from policies_kb.interview.step import Note, Step

__all__ = [
    "Case",
    "Interview",
    "Interviewer",
    "Judged",
    "Note",
    "Step",
    "Touched",
    "judged",
    "read_interview",
    "standing",
    "write_interview",
]
