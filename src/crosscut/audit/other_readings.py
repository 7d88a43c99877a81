"""Whether a relation that does not hold has another reading: figures beside its own with which it would.

Every contradiction passes here before anything is called. What is printed near a figure may be what it is really said
of: where a level, a rate or a part of the same sentence, row or neighbouring sentence makes the statement true within
its printed rounding, two readings are open, and nobody's number is wrong.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from fractions import Fraction
from functools import partial
from itertools import combinations, pairwise, product
from math import prod

from crosscut.audit.model import PrintedFigure
from crosscut.audit.nearby import Nearby
from crosscut.audit.plain_slips import is_plainly_slipped, leaves_out_its_unit
from crosscut.audit.rates_beside import (
    have_their_own_rate,
    is_of_another_kind,
    is_stated_outright,
    without_what_others_take,
)
from crosscut.audit.rates_of_sizes import (
    FINE,
    ROOM,
    are_coarse,
    distance,
    is_change_to,
    is_made_with,
    is_of_before,
    is_part_of,
    is_rate,
    may_differ,
    meets,
)
from crosscut.audit.reconcile.conflicts import FigureConflict, conflicts
from crosscut.audit.reconcile.exact import holds
from crosscut.audit.relations.system import Linear, Ratio, Relation, System
from crosscut.audit.slips import alike

_ROUNDS = 4
_MOST_CHOICES = 16
_LEAST_PARTS = 3
_PAIR = 2
_OF_A_WHOLE = frozenset({"share", "multiple", "product", "average"})
"""Kinds of relations that say what one size is of another, and nothing of a change."""

_OF_NOTHING_ELSE = frozenset({"direction", "overfilled"})
"""Kinds of relations whose words leave no other whole."""


def asserted(
    system: System, relations: Collection[Relation], doubts: Mapping[str, int], nearby: Nearby
) -> tuple[System, list[Relation], list[FigureConflict]]:
    """What is left without the relations that have another reading, and the contradictions in it."""
    kept = list(relations)
    found = conflicts(system, kept, doubts)
    for _ in range(_ROUNDS):
        broken = {relation: None for each in found for relation in _broken(system, each)}
        apart = {figure for relation in broken for figure in _of_another(system, relation)}
        open_too = {
            relation
            for relation in broken
            if not apart and relation not in nearby.proved and _is_open(system, relation, nearby)
        }
        if not open_too and not apart:
            break
        system = without(system, apart) if apart else system
        kept = [each for each in kept if each not in open_too and not _hangs_on(each, open_too)]
        found = conflicts(system, kept, doubts)
    return system, kept, found


def without(system: System, figures: Collection[str]) -> System:
    """The system as if some figures stated nothing."""
    return system.with_states({figure: key for figure, key in system.states.items() if figure not in figures})


def _of_another(system: System, relation: Relation) -> set[str]:
    """Figures that are of another thing than its name says: of two under one name each makes the relation true.

    That one is more than the other is true of too many to say anything.
    """
    if isinstance(relation, Linear) and not relation.equal:
        return set()
    stated = [system.stating(key) for key in relation.keys]
    if all(len(each) < _PAIR for each in stated) or prod(len(each) for each in stated) > _MOST_CHOICES:
        return set()
    true = [
        chosen
        for chosen in product(*stated)
        if holds(system, relation, {figure for each in stated for figure in each} - set(chosen))
    ]
    found: set[str] = set()
    for each, said in enumerate(stated):
        told = {chosen[each] for chosen in true}
        if len(told) > 1 and len(told) == len(said) and _exclude(system, said):
            found.update(said[1:])
    return found


def _exclude(system: System, figures: Sequence[str]) -> bool:
    spans = [system.figures[each].lenient for each in figures]
    return any(one.meet(other).empty for one, other in combinations(spans, _PAIR))


def _hangs_on(relation: Relation, others: Collection[Relation]) -> bool:
    """Whether a relation says of the same rate, or of the way of the same change, what another does that is open."""
    if isinstance(relation, Ratio):
        return any(isinstance(each, Ratio) and each.figure == relation.figure for each in others)
    return relation.kind == "direction" and any(set(relation.keys) <= set(each.keys) for each in others)


def _broken(system: System, conflict: FigureConflict) -> Iterator[Relation]:
    """The relations of a contradiction that do not hold by themselves."""
    for relation in conflict.component.relations:
        if not holds(system, relation):
            yield relation


def _is_open(system: System, relation: Relation, nearby: Nearby) -> bool:
    """Whether other figures beside those of a relation make it true."""
    stated = [_stating(system, key) for key in relation.keys]
    figures = [each for each in stated if each is not None]
    if len(figures) < len(stated):
        return False
    if nearby.is_cell(figures[0]):
        if nearby.tables.is_missing(system, relation) or _has_another_rate(system, relation, figures, nearby):
            return True
        if _is_shown(system, nearby.like(relation)):
            return False
    if isinstance(relation, Ratio):
        return _rate_is_open(system, relation, figures, nearby)
    return _linear_is_open(system, relation, figures, nearby)


def _rate_is_open(system: System, relation: Ratio, figures: list[PrintedFigure], nearby: Nearby) -> bool:
    if (not relation.certain or relation.transform == "of_after") and is_of_another_kind(
        system, relation, nearby.ratios(relation.figure)
    ):
        return True
    outright = is_stated_outright(system, nearby.ratios(relation.figure), relation.figure)
    if outright or (relation.certain and relation.figure in system.named_bases):
        return False
    rate = system.figures[relation.figure]
    if leaves_out_its_unit(*figures) and relation.kind == "growth":
        return True
    if relation.certain and not nearby.is_cell(figures[0]) and is_plainly_slipped(relation, rate, *figures):
        return False
    told = nearby.of([rate, *_rated_figures(system, nearby.ratios(relation.figure))])
    beside = without_what_others_take(system, relation, nearby.sharing(relation), told)
    known = partial(have_their_own_rate, system, relation, nearby.like(relation))
    return _ratio_is_open(relation, rate, figures, beside, known)


def _linear_is_open(system: System, relation: Linear, figures: list[PrintedFigure], nearby: Nearby) -> bool:
    beside = nearby.of(figures)
    near = [each for each in beside if _comparable(each, figures[0])]
    if relation.kind == "same":
        rates = [each for each in beside if each.kind == "percentage"]
        return _differ_by(figures, near) or any(is_rate(figures[0], figures[1], each, moved=True) for each in rates)
    if relation.kind == "difference":
        return _is_stated_as_a_sum(system, relation) or _difference_is_open(figures, near)
    if relation.equal:
        return _sum_is_open(figures[:-1], figures[-1], [] if nearby.is_cell(figures[0]) else near)
    parts = {key for each in system.relations if isinstance(each, Linear) and not each.equal for key in each.keys[:-1]}
    wholes = [each for each in near if system.states.get(each.id) not in parts and each.start < figures[0].start]
    return relation.kind not in _OF_NOTHING_ELSE and _is_within_another(figures, wholes)


def _has_another_rate(system: System, relation: Relation, figures: list[PrintedFigure], nearby: Nearby) -> bool:
    """Whether another rate of the row is that of its levels: one of two may leave out what moved by itself."""
    if not isinstance(relation, Ratio) or relation.kind != "growth":
        return False
    rate, (over, under) = system.figures[relation.figure], figures
    return any(
        is_rate(over, under, each, moved=True)
        for each in nearby.of([rate])
        if each.kind == rate.kind and each.value != rate.value
    )


def _is_shown(system: System, like: Sequence[Relation]) -> bool:
    """Whether a table shows by its other rows or columns what a cell is: the same relation holds there."""
    held = sum(holds(system, each) for each in like)
    return held >= _PAIR and held * 2 > len(like)


def _rated_figures(system: System, ratios: Sequence[Ratio]) -> list[PrintedFigure]:
    """The figures of which a rate is said, by any of its relations."""
    return [figure for each in ratios for key in each.keys if (figure := _stating(system, key)) is not None]


def _stating(system: System, key: tuple[str | int, ...]) -> PrintedFigure | None:
    names = system.stating(key)
    return system.figures[names[0]] if names else None


def _comparable(one: PrintedFigure, other: PrintedFigure) -> bool:
    return one.kind == other.kind and one.currency == other.currency and one.value != 0


def _exchanged(
    figures: Sequence[PrintedFigure], near: Sequence[PrintedFigure], holds_of: Callable[[list[PrintedFigure]], bool]
) -> bool:
    """Whether something holds of the figures with one of them exchanged for another that is no misprint of it.

    What may be a misprint is asked last: it costs far more than the arithmetic, which few exchanges pass.
    """
    return any(
        _comparable(other, figure)
        and holds_of([*figures[:place], other, *figures[place + 1 :]])
        and not alike(figure, other)
        for place, figure in enumerate(figures)
        for other in near
    )


def _difference_is_open(figures: list[PrintedFigure], near: list[PrintedFigure]) -> bool:
    after, before, difference = figures
    if not difference.value:
        return False
    if _exchanged(figures, near, lambda three: _is_difference(*three)):
        return True
    if any(_is_difference(one, other, difference) for one, other in pairwise(_in_order(near))):
        return True
    span = distance(after, before)
    return any(is_made_with(span, sign, other, difference) for other in near for sign in (1, -1))


def _is_stated_as_a_sum(system: System, relation: Linear) -> bool:
    """Whether the numbers of a difference are said to make up one another: its words are of the sum."""
    keys = set(relation.keys)
    return any(isinstance(each, Linear) and each.kind == "sum" and set(each.keys) == keys for each in system.relations)


def _in_order(figures: Sequence[PrintedFigure]) -> list[PrintedFigure]:
    return sorted(figures, key=lambda each: each.start)


def _is_difference(one: PrintedFigure, other: PrintedFigure, difference: PrintedFigure) -> bool:
    near = may_differ(one.rough_size, other.rough_size, difference.rough_size)
    return near and meets(*distance(one, other), difference)


def _differ_by(figures: list[PrintedFigure], near: list[PrintedFigure]) -> bool:
    """Whether two amounts that would be one differ by what is printed beside them, as two stages or two parts do."""
    return len(figures) == _PAIR and any(_is_difference(figures[0], figures[1], each) for each in near)


def _is_within_another(figures: list[PrintedFigure], near: list[PrintedFigure]) -> bool:
    """Whether an amount beside them is large enough to be what parts are really of."""
    low = sum((each.size[0] for each in figures[:-1]), Fraction(0))
    return any(each.size[1] >= low for each in near)


def _sum_is_open(parts: list[PrintedFigure], whole: PrintedFigure, near: list[PrintedFigure]) -> bool:
    if _exchanged([*parts, whole], near, lambda figures: _adds_up(figures[:-1], figures[-1])):
        return True
    if any(_adds_up([*parts, each], whole) or _adds_up(parts, whole, each) for each in near):
        return True
    behind = [each for each in _in_order(near) if each.start > max(part.start for part in parts)]
    if any(_adds_up([*parts, *behind[:more]], whole) for more in range(_PAIR, len(behind) + 1)):
        return True
    least = 1 if len(parts) == _LEAST_PARTS else _PAIR
    for left_out in range(1, least + 1):
        for kept in combinations(parts, len(parts) - left_out):
            if len(kept) >= _PAIR and _adds_up(list(kept), whole) and _comes_close(kept, whole):
                return True
    return False


def _comes_close(parts: Sequence[PrintedFigure], whole: PrintedFigure) -> bool:
    """Whether printed sizes add up to the last digit or the next: a list without one of its parts is no sum else."""
    step = max(each.step for each in (*parts, whole))
    return abs(sum(abs(each.value) for each in parts) - abs(whole.value)) <= step


def _adds_up(parts: Sequence[PrintedFigure], whole: PrintedFigure, taken: PrintedFigure | None = None) -> bool:
    if not _may_add_up(parts, whole, taken):
        return False
    sizes, span = [each.size for each in parts], whole.size
    if taken is not None:
        sizes.append((-taken.size[1], -taken.size[0]))
    lowest, highest = (sum((each[end] for each in sizes), Fraction(0)) for end in (0, 1))
    smallest = min(abs(each.value) for each in parts)
    return highest - lowest <= FINE * smallest and lowest <= span[1] and highest >= span[0]


def _may_add_up(parts: Sequence[PrintedFigure], whole: PrintedFigure, taken: PrintedFigure | None) -> bool:
    """Whether a sum can come out at all, by floats."""
    sizes, span = [each.rough_size for each in parts], whole.rough_size
    if taken is not None:
        sizes.append((-taken.rough_size[1], -taken.rough_size[0]))
    low, high = (sum(each[end] for each in sizes) for end in (0, 1))
    room = ROOM * sum(abs(end) for each in (*sizes, span) for end in each)
    return low <= span[1] + room and high >= span[0] - room


def _ratio_is_open(
    relation: Ratio,
    rate: PrintedFigure,
    figures: list[PrintedFigure],
    near: list[PrintedFigure],
    known: Callable[[PrintedFigure, PrintedFigure], bool],
) -> bool:
    levels = [each for each in near if _comparable(each, figures[0]) and not _is_later(relation, figures, each)]
    moved = relation.kind not in _OF_A_WHOLE
    if any(_is_exchanged(relation, figures, other, rate) for other in levels):
        return True
    pairs = pairwise(_in_order(levels))
    told = (pair for pair in pairs if is_rate(*pair, rate, moved=moved) and not known(*pair))
    if any(not (relation.certain and are_coarse(*pair, rate)) for pair in told):
        return True
    if relation.transform == "of_after" and any(is_of_before(figures[0], each, rate) for each in levels):
        return True
    over, under = figures
    return any(
        is_rate(over, under, each, moved=relation.transform == "growth") and not alike(each, rate)
        for each in near
        if each.kind == rate.kind
    )


def _is_change(relation: Ratio, one: PrintedFigure, other: PrintedFigure, rate: PrintedFigure) -> bool:
    """Whether a rate is what parts two sizes, the way it goes; without words for a change it may be a share as well."""
    if relation.certain and not is_change_to(one, other, rate):
        return False
    share = relation.certain and (is_part_of(one, other, rate) or is_part_of(other, one, rate))
    return is_rate(one, other, rate, moved=True) and not share


def _is_later(relation: Ratio, figures: list[PrintedFigure], other: PrintedFigure) -> bool:
    """Whether a size is where a change told of the level before it leads: a rate on it is on the wrong level."""
    told = relation.kind == "growth" and relation.transform == "part"
    return told and _is_difference(figures[1], other, figures[0])


def _is_exchanged(relation: Ratio, figures: list[PrintedFigure], other: PrintedFigure, rate: PrintedFigure) -> bool:
    """Whether a rate is of another figure in place of one of its own, which is no misprint of that.

    A share is of no less than its part, and what words call a change is not taken for a level.
    """
    over, under = figures
    if relation.transform == "growth":
        first = _is_change(relation, other, under, rate) and not alike(over, other)
        return first or (_is_change(relation, over, other, rate) and not alike(under, other))
    moved = relation.kind not in _OF_A_WHOLE
    taken = is_part_of(other, under, rate) or (moved and is_rate(other, under, rate, moved=True))
    return (taken and not alike(over, other)) or (is_part_of(over, other, rate) and not alike(under, other))
