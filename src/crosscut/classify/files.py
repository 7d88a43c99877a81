"""Files of programmes and decisions → proposals, for those who have texts and no budget folder yet."""

from __future__ import annotations

import csv
import io
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from unicodedata import normalize

import pyarrow as pa
import pyarrow.parquet as pq

from crosscut import classify, taxonomy
from crosscut.budget import Run
from crosscut.classify import TEXTS
from crosscut.config import did_you_mean
from crosscut.csvtext import restore, write_csv
from crosscut.errors import CrosscutError
from crosscut.findings import Place
from crosscut.ingest.readers.encoding import to_utf8
from crosscut.ingest.report import Report, Unreadable
from crosscut.ledger.in_force import Statement, in_force, without_withdrawn
from crosscut.progress import Progress, quiet
from crosscut.tables import OUTSIDE, WITHDRAWN
from crosscut.taxonomy import Taxonomy
from crosscut.text import Language
from crosscut.wholefiles import read_whole

_NEEDED = ("programme", "name")
_MAY = ("text", "ministry", "committee", "group")
_LONGEST_CELL = 100_000_000
Decided = dict[str, dict[str, Fraction]]
CsvRow = dict[str, str]


@dataclass(frozen=True)
class Classified:
    """The proposals, and how many programmes stand in each band."""

    taxonomy: str
    proposals: pa.Table
    out: Path

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
    proposed = classify.propose(texts, known, decided, error, language=language)
    write(proposed, out)
    return Classified(known.id, proposed, out)


def classify_folder(
    run: Run, out: Path, *, error: float | None = None, language: Language = "en", progress: Progress = quiet
) -> Classified:
    """Propose areas for all programmes of a budget folder, with all that it says of them, and write them to ``out``.

    Its own list of areas, names, texts, parts and ministries are what is read; what has been decided stands.
    """
    from crosscut.classify.programmes import decisions, terms, texts

    progress("Proposing")
    wanted = run.settings.classify.error if error is None else error
    proposed = classify.propose(texts(run), run.taxonomy, decisions(run), wanted, terms(run), language=language)
    write(proposed, out)
    return Classified(run.taxonomy.id, proposed, out)


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
    return taxonomy.own(_decoded(Path(version)), version)


def _amounts(path: Path) -> dict[str, int]:
    """The money of programmes, where the file has a column ``amount`` of whole minor units."""
    rows = _read(path, _NEEDED, (*_MAY, "amount"))
    return {row["programme"]: int(row["amount"]) for row in rows if row.get("amount", "").lstrip("-").isdigit()}


def write(table: pa.Table, out: Path) -> None:
    """Write proposals as CSV or, where the name ends so, as Parquet."""
    if not out.parent.is_dir():
        raise CrosscutError(f"there is no folder {out.parent}", file=str(out), hint="Make it first, or write elsewhere")
    if out.suffix == ".parquet":
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
    rows = _read(path, _NEEDED, _MAY)
    seen: dict[str, int] = {}
    for number, row in enumerate(rows, start=2):
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
    return pa.Table.from_pylist([{name: row.get(name, "") for name in TEXTS.names} for row in rows], TEXTS)


def read_decided(path: Path, version: Taxonomy) -> Decided:
    """A file of decisions as shares by programme and area; the latest decision of a programme holds.

    Rows of one programme by one person at one time are one decision; without time, all rows of a person are one, and
    the person whose rows end last in the file is the latest. What its own person took back later holds no more.

    Raises
    ------
    CrosscutError
        where a row cannot be a share, names an unknown area, or shares sum beyond one.
    """
    rows = _read(path, ("programme", "area", "numerator", "denominator"), ("decided_by", "decided_at", "reason"))
    several: dict[tuple[str, str, str], dict[str, Fraction]] = defaultdict(lambda: defaultdict(Fraction))
    last: dict[tuple[str, str, str], int] = {}
    for number, row in enumerate(rows, start=2):
        key = (row["programme"], row.get("decided_at", ""), row.get("decided_by", ""))
        several[key][_area(row["area"], version, path, number)] += _share(row, path, number)
        last[key] = number
    held = _decided(several, last, path)
    for programme, shares in held.items():
        if sum(shares.values()) > 1:
            raise CrosscutError(
                f"the shares of programme {programme!r} sum to {sum(shares.values())}",
                file=str(path),
                hint="Shares of one decision sum to at most one; the rest is outside",
            )
    return held


def _decided(
    several: Mapping[tuple[str, str, str], Mapping[str, Fraction]], last: Mapping[tuple[str, str, str], int], path: Path
) -> Decided:
    """The decision in force on each programme; of those without a time, the one whose rows end last in the file."""
    undated = {key[0]: key for key in sorted(last, key=lambda key: last[key]) if not key[1]}
    statements = [
        Statement(key[0], key[2], key[1], tuple(sorted(shares.items())), dict(shares))
        for key, shares in several.items()
        if key[1] or undated[key[0]] == key
    ]
    held, conflicts = in_force(without_withdrawn(statements, lambda each: set(each.value) == {WITHDRAWN}))
    for each in conflicts:
        first = each.statements[0]
        people = " and ".join(one.by or "?" for one in each.statements)
        raise CrosscutError(
            f"the decisions on programme {first.subject!r} of {first.at} by {people} contradict each other",
            file=str(path),
            hint="Decide once more, at a later time",
        )
    return {programme: each.value for programme, each in held.items()}


def _area(text: str, version: Taxonomy, path: Path, row: int) -> str:
    if text in (OUTSIDE, WITHDRAWN):
        return text
    area = version.find(text)
    if area is None:
        ids = [each.id for each in version.areas]
        hint = f"{did_you_mean(text, ids)} Areas are {', '.join(ids)} and {OUTSIDE}".strip()
        raise CrosscutError(f"{version.id} has no area {text!r}", file=str(path), row=row, column="area", hint=hint)
    return area.id


def _share(row: Mapping[str, str], path: Path, number: int) -> Fraction:
    try:
        share = Fraction(int(row["numerator"]), int(row["denominator"]))
    except (ValueError, ZeroDivisionError):
        share = Fraction(-1)
    if not 0 <= share <= 1:
        raise CrosscutError(
            f"{row['numerator']!r} of {row['denominator']!r} is no share",
            file=str(path),
            row=number,
            column="numerator",
            hint="Write two whole numbers, such as 1 and 2 for a half",
        )
    return share


def _read(path: Path, needed: Iterable[str], may: Iterable[str]) -> list[CsvRow]:
    if path.suffix == ".parquet":
        header, rows = _parquet(path)
    else:
        header, rows = _csv(path)
    for name in needed:
        if name not in header:
            raise CrosscutError(
                f"the column {name} is missing",
                file=str(path),
                column=name,
                hint=f"It needs {', '.join(needed)}, and may have {', '.join(may)}.{did_you_mean(name, header)}",
            )
    return rows


def _parquet(path: Path) -> tuple[list[str], list[CsvRow]]:
    try:
        table = pq.ParquetFile(path).read()
    except (OSError, pa.ArrowInvalid) as error:
        raise CrosscutError(f"cannot be read as Parquet: {error}", file=str(path), code="unreadable") from None
    rows = [{name: "" if cell is None else str(cell) for name, cell in row.items()} for row in table.to_pylist()]
    return table.column_names, rows


def _csv(path: Path) -> tuple[list[str], list[CsvRow]]:
    reader = csv.reader(io.StringIO(_decoded(path), newline=""), strict=True)
    usual = csv.field_size_limit(_LONGEST_CELL)
    try:
        header = [normalize("NFC", name.strip()) for name in next(reader, [])]
        rows = [
            {name: normalize("NFC", restore(cell).strip()) for name, cell in zip(header, cells, strict=False)}
            for cells in reader
            if any(cells)
        ]
    except csv.Error as error:
        raise CrosscutError(f"cannot be read as CSV: {error}", file=str(path), row=reader.line_num) from None
    finally:
        csv.field_size_limit(usual)
    return header, rows


def _decoded(path: Path) -> str:
    try:
        return to_utf8(read_whole(path), "", Place(str(path)), Report()).decode()
    except OSError as error:
        raise CrosscutError(f"cannot be read: {error.strerror}", file=str(path), code="unreadable") from None
    except Unreadable:
        raise CrosscutError(
            "is neither UTF-8 nor CP949 text", file=str(path), code="unreadable", hint="Save it as UTF-8"
        ) from None
