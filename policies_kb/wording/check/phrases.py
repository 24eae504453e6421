"""What the self-check says around the words of the notices. No policy stands here."""

from __future__ import annotations

from typing import Final

from policies_kb.interview import Note
from policies_kb.model.text import Text
from policies_kb.rules import Truth, Verdict

PHRASES: Final[dict[str, Text]] = {
    # ---- values
    "yes": Text(zh="是", en="yes"),
    "no": Text(zh="否", en="no"),
    "none": Text(zh="没有", en="none"),
    "unsure": Text(zh="不清楚", en="not known"),
    "or": Text(zh="或", en=" or "),
    "since": Text(zh="{day}起", en="since {day}"),
    "as_of": Text(zh="到{day}{length}", en="{length} by {day}"),
    "at_least": Text(zh="至少{length}", en="at least {length}"),
    "from_to": Text(zh="{low}至{high}", en="{low} to {high}"),
    # ---- asking
    "screen_begun": Text(zh="好，看看您能报哪一级。随时可以说“为什么问”“上一题”“跳过”“先停下”，也可以插问别的。", en="Let us see what you can apply for. You can say «why», «back», «skip» or «stop» at any time, or ask something else in between."),
    "so_far": Text(zh="按您说的，先看：", en="From what you said, look at this first:"),
    "left": Text(zh="（大约还差{count}个问题）", en="(about {count} more questions)"),
    "left_one": Text(zh="（还差1个问题）", en="(1 more question)"),
    "example": Text(zh="例如：{example}。", en="For example: {example}."),
    "dont_know": Text(zh="不清楚", en="I don't know"),
    "button_yes": Text(zh="是", en="Yes"),
    "button_no": Text(zh="不是", en="No"),
    "button_none": Text(zh="没有", en="None"),
    # ---- results
    "not_barred": Text(zh="没有不得申报的情形", en="Nothing that excludes you"),
    "eligible_then": Text(zh="符合：按通知的条件可以申报{case}，不过这一轮已经结束。", en="Eligible by the conditions of the notice for {case}, but this round is over."),
    "you_said": Text(zh="您说的是：{said}。", en=" You said: {said}."),
    "copies": Text(zh="{count}份", en=" ×{count}"),
    "waits": Text(zh="最早{day}起，时间上的要求可以满足", en="At the earliest on {day} the demands of time are met"),
    "waits_in_round": Text(zh="，还赶得上这一轮。", en=", still within this round."),
    "waits_later": Text(zh="，赶不上这一轮，届时请看新通知。", en=", too late for this round; see the notice of that time."),
    "waits_not_enough": Text(zh="其他未满足的条件仍要先解决。", en="What else is not met must be settled as well."),
    "changes": Text(zh="怎样才能符合：{how}", en="What would change it: {how}"),
    "nearest_route": Text(zh="最接近的途径：{route}", en="The nearest route: {route}"),
    "met_by_itself": Text(zh="（到{day}时间自然够）", en=" (met by time alone on {day})"),
    "alone_enough": Text(zh="（目前只卡在这一项）", en=" (so far nothing else stands in the way)"),
    "missing": Text(zh="还需要弄清：{what}", en="Still to be found out: {what}"),
    "left_to": Text(zh="由其他文件规定，本通知没有写：{documents}", en="Decided by other documents, not by this notice: {documents}"),
    "unstated": Text(zh="通知没有写明年限算到哪一天，{what}处在边界上", en="The notice does not say up to which day time counts; {what} lies on the edge"),
    "materials": Text(zh="您需要准备：{materials}", en="You need: {materials}"),
    "materials_maybe": Text(zh="视情况还要：{materials}", en="Depending on your case also: {materials}"),
    "ask": Text(zh="可咨询{office}（{phones}）。", en="Ask {office} ({phones})."),
    "disclaimer": Text(zh="以上只是自查，最终以主管部门审核为准。", en="This is a self-check; the authority decides."),
    "more_routes": Text(zh="其他途径也不符合：{routes}", en="Nor are the other routes met: {routes}"),
    "again": Text(zh="重新自查", en="Check again"),
    "other_title": Text(zh="换成{title}看看", en="Check for {title}"),
    "screened": Text(zh="按您说的情况，从最接近的排起：", en="From what you said, the nearest first:"),
    "screen_nothing": Text(zh="按现有的通知，没有您现在就能报的；下面从最接近的排起：", en="Nothing can be applied for as things stand; the nearest first:"),
    "details": Text(zh="看{title}的详情", en="Details for {title}"),
    "nothing_to_check": Text(zh="这份通知没有可以自查的条件。", en="This notice has no conditions to check."),
}  # fmt: skip

#: What is said before the next question, by what the last message did.
NOTES: Final[dict[Note, Text]] = {
    Note.BEGUN: Text(zh="好，按「{case}」自查。随时可以说“为什么问”“上一题”“跳过”“先停下”，也可以插问别的。", en="Let us check «{case}». You can say «why», «back», «skip» or «stop» at any time, or ask something else in between."),
    Note.NOTED: Text(zh="记下了：{told}。", en="Noted: {told}."),
    Note.CORRECTED: Text(zh="已改为：{told}。", en="Changed to: {told}."),
    Note.NOT_UNDERSTOOD: Text(zh="这句没看懂。{example}", en="I did not understand that. {example}"),
    Note.TAKEN_AS_UNKNOWN: Text(zh="先按“不清楚”记下，之后随时可以补充。", en="Taken as not known for now; you can add it later."),
    Note.SKIPPED: Text(zh="好，这题先跳过。", en="Skipped for now."),
    Note.WHY: Text(zh="因为{why}。", en="Because {why}."),
    Note.BACK: Text(zh="好，回到上一题。", en="Back to the question before."),
    Note.NOTHING_BEFORE: Text(zh="前面没有问过别的。", en="There is no question before this one."),
    Note.PAUSED: Text(zh="好，先停在这里，说“继续”可以接着查。", en="All right, stopped here; say «continue» to go on."),
    Note.RESUMED: Text(zh="好，接着来。", en="All right, let us go on."),
    Note.KEPT: Text(zh="接着自查：", en="Back to the check:"),
}  # fmt: skip

#: The first line of a result.
VERDICTS: Final[dict[Verdict, Text]] = {
    Verdict.ELIGIBLE: Text(zh="符合：按通知的条件，您可以申报{case}。", en="Eligible: by the conditions of the notice you may apply for {case}."),
    Verdict.INELIGIBLE: Text(zh="不符合：按现在的情况，还不能申报{case}。", en="Not eligible as things stand for {case}."),
    Verdict.UNDETERMINED: Text(zh="无法判断：能不能申报{case}，还不能下结论。", en="Undetermined: it cannot be said yet whether you may apply for {case}."),
}  # fmt: skip

#: The same in one word, where several titles are listed.
SHORT: Final[dict[Verdict, Text]] = {
    Verdict.ELIGIBLE: Text(zh="符合", en="eligible"),
    Verdict.INELIGIBLE: Text(zh="不符合", en="not eligible"),
    Verdict.UNDETERMINED: Text(zh="无法判断", en="undetermined"),
}

MARKS: Final[dict[Truth, str]] = {Truth.TRUE: "✓", Truth.FALSE: "✗", Truth.UNKNOWN: "?"}
