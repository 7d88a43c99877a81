"""Sub-technologies that readers name, and requests to read an area again."""

import sqlalchemy as sa
from alembic import op

revision = "w0170"
down_revision = "w0160"

_TABLE, _PEOPLE = "ws_rereadings", "ws_people.id"
_POLICIES = {
    "select": "FOR SELECT USING (ws_within('reading', '') OR ws_of_any_committee('reading'))",
    "insert": "FOR INSERT WITH CHECK (ws_within('rereads', ''))",
}


def upgrade() -> None:
    """Add the column, which readings from before leave empty; make the table, which is only added to."""
    op.add_column("ws_readings", sa.Column("subs", sa.Text(), nullable=False, server_default=""))
    op.create_table(
        _TABLE,
        sa.Column("id", sa.Integer(), primary_key=True),
        *(sa.Column(name, sa.Text(), nullable=False, server_default="") for name in ("area", "reason")),
        sa.Column("readings", sa.Integer(), nullable=False),
        sa.Column("asked_by", sa.Integer(), sa.ForeignKey(_PEOPLE), nullable=False),
        sa.Column("asked_for", sa.Integer(), sa.ForeignKey(_PEOPLE), nullable=True),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
    )
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
    for name, policy in _POLICIES.items():
        op.execute(f"CREATE POLICY {_TABLE}_{name} ON {_TABLE} {policy}")
