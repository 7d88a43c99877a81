"""Passkeys: who has which, how often it was used, the challenges under way, and how each sign-in began."""

from datetime import datetime

import sqlalchemy as sa
from alembic import op

revision = "w0110"
down_revision = "w0100"

_ONES_OWN = """
CREATE FUNCTION ws_ones_own(person integer) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT coalesce(current_setting('crosscut.person', true), '') = person::text
$$
"""
_SERVER = "coalesce(current_setting('crosscut.acting', true), '') = ''"
_POLICIES = {
    "ws_passkeys": {
        "SELECT": "ws_within('people', '') OR ws_ones_own(person)",
        "INSERT": f"{_SERVER} OR ws_ones_own(person)",
        "UPDATE": "ws_within('resets', '') OR ws_ones_own(person)",
    },
    "ws_passkey_uses": {
        "SELECT": "EXISTS (SELECT 1 FROM ws_passkeys p WHERE p.id = passkey)",
        "INSERT": _SERVER,
        "UPDATE": _SERVER,
    },
}


def _texts(*names: str) -> list[sa.Column[str]]:
    return [sa.Column(name, sa.Text(), nullable=False, server_default="") for name in names]


def _at(name: str, *, nullable: bool = False) -> sa.Column[datetime]:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=nullable)


def upgrade() -> None:
    """Make the tables with their policies; sign-ins from before say nothing of how they began."""
    people = "ws_people.id"
    op.add_column("ws_sessions", sa.Column("way", sa.Text(), nullable=False, server_default=""))
    op.create_table(
        "ws_passkeys",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("person", sa.Integer(), sa.ForeignKey(people), nullable=False),
        *_texts("name"),
        sa.Column("credential", sa.Text(), nullable=False, unique=True),
        *_texts("handle", "public_key"),
        sa.Column("count", sa.BigInteger(), nullable=False),
        sa.Column("synced", sa.Boolean(), nullable=False),
        _at("made_at"),
        _at("ended_at", nullable=True),
    )
    op.create_index("ws_passkeys_person", "ws_passkeys", ["person"])
    op.create_table(
        "ws_passkey_uses",
        sa.Column("passkey", sa.Integer(), sa.ForeignKey("ws_passkeys.id"), primary_key=True, autoincrement=False),
        sa.Column("count", sa.BigInteger(), nullable=False),
        _at("used_at"),
    )
    op.create_table(
        "ws_challenges",
        sa.Column("digest", sa.Text(), primary_key=True),
        *_texts("kind", "challenge", "handle"),
        sa.Column("person", sa.Integer(), sa.ForeignKey(people), nullable=True),
        _at("made_at"),
    )
    _hold()


def _hold() -> None:
    """Row-level security in PostgreSQL; SQLite has none."""
    if op.get_bind().dialect.name != "postgresql":
        return
    op.execute(_ONES_OWN)
    for table, policies in _POLICIES.items():
        op.execute(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY")
        op.execute(f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY")
        for verb, condition in policies.items():
            clause = f"WITH CHECK ({condition})" if verb == "INSERT" else f"USING ({condition})"
            op.execute(f"CREATE POLICY {table}_{verb.lower()} ON {table} FOR {verb} {clause}")
