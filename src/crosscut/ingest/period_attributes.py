"""What held of each programme in each fiscal year at each stage: names, ministry and committee as its rows say."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from crosscut.config import Settings
from crosscut.engine import in_memory
from crosscut.engine.keys import own
from crosscut.ingest.lines import NamedSource, present
from crosscut.ingest.readers.sheet import whole
from crosscut.ingest.texts import Codes, begins_of_runs, codes, combined, constant, ranked
from crosscut.tables import ATTRIBUTES, OUTSIDE, SAID, UNREAD

KEY = ("programme", "fiscal_year", "stage")
_PLACE = ("file", "sheet", "row", "column")
_ENCODED = pa.dictionary(pa.int32(), pa.string())


def attributes_of(
    sources: Sequence[NamedSource], programmes: pa.Table, lines: pa.Table, settings: Settings
) -> pa.Table:
    """A table of ATTRIBUTES with a row for every key of the lines.

    What a period's own rows leave blank is filled from the nearest earlier period, else from the nearest later one.

    Parameters
    ----------
    sources
        The rows of every source with the ids that they go by.
    programmes, lines
        Tables of PROGRAMMES and LINES.
    settings
        Whose stages order the periods, and whose sources say what no tag means.
    """
    if not lines.num_rows:
        return ATTRIBUTES.empty_table()
    keys, named = _keys(lines, settings)
    said = _by_cell([each for each in sources if each.rows.source.kind == "programmes"])
    usual = _usual(keys, named, programmes)
    if not said.num_rows:
        return usual
    varying = pc.is_in(keys["programme"], value_set=said["programme"].unique())
    with in_memory.connection() as connection:
        connection.register("keys", keys.filter(varying))
        connection.register("programmes", programmes)
        connection.register("said", said)
        connection.register("ranks", _ranks(lines, settings))
        made = connection.sql(_SQL).to_arrow_table().select(ATTRIBUTES.names).cast(ATTRIBUTES)
    both = pa.concat_tables([usual.filter(pc.invert(varying)), made]).combine_chunks()
    return both.sort_by([(name, "ascending") for name in KEY])


def _usual(keys: pa.Table, named: pa.DictionaryArray, programmes: pa.Table) -> pa.Table:
    """The attributes of keys whose programmes are said the same of in every period: those of the programmes."""
    at = pc.index_in(named.dictionary, value_set=programmes["programme"]).take(named.indices)
    said = {name: pc.fill_null(_taken(programmes[name], at), "") for name in SAID}
    places = {name: _taken(programmes[name], at) for name in _PLACE}
    columns = {name: keys[name] for name in keys.column_names} | said | places
    return pa.table({name: columns[name] for name in ATTRIBUTES.names}).cast(ATTRIBUTES).combine_chunks()


def _taken(column: pa.ChunkedArray, at: pa.Array) -> pa.Array | pa.ChunkedArray:
    """The values of a column at some places: the one value of a column that has no other is repeated."""
    distinct = column.unique()
    return column.take(at) if at.null_count or len(distinct) != 1 else pa.repeat(distinct[0], len(at))


def carried(attributes: pa.Table, programmes: pa.Table, lines: pa.Table, settings: Settings) -> pa.Table:
    """The attributes, with those of lines that have none yet taken from the latest period before, else after.

    A programme that a plan gives money to and no source has a line of takes them from its own row.
    """
    with in_memory.connection() as connection:
        connection.register("keys", _keys(lines, settings)[0].drop(["untagged"]))
        connection.register("attributes", attributes)
        connection.register("programmes", programmes)
        connection.register("ranks", _ranks(lines, settings))
        made = connection.sql(_CARRIED).to_arrow_table()
    return made.select(ATTRIBUTES.names).cast(ATTRIBUTES).combine_chunks()


def _keys(lines: pa.Table, settings: Settings) -> tuple[pa.Table, pa.DictionaryArray]:
    """The keys of lines that count, in order, with what their sources' silence means; and the programmes of these."""
    silent = pa.array([each.file for each in settings.source if each.blank_tags == OUTSIDE], pa.string())
    counting = own(lines).select([*KEY, "file"])
    programme, stage = (_in_runs(whole(counting[name])) for name in ("programme", "stage"))
    years = np.asarray(counting["fiscal_year"].to_numpy(), np.int64)
    first, place = _distinct(combined([ranked(programme), (years, 1 << 15), ranked(stage)]))
    outside = np.zeros(len(first), bool)
    if len(silent):
        quiet = np.asarray(pc.is_in(counting["file"], value_set=silent).to_numpy(zero_copy_only=False))
        outside[place[quiet]] = True
    keys = counting.select(KEY).cast(pa.schema([(name, ATTRIBUTES.field(name).type) for name in KEY]))
    if len(first) < len(place):
        keys, programme = keys.take(pa.array(first)), programme.take(pa.array(first))
    return keys.append_column("untagged", pc.if_else(pa.array(outside), OUTSIDE, UNREAD)), programme


def _distinct(numbers: Codes) -> tuple[Codes, Codes]:
    """Where each number stands first, in the order of the numbers, and the place of each row's among these."""
    step = np.diff(numbers)
    if (step < 0).any():
        _, first, place = np.unique(numbers, return_index=True, return_inverse=True)
        return first, place
    begins = np.r_[True, step > 0][: len(numbers)]
    return np.flatnonzero(begins), np.cumsum(begins) - 1


def _in_runs(texts: pa.Array) -> pa.DictionaryArray:
    """A text column, whose equal texts stand mostly together, with each distinct one held once."""
    if pa.types.is_dictionary(texts.type):
        return texts
    other = np.asarray(pc.not_equal(texts[1:], texts[:-1]).to_numpy(zero_copy_only=False), bool)
    begins = np.r_[True, other][: len(texts)]
    distinct = texts.take(pa.array(np.flatnonzero(begins))).dictionary_encode()
    return pa.DictionaryArray.from_arrays(distinct.indices.take(pa.array(np.cumsum(begins) - 1)), distinct.dictionary)


def _ranks(lines: pa.Table, settings: Settings) -> pa.Table:
    stages = lines["stage"].unique().to_pylist()
    ranks = [settings.calendar.rank(stage) for stage in stages]
    return pa.table({"stage": pa.array(stages, pa.string()), "rank": pa.array(ranks, pa.int32())})


def _by_cell(sources: Sequence[NamedSource]) -> pa.Table:
    """What rows say of programmes that they do not always say the same of; one row a cell of an amount."""
    varying = _varying(sources)
    pieces = [
        _piece(named, number, at, varying)
        for number, named in enumerate(sources)
        for at, column in enumerate(named.rows.columns)
        if not column.area and len(varying)
    ]
    schema = pa.schema(
        [
            ("programme", pa.string()),
            ("fiscal_year", pa.int16()),
            ("stage", pa.string()),
            *((name, pa.string()) for name in SAID),
            ("source", pa.int32()),
            ("row", pa.int32()),
        ]
    )
    return pa.concat_tables([piece.cast(schema) for piece in pieces]) if pieces else schema.empty_table()


def _varying(sources: Sequence[NamedSource]) -> pa.Array:
    """The programmes that rows say different things of."""
    several = []
    for named in sources:
        programme = named.programme
        columns = [programme, *(named.rows.texts[name] for name in SAID)]
        begins = begins_of_runs(columns)
        keys = [(codes(column)[begins].astype(np.int64), max(len(column.dictionary), 1)) for column in columns]
        first = begins[np.unique(combined(keys), return_index=True)[1]]
        if len(sources) == 1 and (np.bincount(codes(programme)[first], minlength=1) <= 1).all():
            break
        rows = pa.array(first)
        several.append(
            pa.table(
                {
                    name: column.take(rows).cast(pa.string())
                    for name, column in zip(("programme", *SAID), columns, strict=True)
                }
            )
        )
    if not several:
        return pa.array([], pa.string())
    distinct = pa.concat_tables(several).group_by(["programme", *SAID]).aggregate([])
    counts = distinct.group_by("programme").aggregate([([], "count_all")])
    return counts.filter(pc.greater(counts["count_all"], 1))["programme"].combine_chunks()


def _piece(named: NamedSource, number: int, at: int, varying: pa.Array) -> pa.Table:
    rows, column = named.rows, named.rows.columns[at]
    height = rows.height
    table = pa.table(
        {
            "programme": named.programme.cast(_ENCODED),
            "fiscal_year": pa.array(np.full(height, column.fiscal_year, np.int16) if column.fiscal_year else rows.year),
            "stage": (constant(column.stage, height) if column.stage else rows.texts["stage"]).cast(_ENCODED),
            "amount": rows.read[at].values,
            **{name: rows.texts[name].cast(_ENCODED) for name in SAID},
            "source": pa.array(np.full(height, number, np.int32)),
            "row": pa.array(rows.printed_row),
        }
    )
    table = present(table, zeros=True).drop(["amount"])
    return table.filter(pc.is_in(table["programme"].cast(pa.string()), value_set=varying))


def _first(name: str) -> str:
    return f"""arg_min("{name}", (source, "row")) filter ("{name}" <> '') as "{name}\""""


def _nearest(name: str) -> str:
    earlier = "partition by programme order by fiscal_year, rank rows between unbounded preceding and current row"
    later = "partition by programme order by fiscal_year, rank rows between current row and unbounded following"
    before = f'last_value("{name}" ignore nulls) over ({earlier})'
    return f'coalesce({before}, first_value("{name}" ignore nulls) over ({later})) as "{name}"'


_SQL = f"""
with stated as (
    select programme, fiscal_year, stage, {", ".join(map(_first, SAID))} from said group by all
), filled as (
    select programme, fiscal_year, stage, {", ".join(map(_nearest, SAID))}
    from keys left join stated using (programme, fiscal_year, stage) join ranks using (stage)
)
select keys.programme, fiscal_year, stage, untagged,
       {", ".join(f"coalesce(filled.{name}, programmes.{name}, '') as {name}" for name in SAID)},
       {", ".join(f'programmes."{name}"' for name in _PLACE)}
from keys join filled using (programme, fiscal_year, stage) left join programmes using (programme)
order by programme, fiscal_year, stage
"""  # noqa: S608

_WHOLE = ("untagged", *SAID, *_PLACE)
_CARRIED = f"""
with nearest as (
    select programme, fiscal_year, stage, {", ".join(map(_nearest, _WHOLE))}
    from keys left join attributes using (programme, fiscal_year, stage) join ranks using (stage)
)
select nearest.programme, fiscal_year, stage, coalesce(untagged, '{UNREAD}') as untagged,
       {", ".join(f"coalesce(nearest.{name}, programmes.{name}, '') as {name}" for name in SAID)},
       {", ".join(f'coalesce(nearest."{name}", programmes."{name}") as "{name}"' for name in _PLACE)}
from nearest left join programmes using (programme)
order by nearest.programme, fiscal_year, stage
"""  # noqa: S608
