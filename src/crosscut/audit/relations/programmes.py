"""A programme whose amount is said more than once: in a headline and below it, in a list, in another document."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import replace
from fractions import Fraction

from crosscut.audit.context.placed_numbers import NumberInSentence
from crosscut.audit.context.programme_names import Names, headed, renamed, written
from crosscut.audit.figures import patterns as p
from crosscut.audit.model import PrintedFigure
from crosscut.audit.relations.assembly import Assembly
from crosscut.audit.relations.system import Key, Linear, System

_LEFT = 140
_MOST_AMOUNTS = 2
Class = tuple[int | None, str, str, str, str]
"""What statements must share to be of one quantity: year, stage, ministry, status, currency."""


class Programmes:
    """The amounts that documents give to programmes by name."""

    def __init__(self, known: Mapping[str, frozenset[str]] | None = None) -> None:
        """``known`` are names of a ledger's programmes, with the ids of those that have them."""
        self._known = set(known or ())
        self._aliases = {name: next(iter(ids)) for name, ids in (known or {}).items() if len(ids) == 1}
        self._assemblies: list[Assembly] = []
        self._listed: set[str] = set()

    def read(self, assembly: Assembly) -> None:
        """Note the names that a document writes."""
        text = assembly.document.text
        self._assemblies.append(assembly)
        for line in assembly.prose.lines:
            words = text[line.start : line.end]
            self._known |= written(words)
            for other, name in renamed(words):
                self._known |= {other, name}
                self._aliases.setdefault(other, self._aliases.get(name, name))
        for group in assembly.prose.groups:
            if group[0].clause.line.shape == "item":
                self._known.add(headed(text[group[0].clause.line.start : group[0].token.start]))
        self._known.discard("")

    def close(self, system: System) -> None:
        """Name the figures of all documents and relate those that state one quantity."""
        names, owned = Names(self._known), defaultdict[str, list[PrintedFigure]](list)
        for assembly in self._assemblies:
            for placed, name in _named(assembly, names):
                key = assembly.quantity(placed)
                figure = replace(
                    system.figures[assembly.id_of(placed)],
                    programme=name,
                    ministry=placed.ministry,
                    year=placed.year,
                )
                system.figures[figure.id] = figure
                if placed.clause.line.shape == "item":
                    self._listed.add(figure.id)
                assert system.states[figure.id] == key
                owned[self._aliases.get(name, name)].append(figure)
        years = {assembly.document.name: assembly.prose.own_year for assembly in self._assemblies}
        for name in sorted(owned):
            if not _is_kind(owned[name]):
                _relate(system, owned[name], years, self._listed)


def _named(assembly: Assembly, names: Names) -> Iterator[tuple[NumberInSentence, str]]:
    """The amounts that stand behind a programme's name."""
    text = assembly.document.text
    for group in assembly.prose.groups:
        clause = group[0].clause
        if p.LIFETIME.search(text, clause.start, clause.end):
            continue
        past, name = clause.start, ""
        for placed in group:
            if placed.token.kind != "amount":
                continue
            left = text[max(past, placed.token.start - _LEFT) : placed.token.start]
            moved = placed.part.role == "after" and placed.year is not None
            name = names.before(left) or (name if moved else "")
            level = placed.part.role in ("level", "after") or (placed.part.role == "before" and placed.year is not None)
            if name and not placed.purse and level:
                yield placed, name
            past = placed.token.end


def _is_kind(figures: list[PrintedFigure]) -> bool:
    """Whether a name is of a kind of programmes: one document gives it several amounts where one programme has one."""
    amounts: dict[tuple[str, Class], set[Fraction]] = defaultdict(set)
    for each in figures:
        kind = (each.year, each.stage, each.ministry, each.status, each.currency)
        amounts[each.document, kind].add(each.value)
    return any(len(values) > _MOST_AMOUNTS for values in amounts.values())


def _relate(system: System, figures: list[PrintedFigure], years: dict[str, int | None], listed: set[str]) -> None:
    """Relate every statement to the first of its own kind, and kinds that may be one to each other as a guess.

    Lines of lists that name no year are of their own lists, and not related to one another.
    """
    first: dict[Class, PrintedFigure] = {}
    ministries = {figure.ministry for figure in figures} - {""}
    for figure in figures:
        kind = (figure.year, figure.stage, figure.ministry, figure.status, figure.currency)
        for known in first.values():
            if _alike(figure, known, years) and (len(ministries) < 2 or figure.ministry == known.ministry):
                pair = _same(system, known, figure)
                if len(set(pair.keys)) > 1 and (pair.certain or not {known.id, figure.id} <= listed):
                    system.relate(pair)
        first.setdefault(kind, figure)
    if len(ministries) > 1:
        _parts(system, first)


def _alike(one: PrintedFigure, other: PrintedFigure, years: dict[str, int | None]) -> bool:
    """Whether two statements may be of one quantity; one that does not name its stage only within its document."""
    here, there = (each.year if each.year is not None else years[each.document] for each in (one, other))
    return (
        one.currency == other.currency
        and here == there
        and {one.status, other.status} != {"new", "continued"}
        and (one.entity == other.entity or "" in (one.entity, other.entity))
        and (one.stage == other.stage or (one.document == other.document and "" in (one.stage, other.stage)))
        and (one.ministry == other.ministry or "" in (one.ministry, other.ministry))
    )


def _same(system: System, known: PrintedFigure, figure: PrintedFigure) -> Linear:
    """Certain where both name their year and their stages agree."""
    keys = (system.states[known.id], system.states[figure.id])
    told = None not in (known.year, figure.year) and known.stage == figure.stage
    return Linear("same", ((keys[0], 1), (keys[1], -1)), certain=told)


def _parts(system: System, first: dict[Class, PrintedFigure]) -> None:
    """A programme that several ministries share has at least what they have together."""
    for kind, whole in first.items():
        parts: dict[str, Key] = {}
        for other, figure in first.items():
            if other[2] and not kind[2] and (other[0], other[1], other[4]) == (kind[0], kind[1], kind[4]):
                parts.setdefault(other[2], system.states[figure.id])
        if len(parts) > 1:
            terms = (*((part, 1) for part in parts.values()), (system.states[whole.id], -1))
            if len({key for key, _ in terms}) == len(terms):
                system.relate(Linear("shared", terms, equal=False, certain=kind[0] is not None))
