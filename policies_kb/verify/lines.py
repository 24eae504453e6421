"""The lines of an official text: what is thrown away, what continues a line, how a passage is shown."""

from __future__ import annotations

import re
from typing import Final

#: Shorter lines are headings, addressees or cells of a table; longer ones may be broken in mid-sentence.
_WRAPPED: Final = 20
_HEADING: Final = re.compile(r"[^，。；：！？,;:]{1,40}")
_ENDS: Final = re.compile(r"(?:[。；！？：;:]|通知)[”）)]*$")
_DAY: Final = re.compile(r"\d{4}\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日(?:印发)?")
#: A star in mid-sentence may be a sign of multiplication («宽» and «*高» on the next line).
_BULLET: Final = re.compile(r"^(?:[-•·]\s*|\*\s+)+(?=\S)")
_PAGE: Final = re.compile(r"[-—–]\s*\d{1,3}\s*[-—–]")
_SENTENCE_END: Final = re.compile(r"(?<=[。！？；\n])")
_MOST: Final = 300


def tidy(line: str) -> str:
    """A line without bullets, markdown and angle brackets around addresses; the cells of a row lose their gaps."""
    plain = line.replace("**", "")
    plain = re.sub(r"<(https?://[^<>\s]+)>", r"\1", plain)
    if "\t" in plain.lstrip():
        cells = (re.sub(r"\s+", "", cell) for cell in plain.split("\t"))
        return "、".join(cell for cell in cells if cell)
    plain = plain.strip()
    return "" if _PAGE.fullmatch(plain) else _BULLET.sub("", plain).strip()


def is_cell(line: str) -> bool:
    """Whether a line is a cell or a row of a table: it is set off by tabs."""
    return "\t" in line


def join(before: str, line: str) -> str:
    """`before` and the next line: as one where a sentence was broken, else as two lines."""
    if not before or not line:
        return before + line
    last = before.rpartition("\n")[2]
    if continues(last, line, first="\n" not in before):
        both_latin = last[-1].isascii() and line[0].isascii() and last[-1].isalnum() and line[0].isalnum()
        return f"{before}{' ' if both_latin else ''}{line}"
    return f"{before}\n{line}"


def continues(last: str, line: str, *, first: bool) -> bool:
    """Whether `line` goes on with the sentence of the line before it. A `first` line may be a heading."""
    if _DAY.fullmatch(line) or _ENDS.search(last) or len(last) < _WRAPPED:
        return False
    return not (first and _HEADING.fullmatch(last))


def shown(text: str) -> str:
    """A passage as it is shown beside an answer: gaps closed, at most some 300 characters, cut behind a sentence."""
    text = re.sub(r"[^\S\n]+", " ", text)
    text = re.sub(
        r"(?<=[一-鿿，。；：、（）《》“”]) (?=[\dA-Za-z])|(?<=[\dA-Za-z]) (?=[一-鿿，。；：、（）《》“”])",
        "",
        text,
    )
    kept = ""
    for part in _SENTENCE_END.split(text.strip()):
        if len(kept) + len(part) > _MOST:
            return f"{(kept or _clause(part)).rstrip()}……"
        kept += part
    return kept


def _clause(sentence: str) -> str:
    """The beginning of a sentence that is too long by itself, cut behind a comma where there is one."""
    cut = sentence[:_MOST]
    comma = max(cut.rfind("，"), cut.rfind("、"), cut.rfind(" "))
    return cut[: comma + 1] if comma > _MOST // 2 else cut
