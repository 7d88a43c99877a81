"""How far people who decided on the same programmes agree, and where they do not."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from fractions import Fraction
from itertools import combinations
from math import sqrt

from crosscut.engine.decisions import settles
from crosscut.findings import Finding, Place, Severity, in_order
from crosscut.ledger.in_force import Statement, in_force
from crosscut.tables import OUTSIDE, DecisionRow
from crosscut.text import Text

Shares = Mapping[str, Fraction]
Votes = dict[str, bool]
"""Whether each person puts a programme into an area."""
FEWEST = 5
"""Programmes that several decided on from which on an interval says something."""
_NORMAL = 1.959964
"""Within how many standard deviations 95 % of a normal distribution lie."""


@dataclass(frozen=True)
class Opinion:
    """One person's latest word on a programme, what is outside left out, and where it stands.

    ``parts`` are the shares by area and sub-technology, the latter empty where the area alone is named.
    """

    person: str
    moment: datetime
    reason: str
    shares: Shares
    place: Place
    parts: Mapping[tuple[str, str], Fraction]


@dataclass(frozen=True)
class Agreement:
    """Agreement on whether an area holds any of a programme, over programmes that several people decided on.

    ``named`` is how many of them somebody puts there. ``kappa`` is the mean of Cohen's kappa over pairs of people,
    weighted by the programmes they share; ``alpha`` is Krippendorff's for yes and no. Both are None where nobody
    differs in what they saw, so that chance cannot be told. ``kappa_ends`` and ``alpha_ends`` are their 95 % intervals,
    by leaving out one programme after another; None of few programmes, where all agree, and where
    leaving one out leaves no chance to tell.
    """

    area: str
    programmes: int
    agreed: int
    kappa: float | None
    alpha: float | None
    named: int = 0
    kappa_ends: tuple[float, float] | None = None
    alpha_ends: tuple[float, float] | None = None


def opinions(stated: Iterable[Statement[list[DecisionRow]]]) -> dict[str, list[Opinion]]:
    """The opinion in force of each person on each programme, in order of time.

    ``stated`` are the decisions that can be, as :func:`crosscut.engine.decisions.sound` finds them: what was left out
    is nobody's opinion. A person's own later decision takes the place of the earlier one.
    """
    held, _ = in_force(replace(each, subject=f"{each.subject}\x1f{each.by}") for each in stated)
    found: dict[str, list[Opinion]] = defaultdict(list)
    for each in sorted(held.values(), key=lambda each: (each.moment, each.by)):
        rows, parts = each.value, _parts(each.value)
        inside: dict[str, Fraction] = defaultdict(Fraction)
        for (area, _), share in parts.items():
            inside[area] += share
        reason = next((row["reason"] for row in rows if row["reason"]), "")
        found[rows[0]["programme"]].append(
            Opinion(each.by, each.moment, reason, dict(inside), Place.of(rows[0]), parts)
        )
    return dict(found)


def _parts(rows: Iterable[DecisionRow]) -> Mapping[tuple[str, str], Fraction]:
    """The share of each area and sub-technology, in their order."""
    found: dict[tuple[str, str], Fraction] = defaultdict(Fraction)
    for row in rows:
        if row["numerator"] and row["area"] != OUTSIDE:
            found[row["area"], row["sub"]] += Fraction(row["numerator"], row["denominator"])
    return dict(sorted(found.items()))


def differing(stated: Iterable[Statement[list[DecisionRow]]]) -> list[Finding]:
    """A finding for each programme on which people differ and nobody has settled it since.

    Of two that contradict each other at the same moment neither holds; that is another finding.
    """
    findings = [
        _finding(programme, several)
        for programme, several in opinions(stated).items()
        if len({tuple(each.shares.items()) for each in several}) > 1 and not settled(several) and not _at_once(several)
    ]
    return in_order(findings)


def settled(several: Sequence[Opinion]) -> bool:
    """Whether the last word says that it settles the matter."""
    return settles(several[-1].reason)


def _at_once(several: Sequence[Opinion]) -> bool:
    """Whether the last words are of one moment and differ."""
    last = [each.shares for each in several if each.moment == several[-1].moment]
    return any(each != last[0] for each in last)


def _finding(programme: str, several: list[Opinion]) -> Finding:
    words = "; ".join(f"{each.person or '?'}: {_words(each.shares)}" for each in several)
    return Finding(
        rule="second-opinion",
        severity=Severity.WARNING,
        programme=programme,
        message=Text(
            f"people differ on programme {programme}: {words}. The latest holds meanwhile",
            f"사업 {programme}에 대한 판단이 서로 다릅니다: {words}. 우선 마지막 판단을 씁니다",
        ),
        place=several[-1].place,
        hint=Text(
            "Settle it by a later decision whose reason begins with 'adjudicated'",
            "사유가 '조정'으로 시작하는 결정을 새로 적어 확정하십시오",
        ),
    )


def _words(shares: Shares) -> str:
    return " + ".join(area if share == 1 else f"{area} {share}" for area, share in shares.items()) or OUTSIDE


def agreement(stated: Iterable[Statement[list[DecisionRow]]], areas: tuple[str, ...]) -> list[Agreement]:
    """Agreement on each area, over the programmes that at least two people decided on.

    Who settles a difference has seen the opinions before: his is none of them.
    """
    shared = [independent(several) for _, several in sorted(opinions(stated).items())]
    votes = [{each.person: each.shares for each in several} for several in shared if len(several) > 1]
    return [
        _on(area, [{person: area in shares for person, shares in each.items()} for each in votes]) for area in areas
    ]


def independent(several: Sequence[Opinion]) -> list[Opinion]:
    """The opinions that were formed without the others: all but those that settle a difference."""
    return [each for each in several if not settles(each.reason)]


def _on(area: str, votes: list[Votes]) -> Agreement:
    agreed = sum(len(set(each.values())) == 1 for each in votes)
    named = sum(any(each.values()) for each in votes)
    kappa, alpha = _Kappa(votes), _Alpha(votes)
    ends = (_ends(votes, kappa), _ends(votes, alpha)) if agreed < len(votes) else (None, None)
    return Agreement(area, len(votes), agreed, kappa.value(), alpha.value(), named, *ends)


def _ends(votes: list[Votes], measure: _Kappa | _Alpha) -> tuple[float, float] | None:
    """The 95 % interval of a measure of agreement, by the jackknife: who voted alike counts alike."""
    count, whole = len(votes), measure.value()
    if whole is None or count < FEWEST:
        return None
    kinds = Counter(tuple(sorted(each.items())) for each in votes)
    without = [(measure.value(dict(kind)), times) for kind, times in kinds.items()]
    known = [(value, times) for value, times in without if value is not None]
    if len(known) < len(without):
        return None
    mean = sum(value * times for value, times in known) / count
    half = _NORMAL * sqrt((count - 1) / count * sum((value - mean) ** 2 * times for value, times in known))
    return max(-1.0, whole - half), min(1.0, whole + half)


class _Kappa:
    """The mean of Cohen's kappa over pairs of people, weighted by the programmes that they share."""

    def __init__(self, votes: Iterable[Votes]) -> None:
        self._both: dict[tuple[str, str], Counter[tuple[bool, bool]]] = defaultdict(Counter)
        for each in votes:
            for pair, said in _pairs(each):
                self._both[pair][said] += 1
        self._shares = {pair: _cohen(both) for pair, both in sorted(self._both.items())}
        self._weighed = sum(value * self._both[pair].total() for pair, value in self._known())
        self._weight = sum(self._both[pair].total() for pair, _ in self._known())

    def _known(self) -> list[tuple[tuple[str, str], float]]:
        return [(pair, value) for pair, value in self._shares.items() if value is not None]

    def value(self, without: Votes | None = None) -> float | None:
        """The measure, also without the votes on one programme; None where chance cannot be told."""
        weighed, weight = self._weighed, self._weight
        for pair, said in _pairs(without or {}):
            both, before = self._both[pair], self._shares[pair]
            less = _cohen(both - Counter([said]))
            weighed += (less or 0.0) * (both.total() - 1) - (before or 0.0) * both.total()
            weight += (0 if less is None else both.total() - 1) - (0 if before is None else both.total())
        return weighed / weight if weight else None


def _pairs(votes: Votes) -> Iterable[tuple[tuple[str, str], tuple[bool, bool]]]:
    """What each two people say of a programme."""
    return (((one, other), (votes[one], votes[other])) for one, other in combinations(sorted(votes), 2))


def _cohen(both: Counter[tuple[bool, bool]]) -> float | None:
    count = both.total()
    if not count:
        return None
    one, other = (both[True, True] + both[True, False]) / count, (both[True, True] + both[False, True]) / count
    chance = one * other + (1 - one) * (1 - other)
    return None if chance == 1 else ((both[True, True] + both[False, False]) / count - chance) / (1 - chance)


class _Alpha:
    """Krippendorff's alpha of yes and no: one less the share of what disagreement chance would give."""

    def __init__(self, votes: Iterable[Votes]) -> None:
        self._yes, self._count, self._apart = 0, 0, 0.0
        for each in votes:
            self._yes, self._count = self._yes + sum(each.values()), self._count + len(each)
            self._apart += _disagreement(each)

    def value(self, without: Votes | None = None) -> float | None:
        """The measure, also without the votes on one programme; None where chance cannot be told."""
        less = without or {}
        yes, count = self._yes - sum(less.values()), self._count - len(less)
        apart = self._apart - (_disagreement(less) if less else 0.0)
        expected = 2 * yes * (count - yes) / (count * (count - 1)) if count > 1 else 0
        return 1 - apart / count / expected if expected else None


def _disagreement(votes: Votes) -> float:
    yes = sum(votes.values())
    return 2 * yes * (len(votes) - yes) / (len(votes) - 1)
