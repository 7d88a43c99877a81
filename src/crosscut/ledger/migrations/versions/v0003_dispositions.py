"""The third layout: versions of what people say of findings."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

_KINDS = {
    "dispositions": (
        "subject:key programme:text rule:text disposition:text basis:text decided_by:key decided_at:key reason:text "
        "file:text sheet:text row:int column:text"
    ),
}
_TYPES = {"text": sa.Text, "key": sa.Text, "int": sa.Integer, "big": sa.BigInteger}


def upgrade() -> None:
    """Make the tables and guard them."""
    for kind, spec in _KINDS.items():
        _create_versions(f"{kind}_versions", [column.split(":") for column in spec.split()])
        _guard(f"{kind}_versions")


def _create_versions(table: str, columns: list[list[str]]) -> None:
    op.create_table(
        table,
        sa.Column("version", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("sequence", sa.Integer, nullable=False),
        sa.Column("replaces", sa.BigInteger),
        sa.Column("change", sa.Text, nullable=False),
        *[sa.Column(name, _TYPES[of], nullable=of != "key") for name, of in columns],
        sa.CheckConstraint("change IN ('inserted', 'changed', 'moved', 'withdrawn')", name=f"{table}_change"),
    )
    op.create_index(f"{table}_programme", table, ["programme"])


def _guard(table: str) -> None:
    """Let the database itself refuse to overwrite or delete."""
    if op.get_bind().dialect.name == "postgresql":
        op.execute(
            f"CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON {table} "
            "FOR EACH STATEMENT EXECUTE FUNCTION ledger_append_only()"
        )
        return
    for verb in ("UPDATE", "DELETE"):
        op.execute(
            f"CREATE TRIGGER {table}_no_{verb.lower()} BEFORE {verb} ON {table} "
            "BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END"
        )
