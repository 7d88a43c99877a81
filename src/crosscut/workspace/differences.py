"""What differs between two requests of a ministry: last year's budget, the draft, or two filings."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from sqlalchemy import Row

from crosscut.workspace.errors import MissingError
from crosscut.workspace.filing import calls, filings
from crosscut.workspace.filing.drafts import DraftLine
from crosscut.workspace.filing.filings import Filed
from crosscut.workspace.known_programmes import Known
from crosscut.workspace.office import Act
from crosscut.workspace.words import word

DifferenceKind = Literal["new", "gone", "changed"]
_COMPARED = ("name", "text", "start", "end", "amount", "reason")


@dataclass(frozen=True, slots=True)
class FieldChange:
    """A field that says something else; values as they are kept, amounts in minor units."""

    field: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class ProgrammeDifference:
    """A programme that is new, is gone, or says something else. Amounts in minor units; None where there is none.

    ``reason`` is the later request's, as far as the reader may see it.
    """

    key: str
    id: str
    name: str
    kind: DifferenceKind
    before: int | None
    after: int | None
    reason: str
    changes: tuple[FieldChange, ...]

    @property
    def moved(self) -> int:
        """By how much the amount differs."""
        return (self.after or 0) - (self.before or 0)


@dataclass(frozen=True, slots=True)
class Differences:
    """All that differs, the largest amounts first, with the sums before and after and how many stayed."""

    rows: tuple[ProgrammeDifference, ...]
    before: int
    after: int
    unchanged: int

    @property
    def moved(self) -> int:
        """By how much the sum differs."""
        return self.after - self.before


def between(before: Sequence[Filed], after: Sequence[Filed], *, reasons: bool = True) -> Differences:
    """What differs between two requests; without ``reasons`` a reason alone is no difference."""
    fields = _COMPARED if reasons else _COMPARED[:-1]
    old, new = {each.key: each for each in before}, {each.key: each for each in after}
    rows = [_one(old.get(key), new.get(key), fields) for key in dict.fromkeys((*old, *new))]
    found = sorted((each for each in rows if each), key=lambda each: (-abs(each.moved), each.id))
    both = len(old.keys() & new.keys())
    stayed = both - sum(each.kind == "changed" for each in found)
    return Differences(tuple(found), _total(before), _total(after), stayed)


def _total(rows: Iterable[Filed]) -> int:
    return sum(each.amount or 0 for each in rows)


def _one(old: Filed | None, new: Filed | None, fields: Sequence[str]) -> ProgrammeDifference | None:
    changes = tuple(
        FieldChange(field, said, says)
        for field in fields
        if (said := _text(old, field)) != (says := _text(new, field)) and old and new
    )
    if old and new and not changes:
        return None
    stands = new or old
    assert stands is not None
    kind: DifferenceKind = "changed" if old and new else "new" if new else "gone"
    amounts = (old.amount if old else None, new.amount if new else None)
    reason = (new.reason if new else None) or ""
    return ProgrammeDifference(stands.key, stands.id, stands.name or stands.id, kind, *amounts, reason, changes)


def _text(row: Filed | None, field: str) -> str:
    value = getattr(row, field) if row else None
    return "" if value is None else str(value)


def last_year(known: Known, ministry: str) -> list[Filed]:
    """A ministry's programmes as the budget has them."""
    return [
        Filed(each.id, each.key, each.name, each.text, each.start, each.end, each.amount, each.amount, "")
        for each in known.of_ministry.get(ministry, ())
    ]


def as_written(lines: Iterable[DraftLine]) -> list[Filed]:
    """A draft's programmes as they would be filed."""
    return [
        Filed(
            id=each.id,
            key=each.key,
            name=each.value("name"),
            text=each.value("text"),
            start=each.value("start"),
            end=each.value("end"),
            amount=each.amount,
            before=each.before,
            reason=each.value("reason"),
        )
        for each in lines
    ]


def of_draft(known: Known, ministry: str, lines: Sequence[DraftLine]) -> Differences:
    """What a draft asks for that last year's budget did not have."""
    return between(last_year(known, ministry), as_written(lines), reasons=False)


def since_filing(former: Row[Any], lines: Sequence[DraftLine]) -> Differences:
    """What of a draft has changed since it was filed."""
    return between(filings.rows_of(former), as_written(lines))


def of_filing(act: Act, number: str, against: str = "") -> tuple[Row[Any] | None, Differences]:
    """What differs between a filing and another of the same ministry, of which the reader may see the same.

    Without a number that is the one before it; where there is none, last year's budget, with None.

    Raises
    ------
    MissingError
        where one of the two may not be seen, or they are of two ministries.
    """
    later, _ = filings.read(act, number)
    rows = filings.programmes(act, later)
    if against:
        earlier, _ = filings.read(act, against)
        if earlier.ministry != later.ministry:
            raise MissingError(word("missing"))
        return earlier, between(filings.programmes(act, earlier), rows)
    before = filings.former(act.connection, later)
    if before is not None:
        return before, between(filings.programmes(act, before), rows)
    base = calls.load(act.connection, later.call).base
    former = filings.read_of(act, later, last_year(act.known.at(base), later.ministry))
    return None, between(former, rows, reasons=False)
