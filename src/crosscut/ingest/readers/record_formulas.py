"""Formulas of an old workbook (xls) that were never calculated: their results are blank, and no blank can be theirs."""

from __future__ import annotations

from collections import defaultdict

_PARENTHESES = b"\x15"
_ARITHMETIC = frozenset((0x03, 0x04, 0x05, 0x06, 0x07, 0x12, 0x13, 0x14))
"""The last signs of formulas that add, subtract, multiply, divide, raise, sign or take a percentage."""
_SUM = b"\x19\x10"
_FIXED, _VARIABLE = frozenset((0x21, 0x41, 0x61)), frozenset((0x22, 0x42, 0x62))
_NUMERIC = frozenset((4, 5, 6, 7, 24, 25, 27, 183, 212, 213, 228, 344, 345))
"""Functions whose result is a number: SUM, AVERAGE, MIN, MAX, ABS, INT, ROUND, PRODUCT, ROUNDUP, ROUNDDOWN,
SUMPRODUCT, SUBTOTAL and SUMIF."""
_REFERENCES = {0x24: 5, 0x44: 5, 0x64: 5, 0x3A: 7, 0x5A: 7, 0x7A: 7}
"""References to one cell, here or on another sheet, and how long they are."""


class Formulas:
    """The formulas of a sheet: whether they have a result, and which of those without one can have none that is blank.

    A formula may well make a blank text (``=IF(B2="","",B2)``), which is written as a result that is missing is.
    Arithmetic and sums make numbers alone: where one of them is blank, nothing of the sheet was calculated. So it is
    where a lone reference is blank and no formula has a result.
    """

    def __init__(self) -> None:
        self._blank: dict[int, list[int]] = defaultdict(list)
        self._certain = self._likely = self._calculated = False

    def note(self, row: int, column: int, tokens: bytes, *, blank: bool) -> None:
        """Note a formula; ``tokens`` begin with their length."""
        if not blank:
            self._calculated = True
            return
        own = tokens[: int.from_bytes(tokens[:2], "little") + 2][2:]
        self._blank[column].append(row)
        self._certain |= _makes_a_number(own.rstrip(_PARENTHESES))
        self._likely |= bool(own) and len(own) == _REFERENCES.get(own[0], 0)

    def without_result(self) -> dict[int, list[int]]:
        """The rows of formulas without a result, by column."""
        return dict(self._blank) if self._certain or (self._likely and not self._calculated) else {}


def _makes_a_number(tokens: bytes) -> bool:
    if not tokens:
        return False
    if tokens[-1] in _ARITHMETIC or tokens[-4:-2] == _SUM:
        return True
    function = int.from_bytes(tokens[-2:], "little")
    fixed = len(tokens) > 3 and tokens[-3] in _FIXED
    return function in _NUMERIC and (fixed or (len(tokens) > 4 and tokens[-4] in _VARIABLE))
