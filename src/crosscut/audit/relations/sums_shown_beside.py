"""Sums that other numbers show to be meant: shares that make up one hundred, the same parts in another year.

Where they do not come out they are guesses: a list may leave out what did not exist in the other year.

``89,919: 68,476 (76.2%) and 21,443 (23.8%)``: where the shares of one printed whole are all of it, their amounts are
too. ``9.144 trillion, up 3.5399; 3.8159, up 1.6352; 5.3281, up 1.9047``: where the levels of some movements make up
that of the one before them, their changes do, and the other way round.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction

from crosscut.audit.context.placed_numbers import NumberInSentence
from crosscut.audit.relations.assembly import Assembly
from crosscut.audit.relations.movement import Movement
from crosscut.audit.relations.sums import Adding, fits
from crosscut.audit.relations.system import Key, Linear, Ratio, System

_LEAST, _MOST, _FAR = 2, 8, 400
_FINE = Fraction(1, 1_000)
_DIGITS = 1_000
_FINE_SHARE = Fraction(1, 1_000)
"""Shares printed coarser than this make up one hundred by accident too often: of firms 60% do this and 40% that."""

_ROLES = ("after", "before", "difference")


def sums_shown_beside(assembly: Assembly, moved: Sequence[Movement]) -> None:
    """Relate parts to their whole where their shares, or their changes, show that they are all of it."""
    _by_their_shares(assembly)
    for place, whole in enumerate(moved):
        for parts in _following(moved, place):
            if _by_what_moved(assembly, whole, parts):
                break


def _by_their_shares(assembly: Assembly) -> None:
    system = assembly.system
    shares: dict[tuple[Key, int], list[Ratio]] = defaultdict(list)
    clauses = {each.token.start: each.clause.start for group in assembly.prose.groups for each in group}
    for each in system.relations:
        if isinstance(each, Ratio) and each.kind == "share" and each.under[0] != "cell" and each.over[0] != "cell":
            shares[each.under, clauses.get(system.figures[each.figure].start, -1)].append(each)
    for (whole, _), ratios in shares.items():
        parts = list(dict.fromkeys(each.over for each in ratios))
        rates = [system.figures[each.figure] for each in ratios]
        if not system.stating(whole) or not _LEAST <= len(parts) == len(ratios) or whole in parts:
            continue
        play = max(each.step for each in rates)
        if abs(sum((each.value for each in rates), Fraction(0)) - 1) <= play and all(map(system.stating, parts)):
            told = Linear("sum", (*((part, 1) for part in parts), (whole, -1)))
            held = _comes_out(system, told)
            fine = play <= _FINE_SHARE and sum((each.value for each in rates), Fraction(0)) == 1
            if held or (fine and not _are_rounded(system, told)):
                system.relate(replace(told, certain=held))


def _comes_out(system: System, told: Linear) -> bool:
    """Whether parts make up their whole within what the printed digits leave open."""
    low = high = Fraction(0)
    for key, sign in told.terms:
        span = system.figures[system.stating(key)[0]].lenient
        ends = [sign * (end or Fraction(0)) for end in (span.low, span.high)]
        low, high = low + min(ends), high + max(ends)
    return low <= 0 <= high


def _are_rounded(system: System, told: Linear) -> bool:
    """Whether parts miss their whole by no more than the zeros that all of them end in leave open."""
    figures = [(system.figures[system.stating(key)[0]], sign) for key, sign in told.terms]
    grain = min(figure.step for figure, _ in figures)
    while grain and all(not figure.value % (grain * 10) for figure, _ in figures):
        grain *= 10
    gap = abs(sum((figure.value * sign for figure, sign in figures), Fraction(0)))
    return gap <= grain * len(figures) / 2


def _following(moved: Sequence[Movement], place: int) -> Iterator[Sequence[Movement]]:
    """The movements behind one that are told in the same roles, two of them and more."""
    whole = moved[place]
    roles = set(whole.frame.slots) & set(_ROLES)
    for end in range(place + 1 + _LEAST, min(len(moved), place + _MOST) + 1):
        parts = moved[place + 1 : end]
        if len(roles) < _LEAST or any(not roles <= set(each.frame.slots) for each in parts):
            return
        if parts[-1].frame.first.token.start - whole.frame.first.token.start > _FAR:
            return
        yield parts


def _by_what_moved(assembly: Assembly, whole: Movement, parts: Sequence[Movement]) -> bool:
    """Whether the levels or the changes of some movements finely make up those of another; then all of them do."""
    roles = [role for role in _ROLES if role in whole.frame.slots]
    added = {role: _adding(whole, parts, role) for role in roles}
    if not any(each is not None and fits(each) and _is_fine(each) for each in added.values()):
        return False
    for role, each in added.items():
        if each is None or (not fits(each) and not _is_fine(each)):
            continue
        terms = [(assembly.quantity(part), _way(whole, one, role)) for one, part in zip(parts, each.parts, strict=True)]
        key = assembly.quantity(each.whole)
        if key not in {part for part, _ in terms}:
            assembly.system.relate(Linear("sum", (*terms, (key, -1)), certain=fits(each)))
    return True


def _way(whole: Movement, part: Movement, role: str) -> int:
    return -1 if role == "difference" and whole.frame.direction * part.frame.direction < 0 else 1


def _adding(whole: Movement, parts: Sequence[Movement], role: str) -> Adding | None:
    """The parts of a movement in one role, where all go the same way."""
    if role == "difference" and any(_way(whole, each, role) < 0 for each in parts):
        return None
    numbers = [each.frame.slots[role] for each in (whole, *parts)]
    if len({each.token.measure for each in numbers}) > 1 or any(each.token.loose for each in numbers):
        return None
    return Adding(numbers[0], tuple(numbers[1:]), complete=True, equal=True)


def _is_fine(adding: Adding) -> bool:
    """Whether a sum of numbers of several digits comes out by accident in few cases only."""
    play: Fraction = sum((each.token.grain for each in adding.parts), adding.whole.token.grain)
    return play <= _FINE * adding.whole.token.size and all(map(_is_long, adding.parts))


def _is_long(placed: NumberInSentence) -> bool:
    return placed.token.size * 10 >= _DIGITS * placed.token.step
