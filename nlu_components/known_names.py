"""The names of the knowledge base, as a trained part of the model."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Dict

from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage

from policies_kb.terms import Names, Recogniser

_FILE = "names.json"


def trained(config: Dict[str, Any], storage: ModelStorage, resource: Resource) -> Recogniser:
    """A recogniser of the names that `policies_kb build` wrote, kept in the model for later.

    Raises FileNotFoundError where the names were not built; `make train` builds them first.
    """
    names = Names.load(Path(config["names"]))
    with storage.write_to(resource) as folder:
        names.save(folder / _FILE)
    return Recogniser(names)


def loaded(storage: ModelStorage, resource: Resource) -> Recogniser:
    """The recogniser as it was when the model was trained."""
    with storage.read_from(resource) as folder:
        return Recogniser(Names.load(folder / _FILE))
