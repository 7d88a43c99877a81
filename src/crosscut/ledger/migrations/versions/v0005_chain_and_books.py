"""The fifth layout: books, a chain of digests over readings, publications, and appends that need not read back."""

import hashlib
import json
from datetime import UTC

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"

_SEED = hashlib.sha256(b"crosscut ledger 1").hexdigest()
_STATEMENTS = {
    "decisions": ["programme", "decided_by", "decided_at"],
    "corrections": ["line", "corrected_by", "corrected_at"],
    "dispositions": ["subject", "decided_by", "decided_at"],
}
_COUNTS = ("inserted", "changed", "moved", "withdrawn", "unchanged")
_PART = ("kind", "first_version", "rows", "shared", "form", "digest")


def upgrade() -> None:
    """Add books, links and publications; put every reading into the first book and chain them."""
    op.create_table(
        "books",
        sa.Column("book", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("name", sa.Text, nullable=False, unique=True),
    )
    op.create_table(
        "reading_tables",
        sa.Column("sequence", sa.Integer, sa.ForeignKey("readings.sequence"), primary_key=True, autoincrement=False),
        sa.Column("kind", sa.Text, primary_key=True),
        sa.Column("digest", sa.Text, nullable=False),
    )
    op.create_table(
        "publications",
        sa.Column("book", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        *[sa.Column(name, sa.Text, nullable=False) for name in ("checkpoint", "digest", "manifest", "link")],
    )
    _extend()
    op.create_index("segments_sequence", "segments", ["sequence"])
    if op.get_bind().scalar(sa.text("SELECT count(*) FROM readings")):
        op.execute("INSERT INTO books (book, name) VALUES (1, '')")
        _chain()
    _index()
    for table in ("reading_tables", "publications"):
        _guard(table)


def _extend() -> None:
    op.add_column("readings", sa.Column("book", sa.Integer, nullable=False, server_default="1"))
    op.add_column("readings", sa.Column("number", sa.Integer, nullable=False, server_default="0"))
    op.add_column("readings", sa.Column("after_future", sa.Integer, nullable=False, server_default="0"))
    op.add_column("readings", sa.Column("published", sa.Text, nullable=False, server_default=""))
    op.add_column("readings", sa.Column("link", sa.Text, nullable=False, server_default=""))
    op.add_column("segments", sa.Column("book", sa.Integer, nullable=False, server_default="1"))
    op.add_column("segments", sa.Column("form", sa.Text, nullable=False, server_default="arrow"))


def _index() -> None:
    op.create_index("readings_number", "readings", ["book", "number"], unique=True)
    op.create_index("readings_recorded_at", "readings", ["book", "recorded_at"])
    op.create_index("readings_source", "readings", ["book", "source", "number"])
    op.create_index("segments_book", "segments", ["book", "kind", "sequence"])
    op.create_index("links_versions_successor", "links_versions", ["successor"])
    op.create_index("ministries_versions_successor", "ministries_versions", ["successor"])
    for kind, columns in _STATEMENTS.items():
        op.create_index(f"{kind}_versions_statement", f"{kind}_versions", columns)


def _chain() -> None:
    """Number the readings that are there and link each to the one before, by what is known of it without its rows."""
    connection, link = op.get_bind(), _SEED
    _unguard("readings")
    columns = ("sequence", "source", "digest", *_COUNTS)
    readings = sa.table("readings", *map(sa.column, columns), sa.column("recorded_at", sa.DateTime(timezone=True)))
    parts = sa.table("segments", sa.column("sequence"), *map(sa.column, _PART))
    texts = sa.table("reading_texts", sa.column("sequence"), sa.column("name"), sa.column("digest"))
    for number, each in enumerate(connection.execute(sa.select(readings).order_by(readings.c.sequence)).all(), start=1):
        of = sa.select(*(parts.c[name] for name in _PART)).where(parts.c.sequence == each.sequence)
        named = sa.select(texts.c.name, texts.c.digest).where(texts.c.sequence == each.sequence)
        at = each.recorded_at.replace(tzinfo=each.recorded_at.tzinfo or UTC).astimezone(UTC)
        facts = [
            *(number, each.sequence, at.isoformat(timespec="microseconds"), each.source, each.digest),
            [getattr(each, name) for name in _COUNTS],
            *(0, ""),
            sorted(([*row] for row in connection.execute(named)), key=repr),
            [],
            sorted(([*row] for row in connection.execute(of)), key=repr),
        ]
        text = json.dumps(facts, ensure_ascii=True, separators=(",", ":"))
        link = hashlib.sha256(f"{link}\n{text}".encode()).hexdigest()
        connection.execute(
            sa.text("UPDATE readings SET number = :number, link = :link WHERE sequence = :sequence"),
            {"number": number, "link": link, "sequence": each.sequence},
        )
    _guard("readings")


def _unguard(table: str) -> None:
    if op.get_bind().dialect.name == "postgresql":
        op.execute(f"DROP TRIGGER {table}_append_only ON {table}")
        return
    for verb in ("update", "delete"):
        op.execute(f"DROP TRIGGER {table}_no_{verb}")


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
