"""Hearings: the programmes of a budget in briefing order, and all that a committee needs to know of one of them.

By committee, in each by ministry and then by money. Whoever may not read a programme, for an interest in it or since
their role is held for another committee, meets it in no hearing either. What readers said of a programme's areas is
told to those alone who do not read: a second opinion is formed without the first.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from crosscut.classify.dossier_files import Dossier
from crosscut.findings import Finding
from crosscut.text import Text
from crosscut.workspace.errors import MissingError
from crosscut.workspace.filing import calls, filings, findings
from crosscut.workspace.filing.filings import Filed
from crosscut.workspace.filing.findings import OfficeFinding
from crosscut.workspace.office import Act
from crosscut.workspace.reading.reading_queue import ReadingQueue, item_of, queue_of
from crosscut.workspace.reading_room.reading_budget import ReadingFacts
from crosscut.workspace.reading_room.reading_shares import AreaShares
from crosscut.workspace.words import word

_OF_READERS = ("decision", "second-opinion")
"""How rules begin whose findings say who decided what."""


@dataclass(frozen=True)
class HearingList:
    """A committee's programmes in briefing order; ``committee`` is empty where the budget names none.

    ``numbers`` are their places among all that the committee hears, also of what is not in whoever looks' list: so
    everyone has the same numbers and times. ``whole`` is how many that are.
    """

    committee: str
    programmes: tuple[ReadingFacts, ...]
    numbers: tuple[int, ...]
    whole: int

    @property
    def amount(self) -> int:
        """Their money in the leading period, in minor units."""
        return sum(each.amount for each in self.programmes)


@dataclass(frozen=True)
class HearingProgramme:
    """One programme before a committee: its place in the order, its money by period, and what was asked and found.

    ``before`` and ``after`` are keys, empty at the ends. ``asked`` is what the ministry filed last and ``filing`` its
    number; what it asks for is the last of ``amounts``. ``held`` are the areas in force, None where nobody decided or
    whoever looks is not told.
    """

    facts: ReadingFacts
    number: int
    of: int
    before: str
    after: str
    amounts: tuple[tuple[Text, int], ...]
    parts: tuple[str, ...]
    faults: tuple[Finding, ...]
    questions: tuple[OfficeFinding, ...]
    asked: Filed | None
    filing: str
    dossier: Dossier | None
    held: AreaShares | None


def briefing(act: Act) -> list[HearingList]:
    """Every programme that whoever looks may hear, by committee in the order in which they are heard.

    Raises
    ------
    MissingError
        where they may hear none.
    """
    return _briefing(act, queue_of(act))


def _briefing(act: Act, queue: ReadingQueue) -> list[HearingList]:
    budget = queue.budget
    heard = {
        key: act.actor.may("hearing.read", item_of(budget, facts)).allowed
        for key, facts in {(each.ministry, each.committee): each for each in budget.facts.values()}.items()
    }
    if not any(heard.values()):
        raise MissingError(word("missing"))
    order = sorted(
        budget.facts.values(),
        key=lambda each: (
            not each.committee,
            _counted(each.committee),
            each.committee,
            each.label,
            -each.amount,
            each.programme,
        ),
    )
    lists = []
    for committee, rows in groupby(order, lambda each: each.committee):
        every = list(enumerate(rows, start=1))
        shown = [(number, each) for number, each in every if heard[each.ministry, each.committee]]
        shown = [(number, each) for number, each in shown if each not in queue.barred]
        if shown:
            numbers, programmes = zip(*shown, strict=True)
            lists.append(HearingList(committee, programmes, numbers, len(every)))
    return lists


def _counted(name: str) -> list[tuple[int, str]]:
    """A name by the numbers in it: the ninth committee before the tenth."""
    return [(int(each), "") if each.isdecimal() else (-1, each) for each in re.split(r"(\d+)", name)]


def find(act: Act, key: str) -> HearingProgramme:
    """One programme with all that is known of it.

    Raises
    ------
    MissingError
        where there is none that whoever looks may hear.
    """
    queue = queue_of(act)
    lists = _briefing(act, queue)
    order = [each for one in lists for each in one.programmes]
    place = next((number for number, each in enumerate(order) if each.key == key), None)
    if place is None:
        raise MissingError(word("missing"))
    facts = order[place]
    of = next(one for one in lists if facts in one.programmes)
    filing, requested, asked = _filed(act, facts)
    drawn, reads = queue.drawn.get(facts.programme), act.actor.may("reading.read", item_of(queue.budget, facts)).allowed
    return HearingProgramme(
        facts=facts,
        number=of.numbers[of.programmes.index(facts)],
        of=of.whole,
        before=order[place - 1].key if place else "",
        after=order[place + 1].key if place + 1 < len(order) else "",
        amounts=(*queue.budget.amounts(facts.programme), *requested),
        parts=queue.budget.parts.get(facts.programme, ()),
        faults=_faults(queue.budget.run.findings, facts.programme),
        questions=_questions(act, facts),
        asked=asked,
        filing=filing,
        dossier=drawn.dossier if drawn else None,
        held=None if reads else queue.on(facts.programme).held,
    )


def _faults(found: Sequence[Finding], programme: str) -> tuple[Finding, ...]:
    """What the rules say of a programme, but not who decided what of it."""
    return tuple(each for each in found if each.programme == programme and not each.rule.startswith(_OF_READERS))


def _questions(act: Act, facts: ReadingFacts) -> tuple[OfficeFinding, ...]:
    """What was asked about a programme and answered, the newest call first."""
    found: list[OfficeFinding] = []
    for call in calls.every(act.connection):
        of = findings.readable(act, call, [facts.ministry])
        found += [each for each in of if each.row.programme == facts.key]
    return tuple(found)


def _filed(act: Act, facts: ReadingFacts) -> tuple[str, tuple[tuple[Text, int], ...], Filed | None]:
    """The number of the last filing that holds a programme, the amount with its year, and all that it says of it."""
    for call in calls.every(act.connection):
        filing = filings.latest(act.connection, call.id, facts.ministry)
        seen = filings.programmes(act, filing) if filing else []
        row = next((each for each in seen if each.key == facts.key), None)
        if filing is not None and row is not None:
            amount = () if row.amount is None else ((word("hearing_asked", year=call.year), row.amount),)
            return str(filing.number), amount, row
    return "", (), None
