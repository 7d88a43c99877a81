"""Columns of texts as exact amounts: whole columns at a time, cell by cell only where a cell is out of the ordinary."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from functools import cached_property

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from crosscut.characters import folded
from crosscut.ingest.cell_words import (
    FLAGGED,
    NEW,
    is_error,
    may_be_flag,
    says_nothing,
    without_marks,
    word_without_mark,
)
from crosscut.ingest.number_style import Style
from crosscut.ingest.text_forms import are_digits
from crosscut.money import (
    Amount,
    MoneyError,
    Unit,
    ascii_digits,
    canonical,
    names_bare_currency,
    read_number,
    without_sign,
)

_GROUPED = r"^-?[1-9]\d{0,2}(,\d{3}){1,5}(\.\d{1,6})?$"
_GROUPED_BY_POINTS = r"^-?[1-9]\d{0,2}(\.\d{3}){1,5}(,\d{1,6})?$"
_COMMA_DECIMALS = r"^-?\d+,\d{1,6}$"
_CLOSED = re.compile(r"[.,]\s?[-–—](?!\s?\d)")
"""A dash in the place of cents, which tables of whole amounts alone print: ``500,- EUR``."""
_ARROWS = "▲△▼▽"
_PLAIN = re.compile(r"-?[0-9]+(?:\.[0-9]+)?")
_DOWN = re.compile(r"[▼▽](?=\D*\d)")
"""Marks of amounts below zero before a number, beside ▲ and △, which :func:`crosscut.money.read` knows."""
_USUAL = Style()


@dataclass
class Odd:
    """A cell that is no plain amount: what it says and why it was not read, or what was lost in reading it."""

    position: int
    text: str
    why: str = ""
    exact: Fraction | None = None


@dataclass
class Amounts:
    """One column of amounts in minor units, null where there is none.

    ``none`` are cells that state nothing in a word, ``new`` those that say that a programme is new, ``noted`` amounts
    that carry the mark of a note, ``errors`` cells that show an error of a formula, ``bare`` amounts that name their
    currency and no scale although the column's unit has one, ``arrows`` those with a triangle before them.
    ``to_the_end`` are the decimals of texts that end in zeros, which are no shorter than others; None where all are
    whole.
    """

    values: pa.Array
    parts: npt.NDArray[np.bool_]
    to_the_end: npt.NDArray[np.int32] | None = None
    none: list[Odd] = field(default_factory=list)
    new: list[int] = field(default_factory=list)
    noted: list[Odd] = field(default_factory=list)
    errors: list[Odd] = field(default_factory=list)
    bare: list[Odd] = field(default_factory=list)
    arrows: list[Odd] = field(default_factory=list)
    fractions: list[Odd] = field(default_factory=list)
    wrong: list[Odd] = field(default_factory=list)

    @property
    def filled(self) -> npt.NDArray[np.bool_]:
        """Which cells are not blank."""
        mask = np.array(self.values.is_valid().to_numpy(zero_copy_only=False))
        mask[[*self.new, *(odd.position for odd in (*self.none, *self.errors, *self.wrong))]] = True
        return mask


def read_amounts(
    texts: pa.Array, unit: Unit, style: Style = _USUAL, typed: npt.NDArray[np.bool_] | None = None
) -> Amounts:
    """Read a column of texts in a unit.

    Blank cells and words that state nothing are null. ``parts`` marks amounts that are not whole in the unit.
    ``fractions`` are cells with a fraction of a minor unit, whose amounts are rounded half to even; ``wrong`` are cells
    that cannot be read. Cells that the file itself holds as numbers are ``typed``: their text has a point.
    """
    texts = texts if are_digits(texts) else pc.utf8_trim_whitespace(texts)
    if any(map(str.isdigit, "".join(style.blank))):
        return _but_numbers_for_nothing(texts, unit, style, typed)
    return _read(texts, unit, style, typed)


def _but_numbers_for_nothing(texts: pa.Array, unit: Unit, style: Style, typed: npt.NDArray[np.bool_] | None) -> Amounts:
    """The amounts of a column of which the source says that some number, such as ``9999``, states nothing."""
    numbers = set(map(_number, style.blank)) - {None}
    said = filter(None, pc.unique(texts).to_pylist())
    words = [text for text in said if says_nothing(text, style.blank) or _number(text, style.decimal) in numbers]
    nothing = pc.is_in(texts, value_set=pa.array(words, pa.string()))
    amounts = _read(pc.if_else(nothing, "", texts), unit, style, typed)
    at = np.flatnonzero(nothing.to_numpy(zero_copy_only=False)).tolist()
    amounts.none.extend(Odd(each, texts[each].as_py()) for each in at)
    return amounts


def _number(text: str, decimal: str = "") -> Decimal | None:
    """The number that a text of digits and marks alone is: the same for ``9999`` and ``9,999.00``."""
    plain = canonical(text, decimal) if text[:1] in "-0123456789" else ""
    return Decimal(plain) if _PLAIN.fullmatch(plain) else None


def _read(texts: pa.Array, unit: Unit, style: Style, typed: npt.NDArray[np.bool_] | None) -> Amounts:
    if _are_short_digits(texts, _digits(unit)) or _all(
        pc.or_(pc.match_substring_regex(texts, rf"^-?\d{{1,{_digits(unit)}}}$"), pc.equal(texts, ""))
    ):
        return Amounts(_scaled(texts, unit.factor), np.zeros(len(texts), bool))
    return _mixed(texts, unit, style, typed)


def _are_short_digits(texts: pa.Array, most: int) -> bool:
    return are_digits(texts) and (pc.max(pc.binary_length(texts)).as_py() or 0) <= most


def _digits(unit: Unit) -> int:
    """How many digits before the point always fit an int64 in this unit; longer numbers are read one by one."""
    return 19 - len(str(unit.factor))


def _all(mask: pa.Array) -> bool:
    return bool(pc.all(mask, min_count=0).as_py())


def _scaled(texts: pa.Array, factor: int) -> pa.Array:
    blank = pc.equal(texts, "")
    numbers = pc.cast(pc.if_else(blank, pa.scalar(None, pa.string()), texts), pa.int64())
    return pc.multiply_checked(numbers, pa.scalar(factor, pa.int64()))


def _mixed(texts: pa.Array, unit: Unit, style: Style, typed: npt.NDArray[np.bool_] | None) -> Amounts:
    plain, settled = _with_points(texts, style, typed)
    easy = pc.match_substring_regex(plain, rf"^-?\d{{1,{_digits(unit)}}}(\.\d{{1,6}})?$")
    easy = pc.and_(easy, settled) if settled is not None else easy
    values, whole, exact = _decimals(pc.if_else(easy, plain, pa.scalar(None, pa.string())), unit)
    amounts = Amounts(values, ~whole, _to_the_end(texts, style))
    hard = pc.invert(pc.or_(pc.equal(texts, ""), exact))
    cells = _Cells(texts, unit, style, typed)
    _one_by_one(cells, np.flatnonzero(hard.to_numpy(zero_copy_only=False)), amounts)
    return amounts


def _to_the_end(texts: pa.Array, style: Style) -> npt.NDArray[np.int32]:
    """How many decimals texts that end in zeros show; none of others."""
    pattern = rf"[{style.decimal}](?P<decimals>\d*0)\D*$"
    zeros = pc.match_substring_regex(texts, pattern)
    shown = pc.struct_field(pc.extract_regex(texts.filter(zeros), pattern), "decimals")
    found = np.zeros(len(texts), np.int32)
    found[np.asarray(zeros.to_numpy(zero_copy_only=False), bool)] = pc.utf8_length(shown).to_numpy()
    return found


def _with_points(
    texts: pa.Array, style: Style, typed: npt.NDArray[np.bool_] | None
) -> tuple[pa.Array, pa.Array | None]:
    """Usual cells with a point before decimals and nothing between thousands, and which those are (None: any)."""
    if style.decimal == ".":
        grouped = pc.match_substring_regex(texts, _GROUPED)
        return (pc.if_else(grouped, pc.replace_substring(texts, ",", ""), texts) if _any(grouped) else texts), None
    usual = pc.or_(
        pc.match_substring_regex(texts, _GROUPED_BY_POINTS), pc.match_substring_regex(texts, _COMMA_DECIMALS)
    )
    usual = pc.and_(usual, pa.array(~typed)) if typed is not None else usual
    changed = pc.replace_substring(pc.replace_substring(texts, ".", ""), ",", ".")
    unmarked = pc.invert(pc.match_substring(texts, "."))
    settled = pc.or_(usual, pc.or_(unmarked, pa.array(typed)) if typed is not None else unmarked)
    return pc.if_else(usual, changed, texts), settled


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


@dataclass(frozen=True)
class _Cells:
    """A column's cells and how they are written."""

    texts: pa.Array
    unit: Unit
    style: Style
    typed: npt.NDArray[np.bool_] | None

    def decimal(self, at: int) -> str:
        """The mark before a cell's decimals; empty where only what is certain is read: nobody stated it."""
        if self.typed is not None and self.typed[at]:
            return "."
        return self.style.decimal if self.style.stated or self.style.decimal == "," else ""

    def read(self, at: int, text: str) -> Amount:
        """The amount that a text says in the place of a cell."""
        return read_number(self.settled(at, text), self.unit)

    def settled(self, at: int, text: str) -> str:
        """A text in a cell's place: digits in ASCII, a point before decimals alone, and no sign of the currency."""
        plain = canonical(ascii_digits(_DOWN.sub("-", text)), self.decimal(at))
        whole = _CLOSED.search(text) and names_bare_currency(plain, self.unit)
        return plain if whole else without_sign(plain, self.unit)

    @cached_property
    def flagged(self) -> bool:
        """Whether some cell carries a flag of statistics that is no scale."""
        return _any(pc.match_substring_regex(self.texts, FLAGGED))


def _one_by_one(cells: _Cells, positions: npt.NDArray[np.intp], amounts: Amounts) -> None:
    found: dict[int, int] = {}
    for at in positions.tolist():
        text = cells.texts[at].as_py()
        amounts.parts[at] = False
        if says_nothing(text, cells.style.blank):
            amounts.none.append(Odd(at, text))
        elif folded(text) in NEW:
            amounts.new.append(at)
        elif is_error(text):
            amounts.errors.append(Odd(at, text))
        else:
            _one(cells, at, text, amounts, found)
    if found:
        amounts.values = _put(amounts.values, found)


def _one(cells: _Cells, at: int, text: str, amounts: Amounts, found: dict[int, int]) -> None:
    said = text
    try:
        amount = _amount_of(cells, at, text)
    except MoneyError as error:
        bare = word_without_mark(text)
        if says_nothing(bare, cells.style.blank) and (any(map(str.isalpha, bare)) or not any(map(str.isdigit, text))):
            amounts.none.append(Odd(at, text))
            return
        noted = _without_marks(cells, at, text)
        if noted is None:
            amounts.wrong.append(Odd(at, text, str(error)))
            return
        amount = noted
        amounts.noted.append(Odd(at, text))
        said = without_marks(text)
    found[at] = amount.value
    if text[0] in _ARROWS:
        amounts.arrows.append(Odd(at, text))
    if names_bare_currency(cells.settled(at, said), cells.unit):
        amounts.bare.append(Odd(at, text))
    if amount.exact is not None:
        amounts.fractions.append(Odd(at, text, exact=amount.exact))
    amounts.parts[at] = bool(amount.value % cells.unit.factor)


def _amount_of(cells: _Cells, at: int, text: str) -> Amount:
    """The amount of a cell, of which a lone ``b`` is no scale where the unit has one itself.

    Raises
    ------
    MoneyError
        for what is no amount, and where the letter may be a flag or a scale: beside other flags it is one.
    """
    if cells.unit.factor != cells.unit.currency.base and may_be_flag(text):
        raise MoneyError(f"{text[:40]!r} may be an amount with a flag, or billions")
    return cells.read(at, text)


def _without_marks(cells: _Cells, at: int, text: str) -> Amount | None:
    bare = without_marks(text)
    if bare == text or (may_be_flag(text) and not cells.flagged):
        return None
    try:
        return cells.read(at, bare)
    except MoneyError:
        return None


def _put(values: pa.Array, found: dict[int, int]) -> pa.Array:
    mask = np.zeros(len(values), bool)
    mask[list(found)] = True
    return pc.replace_with_mask(values, pa.array(mask), pa.array([found[at] for at in sorted(found)], pa.int64()))
