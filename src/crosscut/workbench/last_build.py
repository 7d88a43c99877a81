"""The run of the last build, kept beside what it wrote: figures are traced in it while nothing has changed since."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import pyarrow.compute as pc
import pyarrow.parquet as pq

from crosscut.digests import file_digest
from crosscut.text import Text
from crosscut.version import VERSION

if TYPE_CHECKING:
    from crosscut.figures.figure import FigureRecord
    from crosscut.views.publication import Publication
    from crosscut.workbench.traced import Traced, TracedRow

FOLDER = "run"
"""The folder of a build that keeps its run."""

LINE = ("amount", "file", "sheet", "row", "column", "note")
_ATOM = (
    "row",
    "programme",
    "ministry",
    "committee",
    "area",
    "sub",
    "fiscal_year",
    "stage",
    "account",
    "amount",
    "line",
)
_EVER = ("crosscut.toml", "policy.toml", "words.toml", "terms.csv")
_FOLDERS = ("decisions/*.[cC][sS][vV]", "taxonomies/*.csv")


def save(shown: Publication, out: Path) -> None:
    """Keep the run of a publication in the output folder: its rows with their lines, and what its figures say."""
    from crosscut.workbench.traced import explanation, reasons

    folder = out / FOLDER
    folder.mkdir()
    rows = shown.book.traced
    lines = shown.lines.select(["line", *LINE])
    named = rows.select(list(_ATOM)).join(lines, keys="line", right_suffix="_of_line", join_type="left outer")
    order = pc.index_in(named["row"], value_set=rows["row"])
    pq.write_table(named.take(pc.sort_indices(order)).combine_chunks(), folder / "rows.parquet", compression="zstd")
    said: dict[str, list[str]] = {}
    for source in (shown.planned, shown.stakes, shown.changes):
        stated = (each for figure in source.everything() for each in (figure, *figure.of)) if source else ()
        for figure in stated:
            text = figure.said or explanation(shown, figure)
            said[figure.id] = [text.en, text.ko]
    context = shown.book.context
    about = {
        "names": shown.run.snapshot.names,
        "said": said,
        "policy": shown.ground.file if shown.ground else "",
        "reasons": {programme: [why.en, why.ko] for programme, why in reasons(shown).items()},
        "planned": [shown.ground.file, shown.ground.digest] if shown.ground else [],
        "context": [context.taxonomy, context.currency, context.as_of],
    }
    (folder / "about.json").write_text(json.dumps(about, ensure_ascii=False, sort_keys=True), encoding="utf-8")


def load(folder: Path) -> LastBuild | None:
    """The run of the folder's last build; None where there is none, or anything has changed since."""
    built = folder / "build"
    try:
        manifest = json.loads((built / "manifest.json").read_text(encoding="utf-8"))
        inputs = dict(manifest["inputs"])
    except (OSError, ValueError, KeyError, TypeError):
        return None
    if manifest.get("crosscut") != VERSION or not (built / FOLDER / "rows.parquet").is_file():
        return None
    return LastBuild(built) if _unchanged(folder, inputs) else None


def _unchanged(folder: Path, inputs: Mapping[str, str]) -> bool:
    now = {name for name in _EVER if (folder / name).is_file()}
    now |= {path.relative_to(folder).as_posix() for pattern in _FOLDERS for path in folder.glob(pattern)}
    if not now <= inputs.keys():
        return False
    return all((folder / name).is_file() and file_digest(folder / name) == mark for name, mark in inputs.items())


@dataclass(frozen=True)
class LastBuild:
    """A build's run as it was kept."""

    built: Path

    @cached_property
    def _figures(self) -> dict[str, FigureRecord]:
        text = (self.built / "figures.json").read_text(encoding="utf-8")
        return {each["id"]: each for each in json.loads(text)["figures"]}

    @cached_property
    def _about(self) -> dict[str, dict[str, list[str]]]:
        about: dict[str, dict[str, list[str]]] = json.loads(
            (self.built / FOLDER / "about.json").read_text(encoding="utf-8")
        )
        return about

    def trace(self, figure_id: str) -> Traced | None:
        """A figure that the build printed, with its rows; None where it printed none of that id."""
        from crosscut.workbench.traced import Traced

        record = self._figures.get(figure_id)
        if record is None or next(iter(record.get("by", [])), "") == "review":
            return None
        return Traced(record, self._rows(record), self._said(record))

    def _said(self, record: FigureRecord) -> Text:
        if record["kind"] == "planned":
            why = self._about["reasons"].get(str(record["where"].get("programme", "")), ["", ""])
            from crosscut.allocate.words import PLANNED

            file, digest = record.get("by", ["", ""])
            return PLANNED.format(file=file, digest=digest, why=Text(*why))
        return Text(*self._about["said"].get(record["id"], ["", ""]))

    def _rows(self, record: FigureRecord) -> list[TracedRow]:
        signs = {row.removeprefix("-"): -1 if row.startswith("-") else 1 for row in record["rows"]}
        table = pq.read_table(self.built / FOLDER / "rows.parquet")
        rows = {row["row"]: row for row in table.to_pylist() if row["row"] in signs}
        return [self._row(rows[row], sign) for row, sign in signs.items()]

    def _row(self, row: dict[str, object], sign: int) -> TracedRow:
        made = {key: row[key] for key in _ATOM}
        programme = str(row["programme"])
        planned = row["stage"] == "plan*"
        why = self._about["reasons"].get(programme, ["", ""])[0]
        made |= {
            "name": self._about["names"].get(programme, ""),
            "amount": sign * int(str(row["amount"])),
            "line_amount": row["amount_of_line"],
            "file": self._about["policy"] if planned else row["file"] or "",
            "sheet": row["sheet"] or "",
            "source_row": row["row_of_line"],
            "column": row["column"] or "",
            "note": why if planned else row["note"] or "",
        }
        order = ("row", "programme", "name", "ministry", "committee", "area", "sub", "fiscal_year", "stage", "account")
        last = ("amount", "line", "line_amount", "file", "sheet", "source_row", "column", "note")
        return {key: made[key] for key in (*order, *last)}  # type: ignore[return-value]
