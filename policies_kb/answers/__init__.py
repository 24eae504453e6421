"""From a question to an answer: which notice, which fact, which status.

Here belongs what decides. How facts are found by words is in `search`, how an answer reads is in `wording`.
"""
