"""Typed values as the texts of cells, exactly."""

from __future__ import annotations

import pyarrow as pa
import pyarrow.compute as pc


def as_text(values: pa.Array) -> pa.Array:
    """Values as text, exactly: a float as the shortest decimal that reads back as the same float; null as blank."""
    if pa.types.is_dictionary(values.type):
        values = values.dictionary_decode()
    if pa.types.is_floating(values.type):
        return float_text(values)
    if pa.types.is_nested(values.type):
        return pa.array(["" if value is None else str(value) for value in values.to_pylist()], pa.string())
    return pc.fill_null(pc.cast(values, pa.string()), "")


def float_text(values: pa.Array) -> pa.Array:
    """Floats as decimal text without an exponent where they are whole and below 2**53."""
    numbers = values.cast(pa.float64())
    small = pc.less(pc.abs(numbers), 2.0**53)
    if pc.all(pc.fill_null(pc.and_(small, pc.equal(numbers, pc.trunc(numbers))), True)).as_py():
        return pc.fill_null(pc.cast(pc.cast(numbers, pa.int64()), pa.string()), "")
    return pa.array(["" if value is None else number_text(value) for value in numbers.to_pylist()], pa.string())


def number_text(value: float) -> str:
    """A float as its shortest exact decimal."""
    return str(int(value)) if value.is_integer() and abs(value) < 2.0**53 else repr(value)
