"""Rows of files too many to hold → their sums by what they say in words: exact, in one pass of the engine."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

import narwhals as nw
import pyarrow as pa
import pyarrow.compute as pc

from crosscut.engine.base import Engine, Frame
from crosscut.errors import CrosscutError

PLAIN = r"^-?[0-9]{1,18}(\.[0-9]{1,9})?$"
"""A text that is summed: digits, and at most nine places behind a point."""
_SPACE = " \t\r\n\x0b\x0c"
_PLAIN = re.compile(PLAIN.removesuffix("$") + r"\Z")
_LARGEST = 10.0**18
_ODD, _ROWS = "any_odd", "rows_summed"


@dataclass(frozen=True)
class NumberForm:
    """How the files write numbers as text: the marks before decimals and between thousands, and words for nothing."""

    decimal: str = "."
    thousands: str = ""
    blank: frozenset[str] = frozenset()

    def is_odd(self, text: str) -> bool:
        """Whether a text states something that is no plain number."""
        return not self._is_blank(text) and not self._is_number(text)

    def is_plain(self, text: str) -> bool:
        """Whether a text is a plain number, which is summed."""
        return not self._is_blank(text) and self._is_number(text)

    def _is_blank(self, text: str) -> bool:
        bare = text.strip(_SPACE)
        return not bare or bare.lower() in self.blank

    def _is_number(self, text: str) -> bool:
        bare = text.strip(_SPACE)
        bare = bare.replace(self.thousands, "") if self.thousands else bare
        bare = bare.replace(self.decimal, ".") if self.decimal != "." else bare
        return _PLAIN.match(bare) is not None


@dataclass(frozen=True)
class Sums:
    """What the rows of files sum to.

    ``groups`` has the columns that rows were summed by as they came, those of amounts as texts of exact decimals (null
    where no row of the group states one), and no order. ``rows`` counts the rows that were summed, ``odd`` those that
    were not, since a cell of amounts among theirs is no plain number. ``cells`` counts the amounts that were summed.
    """

    groups: pa.Table
    rows: int
    odd: int
    cells: int


def summed(
    engine: Engine, frame: Frame, keys: Sequence[str], amounts: Collection[str], form: NumberForm, *, most: int
) -> Sums | None:
    """The sums of ``amounts`` by ``keys``; None where there are more than ``most`` groups.

    Cells of amounts may be integers, decimals, floats (each as the shortest decimal that reads back as it) or texts.

    Raises
    ------
    CrosscutError
        where a column of amounts holds something else.
    """
    kinds = frame.collect_schema()
    wanted = frame.select(*dict.fromkeys([*keys, *amounts]))
    for name in amounts:
        wanted = with_value(engine, wanted, name, kinds[name], form)
    by = {f"key_{number}": name for number, name in enumerate(keys)}
    wanted = wanted.with_columns(**{key: nw.col(name) for key, name in by.items()})
    doubtful = [f"odd_{name}" for name in amounts if not is_exact(kinds[name])]
    odd = nw.any_horizontal(*doubtful, ignore_nulls=False).alias(_ODD) if doubtful else None
    wanted = wanted.with_columns(odd) if odd is not None else wanted
    sums = [nw.col(f"value_{name}").sum().alias(f"sum_{name}") for name in amounts]
    held = [nw.col(f"value_{name}").count().alias(f"held_{name}") for name in amounts]
    groups = wanted.group_by(*by, *([_ODD] if doubtful else []))
    made = engine.collect(groups.agg(*sums, *held, nw.len().alias(_ROWS)).head(most + 1))
    if made.num_rows > most:
        return None
    left, kept = (made.filter(made[_ODD]), made.filter(pc.invert(made[_ODD]))) if doubtful else (made.slice(0, 0), made)
    columns = {name: kept[key] for key, name in by.items()}
    columns |= {f"sum_{name}": _texts(kept[f"sum_{name}"], kept[f"held_{name}"]) for name in amounts}
    cells = sum(_total(kept, f"held_{name}") for name in amounts)
    return Sums(pa.table(columns), _total(kept), _total(left), cells)


def is_exact(kind: nw.dtypes.DType) -> bool:
    """Whether a column of amounts holds nothing but numbers that are exact."""
    return kind.is_integer() or kind.is_decimal()


def _total(table: pa.Table, name: str = _ROWS) -> int:
    return int(pc.sum(table[name]).as_py() or 0)


def with_value(engine: Engine, frame: Frame, name: str, kind: nw.dtypes.DType, form: NumberForm) -> Frame:
    """The frame with the exact value of a column of amounts, and whether a cell is no plain number."""
    col, value, odd = nw.col(name), f"value_{name}", f"odd_{name}"
    if kind.is_integer():
        return frame.with_columns(engine.wide(col).alias(value), nw.lit(False).alias(odd))
    if kind.is_decimal():
        return frame.with_columns(col.alias(value), nw.lit(False).alias(odd))
    if kind.is_float():
        frame = frame.with_columns(nw.when(~col.is_nan()).then(col).alias(name))
        frame = engine.decimals(frame, value, name)
        inexact = nw.col(value).is_null() | (nw.col(value).cast(nw.Float64) != col) | (col.abs() >= _LARGEST)
        return frame.with_columns((~col.is_null() & inexact).alias(odd))
    if kind != nw.String:
        raise CrosscutError(
            f"column {name!r} holds {kind}, which is no amount", hint="Export its amounts as numbers or as texts."
        )
    text = f"text_{name}"
    bare = col.str.strip_chars(_SPACE)
    blank = bare.is_null() | bare.str.to_lowercase().is_in(["", *sorted(form.blank)])
    bare = bare.str.replace_all(form.thousands, "", literal=True) if form.thousands else bare
    bare = bare.str.replace_all(form.decimal, ".", literal=True) if form.decimal != "." else bare
    frame = frame.with_columns(blank.alias(f"blank_{name}"), bare.alias(text))
    plain = ~nw.col(f"blank_{name}") & nw.col(text).str.contains(PLAIN)
    frame = frame.with_columns(
        nw.when(plain).then(nw.col(text)).alias(text), (~nw.col(f"blank_{name}") & ~plain).alias(odd)
    )
    return engine.decimals(frame, value, text)


def _texts(sums: pa.ChunkedArray, held: pa.ChunkedArray) -> pa.ChunkedArray:
    """Sums as texts without zeros behind the last digit; null where nothing was summed."""
    texts = pc.cast(sums, pa.string())
    pointed = pc.match_substring(texts, ".")
    bare = pc.utf8_rtrim(pc.utf8_rtrim(texts, "0"), ".")
    texts = pc.if_else(pc.fill_null(pointed, False), bare, texts)
    return pc.if_else(pc.greater(held, 0), texts, pa.scalar(None, pa.string()))
