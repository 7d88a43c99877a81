"""Files of programmes and decisions → proposals, for those who have texts and no budget folder yet."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from crosscut import classify, taxonomy
from crosscut.budget import Run
from crosscut.classify import TEXTS
from crosscut.classify.decided_file import read_decided
from crosscut.classify.programmes import proposed
from crosscut.csvtext import write_csv
from crosscut.errors import CrosscutError
from crosscut.ingest.file_rows import decoded, rows_of
from crosscut.progress import Progress, quiet
from crosscut.taxonomy import Taxonomy
from crosscut.text import Language

_NEEDED = ("programme", "name")
_MAY = ("text", "ministry", "committee", "group")


@dataclass(frozen=True)
class Classified:
    """The proposals, how many programmes stand in each band, and decided programmes that are ``not_there``."""

    taxonomy: str
    proposals: pa.Table
    out: Path
    not_there: tuple[str, ...] = ()

    @property
    def bands(self) -> dict[str, int]:
        """Programmes by status."""
        by_programme = dict(
            zip(self.proposals["programme"].to_pylist(), self.proposals["status"].to_pylist(), strict=True)
        )
        statuses = list(by_programme.values())
        return {status: statuses.count(status) for status in ("decided", "accept", "look", "outside")}


def classify_files(
    programmes: Path,
    version: str,
    decisions: Path | None,
    out: Path,
    *,
    error: float = 0.05,
    language: Language = "en",
    progress: Progress = quiet,
) -> Classified:
    """Propose areas for the programmes of a file, and write the proposals to ``out``.

    Raises
    ------
    CrosscutError
        where a file cannot be read, lacks a column, or names what the taxonomy does not have.
    """
    known = _list_of_areas(version)
    progress("Reading")
    texts = read_texts(programmes)
    decided = read_decided(decisions, known) if decisions else {}
    progress("Proposing")
    found = classify.propose(texts, known, decided, error, language=language)
    write(found, out)
    return Classified(known.id, found, out, tuple(sorted(set(decided) - set(texts["programme"].to_pylist()))))


def classify_folder(
    run: Run, out: Path, *, error: float | None = None, language: Language = "en", progress: Progress = quiet
) -> Classified:
    """Propose areas for all programmes of a budget folder, with all that it says of them, and write them to ``out``.

    Its own list of areas, names, texts, parts and ministries are what is read; what has been decided stands.
    """
    progress("Proposing")
    found = proposed(run, error, language)
    write(found, out)
    return Classified(run.taxonomy.id, found, out)


def evaluate_files(
    programmes: Path, version: str, decisions: Path, progress: Progress = quiet
) -> classify.EvaluationReport:
    """How good proposals are on the decided programmes of a file, by cross-validation over whole groups."""
    known = _list_of_areas(version)
    progress("Reading")
    texts, decided = read_texts(programmes), read_decided(decisions, known)
    progress("Learning five times")
    return classify.evaluate(texts, known, decided, _amounts(programmes))


def _list_of_areas(version: str) -> Taxonomy:
    """A bundled list by its name, or an own one by its file."""
    if not version.endswith(".csv"):
        return taxonomy.load(version)
    return taxonomy.own(decoded(Path(version)), version)


def _amounts(path: Path) -> dict[str, int]:
    """The money of programmes, where the file has a column ``amount`` of whole minor units."""
    rows = rows_of(path, _NEEDED, (*_MAY, "amount"))
    return {row["programme"]: int(row["amount"]) for _, row in rows if row.get("amount", "").lstrip("-").isdigit()}


def write(table: pa.Table, out: Path) -> None:
    """Write proposals as CSV or, where the name ends so, as Parquet."""
    if not out.parent.is_dir():
        raise CrosscutError(f"there is no folder {out.parent}", file=str(out), hint="Make it first, or write elsewhere")
    if out.suffix.lower() == ".parquet":
        pq.write_table(table, out)
    else:
        write_csv(out, table)


def read_texts(path: Path) -> pa.Table:
    """A file of programmes as a table of TEXTS.

    Raises
    ------
    CrosscutError
        where it cannot be read, lacks ``programme`` or ``name``, or names a programme twice.
    """
    rows = rows_of(path, _NEEDED, _MAY)
    seen: dict[str, int] = {}
    for number, row in rows:
        if not row["programme"]:
            raise CrosscutError("the programme's id is empty", file=str(path), row=number, column="programme")
        if row["programme"] in seen:
            raise CrosscutError(
                f"programme {row['programme']!r} stands in row {seen[row['programme']]} too",
                file=str(path),
                row=number,
                column="programme",
                hint="Give each programme one row",
            )
        seen[row["programme"]] = number
    return pa.Table.from_pylist([{name: row.get(name, "") for name in TEXTS.names} for _, row in rows], TEXTS)
