"""The second layout: versions of links, of ministries' reorganisations and of events of comparability."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

_SAID = "date:text source:text reason:text decided_by:text decided_at:text file:text sheet:text row:int column:text"
_KINDS = {
    "links": f"predecessor:key successor:key numerator:big denominator:big fiscal_year:int {_SAID}",
    "ministries": f"predecessor:key successor:key fiscal_year:int {_SAID.replace('date:text', 'date:key')}",
    "events": (
        "event:key kind:text fiscal_year:int stage:text programme:text area:text ministry:text before:text after:text "
        f"old:big new:big title:text title_ko:text {_SAID}"
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
    subject = "programme" if table == "events_versions" else "predecessor"
    op.create_index(f"{table}_{subject}", table, [subject])


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
