"""How Alembic runs the migrations: on the connection, and in the transaction, that the ledger hands over."""

from alembic import context

from crosscut.ledger.schema import METADATA, VERSION_TABLE

context.configure(
    connection=context.config.attributes["connection"], target_metadata=METADATA, version_table=VERSION_TABLE
)
with context.begin_transaction():
    context.run_migrations()
