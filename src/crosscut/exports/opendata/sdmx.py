"""The crosscut as SDMX-CSV 2.0, with a codelist for each of its dimensions."""

from __future__ import annotations

import re
from pathlib import Path

import pyarrow as pa

from crosscut.csvtext import write_csv
from crosscut.exports.words_of import stage_name
from crosscut.tables import row_id
from crosscut.views.publication import Publication

STRUCTURE = "CROSSCUT:RD_CROSSCUT(1.0)"
DIMENSIONS = ("COUNTING", "AREA", "SUB", "MINISTRY", "COMMITTEE", "TIME_PERIOD", "STAGE")
_COLUMNS = ("counting", "area", "sub", "ministry", "committee", "fiscal_year", "stage")


def write(shown: Publication, crosscut: pa.Table, out: Path) -> None:
    """Write ``crosscut.csv`` and ``codelist_*.csv`` into ``out``."""
    out.mkdir(parents=True)
    codes = {name: _codes(crosscut.column(name).to_pylist()) for name in _COLUMNS if name != "fiscal_year"}
    rows = []
    for row in crosscut.to_pylist():
        keys = [str(row[name]) if name == "fiscal_year" else codes[name][row[name]] for name in _COLUMNS]
        rows.append(
            dict(zip(DIMENSIONS, keys, strict=True))
            | {
                "STRUCTURE": "dataflow",
                "STRUCTURE_ID": STRUCTURE,
                "ACTION": "I",
                "OBS_VALUE": row["amount"],
                "UNIT_MEASURE": shown.settings.currency,
                "UNIT_MULT": 0,
                "PROGRAMMES": row["programmes"],
                "FIGURE": row["figure"],
            }
        )
    names = (
        "STRUCTURE",
        "STRUCTURE_ID",
        "ACTION",
        *DIMENSIONS,
        "OBS_VALUE",
        "UNIT_MEASURE",
        "UNIT_MULT",
        "PROGRAMMES",
        "FIGURE",
    )
    whole = ("OBS_VALUE", "UNIT_MULT", "PROGRAMMES")
    schema = pa.schema([(name, pa.int64() if name in whole else pa.string()) for name in names])
    write_csv(out / "crosscut.csv", pa.Table.from_pylist(rows, schema=schema))
    for column, known in codes.items():
        listed = [
            {"code": code, "name_ko": _name(shown, column, value, "ko"), "name_en": _name(shown, column, value, "en")}
            for value, code in sorted(known.items(), key=lambda item: item[1])
        ]
        schema = pa.schema([(name, pa.string()) for name in ("code", "name_ko", "name_en")])
        write_csv(out / f"codelist_{column}.csv", pa.Table.from_pylist(listed, schema=schema))


def _codes(values: list[str]) -> dict[str, str]:
    """A code for each value: itself in capitals where that is a code, else a short digest; ``_Z`` is not applicable."""
    return {value: _code(value) for value in sorted(set(values))}


def _code(value: str) -> str:
    if not value:
        return "_Z"
    plain = value.upper().replace("-", "_").replace("/", "_")
    return plain if re.fullmatch(r"[A-Z][A-Z0-9_]*", plain) else f"C_{row_id(value)[:10].upper()}"


def _name(shown: Publication, column: str, value: str, language: str) -> str:
    if not value:
        return "해당 없음" if language == "ko" else "Not applicable"
    if column == "stage":
        return stage_name(value, "ko" if language == "ko" else "en")
    return shown.label(column, value, language)
