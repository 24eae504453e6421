"""Features of how a text is written and of how it sounds.

Short runs of characters say what is asked; short runs of syllables say the same of a text in which the input method
chose another character of the same sound (申抱 for 申报). Each run counts by how rare it is (tf-idf), and both halves
have length one, so that a long message is no louder than a short one.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from math import log, sqrt
from typing import Any, Dict, List, Sequence

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
from scipy.sparse import coo_matrix
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
        self._analyzers = {half: _analyzer(units[half], config[half]) for half in units if config[half]}
        self._halves: Dict[str, Weights] = {}

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
        featurizer._halves = {half: Weights(**known[half]) for half in featurizer._analyzers}
        return featurizer

    def train(self, training_data: TrainingData) -> Resource:
        """Take stock of the runs in the examples, and keep them as JSON."""
        texts = [_plain(message) for message in training_data.training_examples if message.get(TEXT)]
        kept = {}
        for half, analyzer in self._analyzers.items():
            counted = TfidfVectorizer(analyzer=analyzer, min_df=self._config["min_df"]).fit(texts)
            kept[half] = {"runs": counted.get_feature_names_out().tolist(), "idf": counted.idf_.tolist()}
            self._halves[half] = Weights(**kept[half])
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
        for message in spoken:
            self.add_features_to_message(None, self.features(_plain(message)), TEXT, message)
        return messages

    def features(self, text: str) -> coo_matrix:
        """One row: the written half, then the spoken one."""
        places: List[int] = []
        values: List[float] = []
        width = 0
        for half, weights in self._halves.items():
            found = weights.of(self._analyzers[half](text))
            places += (width + place for place in found)
            values += (self._config["weight"] * value for value in found.values())
            width += len(weights.idf)
        return coo_matrix((values, ([0] * len(places), places)), shape=(1, width))


class Weights:
    """How much each run counts, and how a text is weighed by them: as TfidfVectorizer(sublinear_tf=True) does.

    That one is made for many texts at a time; for one it took ten times as long, an eighth of a message's time.
    """

    def __init__(self, runs: List[str], idf: List[float]) -> None:
        self._place = {run: place for place, run in enumerate(runs)}
        self.idf = idf

    def of(self, found: Sequence[str]) -> Dict[int, float]:
        """By the place of each known run its weight; all together have length one."""
        counts = Counter(place for run in found if (place := self._place.get(run)) is not None)
        weights = {place: (1 + log(count)) * self.idf[place] for place, count in counts.items()}
        length = sqrt(sum(weight * weight for weight in weights.values()))
        return {place: weight / length for place, weight in weights.items()}


def _plain(message: Message) -> str:
    """What the tokenizer left of the text; which number it is does not tell what is asked."""
    return _DIGITS.sub("0", " ".join(token.text for token in message.get("text_tokens"))).lower()


def _analyzer(units: Any, longest: int) -> Any:
    return lambda text: runs(units(text), longest)
