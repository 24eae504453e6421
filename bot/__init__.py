"""The gateway: everything people and their browsers reach.

Here belongs what knows a channel: HTTP, sessions, pages, limits. It reads the catalogue to answer when the
dialogue is down. It never decides what an answer is; that is `policies_kb`, and which turn follows which is Rasa.
"""
