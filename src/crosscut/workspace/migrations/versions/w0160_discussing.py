"""Discussing a move: threads on it or on its numbers, what was said, its justification; notices gathered by the day."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "w0160"
down_revision = "w0150"

_PEOPLE = "ws_people.id"
_POLICIES = {
    "ws_threads": {"SELECT": "ws_within('moves', '')", "INSERT": "ws_within('remarks', '')"},
    "ws_sayings": {"SELECT": "ws_within('moves', '')", "INSERT": "ws_within('remarks', '')"},
    "ws_justifications": {"SELECT": "ws_within('moves', '')", "INSERT": "ws_within('justifies', '')"},
}


def _columns(of: str, *texts: str, verb: str) -> list[sa.Column[Any]]:
    """What a row is of, its texts, and who wrote them, for whom and when."""
    return [
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column(of, sa.Integer(), sa.ForeignKey(f"ws_{of}s.id"), nullable=False),
        *(sa.Column(name, sa.Text(), nullable=False, server_default="") for name in texts),
        sa.Column(f"{verb}_by", sa.Integer(), sa.ForeignKey(_PEOPLE), nullable=False),
        sa.Column(f"{verb}_for", sa.Integer(), sa.ForeignKey(_PEOPLE), nullable=True),
        sa.Column(f"{verb}_at", sa.DateTime(timezone=True), nullable=False),
    ]


def upgrade() -> None:
    """Make the tables, which are only added to, in PostgreSQL with their policies; and the choice of a daily mail."""
    daily: sa.Column[bool] = sa.Column("mail_daily", sa.Boolean(), nullable=False, server_default=sa.false())
    op.add_column("ws_people", daily)
    op.create_table("ws_threads", *_columns("move", "programme", "figure", verb="opened"))
    op.create_table("ws_sayings", *_columns("thread", "kind", "text", "quotes", verb="written"))
    op.create_table("ws_justifications", *_columns("move", "ko", "en", "quotes", verb="written"))
    op.create_index("ws_threads_move", "ws_threads", ["move", "id"])
    op.create_index("ws_sayings_thread", "ws_sayings", ["thread", "id"])
    op.create_index("ws_justifications_move", "ws_justifications", ["move", "id"])
    for table, policies in _POLICIES.items():
        if op.get_bind().dialect.name == "postgresql":
            _guard_and_hold(table, policies)
            continue
        for verb in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER {table}_no_{verb.lower()} BEFORE {verb} ON {table} "
                "BEGIN SELECT RAISE(ABORT, 'the workspace only adds to this'); END"
            )


def _guard_and_hold(table: str, policies: dict[str, str]) -> None:
    op.execute(
        f"CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON {table} "
        "FOR EACH STATEMENT EXECUTE FUNCTION ledger_append_only()"
    )
    op.execute(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY")
    op.execute(f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY")
    for verb, condition in policies.items():
        clause = f"WITH CHECK ({condition})" if verb == "INSERT" else f"USING ({condition})"
        op.execute(f"CREATE POLICY {table}_{verb.lower()} ON {table} FOR {verb} {clause}")
