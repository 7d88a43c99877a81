"""The keys of a crosscut's rows and title in words, for tables in the terminal."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from crosscut.budget import Run
    from crosscut.taxonomy import Taxonomy
    from crosscut.views.crosscut import CrosscutTable


def key_texts(run: Run, taxonomy: Taxonomy, shown: CrosscutTable) -> list[list[str]]:
    """What each row says of its keys: the names of areas and ministries, years as the budget prints its years."""
    from crosscut.views.labels import labels

    found = labels(taxonomy, shown.keys, [[row[key] for key in shown.keys] for row in shown.rows])
    return [
        [_year(run, row[key]) if key == "year" else text.en for key, text in zip(shown.keys, texts, strict=True)]
        for row, texts in zip(shown.rows, found, strict=True)
    ]


def _year(run: Run, value: object) -> str:
    return run.calendar.year(value) if isinstance(value, int) else str(value)


def selected_text(run: Run, selected: Mapping[str, str | int]) -> str:
    """The year and stage that hold for all rows."""
    texts = (run.calendar.year(each) if isinstance(each, int) and each else str(each) for each in selected.values())
    return ", ".join(texts)
