"""What reading needs: readings, leases, conflicts of interest, counts; and of a job, what it is about."""

from datetime import datetime

import sqlalchemy as sa
from alembic import op

revision = "w0031"
down_revision = "w0032a"

_GUARDED = ("ws_readings", "ws_reading_bars")


def _texts(*names: str) -> list[sa.Column[str]]:
    return [sa.Column(name, sa.Text(), nullable=False, server_default="") for name in names]


def _at(name: str, *, nullable: bool = False) -> sa.Column[datetime]:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=nullable)


def _person(name: str, *, nullable: bool = False) -> sa.Column[int]:
    return sa.Column(name, sa.Integer(), sa.ForeignKey("ws_people.id"), nullable=nullable)


def _number(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.Integer(), nullable=False, server_default="0")


def _table(name: str, *columns: sa.Column[int] | sa.Column[str] | sa.Column[datetime]) -> None:
    op.create_table(name, sa.Column("id", sa.Integer(), primary_key=True), *columns)


def upgrade() -> None:
    """Add the column, make the tables, and guard those that are only added to."""
    op.add_column("ws_jobs", *_texts("about"))
    _table(
        "ws_readings",
        *_texts("kind", "programme", "ministry"),
        _number("sample"),
        *_texts("shares", "reason", "proposed", "criteria", "together"),
        _number("seconds"),
        _person("read_by"),
        _person("read_for", nullable=True),
        _at("read_at"),
    )
    op.create_index("ws_readings_programme", "ws_readings", ["programme", "id"])
    times = (_at("began_at"), _at("ends_at"), _at("ended_at", nullable=True))
    _table("ws_reading_leases", *_texts("programme"), _person("person"), *times)
    op.create_index("ws_reading_leases_programme", "ws_reading_leases", ["programme"])
    op.create_index("ws_reading_leases_person", "ws_reading_leases", ["person"])
    _table("ws_reading_bars", _person("person"), *_texts("ministry", "programme", "reason"), _at("made_at"))
    op.create_index("ws_reading_bars_person", "ws_reading_bars", ["person"])
    _table("ws_reading_counts", _number("upto"), _number("samples"), _at("counted_at"), *_texts("content"))
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
