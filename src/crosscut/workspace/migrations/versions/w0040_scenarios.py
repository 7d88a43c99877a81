"""Scenarios: the policies that they stand over, and what each changes."""

import sqlalchemy as sa
from alembic import op

revision = "w0040"
down_revision = "w0031"

_GUARDED = ("ws_policies", "ws_scenarios", "ws_scenario_changes")


def _texts(*names: str) -> list[sa.Column[str]]:
    return [sa.Column(name, sa.Text(), nullable=False, server_default="") for name in names]


def _hands(verb: str) -> list[sa.Column[int]]:
    """Who did it, and for whom."""
    people = "ws_people.id"
    return [
        sa.Column(f"{verb}_by", sa.Integer(), sa.ForeignKey(people), nullable=False),
        sa.Column(f"{verb}_for", sa.Integer(), sa.ForeignKey(people), nullable=True),
    ]


def upgrade() -> None:
    """Make the tables, which are only added to."""
    op.create_table(
        "ws_policies",
        sa.Column("id", sa.Integer(), primary_key=True),
        *_texts("digest", "text"),
        sa.Column("kept_at", sa.DateTime(timezone=True), nullable=False),
    )
    op.create_index("ws_policies_digest", "ws_policies", ["digest"])
    op.create_table(
        "ws_scenarios",
        sa.Column("id", sa.Integer(), primary_key=True),
        *_texts("name", "why"),
        sa.Column("policy", sa.Integer(), sa.ForeignKey("ws_policies.id"), nullable=False),
        *_texts("mark"),
        sa.Column("origin", sa.Integer(), nullable=True),
        *_hands("made"),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
    )
    op.create_table(
        "ws_scenario_changes",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("scenario", sa.Integer(), sa.ForeignKey("ws_scenarios.id"), nullable=False),
        *_texts("kind", "target", "value", "why"),
        *_hands("written"),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
    )
    op.create_index("ws_scenario_changes_scenario", "ws_scenario_changes", ["scenario", "id"])
    for table in _GUARDED:
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
