"""No fact of policy stands outside the notice files, and the parts of the project agree on names."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

from policies_kb.catalogue import Catalogue

ROOT = Path(__file__).parents[2]
CODE = [*ROOT.glob("policies_kb/**/*.py"), *ROOT.glob("actions/**/*.py"), *ROOT.glob("bot/**/*.py")]
DATA = [ROOT / "domain.yml", *ROOT.glob("data/**/*.yml")]


@pytest.fixture(scope="module")
def figures(real: Catalogue) -> set[str]:
    """Phones, whole dates and document numbers of all notices: what can be told from an ordinary number."""
    texts = " ".join(fact.text.zh for notice in real.notices for fact in real.facts(notice.id))
    patterns = (r"\d{8}", r"\d{4}年\d{1,2}月\d{1,2}日", r"[一-鿿]{2,6}〔\d{4}〕\d+号")
    return {figure for pattern in patterns for figure in re.findall(pattern, texts)}


@pytest.mark.parametrize("file", [*CODE, *DATA], ids=lambda file: str(file.relative_to(ROOT)))
def test_no_figure_of_a_notice_in_code_or_training_data(file: Path, figures: set[str]) -> None:
    """A phone, a day or a document number found there would be a second truth. Docstrings may cite as examples."""
    text = file.read_text(encoding="utf-8")
    if file.suffix == ".py":
        text = re.sub(r'"""(?s:.*?)"""|#.*', "", text)
    assert not [figure for figure in figures if figure in text]


def test_every_topic_is_an_intent_with_examples(real: Catalogue) -> None:
    """topics.yml, domain.yml and data/nlu name the same things, with at least 40 different examples each."""
    domain = yaml.safe_load((ROOT / "domain.yml").read_text(encoding="utf-8"))
    intents = {next(iter(intent)) for intent in domain["intents"]}
    examples: dict[str, set[str]] = {}
    for file in (ROOT / "data" / "nlu").glob("*.yml"):
        for block in yaml.safe_load(file.read_text(encoding="utf-8"))["nlu"]:
            lines = (line.removeprefix("- ").strip() for line in block["examples"].splitlines())
            examples.setdefault(block["intent"], set()).update(line for line in lines if line)
    assert {f"ask_{topic.id}" for topic in real.knowledge.topics} <= intents
    assert set(examples) == intents - {"choose_notice"}
    assert {name: len(some) for name, some in examples.items() if len(some) < 40} == {}


def test_no_example_teaches_two_intents() -> None:
    """One sentence, one meaning: else the classifier learns a contradiction."""
    seen: dict[str, str] = {}
    clashes = []
    for file in sorted((ROOT / "data" / "nlu").glob("*.yml")):
        for block in yaml.safe_load(file.read_text(encoding="utf-8"))["nlu"]:
            for line in block["examples"].splitlines():
                bare = re.sub(r"[\s\W]", "", line).lower()
                if bare and seen.setdefault(bare, block["intent"]) != block["intent"]:
                    clashes.append((line, seen[bare], block["intent"]))
    assert clashes == []


def test_the_readme_is_short() -> None:
    """At most 120 lines, or nobody reads it."""
    assert len((ROOT / "README.md").read_text(encoding="utf-8").splitlines()) <= 120
