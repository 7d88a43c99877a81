"""Amount cells as lines and tags: one a key, summed where a key stands twice, sorted by key."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from crosscut.engine import in_memory
from crosscut.ingest.columns import AmountColumn
from crosscut.ingest.conversion import notes
from crosscut.ingest.readers.sheet import whole
from crosscut.ingest.repeats import merge
from crosscut.ingest.report import Report
from crosscut.ingest.source_rows import SourceRows
from crosscut.ingest.texts import combined, constant, ranked
from crosscut.tables import LINES, TAGS, row_id

_KEYS = ("programme", "subprogramme", "fiscal_year", "stage")
_MANY = 20_000
"""Rows from which DuckDB makes ids faster than Python."""
_ENCODED = pa.dictionary(pa.int32(), pa.string())


@dataclass(frozen=True)
class NamedSource:
    """The rows of a source with the ids that they go by."""

    rows: SourceRows
    programme: pa.DictionaryArray
    subprogramme: pa.DictionaryArray


def build(sources: Sequence[NamedSource], report: Report) -> tuple[pa.Table, pa.Table]:
    """Tables of LINES and TAGS from all sources; lines whose key stands twice are reported and summed."""
    pieces: dict[bool, list[pa.Table]] = {False: [], True: []}
    for number, named in enumerate(sources):
        new = _new(named.rows)
        for at, column in enumerate(named.rows.columns):
            pieces[bool(column.area)].append(_piece(named, number, at, column, new))
    lines = _merged(pieces[False], "account", [named.rows for named in sources], report, loud=True)
    tags = _merged(pieces[True], "area", [named.rows for named in sources], report, loud=False)
    return _with_ids(lines, "line", LINES), _with_ids(tags, "tag", TAGS)


def _new(rows: SourceRows) -> npt.NDArray[np.intp]:
    """Positions of rows that say of themselves, in an amount column, that they are new."""
    return np.unique(np.array([at for read in rows.read for at in read.new], np.intp))


def keys_of(named: NamedSource, column: AmountColumn) -> dict[str, pa.Array]:
    """The key of the line or tag that each row's cell in a column of amounts is, in the key's order."""
    rows, height, texts = named.rows, named.rows.height, named.rows.texts
    stage = constant(column.stage, height) if column.stage else texts["stage"]
    account = constant(column.account, height) if column.account else texts["account"]
    return {
        "programme": named.programme.cast(_ENCODED),
        "subprogramme": named.subprogramme.cast(_ENCODED),
        "fiscal_year": pa.array(np.full(height, column.fiscal_year, np.int16) if column.fiscal_year else rows.year),
        "stage": stage.cast(_ENCODED),
        **(
            {"area": constant(column.area, height).cast(_ENCODED)}
            if column.area
            else {"account": account.cast(_ENCODED)}
        ),
    }


def _piece(named: NamedSource, number: int, at: int, column: AmountColumn, new: npt.NDArray[np.intp]) -> pa.Table:
    rows, read = named.rows, named.rows.read[at]
    height, texts = rows.height, rows.texts
    bounds = {} if column.area else rows.bounds
    table = pa.table(
        {
            **keys_of(named, column),
            "amount": read.values,
            **{key: bounds[key].values if key in bounds else pa.nulls(height, pa.int64()) for key in ("low", "high")},
            "status": _status(texts["status"], new).cast(_ENCODED),
            "note": notes(rows, at).cast(_ENCODED),
            "row": pa.array(rows.printed_row),
            "file": _files(rows),
            "source": pa.array(np.full(height, number, np.int32)),
            "cell": pa.array(np.full(height, at, np.int32)),
            "position": pa.array(np.arange(height, dtype=np.int32)),
        }
    )
    return present(table, zeros=not column.area)


def _files(rows: SourceRows) -> pa.DictionaryArray:
    files = rows.origin.files if rows.origin else constant(rows.source.file, rows.height)
    return files.cast(_ENCODED)


def _status(status: pa.DictionaryArray, new: npt.NDArray[np.intp]) -> pa.DictionaryArray:
    if not len(new):
        return status
    texts = status.to_pylist()
    for at in new.tolist():
        texts[at] = "new"
    return pa.array(texts, pa.string()).dictionary_encode()


def present(table: pa.Table, *, zeros: bool) -> pa.Table:
    """The rows that have a programme, a year, a stage and an amount; a tagged amount of zero tags nothing."""
    keep = [pc.is_valid(table["amount"]), pc.greater(table["fiscal_year"], 0)]
    keep += [pc.not_equal(table[key], "") for key in ("programme", "stage") if _has_blank(table[key])]
    keep += [] if zeros else [pc.fill_null(pc.not_equal(table["amount"], 0), False)]
    mask = keep[0]
    for each in keep[1:]:
        mask = pc.and_(mask, each)
    return table if pc.all(mask, min_count=0).as_py() else table.filter(mask)


def _has_blank(column: pa.ChunkedArray) -> bool:
    return any(pc.any(pc.equal(chunk.dictionary, ""), min_count=0).as_py() for chunk in column.chunks)


def _merged(
    pieces: Sequence[pa.Table], third: str, sources: Sequence[SourceRows], report: Report, *, loud: bool
) -> pa.Table:
    """All pieces in one table, sorted by key, one row a key."""
    pieces = [piece for piece in pieces if piece.num_rows]
    if not pieces:
        return pa.table({})
    table = pa.concat_tables(pieces).unify_dictionaries().combine_chunks()
    keys = combined([_ranks(table, key) for key in (*_KEYS, third)])
    if not (np.diff(keys) > 0).all():
        order = np.lexsort((table["row"].to_numpy(), table["source"].to_numpy(), keys))
        table, keys = table.take(order), keys[order]
    table = merge(table, keys, sources, report, loud=loud)
    table = table.append_column("sheet", _lookup(table["source"], [rows.sheet for rows in sources]))
    return table.append_column("column", _headers(table, sources))


def _ranks(table: pa.Table, key: str) -> tuple[npt.NDArray[np.int64], int]:
    column = table[key]
    if key == "fiscal_year":
        return column.to_numpy().astype(np.int64), 3000
    return ranked(whole(column))


def _lookup(numbers: pa.ChunkedArray, texts: Sequence[str]) -> pa.Array:
    if len(set(texts)) == 1:
        return pa.repeat(texts[0], len(numbers))
    return pc.take(pa.array(texts, pa.string()), numbers.combine_chunks())


def _headers(table: pa.Table, sources: Sequence[SourceRows]) -> pa.Array:
    most = max(len(rows.columns) for rows in sources)
    headers = [[column.header for column in rows.columns] + [""] * (most - len(rows.columns)) for rows in sources]
    numbers = table["source"].to_numpy().astype(np.int64) * most + table["cell"].to_numpy()
    return _lookup(pa.chunked_array([pa.array(numbers)]), [header for each in headers for header in each])


def _with_ids(table: pa.Table, kind: str, schema: pa.Schema) -> pa.Table:
    if table.num_rows == 0:
        return schema.empty_table()
    columns = {
        name: whole(column).dictionary_decode() if pa.types.is_dictionary(column.type) else column
        for name, column in zip(table.column_names, table.columns, strict=True)
    }
    third = "account" if kind == "line" else "area"
    columns[kind] = row_ids(kind, [columns[key] for key in (*_KEYS, third)])
    return pa.table({name: columns[name] for name in schema.names}).cast(schema)


def row_ids(kind: str, keys: Sequence[pa.Array | pa.ChunkedArray]) -> pa.Array:
    """:func:`crosscut.tables.row_id` of a kind and whole columns of keys, of many rows made by DuckDB."""
    if len(keys[0]) < _MANY:
        return pa.array([row_id(kind, *key) for key in zip(*(each.to_pylist() for each in keys), strict=True)])
    texts = [pc.cast(key, pa.string()) for key in keys]
    joined = pc.binary_join_element_wise(kind, *texts, "\x1f")
    joined = joined if isinstance(joined, pa.Array) else whole(joined)
    with in_memory.connection() as connection:
        connection.register("keys", pa.table({"key": joined}))
        found = connection.sql("select left(sha256(key), 16) as id from keys").to_arrow_table()
    return found.column("id")
