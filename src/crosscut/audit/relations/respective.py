"""Changes told for several levels at once: ``a 12,460억원, b 8,136억원으로 각각 913억원(7.9%), 452억원(5.9%) 증가``."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from crosscut.audit.context.placed_numbers import NumberInSentence
from crosscut.audit.relations.assembly import Assembly
from crosscut.audit.relations.in_turn import EACH, in_turn
from crosscut.audit.relations.readings import checks
from crosscut.audit.relations.system import Linear, Ratio

_LEAST, _PAIR, _THREE = 2, 2, 3


@dataclass(frozen=True, slots=True)
class _Change:
    """A level after a change, with the change and its rate."""

    after: NumberInSentence
    difference: NumberInSentence
    rate: NumberInSentence

    def holds(self, direction: int) -> bool:
        """Whether the three agree."""
        slots = {"after": self.after, "difference": self.difference, "growth": self.rate}
        return checks(slots, direction).growth is True


def respective(assembly: Assembly) -> None:
    """Relate each level to its own change where most agree with theirs, so that the order is the one that is meant."""
    for group in assembly.prose.groups:
        clause = group[0].clause
        if not EACH.search(assembly.document.text, clause.start, clause.end):
            continue
        told, direction = list(_changes(group)), _direction(group)
        held = sum(each.holds(direction) for each in told)
        if direction and len(told) >= _LEAST and held and held >= len(told) - 1:
            for each in told:
                _relate(assembly, each, direction)


def _changes(group: Sequence[NumberInSentence]) -> Iterator[_Change]:
    """The changes of a sentence that has as many levels as changes with a rate behind each, and nothing else."""
    several, left_over = divmod(len(group), _THREE)
    levels, changes = group[:several], group[several:]
    differences, rates = changes[::_PAIR], changes[1::_PAIR]
    sizes = {each.token.measure for each in (*levels, *differences) if each.token.is_size}
    rated = all(each.token.kind == "percentage" and each.left.strip() in ("(", "[", ",") for each in rates)
    if not left_over and rated and len(sizes) == 1 and all(each.token.is_size for each in (*levels, *differences)):
        yield from map(_Change, levels, differences, rates)


def _direction(group: Sequence[NumberInSentence]) -> int:
    ways = {each.part.direction for each in group if each.part.direction}
    return ways.pop() if len(ways) == 1 else 0


def _relate(assembly: Assembly, told: _Change, direction: int) -> None:
    system, place = assembly.system, told.difference.token.start
    after, before, difference = (assembly.local(name, place) for name in ("after", "before", "difference"))
    system.levels.update((after, before))
    system.state(assembly.placed(told.after), after)
    system.state(assembly.placed(told.difference, direction), difference)
    figure = assembly.placed(told.rate, direction).id
    system.relate(
        Linear("difference", ((after, 1), (before, -1), (difference, -1))),
        Ratio("growth", difference, before, figure, "part"),
        Ratio("growth", difference, after, figure, "of_after"),
    )


def stated_in_turn(assembly: Assembly) -> None:
    """Relate what is told in turn, where most of it comes out."""
    for found in in_turn(assembly.prose.groups, assembly.document.text):
        ways = {each.part.direction for each in found.rates if each.part.direction}
        way = ways.pop() if len(ways) == 1 else 0
        told = list(found.slots)
        held = sum(checks(slots, way).growth is True for slots in told)
        if way and held and held >= len(told) - 1:
            for slots in told:
                _relate_growth(assembly, slots, way)


def _relate_growth(assembly: Assembly, slots: dict[str, NumberInSentence], way: int) -> None:
    system = assembly.system
    after, before = (assembly.quantity(slots[name]) for name in ("after", "before"))
    rate = assembly.placed(slots["growth"], way)
    system.relate(Ratio("growth", after, before, rate.id, "growth"))
    if way:
        system.relate(Linear("direction", ((after, -way), (before, way)), equal=False))
