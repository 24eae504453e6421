"""What the assistant says of itself, in Chinese and English. No fact of policy stands here."""

from __future__ import annotations

from typing import Final

from policies_kb.model.text import Text

PHRASES: Final[dict[str, Text]] = {
    "greet": Text(
        zh="您好，我是职问，依据官方通知回答浙江省职称申报的问题：条件、材料、时间、步骤、联系方式，也可以帮您自查能不能报。请直接提问，最好说明地区、级别和年份。",
        en="Hello, I am Zhiwen. I answer questions on applying for professional titles in Zhejiang from official notices: "
        "conditions, materials, deadlines, steps and contacts. Just ask; place, title and year help.",
    ),
    "goodbye": Text(zh="再见，祝申报顺利。", en="Goodbye, and good luck with your application."),
    "thanks": Text(zh="不客气。还有问题请接着问。", en="You are welcome. Ask on if there is more."),
    "affirm": Text(zh="好的。请说您想了解什么。", en="All right. What would you like to know?"),
    "deny": Text(zh="好的。换个问法，或者说明地区、级别和年份，我再找。", en="All right. Put it another way, or name place, title and year."),
    "help": Text(
        zh="我能查职称申报通知里的条件、材料、时间、步骤和电话，也能帮您自查能不能报。可以这样问：「2023年浙江建设正高什么时候截止」「上虞大专评助工要几年」「永嘉的联系电话」「帮我自查永嘉的助工」。答案都带出处；通知没有写的，我会直说并告诉您问谁。",
        en="I answer from the notices on professional titles (conditions, materials, deadlines, steps, phones) and check whether you may apply. "
        "Ask for instance «When does the 2023 Zhejiang construction review close?» or «Phone of the Yongjia office?». "
        "I show where the notice says it; where it says nothing, I tell you so and whom to ask.",
    ),
    "bot_identity": Text(
        zh="我是职问，一个自动答复的助手，不是工作人员。答案都来自已收录的官方通知，最终以主管部门审核为准。",
        en="I am Zhiwen, an automatic assistant, not a member of staff. My answers come from official notices; the authorities decide.",
    ),
    "out_of_scope": Text(
        zh="这个问题不在职称申报通知的范围内，我答不了。可以问我申报条件、材料、时间、步骤或联系方式。",
        en="That is outside the notices on professional titles, so I cannot answer it. Ask me about conditions, materials, deadlines, steps or contacts.",
    ),
    "refused": Text(
        zh="这个我不能做。我只按官方通知回答职称申报的问题，不会改动或编造规定。",
        en="I cannot do that. I only answer from the official notices on professional titles, and never change or invent a rule.",
    ),
    "stop": Text(zh="好的，已停下。需要时再问我。", en="All right, stopped. Ask again whenever you like."),
    "praise_complain": Text(
        zh="谢谢反馈。如果答得不对，请告诉我您问的是哪份通知、哪一点，或直接联系主管部门核实。",
        en="Thank you. If the answer was wrong, tell me which notice and which point you meant, or check with the office.",
    ),
    "forgotten": Text(zh="好的，本次对话中记下的内容已清除。", en="Done: what this conversation kept is cleared."),
    "handoff": Text(zh="我没有人工坐席。请在工作时间拨打通知上的联系电话：", en="I have no staff to connect you to. Please call the offices named in the notices in working hours:"),
    "notices": Text(zh="已收录这些通知：", en="These notices are held:"),
    "which_notice": Text(zh="请问您问的是哪一份通知？", en="Which notice do you mean?"),
    "which_topic": Text(zh="请问您想了解哪方面？", en="What would you like to know?"),
    "about": Text(zh="{notice}：请问您想了解哪方面？", en="{notice}: what would you like to know?"),
    "no_such_notice": Text(
        zh="没有收录您说的这次评审的通知，所以答不了。最接近的是：{near}。",
        en="No notice of that review is held, so I cannot answer. The nearest are: {near}.",
    ),
    "not_in_notice": Text(zh="{notice}的通知里没有找到这一点，我不能猜。{ask}", en="The notice of the {notice} does not state this, and I will not guess. {ask}"),
    "ask_office": Text(zh="请咨询{office}：{phones}。", en="Please ask {office}: {phones}."),
    "unclear": Text(zh="我没看懂这句话。请用一句话说明想问什么，例如「上虞初级要交哪些材料」。", en="I did not understand. Please ask in one sentence, for instance «Which materials does Shangyu want?»."),
    "closed": Text(zh="{what}已于{day}截止。", en="{what} closed on {day}."),
    "closed_no": Text(zh="不能再报：", en="No longer: "),
    "too_late": Text(zh="来不及了：", en="Too late: "),
    "open_yes": Text(zh="还可以：", en="Yes: "),
    "not_yet_no": Text(zh="还不能：", en="Not yet: "),
    "round_over": Text(zh="不能再报：{year}年这一轮早已结束。", en="No longer: the round of {year} is over. "),
    "next_none": Text(zh="下一轮还没有公布：收录的{count}份通知都没有写。可问：", en="No further round is announced: none of the {count} notices held names one. Ask:"),
    "over": Text(zh="{year}年这一轮已结束。", en="the round of {year} is over."),
    "all_over": Text(zh="现在没有能报的：收录的{count}份通知都已截止。", en="None at present: all {count} rounds held here are closed."),
    "some_open": Text(zh="现在能报的有：", en="Open at present:"),
    "all_agree": Text(zh="{count}份通知都这样规定：", en="All {count} notices say: "),
    "unstated_phone": Text(zh="通知没有写明电话。与此有关的规定：", en="The notice does not state a phone number. What it says on the subject: "),
    "unstated_address": Text(zh="通知没有写明详细地址。与此有关的规定：", en="The notice does not state the address. What it says on the subject: "),
    "unstated_person": Text(zh="通知没有写明姓名。与此有关的规定：", en="The notice does not state a name. What it says on the subject: "),
    "unstated_sum": Text(zh="通知没有写明金额。与此有关的规定：", en="The notice does not state a sum. What it says on the subject: "),
    "unstated_day": Text(zh="通知没有写明具体日期。与此有关的规定：", en="The notice does not state the day. What it says on the subject: "),
    "unstated_order": Text(zh="通知没有写明顺序。与此有关的规定：", en="The notice does not state the order. What it says on the subject: "),
    "unstated_share": Text(zh="通知没有写明比例。与此有关的规定：", en="The notice does not state a share. What it says on the subject: "),
    "unstated_length": Text(zh="通知没有写明字数或页数。与此有关的规定：", en="The notice does not state a length. What it says on the subject: "),
    "unstated_mail": Text(zh="通知没有写明邮箱、传真或微信这类联系方式。与此有关的规定：", en="The notice does not state an e-mail address, fax or chat account. What it says on the subject: "),
    "unstated_pay": Text(zh="通知没有写明工资待遇。与此有关的规定：", en="The notice does not state pay or benefits. What it says on the subject: "),
    "unstated_clause": Text(zh="通知没有写明这一条的内容。与此有关的规定：", en="The notice does not state what that clause says. What it says on the subject: "),
    "unstated_contents": Text(
        zh="通知没有写这份文件的具体内容，请看该文件原文：",
        en="The notice does not state what that document says; please read the document itself: ",
    ),
    "refused_fraud": Text(
        zh="这个我不能帮。材料必须真实。通知规定：", en="I cannot help with that: materials must be true. "
    ),
    "silent": Text(zh="通知没有写明这一点。{ask}", en="The notice does not state this. {ask}"),
    "not_held": Text(zh="没有收录{names}的通知，比不了。", en="No notice of {names} is held, so that cannot be compared."),
    "newest": Text(zh="您没有说年份，按收录的最新一轮（{year}年）回答。", en="No year was named; this is the newest round held ({year}). "),
    "next_round": Text(zh="下一轮还没有公布：", en="No further round is announced: "),
    "not_yet": Text(zh="{what}尚未开始，{day}开放。", en="{what} has not opened yet; it opens on {day}."),
    "open": Text(zh="{what}还有{days}天截止（{day}）。", en="{what} closes in {days} days ({day})."),
    "earlier_year": Text(zh="这是{year}年的通知，之后年度以新通知为准。", en="This is the notice of {year}; later years follow later notices."),
    "on": Text(zh="可以：{names}在名单内。", en="Yes: {names} is on the list."),
    "off": Text(zh="不可以：{names}不在名单内。", en="No: {names} is not on the list."),
    "listed": Text(zh="在名单内：{names}。", en="On the list: {names}."),
    "not_listed": Text(zh="不在名单内：{names}。", en="Not on the list: {names}."),
    "unlisted": Text(zh="名单没有列出{names}，但名单以“等”结尾，请向受理单位确认。", en="{names} is not named, but the list is open-ended: ask the receiving office."),
    "list_name": Text(zh="（{name}，列出{count}项）", en=" ({name}, {count} entries)"),
    "plain_search": Text(zh="（对话服务暂时不可用，以下是直接检索通知的结果）", en="(The dialogue service is down; this is a plain search of the notices.)"),
    "unavailable": Text(zh="服务暂时不可用，请稍后再试，或直接联系通知上的受理单位。", en="The service is unavailable at the moment. Please try again later, or call the office named in the notice."),
    "nothing_to_check": Text(zh="没有找到可以自查的通知。请说明地区和想报的职称，例如「在永嘉，想报助理工程师」。", en="I found no notice to check you against. Please name the place and the title, for instance «assistant engineer in Yongjia»."),
    "command": Text(zh="这里没有以“/”开头的命令。请直接用一句话提问，例如「上虞初级要交哪些材料」。", en="There are no commands that start with «/» here. Just ask in a sentence, for instance «Which materials does Shangyu want?»."),
    "foreign": Text(zh="抱歉，我只能用中文或英文回答。请用中文或英文再问一次。", en="Sorry, I can only answer in Chinese (中文) or English. Please ask again in one of them."),
    "empty": Text(zh="没有收到文字。请用一句话提问。", en="There was no text. Please ask in a sentence."),
    "too_long": Text(zh="这条消息太长（最多{most}字）。请分开问，一次一个问题。", en="This message is too long (at most {most} characters). Please ask one thing at a time."),
}  # fmt: skip
