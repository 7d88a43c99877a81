"""The one shape of errors for programs."""

from __future__ import annotations

from crosscut.workspace.errors import ConflictError, WorkspaceError
from crosscut.workspace.filing.filings import UnfitError
from crosscut.workspace.web.api.api_answers import ErrorAnswer


def shape(error: WorkspaceError, number: str) -> ErrorAnswer:
    """An error as programs are told it; ``number`` is that of the request."""
    told: ErrorAnswer = {
        "code": error.code,
        "message": error.text.en,
        "message_ko": error.text.ko,
        "file": error.file,
        "row": error.row,
        "column": error.column,
        "hint": error.hint,
        "request": number,
    }
    if isinstance(error, ConflictError):
        told["version"] = error.version
        told["columns"] = {
            field: {"before": before, "now": now, "sent": sent} for field, (before, now, sent) in error.columns.items()
        }
    if isinstance(error, UnfitError):
        told["faults"] = [
            {
                "rule": each.rule,
                "programme": each.key,
                "field": each.field,
                "message": each.text.en,
                "message_ko": each.text.ko,
            }
            for each in error.faults
        ]
    return told
