"""The shapes of a notice: frozen, self-validating, pure.

Here belongs what a notice file may say. How files are read is in `reading`, how entries become sentences in
`wording`; nothing in this package opens a file, asks the clock or knows a fact of policy.
"""
