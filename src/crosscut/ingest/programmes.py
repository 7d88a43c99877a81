"""Programmes and subprogrammes: one row each, saying what the latest of their rows say."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from crosscut.config import Settings
from crosscut.ingest.lines import NamedSource
from crosscut.ingest.readers.sheet import whole
from crosscut.ingest.texts import begins_of_runs, codes, combined, ranked
from crosscut.tables import PROGRAMMES, SUBPROGRAMMES
from crosscut.text.year_words import year

_SAID = ("name", "name_en", "ministry", "committee", "text", "start", "end", "note")


def programmes(sources: Sequence[NamedSource], settings: Settings) -> pa.Table:
    """A table of PROGRAMMES: each attribute as the latest year and stage that says it."""
    rows = _latest([each for each in sources if each.rows.source.kind == "programmes"], ("programme",), _SAID, settings)
    for key in ("start", "end"):
        if rows.num_rows:
            known = pc.any(pc.not_equal(rows[key], "")).as_py()
            texts = rows[key].to_pylist() if known else []
            years = pa.array([year(text[:4]) or None for text in texts], pa.int16())
            years = years if known else pa.nulls(rows.num_rows, pa.int16())
            rows = rows.set_column(rows.schema.get_field_index(key), key, years)
    return _as(rows, PROGRAMMES)


def subprogrammes(sources: Sequence[NamedSource], settings: Settings) -> pa.Table:
    """A table of SUBPROGRAMMES."""
    named = [each for each in sources if each.rows.source.kind == "subprogrammes"]
    return _as(_latest(named, ("programme", "subprogramme"), ("name",), settings), SUBPROGRAMMES)


def _as(rows: pa.Table, schema: pa.Schema) -> pa.Table:
    return rows.select(schema.names).cast(schema) if rows.num_rows else schema.empty_table()


def _latest(sources: Sequence[NamedSource], keys: Sequence[str], said: Sequence[str], settings: Settings) -> pa.Table:
    if not sources:
        return pa.table({})
    table = pa.concat_tables([_piece(each, n, keys, said, settings) for n, each in enumerate(sources)])
    table = table.unify_dictionaries().combine_chunks()
    table = _runs(table, (*keys, *said))
    order = [ranked(whole(table[key])) for key in (*keys, *said)]
    identity = combined(order[: len(keys)])
    sorting = np.lexsort((table["row"].to_numpy(), combined(order), -table["moment"].to_numpy(), identity))
    table, identity = table.take(sorting), identity[sorting]
    starts = np.flatnonzero(np.r_[True, np.diff(identity) != 0]) if len(identity) else np.zeros(0, np.intp)
    first = _decoded(table.take(pa.array(starts)), (*keys, *said))
    first = _filled(first, table, starts, said) if len(starts) < table.num_rows else first
    for name in ("file", "sheet"):
        texts = [each.rows.source.file if name == "file" else each.rows.sheet for each in sources]
        first = first.append_column(name, pc.take(pa.array(texts, pa.string()), whole(first["source"])))
    first = first.append_column("column", pa.repeat("", first.num_rows))
    return first.filter(pc.not_equal(first[keys[0]], ""))


def _piece(named: NamedSource, number: int, keys: Sequence[str], said: Sequence[str], settings: Settings) -> pa.Table:
    rows, encoded = named.rows, pa.dictionary(pa.int32(), pa.string())
    ids = {"programme": named.programme, "subprogramme": named.subprogramme}
    columns = {key: ids[key].cast(encoded) for key in keys} | {key: rows.texts[key].cast(encoded) for key in said}
    return pa.table(
        columns
        | {
            "moment": _moments(named, number, settings),
            "row": pa.array(rows.printed_row),
            "source": pa.array(np.full(rows.height, number, np.int32)),
        }
    )


def _moments(named: NamedSource, number: int, settings: Settings) -> npt.NDArray[np.int64]:
    """A number that grows with fiscal year, then stage, then place in the configuration."""
    rows = named.rows
    stages = {stage: at for at, stage in enumerate(settings.stage_ids)}
    of_code = np.array([stages.get(text, 0) for text in rows.texts["stage"].dictionary.to_pylist()], np.int64)
    wide = [(each.fiscal_year, stages.get(each.stage, 0)) for each in rows.columns if each.fiscal_year]
    latest = max(wide, default=(0, 0))
    own = rows.year.astype(np.int64) * 100 + (of_code[codes(rows.texts["stage"])] if len(of_code) else 0)
    moments: npt.NDArray[np.int64] = np.maximum(own, latest[0] * 100 + latest[1]) * 1000 + number
    return moments


def _runs(table: pa.Table, names: Sequence[str]) -> pa.Table:
    """The first row, at its latest moment, of each run of rows that say the same."""
    if table.num_rows == 0:
        return table
    starts = begins_of_runs([whole(table[name]) for name in names])
    latest = np.maximum.reduceat(table["moment"].to_numpy(), starts)
    table = table.take(pa.array(starts))
    at = table.schema.get_field_index("moment")
    return table.set_column(at, "moment", pa.array(latest))


def _decoded(table: pa.Table, names: Sequence[str]) -> pa.Table:
    for name in names:
        at = table.schema.get_field_index(name)
        table = table.set_column(at, name, whole(table[name]).dictionary_decode())
    return table


def _filled(first: pa.Table, table: pa.Table, starts: npt.NDArray[np.intp], said: Sequence[str]) -> pa.Table:
    """Blanks of the latest row filled from the rows before it."""
    ends = np.r_[starts[1:], table.num_rows]
    several = np.flatnonzero(ends - starts > 1).tolist()
    for name in said:
        blank = set(np.flatnonzero(pc.equal(first[name], "").to_numpy(zero_copy_only=False)).tolist())
        wanted = [at for at in several if at in blank]
        if wanted:
            texts = first[name].to_pylist()
            older: Any = table[name]
            for at in wanted:
                found = (older[row].as_py() for row in range(starts[at], ends[at]))
                texts[at] = next((text for text in found if text), "")
            first = first.set_column(first.schema.get_field_index(name), name, pa.array(texts, pa.string()))
    return first
