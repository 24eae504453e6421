"""The features of meaning, inside Rasa's own environment (Python 3.10)."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest
from rasa.engine.graph import ExecutionContext, GraphSchema
from rasa.engine.storage.local_model_storage import LocalModelStorage
from rasa.engine.storage.resource import Resource
from rasa.nlu.tokenizers.tokenizer import Token
from rasa.shared.exceptions import InvalidConfigException
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from nlu_components.meaning import MeaningFeaturizer

EXAMPLES = ("评审要交多少钱", "照片有什么要求", "什么时候截止", "材料交到哪里")
CONTEXT = ExecutionContext(GraphSchema({}), node_name="meaning")


def message(text: str) -> Message:
    """A message as the tokenizer leaves it."""
    return Message(data={"text": text, "text_tokens": [Token(text, 0)]})


def row(featurizer: MeaningFeaturizer, text: str) -> Any:
    """The features of one text."""
    given = message(text)
    featurizer.process([given])
    sequence, sentence = given.get_dense_features("text")
    assert sequence is None
    assert sentence.features.shape == (1, 512)
    return sentence.features[0]


def likeness(featurizer: MeaningFeaturizer, one: str, other: str) -> float:
    """The cosine of two texts."""
    left, right = row(featurizer, one), row(featurizer, other)
    return float(left @ right / (np.linalg.norm(left) * np.linalg.norm(right)))


@pytest.fixture
def storage(tmp_path: Path) -> LocalModelStorage:
    """A place for the trained component."""
    return LocalModelStorage(tmp_path)


@pytest.fixture
def trained(storage: LocalModelStorage) -> MeaningFeaturizer:
    """The component, trained on the examples."""
    config = MeaningFeaturizer.get_default_config()
    featurizer = MeaningFeaturizer.create(config, storage, Resource("meaning"), CONTEXT)
    featurizer.train(TrainingData([message(text) for text in EXAMPLES]))
    return featurizer


def test_other_words_of_the_same_meaning_are_near(trained: MeaningFeaturizer) -> None:
    """A question is nearer to its paraphrase, in another language too, than to another question."""
    for alike in ("费用是几块", "how much is the review fee"):
        assert likeness(trained, "评审要交多少钱", alike) > likeness(trained, "照片有什么要求", alike)


def test_names_tell_nothing(trained: MeaningFeaturizer) -> None:
    """The letters that stand for names change no feature, and a text of names alone has some."""
    assert np.array_equal(row(trained, "πτ多少钱"), row(trained, "多少钱"))
    assert np.isfinite(row(trained, "πτ")).all()


def test_what_was_learnt_is_kept(trained: MeaningFeaturizer, storage: LocalModelStorage) -> None:
    """A loaded component gives the very same features."""
    config = MeaningFeaturizer.get_default_config()
    loaded = MeaningFeaturizer.load(config, storage, Resource("meaning"), CONTEXT)
    assert np.array_equal(row(loaded, "多少钱"), row(trained, "多少钱"))


def test_a_batch_is_as_one_by_one(trained: MeaningFeaturizer) -> None:
    """Examples go together, messages alone; both come out the same. What has no text gets nothing."""
    batch = [message("多少钱"), Message(data={"intent": "fee"}), message("交到哪")]
    trained.process_training_data(TrainingData(batch))
    assert not batch[1].get_dense_features("text")[1]
    for one in (batch[0], batch[2]):
        features = one.get_dense_features("text")[1].features[0]
        assert np.allclose(features, row(trained, one.get("text")), atol=1e-5)


def test_a_weight_that_is_none_is_refused() -> None:
    """A component that does nothing is taken out of the pipeline, not turned down to nothing."""
    with pytest.raises(InvalidConfigException, match="weight must be more than 0"):
        MeaningFeaturizer.validate_config({**MeaningFeaturizer.get_default_config(), "weight": 0})
