"""The pipeline components inside Rasa's own environment (Python 3.10)."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from rasa.engine.storage.local_model_storage import LocalModelStorage
from rasa.engine.storage.resource import Resource
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from nlu_components.masking_tokenizer import MaskingTokenizer
from nlu_components.name_extractor import NameExtractor
from policies_kb.terms import Name, Names

NAMES = Names.of(
    [Name("乙县", "region", "乙县"), Name("乙地", "region", "乙县"), Name("助工", "title", "助理工程师")]
)


@pytest.fixture
def stored(tmp_path: Path) -> tuple[Path, LocalModelStorage, Resource]:
    """The names as `policies_kb build` writes them, and a place for the trained component."""
    file = tmp_path / "terms.json"
    NAMES.save(file)
    (tmp_path / "model").mkdir()
    return file, LocalModelStorage(tmp_path / "model"), Resource("component")


def config(component: Any, file: Path) -> Any:
    """The component's configuration, with the names in `file`."""
    return {**component.get_default_config(), "names": str(file)}


def test_the_tokenizer_masks_names(stored: Any) -> None:
    """The classifier sees one token in which names are letters."""
    file, storage, resource = stored
    tokenizer = MaskingTokenizer.create(config(MaskingTokenizer, file), storage, resource, None)
    tokenizer.train(TrainingData())
    message = Message(data={"text": "乙地助工評審費"})
    tokenizer.process([message])
    assert [token.text for token in message.get("text_tokens")] == ["πτ评审费"]


def test_an_empty_text_still_has_a_token(stored: Any) -> None:
    """Featurizers fail on a message without tokens."""
    file, storage, resource = stored
    tokenizer = MaskingTokenizer.create(config(MaskingTokenizer, file), storage, resource, None)
    tokenizer.train(TrainingData())
    assert len(tokenizer.tokenize(Message(data={"text": "\u200b"}), "text")) == 1


def test_the_extractor_gives_values_not_words(stored: Any) -> None:
    """乙地 is reported as 乙县."""
    file, storage, resource = stored
    extractor = NameExtractor.create(config(NameExtractor, file), storage, resource, None)
    extractor.train(TrainingData())
    message = Message(data={"text": "乙地助工几年"})
    extractor.process([message])
    found = [(entity["entity"], entity["value"]) for entity in message.get("entities")]
    assert found == [("region", "乙县"), ("title", "助理工程师")]


@pytest.mark.parametrize("component", [MaskingTokenizer, NameExtractor])
def test_a_trained_model_keeps_its_names(stored: Any, component: Any) -> None:
    """Loading needs no file but the model."""
    file, storage, resource = stored
    component.create(config(component, file), storage, resource, None).train(TrainingData())
    file.unlink()
    loaded = component.load(config(component, file), storage, resource, None)
    assert loaded._recogniser.find("乙地")


def test_without_names_training_stops(tmp_path: Path) -> None:
    """A model without names would understand nothing; better no model."""
    (tmp_path / "model").mkdir()
    storage = LocalModelStorage(tmp_path / "model")
    tokenizer = MaskingTokenizer.create(
        config(MaskingTokenizer, tmp_path / "none.json"), storage, Resource("t"), None
    )
    with pytest.raises(FileNotFoundError):
        tokenizer.train(TrainingData())
