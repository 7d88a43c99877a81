"""What is here today and was not yet on a past day that a page is asked for."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from types import MappingProxyType

from fastapi import Request

from crosscut.text import Text
from crosscut.workspace.errors import WorkspaceError
from crosscut.workspace.filing import calls, filings, findings
from crosscut.workspace.office import Act
from crosscut.workspace.web.desk import Desk
from crosscut.workspace.words import word

_PLACE = re.compile(r"/(calls|filings|findings)/([^/]+)")


def _call(act: Act, number: str) -> None:
    act.must_see("call.read", calls.load(act.connection, int(number)).whole)


_SEEN: Mapping[str, Callable[[Act, str], object]] = MappingProxyType(
    {"calls": _call, "filings": filings.read, "findings": lambda act, number: findings.load(act, int(number))}
)


def not_yet_text(request: Request, desk: Desk) -> Text | None:
    """That something which whoever asks sees today was not there on a day; None where that is not why it is missing."""
    day, place = request.query_params.get("on", ""), _PLACE.fullmatch(request.url.path)
    if not day or place is None or request.method != "GET":
        return None
    try:
        with desk.look(request) as act:
            _SEEN[place[1]](act, place[2])
    except (WorkspaceError, ValueError):
        return None
    return word(f"not_yet_{place[1]}", day=day)
