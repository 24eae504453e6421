"""The console: who may, and what staff can do there."""
