"""Corrections: printed amounts that a person replaced, with a reason. The printed amount stays in the ledger."""

from __future__ import annotations

from typing import Any

import pyarrow as pa

from crosscut.findings import Finding, Place, Severity
from crosscut.ledger import CORRECTIONS
from crosscut.publish.text import period_name
from crosscut.tables import LINES, line_id

_PLACE = ("file", "sheet", "row", "column")


def resolve(written: pa.Table, lines: pa.Table) -> tuple[pa.Table, list[Finding]]:
    """Find the line that each written correction speaks of.

    A correction that names no line, or another printed amount than the line's, is left out and is a finding.

    Parameters
    ----------
    written
        A table of ``ingest.CORRECTIONS``.
    lines
        A table of LINES as the sources print them.

    Returns
    -------
    A table of ``ledger.CORRECTIONS``, and findings.
    """
    amounts = dict(zip(lines.column("line").to_pylist(), lines.column("amount").to_pylist(), strict=True))
    rows: list[dict[str, Any]] = []
    findings: list[Finding] = []
    for said in written.to_pylist():
        line = line_id(said["programme"], "", said["fiscal_year"], said["stage"], said["account"])
        fault = _fault(said, amounts.get(line), line)
        row = (
            {key: said[key] for key in ("amount", "reason", *_PLACE)}
            | {"line": line, "was": amounts.get(line), "low": None, "high": None}
            | {"corrected_by": said["decided_by"], "corrected_at": said["decided_at"]}
        )
        fault = fault or _repeated(said, row, rows)
        if fault:
            findings.append(fault)
        else:
            rows.append(row)
    return pa.Table.from_pylist(rows, schema=CORRECTIONS), findings


def apply(lines: pa.Table, corrections: pa.Table) -> tuple[pa.Table, list[Finding]]:
    """Put corrected amounts in the place of printed ones; of several corrections of one line the latest holds.

    A correction holds only as long as the source prints what it corrected.

    Parameters
    ----------
    lines, corrections
        Tables of LINES and of ``ledger.CORRECTIONS``.
    """
    if corrections.num_rows == 0:
        return lines, []
    rows = {row["line"]: row for row in lines.to_pylist()}
    latest = {each["line"]: each for each in sorted(corrections.to_pylist(), key=lambda each: each["corrected_at"])}
    findings = []
    for correction in latest.values():
        line = rows.get(correction["line"])
        if line is not None and line["amount"] == correction["was"]:
            findings.append(_corrected(line, correction))
            line.update({key: correction[key] for key in ("amount", "low", "high")}, note=correction["reason"])
    return pa.Table.from_pylist(list(rows.values()), schema=LINES), findings


def _fault(said: dict[str, Any], printed: int | None, line: str) -> Finding | None:
    place = Place(*(said[key] for key in _PLACE))
    named, korean = _named(said)
    if printed is None:
        return Finding(
            "correction-of-nothing",
            Severity.FATAL,
            f"The correction of {named} names no line.",
            f"{korean}의 정정에 해당하는 줄이 없습니다.",
            place,
            said["programme"],
            hint="Check programme, fiscal_year, stage and account against the source.",
            hint_ko="사업, 회계연도, 단계, 회계를 원자료와 맞추십시오.",
        )
    if said["printed"] in (None, printed):
        return None
    return Finding(
        "correction-of-another-amount",
        Severity.FATAL,
        f"The correction of {named} speaks of {said['printed']:,}, but the source has {printed:,}.",
        f"{korean}의 정정은 {said['printed']:,}을 말하지만 원자료는 {printed:,}입니다.",
        place,
        said["programme"],
        value=printed,
        expected=said["printed"],
        difference=printed - said["printed"],
        hint="Withdraw the correction if the source was mended.",
        hint_ko="원자료가 고쳐졌다면 정정을 거두십시오.",
        rows=(line,),
    )


def _repeated(said: dict[str, Any], row: dict[str, Any], earlier: list[dict[str, Any]]) -> Finding | None:
    """A correction that stands twice, or that one person made at one time in two ways."""
    same = next((each for each in earlier if _signed(each) == _signed(row) or _says(each) == _says(row)), None)
    if same is None:
        return None
    agree = same["amount"] == row["amount"]
    named, korean = _named(said)
    first = f"row {same['row']}"
    return Finding(
        "correction-repeated",
        Severity.WARNING if agree else Severity.FATAL,
        f"The correction of {named} stands twice; {first} holds."
        if agree
        else f"The correction of {named} contradicts {first}, of the same person and time; {first} holds.",
        f"{korean}의 정정이 두 번 있습니다. {same['row']}행을 씁니다."
        if agree
        else f"{korean}의 정정이 같은 사람, 같은 때의 {same['row']}행과 다릅니다. {same['row']}행을 씁니다.",
        Place(said["file"], said["sheet"], said["row"], "amount"),
        said["programme"],
        value=row["amount"],
        expected=same["amount"],
        difference=row["amount"] - same["amount"],
        hint="Delete one, or give the later one its own time.",
        hint_ko="하나를 지우거나 나중 것에 다른 때를 적으십시오.",
    )


def _named(line: dict[str, Any]) -> tuple[str, str]:
    """Programme, year and stage of a line in English and Korean."""
    year, stage = line["fiscal_year"], line["stage"]
    return f"{line['programme']}, {year} {stage}", f"{line['programme']}, {period_name(year, stage, 'ko')}"


def _signed(row: dict[str, Any]) -> tuple[Any, ...]:
    return row["line"], row["corrected_by"], row["corrected_at"]


def _says(row: dict[str, Any]) -> tuple[Any, ...]:
    return row["line"], row["was"], row["amount"]


def _corrected(line: dict[str, Any], said: dict[str, Any]) -> Finding:
    named, korean = _named(line)
    return Finding(
        "corrected",
        Severity.INFO,
        f"{named}: printed {said['was']:,}, corrected to {said['amount']:,}: {said['reason']}",
        f"{korean}: 원문 {said['was']:,}을 {said['amount']:,}으로 정정: {said['reason']}",
        Place(*(said[key] for key in _PLACE)),
        line["programme"],
        value=said["was"],
        expected=said["amount"],
        difference=said["was"] - said["amount"],
        rows=(line["line"],),
        hint=f"Corrected by {said['corrected_by']} on {said['corrected_at']}.",
        hint_ko=f"{said['corrected_at']} {said['corrected_by']} 정정.",
    )
