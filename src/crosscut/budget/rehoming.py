"""A series under one year's ministries: every year's money where it would stand today, or stood at the beginning."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Literal

import pyarrow as pa

from crosscut import follow
from crosscut.budget.following import side
from crosscut.budget.inputs import Inputs, read, recorded
from crosscut.budget.street import publication
from crosscut.publish.figures import FigureBook
from crosscut.publish.publication import Publication

Under = Literal["now", "then"]
"""Under the ministries of the latest year and stage that was read, or of the earliest."""


def rehomed(folder: Path, under: Under, as_of: str | None = None) -> Publication:
    """A folder's publication with every amount under the ministries of one year; only ministries differ.

    A programme stands where it, or the only programmes that it goes on as, stand in that year; one that is linked with
    none stands where the only ministry that followed its own does.
    """
    inputs = recorded(folder, as_of) if as_of else read(folder)
    shown = publication(inputs)
    rank = {stage: place for place, stage in enumerate(shown.settings.stage_ids)}
    pairs = shown.lines.group_by(["fiscal_year", "stage"]).aggregate([]).to_pylist()
    points = sorted(
        ((pair["fiscal_year"], pair["stage"]) for pair in pairs), key=lambda at: (at[0], rank.get(at[1], -1))
    )
    if not points:
        return shown
    sides = {point: side(inputs, shown, *point) for point in points}
    amounts = _moved(inputs, shown.book.amounts, sides, sides[points[-1 if under == "now" else 0]])
    return replace(shown, book=FigureBook(amounts, shown.book.context))


def _moved(
    inputs: Inputs, amounts: pa.Table, sides: dict[tuple[int, str], follow.Side], target: follow.Side
) -> pa.Table:
    links, _ = follow.succession(inputs.story.links, inputs.programmes["programme"].to_pylist())
    reorganised = follow.reorganisations(inputs.story.ministries)
    homes = {point: follow.homes(each, target, links, reorganised) for point, each in sides.items()}
    names = ("fiscal_year", "stage", "programme", "ministry")
    rows = zip(*(amounts[name].to_pylist() for name in names), strict=True)
    ministries = [homes[year, stage].get((programme, ministry), ministry) for year, stage, programme, ministry in rows]
    return amounts.set_column(amounts.schema.get_field_index("ministry"), "ministry", pa.array(ministries, pa.string()))
