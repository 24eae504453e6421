"""One step a module; `alembic revision` names no file, so number them in order."""
