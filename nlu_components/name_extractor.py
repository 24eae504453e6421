"""Entities from the knowledge base: places, titles, years, sectors, specialties, document numbers."""

from __future__ import annotations

from typing import Any, Dict, List

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.extractors.extractor import EntityExtractorMixin
from rasa.shared.nlu.constants import ENTITIES, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from nlu_components import known_names
from policies_kb.terms import Names, Recogniser


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=True)
class NameExtractor(GraphComponent, EntityExtractorMixin):
    """Finds names as entities, exactly first and then by sound. Nothing is learnt from examples."""

    @staticmethod
    def get_default_config() -> Dict[str, Any]:
        """`names` is the file that `policies_kb build` writes."""
        return {"names": "build/terms.json"}

    def __init__(self, config: Dict[str, Any], storage: ModelStorage, resource: Resource) -> None:
        self._config = config
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
    ) -> NameExtractor:
        """An extractor that knows no names yet."""
        return cls(config, model_storage, resource)

    @classmethod
    def load(
        cls,
        config: Dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> NameExtractor:
        """An extractor with the names of its training."""
        extractor = cls(config, model_storage, resource)
        extractor._recogniser = known_names.loaded(model_storage, resource)
        return extractor

    def train(self, training_data: TrainingData) -> Resource:
        """Take over the names; the examples teach nothing here."""
        self._recogniser = known_names.trained(self._config, self._storage, self._resource)
        return self._resource

    def process(self, messages: List[Message]) -> List[Message]:
        """Add what is found to each message. Positions count characters of the normalised text."""
        for message in messages:
            text = message.get(TEXT)
            if not text:
                continue
            found = [
                {"entity": term.facet, "value": term.value, "start": term.start, "end": term.end}
                for term in self._recogniser.find(text)
            ]
            message.set(
                ENTITIES, message.get(ENTITIES, []) + self.add_extractor_name(found), add_to_output=True
            )
        return messages
