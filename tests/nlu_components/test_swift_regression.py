"""The quick classifier beside Rasa's own, inside Rasa's environment (Python 3.10)."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest
from rasa.engine.graph import ExecutionContext, GraphSchema
from rasa.engine.storage.local_model_storage import LocalModelStorage
from rasa.engine.storage.resource import Resource
from rasa.nlu.classifiers.logistic_regression_classifier import LogisticRegressionClassifier
from rasa.shared.nlu.training_data.features import Features
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData
from scipy.sparse import coo_matrix

from nlu_components.swift_regression import SwiftRegression

CONTEXT = ExecutionContext(GraphSchema({}), node_name="classifier")
SPARSE, DENSE = 40, 8


def message(number: int, intent: str | None = None, dense: bool = True) -> Message:
    """A message with features of both kinds, as if drawn by lot."""
    lot = np.random.default_rng(number)
    row = coo_matrix(lot.random((1, SPARSE)) * (lot.random((1, SPARSE)) < 0.3))
    made = Message(data={"text": f"message {number}", **({"intent": intent} if intent else {})})
    made.add_features(Features(row, "sentence", "text", "writing"))
    if dense:
        made.add_features(Features(lot.random((1, DENSE)), "sentence", "text", "meaning"))
    return made


def both(
    folder: Path, classes: int, dense: bool = True
) -> tuple[SwiftRegression, LogisticRegressionClassifier]:
    """Ours and Rasa's, loaded from the same training."""
    folder.mkdir(exist_ok=True)
    storage, resource = LocalModelStorage(folder), Resource("classifier")
    examples = [message(number, f"intent {number % classes}", dense) for number in range(60)]
    config = {**SwiftRegression.get_default_config(), "ranking_length": 3}
    SwiftRegression.create(config, storage, resource, CONTEXT).train(TrainingData(examples))
    ours = SwiftRegression.load(config, storage, resource, CONTEXT)
    return ours, LogisticRegressionClassifier.load(config, storage, resource, CONTEXT)


@pytest.mark.parametrize("classes", [2, 3, 7])
@pytest.mark.parametrize("dense", [True, False])
def test_the_same_ranking_as_rasa(tmp_path: Path, classes: int, dense: bool) -> None:
    """Name by name and, but for rounding, share by share; with and without the encoder."""
    ours, rasas = both(tmp_path / "model", classes, dense)
    for number in range(100, 140):
        one, other = message(number, None, dense), message(number, None, dense)
        ours.process([one])
        rasas.process([other])
        assert one.get("intent")["name"] == other.get("intent")["name"]
        assert [entry["name"] for entry in one.get("intent_ranking")] == [
            entry["name"] for entry in other.get("intent_ranking")
        ]
        assert np.allclose(shares(one), shares(other))


def test_plain_values(tmp_path: Path) -> None:
    """What goes into JSON is text and numbers, none of numpy's."""
    ours, _ = both(tmp_path / "model", 3)
    given = message(100)
    ours.process([given])
    assert {type(value) for entry in given.get("intent_ranking") for value in entry.values()} == {str, float}


def shares(given: Message) -> list[Any]:
    """The probabilities of the ranking."""
    return [entry["confidence"] for entry in given.get("intent_ranking")]
