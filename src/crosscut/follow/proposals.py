"""Links that the machine proposes for a person to confirm: programmes that end where others begin."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import exp, log

from crosscut.budget.links import Succession
from crosscut.follow.similarity import Likeness, letters, pairs

LEAST = 0.5
"""Proposals that score less are not shown unless asked for."""

_CANDIDATES = 12
"""How many predecessors are looked at closely for each successor."""


@dataclass(frozen=True)
class Life:
    """One programme: its names and the years in which it has money, with the amounts in minor units."""

    programme: str
    name: str
    ministry: str
    committee: str
    text: str
    years: Mapping[int, int]

    @property
    def first(self) -> int:
        """The first year with money."""
        return min(self.years)

    @property
    def last(self) -> int:
        """The last year with money."""
        return max(self.years)


@dataclass(frozen=True)
class LinkProposal:
    """One link that may be true: ``score`` orders proposals from 0 to 1 and is no probability.

    What share of proposals at a score are right has to be measured on a sample. ``evidence`` says what it rests on.
    """

    predecessor: Life
    successor: Life
    score: float
    evidence: str

    @property
    def year(self) -> int:
        """The first year in which the successor holds the money."""
        return self.successor.first


def propose(
    lives: Sequence[Life], links: Succession, known_moves: Iterable[tuple[str, str]] = (), least: float = LEAST
) -> list[LinkProposal]:
    """One-to-one proposals, best first: programmes whose money ends, and programmes whose money begins.

    A successor begins in the year after its predecessor's last, or in that year itself (a year of transition).
    Programmes that a confirmed link leads from or to are left out.

    Parameters
    ----------
    lives
        All programmes.
    links
        What is confirmed already.
    known_moves
        Pairs of ministries between which a reorganisation is on record.
    least
        The score from which a proposal is made.

    """
    latest = max((life.last for life in lives), default=0)
    earliest = min((life.first for life in lives), default=0)
    gone = {link.predecessor for link in links}
    come = {link.successor for link in links}
    ended = [life for life in lives if life.last < latest and life.programme not in gone]
    begun = [life for life in lives if life.first > earliest and life.programme not in come]
    judge = _Judge(lives, ended, begun, set(known_moves))
    scored = sorted(
        judge.scored(), key=lambda each: (-each.score, each.predecessor.programme, each.successor.programme)
    )
    return list(_one_to_one(each for each in scored if each.score >= least))


def _one_to_one(scored: Iterable[LinkProposal]) -> Iterator[LinkProposal]:
    ended: set[str] = set()
    begun: set[str] = set()
    for each in scored:
        if each.predecessor.programme not in ended and each.successor.programme not in begun:
            ended.add(each.predecessor.programme)
            begun.add(each.successor.programme)
            yield each


class _Judge:
    """Scores pairs by name, text, ministry, field and amount."""

    def __init__(
        self, lives: Sequence[Life], ended: Sequence[Life], begun: Sequence[Life], known: set[tuple[str, str]]
    ) -> None:
        self._names = Likeness(life.name for life in lives)
        self._texts = Likeness(life.text for life in lives if life.text)
        holders: dict[str, set[str]] = defaultdict(set)
        for life in lives:
            holders[letters(life.name)].add(life.ministry)
        self._holders = {name: len(ministries) for name, ministries in holders.items()}
        self._ended, self._begun, self._known = ended, begun, known
        self._ways = self._count_ways()

    def _count_ways(self) -> Counter[tuple[str, str, int]]:
        """How many uncommon names left one ministry and came up in another in one year."""
        by_name: dict[str, list[Life]] = defaultdict(list)
        for life in self._ended:
            if self._holders[letters(life.name)] <= 3:
                by_name[letters(life.name)].append(life)
        return Counter(
            (old.ministry, new.ministry, new.first)
            for new in self._begun
            for old in by_name.get(letters(new.name), ())
            if _meet(old, new) and old.ministry != new.ministry
        )

    def scored(self) -> Iterator[LinkProposal]:
        """The likeliest pairs with their scores."""
        index: dict[str, list[int]] = defaultdict(list)
        for place, life in enumerate(self._ended):
            for pair in sorted(pairs(life.name)):
                index[pair].append(place)
        for new in self._begun:
            found: dict[int, float] = defaultdict(float)
            for pair in sorted(pairs(new.name)):
                for place in index.get(pair, ()):
                    found[place] += self._names.weight(pair)
            near = [place for place in found if _meet(self._ended[place], new)]
            for place in sorted(near, key=lambda at: (-found[at], at))[:_CANDIDATES]:
                yield self._judge(self._ended[place], new)

    def _judge(self, old: Life, new: Life) -> LinkProposal:
        name = self._names.of(old.name, new.name)
        text = self._texts.of(old.text, new.text) if old.text and new.text else 0.0
        before, after = old.years[old.last], new.years[new.first]
        amount = _nearness(before, after)
        ways = self._ways[old.ministry, new.ministry, new.first]
        same, declared = old.ministry == new.ministry, (old.ministry, new.ministry) in self._known
        common = self._holders[letters(new.name)]
        strength = -7.0 + 8.0 * name + 2.0 * text + 2.0 * amount
        strength += 2.0 if same else 2.5 if declared else min(ways, 6) * 0.45 - 1.0
        strength += 0.8 if old.committee and old.committee == new.committee else -0.5
        strength -= 0.7 * log(common) if not (same or declared) else 0.0
        evidence = [f"names {name:.2f} alike"]
        evidence += [f"texts {text:.2f} alike"] if text else []
        evidence += ["same ministry"] if same else [f"{old.ministry} → {new.ministry}"]
        evidence += ["reorganisation on record"] if declared else [f"{ways} names went the same way"] if ways else []
        evidence += [f"the name stands in {common} ministries"] if common > 3 else []
        evidence += [f"{before:,} in {old.last}, {after:,} in {new.first}"]
        return LinkProposal(old, new, 1 / (1 + exp(-strength)), "; ".join(evidence))


def _meet(old: Life, new: Life) -> bool:
    return old.programme != new.programme and old.last <= new.first <= old.last + 1 and old.first < new.first


def _nearness(one: int, other: int) -> float:
    """1 for equal amounts, 0 where one is ten times the other or more."""
    if one <= 0 or other <= 0:
        return 0.0
    return max(0.0, 1 - abs(log(one / other)) / log(10))
