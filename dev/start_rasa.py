"""Rasa's own command line, started in a better order: `python -m dev.start_rasa run …`, in Rasa's environment.

Rasa saves its classifier with skops, which on import looks every public type up in all modules loaded so far.
Loaded after TensorFlow that takes seven seconds, loaded before it one; so it is loaded first.
"""

from __future__ import annotations

import runpy
from contextlib import suppress
from importlib import import_module

if __name__ == "__main__":
    with suppress(ImportError):
        import_module("skops.io")
    runpy.run_module("rasa", run_name="__main__", alter_sys=True)
