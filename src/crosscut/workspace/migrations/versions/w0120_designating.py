"""Designating technologies: proposed lists, what was said of them, how they ended; indexes of what readers ask for."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "w0120"
down_revision = "w0110"

_PEOPLE = "ws_people.id"
_SOUGHT = (
    ("ws_readings", "read_at"),
    ("ws_readings", "read_by"),
    ("ws_readings", "read_for"),
    ("ws_reading_leases", "ends_at"),
)
"""What each answer asks for, so that it costs the same however much was read before."""
_POLICIES = {
    "ws_lists": {"SELECT": "ws_within('lists', '')", "INSERT": "ws_within('designates', '')"},
    "ws_list_sayings": {"SELECT": "ws_within('lists', '')", "INSERT": "ws_within('discusses', '')"},
    "ws_list_ends": {"SELECT": "ws_within('lists', '')", "INSERT": "ws_within('confirms', '')"},
}


def _columns(*texts: str, verb: str) -> list[sa.Column[Any]]:
    """Texts, and who wrote them, for whom and when."""
    return [
        *(sa.Column(name, sa.Text(), nullable=False, server_default="") for name in texts),
        sa.Column(f"{verb}_by", sa.Integer(), sa.ForeignKey(_PEOPLE), nullable=False),
        sa.Column(f"{verb}_for", sa.Integer(), sa.ForeignKey(_PEOPLE), nullable=True),
        sa.Column(f"{verb}_at", sa.DateTime(timezone=True), nullable=False),
    ]


def _of_a_list() -> sa.Column[int]:
    return sa.Column("listing", sa.Integer(), sa.ForeignKey("ws_lists.id"), nullable=False)


def upgrade() -> None:
    """Make the tables, which are only added to; in PostgreSQL with their policies."""
    said = ("title", "why", "name", "content", "passages", "law", "in_force")
    ended = ("kind", "digest", "package", "name", "file", "reason", "receipt")
    op.create_table("ws_lists", sa.Column("id", sa.Integer(), primary_key=True), *_columns(*said, verb="made"))
    for table, columns in (
        ("ws_list_sayings", _columns("text", verb="written")),
        ("ws_list_ends", _columns(*ended, verb="signed")),
    ):
        op.create_table(table, sa.Column("id", sa.Integer(), primary_key=True), _of_a_list(), *columns)
    op.create_index("ws_list_sayings_listing", "ws_list_sayings", ["listing", "id"])
    op.create_index("ws_list_ends_listing", "ws_list_ends", ["listing"], unique=True)
    for table, column in _SOUGHT:
        op.create_index(f"{table}_{column.rpartition('_')[2]}", table, [column])
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
