"""How a message hangs on the one before: a correction, «once more», «the question before», or a bare «那绍兴呢»."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from policies_kb.model.text import Lang


class Kind(StrEnum):
    """What a message does with the question before it."""

    QUESTION = "question"
    CORRECTION = "correction"
    AGAIN = "again"
    BACK = "back"


@dataclass(frozen=True)
class Turn:
    """What a message does, and what it says beside that (normalised; may be empty).

    `leans` is true where its form alone shows that something was left out («那…», «…呢», «and …?»); `narrows` where
    it names only for whom or for what the question before is asked again («参加面试的呢»); `lang` is the language that
    it asks for («用英文再说一遍»).
    """

    kind: Kind
    text: str
    leans: bool
    narrows: bool = False
    lang: Lang | None = None


_PAUSE: Final = r"[\s,，。.!！?？;；:：、~…-]"
_WRONG: Final = re.compile(
    rf"^{_PAUSE}*(?:哎|诶|啊|噢|哦|抱歉|不好意思|sorry|no|oh)?{_PAUSE}*"
    r"(?:不对不对|不对|不是不是|不是问?(?:这个|那个|这|那)(?:意思|问题)?(?:[呀啊哦呢])?|不是(?=[,，]我)|"
    r"我不是(?:这个|那个)?意思|答非所问|"
    r"(?:你|我)?(?:刚才|刚刚|上面|前面)?(?:说|搞|弄|理解|看|听|写|打|问|记)?错了?(?:吧|啦)?|"
    r"(?:你)?(?:误会|误解)了?(?:吧)?|"
    r"更正(?:一下)?|纠正一下|重来|没问这个|我?问的不是这个|我不是问这个|应该不是|"
    r"(?:no|sorry|oh no)(?=[, ]+(?:i |that|not |the other|wrong))|that'?s not what i asked|not (?:this|"
    r"that) one|wrong(?: notice| one)?|you misunderstood|correction|i was wrong|my mistake)"
    rf"{_PAUSE}+"
)
_MEANT: Final = re.compile(
    r"^(?:我|俺)(?:刚才|刚刚|其实|本来)?(?:是|要|想|是想|是要|想要)?(?:问|说|指|"
    r"讲)的?(?:其实)?(?:应该)?是|^我(?:是|要|想)+(?:问|说)的?(?!题)|^我说的(?=[^,，]{1,8}$)|"
    r"^(?:应该|而)?是(?:想|要)?问|^应该(?:是|问)|^问的是|^重新说一下|"
    r"^(?:i (?:meant|mean|asked about|was asking about|am asking about)|i'm asking about|"
    r"i was asking about|the other notice)\b"
)
_NOT_BUT: Final = re.compile(
    rf"^(?:我)?(?:问的|说的|要的)?(?:不是|没有?问|not\b)(?:问|说|指)?[^,，;；。]{{1,14}}(?:{_PAUSE}+|"
    r"而)(?=(?:我)?(?:问的|说的|指的|要的)?(?:是|应该|问|the|but|i )|[^,，]*(?:是问|问的是))"
)
_BUT_NOT: Final = re.compile(
    rf"{_PAUSE}*(?:而|,|，)?(?:不是|不要|not\b)(?:问|说|指)?(?:the )?[^,，;；。?？]{{1,12}}$"
)
_AGAIN: Final = re.compile(
    r"(?:请|麻烦|能|可以|你|帮我|给我|我没看懂|没看懂|没看清|没听清|没明白|用?(?:中文|英文|英语|简体|繁体|"
    r"白话|人话|in (?:english|chinese)))*"
    rf"{_PAUSE}*(?:再|重新|重复|重)(?:说|讲|发|答|来|看|念|解释|写)?(?:一?[遍次下边]|给?我)*(?:吗|吧|呗|谢谢)?|"
    r"(?:用)?(?:中文|英文|英语|繁体|简体)(?:说|讲|回答|再说)?(?:一[遍次下])?|重复一下|"
    r"(?:please )?(?:repeat(?: that| it)?|say (?:that|it) again|again(?: please)?|in (?:english|"
    r"chinese)(?: please)?|once more)"
)
#: «刚才那个再说一遍» wants the last answer again, not the question before it.
_MORE: Final = r"再(?:说|讲|发|答|看|念|解释)|重新|重复|重发|一遍|\bagain\b|repeat"
_BACK: Final = re.compile(
    r"(?:返回|回到|回|看看?|接着|继续|还是)?(?:刚才|刚刚|之前|前面|上面(?!那?一?[级层]))(?:问?的?)?(?:那个|那条|那一?个|"
    r"的)?(?:问题|答案)?|"
    r"(?:返回|回到|回|看看?)?(?:上|前)一?[个条题](?:问题|答案)?|(?:the )?previous (?:question|one|answer)|"
    r"go back|the question before"
)
_EMPTY: Final = re.compile(
    rf"(?:{_PAUSE}|[的了呢吗吧啊呀哦再给我发说讲看问答]|问题|答案|一遍|一次|一下|那个|please)*"
)
_OPENS: Final = re.compile(
    rf"^(?:(?:嗯|哦|噢|好的?|行|ok|对了|算了|那行|那好){_PAUSE}+)?"
    r"(?:(?:那么?(?![些个边样里年时种份天几])|然后|另外|还有(?![几多没吗什别哪])|换成|换到|换(?![发证单领工岗成到])(?=[一-鿿]{2,6}[的呢吧]|[一-鿿]{2,4}$)|改成|改问|"
    rf"(?:那)?(?:如果|要是|假如)(?:是|说是)?(?=[^,，]{{1,8}}(?:呢|的话)))(?:{_PAUSE}|(?=[一-鿿0-9]))+|"
    r"(?:and|so|then|also|and for|what about|how about|what if)\b[\s,]*)*"
)
_CLOSES: Final = re.compile(r"(?:的)?(?:呢|咧|呐|嘞)[?？!！。~]*$")

#: «…的呢»: those who, or what, is asked about this time; a question of its own would end in «…呢».
_NARROWS: Final = re.compile(
    r"^[^,，?？]{2,12}(?:的|的话|的人)(?:呢|咧|怎么办|又?是?几[份年个]|要几[份年个])[?？!！。~]*$"
)


#: «电话多少», «地址呢»: of whom, the question before tells.
_WHOM: Final = re.compile(
    r"(?:那|那个|那边|他们|它|请问|把|的|联系|咨询|具体|办公){0,3}(?:电话|座机|号码|联系方式|联系人|手机号|地址)"
    r"(?:号码?|是|多少|几号|呢|发我|给我|一下|有[吗伐不嘛么]|有没有|什么|在哪里?|也|要|[?？。!！ ])*"
)


def asks_whom(words: str) -> bool:
    """Whether the words only ask for a phone or an address, not of which office."""
    return bool(_WHOM.fullmatch(words.strip()))


def turn_of(plain: str) -> Turn:
    """Read a normalised message. Everything that only ties it to the one before is taken off `text`."""
    corrected, text = _without_correction(plain)
    if corrected:
        return Turn(Kind.CORRECTION, text, leans=True)
    if _EMPTY.fullmatch(_AGAIN.sub("", plain)) and _AGAIN.search(plain):
        return Turn(Kind.AGAIN, "", leans=True, lang=_asked_language(plain))
    once_more = _BACK.sub("", _AGAIN.sub("", plain, count=1), count=1)
    if _EMPTY.fullmatch(once_more) and re.search(_MORE, plain):
        return Turn(Kind.AGAIN, "", leans=True, lang=_asked_language(plain))
    back = _BACK.search(plain)
    if back and back.start() <= 2:
        rest = _BACK.sub("", plain, count=1)
        rest = "" if _EMPTY.fullmatch(rest) else rest
        return Turn(Kind.BACK if not rest else Kind.QUESTION, rest or "", leans=False)
    opened = _OPENS.sub("", plain)
    leans = opened != plain or bool(_CLOSES.search(plain))
    return Turn(Kind.QUESTION, opened or plain, leans=leans, narrows=bool(_NARROWS.search(plain)))


def _without_correction(plain: str) -> tuple[bool, str]:
    """Whether the message corrects, and what it says instead: what is denied is taken away."""
    text, corrects = plain, False
    for pattern in (_WRONG, _NOT_BUT, _MEANT):
        shorter = pattern.sub("", text, count=1).strip()
        corrects = corrects or shorter != text.strip()
        text = shorter
    if _WRONG.match(plain + ","):
        text, corrects = ("" if _WRONG.sub("", plain + ",", count=1) == "" else text), True
    if corrects:
        text = re.sub(r"^[\s,，:：]*(?:是问|是|我?问的是|我是想问|我说的|我指的|我问|问|the )?", "", text)
        denied = _BUT_NOT.sub("", text)
        text = denied or text
    return corrects, text


def _asked_language(plain: str) -> Lang | None:
    if re.search(r"英文|英语|in english", plain):
        return "en"
    if re.search(r"繁体", plain):
        return "zh-hant"
    return "zh" if re.search(r"中文|简体|in chinese", plain) else None
