"""Whether a message asks something, rather than answering; and whether it asks about the person."""

from __future__ import annotations

import re
from typing import Final

_ASKS: Final = re.compile(
    r"[?？]|(吗|嗎|么|麼)[。!！~\s]*$|(?<![班干着在交有做缴])呢[。!！~\s]*$|什么时候|什麼時候|怎么|怎麼|哪里|哪裡|哪儿|在哪"
    r"|多少钱|几号|哪天|要不要|能不能|可不可以|是不是要"
    r"|多少号|电话多少|是什么|是多少|几份|(?<![好十有])几年\s*$|(?:是|对|没错)吧\s*$|对不对\s*$|^(what|when|where|how|which|who|can|do|does|is|are)\b",
    re.IGNORECASE,
)
#: Said in passing, and no question: «不知道什么是自评分», «算不算清楚».
_TELLS: Final = re.compile(r"不知道|不清楚|没听过|没听说|不懂|记不|不晓得|don't know|no idea", re.IGNORECASE)


def asks(text: str) -> bool:
    """Whether the words are a question («学历不清楚» and «不知道什么自评分» are none)."""
    return bool(_ASKS.search(text.strip())) and not _TELLS.search(text)


#: How people ask whether they themselves may apply.
_MAY_I: Final = re.compile(
    r"(?:能|可以|可不可以|可否|够|想|打算|准备|要是|还能).{0,16}?(?:报(?!告|表|送|名)"
    r"|参?评(?!审表|审费|分|价)|升|申请)"
    r"|(?:报|评|升|申请).{0,14}?(?:可以吗|可以不|行吗|行不|能行|够吗|符合吗|有戏吗)"
    r"|有影响吗|影响不影响|有没有影响|够条件|有资格|符合条件吗|看看我|看我"
    r"|(?:can|may|could) i\b|am i (?:eligible|qualified|able)|do i qualify",
    re.IGNORECASE,
)
#: How people ask what a rule makes of what they have just told of themselves.
_FOR_ME: Final = re.compile(r"怎么算|满.{1,4}年.{0,8}[吗吧没]|有.{0,2}影响|算.{0,4}(?:满|够)")
_CLAUSES: Final = re.compile(r"[,，。;；!！?？\n]+")
#: A clause so short says no more than which notice is meant.
_SHORT: Final = 4


def asks_for_oneself(text: str) -> bool:
    """Whether somebody asks if they may apply («…，能不能报»)."""
    return bool(_MAY_I.search(text))


def asks_what_it_means(text: str) -> bool:
    """Whether somebody asks what follows from something they tell («…怎么算年限»)."""
    return bool(_FOR_ME.search(text))


def describes(text: str) -> bool:
    """Whether a clause before the question tells something («挂证被撤销过注册，还能报吗»)."""
    clauses = [clause.strip() for clause in _CLAUSES.split(text) if clause.strip()]
    before = [clause for clause in clauses if not asks(clause) and not asks_for_oneself(clause)]
    return len(clauses) > 1 and any(len(clause) > _SHORT for clause in before)
