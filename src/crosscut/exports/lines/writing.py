"""Lines and rows of files written by the engine, and compared with the run that they are of."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import narwhals as nw
import pyarrow as pa
import pyarrow.compute as pc

from crosscut import engine
from crosscut.budget import Run
from crosscut.calendar import Period
from crosscut.engine.base import ROW, Engine, Frame
from crosscut.engine.keys import KEY, own
from crosscut.engine.line_rows import (
    AT,
    CELL,
    STATED,
    divided,
    left_over,
    named,
    places,
    rows_of,
    settled,
    sums_of_lines,
    undivided,
)
from crosscut.errors import CrosscutError
from crosscut.exports.lines import iceberg
from crosscut.exports.lines.iceberg import Committed
from crosscut.ingest import StatedColumn, stated_columns

COLUMNS = (
    "id",
    "line",
    "programme",
    "ministry",
    "committee",
    "area",
    "sub",
    "fiscal_year",
    "stage",
    "account",
    "amount",
    "file",
    "row",
    "column",
)
"""What is written of each row and area; ``row`` is 0 for a line that is a sum of rows which stand nowhere alone."""
ORDER = ("area", "ministry", "programme", "line", "file", "row", "column", "sub")
DATA, ABOUT = "data", "lines.json"
_MEMORY = "1GB"
"""What DuckDB holds at most; the rest lies on disk."""
_PART = "period_at"
_DIVIDED = ".divided"
"""What holds the rows of several areas until they are written in order: they are divided once, and then looked at."""
_GROUPS = ("fiscal_year", "stage", "area")


@dataclass(frozen=True)
class Lines:
    """What was written: the files of each period, how many rows, and the Iceberg snapshot that they are."""

    files: Mapping[Period, Sequence[Path]]
    rows: int
    committed: Committed | None = None


@dataclass(frozen=True)
class _Stated:
    """Rows as a frame, the files and columns of their cells, and of how many rows each line is made."""

    rows: Frame
    cells: pa.Table
    counts: pa.Table


def write(run: Run, folder: Path, place: Path | None = None) -> Lines:
    """Write the lines of a run into ``folder``: Parquet in ``data``, and ``lines.json``, which says what there is.

    Where pyiceberg is installed, the files are a snapshot of an Iceberg table in ``iceberg`` too, whose paths are those
    of ``place``, where ``folder`` will stand.

    Raises
    ------
    CrosscutError
        where the files are not those that were read, or what is written is not what the run holds; nothing is left.
    """
    data = folder / DATA
    data.mkdir(parents=True)
    options = {} if engine.is_spark(run.engine_name) else {"memory_limit": _MEMORY}
    with engine.open(run.engine_name, **options) as running:
        try:
            made = _write(running, run, data)
        except BaseException as error:
            shutil.rmtree(folder)
            if isinstance(error, running.faults):
                raise _broken(error) from None
            raise
    files = [path for paths in made.files.values() for path in paths]
    committed = iceberg.commit(files, folder, (place or folder).absolute()) if files and iceberg.installed() else None
    _describe(run, made, folder, committed)
    return replace(made, committed=committed)


def _write(running: Engine, run: Run, data: Path) -> Lines:
    stated, atoms = _stated(running, run), run.atoms("partition")
    lines, shares = run.snapshot.lines, run.shares
    of = places(running, run.snapshot.attributes, lines, shares)
    periods = list(run.calendar.periods)
    kept = data / _DIVIDED
    several = running.keep(divided(running, stated.rows, of), kept)
    several = settled(running, several, left_over(running, several, atoms))
    one = undivided(stated.rows, of)
    parts = named(running, nw.concat([one, several.select(*one.collect_schema().names())]), stated.cells, COLUMNS)
    numbered = pa.table(
        {
            "fiscal_year": pa.array([period.year for period in periods], pa.int16()),
            "stage": pa.array([period.stage for period in periods], pa.string()),
            _PART: pa.array(range(len(periods)), pa.int32()),
        }
    )
    parts = parts.join(running.load(numbered), on=["fiscal_year", "stage"])
    files = _renamed(running.write(parts, data, _PART, ORDER), periods)
    shutil.rmtree(kept)
    rows = _compared(running, files, atoms, _expected(lines, shares, stated.counts))
    return Lines(files, rows)


def _stated(running: Engine, run: Run) -> _Stated:
    """All that is written: rows where a line is their sum to the last unit, the line itself elsewhere."""
    snapshot = run.snapshot
    lines = own(snapshot.lines)
    columns = stated_columns(snapshot.folder, run.settings, snapshot.summed, lines["line"].to_pylist())
    counts = pa.table({"line": pa.array([], pa.string()), "rows": pa.array([], pa.int64())})
    if columns:
        found = sums_of_lines(running, nw.concat([_frame(running, each) for each in columns]))
        counts = _exact(found, lines)
    frames = [_frame(running, each) for each in _only(columns, counts["line"])]
    rows = [each.select(*STATED) for each in frames]
    cells = [_cells(each) for each in columns]
    alone = lines.filter(pc.invert(pc.is_in(lines["line"], value_set=counts["line"])))
    first = sum(len(each.parts.files) for each in columns)
    table, places_of = _alone(alone, first)
    every = pa.concat_tables([counts, pa.table({"line": alone["line"], "rows": pa.repeat(1, alone.num_rows)})])
    return _Stated(nw.concat([*rows, running.load(table)]), pa.concat_tables([*cells, places_of]), every)


def _frame(running: Engine, stated: StatedColumn) -> Frame:
    parts = stated.parts
    delimiter = "" if parts.parquet else parts.delimiter
    return rows_of(
        running, running.scan_numbered(*parts.paths, width=len(parts.names), delimiter=delimiter), stated.column
    )


def _exact(found: pa.Table, lines: pa.Table) -> pa.Table:
    """Those lines, with the number of their rows, that are the sum of these to the last unit."""
    wide = pa.decimal128(38, 0)
    both = found.join(lines.select(["line", "amount"]), keys="line", right_suffix="_of_line", join_type="inner")
    equal = pc.equal(both["amount"].cast(wide), both["amount_of_line"].cast(wide))
    kept = both.filter(pc.and_(equal, pc.equal(both["inexact"].cast(wide), pa.scalar(0, wide))))
    return pa.table({"line": kept["line"].cast(pa.string()), "rows": kept["rows"].cast(pa.int64())})


def _only(columns: Sequence[StatedColumn], lines: pa.ChunkedArray) -> list[StatedColumn]:
    """The columns with the keys of some lines alone; none that has no key left."""
    found = []
    for each in columns:
        keys = each.column.keys
        kept = keys.filter(pc.is_in(keys["line"], value_set=lines))
        if kept.num_rows:
            found.append(replace(each, column=replace(each.column, keys=kept)))
    return found


def _cells(stated: StatedColumn) -> pa.Table:
    names = [part.name for part in stated.parts.files]
    numbers = range(stated.column.first, stated.column.first + len(names))
    column = stated.parts.names[stated.column.number]
    return _cell_table(list(numbers), names, [column] * len(names))


def _cell_table(numbers: Sequence[int], files: Sequence[str], columns: Sequence[str]) -> pa.Table:
    return pa.table(
        {
            CELL: pa.array(numbers, pa.int64()),
            "file": pa.array(files, pa.string()),
            "column": pa.array(columns, pa.string()),
        }
    )


def _alone(lines: pa.Table, first: int) -> tuple[pa.Table, pa.Table]:
    """Lines as STATED rows of one amount each, and their cells, whose numbers begin with ``first``."""
    places_of = lines.select(["file", "column"]).group_by(["file", "column"], use_threads=False).aggregate([])
    at = {tuple(row.values()): number for number, row in enumerate(places_of.to_pylist(), start=first)}
    cells = [at[place] for place in zip(lines["file"].to_pylist(), lines["column"].to_pylist(), strict=True)]
    table = pa.table(
        {
            "line": lines["line"],
            CELL: pa.array(cells, pa.int64()),
            ROW: pc.fill_null(lines["row"], 0).cast(pa.int64()),
            AT: pa.array([-1 - number for number in range(lines.num_rows)], pa.int64()),
            "amount": lines["amount"],
        }
    )
    numbers = list(range(first, first + places_of.num_rows))
    return table, _cell_table(numbers, places_of["file"].to_pylist(), places_of["column"].to_pylist())


def _renamed(files: Mapping[int, Sequence[Path]], periods: Sequence[Period]) -> dict[Period, list[Path]]:
    """The files by period, called by year and stage, with a number where there are several."""
    made: dict[Period, list[Path]] = {}
    for at, paths in files.items():
        period = periods[at]
        stage = re.sub(r"[^0-9A-Za-z]+", "-", period.stage).strip("-")
        name = "-".join(filter(None, (str(period.year), f"{at + 1:02d}", stage)))
        names = [f"{name}.parquet"] if len(paths) == 1 else [f"{name}-{n:05d}.parquet" for n in range(len(paths))]
        made[period] = [path.rename(path.with_name(each)) for path, each in zip(paths, names, strict=True)]
    return made


def _expected(lines: pa.Table, shares: pa.Table, counts: pa.Table) -> int:
    """How many rows there are to be: those of each line, once for each share of its programme."""
    parts = shares.group_by(list(KEY)).aggregate([([], "count_all")])
    made = lines.select(["line", *KEY]).join(parts, keys=list(KEY)).join(counts, keys="line", join_type="inner")
    return int(pc.sum(pc.multiply(made["rows"], made["count_all"])).as_py() or 0)


def _compared(running: Engine, files: Mapping[Period, Sequence[Path]], atoms: pa.Table, expected: int) -> int:
    """How many rows were written, once number and sums are found to be the run's."""
    paths = [path for each in files.values() for path in each]
    written: dict[tuple[Any, ...], int] = {}
    rows = 0
    if paths:
        frame = running.scan(*paths).with_columns(**{f"by_{name}": nw.col(name) for name in _GROUPS})
        sums = frame.group_by(*(f"by_{name}" for name in _GROUPS)).agg(
            running.wide(nw.col("amount")).sum().alias("sum"), nw.len().alias("rows")
        )
        for *where, amount, count in zip(*(c.to_pylist() for c in running.collect(sums).columns), strict=True):
            written[tuple(where)] = int(amount)
            rows += count
    wide = atoms.select(list(_GROUPS)).append_column("amount", atoms["amount"].cast(pa.decimal128(38, 0)))
    totals = wide.group_by(list(_GROUPS)).aggregate([("amount", "sum")])
    columns = [totals[name].to_pylist() for name in (*_GROUPS, "amount_sum")]
    held = {tuple(where): int(amount) for *where, amount in zip(*columns, strict=True)}
    if written != held or rows != expected:
        raise _unequal(written, held, rows, expected)
    return rows


def _unequal(written: Mapping[Any, int], held: Mapping[Any, int], rows: int, expected: int) -> CrosscutError:
    where = next((key for key in sorted({*written, *held}) if written.get(key, 0) != held.get(key, 0)), None)
    what = f"{rows:,} rows, and not {expected:,}"
    if where is not None:
        what = f"{written.get(where, 0):,} for {', '.join(map(str, where))}, and not {held.get(where, 0):,}"
    return CrosscutError(
        f"the lines that were written hold {what}", code="changed-parts", hint="Publish again: files have changed."
    )


def _broken(error: BaseException) -> CrosscutError:
    why = next(iter(str(error).splitlines()), "") or type(error).__name__
    return CrosscutError(f"the lines cannot be written: {why}", code="lines", hint="Build the folder again.")


def _describe(run: Run, made: Lines, folder: Path, committed: Committed | None) -> None:
    files = [
        {"file": path.relative_to(folder).as_posix(), "fiscal_year": period.year, "stage": period.stage}
        for period, paths in made.files.items()
        for path in paths
    ]
    document = {"run": run.id, "counting": "partition", "unit": "minor", "rows": made.rows, "files": files}
    document |= {"iceberg": committed} if committed else {}
    text = json.dumps(document, ensure_ascii=False, indent=1, sort_keys=True)
    (folder / ABOUT).write_text(f"{text}\n", encoding="utf-8")
