"""How the tables of a database are made, against how Crosscut makes them: columns, keys, constraints and indexes."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping

from sqlalchemy import Connection, Dialect, MetaData, text
from sqlalchemy.schema import CreateIndex, CreateTable

from crosscut.ledger.proof import LedgerFault
from crosscut.text import Text

_SQLITE = "SELECT tbl_name, type, sql FROM sqlite_master WHERE type IN ('table', 'index') AND sql IS NOT NULL"
_POSTGRESQL = """
WITH own AS (
    SELECT oid, relname, relkind, relpersistence FROM pg_class
    WHERE relkind IN ('r', 'p', 'v', 'm', 'f') AND oid = to_regclass(quote_ident(relname))
)
SELECT relname, 'part', concat_ws(' ', a.attname, format_type(a.atttypid, a.atttypmod),
    CASE WHEN a.attgenerated <> '' OR a.attidentity <> '' THEN 'GENERATED' END,
    CASE WHEN a.attcollation <> t.typcollation THEN 'COLLATE ' || a.attcollation::regcollation::text END,
    'DEFAULT ' || pg_get_expr(d.adbin, d.adrelid), CASE WHEN a.attnotnull THEN 'NOT NULL' END)
FROM own JOIN pg_attribute a ON a.attrelid = own.oid AND a.attnum > 0 AND NOT a.attisdropped
JOIN pg_type t ON t.oid = a.atttypid LEFT JOIN pg_attrdef d ON d.adrelid = own.oid AND d.adnum = a.attnum
UNION ALL SELECT relname, 'part',
    CASE WHEN contype = 'c' THEN 'CONSTRAINT ' || conname || ' ' ELSE '' END || pg_get_constraintdef(k.oid)
FROM own JOIN pg_constraint k ON k.conrelid = own.oid WHERE contype NOT IN ('n', 't')
UNION ALL SELECT relname, 'part', 'kept as ' || relkind::text || relpersistence::text FROM own
    WHERE relkind <> 'r' OR relpersistence <> 'p'
UNION ALL SELECT relname, 'index', pg_get_indexdef(indexrelid) || CASE WHEN indisvalid THEN '' ELSE ' INVALID' END
FROM own JOIN pg_index ON indrelid = own.oid
"""
"""What a server says of the tables that are read and written: each column, constraint and index in words of SQL."""
_AS_WRITTEN = (
    (re.compile(r"\binteger DEFAULT nextval\('\w+_id_seq'::regclass\)"), "SERIAL"),
    (re.compile(r"::(text|integer|bigint)\b"), ""),
    (re.compile(r"= ANY \(ARRAY\[(.*?)\]\)"), r"IN (\1)"),
    (re.compile(r"\bON (?:ONLY )?(?:\"[^\"]*\"|\w+)\.(?=\S+ USING btree)"), "ON "),
    (re.compile(r" USING btree\b"), ""),
)
"""How a server puts what was written to it, and how it was written."""

Shape = Mapping[str, frozenset[str]]
"""By table, what it is made of: its columns, constraints and indexes, each in a normal form of SQL."""


def shape_faults(connection: Connection, metadata: MetaData) -> Iterator[LedgerFault]:
    """The tables that are not made as Crosscut makes them; an index more is nobody's fault."""
    found, wanted = _found(connection), _wanted(connection.dialect, metadata)
    for table, parts in wanted.items():
        own = found.get(table, frozenset())
        other = min(parts - own, default="") or min((part for part in own - parts if not _is_index(part)), default="")
        if other:
            yield LedgerFault(
                "shape",
                0,
                Text(
                    f"the table {table} is not made as Crosscut makes it: {other}",
                    f"{table} 테이블이 Crosscut이 만든 구조와 다릅니다: {other}",
                ),
            )


def _wanted(dialect: Dialect, metadata: MetaData) -> Shape:
    shape = {}
    for table in metadata.sorted_tables:
        made = _parts(str(CreateTable(table).compile(dialect=dialect)))
        indexes = (_normal(str(CreateIndex(index).compile(dialect=dialect))) for index in table.indexes)
        shape[table.name] = frozenset([*made, *indexes])
    return shape


def _found(connection: Connection) -> Shape:
    shape = defaultdict[str, set[str]](set)
    sqlite = connection.dialect.name == "sqlite"
    for table, kind, said in connection.execute(text(_SQLITE if sqlite else _POSTGRESQL)):
        shape[table] |= set(_parts(said)) if kind == "table" else {_normal(said)}
    return {table: frozenset(parts) for table, parts in shape.items()}


def _parts(statement: str) -> Iterator[str]:
    """The columns and constraints that a CREATE TABLE lists, and what it says after them."""
    depth, begin = 0, statement.index("(") + 1
    for at, sign in enumerate(statement):
        depth += (sign == "(") - (sign == ")")
        if (sign == "," and depth == 1) or (sign == ")" and depth == 0):
            yield _normal(statement[begin:at])
            begin = at + 1
    if rest := _normal(statement[begin:]):
        yield rest


def _normal(said: str) -> str:
    """Words of SQL without brackets, quotes and capitals."""
    for pattern, written in _AS_WRITTEN:
        said = pattern.sub(written, said)
    return " ".join(re.findall(r"\w+|[^\s\w()'\"`\[\]]", said.lower()))


def _is_index(part: str) -> bool:
    return re.match(r"create (unique )?index ", part) is not None
