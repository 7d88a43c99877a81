"""The interface for programs, about filing: what differs from last year, and between two filings."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import Query, Request

from crosscut.workspace import differences, drafts, filings
from crosscut.workspace.differences import Differences
from crosscut.workspace.web.api_router import Key, Number, interface
from crosscut.workspace.web.desk import AtDesk

router = interface()


@router.get("/calls/{call}/requests/{ministry}/changes")
def draft_changes(request: Request, desk: AtDesk, call: Number, ministry: Key) -> dict[str, Any]:
    """What a draft asks for against last year's budget, and against the filing that holds."""
    with desk.look(request) as act:
        found = drafts.visible(act, call, ministry)
        rows = drafts.lines(act.connection, act.known, found, ministry)
        former = filings.latest(act.connection, call, ministry)
        return {
            "digest": filings.draft_digest(act, found, ministry, rows),
            "currency": act.known.settings.currency,
            "last_year": _told(differences.of_draft(act.known, ministry, rows)),
            "former": former.number if former else None,
            "since_filing": _told(differences.since_filing(former, rows)) if former else None,
        }


@router.get("/filings/{filing}/changes")
def filing_changes(
    request: Request,
    desk: AtDesk,
    filing: Key,
    against: Annotated[str, Query(max_length=80, description="another filing of the ministry")] = "",
) -> dict[str, Any]:
    """What differs between a filing and another: the one before it, else last year's budget."""
    with desk.look(request) as act:
        earlier, found = differences.of_filing(act, filing, against)
        currency = act.known.settings.currency
        return {"filing": filing, "against": earlier.number if earlier else None, "currency": currency, **_told(found)}


def _told(found: Differences) -> dict[str, Any]:
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
