"""The machine-readable outputs of a build: figures, atoms, crosscut, attributions, findings."""

from __future__ import annotations

import json
from pathlib import Path

import pyarrow as pa

from crosscut import findings
from crosscut.publish.csvtext import write_csv
from crosscut.publish.publication import Publication
from crosscut.tables import AMOUNTS, CROSSCUT_KEYS

CROSSCUT = pa.schema(
    [
        ("counting", pa.string()),
        *((key, AMOUNTS.field(key).type) for key in CROSSCUT_KEYS),
        ("amount", pa.int64()),
        ("programmes", pa.int64()),
        ("figure", pa.string()),
    ]
)
"""The finest crosscut: one row for each combination of its keys under each counting, with the figure that traces it."""

ATTRIBUTIONS = pa.schema(
    [
        ("programme", pa.string()),
        ("fiscal_year", pa.int16()),
        ("stage", pa.string()),
        ("area", pa.string()),
        ("sub", pa.string()),
        ("numerator", pa.int64()),
        ("denominator", pa.int64()),
        ("probability", pa.string()),
        ("status", pa.string()),
        ("evidence", pa.string()),
    ]
)
"""Shares with where they come from. ``probability`` is empty where people or the source decided."""


def write(shown: Publication, out: Path) -> None:
    """Write figures.json, rows.csv, crosscut.csv, attributions.csv and findings.csv into ``out``."""
    write_csv(out / "crosscut.csv", crosscut(shown))
    write_csv(out / "rows.csv", shown.book.amounts)
    write_csv(out / "attributions.csv", attributions(shown))
    flat = findings.to_table(shown.findings)
    rows = pa.array([" ".join(each) for each in flat.column("rows").to_pylist()], pa.string())
    write_csv(out / "findings.csv", flat.set_column(flat.schema.get_field_index("rows"), "rows", rows))
    write_figures(shown, out / "figures.json")


def write_figures(shown: Publication, path: Path) -> None:
    """Write every figure asked for so far with its definition, value and rows."""
    context = shown.book.context
    document = {
        "title": {"en": shown.settings.title.en, "ko": shown.settings.title.ko},
        "run": shown.run,
        "taxonomy": context.taxonomy,
        "currency": context.currency,
        "unit": "minor",
        "as_of": context.as_of,
        "figures": shown.book.to_json(),
    }
    text = json.dumps(document, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    path.write_text(text + "\n", encoding="utf-8")


def crosscut(shown: Publication) -> pa.Table:
    """The finest crosscut of a publication, a table of CROSSCUT."""
    rows = []
    for counting in ("partition", "coefficient", "overlap"):
        for group, figure in shown.book.by(counting, *CROSSCUT_KEYS).items():
            keys = dict(zip(CROSSCUT_KEYS, group, strict=True))
            programmes = shown.book.count(counting, **dict(figure.where)).value
            rows.append(
                {"counting": counting, **keys, "amount": figure.value, "programmes": programmes, "figure": figure.id}
            )
    return pa.Table.from_pylist(rows, schema=CROSSCUT)


def attributions(shown: Publication) -> pa.Table:
    """The shares of a publication, a table of ATTRIBUTIONS."""
    shares = shown.shares.rename_columns({"origin": "status"})
    empty = pa.array([""] * shares.num_rows, pa.string())
    return shares.append_column("probability", empty).append_column("evidence", empty).select(ATTRIBUTIONS.names)
