"""A synthetic national budget of any size, shaped like a real one: two years, two stages, overlapping tags.

Every value is drawn by a hash of seed, programme number and purpose. So the same seed and size give the same bytes
everywhere, and a larger budget of one seed begins with the programmes of a smaller one.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.csv as pacsv

from crosscut.examples.synthetic_draws import Draws
from crosscut.examples.synthetic_rows import AREAS, STATED, facts, lines, subprogrammes

PROGRAMMES = 1_200
SEED = 2026
_CHUNK = 65_536
_SUBPROGRAMMES = "subprogrammes.csv"


def write(folder: Path, programmes: int = PROGRAMMES, seed: int = SEED) -> None:
    """Write the budget folder: ``crosscut.toml`` and ``sources/``, amounts in whole millions of won.

    Parameters
    ----------
    folder
        An existing folder.
    programmes
        How many programmes; about one in eight begins in 2026 and one in thirty ended in 2025.
    seed
        Any integer; it alone decides what the programmes are.

    """
    sources = folder / "sources"
    sources.mkdir()
    totals = _write_sources(sources, programmes, seed)
    (folder / "crosscut.toml").write_text(_toml(totals), encoding="utf-8", newline="\n")


def _chunks(programmes: int, seed: int) -> Iterator[Draws]:
    for start in range(1, programmes + 1, _CHUNK):
        yield Draws(seed, np.arange(start, min(start + _CHUNK, programmes + 1), dtype=np.uint64))


def _write_sources(sources: Path, programmes: int, seed: int) -> dict[str, dict[str, int]]:
    """Stream all files in one pass; gives the sum of each column of money in each file."""
    writers: dict[str, pacsv.CSVWriter] = {}
    totals: dict[str, dict[str, int]] = {}

    def put(name: str, table: pa.Table) -> None:
        if name not in writers:
            writers[name] = pacsv.CSVWriter(sources / name, table.schema)
            totals[name] = {}
        writers[name].write_table(table)
        for column in ("amount", *(f"tag_{area}" for area in AREAS)):
            if column in table.column_names:
                added = int(np.sum(table[column].fill_null(0).to_numpy(), dtype=np.int64))
                totals[name][column] = totals[name].get(column, 0) + added

    try:
        for draws in _chunks(programmes, seed):
            about = facts(draws)
            for stated in STATED:
                put(stated.file, lines(draws, about, stated))
            put(_SUBPROGRAMMES, subprogrammes(draws, STATED[-1]))
    finally:
        for writer in writers.values():
            writer.close()
    return totals


_HEAD = """\
title = { en = "Synthetic national R&D budget", ko = "가상 국가연구개발 예산" }
currency = "KRW"
taxonomy = "kr-cet-2022"
counting = "partition"
unit = "million"
main_stage = "reviewed"
synthetic = true

[note]
en = "Every programme, ministry and amount is invented by a seeded generator; nothing here is real."
ko = "모든 사업, 부처, 금액은 난수로 지어낸 것이며 실제와 관계없음."
"""

_PROGRAMMES = """
[[source]]
file = "sources/{file}"
unit = "million"
blank_tags = "outside"
fiscal_year = {year}
stage = "{stage}"

[source.columns]
{columns}

[source.tags]
prefix = "tag_"

[source.tags.areas]
{areas}
"""

_PARTS = """
[[source]]
file = "sources/{file}"
kind = "subprogrammes"
unit = "million"
fiscal_year = {year}
stage = "{stage}"

[source.columns]
parent = "parent"
subprogramme = "subprogramme"
name = "name"
amount = "amount"
"""

_CONTROL = """
[[control]]
label = "{label}"
kind = "{kind}"
amount = "{amount} million"
where = {{ file = "sources/{file}"{area} }}
citation = "Sum kept by the generator"
"""

_COLUMNS = ("programme", "name", "name_en", "ministry", "committee", "text", "start", "end", "amount")


def _toml(totals: dict[str, dict[str, int]]) -> str:
    columns = "\n".join(f'{name} = "{name}"' for name in _COLUMNS)
    areas = "\n".join(f'"{area}" = "{area}"' for area in AREAS)
    parts = [_HEAD]
    parts += [
        _PROGRAMMES.format(file=stated.file, year=stated.year, stage=stated.stage, columns=columns, areas=areas)
        for stated in STATED
    ]
    parts.append(_PARTS.format(file=_SUBPROGRAMMES, year=STATED[-1].year, stage=STATED[-1].stage))
    for stated in STATED:
        label = f"{stated.year} {stated.stage}"
        for column, amount in totals[stated.file].items():
            area = column.removeprefix("tag_") if column != "amount" else ""
            where = f', area = "{area}"' if area else ""
            parts.append(
                _CONTROL.format(
                    label=f"{label}, tagged {area}" if area else label,
                    kind="tags" if area else "lines",
                    amount=amount,
                    file=stated.file,
                    area=where,
                )
            )
    return "".join(parts)
