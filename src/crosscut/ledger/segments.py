"""Versions by column: how segments are written, read back, and reduced to what stands."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from crosscut.ledger.chain import bytes_digest
from crosscut.ledger.errors import LedgerDamagedError
from crosscut.ledger.kinds import StatementKind

SEGMENT_ROWS = 250_000
"""Most versions in one segment, so that a segment stays far below what a database holds in one value."""

WITHDRAWN = "withdrawn"
_FEW_VALUED = {
    "change",
    "ministry",
    "committee",
    "subprogramme",
    "stage",
    "account",
    "area",
    "sub",
    "status",
    "note",
    "file",
    "sheet",
    "column",
}
_BOOKKEEPING = [("replaces", pa.int64()), ("change", pa.string())]


@dataclass(frozen=True, slots=True)
class Segment:
    """Consecutive versions of one kind that one moment added.

    ``shared`` is how many rows of the moment were new to their source while another source held them already. Where no
    segment has any, no row stands in two sources.
    """

    first_version: int
    sequence: int
    shared: int
    versions: pa.Table


def version_schema(kind: StatementKind) -> pa.Schema:
    """The kind's columns, led by ``replaces`` and ``change``."""
    return pa.schema([*_BOOKKEEPING, *kind.schema])


def stored_schema(kind: StatementKind) -> pa.Schema:
    """How versions are stored: as :func:`version_schema`, with few-valued texts outside the key as dictionaries."""
    return pa.schema(
        [
            pa.field(field.name, pa.dictionary(pa.int32(), pa.string()))
            if field.name in _FEW_VALUED and field.name not in kind.key
            else field
            for field in version_schema(kind)
        ]
    )


def cut(versions: pa.Table, first_version: int, sequence: int, shared: int) -> Iterator[Segment]:
    """The versions as segments of at most ``SEGMENT_ROWS`` rows."""
    for start in range(0, versions.num_rows, SEGMENT_ROWS):
        yield Segment(first_version + start, sequence, shared, versions.slice(start, SEGMENT_ROWS))


def encode(kind: StatementKind, versions: pa.Table) -> bytes:
    """The versions as one compressed Arrow IPC stream: the same bytes for the same rows."""
    versions = versions.combine_chunks().cast(stored_schema(kind))
    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, versions.schema, options=pa.ipc.IpcWriteOptions(compression="lz4")) as writer:
        for batch in versions.to_batches():
            writer.write_batch(batch)
    return bytes(sink.getvalue())


def decode(content: bytes, digest: str, where: str) -> pa.Table:
    """The versions of a segment, as they are stored.

    Raises
    ------
    LedgerDamagedError
        where the content is not what was written.

    """
    if bytes_digest(content, digest) != digest:
        raise LedgerDamagedError(f"{where}: the stored bytes do not match their digest; restore the ledger from a copy")
    return pa.ipc.open_stream(content).read_all()


def numbered(segment: Segment) -> pa.Table:
    """The segment's versions with their ``version`` and ``sequence``."""
    count = segment.versions.num_rows
    numbers = np.arange(segment.first_version, segment.first_version + count, dtype=np.int64)
    sequences = pa.repeat(pa.scalar(segment.sequence, pa.int32()), count)
    return segment.versions.append_column("version", pa.array(numbers)).append_column("sequence", sequences)


def standing(versions: pa.Table) -> pa.Table:
    """The versions that no later one replaces and that are no withdrawals: each source's rows as they stand."""
    if not versions.num_rows:
        return versions
    numbers = versions["version"].to_numpy()
    ended = np.zeros(int(numbers.max()) + 1, dtype=bool)
    ended[versions["replaces"].drop_null().to_numpy()] = True
    withdrawn = pc.equal(versions["change"], WITHDRAWN).to_numpy()
    return versions.filter(pa.array(~(ended[numbers] | withdrawn)))


def one_per_key(kind: StatementKind, rows: pa.Table, sources: Mapping[int, str]) -> pa.Table:
    """Where several sources hold the same row, only that of the source that spoke of it last.

    ``rows`` are in the order of their versions; ``sources`` are by sequence.
    """
    if not rows.num_rows:
        return rows
    keys = pa.chunked_array(kind.keys_of(rows)).combine_chunks().dictionary_encode()
    codes = keys.indices.to_numpy()
    readings, place = np.unique(rows["sequence"].to_numpy(), return_inverse=True)
    source = np.unique([sources[int(each)] for each in readings], return_inverse=True)[1][place]
    last = np.zeros(len(keys.dictionary), dtype=np.int64)
    last[codes] = np.arange(rows.num_rows)
    return rows.filter(pa.array(source == source[last][codes]))


def content_of(kind: StatementKind, versions: pa.Table) -> pa.Table:
    """The kind's own table: the bookkeeping taken away, texts plain."""
    return pa.table([_plain(versions[name]) for name in kind.schema.names], schema=kind.schema)


def plain(versions: pa.Table) -> pa.Table:
    """The versions with all texts plain."""
    return pa.table([_plain(column) for column in versions.columns], names=versions.column_names)


def _plain(column: pa.ChunkedArray) -> pa.ChunkedArray:
    """The column with plain texts; one that says the same throughout is repeated, which is faster than looking up."""
    if not pa.types.is_dictionary(column.type):
        return column
    return pa.chunked_array([_texts(chunk) for chunk in column.chunks], pa.string())


def _texts(chunk: pa.DictionaryArray) -> pa.Array:
    one = len(chunk.dictionary) == 1 and not chunk.null_count
    return pa.repeat(chunk.dictionary[0], len(chunk)) if one else chunk.dictionary_decode()
