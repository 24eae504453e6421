"""Whether a question asks when one can apply, and whose time it is: the applicants', the employers', the departments'.

Other times (an exam, a public notice, the day up to which years count) are facts like any other and are found by
their words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final, cast

from policies_kb.model.entries import Actor
from policies_kb.terms.recogniser import Term


class Asks(StrEnum):
    """What is asked about a window."""

    STILL = "still"
    NEXT = "next"
    OPENS = "opens"
    CLOSES = "closes"
    WHEN = "when"


@dataclass(frozen=True)
class Timing:
    """A question about windows. `actors` are those named; empty where the applicants' own window is meant.

    `sure` is false where the words may also ask for a condition («还能报吗» behind a case).
    """

    asks: Asks
    actors: tuple[Actor, ...] = ()
    sure: bool = True


_ALL: Final[tuple[Actor, ...]] = ("applicant", "employer", "department")


#: What asks for a day of its own, so that several may be asked for in one message.
DATED: Final = frozenset({Asks.OPENS, Asks.CLOSES, Asks.WHEN})

#: The words that ask for a moment.
WHEN: Final = (
    r"(?:什么时候|什么时间|啥时候|啥时间|啥辰光|何时|几时|几月几号|几号|几月|哪一?天|多会儿?|哪个?月|哪日|"
    r"哪一?段时间)"
)
_DO: Final = r"(?:报|申|网报|填报|审|推|递|交|提交|报送|送|弄完|搞完|办完|上报)"
_STILL: Final = re.compile(
    r"(?:还|现在|如今|眼下|目前|今天|今年|这会儿?|马上|立刻)[^,，。]{0,6}(?:能|可以|可|让|给|收|受理|接受|"
    r"来得?及|有机会|赶得?上)[^,，。]{0,6}(?:报|申|交|提交|收|受理|推|审|及|上$|机会|参加)"
    r"|还(?:能|可以|让|给)?(?:报|申报|申请|收|受理)(?:名)?(?:吗|不|么|嘛|得|行|上)|[报申交]名?还行|"
    r"还行[吗不么]|来得?及|来不及|赶得?上|赶不上|(?:过期|过时)了?(?:吗|没|么|不|$)|"
    r"(?:截止|结束|关闭|关|停|过)了?(?:吗|没有?|么|没)(?:$|[?？,，])|是不是(?:已经?)?(?:关|结束|过|截止|"
    r"停|没)|还(?:开|有效|在(?:报|受理|收))|现在(?:是)?(?:开|报)(?:着|的)?(?:吗|么)?|"
    r"今天[^,，。]{0,4}(?:提交|报|申请)|still (?:open|possible|apply|accept|submit|can|be)|can (?:i|"
    r"we) still|too late|already (?:closed|over)|is it (?:still )?(?:open|closed)|apply (?:now|today)"
    r"|(?:还有|还剩|剩下?|离[^,，]{0,8}还有?)(?:多少|几|多)(?:天|日|久)|"
    r"(?:how many )?days (?:are )?(?:left|remain)|how (?:long|much time) (?:is )?left"
)
#: The question itself, taken off so that the case is left: «快六十了、退了休还能报吗».
_STILL_APPLY: Final = re.compile(
    r"(?:还|现在|今年)?(?:能|可以|让|给)?[^,，。]?[报申评](?:名|请|报)?[吗不伐么]?[?？]?$"
)
#: Said of windows only, never of a condition.
_CERTAIN: Final = re.compile(
    r"来得?及|来不及|赶得?上|赶不上|(?:截止|结束|关闭|关|停)了(?:吗|没|么)|是不是(?:已经?)?(?:关|结束|"
    r"截止|停)|下一?(?:批|次|轮|届|期|回)|"
    r"from when (?:to|until|till) when|"
    r"still open|too late|already (?:closed|over)|is it (?:still )?(?:open|closed)|(?:几|多少)天|"
    r"days? left|(?<!晚了)还(?:在)?(?:收|受理)(?:材料|件|人)?(?:不收|不受理|吗|么|不|没|$)"
)
_EVERY: Final = re.compile(
    r"时间(?:节点|安排|表)|几个时间|日程|各(?:个)?(?:环节|阶段|级|步)|所有.{0,3}(?:时间|日期)|timetable|schedule|"
    r"all (?:the )?(?:dates|deadlines)"
)
_NEXT: Final = re.compile(
    r"(?<![接以])下(?:一|个)?(?:批|次|轮|届|期|回|年度|半年|年(?!内))|新一(?:轮|批|年|次)|明年|后年|"
    r"以后(?:的|每)?年|第二(?:次|批|轮)|什么时候再|再(?:开|报|来)要等|一年(?:几|有几)次|每年(?:几|都|"
    r"什么)|next (?:round|year|time|review|batch)|another round"
)
_OPENS: Final = re.compile(
    rf"{WHEN}[^,，。]{{0,6}}(?:开始|开放|开通|启动|开口|开的|能报|可以报|能申|开$|开[?？])|开始(?:时间|"
    rf"日期|报名)|从{WHEN}(?!.{{0,4}}到)|(?:开始|开放|开通|启动)(?:是)?{WHEN}"
    r"|when (?:does|did|do|will)[^.?]{0,40}(?:open|start|begin)|opening (?:date|day)|start date"
)
_CLOSES: Final = re.compile(
    rf"截止|截至|截稿|最晚|最迟|期限|最后(?:一天|期限|日期|几号)|(?:到|至|在)(?:了)?{WHEN}|"
    rf"{WHEN}(?:之?前|以前|为止|止|结束|停|关|截|到期|过期)|(?:结束|关闭|到期)(?:是|时间|日期)?(?:{WHEN}|"
    r"$|[?？])"
    r"|deadline|clos(?:e|es|ed|ing)\b|last day|cut-?off for|by when|until when|when .{0,40}\b(?:end|due|finish)"
)
_WINDOW: Final = re.compile(
    rf"{WHEN}[^,，。]{{0,8}}{_DO}|{_DO}[^,，。]{{0,8}}{WHEN}|(?:报名|申报|网报|审核|推荐|"
    rf"报送)(?:的)?(?:起止)?(?:时间|日期|窗口)|起止|时间(?:节点|安排|表)|{WHEN}起|window dates|"
    rf"when (?:can|could|do|should|must|to)[^.?]{{0,30}}(?:apply|submit)"
)
#: Times of something else than the application, and what «截止» is said of besides.
_ELSE: Final = re.compile(
    r"面试|答辩|面谈|时候面|哪天面|几号面|考试|理论考|笔试|开考|时候考|哪天考|几号考|公示|证书|领证|发证|"
    r"缴|付款|交钱|收费|评审费|社保|聘|学时|继续教育|公需|补学|论文|发表|毕业|资历|年限|算到|算至|计算|"
    r"计到|工龄|年头|起数|算起|挂证|撤销|处分|"
    r"算满|满了|费|起算|从.{1,5}算|有效|考核|通过后|结果|出来|述职|档案|纸质|评审表|材料|送到|送纸|寄|"
    r"评审会|公布|打印|电话|号码|手机|联系|补报|补交|逾期|宽限|延期|晚了|迟了|几天内|工作日|退回|改|"
    r"interview|exam|public notice|certificate|\bpay|\bfee|insurance|count|years of|result|announce|paper|"
    r"hand in|materials|late\b|钱[^,，。]{0,6}[交付缴]|[交付缴][^,，。]{0,3}钱"
)
#: Things with a time of their own.
_OTHER: Final = re.compile(
    r"面试|答辩|考试|笔试|公示|证书|缴|评审费|付款|社保|聘|学时|挂证|处分|评委会|评审会|撤销|处罚"
    r"|钱[^,，。]{0,6}[交付]|[交付][^,，。]{0,3}钱"
)
_ANY_TIME: Final = re.compile(rf"{WHEN}|截止|截至|期限|最晚|最迟|几天|多久")
_BARE: Final = re.compile(
    rf"(?:大概|大约|具体|要|得|又|都|是|在|会){{0,2}}{WHEN}(?:[^报申截审推,，。]{{0,3}})"
)
_ELSE_STILL: Final = re.compile(
    r"面试|考试|公示|证书|社保|聘|学时|补学|论文|资历|年限|补报|逾期|宽限|延期|退回|改|补交|补充|撤|用吗|"
    r"有效|作数|算数|打印|interview|exam|certificate|insurance|valid|count|change|correct"
)


def timing_of(words: str, terms: Iterable[Term]) -> Timing | None:
    """What `words` (normalised, names of the notice taken out) ask about windows; None where they do not."""
    asks = _asks(words)
    if asks is None:
        return None
    actors = actors_of(terms) or (_ALL if _EVERY.search(words) else ())
    sure = bool(_CERTAIN.search(words)) if asks in (Asks.STILL, Asks.NEXT) else asks is not Asks.WHEN
    return Timing(asks, actors, sure)


def beside_still(words: str) -> str:
    """What is said besides «can one still apply»: the case that may be asked about."""
    return _STILL_APPLY.sub(" ", words)


def bare_when(words: str) -> bool:
    """Whether the words only ask when, not what: «什么时候交», «哪天»."""
    return bool(_BARE.fullmatch(words.strip(" ?？。,，!！呢呀啊")))


def of_something_else(words: str) -> bool:
    """Whether a time is asked for that is no window: of a payment, an interview, a ban."""
    return bool(_ANY_TIME.search(words)) and bool(_OTHER.search(words))


def actors_of(terms: Iterable[Term]) -> tuple[Actor, ...]:
    """Whose window is named, in the order of the words."""
    named = [cast(Actor, term.value) for term in terms if term.facet == "actor"]
    return tuple(dict.fromkeys(named))


def _asks(words: str) -> Asks | None:
    if _NEXT.search(words) and not _ELSE_STILL.search(words):
        return Asks.NEXT
    if _STILL.search(words) and not _ELSE_STILL.search(words):
        return Asks.STILL
    if _ELSE.search(words):
        return None
    patterns: Sequence[tuple[re.Pattern[str], Asks]] = (
        (_CLOSES, Asks.CLOSES),
        (_OPENS, Asks.OPENS),
        (_WINDOW, Asks.WHEN),
    )
    found = {asks for pattern, asks in patterns if pattern.search(words)}
    if {Asks.CLOSES, Asks.OPENS} <= found:
        return Asks.WHEN
    return next((asks for _, asks in patterns if asks in found), None)
