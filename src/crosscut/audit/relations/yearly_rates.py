"""Average yearly rates beside their levels: ``2024년 1,000억원에서 2026년 1,210억원으로 연평균 10% 증가했다``.

Right is what leads there year by year or in equal steps, over the years between the two or with both of them counted.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from crosscut.audit import phrases
from crosscut.audit.context.placed_numbers import NumberInSentence
from crosscut.audit.context.roles import is_yearly
from crosscut.audit.model import AuditFinding
from crosscut.audit.relations.assembly import Assembly
from crosscut.audit.relations.readings import span
from crosscut.findings import Severity
from crosscut.text import Text
from crosscut.text.particles import particles

_MOST_YEARS = 60
_FOR_YEARS = re.compile(
    r"(?<![0-9])([0-9]{1,2})년\s?(?:간|동안|새|만에|사이)|(?:over|in|within) ([0-9]{1,2}) years", re.IGNORECASE
)
_AVERAGE = re.compile(r"연\s?평균|average|CAGR|compound", re.IGNORECASE)
_NEAR = 24
"""Letters before and behind a rate in which a word calls it an average."""
_FINE = Fraction(1, 4)
"""Up to which part of a rate what it should be may be open for it to show anything."""


@dataclass(frozen=True, slots=True)
class _Yearly:
    """A yearly rate, the levels that it leads from and to, and in how many years."""

    rate: NumberInSentence
    before: NumberInSentence
    after: NumberInSentence
    years: int

    @property
    def ratio(self) -> tuple[Fraction, Fraction]:
        """What the level after is of the one before, at least and at most."""
        one, other = span(self.before), span(self.after)
        assert one.low is not None
        assert one.high is not None
        assert other.low is not None
        assert other.high is not None
        return other.low / one.high, other.high / one.low

    def leads_there(self, years: int) -> bool:
        """Whether a rate leads from one level to the other in so many years, compounded or in equal steps."""
        low, high = self.ratio
        way = 1 if self.after.token.size >= self.before.token.size else -1
        ends = sorted(1 + way * (self.rate.token.size + turn * self.rate.token.step) for turn in (-1, 1))
        compounded = ends[0] ** years <= high and ends[1] ** years >= low
        in_steps = 1 + (ends[0] - 1) * years <= high and 1 + (ends[1] - 1) * years >= low
        return compounded or in_steps

    def worked(self) -> Fraction:
        """The rate that leads there year by year."""
        ratio = Decimal(self.after.token.size.numerator) * self.before.token.size.denominator
        ratio /= Decimal(self.before.token.size.numerator) * self.after.token.size.denominator
        return abs(Fraction(ratio ** (Decimal(1) / self.years)) - 1)


def yearly_rates(assembly: Assembly) -> Iterator[AuditFinding]:
    """A warning for each average yearly rate that leads from its level to the other in no way."""
    for group in assembly.prose.groups:
        told = _told(assembly, group)
        if told is None:
            continue
        assembly.tested.add(assembly.id_of(told.rate))
        low, high = told.ratio
        if (high - low) > _FINE * told.rate.token.size * told.years:
            continue
        if not any(told.leads_there(years) for years in (told.years, told.years + 1)):
            yield _finding(assembly, told)


def _told(assembly: Assembly, group: Sequence[NumberInSentence]) -> _Yearly | None:
    """The only average yearly rate of a sentence, with the only two levels, from one of which it leads to the other."""
    rates = [each for each in group if each.token.kind == "percentage"]
    sizes = [each for each in group if each.token.is_size]
    before = [each for each in sizes if each.part.role == "before"]
    after = [each for each in sizes if each.part.role == "after"]
    if len(rates) != 1 or len(before) != 1 or len(after) != 1 or before[0].token.measure != after[0].token.measure:
        return None
    rate, text = rates[0], assembly.document.text
    average = _AVERAGE.search(text, max(rate.clause.start, rate.token.start - _NEAR), rate.token.end + _NEAR)
    if rate.token.loose or not average or not is_yearly(rate.left, rate.right) or before[0].token.size <= 0:
        return None
    years = _years(text, before[0], after[0])
    return _Yearly(rate, before[0], after[0], years) if 1 < years <= _MOST_YEARS else None


def _years(text: str, before: NumberInSentence, after: NumberInSentence) -> int:
    """How many years words put between two levels; 0 where they do not, or differ."""
    if before.year is not None and after.year is not None:
        return after.year - before.year
    told = {int(match[1] or match[2]) for match in _FOR_YEARS.finditer(text, before.clause.start, before.clause.end)}
    return told.pop() if len(told) == 1 else 0


def _finding(assembly: Assembly, told: _Yearly) -> AuditFinding:
    figure, before, after = (assembly.placed(each) for each in (told.rate, told.before, told.after))
    rate, one, other = (" ".join(each.text.split()) for each in (figure, before, after))
    right = phrases.printed(figure, told.worked())
    return AuditFinding(
        "growth",
        Severity.WARNING,
        Text(
            f"{rate} is doubtful: from {one} to {other} in {told.years} years is {right} a year on average."
            f" Probably meant: {right}.",
            particles(
                f"{rate}은(는) 의심스러움: {told.years}년 동안 {one}에서 {other}(으)로 변했으면 연평균 {right}임."
                f" 바른 값: {right}."
            ),
        ),
        (figure.id,),
        suggestion=right,
        suggestions=((right, "what follows from the others"),),
        why=(before.id, after.id),
        document=figure.document,
        start=figure.start,
        end=figure.end,
    )
