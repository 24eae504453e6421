"""Names in a message that say something of the person: a title held, a place passed through, a year long gone.

None of them says which review is meant.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from policies_kb.terms.recogniser import Term

_HELD_BEFORE: Final = re.compile(
    r"((?:我|本人)是?(?:[转参考晋]?(?:评|升|聘|转)(?:来|上来|过来|上去|上|过|到)?的)?|(?:手里|手上|已经|已)有了?|已是|已经是|现在?是?|持有?|拿到?|取得|任|当了?|聘|聘任|聘了|评了|评的|评上的?|考的|"
    r"考过|拿的|省外|外省)$"
)
_HELD_AFTER: Final = re.compile(
    r"^升(?=[初中高副正助工])|^(职称)?(证|证书|专业|聘了|聘满|资格证|当了|干了|做了|满|已经|后|以后|再申报)"
    r"|^(?!2\d年)(?:都|有|也|快)*[\d一二两三四五六七八九十]+个?[年月](?:多|半)?(?:了|[,，]|$)",
)
#: Behind a year that says when something happened: «2010年本科毕业», «2021年1月满五年», «去年到期».
_NOT_A_ROUND: Final = re.compile(
    r"^(的|度)?(那一?年|那时候?|那会儿?|在|从|就|刚|才|我|没|有|被|已|评上|年底|年初|年中|继续教育|学时|考核|年度考核|毕业|发表|取得|"
    r"入职|开始|参加工作|聘|社保|挂证|被|再|重新|还可以再|跟|来的|回|到期|过期|换|转|调|生|离|续|办的|上班|"
    r"那篇|那本|那个项目|那份|论文|业绩|发的|注册|考上|读|辞|退|升|交了|缴|拿)"
    r"|^(?:的|度)?[^,，。?？]{0,6}?(?:毕业|参加工作|入职|发表|取得|拿到?的|拿了|考的|评的|评上|聘的|满[\d一二三四五六七八九十两]|"
    r"来的|到期|过期)"
    r"|^\s?(?:0?[1-9]|1[0-2])月(?![^,，。]{0,4}(?:能|报|评|申|那|开|的通知|还))"
)
#: A place where the person did something need not be the place of a review: «在江苏交的», «上海毕业».
_DONE_THERE: Final = re.compile(
    r"^(?:那边|那儿|省|市)?(?:[交缴评拿考发读念办领取][^,，。]{0,4}的|参保|毕业|来的|过来|户籍|户口|读书|[交缴][了过的]?(?:社保|医保)|"
    r"读的|工作过|上过班|干过)"
    r"|^的(?:中级|高级|高工|正高|助工|工程师|资格)?(?:证|职称|社保|户口|学时|文凭)"
)
#: «从江西到永嘉来的»: the first is where somebody was. Beside «和» and the like both are meant.
_LEFT_BEFORE: Final = re.compile(r"(?:从|由|自)$")
_LEFT_BEHIND: Final = re.compile(r"^(?:那边|那儿|省|市)?(?:[过转调跳搬流]\S{0,2})?[来到去回]")
_ARRIVED: Final = re.compile(r"[到来至回]了?$")
#: Said before a place: «社保一直交在安徽», «毕业于江苏».
_DONE_AT: Final = re.compile(
    r"(?:[交缴]在了?|参保(?:地)?在|毕业于|户口在|户籍在|(?:社保|医保|学历)[^,，。]{0,4}在)$"
)
#: Before a place where a firm only has a site or an office.
_AWAY: Final = re.compile(r"(?:派?驻(?:在)?|外派(?:到|在)?|(?:常年|长期)在)$")


def held(plain: str, terms: Sequence[Term]) -> tuple[Term, ...]:
    """The titles that the person has («我手里已经有技术员了»)."""
    titles = (term for term in terms if term.facet in ("title", "level"))
    return tuple(
        term
        for term in titles
        if _HELD_BEFORE.search(plain[: term.start]) or _HELD_AFTER.match(plain[term.end :])
    )


def is_round(plain: str, term: Term) -> bool:
    """Whether a year names a round, and not when something happened («2020那年没修够»)."""
    return not _NOT_A_ROUND.match(plain[term.end :])


def stationed(plain: str, term: Term) -> bool:
    """«公司驻上海，绍兴那边…»: where a firm works away from home is not where its review is held, but a word."""
    return term.facet == "region" and bool(_AWAY.search(plain[: term.start]))


def passed_through(plain: str, terms: Sequence[Term]) -> tuple[str, ...]:
    """Places where the person did something once, which need not be where a review is held."""
    places = [term for term in terms if term.facet == "region"]
    return tuple(term.value for term in places if _did(plain, term) or _left(plain, term))


def _did(plain: str, place: Term) -> bool:
    return bool(_DONE_THERE.match(plain[place.end :])) and not _ARRIVED.search(plain[: place.start])


def _left(plain: str, place: Term) -> bool:
    return bool(_LEFT_BEFORE.search(plain[: place.start]) and _LEFT_BEHIND.match(plain[place.end :]))


def done_at(plain: str, terms: Sequence[Term]) -> tuple[str, ...]:
    """The same of places before which it is said («社保一直交在安徽»); more often this tells where somebody works."""
    return tuple(
        term.value for term in terms if term.facet == "region" and _DONE_AT.search(plain[: term.start])
    )
