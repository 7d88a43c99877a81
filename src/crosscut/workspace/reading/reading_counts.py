"""What the reading has come to: estimates with their intervals, agreement and what is left, counted behind the readers.

Counting takes seconds; nobody waits for it. Each count is kept, so that one sees how the intervals narrowed.
"""

from __future__ import annotations

import logging
import threading
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import TYPE_CHECKING, Any

from pydantic import TypeAdapter
from sqlalchemy import Connection, Row, func, insert, select

from crosscut.budget.opinions import independent, opinions
from crosscut.errors import CrosscutError
from crosscut.workspace.office import Office
from crosscut.workspace.reading_room import decisions_file
from crosscut.workspace.schema.reading_schema import COUNTS, READINGS

if TYPE_CHECKING:
    from crosscut.budget import Run
    from crosscut.classify.estimates import Estimates

BEGINNING = 10
"""Readings after which intervals begin to be compared with later ones."""
STEP = 10
"""Programmes by which counts that readers see are apart."""
_ENOUGH, _LEAST = 5, 0.8
"""Programmes that one of two readers puts there from which on agreement says something, and how many both should."""
_LOG = logging.getLogger("crosscut.workspace")
_Counted = Row[Any, Any, Any]


@dataclass(frozen=True, slots=True)
class CountedArea:
    """An area's total with its 95 % interval, in minor units; what is ``decided`` of it, and how far readers agree.

    ``twice`` programmes were read by two people, who agree on the area in ``agreed`` of them; ``money_twice`` and
    ``money_agreed`` say the same of money. ``kappa`` and ``alpha`` are None where chance cannot be told;
    ``named`` programmes of the ``twice`` somebody puts there, and the ends are of 95 % intervals.
    """

    area: str
    estimate: int
    low: int
    high: int
    decided: int
    twice: int = 0
    agreed: int = 0
    money_twice: int = 0
    money_agreed: int = 0
    kappa: float | None = None
    alpha: float | None = None
    named: int | None = None
    kappa_ends: list[float] | None = None
    alpha_ends: list[float] | None = None

    @property
    def both(self) -> int | None:
        """Of the programmes that somebody puts there, how many both readers do."""
        return None if self.named is None else self.named - (self.twice - self.agreed)

    @property
    def is_disputed(self) -> bool:
        """Whether readers differ on it so often that they should look at the criteria together."""
        both, named = self.both, self.named
        return both is not None and named is not None and named >= _ENOUGH and both < _LEAST * named


@dataclass(frozen=True, slots=True)
class MoreReading:
    """What further readings would buy: by what part the intervals get narrower, in the mean of all areas."""

    readings: int
    narrower: float


@dataclass(frozen=True, slots=True)
class ReadingCount:
    """The estimate as of one moment; amounts are in minor units.

    ``samples`` is the number of the last sample that counts, 0 where none does. ``assumed`` are sentences; counts of
    before there were Korean ones have none. ``taxonomy`` is the list of the areas; the first counts name none.
    """

    programmes: int
    decided: int
    amount: int
    undecided: int
    samples: int
    second_opinions: int
    waiting: int
    areas: tuple[CountedArea, ...]
    more: tuple[MoreReading, ...]
    assumed: tuple[str, ...]
    assumed_ko: tuple[str, ...] = ()
    taxonomy: str = ""

    @property
    def is_of_now(self) -> bool:
        """Whether it holds all that is counted now: those of before do not tell what either reader put into an area."""
        return all(each.named is not None for each in self.areas if each.twice)

    @property
    def width(self) -> int:
        """The intervals' widths together, in minor units."""
        return sum(each.high - each.low for each in self.areas)


_KEPT = TypeAdapter(ReadingCount)


@dataclass(frozen=True, slots=True)
class KeptCount:
    """A count with its moment, and the number of the last reading that is in it."""

    upto: int
    at: datetime
    count: ReadingCount


def kept(connection: Connection, taxonomy: str, *, reads: bool) -> tuple[KeptCount | None, KeptCount | None]:
    """The count to compare with, and the last count, of the areas of a list; None where there is none.

    Before a sample has been read the intervals trust the proposals, and after a reading or two they reach from nothing
    to all: what is compared with is the first count of BEGINNING readings in which a sample counts. Whoever ``reads``
    is shown counts that are STEP programmes apart, since two of one programme apart say what its reader said, and not
    which programmes readers differ on.
    """
    counted = connection.execute(select(COUNTS.c.id, COUNTS.c.upto, COUNTS.c.samples).order_by(COUNTS.c.id)).all()
    shown = _in_steps(connection, counted) if reads else counted
    sampled = next((row.id for row in shown if row.samples and row.upto >= BEGINNING), 0)
    both = _one(connection, sampled), _one(connection, shown[-1].id if shown else 0)
    first, last = (each if each and each.count.taxonomy in {"", taxonomy} else None for each in both)
    return (_blind(first), _blind(last)) if reads else (first, last)


def _blind(kept: KeptCount | None) -> KeptCount | None:
    """A count without the sentence that names programmes on which readers differ: one of them would know by it."""
    from crosscut.classify.assumptions import UNSETTLED

    if kept is None:
        return None
    english, korean = (
        tuple(each for each in lines if not each.startswith(UNSETTLED[language]))
        for language, lines in (("en", kept.count.assumed), ("ko", kept.count.assumed_ko))
    )
    return replace(kept, count=replace(kept.count, assumed=english, assumed_ko=korean))


def _in_steps(connection: Connection, counted: Sequence[_Counted]) -> list[_Counted]:
    """Of the counts those that hold STEP programmes more than the one before them."""
    begun = select(func.min(READINGS.c.id)).where(READINGS.c.kind == "read").group_by(READINGS.c.programme)
    firsts, shown, known = sorted(connection.scalars(begun)), list[_Counted](), 0
    for row in counted:
        read = bisect_right(firsts, row.upto)
        if read >= known + STEP:
            shown.append(row)
            known = read
    return shown


def _one(connection: Connection, number: int) -> KeptCount | None:
    row = connection.execute(select(COUNTS).where(COUNTS.c.id == number)).first()
    return KeptCount(row.upto, row.counted_at, _KEPT.validate_json(row.content)) if row else None


def count(office: Office) -> bool:
    """Count what has been read since the last count; whether there was anything.

    Raises
    ------
    CrosscutError
        where a file of decisions was changed by hand, or cannot be written.
    """
    room = office.reading
    if room is None:
        return False
    decisions_file.bring_up_to_date(office.database, room.folder)
    with office.database.reading() as connection:
        upto = int(connection.scalar(select(func.max(READINGS.c.id))) or 0)
        _, last = kept(connection, room.budget.taxonomy.id, reads=False)
    if (last and last.upto == upto and last.count.is_of_now) or not room.drawn:
        return False
    found = _counted(room.current())
    values = {"upto": upto, "samples": found.samples, "content": _KEPT.dump_json(found).decode()}
    with office.database.writing() as connection:
        connection.execute(insert(COUNTS).values(**values, counted_at=office.clock()))
    return True


def _counted(run: Run) -> ReadingCount:
    from crosscut.classify.estimates import estimates
    from crosscut.classify.next_command import without_the_place

    found = estimates(run)
    return ReadingCount(
        programmes=found["programmes"],
        decided=found["decided"],
        amount=found["amount"],
        undecided=found["undecided"],
        samples=found["sample"],
        second_opinions=found["second_opinions"],
        waiting=found["waiting"],
        areas=tuple(_areas(run, found)),
        more=tuple(MoreReading(each["readings"], each["narrower"]) for each in found["more"]),
        assumed=without_the_place(run, found["assumed"]),
        assumed_ko=without_the_place(run, found["assumed_ko"]),
        taxonomy=run.taxonomy.id,
    )


def _areas(run: Run, found: Estimates) -> list[CountedArea]:
    money = _money_read_twice(run)
    agreed = {each["area"]: each for each in found["agreement"]}
    rows = []
    for each in found["areas"]:
        area, said = each["area"], agreed.get(each["area"])
        numbers = (each["estimate"], each["low"], each["high"], each["decided"])
        if said is None:
            rows.append(CountedArea(area, *numbers))
            continue
        counts = (said["programmes"], said["agreed"], *money[area])
        ends = (said["kappa_ends"], said["alpha_ends"])
        rows.append(CountedArea(area, *numbers, *counts, said["kappa"], said["alpha"], said["named"], *ends))
    return rows


def _money_read_twice(run: Run) -> Mapping[str, tuple[int, int]]:
    """By area, the money of programmes that two people read, and of those on which they agree about the area."""
    amounts = run.budgets(*run.calendar.leading)
    pairs = [(programme, independent(several)) for programme, several in opinions(run.sound_decisions).items()]
    twice = [(amounts.get(programme, 0), [each.shares for each in both]) for programme, both in pairs if len(both) > 1]
    whole = sum(amount for amount, _ in twice)
    return {
        area.id: (whole, sum(amount for amount, said in twice if len({area.id in each for each in said}) == 1))
        for area in run.taxonomy.areas
    }


@dataclass
class ReadingCounter:
    """Counts in a thread of its own, as often as something was read, until it is ended."""

    office: Office
    ended: threading.Event = field(default_factory=threading.Event)

    def run(self) -> None:
        """Count now, and again after each reading; what goes wrong is logged."""
        room = self.office.reading
        while room is not None and not self.ended.is_set():
            room.moved.clear()
            try:
                count(self.office)
            except (CrosscutError, OSError) as error:
                _LOG.error("reading: %s", error)
            room.moved.wait()

    def end(self) -> None:
        """Let it come to its end."""
        self.ended.set()
        if self.office.reading is not None:
            self.office.reading.moved.set()
