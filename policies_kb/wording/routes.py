"""The ways to qualify as facts: each by itself, and all of a title together."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from policies_kb.model.eligibility import Rule, for_target
from policies_kb.model.fact import Fact
from policies_kb.model.notice import Notice
from policies_kb.model.place import Place
from policies_kb.model.text import Text
from policies_kb.model.titles import ENGLISH, Title
from policies_kb.wording.forms import sentence

_ROUTE: Final = ("requirements",)
#: How people ask for a route, whichever education it is for.
_YEARS: Final = ("几年", "多少年", "要几年", "年限", "多久", "学历", "how many years", "years of work")
_ADJUSTMENT: Final = ("recognition", "requirements")


def facts(notice: Notice) -> Iterator[Fact]:
    """Each route, each adjustment, and for each title the routes together."""
    if notice.eligibility is None:
        return
    for route in notice.eligibility.routes:
        titles = {"title": route.targets} if route.targets else {}
        yield _fact(notice, route, "route", _ROUTE, {**titles, **route.facets})
    for adjustment in notice.eligibility.adjustments:
        yield _fact(notice, adjustment, "adjustment", _ADJUSTMENT, {})
    for title in notice.titles:
        if len(for_target(notice.eligibility.routes, title)) > 1:
            yield _together(notice, title)


def _fact(
    notice: Notice, rule: Rule, kind: str, topics: tuple[str, ...], facets: dict[str, tuple[str, ...]]
) -> Fact:
    return Fact(
        id=f"{notice.id}/{rule.id}",
        notice=notice.id,
        kind=kind,
        topics=topics,
        audience="applicant",
        at=rule.at,
        text=sentence([rule.say]),
        aliases=_YEARS,
        facets=facets,
    )


def _together(notice: Notice, title: Title) -> Fact:
    """All routes to one title in one statement: one of them is enough."""
    assert notice.eligibility is not None
    routes = for_target(notice.eligibility.routes, title)
    zh = "；".join(f"{number}、{_bare(route.say.zh)}" for number, route in enumerate(routes, 1))
    en = "; ".join(f"({number}) {_bare(route.say.en)}" for number, route in enumerate(routes, 1))
    places: tuple[Place, ...] = tuple(dict.fromkeys(place for route in routes for place in route.at))
    return Fact(
        id=f"{notice.id}/routes-{notice.titles.index(title) + 1}",
        notice=notice.id,
        kind="routes",
        topics=_ROUTE,
        audience="applicant",
        at=places,
        text=sentence(
            [
                Text(
                    zh=f"{title}，符合其中之一即可：{zh}",
                    en=f"For {ENGLISH[title]} one of these is enough: {en}",
                )
            ]
        ),
        aliases=("学历和年限", "申报条件", "哪些条件", "有哪些途径", "what is required", "requirements"),
        facets={"title": (title,)},
    )


def _bare(text: str) -> str:
    return text.rstrip("。.；;")
