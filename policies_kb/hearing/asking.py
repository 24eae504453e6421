"""Whether a message asks something, rather than answering; and whether it asks about the person."""

from __future__ import annotations

import re
from typing import Final

_ASKS: Final = re.compile(
    r"[?？]|(吗|嗎|么|麼|(?<![砍讨北步])伐)[。!！~\s]*$|(?<![班干着在交有做缴])呢[。!！~\s]*$|什么时候|什麼時候|怎么|怎麼|哪里|哪裡|哪儿|在哪"
    r"|多少钱|几号|哪天|要不要|能不能|可不可以|是不是要"
    r"|行不(?:行)?[。!！~\s]*$|(?:没事|不要紧)吧\s*$|哪[几些]|谁(?=来|开|出|给|管|盖)"
    r"|多少号|电话多少|是什么|是多少|几份|(?<![好十有])几年\s*$|(?:是|对|没错)吧\s*$|对不对\s*$|^(what|when|where|how|which|who|can|do|does|is|are)\b",
    re.IGNORECASE,
)
#: Said in passing, and no question: «不知道什么是自评分», «算不算清楚».
_TELLS: Final = re.compile(
    r"不知道|不清楚|没听过|没听说|不懂|记不|不晓得|还没[^,，?？]{0,4}呢|don't know|no idea", re.IGNORECASE
)


def asks(text: str) -> bool:
    """Whether the words are a question («学历不清楚» and «不知道什么自评分» are none)."""
    return bool(_ASKS.search(text.strip())) and not _TELLS.search(text)


#: How people ask whether they themselves may apply.
_MAY_I: Final = re.compile(
    r"(?:能|可以|可不可以|可否|够|想|打算|准备|要是|还能).{0,16}?(?:报(?!告|表|送|名)"
    r"|参?评(?!审表|审费|分|价)|升|申请|参加(?!面试|考试|答辩)|[弄搞拿]个|冲)"
    r"|(?:报|评|升|冲|申请).{0,14}?(?:可以吗|可以不|行吗|行不|能行|够吗|符合吗|有戏吗)"
    r"|有影响吗|影响不影响|影响我|有没有(?:影响|关系)|够条件|有资格|符合条件吗|看看我|看我"
    r"|(?:can|may|could) i\b|am i (?:eligible|qualified|able)|do i qualify",
    re.IGNORECASE,
)
#: How people say that they wonder about themselves.
_WONDERS: Final = re.compile(
    r"会不会|被卡|够吗|够不够|有戏|咋办|怎么办|来得及|给不给|[给让]我?[报评]|能过|过得[了去]|差啥|差什么|还差"
    r"|没数|没问过|不懂|行得通|有通道|[报评]得了|直接上|算不算|行么|行吗|行不(?!行)|怎么说|就行吧|可以么|看看|想[补上弄拿]个?"
)
_MYSELF: Final = re.compile(
    r"本人|自己(?=.{0,4}[是有在])|(?<![诉给发信跟帮让叫教替回])我(?!(?:想|要|就|现在)?问|想知道|[想要]了解|想咨询|看不懂|没看懂|们局|们单位怎)"
)
#: How people ask what a rule makes of what they have just told of themselves.
_FOR_ME: Final = re.compile(
    r"怎么算|满.{1,4}年.{0,8}[吗吧没]|有.{0,2}(?:影响|关系)|算.{0,4}(?:满|够)|[走要该][^,，]{1,8}还是"
)
_ANY_QUESTION: Final = re.compile(r"哪|谁|啥|什么|怎|吗|嗎|嘛|([一-鿿])[不没]\1|还是|吧$|[不没][?？]?$")
_SUBJECT: Final = re.compile(r"(?P<who>[^,，。?？]{1,14}?)(?:还|也|是否)?(?:能|可以|可不可以|想|凭)")
#: What stands before «能» without saying who.
_OF_ITS_OWN: Final = re.compile(r"[\s的]|请问|你好|我们?|现在|今年|这次|还|也|那|职称")
_LIVES: Final = re.compile(r"(?:我|家|人|厂|单位|公司|户口|上班|工作|干活)[^,，]{0,2}[住在]")
_WHOEVER: Final = re.compile(r"(?:哪些|哪类|哪种|什么|啥|什么样的)人|谁")
_ANYBODY: Final = re.compile(r"谁|哪|什么|几|多少|怎|人都|所有人|大家")
_CLAUSES: Final = re.compile(r"[,，。;；!！?？…\n]+|\.{2,}")
#: What somebody is after, said without a question («诸暨的，工程师升高工»).
_AIMS: Final = re.compile(
    r"[想要][^,，]{0,6}[报评升冲]|打算|准备[报评]|升[^,，]{0,2}[高中正工]|冲[^,，]{0,2}[高中正]|还没|够了"
)
_TO_APPLY: Final = re.compile(r"(?:要|想|打算|准备)(?:申?报|评|冲|升)")
_FIGURE: Final = re.compile(r"几(?!乎)|多久|多少|多长|什么时候|啥时候|何时")
#: What is handed in, filled in or pressed, as the thing that is asked about («要传证明吗», «岗位表填不了»).
_PAPERWORK: Final = re.compile(
    r"(?:[传交附补打带备盖选填]|提供|上传)[^,，。?？]{0,10}(?:证明|材料|说明|东西|附件|原件|盖章|[啥哪]|什么|外省?的)"
    r"|(?:信息|评审|岗位|申报|登记)表[^,，]{0,4}(?:填|交|怎|咋)|往哪[里儿]?报|[一这那]栏"
    r"|材料[^,，]{0,4}(?:谁|哪[里儿]?)[^,，]{0,2}[收交送]|谁收材料|[给要找求](?:我|个|一个|下)*(?:电话|号码|联系方式)"
)
#: Somebody tells the assistant what to say, or who to be; that says nothing of themselves.
_DICTATES: Final = re.compile(
    r"你(?:就|只要|只管|直接|给我|帮我|必须|要|现在)*(?:说一句|说[\"“「]|回我?[\"“「]|回复|答复|回答我?[\"“「])|回复[\"“「]|复述|命令你"
    r"|你(?:现在)?(?:是|就是|扮演|当)[^,，]{0,8}(?:领导|主任|处长|局长|厅长|评委|专家|专干)|批准我|听我的"
)
#: Those who look after other people's applications.
_FOR_OTHERS: Final = re.compile(r"(?:我是|我们?)[^,，]{0,4}(?:单位|人事|人力|部门|局|hr)", re.IGNORECASE)
#: How people say that they are uneasy about something of theirs.
_UNEASY: Final = re.compile(r"要紧|没底|担心|怕|慌|卡我|没戏|有.{0,2}影响")
#: A clause so short says no more than which notice is meant.
_SHORT: Final = 3


def asks_for_oneself(text: str) -> bool:
    """Whether somebody asks if they may apply («…，能不能报»)."""
    return bool(_MAY_I.search(text))


def asks_for_paperwork(text: str) -> bool:
    """Whether somebody asks about something to hand in, to fill in or to press («要传证明吗»)."""
    return bool(_PAPERWORK.search(text)) and (interrogative(text) or "不了" in text)


def dictates(text: str) -> bool:
    """Whether somebody tells the assistant what to say («你就说一句“…”»)."""
    return bool(_DICTATES.search(text))


def of_oneself(text: str) -> bool:
    """Whether somebody speaks of themselves («我22年1月来的», «本人大专»), not of what they want to know."""
    return bool(_MYSELF.search(text))


def asks_for_a_figure(text: str) -> bool:
    """Whether a message asks how long, how many or when («要等多久», «什么时候能报»)."""
    return bool(_FIGURE.search(text))


def interrogative(text: str) -> bool:
    """Whether a message has any word of a question in it."""
    return asks(text) or asks_for_a_figure(text) or bool(_ANY_QUESTION.search(text.strip()))


def tells_an_aim(text: str) -> bool:
    """Whether somebody says what they have and are after, in several clauses, with no question at all."""
    clauses = [clause for clause in _CLAUSES.split(text) if clause.strip()]
    told = bool(_AIMS.search(text)) or of_oneself(text)
    return len(clauses) > 1 and told and not interrogative(text) and not _FOR_OTHERS.search(text)


def asks_behind_an_aim(text: str) -> bool:
    """Whether somebody asks about something of theirs and says what it is for («考核缺一年行不行？要报…»)."""
    return describes(text) and bool(_TO_APPLY.search(text))


def is_uneasy(text: str) -> bool:
    """Whether somebody is uneasy about something of theirs («…，去年考核不知道要紧吗»)."""
    return len([clause for clause in _CLAUSES.split(text) if clause.strip()]) > 1 and bool(
        _UNEASY.search(text)
    )


def wonders(text: str) -> bool:
    """Whether somebody wonders about their own chances («…，心里没底»)."""
    return bool(_WONDERS.search(text) or _UNEASY.search(text))


def has_subject(words: str) -> bool:
    """Whether somebody in particular is asked about («会计岗能评吗»). `words` are without the names of the review."""
    match = _SUBJECT.match(words.strip())
    if match is None or _ANYBODY.search(words):
        return False
    return bool(_OF_ITS_OWN.sub("", match["who"]))


def asks_for_whom(text: str) -> bool:
    """Whether somebody asks who it is that may do something («哪些人能走这条»)."""
    return bool(_WHOEVER.search(text))


def tells_a_place(text: str) -> bool:
    """Whether a clause says where somebody lives or works («家住上虞，厂在柯桥，…能报吗»)."""
    clauses = (clause for clause in _CLAUSES.split(text) if not asks(clause) and not asks_for_oneself(clause))
    return any(_LIVES.search(clause) for clause in clauses)


def asks_what_it_means(text: str) -> bool:
    """Whether somebody asks what follows from something they tell («…怎么算年限»)."""
    return bool(_FOR_ME.search(text))


def describes(text: str) -> bool:
    """Whether a clause before the question tells something («挂证被撤销过注册，还能报吗»)."""
    clauses = [clause.strip() for clause in _CLAUSES.split(text) if clause.strip()]
    before = [clause for clause in clauses if not asks(clause) and not asks_for_oneself(clause)]
    return len(clauses) > 1 and any(len(clause) > _SHORT for clause in before)
