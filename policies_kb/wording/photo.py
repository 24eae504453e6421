"""The photo check in words: what fits, what does not, how to mend it, and why a file was refused."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from policies_kb.model.answer import Answer, Found
from policies_kb.model.entries import PhotoSpec
from policies_kb.model.fact import Fact
from policies_kb.model.notice import Notice
from policies_kb.model.text import Lang, Text
from policies_kb.model.topics import Topics
from policies_kb.photo import Figures, Finding, PictureRefused, State, verdict_of
from policies_kb.wording.photo_phrases import COLOURS, HEADS, JUDGED, MENDS, NAMES, NOT_KNOWN, REFUSED, REST
from policies_kb.wording.reply import Reply, buttons_of, citation, custom_of, in_script
from policies_kb.wording.validity import validity

_MARKS: Final = {State.OK: "✓", State.WRONG: "✗", State.UNKNOWN: "?"}


@dataclass(frozen=True)
class Checked:
    """One notice's findings on a photo, with the fact that holds its specification."""

    notice: Notice
    fact: Fact
    spec: PhotoSpec
    findings: tuple[Finding, ...]


def checked_reply(
    checked: Sequence[Checked], figures: Figures, answer: Answer, topics: Topics, notices: Sequence[Notice]
) -> Reply:
    """The whole reply. Notices with the same specification and findings are told together.

    What else the answer found (a notice asked about that says nothing on photos) follows as it stands.
    """
    groups: dict[object, list[Checked]] = {}
    for one in checked:
        groups.setdefault((one.findings, _demands(one, answer.lang)), []).append(one)
    several = len(answer.found) > 1
    told = [_told(group, figures, answer, named=several) for group in groups.values()]
    facts = {one.fact.id for one in checked}
    told += [_as_it_stands(found, answer.lang) for found in answer.found if found.facts[0].id not in facts]
    text = "\n\n".join([*told, REST.in_(answer.lang)])
    return Reply(in_script(text, answer.lang), buttons_of(answer, topics, notices), custom_of(answer))


def photo_custom(one: Checked, figures: Figures, lang: Lang) -> dict[str, Any]:
    """The check as data: verdict, figures, and each finding with what is demanded, what was found, how to mend it."""
    findings = [
        {
            "requirement": finding.requirement,
            "state": str(finding.state),
            "demanded": demanded(one.spec, finding).in_(lang),
            "found": _found(finding, figures).in_(lang) if finding.given else None,
            "mend": mend.in_(lang) if (mend := _mend(finding, one.spec, figures)) else None,
        }
        for finding in one.findings
    ]
    measured = {
        "width": figures.width,
        "height": figures.height,
        "bytes": figures.size and int(figures.size.low),
        "format": figures.format,
        "background": figures.background,
    }
    return {"verdict": str(verdict_of(one.findings)), "figures": measured, "findings": findings}


def refused_text(refused: PictureRefused, lang: Lang) -> str:
    """Why a file was not checked, and what to do."""
    looks = REFUSED["looks_like"].in_(lang).format(name=refused.looks_like) if refused.looks_like else ""
    most = f"{refused.most / 1024**2:g}M" if refused.code == "too_large" and refused.most else ""
    return in_script(REFUSED[refused.code].in_(lang).format(looks=looks, most=most), lang)


def demanded(spec: PhotoSpec, finding: Finding) -> Text:
    """What the notice demands, for one requirement."""
    size = spec.pixels_more_than
    return {
        "format": Text(zh="或".join(spec.formats), en=" or ".join(spec.formats)),
        "bytes": Text(
            zh=f"大于{spec.bytes_more_than}且小于{spec.bytes_less_than}",
            en=f"more than {spec.bytes_more_than} and less than {spec.bytes_less_than}",
        ),
        "pixels": Text(
            zh=f"宽大于{size.width}、高大于{size.height}",
            en=f"more than {size.width} wide and {size.height} high",
        ),
        "ratio": Text(
            zh=f"{spec.ratio_at_least}至{spec.ratio_at_most}",
            en=f"{spec.ratio_at_least} to {spec.ratio_at_most}",
        ),
        "background": spec.background,
        "prints": spec.prints or Text(zh="没有写", en="not stated"),
    }[finding.requirement]


def _demands(one: Checked, lang: Lang) -> tuple[str, ...]:
    return tuple(demanded(one.spec, finding).in_(lang) for finding in one.findings)


def _and(lang: Lang) -> str:
    return ", " if lang == "en" else "、"


def _told(group: Sequence[Checked], figures: Figures, answer: Answer, *, named: bool) -> str:
    lang, first = answer.lang, group[0]
    names = _and(lang).join(one.notice.short.in_(lang) for one in group)
    lines = [(f"【{names}】" if named else "") + _head(first.findings, lang), *_points(first, figures, lang)]
    lines += [citation(Found(one.notice, (one.fact,))) for one in group]
    if len(group) == 1:
        lines.append(validity(first.notice, [first.fact], answer.on, lang))
    return "\n".join(line for line in lines if line)


def _as_it_stands(found: Found, lang: Lang) -> str:
    return f"【{found.notice.short.in_(lang)}】{found.facts[0].text.in_(lang)}\n{citation(found)}"


def _head(findings: Sequence[Finding], lang: Lang) -> str:
    """The answer first: it fits, it does not (and where), or what is known fits."""
    wrong = [finding for finding in findings if finding.state is State.WRONG]
    open_ = [finding for finding in findings if finding.state is State.UNKNOWN and finding.given]
    fits = [finding for finding in findings if finding.state is State.OK]
    if len(fits) == len(findings):
        return HEADS["fits"].in_(lang)
    which, named = ("fails", wrong) if wrong else ("open", open_) if open_ or not fits else ("so_far", fits)
    names = _and(lang).join(NAMES[finding.requirement].in_(lang) for finding in named)
    return HEADS[which if named else "nothing"].in_(lang).format(names=names)


def _points(one: Checked, figures: Figures, lang: Lang) -> list[str]:
    """One line a requirement: `✗ 文件大小：25K（要求大于30K且小于1M），换更大的原图…`; each advice once."""
    lines, told = [], set()
    for finding in one.findings:
        line = f"{_MARKS[finding.state]} {_point(finding, one.spec, figures).in_(lang)}"
        mend = _mend(finding, one.spec, figures)
        if mend and mend.zh not in told:
            told.add(mend.zh)
            line += f"；{mend.zh}" if lang != "en" else f"; {mend.en}"
        lines.append(line)
    return lines


def _point(finding: Finding, spec: PhotoSpec, figures: Figures) -> Text:
    name, found, wanted = NAMES[finding.requirement], _found(finding, figures), demanded(spec, finding)
    if finding.mend == "not_in_notice":
        return Text(zh=f"{name.zh}：{found.zh}", en=f"{name.en}: {found.en}")
    return Text(
        zh=f"{name.zh}：{found.zh}（要求{wanted.zh}）", en=f"{name.en}: {found.en} (wanted: {wanted.en})"
    )


def _found(finding: Finding, figures: Figures) -> Text:
    """What was said or measured, for one requirement."""
    if not finding.given:
        if finding.requirement == "pixels" and figures.prints:
            return NOT_KNOWN["inches"]
        return NOT_KNOWN["measured" if figures.measured else "said"]
    if finding.requirement == "background":
        colour = COLOURS[figures.background or "other"]
        return Text(zh=colour.zh + JUDGED.zh, en=f"{colour.en} {JUDGED.en}") if figures.measured else colour
    plain = {
        "format": figures.format or "",
        "bytes": figures.size.said if figures.size else "",
        "pixels": f"{figures.width or '?'}×{figures.height or '?'}",
        "ratio": _ratio(figures),
    }
    if finding.requirement == "prints":
        return Text(
            zh="、".join(f"{one}寸" for one in figures.prints), en=", ".join(figures.prints) + " inch"
        )
    return Text(zh=plain[finding.requirement], en=plain[finding.requirement])


def _ratio(figures: Figures) -> str:
    both = figures.width is not None and figures.height is not None
    value = figures.width / figures.height if both and figures.width and figures.height else figures.ratio
    return f"{value:.4f}".rstrip("0").rstrip(".") if value is not None else ""


def _mend(finding: Finding, spec: PhotoSpec, figures: Figures) -> Text | None:
    """How to mend it; None where nothing is to be mended."""
    if finding.mend is None:
        return None
    name: str = finding.mend
    if finding.mend in ("crop_width", "crop_height") and finding.to is None:
        name = "another"
    if finding.mend == "sides_swapped" and figures.measured:
        name = "upright"
    values = {
        "low": finding.to.low if finding.to else "",
        "high": finding.to.high if finding.to else "",
        "width": figures.width,
        "height": figures.height,
    }
    phrase = MENDS[name]
    zh = phrase.zh.format(format=spec.formats[0], background=spec.background.zh, **values)
    en = phrase.en.format(format=spec.formats[0], background=spec.background.en, **values)
    return Text(zh=zh, en=en)
