"""The machine-readable outputs of a build: figures, atoms, crosscut, attributions; findings and plan for the desk."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path

import pyarrow as pa

from crosscut import findings
from crosscut.allocate.horizon import years_csv
from crosscut.allocate.table import plan_csv
from crosscut.config import COUNTINGS
from crosscut.csvtext import write_csv
from crosscut.exports.export import Artefact, Download, Export
from crosscut.figures import Printed
from crosscut.progress import Progress
from crosscut.tables import AMOUNTS, CROSSCUT_KEYS
from crosscut.text import Text
from crosscut.views.publication import Publication

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


_json = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode
_TOGETHER = 500
"""Figures that are encoded at once, which is quicker than one by one."""


def write(shown: Publication, out: Path) -> Printed:
    """Write rows.csv, crosscut.csv and attributions.csv into ``out``; the figures that they print."""
    table, printed = crosscut(shown)
    write_csv(out / "crosscut.csv", table)
    write_csv(out / "rows.csv", shown.book.atoms.table())
    write_csv(out / "attributions.csv", attributions(shown))
    return printed


def write_for_desk(shown: Publication, out: Path) -> None:
    """Write findings.csv into ``out``, plan.csv where there is a plan, and years.csv where it has later years."""
    flat = findings.to_table(shown.findings)
    rows = pa.array([" ".join(each) for each in flat.column("rows").to_pylist()], pa.string())
    write_csv(out / "findings.csv", flat.set_column(flat.schema.get_field_index("rows"), "rows", rows))
    if shown.plan is not None:
        (out / "plan.csv").write_text(plan_csv(shown.plan), encoding="utf-8", newline="\n")
    if shown.years is not None:
        (out / "years.csv").write_text(years_csv(shown.years), encoding="utf-8", newline="\n")


def write_figures(shown: Publication, printed: Printed, path: Path) -> None:
    """Write every figure that was printed with its definition, value and rows."""
    book = shown.book
    context = book.context
    document = {
        "title": shown.settings.title.to_json(),
        "run": shown.id,
        "taxonomy": context.taxonomy,
        "currency": context.currency,
        "unit": "minor",
        "as_of": context.as_of,
        "figures": [],
    }
    before, opened, after = _json(document).partition('"figures":[')
    with path.open("w", encoding="utf-8") as file:
        file.write(before + opened)
        figures = list(printed)
        for place in range(0, len(figures), _TOGETHER):
            some = [each.to_json(context, book.rows(each)) for each in figures[place : place + _TOGETHER]]
            file.write("," * bool(place) + _json(some)[1:-1])
        file.write(after + "\n")


def crosscut(shown: Publication) -> tuple[pa.Table, Printed]:
    """The finest crosscut of a publication, a table of CROSSCUT, and its figures."""
    columns: dict[str, list[str | int]] = {name: [] for name in CROSSCUT.names}
    printed = Printed()
    for counting in COUNTINGS:
        cells = shown.book.groups(counting, *CROSSCUT_KEYS)
        for group, figure in shown.book.by(counting, *CROSSCUT_KEYS).items():
            printed.add(figure)
            row = (counting, *group, figure.value, cells[group].programmes, figure.id)
            for column, value in zip(columns.values(), row, strict=True):
                column.append(value)
    return pa.table(columns, schema=CROSSCUT), printed


def attributions(shown: Publication) -> pa.Table:
    """The shares of a publication, a table of ATTRIBUTIONS."""
    shares = shown.shares.rename_columns({"origin": "status"})
    empty = pa.array([""] * shares.num_rows, pa.string())
    return shares.append_column("probability", empty).append_column("evidence", empty).select(ATTRIBUTIONS.names)


def _export(shown: Publication, out: Path, _formats: Sequence[str], progress: Progress) -> Iterator[Artefact]:
    progress("Writing figures and tables")
    yield Artefact("tables", write(shown, out))


_TABLES = {
    "crosscut": Text("Amounts by area, ministry, year and stage", "분야 × 부처 × 연도 × 단계별 금액"),
    "rows": Text("The rows that every number is made from", "모든 숫자를 이루는 근거 행"),
    "attributions": Text("Each programme's shares by area, and where they come from", "사업마다 분야별 몫과 그 출처"),
}
EXPORT = Export(
    ("csv",),
    _export,
    in_build=True,
    in_publication=False,
    order=50,
    downloads=tuple(Download(f"{name}.csv", about, "csv") for name, about in _TABLES.items()),
)
