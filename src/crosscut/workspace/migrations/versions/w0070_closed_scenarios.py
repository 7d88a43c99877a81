"""Scenarios that are closed: who closed them, when and why; nothing of them is taken away."""

import sqlalchemy as sa
from alembic import op

revision = "w0070"
down_revision = "w0060"

_TABLE = "ws_scenario_ends"
_POLICIES = {"SELECT": "ws_within('scenarios', '')", "INSERT": "ws_within('plans', '')"}


def upgrade() -> None:
    """Make the table, which is only added to; in PostgreSQL with its policies."""
    people = "ws_people.id"
    op.create_table(
        _TABLE,
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("scenario", sa.Integer(), sa.ForeignKey("ws_scenarios.id"), nullable=False),
        sa.Column("why", sa.Text(), nullable=False, server_default=""),
        sa.Column("closed_by", sa.Integer(), sa.ForeignKey(people), nullable=False),
        sa.Column("closed_for", sa.Integer(), sa.ForeignKey(people), nullable=True),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=False),
    )
    op.create_index("ws_scenario_ends_scenario", _TABLE, ["scenario"], unique=True)
    if op.get_bind().dialect.name == "postgresql":
        _guard_and_hold()
        return
    for verb in ("UPDATE", "DELETE"):
        op.execute(
            f"CREATE TRIGGER {_TABLE}_no_{verb.lower()} BEFORE {verb} ON {_TABLE} "
            "BEGIN SELECT RAISE(ABORT, 'the workspace only adds to this'); END"
        )


def _guard_and_hold() -> None:
    op.execute(
        f"CREATE TRIGGER {_TABLE}_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON {_TABLE} "
        "FOR EACH STATEMENT EXECUTE FUNCTION ledger_append_only()"
    )
    op.execute(f"ALTER TABLE {_TABLE} ENABLE ROW LEVEL SECURITY")
    op.execute(f"ALTER TABLE {_TABLE} FORCE ROW LEVEL SECURITY")
    for verb, condition in _POLICIES.items():
        clause = f"WITH CHECK ({condition})" if verb == "INSERT" else f"USING ({condition})"
        op.execute(f"CREATE POLICY {_TABLE}_{verb.lower()} ON {_TABLE} FOR {verb} {clause}")
