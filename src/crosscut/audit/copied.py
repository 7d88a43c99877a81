"""Numbers that stand where another should: the number of the item, row or column beside, printed a second time."""

from __future__ import annotations

from collections.abc import Iterator

from crosscut.audit.model import Interval, PrintedFigure
from crosscut.audit.relations.system import Key, System

_FAR = 90
_LEAST_DIGITS = 2
_PART = 5


def is_copied(system: System, figure: PrintedFigure, expected: Interval) -> bool:
    """Whether a figure is the one beside it, printed again in place of what the others leave few values for."""
    if (
        figure.kind == "percentage"
        or not expected.bounded
        or _digits(figure) < _LEAST_DIGITS
        or not _is_narrow(expected)
    ):
        return False
    return any(True for _ in _alike(system, figure))


def _is_narrow(expected: Interval) -> bool:
    """Whether a range leaves a number that somebody could print: one of a sign, told to a fifth of it."""
    assert expected.low is not None
    assert expected.high is not None
    least, most = sorted((abs(expected.low), abs(expected.high)))
    return expected.low * expected.high > 0 and (most - least) * _PART <= most


def _alike(system: System, figure: PrintedFigure) -> Iterator[PrintedFigure]:
    """The other figures near one that print the same digits in the same part of another item."""
    said = system.states.get(figure.id)
    for each in system.figures.values() if said is not None and not _is_named(said) else ():
        near = abs(each.start - figure.start) <= _FAR and each.document == figure.document
        if near and each.id != figure.id and each.value == figure.value and _squeezed(each) == _squeezed(figure):
            its = system.states.get(each.id)
            if its is not None and its != said and not _is_named(its):
                yield each


def _is_named(key: Key) -> bool:
    """Whether words name what a figure is of: what comes again under such a name is no item of a list."""
    return key[0] in {"level", "change"}


def _squeezed(figure: PrintedFigure) -> str:
    return figure.text.replace(" ", "")


def _digits(figure: PrintedFigure) -> int:
    """How many digits it prints; zeros at the end of a whole number tell nothing."""
    digits = "".join(letter for letter in figure.text if letter.isdecimal())
    return len(digits if figure.decimals else digits.rstrip("0"))
