"""The interface for programs, about filing: what differs from last year, and between two filings."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated

from fastapi import Query, Request

from crosscut.workspace import differences, year_opening
from crosscut.workspace.differences import Differences
from crosscut.workspace.errors import MissingError
from crosscut.workspace.filing import calls, drafts, filings, findings
from crosscut.workspace.filing.findings import OfficeFinding
from crosscut.workspace.web.api.api_answers import (
    CommitmentAnswer,
    DifferencesAnswer,
    DraftChanges,
    FilingChanges,
    FindingAnswer,
    FindingsAnswer,
    GroupAnswer,
    NextYear,
)
from crosscut.workspace.web.api_router import Key, Number, PastDay, interface, time_text
from crosscut.workspace.web.desk import AtDesk
from crosscut.workspace.words import word
from crosscut.workspace.year_opening import OpenCommitment

router = interface()


@router.get("/calls/{call}/requests/{ministry}/changes")
def draft_changes(request: Request, desk: AtDesk, call: Number, ministry: Key) -> DraftChanges:
    """What a draft asks for against last year's budget, and against the filing that holds."""
    with desk.look(request) as act:
        found = drafts.visible(act, call, ministry)
        rows = drafts.lines(act.connection, act.known, found, ministry)
        former = filings.latest(act.connection, call, ministry)
        return {
            "digest": filings.draft_digest(act, found, ministry, rows),
            "currency": act.known.settings.currency,
            "last_year": _answer_of(differences.of_draft(act.known.at(found.base), ministry, rows)),
            "former": former.number if former else None,
            "since_filing": _answer_of(differences.since_filing(former, rows)) if former else None,
        }


@router.get("/filings/{filing}/changes")
def filing_changes(
    request: Request,
    desk: AtDesk,
    filing: Key,
    against: Annotated[str, Query(max_length=80, description="another filing of the ministry")] = "",
) -> FilingChanges:
    """What differs between a filing and another: the one before it, else last year's budget."""
    with desk.look(request) as act:
        earlier, found = differences.of_filing(act, filing, against)
        currency = act.known.settings.currency
        return {
            "filing": filing,
            "against": earlier.number if earlier else None,
            "currency": currency,
            **_answer_of(found),
        }


@router.get("/calls/{call}/next")
def next_year(request: Request, desk: AtDesk, call: Number) -> NextYear:
    """The call of the next year as it would be opened from this one: what is carried over, and what is asked."""
    with desk.look(request) as act:
        found = year_opening.carried(act, call)
        new = found.new
        groups: list[GroupAnswer] = [
            {"closes_at": time_text(at), "ministries": [key for key, of in new.group_of.items() if of == name]}
            for name, at in new.closings.items()
        ]
        return {
            "call": {
                "title": new.title,
                "year": new.year,
                "note": new.note,
                "late_days": new.late_days,
                "reason_from": new.reason_from,
                "holds": new.holds,
                "origin": new.origin,
                "opens_at": time_text(new.opens_at),
                "groups": groups,
            },
            "programmes": found.programmes,
            "taxonomy": found.taxonomy,
            "people": found.people,
            "commitments": _due(found.commitments),
            "asked": {
                "behind": found.behind,
                "unread": list(found.unread),
                "over": [each.id for each in found.over],
                "joined": list(found.joined),
                "unstaffed": list(found.unstaffed),
            },
        }


@router.get("/calls/{call}/findings")
def of_call(request: Request, desk: AtDesk, call: Number, on: PastDay = "") -> FindingsAnswer:
    """A call's questions that one may read, the money of the open ones, what holds an approval, and what is due."""
    with desk.look(request, past=bool(on)) as act:
        found = calls.load(act.connection, call, act.until)
        seen, may = findings.readable(act, found), act.actor.may
        items = (found.whole, *(found.item(each, act.now) for each in found.ministries))
        if not (seen or any(may("finding.read", each).allowed for each in items)):
            raise MissingError(word("missing"))
        return {
            "findings": [_finding(each) for each in seen],
            "in_question": findings.in_question(seen),
            "holding": [each.row.id for each in findings.blocking(found, seen)],
            "commitments": _due(year_opening.of_former(act, found)),
        }


def _finding(each: OfficeFinding) -> FindingAnswer:
    row = each.row
    return {
        "finding": row.id,
        "ministry": row.ministry,
        "programme": row.programme,
        "amount": row.amount,
        "state": each.state,
        "due": each.due.isoformat() if each.due else "",
    }


def _due(found: Iterable[OpenCommitment]) -> list[CommitmentAnswer]:
    return [{**_finding(each.finding), "id": each.id} for each in found]


def _answer_of(found: Differences) -> DifferencesAnswer:
    return {
        "before": found.before,
        "after": found.after,
        "unchanged": found.unchanged,
        "programmes": [
            {
                "key": each.key,
                "id": each.id,
                "name": each.name,
                "kind": each.kind,
                "before": each.before,
                "after": each.after,
                "changes": {one.field: {"before": one.before, "after": one.after} for one in each.changes},
            }
            for each in found.rows
        ],
    }
