"""Typed values as the texts of cells, exactly."""

from __future__ import annotations

from decimal import Decimal

import numpy as np
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
    """Floats as decimal text without an exponent where they are whole; those of fewer bits by their own digits."""
    if values.type != pa.float64():
        numbers = values.drop_null().to_numpy(zero_copy_only=False)
        texts = pa.array([np.format_float_positional(each, trim="-") for each in numbers], pa.string())
        return pc.replace_with_mask(pa.array([""] * len(values), pa.string()), values.is_valid(), texts)
    small = pc.less(pc.abs(values), 2.0**53)
    if pc.all(pc.fill_null(pc.and_(small, pc.equal(values, pc.trunc(values))), True)).as_py():
        return pc.fill_null(pc.cast(pc.cast(values, pa.int64()), pa.string()), "")
    return pa.array(["" if value is None else number_text(value) for value in values.to_pylist()], pa.string())


def number_text(value: float) -> str:
    """A float as its shortest exact decimal."""
    if not value.is_integer() or abs(value) >= _LARGEST:
        return repr(value)
    return str(int(value)) if abs(value) < 2.0**53 else f"{Decimal(repr(value)):f}"


_LARGEST = 1e22
"""Whole numbers from which a text has an exponent."""
