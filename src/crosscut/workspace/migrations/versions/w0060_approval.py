"""Approving: moves to a stage, what was amended in them, how they ended, and what was shown."""

from datetime import datetime

import sqlalchemy as sa
from alembic import op

revision = "w0060"
down_revision = "w0050"

_GUARDED = ("ws_moves", "ws_move_amendments", "ws_signings")
_POLICIES = {
    "ws_moves": {"SELECT": "ws_within('moves', '')", "INSERT": "ws_within('proposes', '')"},
    "ws_move_amendments": {"SELECT": "ws_within('moves', '')", "INSERT": "ws_within('amends', '')"},
    "ws_signings": {"SELECT": "ws_within('moves', '')", "INSERT": "ws_within('signs', '')"},
    "ws_packages": {"SELECT": "ws_within('moves', '')", "INSERT": "ws_within('signs', '')"},
}


def _texts(*names: str) -> list[sa.Column[str]]:
    return [sa.Column(name, sa.Text(), nullable=False, server_default="") for name in names]


def _hands(verb: str) -> list[sa.Column[int]]:
    """Who did it, and for whom."""
    people = "ws_people.id"
    return [
        sa.Column(f"{verb}_by", sa.Integer(), sa.ForeignKey(people), nullable=False),
        sa.Column(f"{verb}_for", sa.Integer(), sa.ForeignKey(people), nullable=True),
    ]


def _at(name: str) -> sa.Column[datetime]:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=False)


def _of_a_move() -> list[sa.Column[int]]:
    return [
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("move", sa.Integer(), sa.ForeignKey("ws_moves.id"), nullable=False),
    ]


def upgrade() -> None:
    """Make the tables, which are only added to."""
    op.create_table(
        "ws_moves",
        sa.Column("id", sa.Integer(), primary_key=True),
        *_texts("title", "why"),
        sa.Column("year", sa.Integer(), nullable=False),
        *_texts("stage", "asked"),
        sa.Column("scenario", sa.Integer(), sa.ForeignKey("ws_scenarios.id"), nullable=False),
        *_texts("amounts", "hands"),
        *_hands("made"),
        _at("made_at"),
    )
    op.create_table(
        "ws_move_amendments",
        *_of_a_move(),
        *_texts("programme"),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        *_texts("mover", "why"),
        *_hands("written"),
        _at("written_at"),
    )
    op.create_index("ws_move_amendments_move", "ws_move_amendments", ["move", "id"])
    op.create_table(
        "ws_signings",
        *_of_a_move(),
        *_texts("kind", "digest", "package", "file", "reason", "receipt"),
        *_hands("signed"),
        _at("signed_at"),
    )
    op.create_index("ws_signings_move", "ws_signings", ["move", "id"])
    op.create_table(
        "ws_packages",
        sa.Column("digest", sa.Text(), primary_key=True),
        *_texts("content"),
        _at("kept_at"),
    )
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
