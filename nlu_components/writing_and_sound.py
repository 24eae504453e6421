"""Features of how a text is written and of how it sounds.

Short runs of characters say what is asked; short runs of syllables say the same of a text in which the input method
chose another character of the same sound (申抱 for 申报). Each run counts by how rare it is (tf-idf), and both halves
have length one, so that a long message is no louder than a short one.
"""

from __future__ import annotations

import json
import re
from typing import Any, Dict, List, Sequence

import numpy as np
from pypinyin import lazy_pinyin
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.featurizers.sparse_featurizer.sparse_featurizer import SparseFeaturizer
from rasa.nlu.tokenizers.tokenizer import Tokenizer
from rasa.shared.exceptions import InvalidConfigException
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData
from scipy.sparse import hstack, spmatrix
from sklearn.feature_extraction.text import TfidfVectorizer

_FILE = "runs.json"
_DIGITS = re.compile(r"[0-9]+")


def syllables(text: str) -> List[str]:
    """The text as it is spoken: one entry a syllable, and one for every character that has no sound."""
    sounds = lazy_pinyin(text, errors=list)  # type: ignore[arg-type] # a list is taken too, and is documented
    return [sound for sound in sounds if not sound.isspace()]


def characters(text: str) -> List[str]:
    """The text as it is written."""
    return list(text)


def runs(units: Sequence[str], longest: int) -> List[str]:
    """Every run of one to `longest` units."""
    return [
        " ".join(units[start : start + length])
        for length in range(1, longest + 1)
        for start in range(len(units) - length + 1)
    ]


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER, is_trainable=True)
class WritingAndSoundFeaturizer(SparseFeaturizer, GraphComponent):
    """Sparse features of the whole message; single tokens get none, the classifier reads none."""

    @classmethod
    def required_components(cls) -> List[type]:
        """What must stand before it."""
        return [Tokenizer]

    @staticmethod
    def get_default_config() -> Dict[str, Any]:
        """Longest runs, in how many examples a run must occur, and how loud the features are.

        Rasa's logistic regression has no setting for its regularisation: `weight` squared stands for its C.
        """
        return {
            **SparseFeaturizer.get_default_config(),
            "written": 3,
            "spoken": 2,
            "min_df": 2,
            "weight": 4.5,
        }

    @classmethod
    def validate_config(cls, config: Dict[str, Any]) -> None:
        """Refuse settings under which nothing would be counted."""
        for name in ("written", "min_df", "weight"):
            if not config[name] > 0:
                raise InvalidConfigException(f"{cls.__name__}: {name} must be more than 0")
        if config["spoken"] < 0:
            raise InvalidConfigException(f"{cls.__name__}: spoken must be 0 (none) or more")

    def __init__(self, config: Dict[str, Any], storage: ModelStorage, resource: Resource, name: str) -> None:
        super().__init__(name, config)
        self._storage = storage
        self._resource = resource
        units = {"written": characters, "spoken": syllables}
        self._halves = {
            half: TfidfVectorizer(
                analyzer=_analyzer(units[half], config[half]), min_df=config["min_df"], sublinear_tf=True
            )
            for half in units
            if config[half]
        }

    @classmethod
    def create(
        cls,
        config: Dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> WritingAndSoundFeaturizer:
        """A featurizer that has counted nothing yet."""
        return cls(config, model_storage, resource, execution_context.node_name)

    @classmethod
    def load(
        cls,
        config: Dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> WritingAndSoundFeaturizer:
        """A featurizer with the runs of its training."""
        featurizer = cls.create(config, model_storage, resource, execution_context)
        with model_storage.read_from(resource) as folder:
            known = json.loads((folder / _FILE).read_text(encoding="utf-8"))
        for half, vectorizer in featurizer._halves.items():
            vectorizer.vocabulary = {run: index for index, run in enumerate(known[half]["runs"])}
            vectorizer.idf_ = np.array(known[half]["idf"])
        return featurizer

    def train(self, training_data: TrainingData) -> Resource:
        """Take stock of the runs in the examples, and keep them as JSON."""
        texts = [_plain(message) for message in training_data.training_examples if message.get(TEXT)]
        kept = {}
        for half, vectorizer in self._halves.items():
            vectorizer.fit(texts)
            names = vectorizer.get_feature_names_out().tolist()
            kept[half] = {"runs": names, "idf": vectorizer.idf_.tolist()}
        with self._storage.write_to(self._resource) as folder:
            (folder / _FILE).write_text(json.dumps(kept, ensure_ascii=False), encoding="utf-8")
        return self._resource

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Give every example its features."""
        self.process(training_data.training_examples)
        return training_data

    def process(self, messages: List[Message]) -> List[Message]:
        """Give every message its features."""
        spoken = [message for message in messages if message.get(TEXT)]
        if spoken:
            rows = self.features([_plain(message) for message in spoken])
            for index, message in enumerate(spoken):
                self.add_features_to_message(None, rows[index].tocoo(), TEXT, message)
        return messages

    def features(self, texts: Sequence[str]) -> spmatrix:
        """One row a text."""
        return hstack(
            [self._config["weight"] * vectorizer.transform(texts) for vectorizer in self._halves.values()]
        ).tocsr()


def _plain(message: Message) -> str:
    """What the tokenizer left of the text; which number it is does not tell what is asked."""
    return _DIGITS.sub("0", " ".join(token.text for token in message.get("text_tokens"))).lower()


def _analyzer(units: Any, longest: int) -> Any:
    return lambda text: runs(units(text), longest)
