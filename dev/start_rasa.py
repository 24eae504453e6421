"""Rasa's own command line, started in a better order: `python -m dev.start_rasa run …`, in Rasa's environment.

Rasa keeps its classifier with skops, which on import looks every public type up in all modules loaded so far:
after TensorFlow that takes seven seconds, before it one. Sanic, on import, asks for every deprecation warning
there is; the pinned packages have many, and nobody can mend them.

The server runs without TensorFlow (nlu_components/without_tensorflow.py), and what Rasa does again on every turn is
done once (nlu_components/quick_turns.py). Its log is that of the other processes (nlu_components/quiet_logs.py).
"""

from __future__ import annotations

import runpy
import sys
import warnings
from importlib import import_module

if __name__ == "__main__":
    serves = sys.argv[1:2] == ["run"]
    if serves:
        import_module("nlu_components.without_tensorflow").leave_out()
    for name in ("skops.io", "sanic", "pyparsing"):
        import_module(name)
    warnings.simplefilter("ignore", DeprecationWarning)
    if serves:
        import_module("nlu_components.quick_turns").hasten()
        import_module("nlu_components.said_before").listen()
        import_module("nlu_components.watched_rest").time_actions()
        import_module("nlu_components.quiet_logs").take_over()
        import_module("nlu_components.without_tensorflow").seal()
    runpy.run_module("rasa", run_name="__main__", alter_sys=True)
