"""People's decisions → the fractions that hold, one decision a programme."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from math import lcm

import pyarrow as pa

from crosscut.engine.split import Part, tie_order
from crosscut.findings import Finding, Place, Severity
from crosscut.ledger.in_force import Conflict, Statement, in_force, moment_of
from crosscut.money import reduce_fractions
from crosscut.tables import MAX_DENOMINATOR, OUTSIDE, DecisionRow
from crosscut.taxonomy import Taxonomy


@dataclass(frozen=True, slots=True)
class Decided:
    """What holds for one programme: numerators by part over one denominator, ``outside`` included, none of them 0.

    ``by``, ``at`` and ``reason`` are those of the decision in force.
    """

    numerators: dict[Part, int]
    denominator: int
    rounded: bool
    by: str = ""
    at: str = ""
    reason: str = ""

    @property
    def areas(self) -> dict[str, Fraction]:
        """The share of each area, what is outside left out."""
        shares: dict[str, Fraction] = defaultdict(Fraction)
        for (area, _), numerator in self.numerators.items():
            if area != OUTSIDE:
                shares[area] += Fraction(numerator, self.denominator)
        return dict(shares)


def decided(decisions: pa.Table, taxonomy: Taxonomy) -> tuple[dict[str, Decided], list[Finding]]:
    """The sound decision in force on each programme; see :mod:`crosscut.ledger.in_force`.

    A decision that cannot be (areas the taxonomy lacks, a part named twice, fractions below zero or beyond one, a time
    that cannot be read) is a fatal finding and is left out, as are two of one time that contradict each other.
    """
    known = {(area.id, sub) for area in taxonomy.areas for sub in ("", *(each.id for each in area.subs))}
    known.add((OUTSIDE, ""))
    groups: dict[tuple[str, str, str], list[DecisionRow]] = defaultdict(list)
    for row in decisions.to_pylist():
        groups[row["programme"], row["decided_at"], row["decided_by"]].append(row)
    sound: list[Statement[list[DecisionRow]]] = []
    findings: list[Finding] = []
    for (programme, at, by), rows in groups.items():
        faults = list(_faults(rows, known))
        findings += faults
        if not faults:
            sound.append(Statement(programme, by, at, _content(rows), rows))
    held, conflicts = in_force(sound)
    findings += [_conflict(each) for each in conflicts]
    return {programme: _settle(each) for programme, each in held.items()}, findings


def _content(rows: list[DecisionRow]) -> frozenset[tuple[Part, Fraction]]:
    return frozenset(
        ((row["area"], row["sub"]), Fraction(row["numerator"], row["denominator"])) for row in rows if row["numerator"]
    )


def _conflict(found: Conflict[list[DecisionRow]]) -> Finding:
    first, held = found.statements[0], found.held
    people = ", ".join(each.by or "?" for each in found.statements)
    stays = f"that of {held.by or '?'} at {held.at or '?'} stays in force" if held else "none is in force"
    stays_ko = f"{held.by or '?'}의 결정({held.at or '?'})이 유효합니다" if held else "유효한 결정이 없습니다"
    row = first.value[0]
    return Finding(
        rule="decision-conflict",
        severity=Severity.FATAL,
        message=f"the decisions on {first.subject} by {people} at {first.at or '?'} contradict each other; {stays}",
        message_ko=f"{first.subject}에 대한 {people}의 결정이 같은 시각({first.at or '?'})에 서로 다릅니다. {stays_ko}",
        place=Place.of(row),
        programme=first.subject,
        hint="Decide once more, at a later time: the latest decision holds",
        hint_ko="나중 시각으로 다시 결정하십시오",
    )


def _faults(rows: list[DecisionRow], known: set[Part]) -> Iterable[Finding]:
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
    if moment_of(rows[0]["decided_at"]) is None:
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
                "Let the fractions sum to at most one",
            )


def _fatal(row: DecisionRow, rule: str, says: str, says_ko: str, hint: str) -> Finding:
    who, when = row["decided_by"] or "?", row["decided_at"] or "?"
    return Finding(
        rule=rule,
        severity=Severity.FATAL,
        message=f"the decision on {row['programme']} by {who} at {when} {says}; it is left out",
        message_ko=f"{row['programme']}에 대한 {who}의 결정({when})을 제외했습니다: {says_ko}",
        place=Place.of(row),
        programme=row["programme"],
        hint=hint,
        hint_ko=says_ko,
    )


def _settle(statement: Statement[list[DecisionRow]]) -> Decided:
    """One decision over one denominator, in lowest terms, the rest outside."""
    rows = statement.value
    parts = {(row["area"], row["sub"]): Fraction(row["numerator"], row["denominator"]) for row in rows}
    parts[OUTSIDE, ""] = parts.get((OUTSIDE, ""), Fraction(0)) + 1 - sum(parts.values())
    order = sorted(parts, key=tie_order)
    whole = lcm(*(fraction.denominator for fraction in parts.values()))
    numerators = [fraction.numerator * (whole // fraction.denominator) for fraction in (parts[part] for part in order)]
    reduced = reduce_fractions(numerators, whole, MAX_DENOMINATOR)
    kept = {part: number for part, number in zip(order, reduced.numerators, strict=True) if number}
    reason = next((row["reason"] for row in rows if row["reason"]), "")
    return Decided(kept, reduced.denominator, reduced.scaled, statement.by, statement.at, reason)
