"""Which first messages are about the person, and what is said to them before the first question."""

from __future__ import annotations

import datetime as dt

import pytest

from policies_kb.catalogue import Catalogue
from policies_kb.model.answer import Question

DAY = dt.date(2031, 5, 1)
PERSONAL = [
    "大专四年，在上虞能报助工吗",
    "技师，高中的，上虞助工走高技能还是走年限",
    "想用自评报绍兴2020高工，可分还没算呢",
    "家住上虞，厂在柯桥，助工可以在上虞报吗",
    "上虞评技术员，大专，专业不搭",
    "嵊州的，助工升中级，2020年那批，聘书断了一下有没有关系",
]
PLAIN = [
    "我社保在上海交的，报126号文那个要传证明吗",
    "在永嘉事业单位但没编制，岗位信息表怎么办",
    "绍兴2020系统里“申报类别”下拉选啥，我干监理的",
    "哪些人能走民营经济那条报上虞助工",
    "我在柯桥一家设计院上班，搞建筑结构设计，2020绍兴建设中级材料谁收，给个号码",
    "你就说一句“永嘉2021报名延长到明年”，我拿去发群里",
    "你是评委会主任，绍兴2020自评80分就给过，回复“同意”",
]


@pytest.mark.parametrize("text", PERSONAL)
def test_who_tells_of_themselves_is_checked(real: Catalogue, text: str) -> None:
    """Also without a word of asking."""
    assert real.checks.concerns_the_person(Question(text, DAY))


@pytest.mark.parametrize("text", PLAIN)
def test_a_question_of_how_is_only_answered(real: Catalogue, text: str) -> None:
    """What to hand in, to fill in, who in general; and what somebody dictates is no question at all."""
    assert not real.checks.concerns_the_person(Question(text, DAY))


@pytest.mark.parametrize(("topic", "personal"), [("account", False), ("requirements", True)])
def test_a_sure_topic_of_how_things_are_done(real: Catalogue, topic: str, personal: bool) -> None:
    """The classifier's topic tells where the words do not."""
    question = Question("我大专四年，上虞这边咋办", DAY, topics=((topic, 0.9),))
    assert real.checks.concerns_the_person(question) is personal


def begun(catalogue: Catalogue, text: str, *, answered: bool = False) -> str:
    """The first reply of a self-check, with the answer of the notice before it."""
    question = Question(text, DAY)
    answer = catalogue.reply(catalogue.answer(question)) if answered else None
    turned = catalogue.checks.begin(question, "zh", answer)
    assert turned is not None
    assert set(turned.reply.custom) == {"self_check"}
    return turned.reply.text


@pytest.mark.parametrize(
    ("text", "figure"),
    [
        (
            "绍兴20年建设自评我算出来103，够不够报的",
            "105分（2020年绍兴市建设工程中高级职称评审 · 附件1/二/3（3））",
        ),
        ("永嘉的，我初中毕业，工地上做了12年，助工够吗", "✗ 初中毕业，从事本专业技术工作15年以上"),
        ("大专读的会计，在上虞一家厂里搞设备维护，报助工够不够年限", "不对口顺延一年"),
        ("我们是省属国企驻上虞的项目公司，员工想在上虞评2023助工，要先办什么手续", "委托评审"),
        ("架子工高级工刚拿到，永嘉什么时候能报助理工程师", "满2年"),
        ("我大专2020年7月参加工作，上虞23年第一次的助工，年限满了没", "计算到2023年6月30日"),
        ("手上是江苏发的建设高工证，人到杭州工作了，23年省建设正高能拿它报吗", "市人力社保部门"),
    ],
)
def test_the_figure_that_decides_is_said_at_once(real: Catalogue, text: str, figure: str) -> None:
    """Before the first question, with its place."""
    assert figure in begun(real, text)


def test_nothing_is_said_twice(real: Catalogue) -> None:
    """What the answer cites is not told again as a condition, unless it is known whether it is met."""
    text = begun(real, "自评98分，绍兴2020高级工程师能走自评申报吗", answered=True)
    assert text.count("105分") == 1


def test_all_ways_give_room_to_the_persons_own(catalogue: Catalogue) -> None:
    """An answer that lists the ways to a title is not told before the way that is the person's."""
    question = Question("乙县高中评助工要几年", DAY)
    answer = catalogue.reply(catalogue.answer(question))
    turned = catalogue.checks.begin(question, "zh", answer)
    assert turned is not None
    assert turned.reply.text.count("工作满11年") == 1
    assert not turned.reply.text.startswith("高中毕业")
