"""What every publication is checked for; a check that fails keeps it from being written."""

from __future__ import annotations

from collections.abc import Sequence

from crosscut.exports.export import Check
from crosscut.findings import Finding, Severity

_SAID = 3
"""Findings that a check names."""


def control_totals(findings: Sequence[Finding]) -> Check:
    """Totals printed elsewhere are equalled or explained."""
    apart = [each for each in findings if _of_control(each) and each.severity is Severity.FATAL]
    return _fatal("control totals", "none differs without an explanation", apart)


def nothing_fatal(findings: Sequence[Finding]) -> Check:
    """No other finding says of the data that they cannot be true, or cannot be published."""
    fatal = [each for each in findings if not _of_control(each) and each.severity is Severity.FATAL]
    return _fatal("findings", "none is fatal", fatal)


def _of_control(finding: Finding) -> bool:
    return finding.rule in ("control-total", "reconciliation-of-nothing")


def _fatal(name: str, none: str, found: Sequence[Finding]) -> Check:
    said = "; ".join(" ".join(filter(None, (each.message.en, each.hint.en))) for each in found[:_SAID])
    more = f" and {len(found) - _SAID:,} more" if len(found) > _SAID else ""
    return Check(name, not found, said + more or none, excusable=True)


def failed(checks: Sequence[Check], *, excusable: bool) -> list[Check]:
    """The checks that did not hold: those that somebody may answer for, or those that nobody may."""
    return [check for check in checks if check.excusable is excusable and not check.passed]
