"""Notices beside each other, topic by topic, and the offices of a place as a directory."""
