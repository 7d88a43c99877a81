"""People's attributions from ``decisions/``: every file is read or named as not read, every row stands or is named."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

import pyarrow as pa

from crosscut.findings import Finding, Place
from crosscut.ingest.people import OTHERS, CsvRow, Read, blank, restored, rows_of, table_of, too_fine, whole, wrong
from crosscut.ingest.report import WARNING, Report
from crosscut.ingest.seals import SEAL, check_decisions
from crosscut.ledger.in_force import moment_of
from crosscut.tables import DECISIONS, OUTSIDE, WITHDRAWN, DecisionRow
from crosscut.taxonomy import Taxonomy
from crosscut.taxonomy.model import normalised
from crosscut.text import Text
from crosscut.text.areas import OUTSIDE_NAMES, WITHDRAWN_NAMES

_NEEDED = ("programme", "area", "numerator", "denominator", "decided_by", "reason")
SUB = "sub"
"""The column of sub-technologies, which a seal holds where one is named."""
_KNOWN = (SUB, "decided_at")
_SEALED = frozenset({*_NEEDED, "decided_at", *SEAL})
"""The columns of a file that says how many rows it has."""
READINGS = "readings-"
"""How the names of the files begin that the workspace writes."""
_NOTES = frozenset({".md", ".txt"})
_HEAD_BYTES = 1 << 12

Statement = tuple[str, str, str]
"""Whose rows are one decision: programme, person, and the moment as a text that is the same for the same moment."""


class _Refused(NamedTuple):
    """A row that cannot stand, by the decision that it belongs to."""

    statement: Statement
    place: Place


def read_decisions(
    folder: Path, version: Callable[[str], Taxonomy] | None = None, programmes: Container[str] = frozenset()
) -> tuple[pa.Table, list[Finding]]:
    """People's attributions from every CSV in ``decisions/`` but those of OTHERS and plans, as a table of DECISIONS.

    Areas and sub-technologies may stand by id or by name of the list that ``version`` gives for the time of a decision;
    the table has ids. A row that stands twice is one. Where one row of a decision is refused, the whole decision is:
    half of it would say what nobody said. What was made safe for spreadsheets is restored, but for the id of one of
    ``programmes`` as it stands.
    """
    report = Report()
    refused: list[_Refused] = []

    def read(row: CsvRow, place: Place, report: Report) -> DecisionRow | None:
        own = {"programme": row["programme"]} if row["programme"] in programmes else {}
        row = restored(row) | own
        made = _decision(_named(row, version(row["decided_at"]) if version else None), place, report)
        if made is None and row["programme"]:
            refused.append(_Refused(_statement(row["programme"], row["decided_by"], row["decided_at"]), place))
        return made

    names = sorted(_files(folder, report))
    rows = [row for name in names for row in _whole_file(folder, name, read, report)]
    return table_of(_whole(_once(rows), refused, report), DECISIONS), report.findings


def _whole_file(folder: Path, name: str, read: Read[DecisionRow], report: Report) -> list[DecisionRow]:
    """What the rows of a file say; nothing, and a finding, where it says how many it has and they are not all there."""
    stated: list[CsvRow] = []

    def kept(row: CsvRow, place: Place, report: Report) -> DecisionRow | None:
        stated.append({each: cell for each, cell in restored(row).items() if each in _SEALED or (each == SUB and cell)})
        return read(row, place, report)

    rows = list(rows_of(folder, name, (_NEEDED, _KNOWN), kept, report))
    return (
        rows
        if check_decisions(stated, Place(f"decisions/{name}"), report, by_hand=not name.startswith(READINGS))
        else []
    )


def _files(folder: Path, report: Report) -> Iterator[str]:
    """Names of the files with attributions; what is not read is said."""
    place = folder / "decisions"
    for path in sorted(place.iterdir()) if place.is_dir() else ():
        name = path.name.lower()
        if name.startswith((".", "~$")) or (path.suffix.lower() in _NOTES and not _speaks_of_programmes(path)):
            continue
        another_kind = name in OTHERS or name.startswith("plan-")
        if path.is_dir() or not name.endswith(".csv"):
            _not_read(path, report, _AS_CSV)
        elif another_kind and name != path.name:
            _not_read(path, report, _IN_SMALL)
        elif not another_kind:
            yield path.name


def _speaks_of_programmes(path: Path) -> bool:
    """Whether a text has the first column of decisions in its first line, in whatever encoding it was saved."""
    if not path.is_file():
        return False
    with path.open("rb") as file:
        return b"programme" in file.readline(_HEAD_BYTES).replace(b"\0", b"").lower()


_AS_CSV = Text(
    "Save it as CSV directly in decisions/, or move it away.", "CSV로 decisions/에 바로 저장하거나 옮기십시오."
)
_IN_SMALL = Text("Write its name in small letters.", "파일 이름을 소문자로 적으십시오.")


def _not_read(path: Path, report: Report, mend: Text) -> None:
    what, what_ko = ("The folder", "폴더를") if path.is_dir() else ("The file", "파일을")
    message = Text(
        f"{what} is not read: decisions stand in CSV files of decisions/.",
        f"decisions/의 CSV가 아니어서 {what_ko} 읽지 않았습니다.",
    )
    report.add("file-not-read", WARNING, Place(f"decisions/{path.name}"), message, mend=mend)


def _named(row: CsvRow, version: Taxonomy | None) -> CsvRow:
    """The row with ids in the place of names; what is no name stays as it is, and is refused with its place later."""
    if version is None:
        return row
    if normalised(row["area"]) in _OUTSIDE:
        return row | {"area": OUTSIDE}
    if normalised(row["area"]) in _WITHDRAWN:
        return row | {"area": WITHDRAWN}
    area = version.find(row["area"])
    if area is None:
        return row
    subs = {normalised(name): sub.id for sub in area.subs for name in (sub.id, sub.en, sub.ko) if name}
    return row | {"area": area.id, "sub": subs.get(normalised(row["sub"]), row["sub"])}


_OUTSIDE = frozenset(map(normalised, OUTSIDE_NAMES))
_WITHDRAWN = frozenset(map(normalised, WITHDRAWN_NAMES))


def _statement(programme: str, by: str, at: str) -> Statement:
    moment = moment_of(at)
    return programme, by, moment.isoformat() if moment else at


def _once(rows: Iterable[DecisionRow]) -> list[DecisionRow]:
    """Rows that say the same of the same, by the same person at the same moment, once."""
    first: dict[tuple[Statement, str, str, int, int], DecisionRow] = {}
    for row in rows:
        share = (row["area"], row["sub"], row["numerator"], row["denominator"])
        first.setdefault((_statement(row["programme"], row["decided_by"], row["decided_at"]), *share), row)
    return list(first.values())


def _whole(rows: list[DecisionRow], refused: Iterable[_Refused], report: Report) -> list[DecisionRow]:
    """The rows of decisions that stand whole; the others are named."""
    lost: Mapping[Statement, Place] = {each.statement: each.place for each in refused}
    kept = []
    for row in rows:
        first = lost.get(_statement(row["programme"], row["decided_by"], row["decided_at"]))
        if first is None:
            kept.append(row)
            continue
        wrong(
            "area",
            Text(
                f"It belongs to the decision of {first.file}, row {first.row}, which cannot stand.",
                f"성립하지 않는 {first.file} {first.row}행과 한 결정입니다.",
            ),
            Text(
                "Fix that row; until then the decision before it holds.",
                "그 행을 고치십시오. 그때까지는 앞선 결정이 유효합니다.",
            ),
            Place.of(row),
            report,
        )
    return kept


def _decision(row: CsvRow, place: Place, report: Report) -> DecisionRow | None:
    for name in _NEEDED:
        if not row[name]:
            blank(name, place, report)
            return None
    share = [whole(row, name, place, report) for name in ("numerator", "denominator")]
    numerator, denominator = share
    if numerator is None or denominator is None:
        return None
    if too_fine(denominator, place, report):
        return None
    if not 0 <= numerator <= denominator or not denominator:
        texts = Text(
            f"{numerator}/{denominator} is not a share from nothing to all.",
            f"{numerator}/{denominator}은(는) 0에서 1 사이의 몫이 아닙니다.",
        )
        wrong(
            "numerator",
            texts,
            Text("Write whole numbers, numerator up to denominator.", "분자가 분모 이하인 정수로 적으십시오."),
            place,
            report,
        )
        return None
    return {
        "programme": row["programme"],
        "area": row["area"],
        "sub": row["sub"],
        "numerator": numerator,
        "denominator": denominator,
        "decided_by": row["decided_by"],
        "decided_at": row["decided_at"],
        "reason": row["reason"],
        **place.columns,
    }
