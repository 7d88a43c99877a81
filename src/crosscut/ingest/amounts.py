"""Columns of texts as exact amounts: whole columns at a time, cell by cell only where a cell is out of the ordinary."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from crosscut.money import MoneyError, Unit, read_number

DASHES = frozenset({"-", "–", "—", "―", "−"})
"""Cells that say that there is no amount."""

NEW = frozenset({"신규", "신규사업", "(신규)", "new", "(new)"})
"""Cells that say that a programme is new."""

_GROUPED = r"^-?[1-9]\d{0,2}(,\d{3}){1,5}(\.\d{1,6})?$"


@dataclass
class Odd:
    """A cell that is no plain amount: what it says and why it was not read, or what was lost in reading it."""

    position: int
    text: str
    why: str = ""
    exact: Fraction | None = None


@dataclass
class Amounts:
    """One column of amounts in minor units, null where there is none."""

    values: pa.Array
    parts: npt.NDArray[np.bool_]
    dashes: list[int] = field(default_factory=list)
    new: list[int] = field(default_factory=list)
    fractions: list[Odd] = field(default_factory=list)
    wrong: list[Odd] = field(default_factory=list)

    @property
    def said(self) -> npt.NDArray[np.bool_]:
        """Which cells are not blank."""
        mask = np.array(self.values.is_valid().to_numpy(zero_copy_only=False))
        mask[[*self.dashes, *self.new, *(odd.position for odd in self.wrong)]] = True
        return mask


def read_amounts(texts: pa.Array, unit: Unit) -> Amounts:
    """Read a column of texts in a unit.

    Blank cells and dashes are null. ``parts`` marks amounts that are not whole in the unit. ``fractions`` are cells
    with a fraction of a minor unit, whose amounts are rounded half to even; ``wrong`` are cells that cannot be read.
    """
    texts = pc.utf8_trim_whitespace(texts)
    if _all(pc.or_(pc.match_substring_regex(texts, rf"^-?\d{{1,{_digits(unit)}}}$"), pc.equal(texts, ""))):
        return Amounts(_scaled(texts, unit.factor), np.zeros(len(texts), bool))
    return _mixed(texts, unit)


def _digits(unit: Unit) -> int:
    """How many digits before the point always fit an int64 in this unit; longer numbers are read one by one."""
    return 19 - len(str(unit.factor))


def _all(mask: pa.Array) -> bool:
    return bool(pc.all(mask, min_count=0).as_py())


def _scaled(texts: pa.Array, factor: int) -> pa.Array:
    blank = pc.equal(texts, "")
    numbers = pc.cast(pc.if_else(blank, pa.scalar(None, pa.string()), texts), pa.int64())
    return pc.multiply_checked(numbers, pa.scalar(factor, pa.int64()))


def _mixed(texts: pa.Array, unit: Unit) -> Amounts:
    grouped = pc.match_substring_regex(texts, _GROUPED)
    plain = pc.if_else(grouped, pc.replace_substring(texts, ",", ""), texts) if _any(grouped) else texts
    easy = pc.match_substring_regex(plain, rf"^-?\d{{1,{_digits(unit)}}}(\.\d{{1,6}})?$")
    values, whole, exact = _decimals(pc.if_else(easy, plain, pa.scalar(None, pa.string())), unit)
    amounts = Amounts(values, ~whole)
    hard = pc.invert(pc.or_(pc.equal(texts, ""), exact))
    _one_by_one(texts, np.flatnonzero(hard.to_numpy(zero_copy_only=False)), unit, amounts)
    return amounts


def _any(mask: pa.Array) -> bool:
    return bool(pc.any(mask, min_count=0).as_py())


def _decimals(texts: pa.Array, unit: Unit) -> tuple[pa.Array, npt.NDArray[np.bool_], pa.Array]:
    """Amounts of decimal texts, which are whole in the unit, and which are whole in the minor unit."""
    numbers = pc.cast(texts, pa.decimal128(_digits(unit) + 6, 6))
    scaled = pc.multiply(numbers, pa.scalar(Decimal(unit.factor)))
    down = pc.trunc(scaled)
    exact = pc.fill_null(pc.equal(scaled, down), False)
    whole = pc.fill_null(pc.equal(numbers, pc.trunc(numbers)), True)
    values = pc.cast(pc.if_else(exact, down, pa.scalar(None, down.type)), pa.int64())
    return values, whole.to_numpy(zero_copy_only=False).copy(), exact


def _one_by_one(texts: pa.Array, positions: npt.NDArray[np.intp], unit: Unit, amounts: Amounts) -> None:
    found: dict[int, int] = {}
    for at in positions.tolist():
        text = texts[at].as_py()
        amounts.parts[at] = False
        if text in DASHES:
            amounts.dashes.append(at)
        elif text.casefold() in NEW:
            amounts.new.append(at)
        else:
            _one(text, at, unit, amounts, found)
    if found:
        amounts.values = _put(amounts.values, found)


def _one(text: str, at: int, unit: Unit, amounts: Amounts, found: dict[int, int]) -> None:
    try:
        amount = read_number(text, unit)
    except MoneyError as error:
        amounts.wrong.append(Odd(at, text, str(error)))
        return
    found[at] = amount.value
    if amount.exact is not None:
        amounts.fractions.append(Odd(at, text, exact=amount.exact))
    amounts.parts[at] = bool(amount.value % unit.factor)


def _put(values: pa.Array, found: dict[int, int]) -> pa.Array:
    mask = np.zeros(len(values), bool)
    mask[list(found)] = True
    return pc.replace_with_mask(values, pa.array(mask), pa.array([found[at] for at in sorted(found)], pa.int64()))
