"""How Alembic runs the workspace's migrations: on the connection, and in the transaction, that is handed over."""

from alembic import context

from crosscut.workspace.schema.schema import METADATA, VERSION_TABLE

context.configure(
    connection=context.config.attributes["connection"], target_metadata=METADATA, version_table=VERSION_TABLE
)
with context.begin_transaction():
    context.run_migrations()
