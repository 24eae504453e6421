"""Commands to the self-check itself: «why», «skip», «back» and their like.

Not knowing an answer is no command: the ear hears it as `Unsure`.
"""

from __future__ import annotations

import re
from enum import StrEnum
from typing import Final

from policies_kb.terms import normalise


class Command(StrEnum):
    """What a person wants of the self-check instead of answering."""

    WHY = "why"
    SKIP = "skip"
    BACK = "back"
    STOP = "stop"
    RESUME = "resume"
    RESTART = "restart"


_FRAME: Final = (
    r"(?:请|麻烦|我想|我要|我先|先|那|那就|你好|帮我|能不能|可以|please|can we|can i|let's"
    r"|i want to|i'd like to|ok|好的|算了)*[\s,]*"
)
_TAIL: Final = (
    r"[\s,]*(?:吧|了|啊|呀|呢|吗|谢谢|这个|这题|这个问题|这一题|的|一下|please|thanks|for now"
    r"|it|this|this one|this question|the question|question)*[\s?!.。,~]*"
)
_SAYINGS: Final = {
    Command.WHY: (
        r"为什么(?:要)?(?:问|知道|填|了解|需要)?(?:我)?(?:这个|这些|这|那个)?(?:问题)?"
        r"|为啥(?:要)?(?:问|知道)?(?:这个|这些|这)?|问(?:我)?(?:这个|这些|这)(?:干什么|干嘛|干吗"
        r"|做什么|有什么用|有啥用|是为什么|干啥)"
        r"|(?:这个|这)?(?:有什么关系|有啥关系|跟这有什么关系|有什么用|有啥用)|(?:这个|这)?(?:和|跟"
        r"|与)\S{1,8}有(?:什么|啥)关系|干嘛问这个|凭什么问(?:这个)?|why|why (?:do you|are you"
        r"|would you|is that) .{0,40}|why .{0,20}ask.{0,20}|what for|what is (?:this|that) for"
    ),
    Command.SKIP: (
        r"跳过|略过|过(?!了)|下一(?:题|个|个问题|项)|不(?:想|方便|愿意|愿)(?:说|回答|答|透露|填)"
        r"|不告诉你|不回答|先不(?:说|答|填|回答)|换一(?:题|个|个问题)|pass|skip|next|next question"
        r"|(?:i )?(?:would |'d )?(?:rather|prefer) not(?: to)?(?: say| answer)?"
    ),
    Command.BACK: (
        r"上一(?:题|个|个问题|步|项)|返回(?:上一(?:题|步|个))?|回(?:到)?上一(?:题|步|个)|退回|后退"
        r"|撤销|撤回|回退|重(?:新)?答上一题|back|go back|previous|previous question|undo"
    ),
    Command.STOP: (
        r"(?:先)?不(?:查|测|问|答|想查|想测|想答|做|弄|玩|评)(?:了)|停|停止|停下|暂停|退出|结束"
        r"|取消|中止|到此为止|就到这|先这样|先到这里?|不用(?:查|测|问|继续)(?:了)?|别(?:问"
        r"|查)(?:了)?|下次再(?:说|查|测|来)|改天再(?:说|查)|等会儿?再(?:说|查)|回头再(?:说|查)"
        r"|不(?:要)?继续了?|不聊了|stop|quit|exit|cancel|pause|enough|that's enough"
        r"|no more questions|never ?mind|later"
    ),
    Command.RESUME: (
        r"继续(?:查|测|问|刚才的|答|自查|测评)?|接着(?:查|测|问|来|刚才的)?|接着刚才的(?:问|查"
        r"|测)?|往下(?:问)?|回到(?:自查|自测|刚才(?:的问题)?)|恢复|go on|continue|resume|carry on"
        r"|keep going|proceed"
    ),
    Command.RESTART: (
        r"重新(?:来|开始|查|测|测一遍|查一遍|来过|来一遍|填|做|问|自查|评估)(?:一次|一遍|过)?"
        r"|重来(?:一遍|一次|过)?|从头(?:来|开始|再来|查|问)(?:一遍|过)?|再(?:查|测|来)一(?:遍|次)"
        r"|清空(?:重来)?|全部重来|restart|start (?:over|again|afresh|from (?:the )?(?:beginning"
        r"|scratch))|begin again|reset|once more from the start"
    ),
}
_PATTERNS: Final = {order: re.compile(f"{_FRAME}(?:{sayings}){_TAIL}") for order, sayings in _SAYINGS.items()}


def command(text: str) -> Command | None:
    """The command that the whole of `text` is; None where it is none, or answers something besides."""
    plain = normalise(text)
    return next((order for order, pattern in _PATTERNS.items() if pattern.fullmatch(plain)), None)
