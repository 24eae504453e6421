"""`show`, `search`: what the notices say, as it is answered."""

from __future__ import annotations

import argparse
import sys

from policies_kb.catalogue import Catalogue, Query
from policies_kb.lint import knowledge_of
from policies_kb.reading import read_folder


def show(options: argparse.Namespace) -> int:
    """Every fact of a notice in the files, as it is answered."""
    catalogue = Catalogue(knowledge_of(read_folder(options.notices)))
    facts = catalogue.facts(options.notice)
    if not facts:
        held = ", ".join(notice.id for notice in catalogue.notices)
        print(f"there is no notice «{options.notice}»; held are {held}", file=sys.stderr)
        return 1
    for fact in facts:
        name, topic = fact.id.partition("/")[2], (fact.topics or ("–",))[0]
        places = "、".join(map(str, fact.at)) or "–"
        print(f"{name:32} {places:16} {topic:20} {fact.text.in_(options.lang)}")
    return 0


def search(options: argparse.Namespace) -> int:
    """The published facts that fit some words best."""
    catalogue = Catalogue.published()
    for result in catalogue.search(Query(" ".join(options.words))):
        places = "、".join(map(str, result.fact.at))
        print(f"{result.score:.2f} {result.fact.id}")
        print(f"     {result.fact.text.zh}\n     ——{result.notice.citation} · {places}")
    return 0
