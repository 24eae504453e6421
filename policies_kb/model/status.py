"""Every way a reply can end. Each reply has exactly one status; staff read the second column."""

from __future__ import annotations

from enum import StrEnum
from typing import Final


class Status(StrEnum):
    """How a reply ended."""

    ANSWERED = "answered"
    ANSWERED_FOR_SEVERAL = "answered_for_several"
    CLARIFY_NOTICE = "clarify_notice"
    CLARIFY_TOPIC = "clarify_topic"
    NOT_IN_NOTICE = "not_in_notice"
    NO_SUCH_NOTICE = "no_such_notice"
    OUT_OF_SCOPE = "out_of_scope"
    SMALLTALK = "smalltalk"
    SELF_CHECK = "self_check"
    HANDOFF = "handoff"
    REFUSED = "refused"
    UNAVAILABLE = "unavailable"


#: What staff call each of them.
FOR_STAFF: Final[dict[Status, str]] = {
    Status.ANSWERED: "已答复",
    Status.ANSWERED_FOR_SEVERAL: "按多份通知分别答复",
    Status.CLARIFY_NOTICE: "请对方选通知",
    Status.CLARIFY_TOPIC: "请对方说清问什么",
    Status.NOT_IN_NOTICE: "通知没有写",
    Status.NO_SUCH_NOTICE: "没有收录这样的通知",
    Status.OUT_OF_SCOPE: "与职称申报无关",
    Status.SMALLTALK: "寒暄",
    Status.SELF_CHECK: "自查",
    Status.HANDOFF: "转人工",
    Status.REFUSED: "不予处理",
    Status.UNAVAILABLE: "服务暂不可用",
}
