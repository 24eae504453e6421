"""The photo check: figures of a picture, said or measured, against what a notice demands of the ID photo.

Here belongs what a photo is (pixels, bytes, format, background) and the comparison with a `PhotoSpec`. It is pure:
bytes and texts come in as arguments. Only `picture` knows Pillow. What is demanded stands in the notices, how a
finding reads in `wording.photo`, which notice is meant in `answers`.
"""

from policies_kb.photo.check import Finding, Range, State, Verdict, check, verdict_of
from policies_kb.photo.figures import Figures, FileSize
from policies_kb.photo.picture import figures_of
from policies_kb.photo.refused import PictureRefused
from policies_kb.photo.words import figures_in, is_checkable, said_without

__all__ = [
    "Figures",
    "FileSize",
    "Finding",
    "PictureRefused",
    "Range",
    "State",
    "Verdict",
    "check",
    "figures_in",
    "figures_of",
    "is_checkable",
    "said_without",
    "verdict_of",
]
