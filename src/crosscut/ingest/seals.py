"""Whether a file of decisions is whole: every row says how many there are, and the digest of all of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from crosscut.characters import composed
from crosscut.digests import text_digest
from crosscut.findings import Place
from crosscut.ingest.hidden import written_out
from crosscut.ingest.report import FATAL, Report
from crosscut.text import Text

SEAL: Final = ("rows", "digest")
"""The columns that say so; a file that somebody wrote by hand has neither."""

Rows = Sequence[Mapping[str, str]]


def sealed(rows: Rows) -> list[dict[str, str]]:
    """The rows of a file, each with how many there are and the digest of all."""
    seal = dict(zip(SEAL, (str(len(rows)), _digest(rows)), strict=True))
    return [{**row, **seal} for row in rows]


def as_read(cell: str) -> str:
    """What a cell says, once it is read: without blanks around it, composed, and with its controls written out."""
    return written_out(composed(cell.strip()))


def is_whole(rows: Rows) -> bool:
    """Whether rows are all that were written, as they were written, or somebody wrote them by hand."""
    stated = {tuple(row.get(name, "") for name in SEAL) for row in rows}
    by_hand = not any(name in row for row in rows for name in SEAL)
    return by_hand or stated == {(str(len(rows)), _digest(rows))}


def check_whole(rows: Rows, place: Place, report: Report) -> bool:
    """Whether a plan's rows are all that were applied, as they were; a finding where they are not."""
    if rows and is_whole(rows):
        return True
    if not rows and any(each.place.file == place.file and each.severity is FATAL for each in report.findings):
        return False
    count, of = _counts(rows)
    report.add(
        "half-plan",
        FATAL,
        place,
        Text(
            f"The plan is not as it was applied: {count:,}{of} rows, cut off or changed; none was counted.",
            f"적용한 계획 그대로가 아닙니다(행 {count:,}개). 잘렸거나 바뀌어 어느 행도 세지 않았습니다.",
        ),
        mend=Text(
            "Remove the file and apply the plan again; a plan written by hand has no columns rows and digest.",
            "파일을 지우고 계획을 다시 적용하십시오. 손으로 쓴 계획에는 rows와 digest 열이 없습니다.",
        ),
    )
    return False


def check_decisions(rows: Rows, place: Place, report: Report, *, by_hand: bool) -> bool:
    """Whether the rows of a file of attributions are all that were written; a finding where they are not.

    ``by_hand`` files may hold no row.
    """
    if is_whole(rows) and (rows or by_hand):
        return True
    if not rows and any(each.place.file == place.file and each.severity is FATAL for each in report.findings):
        return False
    count, of = _counts(rows)
    report.add(
        "half-decisions",
        FATAL,
        place,
        Text(
            f"The decisions are not as they were written: {count:,}{of} rows, cut off or changed; none was counted.",
            f"기록된 결정 그대로가 아닙니다(행 {count:,}개). 잘렸거나 바뀌어 어느 행도 세지 않았습니다.",
        ),
        mend=Text(
            "Remove the file: the workspace writes it again; a file written by hand has no columns rows and digest.",
            "파일을 지우면 작업 공간이 다시 씁니다. 손으로 쓴 파일에는 rows와 digest 열이 없습니다.",
        ),
    )
    return False


def _counts(rows: Rows) -> tuple[int, str]:
    known = sorted({row.get(SEAL[0], "") for row in rows} - {str(len(rows))})
    stated = next((each for each in known if each.isdecimal()), "")
    return len(rows), f" of {stated}" if stated else ""


def _digest(rows: Rows) -> str:
    cells = ("\x1f".join(f"{name}={as_read(row[name])}" for name in sorted(row) if name not in SEAL) for row in rows)
    return text_digest("\n".join(cells))
