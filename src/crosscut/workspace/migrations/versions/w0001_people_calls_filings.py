"""The workspace's first layout: people and rights, calls, drafts, filings, findings and the record."""

from alembic import op

from crosscut.workspace.schema import GUARDED, METADATA

revision = "w0001"
down_revision = None


def upgrade() -> None:
    """Make the tables and guard those that are only added to."""
    METADATA.create_all(op.get_bind())
    for table in GUARDED:
        _guard(table)


def _guard(table: str) -> None:
    """Let the database itself refuse to overwrite or delete; ``ledger_append_only`` is the ledger's."""
    if op.get_bind().dialect.name == "postgresql":
        op.execute(
            f"CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON {table} "
            "FOR EACH STATEMENT EXECUTE FUNCTION ledger_append_only()"
        )
        return
    for verb in ("UPDATE", "DELETE"):
        op.execute(
            f"CREATE TRIGGER {table}_no_{verb.lower()} BEFORE {verb} ON {table} "
            "BEGIN SELECT RAISE(ABORT, 'the workspace only adds to this'); END"
        )
