"""Rasa without TensorFlow: no component of config.yml uses it, and it takes 270 MB and half of the time to start.

Rasa 3.6.21 imports all its components, whatever the model uses; those made with TensorFlow derive their classes from
its own. `leave_out` puts a package in its place in which every name is an empty class, so that they can be imported.
They cannot be used: once `seal` was called, whoever calls something of the package is told so.
"""

from __future__ import annotations

import sys
from importlib import import_module
from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import ModuleSpec
from types import ModuleType
from typing import Any, Dict

#: Packages that nothing but Rasa's components with TensorFlow needs.
LEFT_OUT = ("tensorflow", "tensorflow_addons", "tensorflow_hub", "tensorflow_text", "keras")
_sealed = False


class LeftOut(RuntimeError):
    """Something of TensorFlow was called."""


class _Names(type):
    """A class of which every attribute is such a class, and which anything may be asked of while Rasa is imported."""

    def __getattr__(cls, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        made = _Names(name, (), {"__module__": cls.__module__})
        setattr(cls, name, made)
        return made

    def __call__(cls, *given: Any, **named: Any) -> Any:
        if _sealed:
            raise LeftOut(
                f"{cls.__name__} is TensorFlow's, which is left out (nlu_components.without_tensorflow)"
            )
        # As a decorator, with or without arguments: what is decorated stays as it is.
        return given[0] if len(given) == 1 and not named and callable(given[0]) else cls

    def __getitem__(cls, _: Any) -> Any:
        return cls

    def __or__(cls, _: Any) -> Any:
        return cls

    def __ror__(cls, _: Any) -> Any:
        return cls


class _Module(ModuleType):
    """A module that has every name."""

    __path__: Any = ()

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        made = _Names(name, (), {"__module__": self.__name__})
        setattr(self, name, made)
        return made


class _Finder(MetaPathFinder, Loader):
    """Finds the packages that are left out before anybody else does."""

    def find_spec(self, fullname: str, path: Any, target: Any = None) -> ModuleSpec | None:
        """A module for what is left out; nothing for the rest."""
        if fullname.partition(".")[0] in LEFT_OUT:
            return ModuleSpec(fullname, self, is_package=True)
        return None

    def create_module(self, spec: ModuleSpec) -> ModuleType:
        """A module that has every name."""
        return _Module(spec.name)

    def exec_module(self, module: ModuleType) -> None:
        """Nothing runs."""


def leave_out() -> None:
    """From now on; before Rasa is imported."""
    loaded: Dict[str, ModuleType] = sys.modules
    if any(name in loaded for name in LEFT_OUT):
        raise LeftOut("TensorFlow was imported already")
    sys.meta_path.insert(0, _Finder())


def seal() -> None:
    """Import the rest of what a server needs; from then on nothing of TensorFlow may be called."""
    global _sealed  # noqa: PLW0603 - one process, one TensorFlow
    for name in ("rasa.core.run", "rasa.engine.recipes.default_components", "rasa.server"):
        import_module(name)
    _sealed = True
