"""Whether somebody wants help with cheating."""

from __future__ import annotations

import pytest

from policies_kb.hearing.cheating import asks_to_cheat


@pytest.mark.parametrize(
    "text",
    [
        "教我把平台截图p一下当业绩,别让评委看出来",
        "帮我伪造一份聘书",
        "怎么编业绩才不会被查到",
        "学时记录p一下,免得单位发现",
        "how can i fake the certificate",
    ],
)
def test_help_with_cheating_is_heard(text: str) -> None:
    """To be shown how, to have it done, or not to be found out."""
    assert asks_to_cheat(text)


@pytest.mark.parametrize(
    "text",
    [
        "造假会怎么处理",
        "业绩造假被查到停几年",
        "怎么修改申报信息",
        "帮我看看要交什么材料",
        "pdf怎么上传",
        "截图要盖章吗",
    ],
)
def test_what_becomes_of_it_is_a_question(text: str) -> None:
    """The consequences, and honest work, are questions like any other."""
    assert not asks_to_cheat(text)
