"""What the site, the workbook and every other output are made from: one set of tables, figures and findings."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import pyarrow as pa

from crosscut.allocate import Plan
from crosscut.classify.evaluating import Report as Evaluation
from crosscut.config import Settings
from crosscut.findings import Finding
from crosscut.money import Unit, unit
from crosscut.publish.changing import ChangeFigures
from crosscut.publish.figures import FigureBook
from crosscut.publish.planned import Ground, PlanFigures
from crosscut.publish.staked import StakeFigures
from crosscut.publish.story import Story
from crosscut.review import Review
from crosscut.tables import OUTSIDE
from crosscut.taxonomy import Taxonomy


@dataclass(frozen=True)
class Publication:
    """One moment of a budget, ready to be shown.

    Attributes
    ----------
    budget
        The folder's configuration: titles, currency, counting, unit.
    taxonomy
        The taxonomy version that areas belong to.
    programmes, subprogrammes, lines, shares
        Tables of PROGRAMMES, SUBPROGRAMMES, LINES (as corrected) and SHARES.
    book
        The figures; asking it for one registers it for ``figures.json``.
    findings
        All findings, worst first.
    overlap
        ``area, other, amount, programmes``: the tagged money that each pair of areas shares.
    plan
        The allocation under the folder's policy, or None where it has none.
    ground
        What the plan stands on; without it no amount of the plan can be traced.
    review
        What the review of the demand found, or None where nobody asked for one.
    run
        Digest of all inputs, decisions and the code's version: names the run on every page (§3.4).
    evaluation
        How good the machine's proposals are on decided programmes kept from it; None where no proposal counts.
    story
        How the amounts came to be; None where nobody asked, and then no page tells it.

    """

    settings: Settings
    taxonomy: Taxonomy
    programmes: pa.Table
    subprogrammes: pa.Table
    lines: pa.Table
    shares: pa.Table
    book: FigureBook
    findings: tuple[Finding, ...]
    overlap: pa.Table
    run: str
    plan: Plan | None = None
    story: Story | None = None
    review: Review | None = None
    ground: Ground | None = None
    evaluation: Evaluation | None = None

    @cached_property
    def planned(self) -> PlanFigures | None:
        """The figures of the plan; None where there is none, or nobody said what it stands on."""
        if self.plan is None or self.ground is None or not self.plan.amounts:
            return None
        return PlanFigures(self.book, self.plan, self.ground)

    @cached_property
    def stakes(self) -> StakeFigures | None:
        """The figures of the review; None where there is none."""
        return None if self.review is None else StakeFigures(self.book, self.review)

    @cached_property
    def changes(self) -> ChangeFigures | None:
        """The figures of the changes between periods; None where nobody told them."""
        return None if self.story is None else ChangeFigures(self.book, self.story.comparisons)

    @cached_property
    def years(self) -> tuple[int, ...]:
        """The fiscal years that any line speaks of, ascending."""
        return tuple(sorted(set(self.lines.column("fiscal_year").to_pylist())))

    @cached_property
    def stages(self) -> tuple[str, ...]:
        """The stages that any line stands at, in the budget's order."""
        present = set(self.lines.column("stage").to_pylist())
        return tuple(stage for stage in self.settings.stage_ids if stage in present)

    @property
    def main_year(self) -> int:
        """The year the publication leads with: the latest."""
        return self.years[-1] if self.years else 0

    @property
    def main_stage(self) -> str:
        """The stage the publication leads with: the budget's choice, or the latest read for the main year."""
        if self.settings.main_stage:
            return self.settings.main_stage
        pairs = zip(self.lines.column("fiscal_year").to_pylist(), self.lines.column("stage").to_pylist(), strict=True)
        present = {stage for year, stage in pairs if year == self.main_year}
        return next((stage for stage in reversed(self.settings.stage_ids) if stage in present), "")

    @cached_property
    def unit(self) -> Unit:
        """The unit that tables are printed in: the budget's, or a million of won and a thousand of other currencies."""
        currency = self.settings.currency
        return unit(self.settings.unit or ("million" if currency == "KRW" else "thousand"), currency)

    def label(self, key: str, value: object, language: str = "en") -> str:
        """What a reader calls a value of a crosscut's key: an area's name for its id, the value itself elsewhere."""
        if key == "area" and value == OUTSIDE:
            return "분야 외" if language == "ko" else "Outside the taxonomy"
        area = next((each for each in self.taxonomy.areas if key == "area" and each.id == value), None)
        return str(value) if area is None else (area.ko if language == "ko" else area.en)

    def order(self, row: Mapping[str, Any]) -> tuple[Any, ...]:
        """Sort key of a crosscut row: areas in the taxonomy's order, stages in the budget's, the rest by name."""
        places = {area.id: place for place, area in enumerate(self.taxonomy.areas)}
        stages = {stage: place for place, stage in enumerate(self.settings.stage_ids)}
        ranks = {"area": places, "stage": stages}
        return tuple(
            (ranks[key].get(value, len(places)), str(value)) if key in ranks else (0, value)
            for key, value in row.items()
            if key not in ("amount", "programmes", "figure", "low", "high")
        )
