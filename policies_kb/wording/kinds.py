"""One template a kind of entry; whom to call, and where to go, is in `whom`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from policies_kb.model.entries import (
    Counting,
    Document,
    Fee,
    FreeFact,
    Gap,
    Material,
    Milestone,
    PhotoSpec,
    Step,
)
from policies_kb.model.notice import Notice
from policies_kb.model.text import Text
from policies_kb.wording.draft import Draft
from policies_kb.wording.forms import day, month_or_day, named, sentence, window

_STEP_TOPIC: Final = {
    "applicant": "apply_steps",
    "employer": "employer_steps",
    "department": "department_steps",
}
_FORM: Final = {
    "paper": Text(zh="纸质", en="on paper"),
    "file": Text(zh="电子版", en="as a file"),
    "upload": Text(zh="在系统上传", en="uploaded in the system"),
    "online": Text(zh="在系统内填报", en="filled in online"),
    "automatic": Text(zh="由系统自动提取", en="taken from the system automatically"),
}


def milestone(notice: Notice, entry: Milestone) -> Iterator[Draft]:
    """`网上个人申报：2023年5月25日至2023年6月25日。`"""
    times = [window(entry.opens, entry.closes)] if entry.opens or entry.closes else []
    times += [text for text in (entry.within, entry.shown_in) if text]
    yield Draft(
        text=sentence([named(entry.what, sentence(times))]),
        topics=("deadline",),
        audience=entry.actor,
        facets={"actor": (entry.actor,)},
    )


def counting(notice: Notice, entry: Counting) -> Iterator[Draft]:
    """`评审资历计算到2023年12月31日。`"""
    until = month_or_day(entry.until)
    text = Text(zh=f"{entry.what.zh}计算到{until.zh}", en=f"{entry.what.en} count up to {until.en}")
    yield Draft(text=sentence([text]), topics=("counting_day",))


def material(notice: Notice, entry: Material) -> Iterator[Draft]:
    """`《评审表》：一式3份（参加面试的4份），纸质；…；交…。`"""
    to = Text(zh=f"交{entry.to.zh}", en=f"to {entry.to.en}") if entry.to else None
    only = Text(zh=f"适用于{entry.only_if.zh}", en=f"only for {entry.only_if.en}") if entry.only_if else None
    what = sentence([_copies(entry), only, entry.details, to])
    topic = "uploads" if entry.form in ("upload", "online", "automatic") else "paper_materials"
    yield Draft(text=named(entry.name, what), topics=(topic,), audience=entry.by)


def _copies(entry: Material) -> Text:
    form = _FORM[entry.form]
    if entry.copies is None:
        return form
    others = "、".join(f"{case.when.zh}{case.copies}份" for case in entry.copies_if)
    others_en = ", ".join(f"{case.copies} when {case.when.en}" for case in entry.copies_if)
    plural = "copy" if entry.copies == 1 else "copies"
    return Text(
        zh=f"{entry.copies}份{f'（{others}）' if others else ''}，{form.zh}",
        en=f"{entry.copies} {plural}{f' ({others_en})' if others_en else ''}, {form.en}",
    )


def step(notice: Notice, entry: Step) -> Iterator[Draft]:
    """`第3步，填写申报信息：…。`"""
    text = Text(
        zh=f"第{entry.order}步，{entry.title.zh}：{entry.do.zh}",
        en=f"Step {entry.order}, {entry.title.en}: {entry.do.en}",
    )
    yield Draft(
        text=sentence([text]),
        topics=(_STEP_TOPIC[entry.actor],),
        audience=entry.actor,
        facets={"actor": (entry.actor,)},
    )


def fee(notice: Notice, entry: Fee) -> Iterator[Draft]:
    """`评审费每人280元。`"""
    basis = Text(zh=f"依据{entry.basis}", en=f"based on {entry.basis}") if entry.basis else None
    amount = Text(
        zh=f"评审费{entry.per.zh}{entry.amount}元",
        en=f"The review fee is {entry.amount} yuan {entry.per.en}",
    )
    yield Draft(
        text=sentence([amount, basis]), topics=("fee",), audience="applicant", value=str(entry.amount)
    )


def photo(notice: Notice, entry: PhotoSpec) -> Iterator[Draft]:
    """The whole specification in one sentence."""
    kinds_of = "或".join(entry.formats)
    size = entry.pixels_more_than
    zh = [
        f"{entry.prints.zh}{entry.background.zh}证件照" if entry.prints else f"{entry.background.zh}证件照",
        f"{kinds_of}格式",
        f"文件大于{entry.bytes_more_than}且小于{entry.bytes_less_than}",
        f"大于{size.width}×{size.height}像素（宽×高）",
        f"宽高比不小于{entry.ratio_at_least}且不大于{entry.ratio_at_most}",
    ]
    en = [
        f"ID photo, {entry.background.en}" + (f", {entry.prints.en}" if entry.prints else ""),
        " or ".join(entry.formats),
        f"file larger than {entry.bytes_more_than} and smaller than {entry.bytes_less_than}",
        f"more than {size.width}×{size.height} pixels (width×height)",
        f"width to height at least {entry.ratio_at_least} and at most {entry.ratio_at_most}",
    ]
    yield Draft(
        text=sentence([Text(zh="，".join(zh), en=", ".join(en))]), topics=("photo",), audience="applicant"
    )


def free(notice: Notice, entry: FreeFact) -> Iterator[Draft]:
    """A sentence as its author wrote it."""
    yield Draft(text=sentence([Text(zh=entry.zh, en=entry.en)]), topics=())


def document(notice: Notice, entry: Document) -> Iterator[Draft]:
    """What a cited document is for; its own text is not held."""
    name = entry.name
    role = [text for text in (entry.decides, entry.basis) if text]
    zh, en = "本通知引用，全文未收录", "cited by this notice; its text is not held here"
    text = sentence([*role, Text(zh=zh, en=en)])
    names = (entry.number,) if entry.number else ()
    yield Draft(text=named(Text(zh=name, en=name), text), topics=("documents",), names=names)


def gap(notice: Notice, entry: Gap) -> Iterator[Draft]:
    """`通知没有写明…。由《…》规定；可咨询…。`"""
    by_id = {document.id: document for document in notice.documents}
    decided = "、".join(by_id[name].name for name in entry.decided_by if name in by_id)
    decides = Text(
        zh=f"由{decided}规定，本助手未收录其全文", en=f"{decided} decides; its text is not held here"
    )
    parts = [decides] if decided else []
    parts += [ask] if (ask := _ask(notice, entry)) else []
    zh, en = f"通知没有写明{entry.what.zh}。", f"The notice does not state {entry.what.en}."
    rest = sentence(parts) if parts else None
    yield Draft(
        text=Text(zh=zh + (rest.zh if rest else ""), en=en + (f" {rest.en}" if rest else "")),
        topics=(),
    )


def _ask(notice: Notice, entry: Gap) -> Text | None:
    """Whom to ask: the named contact, else the first general one."""
    contacts = [one for one in notice.contacts if one.id == entry.ask] or [
        one for one in notice.contacts if one.general
    ]
    if not contacts:
        return None
    one = contacts[0]
    return Text(zh=f"可咨询{one.office.zh}{one.phones[0]}", en=f"Ask {one.office.en}, {one.phones[0]}")


def head(notice: Notice) -> Draft:
    """Number, title, issuers and date of the notice itself."""
    issuers = "、".join(issuer.zh for issuer in notice.issuers)
    issuers_en = ", ".join(issuer.en for issuer in notice.issuers)
    number = Text(zh=f"文号{notice.number}", en=f"document number {notice.number}") if notice.number else None
    issued = (
        Text(zh=f"{day(notice.issued).zh}印发", en=f"issued on {day(notice.issued).en}")
        if notice.issued
        else None
    )
    by = Text(zh=f"{issuers}发布", en=f"by {issuers_en}") if notice.issuers else None
    name = Text(zh=f"《{notice.title.zh}》", en=notice.title.en)
    known = [part for part in (number, by, issued) if part is not None]
    aliases = [
        "是关于什么的",
        "关于啥的",
        "讲什么的",
        "通知名称",
        "通知标题",
        "通知全名",
        "文件全称",
        "通知叫什么名字",
        "title of the notice",
    ]
    aliases += ["文号", "文件号", "document number"] if number else []
    aliases += ["发文单位", "谁发的", "issued by"] if by else []
    aliases += (
        ["发布日期", "印发日期", "通知哪天发的", "哪天发的", "哪天印的", "成文日期", "落款日期", "date"]
        if issued
        else []
    )
    text = named(name, sentence(known)) if known else sentence([name])
    return Draft(text=text, topics=("documents",), aliases=tuple(aliases))
