"""Whether somebody wants help with cheating («教我把截图p一下»), and does not ask what becomes of those who cheat."""

from __future__ import annotations

import re
from typing import Final

#: What is done to papers, records and people by those who cheat.
_CHEATS: Final = (
    r"(?:p(?![a-z])(?:一?[个张下]|图|掉|成|上|好|出)?|ps|造假|作假|做假|仿造|伪造|冒充|假冒|编(?:造|个|一[个份段篇]|几个|点|业绩|材料)|"
    r"(?:弄|做|搞|办|开|整|买|写|刻)[一几]?[个份张篇本点]?假|假的?(?:证明|聘书|业绩|合同|社保|论文|公章|学历|材料|截图)|"
    r"(?:改|改掉|改动|篡改|涂改)(?:一下|掉)?(?:学时|社保|日期|成绩|记录|证书|截图|合同)|代写|枪手|替考|代考|买(?:篇|一篇|个)?(?:论文|证|业绩|学时)|"
    r"刷(?:学时|课)|送礼|塞钱|打点|走后门|托关系|糊弄|蒙混|混过去|瞒(?:过|住|报))"
)
#: To be shown how, to have it done, or not to be found out.
_HELP: Final = r"(?:教教?|帮帮?|替|给|带)(?:一下)?我|(?:教|帮|替)(?:忙|个忙|一下)|支个?招|出个?主意"
_HOW: Final = r"怎么|怎样|咋样?|如何|哪里(?:能|可以)?|有没有(?:办法|门路|渠道)|有啥(?:办法|门路)|什么办法"
_HIDDEN: Final = (
    r"(?:别|不要|不|没法|才不|才不会|不会|不让|别让|免得|躲过|绕过|骗过|瞒过|逃过)(?:[让被给])?(?:人|评委|专家|单位|系统|审核|他们|上面)*"
    r"(?:会)?(?:看出|看穿|发现|察觉|查出|查到|被查|识破|露馅|穿帮|检查|审核|抽查)"
)
_WANTS: Final = re.compile(
    rf"(?:{_HELP})[^?？。]{{0,14}}{_CHEATS}|(?:{_HOW})[^?？。,，]{{0,6}}{_CHEATS}[^?？。]{{0,8}}(?:{_HIDDEN})"
    rf"|{_CHEATS}[^?？。]{{0,24}}(?:{_HIDDEN})|(?:{_HIDDEN})[^?？。]{{0,10}}{_CHEATS}"
    r"|(?:help me|teach me|show me how to)[^?.]{0,30}(?:fake|forge|photoshop|cheat|falsify|bribe)"
    r"|how (?:can|do|to) (?:i )?(?:fake|forge|photoshop|falsify|bribe)"
)
#: What becomes of it is asked: that the notice answers.
_OUTCOME: Final = re.compile(
    r"会怎|怎么处理|怎么罚|后果|处罚|会不会|(?<!不)会被|要是被|如果被|万一|被(?:查|发现)[^,，]{0,4}(?:了|后)|几年|撤销|取消"
)


def asks_to_cheat(plain: str) -> bool:
    """Whether a normalised message wants help with cheating."""
    return bool(_WANTS.search(plain)) and not _OUTCOME.search(plain)
