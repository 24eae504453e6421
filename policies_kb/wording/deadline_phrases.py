"""What is said around days: who acts, how long is left, and that a notice says something else now."""

from __future__ import annotations

from typing import Final

from policies_kb.model.entries import Actor
from policies_kb.model.text import Text

#: Who has to act.
WHO: Final[dict[Actor, Text]] = {
    "applicant": Text(zh="申报人本人", en="the applicant"),
    "employer": Text(zh="用人单位", en="the employer"),
    "department": Text(zh="主管部门", en="the department"),
}

#: By `date.weekday()`: Monday is 0.
WEEKDAYS: Final = (
    Text(zh="星期一", en="Monday"),
    Text(zh="星期二", en="Tuesday"),
    Text(zh="星期三", en="Wednesday"),
    Text(zh="星期四", en="Thursday"),
    Text(zh="星期五", en="Friday"),
    Text(zh="星期六", en="Saturday"),
    Text(zh="星期日", en="Sunday"),
)

PHRASES: Final[dict[str, Text]] = {
    # The overview of all windows.
    "live": Text(zh="按{day}算，这些通知还没有全部截止：", en="As of {day}, these rounds are not over:"),
    "undated": Text(zh="这些通知没有写明哪一天截止：", en="These notices name no closing day:"),
    "no_window": Text(zh="通知里没有找到时间节点。", en="no dates were found in the notice."),
    "over": Text(zh="已全部截止：", en="All over:"),
    "all_over": Text(
        zh="已全部截止：收录的{count}份通知都已结束，现在没有能办的。最近的在前：",
        en="All over: every round held here ({count}) has ended, and nothing is open at present. Newest first:",
    ),
    "come_again": Text(
        zh="有新一轮的通知收录以后，再问我就能查到。",
        en="Once the notice of a new round is held here, just ask me again.",
    ),
    "none_held": Text(zh="目前没有收录任何通知。", en="No notice is held at present."),
    # One window.
    "window": Text(zh="{what}（{who}）：{state}。", en="{what} ({who}): {state}."),
    "to_come": Text(zh="尚未开始，{window}", en="not open yet, {window}"),
    "open": Text(zh="还有{days}天截止（{day}，{weekday}）", en="closes in {days} days ({weekday}, {day})"),
    "open_tomorrow": Text(zh="明天截止（{day}，{weekday}）", en="closes tomorrow ({weekday}, {day})"),
    "open_today": Text(zh="今天截止（{day}，{weekday}）", en="closes today ({weekday}, {day})"),
    "closed": Text(zh="已于{day}截止", en="closed on {day}"),
    "round_over": Text(zh="{year}年这一轮已结束", en="the round of {year} is over"),
    # A reminder.
    "remind": Text(zh="还有{days}天", en="{days} days left"),
    "remind_tomorrow": Text(zh="还有1天（明天截止）", en="1 day left (closes tomorrow)"),
    "remind_today": Text(zh="今天截止", en="Closes today"),
    "remind_late": Text(zh="已经截止", en="Already closed"),
    "until": Text(
        zh="{left}：{what}，{day}（{weekday}）截止。", en="{left}: {what}, until {weekday}, {day}."
    ),
    "acts": Text(zh="{notice}；由{who}办理。", en="{notice}; to be done by {who}."),
    # What a notice says now.
    "amended": Text(
        zh="您之前问过的内容有更新，请以下面的为准：",
        en="Something you asked about has changed. Please go by this now:",
    ),
    "gone": Text(
        zh="您之前问过的内容有{count}条已经撤下，请不要再按它办理；需要的话请重新提问。",
        en="Of what you asked about, {count} no longer stands in the notices: please do not rely on it, and ask again.",
    ),
    "more": Text(
        zh="另有{count}条您问过的也有更新，请直接再问我。",
        en="{count} more that you asked about changed as well: just ask me again.",
    ),
}
