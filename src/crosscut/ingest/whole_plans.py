"""Whether the file of an applied plan is whole: every row says how many there are, and the digest of all of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from crosscut.digests import text_digest
from crosscut.findings import Place
from crosscut.ingest.report import FATAL, Report
from crosscut.text import Text

WHOLE: Final = ("rows", "digest")
"""The columns that say so; a plan that somebody wrote by hand has neither."""


def sealed(rows: Sequence[Mapping[str, str]]) -> list[dict[str, str]]:
    """The rows of a plan, each with how many there are and the digest of all."""
    seal = dict(zip(WHOLE, (str(len(rows)), _digest(rows)), strict=True))
    return [{**row, **seal} for row in rows]


def check_whole(rows: Sequence[Mapping[str, str]], place: Place, report: Report) -> bool:
    """Whether a plan's rows are all that were written, as they were written; a finding where they are not."""
    stated = [tuple(row.get(name, "") for name in WHOLE) for row in rows]
    if rows and (not any(name in rows[0] for name in WHOLE) or set(stated) == {(str(len(rows)), _digest(rows))}):
        return True
    if not rows and any(each.place.file == place.file and each.severity is FATAL for each in report.findings):
        return False
    known = sorted({count for count, _ in stated if count.isdigit()}) if rows else []
    of = f" of {known[0]}" if known and known[0] != str(len(rows)) else ""
    report.add(
        "half-plan",
        FATAL,
        place,
        Text(
            f"The plan is not as it was applied: {len(rows):,}{of} rows, cut off or changed; none was counted.",
            f"적용한 계획 그대로가 아닙니다(행 {len(rows):,}개). 잘렸거나 바뀌어 어느 행도 세지 않았습니다.",
        ),
        mend=Text(
            "Remove the file and apply the plan again; a plan written by hand has no columns rows and digest.",
            "파일을 지우고 계획을 다시 적용하십시오. 손으로 쓴 계획에는 rows와 digest 열이 없습니다.",
        ),
    )
    return False


def _digest(rows: Sequence[Mapping[str, str]]) -> str:
    cells = ("\x1f".join(f"{name}={row[name]}" for name in sorted(row) if name not in WHOLE) for row in rows)
    return text_digest("\n".join(cells))
