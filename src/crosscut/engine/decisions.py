"""People's decisions → the fractions that hold, one decision a programme."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from fractions import Fraction
from math import lcm

import pyarrow as pa

from crosscut.engine.split import Part, tie_order
from crosscut.findings import Finding, Place, Severity
from crosscut.ledger.in_force import EARLIEST, Statement, StatementConflict, in_force, moment_of, without_withdrawn
from crosscut.money import reduce_fractions
from crosscut.tables import MAX_DENOMINATOR, OUTSIDE, WITHDRAWN, DecisionRow
from crosscut.taxonomy import Taxonomy
from crosscut.taxonomy.model import normalised
from crosscut.text import Text


@dataclass(frozen=True, slots=True)
class Decided:
    """What holds for one programme: numerators by part over one denominator, ``outside`` included, none of them 0.

    ``by``, ``at`` and ``reason`` are those of the decision in force, ``place`` is where it stands.
    """

    numerators: dict[Part, int]
    denominator: int
    rounded: bool
    by: str = ""
    at: str = ""
    reason: str = ""
    place: Place = field(default_factory=Place)

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

    A decision that cannot be (areas the taxonomy lacks, a part given two fractions, fractions below zero or beyond
    one, a time that cannot be read) is a fatal finding and is left out, as are two of one time that contradict each
    other; the earlier one stays in force.
    """
    stated, findings = sound(decisions, taxonomy)
    held, conflicts = decided_of(stated)
    return held, [*findings, *conflicts]


def decided_of(stated: Iterable[Statement[list[DecisionRow]]]) -> tuple[dict[str, Decided], list[Finding]]:
    """Which of sound decisions is in force on each programme, and a finding on each conflict of one moment.

    One that names no sub-technology keeps those of the last other person who gives areas the same and named some.
    """
    stated = list(stated)
    held, conflicts = in_force(stated)
    passed_over = (_day_before_time(held[each.subject], each) for each in stated if each.subject in held)
    findings = [*map(_conflict, conflicts), *(each for each in passed_over if each)]
    named = _named_by_others(stated, held)
    return {programme: _combined(each, named.get(programme, each.value)) for programme, each in held.items()}, findings


def _named_by_others(
    stated: Iterable[Statement[list[DecisionRow]]], held: Mapping[str, Statement[list[DecisionRow]]]
) -> dict[str, list[DecisionRow]]:
    """The rows with sub-technologies of whoever gives areas the same as a decision in force without any.

    Who settles a difference means what he says; and of two who name others at one moment neither holds.
    """
    plain = {name: each for name, each in held.items() if not _names_subs(each.value) and not _settles(each.value)}
    earlier = [each for each in stated if each.subject in plain and each.moment <= plain[each.subject].moment]
    if not any(_names_subs(each.value) for each in earlier):
        return {}
    own, _ = in_force(replace(each, subject=f"{each.subject}\x1f{each.by}") for each in earlier)
    named = [replace(each, subject=each.value[0]["programme"]) for each in own.values() if _names_subs(each.value)]
    alike = [each for each in named if _by_area(each.value) == _by_area(plain[each.subject].value)]
    return {programme: each.value for programme, each in in_force(alike)[0].items()}


def settles(reason: str) -> bool:
    """Whether a decision with this reason settles differing opinions."""
    return reason.strip().casefold().startswith(_SETTLED)


_SETTLED = ("adjudicat", "조정")
"""How the reason of a decision begins that settles differing opinions."""


def _settles(rows: Iterable[DecisionRow]) -> bool:
    return settles(next((row["reason"] for row in rows if row["reason"]), ""))


def _names_subs(rows: Iterable[DecisionRow]) -> bool:
    return any(row["sub"] for row in rows)


def _by_area(rows: Iterable[DecisionRow]) -> dict[str, Fraction]:
    shares: dict[str, Fraction] = defaultdict(Fraction)
    for row in rows:
        if row["numerator"] and row["area"] != OUTSIDE:
            shares[row["area"]] += Fraction(row["numerator"], row["denominator"])
    return shares


def _day_before_time(held: Statement[list[DecisionRow]], other: Statement[list[DecisionRow]]) -> Finding | None:
    """A finding where a decision dated by a day holds over one of a time that is written as of that day or later."""
    day, time = held.at.strip(), other.at.strip()
    later = _DAY.fullmatch(day) and _DAY.match(time) and time != day and time[:10] >= day
    if not later or other.moment >= held.moment or other.content == held.content:
        return None
    first, second = held.by or "?", other.by or "?"
    return Finding(
        rule="decision-day",
        severity=Severity.WARNING,
        message=Text(
            f"on {held.subject} the decision of {first} of {day} holds over that of {second} at {time}: a day counts "
            "as its end in UTC",
            f"{held.subject}에는 {second}의 결정({time})이 아니라 {first}의 결정({day})이 유효합니다. "
            "날짜만 적은 결정은 그날의 끝(UTC)에 한 것으로 봅니다",
        ),
        place=Place.of(other.value[0]),
        programme=held.subject,
        hint=Text("Write both with their time and zone", "두 결정 모두 시각과 시간대를 적으십시오"),
    )


_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def sound(decisions: pa.Table, taxonomy: Taxonomy) -> tuple[list[Statement[list[DecisionRow]]], list[Finding]]:
    """All decisions that can be, in force or not, each whole; and a finding on each that cannot.

    All rows on one programme by one person at one moment are one decision; a row that stands twice counts once. What
    its own person took back (:data:`crosscut.tables.WITHDRAWN`) is left out without a finding; to take back what one
    has not said is a warning.
    """
    known = {(area.id, sub) for area in taxonomy.areas for sub in ("", *(each.id for each in area.subs))}
    known.add((OUTSIDE, ""))
    groups: dict[tuple[str, datetime | str, str], list[DecisionRow]] = defaultdict(list)
    for row in decisions.to_pylist():
        moment = moment_of(row["decided_at"])
        groups[row["programme"], row["decided_at"] if moment is None else moment, row["decided_by"]].append(row)
    kept: list[Statement[list[DecisionRow]]] = []
    findings: list[Finding] = []
    for (programme, _, by), several in groups.items():
        rows = _once(several)
        faults = list(_faults(rows, known | {(WITHDRAWN, "")} if _withdraws(rows) else known))
        findings += faults
        if not faults:
            kept.append(Statement(programme, by, rows[0]["decided_at"], _content(rows), rows))
    return without_withdrawn(kept, lambda each: _withdraws(each.value)), [
        *findings,
        *_taken_back_in_vain(kept, groups),
        *_of_one_name(kept),
    ]


def _of_one_name(kept: Iterable[Statement[list[DecisionRow]]]) -> Iterator[Finding]:
    """A finding on names that differ by case, width, spaces or signs alone, of people who decided on one programme."""
    said: dict[tuple[str, str], dict[str, DecisionRow]] = defaultdict(dict)
    for each in kept:
        said[each.subject, normalised(each.by)].setdefault(each.by, each.value[0])
    found: dict[tuple[str, ...], list[DecisionRow]] = defaultdict(list)
    for (_, name), people in sorted(said.items()):
        if name and len(people) > 1:
            names = tuple(sorted(people))
            found[names].append(people[names[-1]])
    for names, rows in found.items():
        named, count, first = ", ".join(map(repr, names)), len(rows), rows[0]["programme"]
        yield Finding(
            rule="people-alike",
            severity=Severity.WARNING,
            message=Text(
                f"{named} decided on the same programmes ({count}, first {first}) and count as different people, whose "
                "opinions tell how often readers err",
                f"{named}이(가) 같은 사업({count}건, 처음은 {first})을 판단했고 서로 다른 사람으로 셉니다. "
                "판독 오류율은 서로 다른 사람의 판단으로 헤아립니다",
            ),
            place=Place.of(rows[0]),
            programme=first,
            hint=Text("Write one person's name in one way", "같은 사람의 이름은 한 가지로 적으십시오"),
        )


def _taken_back_in_vain(
    kept: Iterable[Statement[list[DecisionRow]]], groups: Mapping[tuple[str, datetime | str, str], list[DecisionRow]]
) -> Iterator[Finding]:
    """A finding on each withdrawal before which its own person had said nothing of the programme, sound or not."""
    first: dict[tuple[str, str], datetime] = {}
    for (programme, when, by), rows in groups.items():
        moment = when if isinstance(when, datetime) else EARLIEST
        if not _withdraws(rows):
            first[programme, by] = min(moment, first.get((programme, by), moment))
    for each in kept:
        said = first.get((each.subject, each.by))
        if _withdraws(each.value) and (said is None or said > each.moment):
            yield _in_vain(each)


def _in_vain(statement: Statement[list[DecisionRow]]) -> Finding:
    programme, by, when = statement.subject, statement.by or "?", statement.at or "?"
    return Finding(
        rule="withdrawal-of-nothing",
        severity=Severity.WARNING,
        message=Text(
            f"{by} takes back nothing on {programme} at {when}, having decided nothing on it until then",
            f"{by}이(가) {programme}에 대해 철회({when})할 결정이 없습니다",
        ),
        place=Place.of(statement.value[0]),
        programme=programme,
        hint=Text(
            "Only who decided can take it back, under the same name; somebody else decides anew",
            "결정한 사람이 같은 이름으로 철회해야 합니다. 다른 사람은 새로 결정하십시오",
        ),
    )


def _withdraws(rows: Iterable[DecisionRow]) -> bool:
    return all(row["area"] == WITHDRAWN for row in rows)


def _once(rows: Iterable[DecisionRow]) -> list[DecisionRow]:
    """The rows without those that say the same again."""
    first: dict[tuple[str, str, int, int], DecisionRow] = {}
    for row in rows:
        first.setdefault((row["area"], row["sub"], row["numerator"], row["denominator"]), row)
    return list(first.values())


def _content(rows: list[DecisionRow]) -> frozenset[tuple[Part, Fraction]]:
    return frozenset(
        ((row["area"], row["sub"]), Fraction(row["numerator"], row["denominator"]))
        for row in rows
        if row["numerator"] and row["area"] != OUTSIDE
    )


def _conflict(found: StatementConflict[list[DecisionRow]]) -> Finding:
    first, held = found.statements[0], found.standing
    people = " and ".join(f"{each.by or '?'} ({Place.of(each.value[0])})" for each in found.statements)
    people_ko = ", ".join(f"{each.by or '?'}({_place_ko(each.value[0])})" for each in found.statements)
    stays = f"the earlier one of {held.by or '?'}, of {held.at or '?'}, stays in force" if held else "none is in force"
    stays_ko = f"앞선 {held.by or '?'}의 결정({held.at or '?'})이 유효합니다" if held else "유효한 결정이 없습니다"
    return Finding(
        rule="decision-conflict",
        severity=Severity.FATAL,
        message=Text(
            f"the decisions on {first.subject} by {people} at {first.at or '?'} contradict each other; {stays}",
            f"{first.subject}에 대한 {people_ko}의 결정이 같은 시각({first.at or '?'})에 다릅니다. {stays_ko}",
        ),
        place=Place.of(first.value[0]),
        programme=first.subject,
        hint=Text("Decide once more, at a later time: the latest decision holds", "나중 시각으로 다시 결정하십시오"),
    )


def _place_ko(row: DecisionRow) -> str:
    return f"{row['file']} {row['row']}행" if row["row"] else row["file"]


def _faults(rows: list[DecisionRow], known: set[Part]) -> Iterable[Finding]:
    for row in rows:
        part = (row["area"], row["sub"])
        if part not in known:
            named = repr("/".join(filter(None, part)))
            yield _fatal(
                row,
                "decision-area",
                Text(f"names area {named}, which the taxonomy lacks", f"분류체계에 {named} 분야가 없습니다"),
                Text("Use an area of the taxonomy, or 'outside'", "분류체계의 분야나 '그 외'로 적으십시오"),
            )
        if (row["numerator"] or 0) < 0 or (row["denominator"] or 0) < 1 or row["numerator"] is None:
            share = f"{row['numerator']}/{row['denominator']}"
            yield _fatal(
                row,
                "decision-fraction",
                Text(f"gives {share}", f"{share}은(는) 비율이 아닙니다"),
                Text(
                    "Give whole numbers, 0 or more over 1 or more", "0 이상인 분자와 1 이상인 분모를 정수로 적으십시오"
                ),
            )
    if moment_of(rows[0]["decided_at"]) is None:
        dated = repr(rows[0]["decided_at"])
        yield _fatal(
            rows[0],
            "decision-time",
            Text(f"is dated {dated}, which is no time", f"{dated}은(는) 일시가 아닙니다"),
            Text("Write the time as 2026-01-31T09:00:00+09:00", "2026-01-31T09:00:00+09:00처럼 적으십시오"),
        )
    times = Counter((row["area"], row["sub"]) for row in rows)
    for row in rows:
        if times[row["area"], row["sub"]] > 1:
            named = repr(row["area"])
            yield _fatal(
                row,
                "decision-repeated",
                Text(f"gives area {named} more than one fraction", f"{named} 분야에 비율이 둘 이상입니다"),
                Text("Keep one row an area", "분야마다 한 행만 두십시오"),
            )
    if all((row["denominator"] or 0) > 0 and row["numerator"] is not None for row in rows):
        total = sum((Fraction(row["numerator"], row["denominator"]) for row in rows), Fraction(0))
        if total > 1:
            yield _fatal(
                rows[0],
                "decision-sum",
                Text(f"gives away {total} of the programme", f"비율의 합이 {total}(으)로 1을 넘습니다"),
                Text("Let the fractions sum to at most one", "비율의 합이 1을 넘지 않게 하십시오"),
            )


def _fatal(row: DecisionRow, rule: str, says: Text, hint: Text) -> Finding:
    who, when = row["decided_by"] or "?", row["decided_at"] or "?"
    return Finding(
        rule=rule,
        severity=Severity.FATAL,
        message=Text(
            f"the decision on {row['programme']} by {who} at {when} {says.en}; it is left out",
            f"{row['programme']}에 대한 {who}의 결정({when})을 제외했습니다: {says.ko}",
        ),
        place=Place.of(row),
        programme=row["programme"],
        hint=hint,
    )


def _combined(statement: Statement[list[DecisionRow]], rows: Sequence[DecisionRow]) -> Decided:
    """One decision, with the parts of ``rows``, over one denominator, in lowest terms, the rest outside."""
    parts = {(row["area"], row["sub"]): Fraction(row["numerator"], row["denominator"]) for row in rows}
    parts[OUTSIDE, ""] = parts.get((OUTSIDE, ""), Fraction(0)) + 1 - sum(parts.values())
    order = sorted(parts, key=tie_order)
    whole = lcm(*(fraction.denominator for fraction in parts.values()))
    numerators = [fraction.numerator * (whole // fraction.denominator) for fraction in (parts[part] for part in order)]
    reduced = reduce_fractions(numerators, whole, MAX_DENOMINATOR)
    kept = {part: number for part, number in zip(order, reduced.numerators, strict=True) if number}
    said = statement.value
    reason = next((row["reason"] for row in said if row["reason"]), "")
    return Decided(kept, reduced.denominator, reduced.scaled, statement.by, statement.at, reason, Place.of(said[0]))
