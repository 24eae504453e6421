"""The self-check that staff do for a caller, and its code."""
