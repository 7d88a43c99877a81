"""What a document leaves unsaid: the tightest ranges that follow from what it says."""

from __future__ import annotations

from collections.abc import Iterable

from crosscut.audit.model import Implied, Interval
from crosscut.audit.reconcile.exact import Bounds, Reading, propagate, stated
from crosscut.audit.reconcile.narrowing import Contradiction
from crosscut.audit.relations.movement import Movement, is_whole
from crosscut.audit.relations.system import Key, Linear, Relation, System
from crosscut.text import Text


def imply(system: System, moved: list[Movement], doubted: Iterable[str]) -> list[Implied]:
    """The unsaid: ranges of wholes that are tighter than printed, and what is left for the parts not listed."""
    gone = set(doubted)
    wholes = {each.entity: each for each in moved if is_whole(each) and each.after[0] == "level"}
    if len(wholes) != 1:
        return []
    whole = next(iter(wholes.values()))
    areas = {
        each.entity: each
        for each in moved
        if each.entity
        and not is_whole(each)
        and each.after[0] == "level"
        and each.after[2] == whole.after[2]
        and {"before", "after"} <= set(each.frame.slots)
    }
    bounds, relations = _solved(system, gone)
    found = [_tightened(system, key, bounds, relations) for key in (whole.before, whole.after, whole.difference)]
    found += _rest(system, whole, list(areas.values()), relations, gone)
    return [each for each in found if each]


def _solved(system: System, gone: set[str]) -> tuple[Bounds, list[Relation]]:
    keys = {key for relation in system.relations for key in relation.keys} | set(system.states.values())
    relations = list(system.relations)
    try:
        return propagate(system, relations, stated(system, keys, gone, reading="rounded"), gone), relations
    except Contradiction:
        relations = [relation for relation in relations if relation.certain]
    try:
        return propagate(system, relations, stated(system, keys, gone), gone), relations
    except Contradiction:
        return {}, relations


def _tightened(system: System, key: Key, bounds: Bounds, relations: list[Relation]) -> Implied | None:
    """The range of a whole, where others make it tighter than its own print."""
    span = bounds.get(key)
    if span is None or not span.bounded:
        return None
    members = {other for relation in relations if key in relation.keys for other in relation.keys}
    why = tuple(figure for figure, stated_key in system.states.items() if stated_key in members)
    first = next((system.figures[each] for each in why), None)
    return Implied(system.names[key], span, why, currency=first.currency if first else "")


def _rest(
    system: System, whole: Movement, areas: list[Movement], relations: list[Relation], gone: set[str]
) -> list[Implied]:
    """Before, after and change of whatever the listed areas leave of the whole."""
    if len(areas) < 2:
        return []
    found = []
    shared = [each for each in areas if each.after[2] == whole.after[2]]
    for total, parts, name in (
        (
            whole.difference,
            [each.difference for each in shared],
            Text("change of the areas not listed", "나열하지 않은 분야의 증감"),
        ),
        (whole.before, [each.before for each in shared], _unlisted(whole.before)),
        (whole.after, [each.after for each in shared], _unlisted(whole.after)),
        (
            None,
            [each.difference for each in shared],
            Text("change of the listed areas together", "나열한 분야의 증감 합계"),
        ),
    ):
        rest: Key = ("rest", name.en)
        terms = (
            ((rest, 1), *((part, 1) for part in parts), (total, -1))
            if total
            else ((rest, -1), *((part, 1) for part in parts))
        )
        keys = [total, *parts] if total else parts
        span = _bound(system, relations, Linear("sum", terms), rest, gone)
        if span and span.bounded:
            why = system.figures_of({*keys, *_sides(keys, relations)})
            currency = system.figures[why[0]].currency if why else ""
            found.append(Implied(name, span, tuple(each for each in why if each not in gone), currency=currency))
    return found


def _unlisted(key: Key) -> Text:
    return Text(f"areas not listed in {key[2]}", f"{key[2]}년 나열하지 않은 분야")


def _sides(keys: Iterable[Key | None], relations: list[Relation]) -> set[Key]:
    """The levels whose differences are among the keys."""
    wanted = set(keys)
    return {
        key
        for relation in relations
        if relation.kind in ("difference", "same") and wanted & set(relation.keys)
        for key in relation.keys
    }


def _bound(system: System, relations: list[Relation], extra: Linear, rest: Key, gone: set[str]) -> Interval | None:
    keys = {key for relation in (*relations, extra) for key in relation.keys} | set(system.states.values())
    readings: tuple[Reading, ...] = ("rounded", "lenient")
    for reading in readings:
        try:
            return propagate(system, [*relations, extra], stated(system, keys, gone, reading=reading), gone)[rest]
        except Contradiction:
            continue
    return None
