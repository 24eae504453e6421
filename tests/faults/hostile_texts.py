"""Texts and JSON as they come from people who try things out, and from programs that have gone wrong."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

#: Fragments that mean something to somebody: to a database, a browser, a template, a shell, Rasa, or to ourselves.
BITS = (
    *("' OR 1=1 --", '"; DROP TABLE talk; --', "\\'; SELECT pg_sleep(9)", "<script>alert(1)</script>"),
    *("<img src=x onerror=alert(1)>", "{{7*7}}", "{% for x in y %}", "${jndi:ldap://x}", "#{1+1}", "%s%n%x"),
    *("../../etc/passwd", "`id`", "$(id)", "\r\nX-Injected: 1", "data: x\n\n", "event: cleared\n\n"),
    *('{"a":', "[[[[", "]]]]", "null", "NaN", "-Infinity", "__proto__", "constructor", "\ufeff", "\ufffe"),
    *("/restart", "/session_start", "/ask{", '/inform{"region": "x"}', "/back", "EXTERNAL: x", "/ /restart"),
    *("评审费", "多少钱", "什么时候截止", "申报材料", "甲市", "乙县", "中级", "副高", "2030年", "第十一条"),
    *("pingshenfei", "shenmeshihou", "zhichengshenbao", "lü", "xi'an", "nv3", "ń", "ZhiCheng"),
    *(
        "һello",
        "ﷺ",
        "㍿",
        "①②③",
        "Ⅳ",
        "ﬁ",
        "ß",
        "İ",
        "ǅ",
        "́",
        "\u200b",
        "\u202e",
        "\u2066",
        "\u00ad",
        "🏳️‍🌈",
        "👩‍👩‍👧‍👦",
    ),
    *(
        "0" * 40,
        "9" * 400,
        "1e999",
        "-0",
        "0x7fffffffffffffff",
        "１２３",
        "一二三四五六七八九十",
        "3.14.15.92",
    ),
    *("\x00", "\x1b[31m", "\x7f", "\x85", "\u2028", "\ud800", "\udfff", "\U0010ffff", "\t\n\r\v\f"),
)
#: Numbers of persons, invented; their check digits are right, so they are masked.
NUMBERS = ("11010519491231002X", "13800138000", "6222020200112233440")

_ANY = st.text(st.characters(), max_size=200)
_KINDS: st.SearchStrategy[Any] = st.sampled_from(
    ["Lu", "Ll", "Lt", "Lm", "Lo", "Mn", "Mc", "Me", "Nd", "Nl", "No", "Pc", "Pd", "Po", "Sm", "Sc", "Sk", "So",
     "Zs", "Zl", "Zp", "Cc", "Cf", "Cs", "Co", "Cn"]
)  # fmt: skip
_OF_A_KIND = _KINDS.flatmap(lambda kind: st.text(st.characters(categories=(kind,)), max_size=100))
_BITS = st.lists(st.sampled_from(BITS + NUMBERS), min_size=1, max_size=12).map("".join)
_FLOOD = st.tuples(st.sampled_from(BITS), st.integers(1, 1100)).map(lambda one: (one[0] * one[1])[:1100])
_SYLLABLES = st.lists(
    st.sampled_from("zhi chuang shuang nian xian lüe er a e n ng hm ' 3 1".split()), max_size=250
).map(lambda some: "".join(some)[:1000])

TEXTS = st.one_of(_ANY, _OF_A_KIND, _BITS, _FLOOD, _SYLLABLES, st.tuples(_BITS, _ANY).map("".join))
#: Anything that JSON can say.
VALUES: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | TEXTS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXTS, inner, max_size=4),
    max_leaves=12,
)
