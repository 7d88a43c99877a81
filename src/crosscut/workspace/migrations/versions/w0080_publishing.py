"""Publishing: what is to be published, everything that was done to it, and jobs that wait for their moment."""

import sqlalchemy as sa
from alembic import op

revision = "w0080"
down_revision = "w0070"

_GUARDED = ("ws_publications", "ws_publication_steps")
_POLICIES = {
    "ws_publications": {"SELECT": "ws_within('publications', '')", "INSERT": "ws_within('prepares', '')"},
    "ws_publication_steps": {"SELECT": "ws_within('publications', '')", "INSERT": "ws_within('publishes', '')"},
}


def _texts(*names: str) -> list[sa.Column[str]]:
    return [sa.Column(name, sa.Text(), nullable=False, server_default="") for name in names]


def _person(name: str, *, nullable: bool) -> sa.Column[int]:
    return sa.Column(name, sa.Integer(), sa.ForeignKey("ws_people.id"), nullable=nullable)


def upgrade() -> None:
    """Make the tables, which are only added to, and the moment of a job."""
    op.add_column("ws_jobs", sa.Column("due_at", sa.DateTime(timezone=True), nullable=True))
    op.create_table(
        "ws_publications",
        sa.Column("id", sa.Integer(), primary_key=True),
        *_texts("title", "despite"),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=True),
        _person("made_by", nullable=False),
        _person("made_for", nullable=True),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
    )
    op.create_table(
        "ws_publication_steps",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("publication", sa.Integer(), sa.ForeignKey("ws_publications.id"), nullable=False),
        *_texts("kind"),
        sa.Column("job", sa.Integer(), sa.ForeignKey("ws_jobs.id"), nullable=True),
        *_texts("content", "digest", "reason", "receipt"),
        _person("done_by", nullable=True),
        _person("done_for", nullable=True),
        sa.Column("done_at", sa.DateTime(timezone=True), nullable=False),
    )
    op.create_index("ws_publication_steps_publication", "ws_publication_steps", ["publication", "id"])
    for table in _GUARDED:
        _guard(table)
    _hold()


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


def _hold() -> None:
    """Row-level security in PostgreSQL; SQLite has none."""
    if op.get_bind().dialect.name != "postgresql":
        return
    for table, policies in _POLICIES.items():
        op.execute(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY")
        op.execute(f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY")
        for verb, condition in policies.items():
            clause = f"WITH CHECK ({condition})" if verb == "INSERT" else f"USING ({condition})"
            op.execute(f"CREATE POLICY {table}_{verb.lower()} ON {table} FOR {verb} {clause}")
