"""A tokenizer that shows the classifier what is asked, not about which notice.

«2023年浙江正高评审费» becomes «υπτ评审费»: names of places, titles, years and the like are replaced by one letter a
kind, so that an intent learnt on one notice holds for all, also for one that is added later. The text is one
token, since the featurizer behind it counts characters.
"""

from __future__ import annotations

from typing import Any, Dict, List

from rasa.engine.graph import ExecutionContext
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.tokenizers.tokenizer import Token, Tokenizer
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from nlu_components import known_names
from policies_kb.terms import Names, Recogniser
from policies_kb.terms.recogniser import mask


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_TOKENIZER, is_trainable=True)
class MaskingTokenizer(Tokenizer):
    """One token a message: its normalised text with the names masked."""

    @staticmethod
    def get_default_config() -> Dict[str, Any]:
        """`names` is the file that `policies_kb build` writes."""
        return {"names": "build/terms.json", "intent_tokenization_flag": False, "intent_split_symbol": "_"}

    def __init__(self, config: Dict[str, Any], storage: ModelStorage, resource: Resource) -> None:
        super().__init__(config)
        self._storage = storage
        self._resource = resource
        self._recogniser = Recogniser(Names(()))

    @classmethod
    def create(
        cls,
        config: Dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> MaskingTokenizer:
        """A tokenizer that knows no names yet."""
        return cls(config, model_storage, resource)

    @classmethod
    def load(
        cls,
        config: Dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> MaskingTokenizer:
        """A tokenizer with the names of its training."""
        tokenizer = cls(config, model_storage, resource)
        tokenizer._recogniser = known_names.loaded(model_storage, resource)
        return tokenizer

    def train(self, training_data: TrainingData) -> Resource:
        """Take over the names; the examples teach nothing here."""
        self._recogniser = known_names.trained(self._config, self._storage, self._resource)
        return self._resource

    def tokenize(self, message: Message, attribute: str) -> List[Token]:
        """The masked text as the one token; never empty, which featurizers do not bear."""
        text = message.get(attribute)
        return [Token(mask(text, self._recogniser.find(text)) or "∅", 0)]
