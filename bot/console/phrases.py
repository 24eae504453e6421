"""What the console's pages say, in two languages."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from bot.console.caller.phrases import PHRASES as CALLER
from bot.console.compare.phrases import PHRASES as COMPARE
from bot.console.figures.phrases import PHRASES as FIGURES
from bot.console.gaps.phrases import PHRASES as GAPS
from bot.console.lookup.phrases import PHRASES as LOOKUP
from bot.console.people.phrases import PHRASES as PEOPLE
from bot.console.talks.phrases import PHRASES as TALKS

_SECTIONS: Final = (LOOKUP, COMPARE, CALLER, TALKS, GAPS, FIGURES, PEOPLE)
_COMMON: Final[Mapping[str, Mapping[str, str]]] = {
    "zh-CN": {
        "title": "热线工作台",
        "sign_in": "登录",
        "name": "账号",
        "password": "密码",
        "sign_in_oidc": "用单位统一账号登录",
        "or": "或者",
        "wrong": "账号或密码不正确。",
        "wait": "尝试次数过多，请在 {wait} 秒后再试。",
        "stale": "账号刚刚有改动，请再登录一次。",
        "not_signed_in": "没有登录成功",
        "signed_in_as": "已登录：{name}（{role}）",
        "sign_out": "退出",
        "sign_out_everywhere": "退出所有设备",
        "arriving": "正在进入工作台…",
        "go_on": "继续",
        "refused": "没有执行",
        "back": "回到工作台",
        "language": "语言 / Language",
        "navigation": "工作台",
        "skip": "跳到正文",
        "role_reader": "查询员",
        "role_agent": "接线员",
        "role_editor": "编辑",
        "role_admin": "管理员",
        "refused_csrf": "请求不是从本次登录的页面发出的，没有执行。请刷新页面再试。",
        "refused_role": "您的角色不能进行这项操作。",
        "refused_signed_out": "登录已结束，请重新登录。",
        "refused_unavailable": "数据库暂时无法访问，请稍后再试。",
        "refused_provider": "统一账号服务暂时无法访问，请稍后再试。",
        "refused_journey": "这次登录用时太长，或者是在别的浏览器里开始的。请重新登录。",
        "refused_identity": "统一账号服务的答复无法信任，没有登录。请告诉管理员。",
        "refused_declined": "统一账号服务没有确认您的身份，没有登录。",
        "refused_no_role": "统一账号服务没有给您分配本工作台的角色。请告诉管理员。",
        "refused_name_taken": "已有另一个同名账号。管理员移除它之后，您就可以登录。",
    },
    "en": {
        "title": "Hotline console",
        "sign_in": "Sign in",
        "name": "Account",
        "password": "Password",
        "sign_in_oidc": "Sign in with your organisation's account",
        "or": "or",
        "wrong": "Account or password is wrong.",
        "wait": "Too many attempts. Please try again in {wait} seconds.",
        "stale": "The account was changed just now. Please sign in once more.",
        "not_signed_in": "You are not signed in",
        "signed_in_as": "Signed in as {name} ({role})",
        "sign_out": "Sign out",
        "sign_out_everywhere": "Sign out everywhere",
        "arriving": "Entering the console…",
        "go_on": "Go on",
        "refused": "It was not done",
        "back": "Back to the console",
        "language": "语言 / Language",
        "navigation": "Console",
        "skip": "Skip to content",
        "role_reader": "reader",
        "role_agent": "agent",
        "role_editor": "editor",
        "role_admin": "admin",
        "refused_csrf": "The request does not come from a page of this session. Please load the page again.",
        "refused_role": "Your role may not do this.",
        "refused_signed_out": "Your session has ended. Please sign in again.",
        "refused_unavailable": "The database cannot be reached just now. Please try again later.",
        "refused_provider": "Your organisation's sign-in cannot be reached just now. Please try again later.",
        "refused_journey": "This sign-in took too long or was begun in another browser. Please begin again.",
        "refused_identity": "Your organisation's sign-in sent something that cannot be trusted. Tell an administrator.",
        "refused_declined": "Your organisation's sign-in did not confirm who you are.",
        "refused_no_role": "Your organisation's sign-in gives you no role here. Please tell an administrator.",
        "refused_name_taken": "There is another account of your name. An administrator can remove it.",
    },
}

#: By the language of the page, as HTML names it. No two sections may have a phrase of one name.
PHRASES: Final[Mapping[str, Mapping[str, str]]] = {
    lang: {name: text for part in (_COMMON, *_SECTIONS) for name, text in part[lang].items()}
    for lang in _COMMON
}
