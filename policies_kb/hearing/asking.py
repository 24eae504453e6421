"""Whether a message asks something, rather than answering."""

from __future__ import annotations

import re
from typing import Final

_ASKS: Final = re.compile(
    r"[?？]|(吗|嗎|呢|么|麼)[。!！~\s]*$|什么时候|什麼時候|怎么|怎麼|哪里|哪裡|哪儿|在哪|多少钱|几号|哪天|要不要|能不能|可不可以|是不是要"
    r"|多少号|电话多少|是什么|是多少|几份|几年\s*$|^(what|when|where|how|which|who|can|do|does|is|are)\b",
    re.IGNORECASE,
)
#: Said in passing, and no question: «不知道什么是自评分», «算不算清楚».
_TELLS: Final = re.compile(r"不知道|不清楚|没听过|没听说|不懂|记不|不晓得|don't know|no idea", re.IGNORECASE)


def asks(text: str) -> bool:
    """Whether the words are a question («学历不清楚» and «不知道什么自评分» are none)."""
    return bool(_ASKS.search(text.strip())) and not _TELLS.search(text)
