"""Carrying money along successions, so that a move is a move and not an end and a birth."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import lcm

from crosscut.budget.links import Link, Succession
from crosscut.follow import reasons
from crosscut.follow.effects import Steps
from crosscut.follow.sides import DifferenceCell, Side
from crosscut.money import split
from crosscut.text import Text
from crosscut.text.effect_kinds import EffectKind


@dataclass(frozen=True)
class _Way:
    """One predecessor's links that hold, and the part of its money that stays with it."""

    links: tuple[Link, ...]
    stays: Fraction

    def portions(self, amount: int) -> list[int]:
        """The amount in one part for each link, and last what stays."""
        shares = [*(link.share * (1 - self.stays) for link in self.links), self.stays]
        whole = lcm(*(share.denominator for share in shares))
        return split(amount, [share.numerator * (whole // share.denominator) for share in shares])


def follow_links(steps: Steps, before: Side, after: Side, succession: Succession) -> None:
    """Carry every predecessor's money to its successors, in the order of succession.

    A link holds between two years where its own year lies between them, and later for as long as the predecessor has a
    rest that is gone on the later side. A link without a year, and any link between two sides of one year, holds where
    the predecessor is gone and the successor there. A predecessor that has money on the later side still, in a year of
    transition, keeps a part in proportion to it.
    """
    there = after.totals()
    ways = {
        predecessor: _way(predecessor, links, before, after, there)
        for predecessor, links in succession.by_predecessor.items()
    }
    feeds = Counter(link.successor for way in ways.values() if way for link in way.links if _begins(link, before))
    money = before.totals()
    for predecessor in succession.in_order():
        way, cells = ways[predecessor], steps.of(predecessor)
        if way is None or not cells:
            continue
        portions = {cell: way.portions(amount) for cell, amount in cells.items()}
        for place, link in enumerate(way.links):
            if link.successor != predecessor:
                parts = {cell: portion[place] for cell, portion in portions.items()}
                into = feeds[link.successor] + (link.successor in money)
                _carry(steps, link, parts, _structure(link, len(way.links), into, before, after), (before, after))


def _way(predecessor: str, links: Sequence[Link], before: Side, after: Side, there: Mapping[str, int]) -> _Way | None:
    sound = tuple(link for link in links if _holds(link, before, after, there))
    if not sound or sum(link.share for link in sound) != 1:
        return None
    if predecessor not in there or any(link.successor == predecessor for link in sound):
        return _Way(sound, Fraction(0))
    own = max(there[predecessor], 0)
    theirs = sum(max(there.get(link.successor, 0), 0) for link in sound)
    return _Way(sound, Fraction(own, own + theirs)) if theirs else None


def _holds(link: Link, before: Side, after: Side, there: Mapping[str, int]) -> bool:
    gone = link.predecessor not in there
    if link.year and before.year != after.year:
        return before.year < link.year <= after.year or (link.year <= before.year and gone)
    return (gone and link.successor in there) or link.successor == link.predecessor


def _begins(link: Link, before: Side) -> bool:
    """Whether the succession itself lies between the sides, and not only its last rest."""
    return not link.year or link.year > before.year


def _structure(link: Link, links: int, into: int, before: Side, after: Side) -> EffectKind | None:
    """What the link does to the programme besides its ministry."""
    if not _begins(link, before):
        return None
    if links > 1:
        return EffectKind.SPLIT
    if into > 1:
        return EffectKind.MERGED
    names = (before.names.get(link.predecessor, ""), after.names.get(link.successor, ""))
    return EffectKind.RENAMED if names[0] != names[1] else None


def _carry(
    steps: Steps,
    link: Link,
    parts: Mapping[DifferenceCell, int],
    structure: EffectKind | None,
    sides: tuple[Side, Side],
) -> None:
    """Carry one link's part: to the successor's ministry first, then to the successor itself."""
    before, after = sides
    ministry = after.ministries.get(link.successor, "")
    moved = {cell: cell._replace(ministry=ministry or cell.ministry) for cell in parts}
    renamed = {
        cell: target._replace(
            programme=link.successor, committee=after.committees.get(link.successor, target.committee)
        )
        for cell, target in moved.items()
    }
    if moved.keys() != set(moved.values()):
        why = reasons.moved({cell.ministry for cell in parts}, ministry, link.predecessor).then(link.why)
        targets = moved if structure else renamed
        moves = [(cell, targets[cell], part) for cell, part in parts.items()]
        steps.carry(EffectKind.MOVED, link.successor, moves, why, whole=True)
        if not structure:
            return
    kind = structure or EffectKind.RENAMED
    why = _reason(kind, link, before).then(link.why)
    moves = [(moved[cell], renamed[cell], part) for cell, part in parts.items()]
    steps.carry(kind, link.successor, moves, why, whole=True)


def _reason(kind: EffectKind, link: Link, before: Side) -> Text:
    was = f"{link.predecessor} {before.names.get(link.predecessor, '')}".strip()
    if kind is EffectKind.SPLIT:
        return reasons.split_of(link.share, was)
    return reasons.was_programme(was) if kind is EffectKind.RENAMED else reasons.took_in(was)
