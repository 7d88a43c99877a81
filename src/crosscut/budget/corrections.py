"""Corrections: printed amounts that a person replaced, with a reason. The printed amount stays in the ledger."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.compute as pc

from crosscut.config import Settings
from crosscut.findings import Finding, Place, Severity
from crosscut.ledger import CORRECTIONS
from crosscut.ledger.in_force import Statement, StatementConflict, corrected, moment_of
from crosscut.ledger.in_force import in_force as statements_in_force
from crosscut.ledger.kinds import CorrectionRow
from crosscut.money import Unit, amount_text
from crosscut.tables import LineRow, line_id
from crosscut.text import Text
from crosscut.text.periods import period_text

if TYPE_CHECKING:
    from crosscut.ingest import WrittenCorrection


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
    rows: list[CorrectionRow] = []
    findings: list[Finding] = []
    written_rows: list[WrittenCorrection] = written.to_pylist()
    ids = [line_id(row["programme"], "", row["fiscal_year"], row["stage"], row["account"]) for row in written_rows]
    amounts = {row["line"]: row["amount"] for row in _lines_named(lines, set(ids))}
    for each, line in zip(written_rows, ids, strict=True):
        row = _row(each, line, amounts.get(line))
        fault = _fault(each, amounts.get(line), line) or _repeated(each, row, rows)
        if fault:
            findings.append(fault)
        else:
            rows.append(row)
    return pa.Table.from_pylist(rows, schema=CORRECTIONS), findings


def in_force(corrections: pa.Table, lines: pa.Table) -> tuple[pa.Table, list[Finding]]:
    """The correction in force of each line, by the ledger's rule, and a finding for each conflict.

    Parameters
    ----------
    corrections, lines
        Tables of ``ledger.CORRECTIONS`` and of LINES.
    """
    rows: list[CorrectionRow] = corrections.to_pylist()
    standing, conflicts = statements_in_force(
        Statement(row["line"], row["corrected_by"], row["corrected_at"], (row["amount"], row["low"], row["high"]), row)
        for row in rows
    )
    kept = [standing[line].value for line in sorted(standing)]
    known = {row["line"]: row for row in _lines_named(lines, {each.statements[0].subject for each in conflicts})}
    found = [_conflict(each, known[line]) for each in conflicts if (line := each.statements[0].subject) in known]
    return pa.Table.from_pylist(kept, schema=CORRECTIONS), found


def apply(lines: pa.Table, standing: pa.Table, settings: Settings) -> tuple[pa.Table, list[Finding]]:
    """Put corrected amounts in the place of printed ones, each with a finding that says so.

    A correction holds only as long as the source prints what it corrected.

    Parameters
    ----------
    lines, standing
        A table of LINES, and one of ``ledger.CORRECTIONS`` with the one in force of each line.
    settings
        Whose unit messages print amounts in; one that is not decided yet is asked for only where a line is corrected.
    """
    if standing.num_rows == 0:
        return lines, []
    changed, places = corrected(lines, standing)
    where = places.is_valid()
    applied = standing.take(places.drop_null()).to_pylist()
    named = lines.filter(where).to_pylist()
    if not named:
        return changed, []
    unit = settings.printed_unit
    return changed, [_corrected(line, each, unit) for line, each in zip(named, applied, strict=True)]


def _lines_named(lines: pa.Table, ids: set[str]) -> list[LineRow]:
    rows: list[LineRow] = lines.filter(
        pc.is_in(lines["line"], value_set=pa.array(sorted(ids), pa.string()))
    ).to_pylist()
    return rows


def _conflict(found: StatementConflict[CorrectionRow], line: LineRow) -> Finding:
    first, standing = found.statements[0].value, found.standing
    named, korean = _named(line)
    people = ", ".join(each.by or "?" for each in found.statements)
    stays = f"that of {standing.by or '?'} at {standing.at or '?'} stays in force" if standing else "none is in force"
    stays_ko = (
        f"{standing.by or '?'}의 정정({standing.at or '?'})이 유효합니다" if standing else "유효한 정정이 없습니다"
    )
    return Finding(
        "correction-conflict",
        Severity.FATAL,
        Text(
            f"The corrections of {named} by {people} at {first['corrected_at'] or '?'} contradict each other; {stays}.",
            f"{korean}에 대한 {people}의 정정이 같은 시각({first['corrected_at'] or '?'})에 서로 다릅니다. {stays_ko}.",
        ),
        replace(Place.of(first), column="amount"),
        line["programme"],
        hint=Text(
            "Correct it once more, at a later time: the latest correction holds.", "나중 시각으로 다시 정정하십시오."
        ),
        rows=(line["line"],),
    )


def _row(correction: WrittenCorrection, line: str, printed: int | None) -> CorrectionRow:
    return {
        "line": line,
        "was": printed,
        "amount": correction["amount"],
        "low": None,
        "high": None,
        "corrected_by": correction["decided_by"],
        "corrected_at": correction["decided_at"],
        "reason": correction["reason"],
        **Place.of(correction).columns,
    }


def _fault(correction: WrittenCorrection, printed: int | None, line: str) -> Finding | None:
    place = Place.of(correction)
    named, korean = _named(correction)
    if printed is None:
        return Finding(
            "correction-of-nothing",
            Severity.FATAL,
            Text(f"The correction of {named} names no line.", f"{korean}의 정정에 해당하는 줄이 없습니다."),
            place,
            correction["programme"],
            hint=Text(
                "Check programme, fiscal_year, stage and account against the source.",
                "사업, 회계연도, 단계, 회계를 원자료와 맞추십시오.",
            ),
        )
    if moment_of(correction["decided_at"]) is None:
        return Finding(
            "correction-time",
            Severity.FATAL,
            Text(
                f"The correction of {named} is dated {correction['decided_at']!r}; it is left out.",
                f"{korean}의 정정 일시({correction['decided_at']})를 읽을 수 없어 뺐습니다.",
            ),
            replace(place, column="decided_at"),
            correction["programme"],
            hint=Text("Write the time as 2026-01-31T09:00:00+09:00.", "2026-01-31T09:00:00+09:00처럼 적으십시오."),
            rows=(line,),
        )
    if correction["printed"] in (None, printed):
        return None
    return Finding(
        "correction-of-another-amount",
        Severity.FATAL,
        Text(
            f"The correction of {named} speaks of {correction['printed']:,}, but the source has {printed:,}.",
            f"{korean}의 정정은 {correction['printed']:,}을(를) 말하지만 원자료는 {printed:,}입니다.",
        ),
        place,
        correction["programme"],
        value=printed,
        expected=correction["printed"],
        difference=printed - (correction["printed"] or 0),
        hint=Text("Withdraw the correction if the source was mended.", "원자료가 고쳐졌다면 정정을 거두십시오."),
        rows=(line,),
    )


def _repeated(correction: WrittenCorrection, row: CorrectionRow, earlier: list[CorrectionRow]) -> Finding | None:
    """A correction that stands twice, or that one person made at one time in two ways."""
    same = next((each for each in earlier if _signed(each) == _signed(row) or _content(each) == _content(row)), None)
    if same is None:
        return None
    agree = same["amount"] == row["amount"]
    named, korean = _named(correction)
    first = f"row {same['row']}"
    return Finding(
        "correction-repeated",
        Severity.WARNING if agree else Severity.FATAL,
        Text(
            f"The correction of {named} stands twice; {first} holds."
            if agree
            else f"The correction of {named} contradicts {first}, of the same person and time; {first} holds.",
            f"{korean}의 정정이 두 번 있습니다. {same['row']}행을 씁니다."
            if agree
            else f"{korean}의 정정이 같은 사람, 같은 때의 {same['row']}행과 다릅니다. {same['row']}행을 씁니다.",
        ),
        replace(Place.of(correction), column="amount"),
        correction["programme"],
        value=row["amount"],
        expected=same["amount"],
        difference=row["amount"] - same["amount"],
        hint=Text("Delete one, or give the later one its own time.", "하나를 지우거나 나중 것에 다른 때를 적으십시오."),
    )


def _named(line: LineRow | WrittenCorrection) -> tuple[str, str]:
    """Programme, year and stage of a line in English and Korean."""
    year, stage = line["fiscal_year"], line["stage"]
    return f"{line['programme']}, {year} {stage}", f"{line['programme']}, {period_text(year, stage).ko}"


def _signed(row: CorrectionRow) -> tuple[str, ...]:
    return row["line"], row["corrected_by"], row["corrected_at"]


def _content(row: CorrectionRow) -> tuple[str | int | None, ...]:
    return row["line"], row["was"], row["amount"]


def _corrected(line: LineRow, correction: CorrectionRow, unit: Unit) -> Finding:
    named, korean = _named(line)
    was, now, why = (
        amount_text(correction["was"] or 0, unit),
        amount_text(correction["amount"], unit),
        correction["reason"],
    )
    return Finding(
        "corrected",
        Severity.INFO,
        Text(
            f"{named}: printed {was.en}, corrected to {now.en}: {why}",
            f"{korean}: 원문 {was.ko}을(를) {now.ko}(으)로 정정: {why}",
        ),
        Place.of(correction),
        line["programme"],
        value=correction["was"],
        expected=correction["amount"],
        difference=(correction["was"] or 0) - correction["amount"],
        rows=(line["line"],),
        hint=Text(
            f"Corrected by {correction['corrected_by']} on {correction['corrected_at']}.",
            f"{correction['corrected_at']} {correction['corrected_by']} 정정.",
        ),
    )
