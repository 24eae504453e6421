"""The web channel: sessions, messages and events for browsers, the widget's files, and pages that need no script.

Here belongs what a browser asks for. What is said is decided by the dialogue, and kept by `bot.store`.
"""
