"""What a reading brings that the ledger does not hold yet."""

from __future__ import annotations

import hashlib
from collections import Counter
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from crosscut.ledger.kinds import PLACE, StatementKind
from crosscut.ledger.segments import WITHDRAWN, content_of, version_schema


@dataclass(frozen=True, slots=True)
class VersionChange:
    """The versions to add for one table, and how many of each sort; ``counts`` also has ``unchanged``."""

    versions: pa.Table
    counts: Counter[str]


def compare(kind: StatementKind, before: pa.Table, after: pa.Table) -> VersionChange:
    """The versions that lead from what a source said to what it says.

    ``before`` is what stands of the source, with its ``version`` numbers; ``after`` is the source's whole table, or the
    whole of the part that it speaks of. The versions do not depend on the order of the rows.
    """
    after, keys = in_order(kind, after)
    before, keys_before = in_order(kind, before)
    index = pc.index_in(keys, value_set=keys_before)
    known = pc.is_valid(index)
    new = after.filter(pc.invert(known))
    held, restated = before.take(index.drop_null()), after.filter(known)
    said_same, stands_same = _same(held, restated, kind.content), _same(held, restated, PLACE)
    changed, moved = pc.invert(said_same), pc.and_(said_same, pc.invert(stands_same))
    gone = before.filter(pc.invert(pc.is_in(keys_before, value_set=keys)))
    parts = [
        _versions(kind, new, None, "inserted"),
        _versions(kind, restated.filter(changed), held["version"].filter(changed), "changed"),
        _versions(kind, restated.filter(moved), held["version"].filter(moved), "moved"),
        _versions(kind, content_of(kind, gone), gone["version"], WITHDRAWN),
    ]
    counts = Counter({str(part["change"][0]): part.num_rows for part in parts if part.num_rows})
    counts["unchanged"] = after.num_rows - counts["inserted"] - counts["changed"] - counts["moved"]
    return VersionChange(pa.concat_tables(parts), counts)


def in_order(kind: StatementKind, rows: pa.Table) -> tuple[pa.Table, pa.ChunkedArray | pa.Array]:
    """The rows by key, and what tells each apart: its key, and its number among rows of one key where there are more.

    Rows of one key are a fault of the source that is a finding elsewhere; the ledger keeps them as they are.
    """
    others = [name for name in kind.schema.names if name not in kind.key]
    if pc.count_distinct(kind.keys_of(rows)).as_py() == rows.num_rows:
        others = []
    rows = rows.take(pc.sort_indices(rows, sort_keys=[(name, "ascending") for name in (*kind.key, *others)]))
    keys = kind.keys_of(rows)
    return rows, _numbered(keys) if others else keys


def _numbered(keys: pa.ChunkedArray | pa.Array) -> pa.ChunkedArray | pa.Array:
    """Sorted keys, each repeated one with its number among its equals."""
    codes = pa.chunked_array(keys).combine_chunks().dictionary_encode().indices.to_numpy()
    starts = np.flatnonzero(np.diff(codes, prepend=-1))
    numbers = np.arange(len(codes)) - np.repeat(starts, np.diff(starts, append=len(codes)))
    named = pc.binary_join_element_wise(keys, pa.array(numbers).cast(pa.string()), "\x1f")
    return pc.if_else(pa.array(numbers == 0), keys, named)


def _same(left: pa.Table, right: pa.Table, columns: tuple[str, ...]) -> pa.ChunkedArray:
    """For each row whether the two tables agree in all columns; null agrees with null alone."""
    same = pa.chunked_array([pa.repeat(pa.scalar(True), left.num_rows)])
    for name in columns:
        a, b = left[name], right[name]
        both_null = pc.and_(pc.is_null(a), pc.is_null(b))
        same = pc.and_(same, pc.or_(pc.fill_null(pc.equal(a, b), fill_value=False), both_null))
    return same


def _versions(kind: StatementKind, rows: pa.Table, replaces: pa.ChunkedArray | None, change: str) -> pa.Table:
    count = rows.num_rows
    bookkeeping = [
        pa.nulls(count, pa.int64()) if replaces is None else replaces,
        pa.repeat(pa.scalar(change, pa.string()), count),
    ]
    return pa.table([*bookkeeping, *rows.columns], schema=version_schema(kind))


def table_digest(kind: StatementKind, table: pa.Table) -> str:
    """SHA-256 of all that a table says, whatever the order of its rows."""
    rows, _ = in_order(kind, table)
    digest = hashlib.sha256("\n".join(f"{field.name} {field.type}" for field in kind.schema).encode())
    for column in rows.columns:
        values = pa.chunked_array(column).combine_chunks()
        digest.update(pc.is_null(values).to_numpy(zero_copy_only=False).tobytes())
        if pa.types.is_string(values.type):
            digest.update(pc.fill_null(pc.binary_length(values), 0).to_numpy(zero_copy_only=False).tobytes())
            digest.update("".join(values.drop_null().to_pylist()).encode())
        else:
            digest.update(pc.fill_null(values, 0).to_numpy(zero_copy_only=False).tobytes())
    return digest.hexdigest()
