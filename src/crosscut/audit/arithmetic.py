"""The sum that a person would do to see that figures do not fit, in the document's own numbers."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from fractions import Fraction

from crosscut.audit import phrases
from crosscut.audit.model import PrintedFigure
from crosscut.audit.reconcile.exact import holds
from crosscut.audit.relations.system import Key, Linear, Ratio, Relation, System
from crosscut.text.particles import particles

_MOST_TERMS = 6
_FAR_MORE = 8
"""So many times its level a rise is of another unit; one that is just more than its level is of another level."""

_CENTS = 100
"""What one of a currency is worth at most, in minor units: an amount without a word for its scale may leave it out."""

_BARE = re.compile(r"[^A-Za-z가-힣%％]*")
"""A percentage of a table whose header has its sign."""


@dataclass(frozen=True, slots=True)
class WorkedSum:
    """A sum in words of both languages: what comes out, and what is printed instead.

    ``turned`` says that the numbers come out, and only the words beside them are wrong.
    """

    en: str
    ko: str
    turned: bool = False


def worked(
    system: System, relation: Relation, relations: Iterable[Relation], without: Collection[str]
) -> WorkedSum | None:
    """How a relation is checked by hand; None where a figure that it needs is not printed, or is in doubt itself."""
    if isinstance(relation, Linear):
        return _linear(system, relation, without)
    return _ratio(system, relation, relations, without)


def is_change(relation: Relation, key: Key | None) -> bool:
    """Whether a quantity is the difference of two others: what a person would check first."""
    return isinstance(relation, Linear) and relation.kind == "difference" and relation.terms[-1][0] == key


def _stated(system: System, key: Key, without: Collection[str]) -> PrintedFigure | None:
    names = [name for name in system.stating(key) if name not in without]
    return system.figures[names[0]] if names else None


def _linear(system: System, relation: Linear, without: Collection[str]) -> WorkedSum | None:
    figures = [(_stated(system, key, without), factor) for key, factor in relation.terms]
    found = [(figure, factor) for figure, factor in figures if figure is not None]
    if len(found) < len(figures) or relation.kind in ("same", "direction"):
        return None
    if relation.kind == "difference":
        (after, _), (before, _), (difference, _) = found
        result = after.value - before.value
        if difference.value < 0 and not difference.signed and result < 0:
            after, before, result = before, after, -result
        left = f"{_text(after)} − {_text(before)}"
        if not difference.signed and _is_turned(result, difference):
            return _the_other_way(left, result, difference)
        return _printed(left, phrases.printed(difference, result), difference)
    parts, (whole, _) = [figure for figure, _ in found[:-1]], found[-1]
    total = sum((part.value * factor for part, factor in found[:-1]), Fraction(0))
    shown = [_text(part) for part in parts[:_MOST_TERMS]]
    taken = [factor < 0 or (part.value < 0 and not part.signed) for part, factor in found[1:-1]]
    signs = [" − " if each else " + " for each in taken[: _MOST_TERMS - 1]]
    left = shown[0] + "".join(sign + each for sign, each in zip(signs, shown[1:], strict=True))
    left += " + …" if len(parts) > _MOST_TERMS else ""
    worth = phrases.printed(_finest([whole, *parts], whole), total)
    if not relation.equal and len(parts) == 1:
        more = f"{_text(parts[0])}은(는) {_text(whole)}보다 많음"
        return WorkedSum(f"{_text(parts[0])} is more than {_text(whole)}", particles(more))
    if not relation.equal:
        return WorkedSum(f"{left} = {worth}, more than {_text(whole)}", f"{left} = {worth}, {_text(whole)}보다 많음")
    return _printed(left, worth, whole)


def _is_turned(result: Fraction, difference: PrintedFigure) -> bool:
    """Whether a difference or a rate is of the size that is printed, but goes the other way than the words say."""
    return result * difference.value < 0 and phrases.printed(difference, abs(result)) == _text(difference)


def _the_other_way(left: str, result: Fraction, difference: PrintedFigure) -> WorkedSum:
    """A change that is right but for the words: ``412.6 − 394.2 = 18.4: more, and the words say less``."""
    told = f"{left} = {'-' if result < 0 else ''}{_text(difference)}"
    if result > 0:
        return WorkedSum(
            f"{told}: more, and the words say less", f"{told}: 늘었으나 문서에는 줄었다고 적음", turned=True
        )
    return WorkedSum(f"{told}: less, and the words say more", f"{told}: 줄었으나 문서에는 늘었다고 적음", turned=True)


def _finest(figures: Iterable[PrintedFigure], like: PrintedFigure) -> PrintedFigure:
    """The figure of those in the unit of ``like`` that is told most finely."""
    return min((each for each in figures if each.unit_worth == like.unit_worth), key=lambda each: each.step)


def _ratio(
    system: System, relation: Ratio, relations: Iterable[Relation], without: Collection[str]
) -> WorkedSum | None:
    rate = system.figures[relation.figure]
    over, under = (_stated(system, key, without) for key in relation.keys)
    if relation.figure in without or relation.transform == "of_after":
        told = over is not None and under is not None and relation.figure not in without
        return _of_the_level_before(over, under, rate) if told and over and under else None
    if relation.kind == "share" and (over is None) != (under is None):
        return _share(system, relation, relations, without)
    if over and under and under.value:
        if relation.transform == "part":
            least, of = (rate, under) if relation.kind == "average" and rate.value else (under, rate)
            return _printed(f"{_text(over)} ÷ {_text(least)}", phrases.printed(of, over.value / least.value), of)
        moved, share = over.value - under.value, (over.value - under.value) / under.value
        fallen = rate.value < 0 and not rate.signed and moved < 0
        later, earlier = (under, over) if fallen else (over, under)
        worth = phrases.printed(_finest([over, under], over), abs(moved) if fallen else moved)
        left = f"{_text(later)} − {_text(earlier)} = {worth}; {worth} ÷ {_text(under)}"
        turned = not rate.signed and _is_turned(share, rate)
        return _the_other_way(left, share, rate) if turned else _printed(left, phrases.printed(rate, share), rate)
    if over and relation.transform == "part":
        return _by_the_level_after(system, relation, relations, without, over)
    return None


def _by_the_level_after(
    system: System, relation: Ratio, relations: Iterable[Relation], without: Collection[str], moved: PrintedFigure
) -> WorkedSum | None:
    """The rate where only the level after and the difference are printed."""
    for each in relations:
        if isinstance(each, Linear) and each.kind == "difference" and {relation.over, relation.under} <= set(each.keys):
            after = _stated(system, each.terms[0][0], without)
            shown = _of_the_level_before(moved, after, system.figures[relation.figure]) if after else None
            if shown is not None:
                return shown
    return None


def _of_the_level_before(moved: PrintedFigure, after: PrintedFigure, rate: PrintedFigure) -> WorkedSum | None:
    before = after.value - moved.value
    if before <= 0:
        left_out = after.scale <= _CENTS < moved.scale
        return None if left_out or moved.value < _FAR_MORE * after.value else _more_than_itself(moved, after)
    worth = phrases.printed(_finest([after, moved], after), before)
    sign = "−" if moved.value >= 0 else "+"
    left = f"{_text(after)} {sign} {_text(moved).lstrip('-−△▲')} = {worth}; {_text(moved)} ÷ {worth}"
    return _printed(left, phrases.printed(rate, moved.value / before), rate)


def _more_than_itself(moved: PrintedFigure, after: PrintedFigure) -> WorkedSum:
    """A level that would have risen by more than it is."""
    rise, level = _text(moved), _text(after)
    return WorkedSum(
        f"{level} cannot have risen by {rise}, which is more than all of it",
        particles(f"{level}은(는) 그보다 큰 {rise}만큼 늘어난 값일 수 없음"),
    )


def _share(
    system: System, relation: Ratio, relations: Iterable[Relation], without: Collection[str]
) -> WorkedSum | None:
    """A share of which the part or the whole is not printed."""
    over, under = (_stated(system, key, without) for key in relation.keys)
    if over is not None:
        return _by_another_share(system, relation, relations, without, over)
    return _of_the_level_after(system, relation, relations, without, under) if under is not None else None


def _of_the_level_after(
    system: System, relation: Ratio, relations: Iterable[Relation], without: Collection[str], whole: PrintedFigure
) -> WorkedSum | None:
    """The share of a level that is not printed, but is the one before and the difference together."""
    rate = system.figures[relation.figure]
    for each in relations:
        if not isinstance(each, Linear) or each.kind != "difference" or each.terms[0][0] != relation.over:
            continue
        before, moved = (_stated(system, key, without) for key, _ in each.terms[1:])
        if before is not None and moved is not None and whole.value > 0:
            part = before.value + moved.value
            worth = phrases.printed(_finest([before, moved], before), part)
            sign = "+" if moved.value >= 0 else "−"
            left = f"{_text(before)} {sign} {_text(moved).lstrip('-−△▲')} = {worth}; {worth} ÷ {_text(whole)}"
            return _printed(left, phrases.printed(rate, part / whole.value), rate)
    return None


def _by_another_share(
    system: System, relation: Ratio, relations: Iterable[Relation], without: Collection[str], part: PrintedFigure
) -> WorkedSum | None:
    """The share where the whole is not printed, but follows from another part and its share."""
    rate = system.figures[relation.figure]
    for each in relations:
        other = isinstance(each, Ratio) and each.under == relation.under and each is not relation
        if not other or not isinstance(each, Ratio) or each.figure in without:
            continue
        like, share = _stated(system, each.over, without), system.figures[each.figure]
        if like is not None and share.value > 0 and holds(system, each):
            whole = like.value / share.value
            worth = phrases.printed(like, whole)
            left = f"{_text(like)} ÷ {_text(share)} = {worth}; {_text(part)} ÷ {worth}"
            return _printed(left, phrases.printed(rate, part.value / whole), rate)
    return None


def _printed(left: str, result: str, figure: PrintedFigure) -> WorkedSum:
    percent = "%" if figure.kind == "percentage" and _BARE.fullmatch(_text(figure)) else ""
    told = f"{left} = {result}{percent}"
    return WorkedSum(f"{told}, printed {_text(figure)}{percent}", f"{told}, 문서에는 {_text(figure)}{percent}")


def _text(figure: PrintedFigure) -> str:
    return " ".join(figure.text.split())
