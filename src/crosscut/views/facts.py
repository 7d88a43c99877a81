"""What a release and a report speak of: figures and names, the same in every language and format."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property

from crosscut.calendar import Period
from crosscut.config import Counting
from crosscut.figures import Figure
from crosscut.tables import NO_AREA
from crosscut.views.flows import FlowPassage, passages
from crosscut.views.programmes import Directory
from crosscut.views.publication import Publication
from crosscut.views.totals import Totals, TotalsLine


@dataclass(frozen=True, slots=True)
class ProgrammeFacts:
    """A programme with its money in one area, or altogether; ``status`` is new, continued or empty."""

    key: str
    name_ko: str
    name_en: str
    ministry: str
    amount: Figure
    status: str


@dataclass(frozen=True, slots=True)
class AreaFacts:
    """An area. ``before``, ``change`` and ``rate`` are None without an earlier period of which its money is known.

    ``flagships`` are the programmes named, ``rest`` is the area's money less theirs.
    """

    key: str
    amount: Figure
    share: Figure
    programmes: Figure
    before: Figure | None
    change: Figure | None
    rate: Figure | None
    flagships: tuple[ProgrammeFacts, ...]
    rest: Figure


class Facts:
    """Everything that documents print, chosen once for both languages.

    Parameters
    ----------
    directory
        Who the programmes of the publication are, where that is known already.

    Attributes
    ----------
    totals
        The publication with its leading period and comparisons.
    rounding
        What each figure is displayed as.

    """

    def __init__(self, publication: Publication, directory: Directory | None = None) -> None:
        self.publication = publication
        self.directory = directory or Directory(Totals(publication))
        self.totals = self.directory.totals
        self.book, self.office = publication.book, publication.settings.publication
        self.rounding = self.totals.rounding

    @property
    def is_known(self) -> bool:
        """Whether anyone knows what areas gained or lost since the earlier period."""
        return self.totals.unknown(self.totals.period, *self.totals.comparisons[:1]) is None

    @cached_property
    def before(self) -> Period | None:
        """The earlier period that changes are measured against, if there is one."""
        return self.totals.comparisons[0] if self.totals.comparisons else None

    def decided(self, programme: str) -> tuple[str, ...]:
        """What people said when they decided a programme's amount in the leading period, with their names."""
        return self._decided.get(programme, ())

    @cached_property
    def _decided(self) -> dict[str, tuple[str, ...]]:
        period, said = self.totals.period, defaultdict[str, dict[str, None]](dict)
        names = ("programme", "fiscal_year", "stage", "file", "note")
        columns = (self.publication.lines[name].to_pylist() for name in names)
        for programme, *at, file, note in zip(*columns, strict=True):
            if (*at,) == (period.year, period.stage) and str(file).startswith("decisions/") and note:
                said[str(programme)][str(note)] = None
        return {programme: tuple(notes) for programme, notes in said.items()}

    @cached_property
    def total(self) -> Figure:
        """All money of the leading period."""
        return self.totals.total

    @cached_property
    def total_before(self) -> Figure | None:
        """All money of the earlier period."""
        return self.book.amount("partition", **self.before.where) if self.before else None

    @cached_property
    def areas(self) -> tuple[AreaFacts, ...]:
        """The areas of the taxonomy, largest first; those the budget added stand last."""
        lines = self.totals.area_lines(self.total)
        return tuple(self._area(line.key) for line in sorted(lines, key=lambda line: line.key in self.added))

    @cached_property
    def present(self) -> tuple[AreaFacts, ...]:
        """The areas that hold money now or held some before."""
        return tuple(each for each in self.areas if each.amount.row_count or (each.before and each.before.row_count))

    @cached_property
    def absent(self) -> tuple[AreaFacts, ...]:
        """The areas that no money is stated for."""
        return tuple(each for each in self.areas if each not in self.present)

    @cached_property
    def added(self) -> frozenset[str]:
        """Areas that the budget added because nobody published their split."""
        return self.totals.added

    @cached_property
    def unattributed(self) -> tuple[TotalsLine, ...]:
        """What no area holds now or held before, and what nobody has looked at, where there is such money."""
        lines = [self.totals.line(key, self.total, "partition", area=key) for key in NO_AREA]
        return tuple(
            each for each in lines if each.amount.row_count or any(c.amount.row_count for c in each.changes[:1])
        )

    @cached_property
    def itemised(self) -> AreaFacts | None:
        """The areas of the taxonomy together without those the budget added; None where it added none."""
        if not self.added:
            return None
        now = self._without_added(self.totals.period)
        before = self._without_added(self.before) if self.before and self.is_known else None
        change = self.book.difference(now, before) if before else None
        rate = self.book.ratio(change, before) if change and before else None
        share, count = (
            self.book.ratio(now, self.total),
            self.book.count(self.totals.counting, **self.totals.period.where),
        )
        return AreaFacts("", now, share, count, before, change, rate, (), now)

    @cached_property
    def flagships(self) -> tuple[tuple[AreaFacts, ProgrammeFacts], ...]:
        """Each programme that the release names, with its area."""
        return tuple((area, programme) for area in self.areas for programme in area.flagships)

    @cached_property
    def unnamed(self) -> Figure:
        """The total less every programme that the release names: what is not itemised."""
        return self._less(self.total, [programme.amount for _, programme in self.flagships])

    @cached_property
    def passages(self) -> tuple[FlowPassage, ...]:
        """What became of the money since the year before and since the stage before, where there are such."""
        return passages(self.totals)

    @cached_property
    def ministries(self) -> tuple[str, ...]:
        """Ministries that hold money, largest first."""
        return tuple(self.totals.ministries)

    def amount(self, **where: str | int) -> Figure:
        """An amount of the leading period under the leading counting."""
        return self.book.amount(self.totals.counting, **self.totals.period.where, **where)

    def once(self, **where: str | int) -> Figure:
        """An amount of the leading period, each won once."""
        return self.book.amount("partition", **self.totals.period.where, **where)

    @cached_property
    def largest(self) -> list[tuple[str, Figure]]:
        """All programmes of the leading period, each won once, largest first."""
        return self.ranked("partition")

    def ranked(self, counting: Counting | None = None, **where: str | int) -> list[tuple[str, Figure]]:
        """The programmes that ``where`` selects in the leading period, largest first."""
        groups = self.book.by(counting or self.totals.counting, "programme", **self.totals.period.where, **where)
        found = ((str(key[0]), figure) for key, figure in groups.items())
        return sorted(found, key=lambda each: (-each[1].value, each[0]))

    def programme(self, key: str, amount: Figure) -> ProgrammeFacts:
        """A programme by its id, with the amount to print."""
        row = self.directory.programmes[key]
        return ProgrammeFacts(
            key, row["name"] or key, row["name_en"] or row["name"] or key, row["ministry"], amount, self._status(key)
        )

    def is_named(self, key: str) -> bool:
        """Whether a programme is one, and not money whose programmes nobody named."""
        return self.office.is_named(key)

    def _area(self, key: str) -> AreaFacts:
        line = self.totals.line(key, self.total, area=key)
        change = line.changes[0] if line.changes and line.changes[0].is_known else None
        named = [each for each in self.ranked(area=key) if self.is_named(each[0])][: self.office.flagships]
        flagships = tuple(self.programme(*each) for each in named if each[1].value)
        rest = self._less(line.amount, [each.amount for each in flagships])
        return AreaFacts(
            key,
            line.amount,
            line.share,
            line.programmes,
            change.amount.of[1] if change else None,
            change.amount if change else None,
            change.rate if change else None,
            flagships,
            rest,
        )

    def _less(self, whole: Figure, parts: list[Figure]) -> Figure:
        return self.book.difference(whole, self.book.together(parts)) if parts else whole

    def _without_added(self, period: Period) -> Figure:
        keys = [key for key in self.totals.areas if key not in self.added]
        return self.book.together([self.book.amount(self.totals.counting, area=key, **period.where) for key in keys])

    @cached_property
    def _statuses(self) -> dict[str, str]:
        here = self.totals.period
        known: dict[str, str] = {}
        earlier: set[str] = set()
        for line in self.publication.lines.select(["programme", "fiscal_year", "stage", "status"]).to_pylist():
            if (line["fiscal_year"], line["stage"]) == (here.year, here.stage):
                known[line["programme"]] = line["status"] or known.get(line["programme"], "")
            elif line["fiscal_year"] < here.year:
                earlier.add(line["programme"])
        return {key: status or ("continued" if key in earlier else "") for key, status in known.items()}

    def _status(self, key: str) -> str:
        return self._statuses.get(key, "")
