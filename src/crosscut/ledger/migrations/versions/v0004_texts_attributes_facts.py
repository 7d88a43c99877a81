"""The fourth layout: the texts that a reading went by, attributes by year and stage, and facts."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"

_PLACE = "file:text sheet:text row:int column:text"
_KINDS = {
    "attributes": (
        "programme:key fiscal_year:number stage:key name:text name_en:text ministry:text committee:text untagged:text "
        f"{_PLACE}"
    ),
    "facts": f"programme:key fiscal_year:number name:key value:big text:text {_PLACE}",
}
_TYPES = {"text": sa.Text, "key": sa.Text, "int": sa.Integer, "number": sa.Integer, "big": sa.BigInteger}


def upgrade() -> None:
    """Make the tables and guard them."""
    op.create_table(
        "texts", sa.Column("digest", sa.Text, primary_key=True), sa.Column("content", sa.Text, nullable=False)
    )
    op.create_table(
        "reading_texts",
        sa.Column("sequence", sa.Integer, sa.ForeignKey("readings.sequence"), primary_key=True, autoincrement=False),
        sa.Column("name", sa.Text, primary_key=True),
        sa.Column("digest", sa.Text, sa.ForeignKey("texts.digest"), nullable=False),
    )
    for kind, spec in _KINDS.items():
        _create_versions(f"{kind}_versions", [column.split(":") for column in spec.split()])
    for table in ("texts", "reading_texts", *(f"{kind}_versions" for kind in _KINDS)):
        _guard(table)


def _create_versions(table: str, columns: list[list[str]]) -> None:
    op.create_table(
        table,
        sa.Column("version", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("sequence", sa.Integer, nullable=False),
        sa.Column("replaces", sa.BigInteger),
        sa.Column("change", sa.Text, nullable=False),
        *[sa.Column(name, _TYPES[of], nullable=of not in ("key", "number")) for name, of in columns],
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
