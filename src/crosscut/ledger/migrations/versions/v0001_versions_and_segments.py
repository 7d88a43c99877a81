"""The first layout: readings, versions of six kinds of rows, segments, and a guard against overwriting."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

_PLACE = "file:text sheet:text row:int column:text"
_LINE_KEY = "programme:text subprogramme:text fiscal_year:int stage:text"
_KINDS = {
    "programmes": (
        "programme:key name:text name_en:text ministry:text committee:text text:text start:int end:int note:text "
        f"{_PLACE}"
    ),
    "subprogrammes": f"programme:key subprogramme:key name:text {_PLACE}",
    "lines": (f"line:key {_LINE_KEY} account:text amount:big low:big high:big status:text note:text {_PLACE}"),
    "tags": f"tag:key {_LINE_KEY} area:text amount:big {_PLACE}",
    "decisions": (
        "programme:key area:key sub:key numerator:big denominator:big decided_by:key decided_at:key reason:text "
        f"{_PLACE}"
    ),
    "corrections": (
        f"line:key was:big amount:big low:big high:big corrected_by:key corrected_at:key reason:text {_PLACE}"
    ),
}
_TYPES = {"text": sa.Text, "key": sa.Text, "int": sa.Integer, "big": sa.BigInteger}


def _columns(spec: str) -> list[sa.Column[str] | sa.Column[int]]:
    named = [column.split(":") for column in spec.split()]
    return [sa.Column(name, _TYPES[of], nullable=of != "key") for name, of in named]


def upgrade() -> None:
    """Make all tables and guard them."""
    op.create_table(
        "readings",
        sa.Column("sequence", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("source", sa.Text, nullable=False),
        sa.Column("digest", sa.Text, nullable=False),
        *[
            sa.Column(name, sa.BigInteger, nullable=False)
            for name in ("inserted", "changed", "moved", "withdrawn", "unchanged")
        ],
    )
    op.create_table(
        "segments",
        sa.Column("kind", sa.Text, primary_key=True),
        sa.Column("first_version", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("sequence", sa.Integer, sa.ForeignKey("readings.sequence"), nullable=False),
        sa.Column("rows", sa.BigInteger, nullable=False),
        sa.Column("shared", sa.BigInteger, nullable=False),
        sa.Column("digest", sa.Text, nullable=False),
        sa.Column("content", sa.LargeBinary, nullable=False),
    )
    for kind, spec in _KINDS.items():
        _create_versions(f"{kind}_versions", spec)
    _guard(["readings", "segments", *(f"{kind}_versions" for kind in _KINDS)])


def _create_versions(table: str, spec: str) -> None:
    op.create_table(
        table,
        sa.Column("version", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("sequence", sa.Integer, nullable=False),
        sa.Column("replaces", sa.BigInteger),
        sa.Column("change", sa.Text, nullable=False),
        *_columns(spec),
        sa.CheckConstraint("change IN ('inserted', 'changed', 'moved', 'withdrawn')", name=f"{table}_change"),
    )
    subject = "line" if table == "corrections_versions" else "programme"
    op.create_index(f"{table}_{subject}", table, [subject])


def _guard(tables: list[str]) -> None:
    """Let the database itself refuse to overwrite or delete."""
    message = "the ledger is append-only"
    if op.get_bind().dialect.name == "postgresql":
        op.execute(
            "CREATE FUNCTION ledger_append_only() RETURNS trigger LANGUAGE plpgsql AS "
            f"$$ BEGIN RAISE EXCEPTION '{message}'; END $$"
        )
        for table in tables:
            op.execute(
                f"CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON {table} "
                "FOR EACH STATEMENT EXECUTE FUNCTION ledger_append_only()"
            )
        return
    for table in tables:
        for verb in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER {table}_no_{verb.lower()} BEFORE {verb} ON {table} "
                f"BEGIN SELECT RAISE(ABORT, '{message}'); END"
            )
