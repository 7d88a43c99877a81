"""Why a budget holds no line at all: which file was not read, and how to mend it."""

from __future__ import annotations

from crosscut.budget.run import Run
from crosscut.errors import CrosscutError
from crosscut.findings import Finding, Severity

_EMPTY = "no-rows"
"""What is said of a file whose table ends at its header, or of which no row counts."""


def nothing_read(run: Run) -> CrosscutError | None:
    """The refusal of a budget without a line, in the words of what kept its first file from being read; else None."""
    if run.snapshot.lines.num_rows:
        return None
    causes = [each for each in run.snapshot.findings if each.severity is Severity.FATAL or each.rule == _EMPTY]
    if not causes:
        return None
    cause = min(causes, key=_is_of_a_part)
    others = {each.place.file for each in causes} - {cause.place.file}
    more = f" ({len(others):,} more {'file' if len(others) == 1 else 'files'} too)" if others else ""
    return CrosscutError(
        f"nothing was read{more}: {cause.message.en.rstrip('.')}",
        code="nothing-read",
        file=cause.place.file,
        row=cause.place.row,
        column=cause.place.column,
        hint=cause.hint.en,
    )


def _is_of_a_part(finding: Finding) -> tuple[bool, bool, bool]:
    """Whether a finding is of no file, of one column or of one row: what is of a whole file says most."""
    return not finding.place.file, bool(finding.place.column), bool(finding.place.row)
