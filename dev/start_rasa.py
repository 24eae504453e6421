"""Rasa's own command line, started in a better order: `python -m dev.start_rasa run …`, in Rasa's environment.

Rasa keeps its classifier with skops, which on import looks every public type up in all modules loaded so far:
after TensorFlow that takes seven seconds, before it one. Sanic, on import, asks for every deprecation warning
there is; the pinned packages have many, and nobody can mend them.
"""

from __future__ import annotations

import runpy
import warnings
from importlib import import_module

if __name__ == "__main__":
    for name in ("skops.io", "sanic", "pyparsing"):
        import_module(name)
    warnings.simplefilter("ignore", DeprecationWarning)
    runpy.run_module("rasa", run_name="__main__", alter_sys=True)
