"""What is heard although nothing was asked: what is said for certain, and nothing else."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from policies_kb.rules import OneOf
from tests.unit.hearing.conftest import Hear

Open = Callable[[str], dict[str, Any]]
OUTSIDE = ["省外已确认", "省外未确认"]


def months(low: int, high: int | None = -1) -> dict[str, Any]:
    """`months(48)`: exactly; `months(48, 59)`: from, to."""
    return {"months": [low, low if high == -1 else high]}


ROWS: list[tuple[str, dict[str, Any]]] = [
    ("我是高中毕业的，在永嘉工地上干了好些年", {"education": "高中", "region": "永嘉县"}),
    ("大专毕业干了四年，在上虞能报什么", {"education": "大专", "years_of_work": months(48)}),
    (
        "中专毕业，跨专业做了六年多施工，能评助工吗",
        {"education": "中专", "years_of_work": months(72, 83), "major_match": False},
    ),
    ("我本科，2019年7月参加工作的", {"education": "本科", "years_of_work": ["2019-07-01", "2019-07-31"]}),
    ("技术员当了四年多了，能升助工不", {"current_title": "技术员", "years_in_title": months(48, 59)}),
    (
        "我是工程师，2017年聘的，想报副高",
        {"current_title": "工程师", "years_in_title": ["2017-01-01", "2017-12-31"]},
    ),
    ("高级工程师23年的，我管的工程查得到，业绩证明怎么弄", {}),
    ("手里有个架子工的高级工证", {"skill_level": "高级工", "occupation": "架子工"}),
    ("我是钢筋工，特级技师", {"skill_level": "特级技师", "occupation": "钢筋工"}),
    ("我的高工证是安徽评的，能在这边报正高吗", {"current_title": "高级工程师", "title_certificate": OUTSIDE}),
    ("2021年8月20日因挂证被撤销了注册，还能报吗", {"registration_revoked": "2021-08-20"}),
    ("挂证被撤销过注册，还能报吗", {}),
    ("去年考核没过，会有影响吗", {"assessments_passed": False}),
    ("2016年考核不合格，要紧不", {}),  # of which years, is asked
    ("嵊州的，助工升中级，聘书断了一下有没有关系", {"current_title": "助理工程师"}),
    ("我是架子工，高级工没考出来", {"occupation": "架子工"}),
    ("2019年学时只有六十", {"hours_each_year": 60}),
    ("我们单位在永嘉，想评职称", {"region": "永嘉县"}),
    ("我在瑞安的公司上班", {"region": "瑞安市"}),
    ("我是搞测绘的", {"specialty": "测绘地理信息"}),
    ("得过中华技能大奖，干地质勘查", {"award": "中华技能大奖", "specialty": "地质勘查"}),
    ("我是公务员，能评职称吗", {"civil_servant": True}),
    ("我們單位是事業單位", {"employer_type": "事业单位"}),
    ("I am an assistant engineer", {"current_title": "助理工程师"}),
    (
        "I have a bachelor degree and have worked for five years",
        {"education": "本科", "years_of_work": months(60)},
    ),
    (
        "初中学历在上虞做了十二年工程能评助工吗",
        {"education": "初中", "region": "上虞区", "years_of_work": months(144)},
    ),
    ("副高聘满五年，报2023正高", {"current_title": "高级工程师", "years_in_title": months(60, None)}),
    ("工程师，聘了五年，能报高工吗", {"current_title": "工程师", "years_in_title": months(60)}),
    ("没有职称，干了七年", {"current_title": "没有职称", "years_of_work": months(84)}),
    ("电工高级工，2019年考的", {"skill_level": "高级工", "occupation": "其他建设行业工种"}),
    ("我2021年弄虚作假被取消过资格", {"fraud_found": ["2021-01-01", "2021-12-31"]}),
    ("我是台湾人，在杭州工作", {"identity": "港澳台人员", "region": "杭州市"}),
    (
        "2016年拿的助工证，现在能评工程师吗",
        {"current_title": "助理工程师", "years_in_title": ["2016-01-01", "2016-12-31"]},
    ),
    # wishes, rules and questions say nothing of the person
    ("想评助工", {}),
    ("报正高要什么条件", {}),
    ("怎么升助工", {}),
    ("永嘉2021年助理工程师什么时候报名", {}),
    ("工程师报高级工程师要聘几年", {}),
    ("高工评审材料有哪些", {}),
    ("工作满五年才能评吗", {}),
    ("每年要多少学时", {}),
    ("考核不合格怎么办", {}),
    ("专业不对口能评吗", {}),
    ("高中和大专分别要几年", {}),
    ("事业单位要岗位空缺吗", {}),
    ("准备考高级工", {}),
    ("台湾人能报吗", {}),
    ("四年里除了今年都没考核怎么办", {}),
    ("绍兴2020，工程师怎么报", {}),
    ("你好", {}),
    ("", {}),
    ("挂证被撤过注册，2023建设正高还能不能报", {}),
    ("2019年3月挂证被撤销注册，2023年的正高能报吗", {"registration_revoked": ["2019-03-01", "2019-03-31"]}),
    ("前年挂证被撤，建设正高2023行吗", {}),
    ("工程师聘了六年，绍兴2020高工", {"current_title": "工程师", "years_in_title": months(72)}),
    ("我朋友是大专，干了六年，永嘉助工他能报吗", {}),
    ("我同事本科，我自己是中专毕业的", {"education": "中专"}),
    ("帮朋友问问，中专毕业干了八年，能报助工吗", {"education": "中专", "years_of_work": months(96)}),
]


@pytest.mark.parametrize(("text", "facts"), ROWS, ids=[text for text, _ in ROWS])
def test_an_opening(opening: Open, text: str, facts: dict[str, Any]) -> None:
    """Statements about the person are kept, wishes and questions are not."""
    assert opening(text) == facts


def test_harmless_education_of_a_rule(opening: Open) -> None:
    """Whoever asks how long with a certain education most likely has it."""
    assert opening("中专要几年") == {"education": "中专"}


def test_a_reply_tells_more_than_was_asked(hear: Hear) -> None:
    """A reply is read for other attributes as an opening is, those that it usually tells first."""
    assert hear("skill_level", "混凝土工，三级，也就是高级工，2019年7月发的证") == {
        "skill_level": "高级工",
        "occupation": "混凝土工",
        "years_since_skill": ["2019-07-01", "2019-07-31"],
    }
    assert hear("current_title", "高级工程师，江苏评的")["title_certificate"] == OUTSIDE
    assert hear("major_match", "不对口，中专学的烹饪") == {"major_match": False, "education": "中专"}
    assert hear("employer_type", "央企")["employer_level"] == "中央或部属"


def test_insurance_is_told_in_one_go(hear: Hear) -> None:
    """One reply about social insurance answers all questions about it."""
    assert hear("insurance_same_employer", "公司一直给我交社保，就交在永嘉") == {
        "insurance_same_employer": True,
        "insurance_newcomer": False,
        "insurance_paying": True,
    }
    moved = hear("insurance_same_employer", "我是从安徽过来的，2021年4月起公司在永嘉给我交社保，没断过")
    assert moved == {
        "insurance_same_employer": True,
        "insurance_newcomer": True,
        "insurance_paying": True,
        "local_insurance": ["2021-04-01", "2021-04-30"],
    }


def test_what_is_known_is_not_overheard(hear: Hear) -> None:
    """A remark on the side does not change what the person said before; a correction does."""
    known = {"education": OneOf(frozenset({"大专"}))}
    assert hear("major_match", "不对口，中专学的烹饪", known) == {"major_match": False}
