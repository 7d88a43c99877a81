"""Parts told as their whole is, each with its change or its rate: what one of the two shows, the other must keep to.

``총 2조 680억원, 1,680억원 증액. 일반회계 1조 7,783억원(1,423억원↑), 특별회계 2,897억원(257억원↑)``: where the changes
make up that of the whole, the levels do. ``33.57 billion, up 8.2 %: 7.27, up 2.6 %, and 26.30, up 9.9 %``: where one
slip parts the levels from their whole, and what they were before makes up what it was once it is put right.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from crosscut.audit.context.placed_numbers import NumberInSentence
from crosscut.audit.model import Interval
from crosscut.audit.relations.assembly import Assembly
from crosscut.audit.relations.system import Linear
from crosscut.audit.slips import one_slip

_LEVELS = frozenset({"level", "after"})
_FEWEST, _MOST, _BACK, _FAR = 2, 6, 3, 420
_EXACT = 1_000
"""In how many of its last digits a whole must be told for it to be no accident that its parts make it up."""

_FEW = 100
"""The same of a change, where its sum shows that levels are one slip away from theirs."""

_FINE = 10_000
_SURE = 100_000
"""The same for what it shows of the other column to be no guess."""

_SMALL = 20
"""The same of every part: a small one tells nothing."""

_COARSE = Fraction(1, 100)
"""Up to which part of what a whole was before that may be open, for it to show that all parts are listed."""

_PERCENT = "percentage"


@dataclass(frozen=True, slots=True)
class _Row:
    """A level, and the change or the rate beside it."""

    level: NumberInSentence
    moved: NumberInSentence


def sums_of_rows(assembly: Assembly) -> None:
    """Relate levels, or changes, of parts to those of their whole where the other column shows that all are listed."""
    groups = assembly.prose.groups
    for place, group in enumerate(groups):
        above = list(_above(groups, place))
        if not above:
            continue
        for rows in _runs(_rows(group, rated=True)):
            _by_rates(assembly, rows, above)
        for rows in _runs(_rows(group, rated=False)):
            _by_changes(assembly, rows, above)


def _above(groups: Sequence[list[NumberInSentence]], place: int) -> Iterator[NumberInSentence]:
    start = groups[place][0].token.start
    for group in groups[max(0, place - _BACK) : place]:
        yield from (each for each in group if start - each.token.start <= _FAR)


def _is_vague(placed: NumberInSentence) -> bool:
    """Whether words call a number about so much, and it is not told to so many digits that they mean nothing."""
    return bool(placed.token.loose) and placed.token.size < _FINE * placed.token.step


def _rows(group: Sequence[NumberInSentence], *, rated: bool) -> list[_Row]:
    """The levels of a sentence with what moved, where each has one beside it and all stand in one order."""
    told = [each for each in group if each.token.is_size or each.token.kind == _PERCENT]
    if len(told) % 2 or len(told) < 2 * _FEWEST or len(told) > 2 * _MOST:
        return []
    pairs = list(zip(told[::2], told[1::2], strict=True))
    for one, other in ((0, 1), (1, 0)):
        rows = [_Row(pair[one], pair[other]) for pair in pairs]
        if all(_is_row(each, rated=rated) for each in rows):
            return rows
    return []


def _is_row(row: _Row, *, rated: bool) -> bool:
    level, moved = row.level, row.moved
    if not level.token.currency or level.part.role not in _LEVELS or _is_vague(level):
        return False
    if rated:
        return _is_rate(moved)
    alike = moved.token.measure == level.token.measure and moved.token.size < level.token.size
    return alike and moved.part.role in ("difference", *_LEVELS) and not _is_vague(moved)


def _runs(rows: Sequence[_Row]) -> Iterator[Sequence[_Row]]:
    """All rows of a sentence, of one measure."""
    if len(rows) >= _FEWEST and len({each.level.token.measure for each in rows}) == 1:
        yield rows


def _by_rates(assembly: Assembly, rows: Sequence[_Row], above: Sequence[NumberInSentence]) -> None:
    """The levels of some rows make up one above, but for a slip, as what they were before makes up what it was."""
    levels = [each.level for each in rows]
    for whole in _wholes(levels, above):
        for rate in filter(_is_rate, above):
            if _is_of(whole, rate, above) and _is_slipped_sum(assembly, [*rows, _Row(whole, rate)]):
                _relate(assembly, levels, whole, certain=False)
                return


def _is_rate(placed: NumberInSentence) -> bool:
    return placed.token.kind == _PERCENT and placed.part.role == "growth" and bool(placed.part.direction)


def _wholes(parts: Sequence[NumberInSentence], above: Sequence[NumberInSentence]) -> Iterator[NumberInSentence]:
    """The sizes above that parts may make up, the nearest first."""
    largest = max(each.token.size for each in parts)
    return (each for each in _alike(parts[0], above) if each.token.size > largest and not _is_vague(each))


def _alike(part: NumberInSentence, above: Sequence[NumberInSentence]) -> Iterator[NumberInSentence]:
    """The sizes above that are of the kind and the year of a part, the nearest first."""
    for each in reversed(above):
        one_year = len({each.year, part.year} - {None}) < _FEWEST
        if each.token.measure == part.token.measure and one_year:
            yield each


def _is_of(whole: NumberInSentence, rate: NumberInSentence, above: Sequence[NumberInSentence]) -> bool:
    """Whether a rate is of a level: of its sentence, or of the next that tells no level of its own."""
    if whole.clause == rate.clause:
        return True
    levels = [each for each in above if each.clause == rate.clause and each.token.is_size and each.part.role in _LEVELS]
    return rate.token.start > whole.token.start and not levels


def _is_slipped_sum(assembly: Assembly, rows: Sequence[_Row]) -> bool:
    """Whether one slip of a level is in the way of a sum, the last row's, that its rates bear out without it."""
    sizes = [each.level.token.size for each in rows]
    play = sum((each.level.token.step for each in rows), Fraction(0)) / 2
    gap = sizes[-1] - sum(sizes[:-1])
    if abs(gap) <= play:
        return False
    for at, row in enumerate(rows):
        meant = sizes[at] + (gap if at < len(rows) - 1 else -gap)
        token = row.level.token
        if meant <= 0 or meant < _SMALL * token.step or sizes[-1] < _EXACT * token.step:
            continue
        span = Interval(meant - play, meant + play)
        text = assembly.document.text[token.start : token.end]
        put_right = [*sizes[:at], meant, *sizes[at + 1 :]]
        if one_slip(text, token.size, token.step, span) and _bear_out(rows, put_right, play):
            return True
    return False


def _bear_out(rows: Sequence[_Row], sizes: Sequence[Fraction], play: Fraction) -> bool:
    """Whether what levels were before, by their rates, makes up what the last was, told finely."""
    spans = [_before(each.moved, size) for each, size in zip(rows, sizes, strict=True)]
    low, high = (sum((span[end] for span in spans[:-1]), Fraction(0)) for end in (0, 1))
    least, most = spans[-1]
    fine = (high - low) + (most - least) <= _COARSE * most
    return fine and low - play <= most and high + play >= least


def _before(rate: NumberInSentence, size: Fraction) -> tuple[Fraction, Fraction]:
    value, half = rate.token.size * rate.part.direction, rate.token.step / 2
    return size / (1 + value + half), size / max(1 + value - half, half)


def _by_changes(assembly: Assembly, rows: Sequence[_Row], above: Sequence[NumberInSentence]) -> None:
    """Where the levels or the changes of some rows make up one above to the last digit, the others make up another."""
    levels, changes = [each.level for each in rows], [each.moved for each in rows]
    whole = next((each for each in _wholes(levels, above) if _adds_up(levels, each, _EXACT)), None)
    change = next((each for each in _alike(changes[0], above) if _adds_up(changes, each, _FEW)), None)
    if whole is not None and change is None:
        beside = [each for each in _alike(changes[0], above) if each.clause == whole.clause and _is_change(each)]
        if len(beside) == 1 and all(map(_is_change, changes)):
            _relate(assembly, changes, beside[0], certain=whole.token.size >= _SURE * whole.token.step)
    elif change is not None and whole is None:
        for each in _wholes(levels, above):
            if each is not change and _is_slipped_sum_of(assembly, levels, each):
                _relate(assembly, levels, each, certain=False)
                return


def _is_change(placed: NumberInSentence) -> bool:
    return placed.part.role == "difference" and bool(placed.part.direction)


def _adds_up(parts: Sequence[NumberInSentence], whole: NumberInSentence, least: int) -> bool:
    """Whether parts make up a whole to the last digit, which is told in so many that this is no accident."""
    told = whole.token.size >= least * whole.token.step
    return told and sum(map(_value, parts)) == _value(whole)


def _value(placed: NumberInSentence) -> Fraction:
    return placed.token.size * (placed.part.direction if _is_change(placed) else 1)


def _is_slipped_sum_of(assembly: Assembly, parts: Sequence[NumberInSentence], whole: NumberInSentence) -> bool:
    total = sum((each.token.size for each in parts), Fraction(0))
    gap, numbers = whole.token.size - total, [*parts, whole]
    for each in numbers:
        meant = each.token.size - gap if each is whole else each.token.size + gap
        text = assembly.document.text[each.token.start : each.token.end]
        if meant > 0 and one_slip(text, each.token.size, each.token.step, Interval(meant, meant)):
            return True
    return False


def _relate(assembly: Assembly, parts: Sequence[NumberInSentence], whole: NumberInSentence, *, certain: bool) -> None:
    keys = [assembly.quantity(each) for each in (*parts, whole)]
    if len(set(keys)) == len(keys):
        terms = (*((key, 1) for key in keys[:-1]), (keys[-1], -1))
        assembly.system.relate(Linear("sum", terms, certain=certain))
