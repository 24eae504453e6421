"""How Alembic runs here: on the connection it is given, in that connection's transaction."""

from __future__ import annotations

from alembic import context

from bot.store.tables import Base

#: The knowledge base may publish into the same database: its tables are none of ours.
_VERSIONS = "web_alembic_version"

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Base.metadata,
    version_table=_VERSIONS,
    render_as_batch=True,
)
context.run_migrations()
