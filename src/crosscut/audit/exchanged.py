"""Two numbers that stand in each other's places: all that they break comes out with them exchanged."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import islice

from crosscut.audit.model import AuditFinding, PrintedFigure
from crosscut.audit.reconcile.exact import holds
from crosscut.audit.relations.system import Key, Ratio, Relation, System
from crosscut.findings import Severity
from crosscut.text import Text
from crosscut.text.particles import particles

_MOST_PAIRS = 300
_LEAST_BROKEN = 2
_TELLING = 10_000
"""How many of its last digit's worth two cells must be for one sum that comes out with them exchanged to be enough."""

_FAR = 900
"""How many letters may part two numbers of running text that stand in each other's places."""


def exchanged(system: System, broken: Iterable[Relation], relations: Sequence[Relation]) -> list[tuple[str, str]]:
    """The pairs of figures of broken relations, each in one pair at most."""
    speaking = _speaking(system, relations)
    found: list[tuple[str, str]] = []
    for one, other in islice(_pairs(system, broken), _MOST_PAIRS):
        if not any(name in pair for pair in found for name in (one, other)) and _mends(system, speaking, one, other):
            found.append((one, other))
    return found


def is_broken(system: System, relation: Relation) -> bool:
    """Whether a relation of which every quantity is printed does not hold."""
    return all(map(system.stating, relation.keys)) and not holds(system, relation)


def _pairs(system: System, broken: Iterable[Relation]) -> Iterator[tuple[str, str]]:
    """Figures of one column, of one row, or of the running text near each other, all in broken relations."""
    wrong = dict.fromkeys(islice((name for relation in broken for name in _figures(system, relation)), _MOST_PAIRS))
    lines: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for name in system.states if wrong else ():
        for line in _lines(system, name):
            if name in wrong or (line[-2] != "text" and len(lines[line]) < _MOST_PAIRS):
                lines[line].append(name)
    done = set[frozenset[str]]()
    for one in wrong:
        for line in _lines(system, one):
            for other in lines[line]:
                far = abs(system.figures[one].start - system.figures[other].start) > _FAR and line[-2] == "text"
                pair = frozenset((one, other))
                if other != one and not far and pair not in done:
                    done.add(pair)
                    yield one, other


def _lines(system: System, name: str) -> Iterator[tuple[str, ...]]:
    """What a figure may have been exchanged within: its column and its row, or the running text."""
    figure = system.figures[name]
    row, _, column = figure.label.rpartition(" · ")
    kind = (figure.document, figure.kind, figure.currency)
    if system.states[name][0] == "cell":
        yield from ((*kind, "column", column), (*kind, "row", row))
    else:
        yield (*kind, "text", figure.unit[-1:])


def _figures(system: System, relation: Relation) -> list[str]:
    """The figures that state what a relation is of, in its order."""
    return [name for key in relation.keys for name in system.stating(key)]


def _speaking(system: System, relations: Sequence[Relation]) -> Mapping[str, list[Relation]]:
    """The relations that speak of each figure."""
    by_key: dict[Key, list[Relation]] = defaultdict(list)
    found: dict[str, list[Relation]] = defaultdict(list)
    for relation in relations:
        for key in set(relation.keys):
            by_key[key].append(relation)
        if isinstance(relation, Ratio):
            found[relation.figure].append(relation)
    for name, key in system.states.items():
        found[name] += by_key.get(key, [])
    return found


def _mends(system: System, speaking: Mapping[str, list[Relation]], one: str, other: str) -> bool:
    """Whether what is said of both is broken as printed, and all holds with the two exchanged.

    Two numbers of one difference exchanged only turn its sign, which a table may print as it likes.
    """
    first, second = system.figures[one], system.figures[other]
    if first.value == second.value or first.step != second.step:
        return False
    cell = system.states.get(one, ("",))[0] == "cell"
    said = [[each for each in speaking.get(name, ()) if is_broken(system, each)] for name in (one, other)]
    if any(each in said[1] for each in said[0]):
        return False
    told = cell and max(abs(first.value), abs(second.value)) >= _TELLING * first.step
    if not any(said) or (not told and (not all(said) or len({*said[0], *said[1]}) < _LEAST_BROKEN)):
        return False
    apart = cell or _in_order(system, (one, other), said)
    return apart and _hold_exchanged(system, [*speaking[one], *speaking[other]], first, second)


def _hold_exchanged(system: System, relations: Sequence[Relation], first: PrintedFigure, second: PrintedFigure) -> bool:
    """Whether relations hold with two figures exchanged."""
    stating = {name: system.states[name] for each in relations for name in _figures(system, each)}
    rates = [each.figure for each in relations if isinstance(each, Ratio)]
    figures = {name: system.figures[name] for name in (*stating, *rates)}
    figures |= {first.id: _moved(first, second), second.id: _moved(second, first)}
    tried = System(figures, stating, [], system.levels)
    return all(holds(tried, each) for each in relations)


def _in_order(system: System, pair: tuple[str, str], said: Sequence[Sequence[Relation]]) -> bool:
    """Whether what is said of one of two numbers stands before all that is said of the other: no list is told in turn.

    What both are related to, as a whole of which both are parts, may stand anywhere.
    """
    members = [
        {name for each in relations for name in _figures(system, each)}
        | {each.figure for each in relations if isinstance(each, Ratio)}
        for relations in said
    ]
    places = [
        [system.figures[name].start for name in (mine - its) | {own}]
        for mine, its, own in zip(members, members[::-1], pair, strict=True)
    ]
    first, second = sorted(places)
    return max(first) < min(second)


def _moved(figure: PrintedFigure, other: PrintedFigure) -> PrintedFigure:
    """A figure with the number of another."""
    return replace(figure, value=other.value, low=other.low, high=other.high, lenient=other.lenient)


def findings(system: System, pairs: Sequence[tuple[str, str]]) -> Iterator[AuditFinding]:
    """A finding for each pair."""
    for one, other in pairs:
        first, second = system.figures[one], system.figures[other]
        texts = [" ".join(figure.text.split()) for figure in (first, second)]
        yield AuditFinding(
            "exchanged",
            Severity.FATAL,
            _message(texts[0], texts[1], _places(system, first, second)),
            (one, other),
            second.lenient,
            first.kind,
            suggestion=texts[1],
            suggestions=((texts[1], "exchanged"), (texts[0], f"exchanged, for {texts[1]}")),
            document=first.document,
            start=first.start,
            end=first.end,
        )


def _places(system: System, one: PrintedFigure, other: PrintedFigure) -> str:
    """What two numbers are exchanged between."""
    if system.states.get(one.id, ("",))[0] != "cell":
        return "places"
    return "columns" if one.label.rpartition(" · ")[0] == other.label.rpartition(" · ")[0] else "rows"


def _message(one: str, other: str, places: str) -> Text:
    """What is said of two numbers in each other's places."""
    ko = {"rows": "두 행의", "columns": "두 열의", "places": "둘의"}[places]
    sums = "what is said of both comes out" if places == "places" else f"all sums of both {places} come out"
    return Text(
        f"{one} and {other} stand in each other's {places}: exchanged, {sums}.",
        particles(f"{one}와(과) {other}의 자리가 서로 바뀜. 바꾸어 놓으면 {ko} 계산이 모두 맞음."),
    )
