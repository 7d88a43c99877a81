"""Levels before and after that are a thousand times apart because one has the wrong word for its unit."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from fractions import Fraction

from crosscut.audit import phrases
from crosscut.audit.context.placed_numbers import NumberInSentence
from crosscut.audit.model import AuditFinding, PrintedFigure
from crosscut.audit.relations.assembly import Assembly
from crosscut.audit.relations.movement import Movement
from crosscut.findings import Severity
from crosscut.text import Text

_FAR_APART, _ALIKE = 300, 2
_MOST_YEARS = 2
_FACTORS = (1_000, 10_000)


def jumps(assembly: Assembly, moved: Sequence[Movement]) -> Iterator[AuditFinding]:
    """A warning for each such pair of which nothing else is said."""
    for each in moved:
        slots = each.frame.slots
        if set(slots) == {"before", "after"}:
            before, after = slots["before"], slots["after"]
            if before.token.size and after.token.size and _one_unit_off(before, after):
                yield _finding(assembly, before, after)


def _one_unit_off(before: NumberInSentence, after: NumberInSentence) -> bool:
    """Whether levels in different units would be alike in the same one."""
    ratio = Fraction(after.token.size, before.token.size)
    ratio = ratio if ratio > 1 else 1 / ratio
    years = [each.year for each in (before, after) if each.year is not None]
    return (
        (len(years) < len((before, after)) or abs(years[1] - years[0]) <= _MOST_YEARS)
        and before.token.scale != after.token.scale
        and before.token.currency == after.token.currency
        and ratio > _FAR_APART
        and any(Fraction(1, _ALIKE) <= ratio / factor <= _ALIKE for factor in _FACTORS)
    )


def _finding(assembly: Assembly, before: NumberInSentence, after: NumberInSentence) -> AuditFinding:
    figures = [assembly.system.figures[assembly.id_of(placed)] for placed in (before, after)]
    names = [" ".join(figure.text.split()) for figure in figures]
    odd, usual = _by_use(assembly, *figures)
    mended = phrases.printed(odd, odd.value * usual.unit_worth / odd.unit_worth)
    suggestion = odd.text.replace(odd.unit, usual.unit) if odd.unit in odd.text else mended
    times = phrases.value(Fraction(max(f.value for f in figures), min(f.value for f in figures)), "number", "")
    return AuditFinding(
        "unit",
        Severity.WARNING,
        Text(
            f"One of {names[0]} or {names[1]} is doubtful: one is {times} times the other. Its unit may be wrong.",
            f"{names[0]}, {names[1]} 가운데 하나는 의심스러움: {times}배 차이가 남. 한쪽의 단위가 잘못되었을 수 있음.",
        ),
        (odd.id, usual.id),
        suggestion=suggestion,
        suggestions=((suggestion, "the unit of the other"),),
        document=assembly.document.name,
        start=figures[0].start,
        end=figures[0].end,
    )


def _by_use(assembly: Assembly, one: PrintedFigure, other: PrintedFigure) -> tuple[PrintedFigure, PrintedFigure]:
    """Two figures, the one in the unit that is rarer in its document first."""
    units = Counter(each.unit for each in assembly.system.figures.values() if each.document == one.document)
    return (one, other) if units[one.unit] <= units[other.unit] else (other, one)
