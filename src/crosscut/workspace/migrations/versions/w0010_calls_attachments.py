"""Calls that come from a call before them and whose open questions hold an approval; attachments and minutes."""

import sqlalchemy as sa
from alembic import op

revision = "w0010"
down_revision = "w0001"

_GUARDED = ("ws_attachments", "ws_attachment_ends")


def upgrade() -> None:
    """Add the columns and make the tables, and guard those that are only added to."""
    op.add_column("ws_calls", sa.Column("origin", sa.Integer(), nullable=True))
    op.add_column("ws_calls", sa.Column("holds", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.create_table(
        "ws_attachments",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("call", sa.Integer(), sa.ForeignKey("ws_calls.id"), nullable=False),
        *(sa.Column(name, sa.Text(), nullable=False, server_default="") for name in ("ministry", "about", "name")),
        sa.Column("media_type", sa.Text(), nullable=False, server_default=""),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("digest", sa.Text(), nullable=False, server_default=""),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("sent_by", sa.Integer(), sa.ForeignKey("ws_people.id"), nullable=False),
        sa.Column("sent_for", sa.Integer(), sa.ForeignKey("ws_people.id"), nullable=True),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=False),
    )
    op.create_index("ws_attachments_place", "ws_attachments", ["call", "ministry", "about"])
    op.create_table(
        "ws_attachment_ends",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("attachment", sa.Integer(), sa.ForeignKey("ws_attachments.id"), nullable=False),
        sa.Column("ended_by", sa.Integer(), sa.ForeignKey("ws_people.id"), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=False),
    )
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
