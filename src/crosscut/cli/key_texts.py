"""The keys of a crosscut's rows and title in words, for tables in the terminal."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from crosscut.budget import Run
    from crosscut.taxonomy import Taxonomy


def key_text(run: Run, taxonomy: Taxonomy, key: str, value: object) -> str:
    """What a row says of a key: the name of an area, a year as the budget prints its years."""
    from crosscut.views.labels import label

    return run.calendar.year(value) if key == "year" and isinstance(value, int) else label(taxonomy, key, value).en


def selected_text(run: Run, selected: Mapping[str, str | int]) -> str:
    """The year and stage that hold for all rows."""
    texts = (run.calendar.year(each) if isinstance(each, int) and each else str(each) for each in selected.values())
    return ", ".join(texts)
