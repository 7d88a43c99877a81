"""Whether a table itself shows that a relation of its cells is meant: the same relation in its other rows or columns.

A sum of a column is meant where the same rows add up in other columns, a rate of a row where the same columns give it
in other rows. What comes out nowhere else, or fails in too many places, was rather read wrong than printed wrong.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from fractions import Fraction

from crosscut.audit.model import Interval, PrintedFigure
from crosscut.audit.reconcile.exact import consistent, holds
from crosscut.audit.relations.system import Linear, Ratio, Relation, System
from crosscut.audit.slips import slipped

_FEW_BROKEN = 2
_HELD_FOR_EACH = 4
"""How many places where a relation comes out speak for each of many where it does not."""

_LEAST_DIGITS = 3
"""Of fewer digits, zeros at the end aside, a slip tells nothing."""

_PAIR = 2
_FORMULA = re.compile(r"(?<![A-Za-z])[A-Za-z①-⑨㉠-㉣]\s?[-−–－]\s?[A-Za-z①-⑨㉠-㉣](?![A-Za-z])")
_CHANGE = re.compile(r"증\s?감|増減|change|Veränderung|variation|variación|variazione|évolution", re.IGNORECASE)
_YEAR = re.compile(r"\W{0,2}(?:FY ?|令和)?((?:19|20)?[0-9]{1,2})\s?(?:년도?|年度?)?")
"""Headers that say which way a difference is counted, so that its sign is not left to the reader."""

_Name = tuple[object, ...]


class TableEvidence:
    """The relations between cells of tables, each with those of the same lines in other places."""

    def __init__(self, system: System, breaks: Mapping[str, Sequence[int]]) -> None:
        self._breaks = breaks
        self._alike: dict[_Name, list[Relation]] = defaultdict(list)
        for relation in system.relations:
            for name in self._names(system, relation):
                self._alike[name].append(relation)

    def is_missing(self, system: System, relation: Relation) -> bool:
        """Whether nothing in the table confirms a relation that does not hold, or another reading of it does."""
        others = [each for name in self._names(system, relation) for each in self._alike[name] if each != relation]
        known = [each for each in dict.fromkeys(others) if self._is_alike(system, relation, each)]
        held = [each for each in known if holds(system, each)]
        broken = len(known) - len(held) + 1
        if isinstance(relation, Linear) and relation.equal and self._has_other_sign(system, relation, held, broken):
            return True
        if _may_overlap(_members(system, relation), [_members(system, each) for each in held]):
            return True
        if relation.kind == "sum" and any(_is_of_another_whole(system, relation, each) for each in system.relations):
            return True
        least = broken if relation.kind != "difference" or broken == 1 else broken + 1
        if held and ((broken <= _FEW_BROKEN and len(held) >= least) or len(held) >= _HELD_FOR_EACH * broken):
            return False
        if relation.kind != "sum" and not known:
            return False
        failing = [each for each in known if relation.kind == "difference" and each not in held]
        slipped_all = all(_one_slip_mends(system, each) for each in (relation, *failing))
        return broken > _FEW_BROKEN or len(held) + 1 < broken or not slipped_all

    def _is_alike(self, system: System, relation: Relation, other: Relation) -> bool:
        """Whether another relation is the same of another place: of a sum, with the same parts as far as printed."""
        figures = _members(system, other)
        if relation.kind != "sum" or not figures:
            return bool(figures)
        if sum(each.value != 0 for each in figures[:-1]) < _PAIR:
            return False
        mine, its = (set(self._lines(each[:-1])) for each in (_members(system, relation), figures))
        return len(mine) == 1 or mine <= its or its <= mine

    def _lines(self, figures: Sequence[PrintedFigure]) -> list[int]:
        return [bisect_right(self._breaks.get(each.document, ()), each.start) for each in figures]

    def _has_other_sign(self, system: System, relation: Linear, held: Sequence[Relation], broken: int) -> bool:
        """Whether a sum or a difference comes out with one number taken the other way, and nothing shows it is not.

        What two purses pay each other is taken away without a sign, and a variance may be good where it is less.
        """
        figures = _members(system, relation)
        lines, headers = self._lines(figures), [_header(each) for each in figures]
        for place, figure in enumerate(figures):
            if not figure.value or not _comes_out_turned(system, relation, place):
                continue
            others = [_members(system, each) for each in held]
            along = len(set(lines)) == 1
            if relation.kind == "difference" and not along:
                return not (held and broken == 1)
            if relation.kind == "difference" and place == len(figures) - 1:
                signed = _is_signed_elsewhere(system, relation) or any(each[-1].value < 0 for each in others)
                return not (signed or (broken == 1 and _says_its_way(figures)))
            name = headers[place] if along else lines[place]
            added = sum(name in self._printed_in(each, along=along) for each in others)
            return not (added >= _PAIR and broken == 1)
        return False

    def _printed_in(self, figures: Sequence[PrintedFigure], *, along: bool) -> set[object]:
        """The columns, or the lines, in which some figures print more than nothing."""
        names: Sequence[object] = [_header(each) for each in figures] if along else self._lines(figures)
        return {name for name, figure in zip(names, figures, strict=True) if figure.value}

    def _names(self, system: System, relation: Relation) -> list[_Name]:
        """What relations of the same lines are called by: the same columns of other rows, the same rows of others."""
        figures = _members(system, relation)
        if not figures or relation.keys[0][0] != "cell":
            return []
        lines, headers = self._lines(figures), [_header(each) for each in figures]
        kind = (relation.kind, figures[0].document)
        if relation.kind == "sum":
            down = len(set(lines)) > 1
            return [(*kind, "down", lines[-1], len(set(headers)) > 1) if down else (*kind, "along", headers[-1])]
        return (
            [(*kind, "rows", *lines), (*kind, "columns", *headers)]
            if len(set(lines)) > 1
            else [(*kind, "columns", *headers)]
        )


def _may_overlap(figures: Sequence[PrintedFigure], held: Sequence[Sequence[PrintedFigure]]) -> bool:
    """Whether counts may be of things that stand in several lines: together more than the whole, none alone.

    Where other columns of counts add up they are not.
    """
    if not figures or any(each.kind != "count" or each.value < 0 for each in figures):
        return False
    *parts, whole = figures
    additive = any(each.kind == "count" for other in held for each in other)
    return not additive and max(each.value for each in parts) <= whole.value < sum(each.value for each in parts)


def _header(figure: PrintedFigure) -> str:
    return figure.label.rpartition(" · ")[2]


def _members(system: System, relation: Relation) -> list[PrintedFigure]:
    """The figures of a relation in its order; none where a quantity is not printed just once."""
    stated = [system.stating(key) for key in relation.keys]
    if any(not each for each in stated):
        return []
    rate = [relation.figure] if isinstance(relation, Ratio) else []
    return [system.figures[each] for each in (*(names[0] for names in stated), *rate)]


def _says_its_way(figures: Sequence[PrintedFigure]) -> bool:
    """Whether the header of a difference is a formula of the others' letters, or a change's from year to year."""
    after, before, header = map(_header, figures)
    years = [int(match[1]) for each in (before, after) if (match := _YEAR.fullmatch(each))]
    later = len(years) == _PAIR and years[0] < years[1]
    return _FORMULA.search(header) is not None or (later and _CHANGE.search(header) is not None)


def _is_signed_elsewhere(system: System, relation: Linear) -> bool:
    """Whether a rate of the same two levels, which holds, says that they fell."""
    return any(
        isinstance(each, Ratio)
        and each.keys == relation.keys[:_PAIR]
        and system.figures[each.figure].value < 0
        and holds(system, each)
        for each in system.relations
    )


def _comes_out_turned(system: System, relation: Linear, place: int) -> bool:
    terms = tuple((key, -sign if each == place else sign) for each, (key, sign) in enumerate(relation.terms))
    turned = replace(relation, terms=terms)
    return consistent(system, [turned], turned.keys)


def _is_of_another_whole(system: System, relation: Relation, other: Relation) -> bool:
    """Whether the same parts make up another number, which is no misprint of the whole that they fail."""
    return (
        isinstance(other, Linear)
        and other.kind == "sum"
        and other.equal
        and other.keys[:-1] == relation.keys[:-1]
        and other.keys[-1] != relation.keys[-1]
        and holds(system, other)
    )


def _one_slip_mends(system: System, relation: Relation) -> bool:
    """Whether one slip of one number of several digits is all that is in the way of a sum or a difference."""
    if not isinstance(relation, Linear):
        return False
    terms = list(zip(_members(system, relation), (sign for _, sign in relation.terms), strict=True))
    for figure, sign in terms:
        if _digits(figure) < _LEAST_DIGITS:
            continue
        spans = [_turned(each.lenient, -way * sign) for each, way in terms if each is not figure]
        low, high = (sum((span[end] for span in spans), Fraction(0)) for end in (0, 1))
        if slipped(figure, Interval(low, high)):
            return True
    return False


def _turned(span: Interval, way: int) -> tuple[Fraction, Fraction]:
    low, high = span.low or Fraction(0), span.high or Fraction(0)
    return (low, high) if way > 0 else (-high, -low)


def _digits(figure: PrintedFigure) -> int:
    return len(figure.digits.rstrip("0"))
