"""Names of pages of what has no name that is fit for a file: short, of small letters and digits, each its own."""

from __future__ import annotations

from collections.abc import Iterable

from crosscut.tables import row_id


def unique_names(prefix: str, keys: Iterable[str], digits: int) -> dict[str, str]:
    """A name for each key, ``prefix`` and the first digits of its digest: as many more as tell all of them apart."""
    marks = {key: row_id(key) for key in keys}
    longest = max(map(len, marks.values()), default=digits)
    enough = next((size for size in range(digits, longest) if _are_distinct(marks, size)), longest)
    return {key: f"{prefix}-{mark[:enough]}" for key, mark in marks.items()}


def _are_distinct(marks: dict[str, str], size: int) -> bool:
    return len({mark[:size] for mark in marks.values()}) == len(marks)
