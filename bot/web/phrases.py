"""What the pages without script say, in three languages."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

#: By the language of the page, as HTML names it.
PHRASES: Final[Mapping[str, Mapping[str, str]]] = {
    "zh-CN": {
        "title": "职称申报助手",
        "intro": "可以询问申报条件、材料、时间、流程和联系方式，也可以自查是否符合条件。回答依据已收录的通知。",
        "you": "您",
        "bot": "助手",
        "staff": "工作人员",
        "attended": "工作人员正在为您解答，回复不会自动出现，请点下面查看。",
        "question": "您的问题",
        "hint": "最多 {most} 个字。请不要填写身份证号、手机号、银行卡号。",
        "send": "发送",
        "choices": "可以选择",
        "pending": "还在查找，比平时久一些。",
        "refresh": "看看有没有结果",
        "forget": "删除我的记录",
        "cleared": "对话记录已删除。",
        "privacy": "对话在最后一条消息 {days} 天后自动删除，也可以现在就删除。",
        "original": "原文",
        "busy": "上一个问题还在处理，请稍候再发送。",
        "empty": "请写下您的问题。",
        "long": "问题太长，最多 {most} 个字。",
        "often": "发送得太频繁，请在 {wait} 秒后再试。",
        "form": "本页已经过期，请再发送一次。",
        "down": "服务暂时不可用，您写的内容还在，请稍后再试。",
        "error": "没有发送成功",
        "frame": "在本页内咨询",
    },
    "zh-TW": {
        "title": "職稱申報助手",
        "intro": "可以詢問申報條件、材料、時間、流程和聯繫方式，也可以自查是否符合條件。回答依據已收錄的通知。",
        "you": "您",
        "bot": "助手",
        "staff": "工作人員",
        "attended": "工作人員正在為您解答，回覆不會自動出現，請點下面查看。",
        "question": "您的問題",
        "hint": "最多 {most} 個字。請不要填寫身分證號、手機號、銀行卡號。",
        "send": "傳送",
        "choices": "可以選擇",
        "pending": "還在查找，比平時久一些。",
        "refresh": "看看有沒有結果",
        "forget": "刪除我的記錄",
        "cleared": "對話記錄已刪除。",
        "privacy": "對話在最後一則訊息 {days} 天後自動刪除，也可以現在就刪除。",
        "original": "原文",
        "busy": "上一個問題還在處理，請稍候再傳送。",
        "empty": "請寫下您的問題。",
        "long": "問題太長，最多 {most} 個字。",
        "often": "傳送得太頻繁，請在 {wait} 秒後再試。",
        "form": "本頁已經過期，請再傳送一次。",
        "down": "服務暫時無法使用，您寫的內容還在，請稍後再試。",
        "error": "沒有傳送成功",
        "frame": "在本頁內諮詢",
    },
    "en": {
        "title": "Professional title assistant",
        "intro": "Ask about conditions, materials, deadlines, steps and contacts, or check whether you may apply. "
        "Answers come from the notices that are held.",
        "you": "You",
        "bot": "Assistant",
        "staff": "Member of staff",
        "attended": "A member of staff answers you. Replies do not appear by themselves: please look below.",
        "question": "Your question",
        "hint": "At most {most} characters. Please leave out identity, phone and bank card numbers.",
        "send": "Send",
        "choices": "You can choose",
        "pending": "Still looking it up; it takes longer than usual.",
        "refresh": "See whether it is there",
        "forget": "Delete my record",
        "cleared": "The conversation was deleted.",
        "privacy": "The conversation is deleted {days} days after its last message, or now if you wish.",
        "original": "Original text",
        "busy": "Your last question is still being answered. Please send this one in a moment.",
        "empty": "Please write your question.",
        "long": "The question is too long: at most {most} characters.",
        "often": "Too many messages. Please try again in {wait} seconds.",
        "form": "This page is no longer current. Please send it once more.",
        "down": "The service cannot be reached just now. What you wrote is still here; please try again later.",
        "error": "It was not sent",
        "frame": "Ask on this page",
    },
}
_DEFAULT: Final = "zh-CN"
_TRADITIONAL: Final = ("zh-tw", "zh-hk", "zh-mo", "zh-hant")


def language(wished: str | None, accepted: str) -> str:
    """The language of a page: what the address says, else the first that the browser accepts and we speak."""
    for tag in [wished or "", *(part.partition(";")[0] for part in accepted.split(","))]:
        name = tag.strip().lower()
        if name.startswith(_TRADITIONAL):
            return "zh-TW"
        if name.startswith("zh"):
            return "zh-CN"
        if name.startswith("en"):
            return "en"
    return _DEFAULT
