"""What a question asks of a document that a notice only cites: its text is not held, and that is the answer.

«36号文对海洋工程的业绩要求具体几条» is not answered by what the notice itself says of work records.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from policies_kb.model.entries import Document
from policies_kb.model.fact import Fact

#: A number of a document; the year of its issue may stand before it («2019年36号», «〔2019〕36号»).
_NUMBER: Final = re.compile(r"(?<!\d)(\d{1,4})号(?!楼|前|之前|截|开|到|以前|起|线)")
#: That what the document says is asked for, not what it is or what the notice does with it.
_CONTENT: Final = re.compile(
    r"具体|内容|细则|原文|全文|第[\d一二三四五六七八九十]+条|几条|哪几[条点项]|哪些(?:要求|条件|规定|情形)|"
    r"(?:写|说|讲|规定|要求)了?(?:些)?(?:什么|啥|哪些)|怎么(?:说|写|规定|要求)|要求(?:是|有)?(?:什么|啥|哪些|几)|"
    r"what does .{0,30}\bsay|\btext of\b|contents? of"
)
#: That the notice is asked about, which names the document only as its ground.
_GROUND: Final = re.compile(r"依据|根据|按照?哪|哪个文件|什么文件|文号")


def content_of(facts: Iterable[Fact], plain: str, own_number: str) -> Fact | None:
    """The cited document whose contents are asked for; None where no such thing is asked.

    `facts` are those of the notice, `own_number` is the number of the notice itself.
    """
    if not _CONTENT.search(plain) or _GROUND.search(plain):
        return None
    named = {match.group(1) for match in _NUMBER.finditer(plain)}
    named -= {match.group(1) for match in _NUMBER.finditer(own_number)}
    for fact in facts:
        if isinstance(fact.entry, Document) and fact.entry.number:
            numbers = {match.group(1) for match in _NUMBER.finditer(fact.entry.number)}
            if named & numbers:
                return fact
    return None
