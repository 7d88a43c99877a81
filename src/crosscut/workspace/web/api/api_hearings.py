"""Hearings for programs: the briefing order, and what is known of one programme; amounts in minor units."""

from __future__ import annotations

from typing import Annotated

from fastapi import Depends, Query, Request
from typing_extensions import TypedDict

from crosscut.workspace import hearings
from crosscut.workspace.hearing_times import HearingTimes, stated
from crosscut.workspace.people import people
from crosscut.workspace.reading_room.reading_budget import ReadingFacts
from crosscut.workspace.web.api_router import Key, interface, time_text
from crosscut.workspace.web.desk import AtDesk, budget_read
from crosscut.workspace.web.pages.hearing_pages import checked

router = interface()
router.dependencies += [Depends(budget_read), Depends(checked)]
Begins = Annotated[str, Query(max_length=20, description="time of day at which each committee begins, such as 09:30")]
Minutes = Annotated[str, Query(max_length=20, description="minutes for each programme")]


class HearingRowAnswer(TypedDict):
    """A programme in briefing order; ``amount`` is its money in the leading period, ``time`` when it is heard.

    A time is told where a beginning is stated: ``09:30–09:40``.
    """

    programme: str
    id: str
    name: str
    ministry: str
    committee: str
    amount: int
    time: str | None


class HearingAmountAnswer(TypedDict):
    """The money of a programme in one year and stage."""

    period: str
    amount: int


class HearingFindingAnswer(TypedDict):
    """What a rule says of a programme."""

    rule: str
    severity: str
    message: str
    message_ko: str


class HearingSaidAnswer(TypedDict):
    """One entry of a thread: asked, answered, reopened, or how it ended."""

    kind: str
    by: str
    at: str
    text: str


class HearingQuestionAnswer(TypedDict):
    """A question about a programme with its thread."""

    finding: int
    state: str
    thread: list[HearingSaidAnswer]


class HearingAnswer(HearingRowAnswer):
    """One programme before a committee: number ``number`` of ``of`` there, with the keys before and after it."""

    number: int
    of: int
    before: str | None
    after: str | None
    text: str
    parts: list[str]
    amounts: list[HearingAmountAnswer]
    reason: str | None
    filing: str | None
    findings: list[HearingFindingAnswer]
    questions: list[HearingQuestionAnswer]
    named: list[str]
    written: list[str]
    words: list[str]


@router.get("/hearings")
def briefing(request: Request, desk: AtDesk, begins: Begins = "", minutes: Minutes = "") -> list[HearingRowAnswer]:
    """Every programme that one may hear, in briefing order; with its time where a timetable is stated."""
    times = stated(begins, minutes)
    with desk.look(request) as act:
        return [
            _row(each, number, times)
            for one in hearings.briefing(act)
            for each, number in zip(one.programmes, one.numbers, strict=True)
        ]


def _row(facts: ReadingFacts, number: int, times: HearingTimes | None) -> HearingRowAnswer:
    return {
        "time": (times.of(number) or None) if times else None,
        "programme": facts.key,
        "id": facts.programme,
        "name": facts.name,
        "ministry": facts.ministry,
        "committee": facts.committee,
        "amount": facts.amount,
    }


@router.get("/hearings/{programme}")
def one(request: Request, desk: AtDesk, programme: Key, begins: Begins = "", minutes: Minutes = "") -> HearingAnswer:
    """One programme with its money by period, what was found and asked, and its evidence."""
    times = stated(begins, minutes)
    with desk.look(request) as act:
        found, names = hearings.find(act, programme), people.names(act.connection)
    dossier, asked = found.dossier, found.asked
    return {
        **_row(found.facts, found.number, times),
        "number": found.number,
        "of": found.of,
        "before": found.before or None,
        "after": found.after or None,
        "text": found.facts.text,
        "parts": list(found.parts),
        "amounts": [{"period": period.en, "amount": amount} for period, amount in found.amounts],
        "reason": asked.reason if asked else None,
        "filing": found.filing or None,
        "findings": [
            {"rule": each.rule, "severity": each.severity, "message": each.message.en, "message_ko": each.message.ko}
            for each in found.faults
        ],
        "questions": [
            {
                "finding": each.row.id,
                "state": each.state,
                "thread": [
                    {
                        "kind": said.kind,
                        "by": names[said.written_by],
                        "at": time_text(said.written_at),
                        "text": said.text,
                    }
                    for said in each.thread
                ],
            }
            for each in found.questions
        ],
        "named": list(dossier.named) if dossier else [],
        "written": list(dossier.written) if dossier else [],
        "words": list(dossier.words) if dossier else [],
    }
