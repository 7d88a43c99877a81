"""People's decisions → the fractions that hold, one decision a programme."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from fractions import Fraction
from math import lcm
from typing import Any

import pyarrow as pa

from crosscut.findings import Finding, Place, Severity
from crosscut.money import reduce_fractions
from crosscut.tables import MAX_DENOMINATOR, OUTSIDE
from crosscut.taxonomy import Taxonomy

Part = tuple[str, str]
"""An area and a sub-technology of it, empty where none is named."""


@dataclass(frozen=True, slots=True)
class Decided:
    """What holds for one programme: numerators by part over one denominator, ``outside`` included, none of them 0."""

    numerators: dict[Part, int]
    denominator: int
    rounded: bool


def decided(decisions: pa.Table, taxonomy: Taxonomy) -> tuple[dict[str, Decided], list[Finding]]:
    """The latest sound decision on each programme, by ``decided_at``.

    A decision that cannot be (areas the taxonomy lacks, a part named twice, fractions below zero or beyond one) is a
    fatal finding and is left out, as are two decisions of one moment that differ.
    """
    known = {(area.id, sub) for area in taxonomy.areas for sub in ("", *(each.id for each in area.subs))}
    known.add((OUTSIDE, ""))
    groups: dict[tuple[str, str, str], list[dict[str, Any]]] = defaultdict(list)
    for row in decisions.to_pylist():
        groups[row["programme"], row["decided_at"], row["decided_by"]].append(row)
    sound: dict[str, list[tuple[datetime, list[dict[str, Any]]]]] = defaultdict(list)
    findings: list[Finding] = []
    for (programme, _, _), rows in groups.items():
        faults = list(_faults(rows, known))
        findings += faults
        moment = _moment(rows[0]["decided_at"])
        if moment and not faults:
            sound[programme].append((moment, rows))
    held: dict[str, Decided] = {}
    for programme, candidates in sound.items():
        latest, conflict = _latest(candidates)
        findings += conflict
        if latest:
            held[programme] = latest
    return held, findings


def _faults(rows: list[dict[str, Any]], known: set[Part]) -> Iterable[Finding]:
    for row in rows:
        part = (row["area"], row["sub"])
        if part not in known:
            yield _fatal(
                row,
                "decision-area",
                f"names area {'/'.join(filter(None, part))!r}, which the taxonomy lacks",
                "분류체계에 없는 분야입니다",
                "Use an area of the taxonomy, or 'outside'",
            )
        if (row["numerator"] or 0) < 0 or (row["denominator"] or 0) < 1 or row["numerator"] is None:
            yield _fatal(
                row,
                "decision-fraction",
                f"gives {row['numerator']}/{row['denominator']}",
                "비율이 분수가 아닙니다",
                "Give whole numbers, 0 or more over 1 or more",
            )
    if _moment(rows[0]["decided_at"]) is None:
        yield _fatal(
            rows[0],
            "decision-time",
            f"is dated {rows[0]['decided_at']!r}",
            "결정 일시를 읽을 수 없습니다",
            "Write the time as 2026-01-31T09:00:00+09:00",
        )
    times = Counter((row["area"], row["sub"]) for row in rows)
    for row in rows:
        if times[row["area"], row["sub"]] > 1:
            yield _fatal(
                row,
                "decision-repeated",
                f"names area {row['area']!r} more than once",
                "같은 분야가 두 번 이상 나옵니다",
                "Keep one row an area",
            )
    if all((row["denominator"] or 0) > 0 and row["numerator"] is not None for row in rows):
        total = sum((Fraction(row["numerator"], row["denominator"]) for row in rows), Fraction(0))
        if total > 1:
            yield _fatal(
                rows[0],
                "decision-sum",
                f"gives away {total} of the programme",
                "비율의 합이 1을 넘습니다",
                "Let the fractions sum to at most one (§3.3)",
            )


def _fatal(row: dict[str, Any], rule: str, says: str, says_ko: str, hint: str) -> Finding:
    who, when = row["decided_by"] or "?", row["decided_at"] or "?"
    return Finding(
        rule=rule,
        severity=Severity.FATAL,
        message=f"the decision on {row['programme']} by {who} at {when} {says}; it is left out",
        message_ko=f"{row['programme']}에 대한 {who}의 결정({when})을 제외했습니다: {says_ko}",
        place=Place(row["file"] or "", row["sheet"] or "", row["row"] or 0, row["column"] or ""),
        programme=row["programme"],
        hint=hint,
        hint_ko=says_ko,
    )


def _moment(text: str) -> datetime | None:
    """A moment in UTC; a time without a zone is read as UTC, no time as the earliest there is."""
    if not text:
        return datetime.min.replace(tzinfo=UTC)
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment


def _latest(candidates: list[tuple[datetime, list[dict[str, Any]]]]) -> tuple[Decided | None, list[Finding]]:
    last = max(moment for moment, _ in candidates)
    rows = [rows for moment, rows in candidates if moment == last]
    settled = [_settle(each) for each in rows]
    if all(each == settled[0] for each in settled):
        return settled[0], []
    first = min(rows, key=lambda each: each[0]["decided_by"])[0]
    others = ", ".join(sorted(each[0]["decided_by"] or "?" for each in rows))
    return None, [
        _fatal(
            first,
            "decision-conflict",
            f"stands against another of the same moment ({others})",
            "같은 시각에 서로 다른 결정이 있습니다",
            "Decide once more; the latest decision holds",
        )
    ]


def _settle(rows: list[dict[str, Any]]) -> Decided:
    """One decision over one denominator, in lowest terms, the rest outside."""
    parts = {(row["area"], row["sub"]): Fraction(row["numerator"], row["denominator"]) for row in rows}
    parts[OUTSIDE, ""] = parts.get((OUTSIDE, ""), Fraction(0)) + 1 - sum(parts.values())
    order = sorted(parts, key=lambda part: (part[0] == OUTSIDE, part))
    whole = lcm(*(fraction.denominator for fraction in parts.values()))
    numerators = [fraction.numerator * (whole // fraction.denominator) for fraction in (parts[part] for part in order)]
    reduced = reduce_fractions(numerators, whole, MAX_DENOMINATOR)
    kept = {part: number for part, number in zip(order, reduced.numerators, strict=True) if number}
    return Decided(kept, reduced.denominator, reduced.scaled)
