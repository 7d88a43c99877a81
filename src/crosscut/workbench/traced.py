"""What tracing a figure gives: its definition, its rows and what it says."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, NotRequired, TypedDict

from crosscut.allocate import words as plan_words
from crosscut.exports.words_of import percent
from crosscut.figures.figure import SIGNED
from crosscut.money import Unit, format_amount
from crosscut.text import Text

if TYPE_CHECKING:
    from crosscut.budget import Run
    from crosscut.figures.figure import Figure, FigureRecord
    from crosscut.findings import Finding
    from crosscut.ingest import RowsBehind
    from crosscut.views.publication import Publication


class Deciding(TypedDict):
    """Whose decision puts a row's money where it is, when, why, and where that stands; blank where none does."""

    decided_by: str
    decided_at: str
    reason: str
    decision: str


UNDECIDED = Deciding(decided_by="", decided_at="", reason="", decision="")


class TracedRow(Deciding):
    """One row behind a figure: its money with its sign, and the line and place in the source that it comes from."""

    row: str
    programme: str
    name: str
    ministry: str
    committee: str
    area: str
    sub: str
    fiscal_year: int
    stage: str
    account: str
    amount: int
    line: str
    line_amount: int | None
    file: str
    sheet: str
    source_row: int | None
    column: str
    note: str


class TracedRecord(TypedDict):
    """A traced figure by the command contract (DESIGN §7)."""

    figure: FigureRecord
    rows: list[TracedRow]
    sum: int
    explained: NotRequired[dict[str, str]]
    parts: NotRequired[PartsRecord]


class PartsRecord(TypedDict):
    """Rows of files behind lines that are sums: the first of them, and how many there are."""

    count: int
    rows: list[dict[str, str | int]]


@dataclass(frozen=True)
class Traced:
    """A figure and its rows; ``total`` is the rows' signed sum, which is the figure where figures are sums.

    ``explained`` says what a plan or a rule states; empty where nothing but rows is behind it. ``formerly`` is the
    value that the last publication or build printed under the id, in minor units, where it is another one. ``fatal``
    is what cannot be true of the budget that the figure is of. ``parts`` are the rows of files behind lines that are
    sums, where they were asked for.
    """

    figure: FigureRecord
    rows: list[TracedRow]
    explained: Text = field(default_factory=Text)
    formerly: int | None = None
    fatal: tuple[Finding, ...] = ()
    parts: RowsBehind | None = None

    @property
    def total(self) -> int:
        """The signed sum of the rows."""
        return sum(row["amount"] for row in self.rows)

    def value_text(self, unit: Unit) -> str:
        """The figure's value as readers are told it: programmes, per cent, or money in ``unit``."""
        figure = self.figure
        if figure["kind"] == "count":
            return f"{figure['value']:,} programme{'' if figure['value'] == 1 else 's'}"
        if figure["kind"] == "ratio":
            return percent(figure["value"], figure["whole"] or 0)
        return format_amount(figure["value"], unit, sign=figure["kind"] in SIGNED)

    def to_json(self) -> TracedRecord:
        """The figure's definition, its rows and their sum, and what it says where a plan or a rule states it."""
        record: TracedRecord = {"figure": self.figure, "rows": self.rows, "sum": self.total}
        if self.explained:
            record["explained"] = self.explained.to_json()
        if self.parts:
            record["parts"] = {"count": self.parts.count, "rows": [asdict(row) for row in self.parts.rows]}
        return record


def deciding(run: Run) -> dict[str, Deciding]:
    """By programme the decision in force on it."""
    return {
        programme: Deciding(decided_by=each.by, decided_at=each.at, reason=each.reason, decision=str(each.place))
        for programme, each in run.decisions.items()
    }


def decides(counting: str) -> bool:
    """Whether decisions say where money is under a counting: tagged amounts stand as they came."""
    return counting != "overlap"


def explanation(shown: Publication, figure: Figure) -> Text:
    """What a planned figure follows from, and why where it is one programme's."""
    if figure.kind != "planned":
        return Text()
    file, digest = figure.by
    programme = str(dict(figure.where).get("programme", ""))
    why = reasons(shown).get(programme, Text())
    return plan_words.PLANNED.format(file=file, digest=digest, why=why)


def reasons(shown: Publication) -> dict[str, Text]:
    """Why the plan gives each programme what it gives; none where there is no plan or it has no amounts."""
    plan = shown.plan
    return dict(zip(plan.draft.demand.ids, plan.reasons, strict=True)) if plan and plan.amounts else {}
