"""Every kind of slip in a notice file has its exact message."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from policies_kb.lint import lint
from policies_kb.reading import read_folder

TESTS = Path(__file__).parents[2]
CASES = sorted((TESTS / "bad").glob("*.yml"))
SOUND = """\
id: bad-notice
series: bad
region: 乙县
sector: construction
titles: [技术员]
{patch}
year: 2030
title: {{zh: 坏通知, en: a bad notice}}
short: {{zh: 坏通知, en: a bad notice}}
issuers: [{{zh: 乙县人社局, en: Yi bureau}}]
source: {{file: none.txt, sha256: "{sum}"}}
"""


def messages(folder: Path, text: str) -> list[str]:
    """What lint says of a notice with this text."""
    for shared in ("topics", "regions", "vocabulary", "attributes"):
        shutil.copy(TESTS / "sample" / f"{shared}.yml", folder)
    (folder / "bad-notice.yml").write_text(text, encoding="utf-8")
    return [str(problem).removeprefix("bad-notice.yml: ") for problem in lint(read_folder(folder))]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_the_exact_message(case: Path, tmp_path: Path) -> None:
    """File, place, what is wrong and how to mend it; and nothing else is complained about."""
    expected, patch = case.read_text(encoding="utf-8").split("\n", 1)
    patch = patch.strip()
    text = SOUND.format(patch=patch, sum="0" * 64)
    if patch.startswith("region:"):
        text = SOUND.format(patch="", sum="0" * 64).replace("region: 乙县", patch)
    assert messages(tmp_path, text) == [expected.removeprefix("# ")]


def test_all_problems_come_at_once(tmp_path: Path) -> None:
    """An author mends a file in one go."""
    patch = "fees: [{id: fee, at: 三, per: {zh: 每人}, ammount: 90}]"
    assert len(messages(tmp_path, SOUND.format(patch=patch, sum="0" * 64))) == 3


def test_a_key_given_twice_is_refused(tmp_path: Path) -> None:
    """YAML would silently keep the second."""
    found = messages(tmp_path, SOUND.format(patch="year: 2029", sum="0" * 64))
    assert found == ["line 7: year: is given twice: keep one of the two"]


def test_what_is_not_yaml_names_the_line(tmp_path: Path) -> None:
    """No stack trace for a slip of the pen."""
    found = messages(tmp_path, SOUND.format(patch="facts: [", sum="0" * 64))
    assert len(found) == 1
    assert "is not YAML" in found[0]


def test_a_notice_that_is_named_otherwise_is_refused(tmp_path: Path) -> None:
    """The file's name is the notice's id."""
    text = SOUND.format(patch="", sum="0" * 64).replace("id: bad-notice", "id: other")
    assert messages(tmp_path, text) == ["line 1: id: «other» is not the file's name: name the file other.yml"]
