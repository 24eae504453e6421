"""Rasa's server starts without TensorFlow, and says so where it would be needed."""

from __future__ import annotations

import subprocess
import sys

_IMPORT = """
import sys
from nlu_components.without_tensorflow import LeftOut, leave_out, seal
leave_out()
import rasa.core.agent
seal()
assert not hasattr(sys.modules["tensorflow"], "__version__")
from rasa.nlu.classifiers.diet_classifier import DIETClassifier
import tensorflow as tf
try:
    tf.constant(1)
except LeftOut:
    print("left out")
"""


def test_rasa_is_imported_without_it_and_nothing_of_it_can_be_called() -> None:
    """All components can be imported; whoever calls TensorFlow is told that it is left out."""
    done = subprocess.run([sys.executable, "-W", "ignore", "-c", _IMPORT], capture_output=True, check=False)
    assert done.stdout.decode().strip() == "left out", done.stderr.decode()[-2000:]


def test_it_cannot_be_left_out_once_it_is_there() -> None:
    """Half a TensorFlow would be worse than one."""
    code = (
        "import sys, types; sys.modules['tensorflow'] = types.ModuleType('tensorflow')\n"
        "from nlu_components.without_tensorflow import LeftOut, leave_out\n"
        "try:\n    leave_out()\nexcept LeftOut:\n    print('refused')"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True)
    assert done.stdout.decode().strip() == "refused"
