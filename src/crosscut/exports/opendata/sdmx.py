"""The crosscut as SDMX-CSV 2.0, with a codelist for each of its dimensions."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

import pyarrow as pa

from crosscut.csvtext import write_csv
from crosscut.exports.words_of import by_language
from crosscut.tables import CROSSCUT_KEYS, row_id
from crosscut.text import Text
from crosscut.views.labels import label
from crosscut.views.publication import Publication

STRUCTURE = "CROSSCUT:RD_CROSSCUT(1.0)"
_DIMENSIONS = {column: column.upper() for column in ("counting", *CROSSCUT_KEYS)} | {"fiscal_year": "TIME_PERIOD"}
_NONE = Text(en="Not applicable", ko="해당 없음")


def write(publication: Publication, crosscut: pa.Table, out: Path) -> None:
    """Write ``crosscut.csv`` and ``codelist_*.csv`` into ``out``."""
    out.mkdir(parents=True)
    codes = {name: _codes(crosscut[name].to_pylist()) for name in _DIMENSIONS if name != "fiscal_year"}
    write_csv(out / "crosscut.csv", _observations(crosscut, codes, publication.settings.currency))
    for column, known in codes.items():
        write_csv(out / f"codelist_{column}.csv", _codelist(publication, column, known))


def _observations(crosscut: pa.Table, codes: dict[str, dict[str, str]], currency: str) -> pa.Table:
    def always(value: str | int) -> pa.Array:
        return pa.array([value] * crosscut.num_rows, pa.int64() if isinstance(value, int) else pa.string())

    dimensions = {
        name: pa.array([codes[column][value] for value in crosscut[column].to_pylist()], pa.string())
        if column in codes
        else crosscut[column].cast(pa.string())
        for column, name in _DIMENSIONS.items()
    }
    return pa.table(
        {
            "STRUCTURE": always("dataflow"),
            "STRUCTURE_ID": always(STRUCTURE),
            "ACTION": always("I"),
            **dimensions,
            "OBS_VALUE": crosscut["amount"],
            "UNIT_MEASURE": always(currency),
            "UNIT_MULT": always(0),
            "PROGRAMMES": crosscut["programmes"],
            "FIGURE": crosscut["figure"],
        }
    )


def _codelist(publication: Publication, column: str, codes: dict[str, str]) -> pa.Table:
    ordered = sorted(codes.items(), key=lambda item: item[1])
    made = publication.settings.languages
    among = frozenset(value for value, _ in ordered)
    names = [by_language(_name(publication, column, value, among), made) for value, _ in ordered]
    columns = {
        "code": [code for _, code in ordered],
        "name_ko": [korean for korean, _ in names],
        "name_en": [english for _, english in names],
    }
    return pa.table({name: pa.array(values, pa.string()) for name, values in columns.items()})


def _codes(values: Iterable[str]) -> dict[str, str]:
    """A code for each value: itself in capitals where that is a code, else a short digest; ``_Z`` is not applicable."""
    return {value: _code(value) for value in sorted(set(values))}


def _code(value: str) -> str:
    if not value:
        return "_Z"
    plain = value.upper().replace("-", "_").replace("/", "_")
    return plain if re.fullmatch(r"[A-Z][A-Z0-9_]*", plain) else f"C_{row_id(value)[:10].upper()}"


def _name(publication: Publication, column: str, value: str, among: frozenset[str]) -> Text:
    if not value:
        return _NONE
    if column == "stage":
        return publication.calendar.name(value)
    return label(publication.taxonomy, column, value, among)
