"""What the assistant says in Telegram beside its answers: commands, photos, reminders. States no policy."""

from __future__ import annotations

from typing import Final

from policies_kb.model.text import Lang, Text
from policies_kb.wording.reply import in_script

LANGUAGES: Final[tuple[Lang, ...]] = ("zh", "zh-hant", "en")
#: The commands as the app's menu shows them, in this order.
MENU: Final[dict[str, Text]] = {
    "ask": Text(zh="提问：条件、材料、时间、联系方式", en="Ask about conditions, materials, dates, offices"),
    "check": Text(zh="自查：我能不能申报", en="Check whether I may apply"),
    "deadlines": Text(zh="各通知的申报时间", en="Application windows of all notices"),
    "remind": Text(zh="截止前提醒我", en="Remind me before deadlines"),
    "notices": Text(zh="收录了哪些通知", en="Which notices are held"),
    "language": Text(zh="选择回答的语言", en="Choose the language of replies"),
    "feedback": Text(zh="评价刚才的回答", en="Tell what you think of the last reply"),
    "forget": Text(zh="删除我的全部记录", en="Delete everything kept about me"),
    "help": Text(zh="使用说明", en="How to use this"),
}
PHRASES: Final[dict[str, Text]] = {
    "about": Text(
        zh="职称申报助手：按已收录的通知回答，并注明出处。",
        en="Answers about professional titles, from the notices that are held, each with its place.",
    ),
    "short_about": Text(zh="职称申报问答与资格自查", en="Professional titles: questions and eligibility"),
    "welcome": Text(
        zh="您好，我是职称申报助手（程序，不是真人）。\n"
        "直接写下问题就行，例如点下面的按钮；想知道自己能不能申报，请用 /check。\n"
        "也可以把证件照以「文件」方式发来，我按通知的要求检查。\n请不要发送身份证号、手机号等个人信息。",
        en="Hello. I am the assistant for professional titles (a program, not a person).\n"
        "Just write your question, or tap one below; /check tells whether you may apply.\n"
        "You can also send an ID photo as a file: I check it against the notice.\n"
        "Please leave out identity and phone numbers.",
    ),
    "help": Text(
        zh="直接写问题即可，繁体、英文、拼音也行。\n{commands}\n\n对话保存 {days} 天后自动删除；/forget 立即删除。",
        en="Just write your question, in Chinese, pinyin or English.\n{commands}\n\n"
        "What was said is deleted after {days} days; /forget deletes it at once.",
    ),
    "ask": Text(
        zh="请直接写下您的问题，最好带上地区、年份和职称，例如：",
        en="Write your question, best with place, year and title. For example:",
    ),
    "check": Text(zh="我想自查一下能不能申报", en="I want to check whether I may apply"),
    "check_in_private": Text(
        zh="自查会问到您的学历、工作经历等情况，请在私聊里进行：{link}",
        en="The check asks about your education and work. Please do it in a private chat: {link}",
    ),
    "unknown": Text(
        zh="没有这个命令。/help 列出了全部命令。", en="There is no such command. /help lists them all."
    ),
    "stale": Text(
        zh="这个按钮已经失效，请直接写下您的问题。",
        en="This button is no longer valid. Please write your question.",
    ),
    "only_text": Text(
        zh="我只能看懂文字和照片，请把问题写成文字发给我。",
        en="I can read text and photos only. Please write your question.",
    ),
    "language": Text(zh="请选择回答用的语言：", en="Which language shall I answer in?"),
    "language_auto": Text(zh="跟随我的提问", en="As I write"),
    "language_zh": Text(zh="简体中文", en="简体中文"),
    "language_zh-hant": Text(zh="繁體中文", en="繁體中文"),
    "language_en": Text(zh="English", en="English"),
    "language_set": Text(zh="好的，以后用中文回答。", en="Fine, I will answer in English from now on."),
    "language_free": Text(
        zh="好的，您用什么语言问，我就用什么语言答。", en="Fine, I will answer in the language you write in."
    ),
    "remind": Text(
        zh="选择一份通知，我在它的每个截止日前 {days} 天提醒您（上午 {hour} 点）：",
        en="Choose a notice: I remind you {days} days before each of its deadlines ({hour} a.m. in China):",
    ),
    "remind_none": Text(
        zh="已收录的通知都已经截止，暂时没有可以提醒的日期。",
        en="All deadlines of the notices held are over; there is nothing to remind you of.",
    ),
    "remind_on": Text(
        zh="已设置：{notice}。下一个截止日是 {day}。", en="Done: {notice}. The next deadline is {day}."
    ),
    "remind_was": Text(zh="已经设置过：{notice}。", en="That is set already: {notice}."),
    "remind_off": Text(zh="已取消：{notice}。", en="Cancelled: {notice}."),
    "remind_over": Text(zh="{notice}的日期都已经过了。", en="All dates of {notice} are over."),
    "remind_mine": Text(zh="您已设置的提醒：{notices}", en="You are reminded of: {notices}"),
    "cancel": Text(zh="取消 {notice}", en="Cancel {notice}"),
    "amendments_on": Text(
        zh="问过的内容有修订时告诉我", en="Tell me when something I asked about is amended"
    ),
    "amendments_off": Text(zh="不再告诉我修订", en="No longer tell me of amendments"),
    "amendments_are_on": Text(
        zh="好的，您问过的内容如有修订，我会告诉您。",
        en="Fine, I will tell you when something you asked about is amended.",
    ),
    "amendments_are_off": Text(
        zh="好的，不再告诉您修订。", en="Fine, I will no longer tell you of amendments."
    ),
    "feedback": Text(zh="刚才的回答有帮助吗？", en="Was the last reply of help?"),
    "good": Text(zh="👍 有帮助", en="👍 Yes"),
    "bad": Text(zh="👎 没帮助", en="👎 No"),
    "feedback_none": Text(zh="还没有可以评价的回答。", en="There is no reply to judge yet."),
    "thanks": Text(zh="谢谢您的反馈。", en="Thank you."),
    "thanks_bad": Text(
        zh="谢谢。哪里不对？请用「/feedback 加一句话」告诉我们。",
        en="Thank you. What was wrong? Tell us with /feedback and a sentence.",
    ),
    "forgotten": Text(
        zh="已删除关于您的全部记录，提醒也已取消。",
        en="Everything kept about you was deleted; reminders are cancelled too.",
    ),
    "photo_which": Text(zh="这张照片用于哪一份通知的申报？", en="Which notice is this photo for?"),
    "photo_compressed": Text(
        zh="您是以「照片」方式发的，Telegram 会压缩；下面查的是压缩后的图。请以「文件」方式发送原图，再查一次。",
        en="You sent it as a photo, which Telegram recompresses; what follows is about the smaller copy. "
        "Send the original as a file to have that checked.",
    ),
    "photo_lost": Text(
        zh="这张照片已经取不到了，请再发一次。",
        en="That photo can no longer be fetched. Please send it again.",
    ),
    "photo_none": Text(
        zh="已收录的通知都没有对照片的要求。", en="None of the notices held says what a photo must be like."
    ),
    "not_a_photo": Text(
        zh="我只能检查照片文件（JPG、PNG 等）；其他材料请按通知要求提交给受理部门。",
        en="I can check photo files only (JPG, PNG and the like). "
        "Other documents go to the office that the notice names.",
    ),
}


def say(phrase: str, lang: Lang, **values: object) -> str:
    """A phrase in `lang`."""
    return in_script(PHRASES[phrase].in_(lang).format(**values), lang)


def menu(name: str, lang: Lang) -> str:
    """What a command does, in `lang`."""
    return in_script(MENU[name].in_(lang), lang)


def spoken(code: str | None) -> Lang:
    """The language of a person's app (an IETF tag such as `zh-hans` or `en`); Chinese where it is none of ours."""
    tag = (code or "zh").lower()
    if tag.startswith(("zh-hant", "zh-tw", "zh-hk", "zh-mo")):
        return "zh-hant"
    return "en" if tag.startswith("en") else "zh"
