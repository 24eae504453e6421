"""Measures «Lookup»: time of a query at 5 and at many notices, and how often it finds what a question needs.

    python benchmarks/lookup.py [--notices 5000] [--seed 7] [--apart]

Time: every prefix of real queries, as typed, in processor time (the machine may be busy). The further notices are the
five with other places, years and figures; with `--apart` no two say anything in the same words (take fewer then).
Recall: each question case (all its turns as one query) counts as found when a fact whose text has what the case demands
is the first result, or among the first five; beside SQLite FTS5 (trigram) and BM25 (bm25s, words cut by jieba), which
get the same facts with the same aliases, and the name, place, year and number of their notice besides.
"""

from __future__ import annotations

import argparse
import datetime as dt
import gc
import re
import resource
import statistics
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks._notices import Generator
from benchmarks._searches import Search, bm25, trigram
from dev.questions import Case, normalised, read_cases
from policies_kb.lint import knowledge_of
from policies_kb.lookup import Lookup
from policies_kb.model.fact import Fact
from policies_kb.model.knowledge import Knowledge
from policies_kb.model.notice import Notice
from policies_kb.reading import read_folder
from policies_kb.terms import normalise
from policies_kb.wording import facts_of

ROOT = Path(__file__).resolve().parent.parent
ON = dt.date(2023, 6, 1)
TYPED = (
    *(
        "永嘉联系电话",
        "yjlxdh",
        "zgcl",
        "yj电话",
        "126hao",
        "浙建人教函〔2023〕126号",
        "88307199",
        "0577-5766",
        "评审费",
    ),
    *(
        "2023年浙江正高网上申报什么时候截止",
        "继续教育学时",
        "shangyu zhugong dianhua",
        "pingshenfei duoshao",
        "平审费",
    ),
    *(
        "yongjai dianhua",
        "证件照多大",
        "26县有哪些",
        "employer deadline",
        "绍兴中级评审表几份",
        "越城区人事管理科",
    ),
)


def times(lookup: Lookup) -> list[float]:
    """Milliseconds of processor time for every prefix of the queries; the better of two passes, the first warms up."""
    prefixes = [query[:end] for query in TYPED for end in range(1, len(query) + 1)]
    best = [float("inf")] * len(prefixes)
    for _ in range(3):
        for place, prefix in enumerate(prefixes):
            start = time.process_time_ns()
            lookup.search(prefix, ON)
            best[place] = min(best[place], (time.process_time_ns() - start) / 1e6)
    return sorted(best)


def at_size(knowledge: Knowledge, facts: Callable[[Notice], Sequence[Fact]]) -> tuple[float, float]:
    """Builds and asks; prints what it took. Median and 95th percentile in milliseconds."""
    start = time.process_time()
    lookup = Lookup(knowledge, facts)
    built = time.process_time() - start
    gc.collect()
    gc.freeze()
    taken = times(lookup)
    p50, p95 = statistics.median(taken), taken[int(0.95 * len(taken))]
    print(
        f"{len(knowledge.notices):5} notices, {lookup.facts:8,} facts on {lookup.cards:6,} cards: "
        f"p50 {p50:.2f} ms, p95 {p95:.2f} ms, max {taken[-1]:.1f} ms; made in {built:.0f} s, "
        f"lists {lookup.size / 1e6:.0f} MB"
    )
    return p50, p95


def searches(knowledge: Knowledge, facts: Sequence[Fact]) -> dict[str, Search]:
    """Everything that is compared: from a query to the positions of the best facts."""
    notices = {notice.id: notice for notice in knowledge.notices}
    documents = []
    for fact in facts:
        notice = notices[fact.notice]
        of_notice = (notice.short.zh, notice.region, str(notice.year), notice.number or "")
        documents.append(normalise(" ".join((*of_notice, *fact.aliases, fact.text.zh, fact.text.en))))
    lookup = Lookup(knowledge, facts_of)
    place = {fact.id: position for position, fact in enumerate(facts)}
    return {
        "lookup": lambda query: [place[one.fact.id] for one in lookup.search(query, ON, most=5).results],
        "FTS5 trigram": trigram(documents),
        "BM25 (jieba)": bm25(documents),
    }


def recall(knowledge: Knowledge) -> bool:
    """Prints recall at 1 and 5 of everything compared, and whether lookup is better than both others."""
    facts = [fact for notice in knowledge.notices for fact in facts_of(notice)]
    texts = [normalised(f"{fact.text.zh} {fact.text.en}") for fact in facts]
    cases = read_cases(sorted((ROOT / "tests" / "dialogue" / "questions").glob("*.jsonl")))

    def fulfils(case: Case, position: int) -> bool:
        text = texts[position]
        return all(any(re.search(one, text, re.IGNORECASE) for one in group) for group in case.must)

    print(f"\n{len(cases)} question cases: a fact with what the case demands (and of the notice it names)")
    shares = {}
    for name, search in searches(knowledge, facts).items():
        first = five = own_first = own_five = 0
        for case in cases:
            top = search(" ".join(case.turns))
            hits = [fulfils(case, position) for position in top]
            own = [
                hit and facts[one].notice == (case.notice or facts[one].notice)
                for hit, one in zip(hits, top, strict=True)
            ]
            first, five = first + any(hits[:1]), five + any(hits)
            own_first, own_five = own_first + any(own[:1]), own_five + any(own)
        shares[name] = (first / len(cases), five / len(cases))
        print(
            f"{name:14} recall at 1 {first / len(cases):6.1%} ({own_first / len(cases):.1%}), "
            f"at 5 {five / len(cases):6.1%} ({own_five / len(cases):.1%})"
        )
    ours, *others = shares.values()
    return all(ours[at] > other[at] for other in others for at in (0, 1))


def main() -> None:
    """Measures and prints; fails where the ratio is over 3 or the recall not the best."""
    parser = argparse.ArgumentParser(description="Measures the search behind «Lookup».")
    parser.add_argument("--notices", type=int, default=5000)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--apart", action="store_true", help="no two notices say anything in the same words")
    args = parser.parse_args()
    knowledge = knowledge_of(read_folder())
    better = recall(knowledge)
    print()
    few = at_size(knowledge, facts_of)
    gc.disable()  # millions of objects that stay: looking through them again and again would be all that is measured
    generator = Generator(knowledge, args.seed, args.apart)
    many = at_size(generator.notices(args.notices), generator.facts_of)
    ratios = [more / less for more, less in zip(many, few, strict=True)]
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000
    print(
        f"ratio: p50 {ratios[0]:.2f}, p95 {ratios[1]:.2f}; most memory of the process, facts and all: {peak:.0f} MB"
    )
    if not better or max(ratios) > 3:
        sys.exit("not as promised: better recall than both others, and at most 3 times as long")


if __name__ == "__main__":
    main()
