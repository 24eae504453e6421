"""The features of writing and sound, inside Rasa's own environment (Python 3.10)."""

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
from sklearn.feature_extraction.text import TfidfVectorizer

from nlu_components.writing_and_sound import WritingAndSoundFeaturizer, runs, syllables

EXAMPLES = ("怎么申报", "申报费用", "评审费用", "继续教育", "继续教育要多少学时")
CONTEXT = ExecutionContext(GraphSchema({}), node_name="features")


def message(text: str) -> Message:
    """A message as the tokenizer leaves it."""
    return Message(data={"text": text, "text_tokens": [Token(text, 0)]})


def component(storage: Any, **settings: Any) -> WritingAndSoundFeaturizer:
    """The component with these settings, not trained."""
    config = {**WritingAndSoundFeaturizer.get_default_config(), **settings}
    return WritingAndSoundFeaturizer.create(config, storage, Resource("features"), CONTEXT)


def row(featurizer: WritingAndSoundFeaturizer, text: str) -> Any:
    """The features of one text."""
    given = message(text)
    featurizer.process([given])
    sequence, sentence = given.get_sparse_features("text")
    assert sequence is None
    return sentence.features.toarray()[0]


def likeness(featurizer: WritingAndSoundFeaturizer, one: str, other: str) -> float:
    """The cosine of two texts."""
    left, right = row(featurizer, one), row(featurizer, other)
    return float(left @ right / (np.linalg.norm(left) * np.linalg.norm(right)))


@pytest.fixture
def storage(tmp_path: Path) -> LocalModelStorage:
    """A place for the trained component."""
    return LocalModelStorage(tmp_path)


@pytest.fixture
def trained(storage: LocalModelStorage) -> WritingAndSoundFeaturizer:
    """The component, trained on the examples."""
    featurizer = component(storage)
    featurizer.train(TrainingData([message(text) for text in EXAMPLES]))
    return featurizer


def test_runs_and_syllables() -> None:
    """Runs go up to the longest length; what has no sound stands for itself."""
    assert runs("abc", 2) == ["a", "b", "c", "a b", "b c"]
    assert syllables("申报 τ3") == ["shen", "bao", "τ", "3"]


def test_a_slip_of_the_input_method_sounds_alike(storage: Any, trained: WritingAndSoundFeaturizer) -> None:
    """继续教玉 is nearer to 继续教育 by sound than by writing alone."""
    assert likeness(trained, "继续教育", "继续教玉") > 0.9
    written = component(storage, spoken=0)
    written.train(TrainingData([message(text) for text in EXAMPLES]))
    assert likeness(written, "继续教育", "继续教玉") < 0.9


def test_runs_that_occur_once_are_left_out(trained: WritingAndSoundFeaturizer) -> None:
    """What one example alone has teaches nothing: a text of such runs has no features."""
    assert not row(trained, "多少").any()


def test_every_message_is_equally_loud(trained: WritingAndSoundFeaturizer) -> None:
    """Both halves have the length that `weight` sets, however long the text."""
    for text in ("申报", "继续教育要多少学时,申报费用,怎么申报"):
        assert np.linalg.norm(row(trained, text)) == pytest.approx(4.5 * 2**0.5)


def test_a_message_without_text_gets_no_features(trained: WritingAndSoundFeaturizer) -> None:
    """Rasa trains on messages that are commands only, too."""
    silent = Message(data={"intent": "greet"})
    trained.process([silent])
    assert silent.features == []


def test_a_trained_model_keeps_its_runs(storage: Any, trained: WritingAndSoundFeaturizer) -> None:
    """Loading gives the same features."""
    config = WritingAndSoundFeaturizer.get_default_config()
    loaded = WritingAndSoundFeaturizer.load(config, storage, Resource("features"), CONTEXT)
    assert np.array_equal(row(loaded, "申抱费用3元"), row(trained, "申抱费用3元"))


@pytest.mark.parametrize("settings", [{"written": 0}, {"spoken": -1}, {"min_df": 0}, {"weight": 0}])
def test_settings_that_count_nothing_are_refused(storage: Any, settings: Any) -> None:
    """A mistake in config.yml shows before training."""
    with pytest.raises(InvalidConfigException):
        component(storage, **settings)


def test_a_text_is_weighed_as_scikit_learn_weighs_it(trained: WritingAndSoundFeaturizer) -> None:
    """The row is the two rows of scikit-learn's vectorizers side by side, times the weight."""
    texts = ("申报申报费用怎么", "继续教育几学时", "申", "τ", "")
    config = trained._config
    rows = []
    for units, half in ((list, "written"), (syllables, "spoken")):
        other = TfidfVectorizer(
            analyzer=lambda text, units=units, half=half: runs(units(text), config[half]),
            min_df=config["min_df"], sublinear_tf=True,
        )  # fmt: skip
        rows.append(config["weight"] * other.fit(EXAMPLES).transform(texts).toarray())
    ours = np.vstack([trained.features(text).toarray() for text in texts])
    assert np.allclose(ours, np.hstack(rows))
