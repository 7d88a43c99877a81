"""How far people who decided on the same programmes agree, and where they do not."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

import pyarrow as pa

from crosscut.findings import Finding, Severity, in_order
from crosscut.ledger.in_force import Statement, in_force
from crosscut.tables import OUTSIDE

_ADJUDICATED = ("adjudicat", "조정")
"""How the reason of a decision begins that settles differing opinions."""

Shares = Mapping[str, Fraction]


@dataclass(frozen=True)
class Opinion:
    """One person's latest word on a programme."""

    person: str
    moment: str
    reason: str
    shares: Shares


@dataclass(frozen=True)
class Agreement:
    """Agreement on whether an area holds any of a programme, over programmes that several people decided on.

    ``kappa`` is the mean of Cohen's kappa over pairs of people, weighted by the programmes they share; ``alpha`` is
    Krippendorff's for yes and no. Both are None where nobody differs in what they saw, so that chance cannot be told.
    """

    area: str
    programmes: int
    agreed: int
    kappa: float | None
    alpha: float | None


def opinions(decisions: pa.Table) -> dict[str, list[Opinion]]:
    """The opinion in force of each person on each programme, in order of time."""
    groups: dict[tuple[str, str, str], dict[str, Fraction]] = defaultdict(lambda: defaultdict(Fraction))
    reasons: dict[tuple[str, str, str], str] = {}
    columns = ("programme", "decided_by", "decided_at", "reason", "area", "numerator", "denominator")
    for programme, by, at, reason, area, numerator, denominator in zip(
        *(decisions[name].to_pylist() for name in columns), strict=True
    ):
        if denominator and numerator is not None:
            groups[programme, by, at][area] += Fraction(numerator, denominator)
            reasons.setdefault((programme, by, at), reason or "")
    standing, _ = in_force(
        Statement(f"{programme}\x1f{by}", by, at, tuple(sorted(shares.items())), (programme, by, at))
        for (programme, by, at), shares in groups.items()
    )
    found: dict[str, list[Opinion]] = defaultdict(list)
    for each in sorted(standing.values(), key=lambda each: (each.moment, each.by)):
        shares = groups[each.value]
        inside = {area: share for area, share in sorted(shares.items()) if share and area != OUTSIDE}
        found[each.value[0]].append(Opinion(each.by, each.at, reasons[each.value], inside))
    return dict(found)


def differing(decisions: pa.Table) -> list[Finding]:
    """A finding for each programme on which people differ and nobody has settled it since."""
    findings = [
        _finding(programme, given)
        for programme, given in opinions(decisions).items()
        if len({tuple(each.shares.items()) for each in given}) > 1 and not _adjudicated(given)
    ]
    return in_order(findings)


def _adjudicated(given: list[Opinion]) -> bool:
    """Whether the last word says that it settles the matter."""
    return given[-1].reason.strip().casefold().startswith(_ADJUDICATED)


def _finding(programme: str, given: list[Opinion]) -> Finding:
    words = "; ".join(f"{each.person or '?'}: {_words(each.shares)}" for each in given)
    return Finding(
        rule="second-opinion",
        severity=Severity.WARNING,
        programme=programme,
        message=f"people differ on programme {programme}: {words}. The latest holds meanwhile",
        message_ko=f"사업 {programme}에 대한 판단이 서로 다릅니다: {words}. 우선 마지막 판단을 씁니다",
        hint="Settle it by a later decision whose reason begins with 'adjudicated'",
        hint_ko="사유가 '조정'으로 시작하는 결정을 새로 적어 확정하십시오",
    )


def _words(shares: Shares) -> str:
    return " + ".join(area if share == 1 else f"{area} {share}" for area, share in shares.items()) or OUTSIDE


def agreement(decisions: pa.Table, areas: tuple[str, ...]) -> list[Agreement]:
    """Agreement on each area, over the programmes that at least two people decided on."""
    shared = [given for _, given in sorted(opinions(decisions).items()) if len(given) > 1]
    return [_on(area, [{each.person: area in each.shares for each in given} for given in shared]) for area in areas]


def _on(area: str, votes: list[dict[str, bool]]) -> Agreement:
    agreed = sum(len(set(each.values())) == 1 for each in votes)
    return Agreement(area, len(votes), agreed, _kappa(votes), _alpha(votes))


def _kappa(votes: list[dict[str, bool]]) -> float | None:
    people = sorted({person for each in votes for person in each})
    weighed, weight = 0.0, 0
    for place, first in enumerate(people):
        for second in people[place + 1 :]:
            both = [(each[first], each[second]) for each in votes if first in each and second in each]
            value = _cohen(both)
            if value is not None:
                weighed, weight = weighed + value * len(both), weight + len(both)
    return weighed / weight if weight else None


def _cohen(both: list[tuple[bool, bool]]) -> float | None:
    if not both:
        return None
    count = len(both)
    one, other = sum(a for a, _ in both) / count, sum(b for _, b in both) / count
    chance = one * other + (1 - one) * (1 - other)
    return None if chance == 1 else (sum(a == b for a, b in both) / count - chance) / (1 - chance)


def _alpha(votes: list[dict[str, bool]]) -> float | None:
    """Krippendorff's alpha of yes and no: one less the share of what disagreement chance would give."""
    values = [vote for each in votes for vote in each.values()]
    yes, count = sum(values), len(values)
    expected = 2 * yes * (count - yes) / (count * (count - 1)) if count > 1 else 0
    if not expected:
        return None
    observed = sum(2 * (s := sum(each.values())) * (len(each) - s) / (len(each) - 1) for each in votes) / count
    return 1 - observed / expected
