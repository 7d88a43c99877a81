"""What the site, the workbook and every other output are made from: a run, its figures, and what rooms made of it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import pyarrow as pa

from crosscut.allocate import Plan
from crosscut.allocate.figures import PlanFigures, book_with
from crosscut.allocate.horizon import Years
from crosscut.allocate.runs import PlanBasis
from crosscut.budget import Run
from crosscut.calendar import Calendar
from crosscut.config import COUNTINGS, Settings
from crosscut.engine.decisions import Decided
from crosscut.figures import FigureBook, book_of
from crosscut.findings import Finding, Severity, in_order
from crosscut.follow.changes import ChangeHistory
from crosscut.follow.figures import ChangeFigures
from crosscut.review import Review
from crosscut.review.figures import StakeFigures
from crosscut.taxonomy import Area, Taxonomy
from crosscut.text.own_words import FILE as WORDS_FILE
from crosscut.text.own_words import OwnWords, own_words, says_research, says_technologies
from crosscut.views.adoption import Adoption, adoptions
from crosscut.views.news import NewsItem

if TYPE_CHECKING:
    from crosscut.classify.evaluation import EvaluationReport as Evaluation

Edition = Literal["public", "desk"]
"""What leaves the house, for readers; and what the office has besides: findings, review, plans that nobody adopted."""


@dataclass(frozen=True, slots=True)
class Checked:
    """What was checked: how many amounts were read, how many totals printed elsewhere were compared, what forbids it.

    ``fatal`` findings say that something cannot be true or cannot be published.
    """

    amounts: int
    controls: int
    fatal: int

    @classmethod
    def of(cls, shown: Publication) -> Checked:
        """What was checked of a publication."""
        fatal = sum(1 for each in shown.findings if each.severity is Severity.FATAL)
        return cls(shown.lines.num_rows, len(shown.settings.control), fatal)


@dataclass(frozen=True)
class Publication:
    """One moment of a budget, ready to be shown.

    Attributes
    ----------
    run
        The budget and all that follows from it.
    book
        The figures.
    findings
        All findings, worst first.
    plan
        The allocation under the folder's policy, or None where it has none.
    years
        The plans of several years, where the policy speaks of later ones.
    basis
        What the plan stands on; without it no amount of the plan can be traced.
    review
        What the review of the demand found, or None where nobody asked for one.
    history
        How the amounts came to be; None where nobody asked, and then no page tells it.
    evaluation
        How good the machine's proposals are on decided programmes kept from it; None where no proposal counts.
    formats
        The formats that it is written in; readers are offered what those write.
    checkpoint
        What names the ledger as of the run, as ``NUMBER:LINK``; empty where nothing was recorded.
    edition
        Whom it is for.
    news
        What was published and corrected up to its moment, the latest first; none where nobody asked.
    checked
        What was checked before readers get it, which is what was read and attributed: a plan forbids readers nothing.
    demonstration
        Whether people who are made up decided what it says.
    place
        The folder that it will stand in once it is whole; None where it is not to leave this process.

    """

    run: Run
    book: FigureBook
    findings: tuple[Finding, ...]
    plan: Plan | None = None
    years: Years | None = None
    basis: PlanBasis | None = None
    review: Review | None = None
    history: ChangeHistory | None = None
    evaluation: Evaluation | None = None
    formats: tuple[str, ...] = ()
    checkpoint: str = ""
    edition: Edition = "desk"
    news: tuple[NewsItem, ...] = ()
    checked: Checked | None = None
    demonstration: bool = False
    place: Path | None = None

    @classmethod
    def of(cls, run: Run) -> Publication:
        """The publication of a run as it is, without plan, review and history."""
        return cls(run, book_of(run), run.findings)

    def with_plan(self, plan: Plan, basis: PlanBasis, *more: Finding) -> Publication:
        """The publication with a plan and the figures of what it gives, and findings that it brought."""
        book = book_with(self.book, plan, basis) if plan.amounts else self.book
        findings = tuple(in_order((*self.findings, *more)))
        return replace(
            self, plan=plan, basis=basis, book=book, findings=findings, checked=self.checked or Checked.of(self)
        )

    @cached_property
    def public(self) -> Publication:
        """What readers have of it: what was decided, and nothing that the office still asks, weighs or plans."""
        if self.edition == "public":
            return self
        return replace(
            self,
            book=self.book.without_plan(),
            findings=(),
            plan=None,
            years=None,
            basis=None,
            review=None,
            edition="public",
            checked=self.checked or Checked.of(self),
        )

    @property
    def caveat(self) -> Literal["", "synthetic", "demonstration"]:
        """What every page and document warns of: that the data are made up, or what people did with them."""
        return "synthetic" if self.settings.synthetic else "demonstration" if self.demonstration else ""

    @property
    def id(self) -> str:
        """Digest of all inputs, decisions and the code's version: names the run on every page (§3.4)."""
        return self.run.id

    @property
    def settings(self) -> Settings:
        """What ``crosscut.toml`` says: titles, currency, counting, unit."""
        return self.run.settings

    @cached_property
    def words(self) -> OwnWords:
        """The office's own words; its budget is one of R&D where its title or its words say so.

        Its areas are technologies where the name of their list says so, and not all that are shown are added to it.
        """
        own, title = own_words(self.run.snapshot.texts.get(WORDS_FILE, "")), self.settings.title
        added = {area.id for area in self.settings.extra_area}
        technologies = (
            says_technologies(f"{self.taxonomy.en} {self.taxonomy.ko}") and {a.id for a in self.areas} - added
        )
        return replace(own, plain=not (says_research(title.en) or says_research(title.ko)), themes=not technologies)

    @property
    def taxonomy(self) -> Taxonomy:
        """The taxonomy version that areas belong to."""
        return self.run.taxonomy

    @cached_property
    def areas(self) -> tuple[Area, ...]:
        """The areas that are shown: all of the taxonomy, but beside themes of the office's own none that is empty."""
        areas = self.taxonomy.areas
        own = {area.id for area in self.settings.extra_area if not area.remainder}
        if not own:
            return areas
        held = {area for counting in COUNTINGS for (area,) in self.book.groups(counting, "area")}
        return tuple(area for area in areas if area.id in held | own)

    @property
    def calendar(self) -> Calendar:
        """All periods in order."""
        return self.run.calendar

    @cached_property
    def programmes(self) -> pa.Table:
        """A table of PROGRAMMES, names and ministries as in the period that the publication leads with."""
        return self.run.programmes_at(self.calendar.leading)

    @property
    def subprogrammes(self) -> pa.Table:
        """A table of SUBPROGRAMMES."""
        return self.run.snapshot.subprogrammes

    @property
    def lines(self) -> pa.Table:
        """A table of LINES, amounts as people corrected them."""
        return self.run.snapshot.lines

    @property
    def shares(self) -> pa.Table:
        """A table of SHARES."""
        return self.run.shares

    @property
    def decisions(self) -> dict[str, Decided]:
        """The decision in force on each programme."""
        return dict(self.run.decisions)

    @cached_property
    def planned(self) -> PlanFigures | None:
        """The figures of the plan; None where there is none, or nobody said what it stands on."""
        if self.plan is None or self.basis is None or not self.plan.amounts:
            return None
        return PlanFigures(self.book, self.plan, self.basis)

    @cached_property
    def adopted(self) -> tuple[Adoption, ...]:
        """The plans that were applied as stages of the year that the plan is of; none where there is no plan."""
        return () if self.plan is None else adoptions(self.run, self.plan)

    @cached_property
    def stakes(self) -> StakeFigures | None:
        """The figures of the review; None where there is none."""
        return None if self.review is None else StakeFigures(self.book, self.review)

    @cached_property
    def changes(self) -> ChangeFigures | None:
        """The figures of the changes between periods; None where nobody told them."""
        return None if self.history is None else ChangeFigures(self.book, self.history.comparisons)
