"""Corrections: printed amounts that a person replaced, with a reason. The printed amount stays in the ledger."""

from __future__ import annotations

from typing import Any

import pyarrow as pa

from crosscut.findings import Finding, Place, Severity
from crosscut.tables import LINES

_KEY = ("programme", "fiscal_year", "stage", "account")


def apply(lines: pa.Table, corrections: pa.Table) -> tuple[pa.Table, list[Finding]]:
    """Put corrected amounts in the place of printed ones.

    A correction that names no line, or whose printed amount is not the line's, changes nothing and is a finding.

    Parameters
    ----------
    lines, corrections
        Tables of LINES and of ``ingest.CORRECTIONS``. Of several corrections of one line the latest holds.

    """
    if corrections.num_rows == 0:
        return lines, []
    rows = lines.to_pylist()
    by_key = {tuple(row[part] for part in _KEY): row for row in rows if not row["subprogramme"]}
    findings = []
    for correction in sorted(corrections.to_pylist(), key=lambda each: each["decided_at"]):
        line = by_key.get(tuple(correction[part] for part in _KEY))
        findings.append(_correct(line, correction))
    return pa.Table.from_pylist(rows, schema=LINES), findings


def _correct(line: dict[str, Any] | None, correction: dict[str, Any]) -> Finding:
    place = Place(correction["file"], correction["sheet"], correction["row"], correction["column"])
    named = f"{correction['programme']}, {correction['fiscal_year']} {correction['stage']}"
    if line is None:
        return Finding(
            "correction-of-nothing", Severity.FATAL, f"The correction of {named} names no line.",
            f"{named}의 정정에 해당하는 줄이 없습니다.", place, correction["programme"],
            hint="Check programme, fiscal_year, stage and account against the source.",
            hint_ko="사업, 회계연도, 단계, 회계를 원자료와 맞추십시오.",
        )  # fmt: skip
    if correction["printed"] not in (None, line["amount"]):
        return Finding(
            "correction-of-another-amount", Severity.FATAL,
            f"The correction of {named} speaks of {correction['printed']:,}, but the source has {line['amount']:,}.",
            f"{named}의 정정은 {correction['printed']:,}을 말하지만 원자료는 {line['amount']:,}입니다.",
            place, correction["programme"], value=line["amount"], expected=correction["printed"],
            difference=line["amount"] - correction["printed"], rows=(line["line"],),
            hint="Withdraw the correction if the source was mended.", hint_ko="원자료가 고쳐졌다면 정정을 거두십시오.",
        )  # fmt: skip
    printed = line["amount"]
    line["amount"], line["note"] = correction["amount"], correction["reason"]
    return Finding(
        "corrected", Severity.INFO,
        f"{named}: printed {printed:,}, corrected to {correction['amount']:,}: {correction['reason']}",
        f"{named}: 원문 {printed:,}을 {correction['amount']:,}으로 정정: {correction['reason']}",
        place, correction["programme"], value=printed, expected=correction["amount"],
        difference=printed - correction["amount"], rows=(line["line"],),
        hint=f"Corrected by {correction['decided_by']} on {correction['decided_at']}.",
        hint_ko=f"{correction['decided_at']} {correction['decided_by']} 정정.",
    )  # fmt: skip
