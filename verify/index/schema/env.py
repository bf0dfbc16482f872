"""Alembic's entry: runs the steps over the connection that `upgrade` hands in."""

from __future__ import annotations

from alembic import context

from verify.index.tables import metadata

context.configure(connection=context.config.attributes["connection"], target_metadata=metadata)
with context.begin_transaction():
    context.run_migrations()
