"""Who the programmes of a publication are, and the lists they stand in, each with the figure of its amount."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from urllib.parse import quote

from crosscut.config import Counting
from crosscut.figures import Figure
from crosscut.review import Review
from crosscut.tables import NO_AREA, UNREAD, ProgrammeRow
from crosscut.views.page_names import unique_names
from crosscut.views.totals import AmountChange, Totals

FIRST = 50
"""Programmes that stand in a page itself, before any script runs."""

OWN_PAGES = 2_000
"""Most programmes that each get a page of their own; where there are more, one page shows any of them out of shards."""

_IN_SHARD = 50
"""About how many programmes a shard holds."""

MOST_REVIEW_PAGES = 2_000
"""Programmes that get a page of the review's findings."""


@dataclass(frozen=True, slots=True)
class ProgrammeEntry:
    """One programme of a list."""

    programme: str
    amount: Figure
    change: AmountChange | None


@dataclass(frozen=True)
class ProgrammeList:
    """The programmes of one page, largest first; ``name`` is also the name of its data file."""

    name: str
    entries: list[ProgrammeEntry]

    @property
    def first(self) -> list[ProgrammeEntry]:
        """The entries that the page itself holds."""
        return self.entries[:FIRST]


class Directory:
    """Who the programmes are, and the lists they stand in."""

    def __init__(self, totals: Totals) -> None:
        self.totals = totals

    @cached_property
    def programmes(self) -> dict[str, ProgrammeRow]:
        """Rows of PROGRAMMES by id, in the order of ids."""
        rows: dict[str, ProgrammeRow] = {
            row["programme"]: row for row in self.totals.publication.programmes.to_pylist()
        }
        known = set(rows)
        for programme in sorted({str(key) for (key,) in self.totals.book.groups("partition", "programme")} - known):
            rows[programme] = _unnamed(programme)
        return dict(sorted(rows.items()))

    @cached_property
    def has_committees(self) -> bool:
        """Whether any programme says which committee it is of."""
        return any(row["committee"] for row in self.programmes.values())

    @cached_property
    def places(self) -> dict[str, int]:
        """The place of each programme among all, by id: data files name programmes by it."""
        return {programme: place for place, programme in enumerate(self.programmes)}

    @cached_property
    def pages(self) -> dict[str, str]:
        """The name of each programme's own page, where histories are told and each has one."""
        return {} if self.shards else unique_names("programme", self.with_history, 10)

    @cached_property
    def with_history(self) -> tuple[str, ...]:
        """The programmes whose histories are told: all, where the publication has a history."""
        return () if self.totals.publication.history is None else tuple(self.programmes)

    @cached_property
    def shards(self) -> int:
        """In how many shards the histories stand that one page shows; 0 where each programme has its own page."""
        return -(-len(self.with_history) // _IN_SHARD) if len(self.with_history) > OWN_PAGES else 0

    @property
    def letters(self) -> int:
        """By how many of the last letters of their ids figures are told apart into files."""
        return 2 if self.shards else 1

    def address(self, programme: str) -> str:
        """Where the page that shows a programme stands among the pages; empty where none does."""
        if self.shards and programme in self.programmes:
            return f"programme.html#programme={quote(programme, safe='')}"
        return f"{self.pages[programme]}.html" if programme in self.pages else ""

    @cached_property
    def reviewed(self) -> dict[str, str]:
        """The name of each programme's page of findings, for programmes that the review found something about."""
        review = self.totals.publication.review
        return {} if review is None else page_names(review)

    @cached_property
    def areas(self) -> dict[str, list[str]]:
        """The areas of each programme in the leading period, largest first."""
        totals = self.totals
        groups = totals.book.groups(totals.counting, "programme", "area", **totals.period.where)
        found: dict[str, dict[str, int]] = {}
        for (programme, area), cell in groups.items():
            if area not in NO_AREA:
                found.setdefault(str(programme), {})[str(area)] = cell.amount
        return {
            programme: sorted(amounts, key=lambda area: (-amounts[area], area)) for programme, amounts in found.items()
        }

    @cached_property
    def unread(self) -> frozenset[str]:
        """The programmes that nobody has looked at, in the leading period."""
        found = self.totals.book.groups("partition", "programme", area=UNREAD, **self.totals.period.where)
        return frozenset(str(programme) for (programme,) in found)

    @cached_property
    def everything(self) -> ProgrammeList:
        """All programmes that have money in the leading period, each won once, largest first."""
        return self.list_of("programmes", "partition")

    def list_of(self, name: str, counting: Counting, **where: str | int) -> ProgrammeList:
        """The programmes that have money where ``where`` selects, largest first."""
        totals = self.totals
        groups = totals.book.by(counting, "programme", **totals.period.where, **where)
        entries = [self._entry(str(programme), figure, where) for (programme,), figure in groups.items()]
        return ProgrammeList(name, sorted(entries, key=lambda entry: (-entry.amount.value, entry.programme)))

    def _entry(self, programme: str, amount: Figure, where: dict[str, str | int]) -> ProgrammeEntry:
        return ProgrammeEntry(programme, amount, self.totals.first_change(amount, programme=programme, **where))


def shard_of(programme: str, shards: int) -> int:
    """The shard that holds a programme: scripts work out the same of its UTF-16 units (FNV-1a)."""
    mark, units = 0x811C9DC5, programme.encode("utf-16-le", "surrogatepass")
    for low, high in zip(units[::2], units[1::2], strict=True):
        mark = (mark ^ (low | high << 8)) * 0x01000193 & 0xFFFFFFFF
    return mark % shards


def _unnamed(programme: str) -> ProgrammeRow:
    """The row of a programme that no source names."""
    return {
        "programme": programme,
        "name": "",
        "name_en": "",
        "ministry": "",
        "committee": "",
        "text": "",
        "start": None,
        "end": None,
        "note": "",
        "file": "",
        "sheet": "",
        "row": None,
        "column": "",
    }


def page_names(review: Review) -> dict[str, str]:
    """Programmes that a review found something about, and the names of their pages of findings."""
    known = set(review.history.frame["programme"].to_pylist())
    programmes = sorted({each.finding.programme for each in review.findings if each.finding.programme} & known)
    return unique_names("review", programmes[:MOST_REVIEW_PAGES], 10)
