"""«不对，我是大专», «说错了，是19年7月», «学历改成本科»: a message that takes something back."""

from __future__ import annotations

import re
from typing import Final

from policies_kb.terms import normalise

_BEGINS: Final = re.compile(
    r"^(?:哦|啊|呃|额|嗯|哎|诶|等等|等一下|等下|抱歉|不好意思|对不起|sorry|oh|oops|wait)*[\s,，。.]*"
    r"(?:不对(?!口|应|称)|不是不是|(?:我)?(?:记|看|听|搞|弄|想)(?:错|反|混)了|口误|手误|哦不"
    r"|刚才的?不算|错了|搞错了?|弄错了?|(?:我)?(?:刚才|刚刚|前面"
    r"|上面)?(?:的)?(?:说|写|打|填|选|点)(?:的)?(?:不对|错)了?|更正|纠正|更改|修改|改一下|改下"
    r"|应该是"
    r"|actually|correction|i meant|i was wrong|my mistake|no wait|that's wrong|let me correct)"
    r"(?:一下|下|了|啦)?[\s,，。.:：]*"
)
_NOT_BUT: Final = re.compile(r"(?:我|其实)?不是([^,，。;]{1,12})[,，。;]\s*(?:而)?是([^,，。;]{1,16})[。!]?")
_CHANGED: Final = re.compile(r"改成|改为|改到|更正为|更正成|修改为|换成|应该是|should be|change .{1,30} to ")
_TAKEN_BACK: Final = re.compile(
    r"(?:刚才|刚刚|前面|上面)\S{0,8}?(?:说|填|选|写|点)(?:错|的不对|反)|(?:说|填|选|写|点)(?:错|反)了"
)


def instead(text: str) -> tuple[str, str] | None:
    """«不是大专，是本科»: what is denied and what is said instead; None where a message has not this form."""
    match = _NOT_BUT.fullmatch(normalise(text))
    return (match[1], match[2]) if match else None


def corrected(text: str) -> str | None:
    """What is said instead by a message that takes something back: "" where nothing is, None where it does not."""
    plain = normalise(text)
    begins = _BEGINS.match(plain)
    if begins and begins.end() > 0 and not plain.endswith(("吗", "吗?", "?")):
        return plain[begins.end() :]
    changed = _CHANGED.search(plain)
    if changed and not plain.endswith(("吗", "吗?", "?")):
        return f"{plain[: changed.start()]}是{plain[changed.end() :]}"
    taken = None if plain.endswith(("吗", "吗?", "?")) else _TAKEN_BACK.search(plain)
    return plain[: taken.start()] + plain[taken.end() :].lstrip(",，。") if taken else None
