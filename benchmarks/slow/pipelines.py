"""Trains Rasa's default pipeline and ours on the same examples and tests both with `rasa test nlu`.

    .venv-rasa/bin/python benchmarks/slow/pipelines.py [--epochs 100] [--seed 7] [--out build/pipelines] [NAME …]

Four fifths of data/nlu are learnt; judged are the last fifth, the question cases whose topic names one intent, and
those with slips of the input method. Names are annotated as our recogniser finds them, so that the default has
entities to learn. DIET takes from a quarter of an hour to two hours on two shared cores: not part of `make bench`.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import subprocess
import sys
import time
from collections.abc import Iterable
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from rasa.shared.nlu.training_data.loading import load_data
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData
from rasa.shared.utils.io import read_config_file

from benchmarks.slow.understanding import ROOT, alike_in_sound, slip
from dev.questions import LEFT_OUT, TOPICS, read_cases
from policies_kb.terms import Names, Recogniser
from policies_kb.terms.normalise import normalise

_READING: list[dict[str, Any]] = [
    {"name": "WhitespaceTokenizer"},
    {"name": "RegexFeaturizer"},
    {"name": "LexicalSyntacticFeaturizer"},
    {"name": "CountVectorsFeaturizer"},
    {"name": "CountVectorsFeaturizer", "analyzer": "char_wb", "min_ngram": 1, "max_ngram": 4},
]
_REST = [
    {"name": "EntitySynonymMapper"},
    {"name": "ResponseSelector", "epochs": 100},
    {"name": "FallbackClassifier", "threshold": 0.3, "ambiguity_threshold": 0.1},
]


def pipelines(epochs: int, seed: int) -> dict[str, dict[str, Any]]:
    """The configurations by name."""
    ours = read_config_file(ROOT / "config.yml")["pipeline"]
    diet = {"name": "DIETClassifier", "epochs": epochs, "random_seed": seed}
    regression = {"name": "LogisticRegressionClassifier"}
    found = {
        "ours": ("zh", ours),
        "default": ("en", [*_READING, diet, *_REST]),
        "default-regression": ("en", [*_READING, regression, *_REST]),
        "ours-diet": ("zh", [*ours[:-1], {**diet, "entity_recognition": False}]),
    }
    return {
        name: {"recipe": "default.v1", "assistant_id": name, "language": language, "pipeline": pipeline}
        for name, (language, pipeline) in found.items()
    }


def annotated(text: str, intent: str, recogniser: Recogniser) -> Message:
    """The message with the names that the recogniser finds, none inside another."""
    plain, found, last = normalise(text), [], 0
    for term in sorted(recogniser.find(plain), key=lambda term: (term.start, -term.end)):
        if term.start >= last:
            found.append({"entity": term.facet, "value": term.value, "start": term.start, "end": term.end})
            last = term.end
    return Message(
        data={"text": plain, "intent": intent, "entities": found}
        if found
        else {"text": text, "intent": intent}
    )


def write(folder: Path, name: str, messages: Iterable[Message]) -> Path:
    """The messages as a file of training data."""
    file = folder / f"{name}.yml"
    file.write_text(TrainingData(list(messages)).nlu_as_yaml(), encoding="utf-8")
    return file


def prepare(folder: Path, seed: int) -> tuple[Path, list[Path]]:
    """The file to learn from, and those to judge by."""
    recogniser, rng = Recogniser(Names.load(ROOT / "build" / "terms.json")), random.Random(seed)
    examples = load_data(str(ROOT / "data" / "nlu")).intent_examples
    data = TrainingData([annotated(one.get("text"), one.get("intent"), recogniser) for one in examples])
    learn, judge = data.train_test_split(0.8, random_seed=seed)
    alike = alike_in_sound()
    held = [
        (case.turns[0], "ask_" + TOPICS[case.topic])
        for case in read_cases(sorted((ROOT / "tests" / "dialogue" / "questions").glob("*.jsonl")))
        if case.topic in TOPICS and case.kind not in LEFT_OUT and len(case.turns) == 1
    ]
    slips = [Message(data={"text": slip(text, rng, alike), "intent": intent}) for text, intent in held]
    return write(folder, "learn", learn.intent_examples), [
        write(folder, "examples", judge.intent_examples),
        write(folder, "cases", [annotated(text, intent, recogniser) for text, intent in held]),
        write(folder, "slips", slips),
    ]


def run(*arguments: object) -> None:
    """Rasa's command line, one thread, its own cache."""
    command = [sys.executable, "-m", "dev.start_rasa", *map(str, arguments)]
    alone = {"OMP_NUM_THREADS": "1", "TF_INTRA_OP_PARALLELISM_THREADS": "1", "RASA_MAX_CACHE_SIZE": "0"}
    quiet = {"RASA_TELEMETRY_ENABLED": "false", "TF_CPP_MIN_LOG_LEVEL": "2", "PYTHONWARNINGS": "ignore"}
    environment = {**os.environ, **alone, **quiet, "SQLALCHEMY_SILENCE_UBER_WARNING": "1"}
    subprocess.run(command, cwd=ROOT, env=environment, check=True, stdout=subprocess.DEVNULL)


def share(file: Path, key: str) -> float:
    """One figure of a report of `rasa test nlu`; an intent report tells its accuracy as the micro average."""
    report = json.loads(file.read_text(encoding="utf-8")) if file.exists() else {}
    found = report.get("accuracy") if key == "accuracy" else report.get(key, {}).get("f1-score")
    return float(found if found is not None else report.get("micro avg", {}).get("f1-score", 0))


def main() -> None:
    """Train, test, and print a Markdown table."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("names", nargs="*")
    parser.add_argument("--epochs", type=int, default=100)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--out", type=Path, default=ROOT / "build" / "pipelines")
    args = parser.parse_args()
    args.out.mkdir(parents=True, exist_ok=True)
    learn, judges = prepare(args.out, args.seed)
    print("| pipeline | judged by | accuracy | macro F1 | entity F1 | training |\n|---|---|--:|--:|--:|--:|")
    for name, config in pipelines(args.epochs, args.seed).items():
        if args.names and name not in args.names:
            continue
        file = args.out / f"{name}.config.yml"
        file.write_text(json.dumps(config, ensure_ascii=False), encoding="utf-8")
        start = time.monotonic()
        run("train", "nlu", "-c", file, "-u", learn, "--out", args.out, "--fixed-model-name", name)
        seconds = time.monotonic() - start
        for judge in judges:
            told = args.out / f"{name}-{judge.stem}"
            model = args.out / f"{name}.tar.gz"
            run("test", "nlu", "-m", model, "-u", judge, "--out", told, "--no-plot")
            intents, entities = told / "intent_report.json", [*told.glob("*Extractor_report.json")]
            entities += told.glob("DIETClassifier_report.json")
            print(
                f"| {name} | {judge.stem} | {share(intents, 'accuracy'):.1%} | {share(intents, 'macro avg'):.3f} | "
                f"{share(entities[0], 'micro avg') if entities else 0:.3f} | {seconds:.0f} s |",
                flush=True,
            )


if __name__ == "__main__":
    main()
