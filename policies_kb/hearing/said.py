"""A message cut into clauses, each as it was written and as it is read; and what every kind of reply has in common."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from policies_kb.terms import normalise

_CUT: Final = re.compile(
    r"[,，。;；!！?？\n…]+|\.(?!\d)|(?<=[一-鿿])\s+(?=[一-鿿])|\s+(?:but|and i|while)\s+"
)
#: What people begin with while they think, and what they end with, says nothing.
_FILLER: Final = re.compile(
    r"(?:额|呃|哦|噢|喔|嗯|唔|诶|哎|啊|这个|那个|就是说?|怎么说呢?|er+|um+|uh+|well|oh)(?:[啊呀嘛吧呢]|这)*[~.…]*"
)
_PADDING: Final = re.compile(
    r"^(?:(?:额|呃|哦|噢|喔|嗯+|唔|诶|哎|这个啊|那个啊)\s*|不过|但是?|可是)(?=[一-鿿]{2})|(?<=[一-鿿])(?:哈|呗|哦|噢|喔|嘛|啊|呀)*[\s~～^.]+$"
    r"|(?<=[一-鿿])(?:哈|呗|哦|噢|喔|嘛|啊|呀)+$"
)
#: «Not» right before a word, with what may stand between.
NOT: Final = re.compile(
    r"(?:不是|没有|没|不|未|无|并非|不沾|不涉及|不搞|不做|不走|不算|谈不上|别|非|not |no "
    r"|never |n't |without |isn't |don't |didn't |haven't )"
    r"(?:有|被|过|太|参加|正式|给|去|出|怎么|很|什么|任何|是|完全|在|算|属于|办|得|用|拿|考|评|聘|走|受|因|为"
    r"|读完|念完|上完|考核|考评|年度|哪一?年|哪次|谁|a "
    r"|an |any |the |yet |been |in |have |hold )*$"
)
_OR: Final = re.compile(r"\s?(?:、|或者?|和|也|及|以及|与|跟|也不|or|nor|and|/)?(?:是)?\s?")
_UNSURE: Final = re.compile(
    r"没(?:什么|啥|有)?概念|[哪谁鬼]知道"
    r"|不(?:太|大|是很|怎么)?(?:清楚|知道|晓得|记得|确定|了解|懂|明白|好说|肯定)"
    r"|记不(?:太)?(?:清|得|住)|忘(?:了|记)|说不(?:准|清|好|上来)|没(?:注意|印象|数|留意)"
    r"|搞不(?:清|懂)|拿不准|吃不准|想不起|弄不清|分不清|没(?:怎么)?关注|(?:do not|don't|dont) (?:know|remember|recall)"
    r"|not (?:really )?sure|no idea|(?:can't|cannot) (?:recall|remember|say|tell)|forgot|unsure|dunno|no clue"
)
_NONE: Final = re.compile(
    r"^(?:我|我们|还|都|从来|从|也|真|说了|早说了|压根|暂时|暂|目前|现在|根本|一个|一次|一篇|什么|啥|就|那"
    r"|嗯|哦|倒|应该|好像|以前)*"
    r"(?:没|無|无|不持|不存在|不懂|哪有|哪来|0个|零个|0次|零次|一个都没|不涉及|不适用|谈不上|未|零|none|never"
    r"|no(?![a-z])|not |n/a|nothing|nope"
    r"|haven't|i have no|i don't have|i never|neither|清清白白|清白|不走|不打分|不自评|不报)"
)
_UNBROKEN: Final = re.compile(
    r"^\S{0,3}?(?:没|未|没有|无)(?:有)?(?:断|换|停|间断|中断|漏|缺|落|少|变|离|问题|毛病|欠)"
)
_NO_SUCH: Final = re.compile(
    r"没有?[^,;]{0,8}(?:这回事|这一说|的说法|这个说法)|^[^,;]{1,10}没有(?:过|的)?(?:,|$)"
    r"|^[^,;]{1,10}没(?:考|评|得|拿|聘)过?(?:,|$)|(?:^|,)(?:啥|什么|一[个本项张次点]|\S{1,6})(?:都|也)(?:没"
    r"|无)有?(?:呢|了|过)?(?:,|$)"
)
_UNHEARD: Final = re.compile(
    r"不知道(?:什么|啥|这个|有这)|(?:^|[,，])(?:啥|什么)(?:是|叫)|没听(?:说|人|谁|过)|没人(?:跟我|和我|给我)?(?:说|讲|提)"
    r"|(?:^|,)(?:什么|啥)(?!都|也|职称|证)\S{1,6}$|什么是|头一(?:次|回)听|第一(?:次|回)听|不懂(?:这|那)|never heard"
)
_FINE: Final = re.compile(
    r"(?:问题|毛病)(?:都|也)没|没(?:有)?(?:什么|啥|别的)?(?:问题|毛病|特殊|异常|特别|情况)|(?:跟|和)一般人一样"
    r"|一切(?:照常|如常)|普普通通|普通情况|都?还行$|都妥|按规定来|是正常|(?:都|一切|全|很|挺|蛮)?正常的?$|都好"
    r"|都符合|符合的?$|满足的?$|都满足|没事|一般情况"
    r"|all (?:fine|normal|good)|no problem|nothing special|fine$|normal$|^ok"
)
_NO: Final = re.compile(
    r"^(?:我|还|都|也|那|这个|暂时|目前|现在|如今|已经|早就|应该|好像|肯定|当然|嗯)*(?:不|没|否|未|无|非|不是"
    r"|no(?![a-z])|not |nope|never|n$|haven't|isn't|it isn't|i'm not|i don't|i am not|false)"
)
#: A yes or a no that stands alone behind something else: «哪有那命，不是».
_WORD: Final = re.compile(
    r"(?:都|也|应该|当然|肯定)?(?:(?P<no>不是|没有|没|否|不对|no)|是|是的|有|有的|对|yes)(?:的|了)?"
)
_NOW: Final = re.compile(r"现在|目前|如今|眼下|but now|now ")
_YES: Final = re.compile(
    r"^(?:我|都|也|那|应该|肯定|当然|目前|现在|已经|已|就)*(?:是|有|对|嗯|恩|在|好|行|可以|能"
    r"|算|办|齐|够|yes|yep|yeah|y$|sure|right|correct|of course|true|i am|i do|i have|it is"
    r"|it does|they are)"
)


@dataclass(frozen=True, slots=True)
class Clause:
    """One clause: `raw` as written, `plain` normalised."""

    raw: str
    plain: str

    @property
    def unsure(self) -> bool:
        """Whether it says that the person does not know."""
        return bool(_UNSURE.search(self.plain))

    @property
    def hedged(self) -> bool:
        """Whether it says what only seems so."""
        return bool(_HEDGED.search(self.plain))

    @property
    def asks(self) -> bool:
        """Whether it asks something, or speaks of what is demanded in general."""
        return bool(_ASKS.search(self.plain))


_HEDGED: Final = re.compile(r"好像|可能|也许|或许|大概|说不定|应该|估计|似乎|maybe|perhaps|probably|seems?")
_ASKS: Final = re.compile(
    r"吗$|么$|呢$|了没$|几年|多久|多少|怎么|如何|要不要|需不需要|能不能|可不可以|行不行|够不够|才能"
    r"|才可以|可以评|可以报|什么|哪|是否|有没有|要求|需要"
    r"|how |what |which |when |can i|could i|do i|must |required"
)


@dataclass(frozen=True)
class Said:
    """A whole message."""

    raw: str
    rewritten: tuple[Clause, ...] | None = None

    def read_as(self, clauses: tuple[Clause, ...]) -> Said:
        """The same message with its clauses read otherwise."""
        return Said(self.raw, clauses)

    @cached_property
    def clauses(self) -> tuple[Clause, ...]:
        """The clauses that say anything."""
        if self.rewritten is not None:
            return self.rewritten
        parts = [part.strip() for part in _CUT.split(self.raw) if part and part.strip()]
        said = [Clause(part, normalise(_PADDING.sub("", part).strip() or part)) for part in parts]
        return tuple(clause for clause in said if not _FILLER.fullmatch(clause.plain)) or tuple(said)

    @cached_property
    def plain(self) -> str:
        """All of it normalised, with a comma between clauses."""
        return ",".join(clause.plain for clause in self.clauses)

    @property
    def unsure(self) -> bool:
        """Whether the person says not to know."""
        return any(clause.unsure for clause in self.clauses)

    @property
    def none(self) -> bool:
        """Whether the reply is that there is no such thing; «没断过» says nothing of the kind."""
        if _UNHEARD.search(self.plain) or _NO_SUCH.search(self.plain):
            return True
        return not self.unsure and any(
            _NONE.match(clause.plain) and not _UNBROKEN.match(clause.plain) for clause in self.clauses[:1]
        )

    @property
    def unheard(self) -> bool:
        """Whether the person has never heard of such a thing."""
        return bool(_UNHEARD.search(self.plain))

    @property
    def fine(self) -> bool:
        """Whether the reply is that nothing is out of the ordinary."""
        return any(_FINE.search(clause.plain) for clause in self.clauses)

    @property
    def bare(self) -> bool | None:
        """Yes or no, where the reply begins with one."""
        now = (clause.plain for clause in self.clauses if _NOW.match(clause.plain))
        first = next(now, self.clauses[0].plain if self.clauses else "")
        if _NO.match(first) and not _UNBROKEN.match(first):
            return False
        if _YES.match(first):
            return True
        later = next((match for one in self.clauses[1:] if (match := _WORD.fullmatch(one.plain))), None)
        return None if later is None else later["no"] is None

    def words(self, *fitting: str) -> str:
        """As written: the first clause that holds one of the normalised `fitting`, or else all of it."""
        for clause in self.clauses:
            if any(fit in clause.plain for fit in fitting):
                return clause.raw
        return self.raw.strip()


def denied(plain: str, start: int) -> bool:
    """Whether a «not» stands right before place `start`."""
    return bool(NOT.search(plain, 0, start))


def goes_on(plain: str, end: int, start: int) -> bool:
    """Whether what stands at `start` is joined by «or» to what ended at `end`, so that one «not» rules both."""
    return end <= start and bool(_OR.fullmatch(plain, end, start))
