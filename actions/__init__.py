"""The action server: one small module a task. It reads slots, asks the catalogue, and sends what that says.

Here belongs what ties a turn of Rasa to the knowledge base. No policy, no wording of facts, no dialogue rules
(those are in `data/rules`). Nothing runs at import: rasa-sdk imports every module of this package.
"""
