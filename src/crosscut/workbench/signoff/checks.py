"""What every publication is checked for; a check that fails keeps it from being written."""

from __future__ import annotations

from collections.abc import Sequence

from crosscut.exports.check_words import some_of
from crosscut.exports.export import Check
from crosscut.findings import Finding, Severity
from crosscut.text import Text

_SAID = 3
"""Findings that a check names."""


def control_totals(findings: Sequence[Finding]) -> Check:
    """Totals printed elsewhere are equalled or explained."""
    apart = [each for each in findings if _of_control(each) and each.severity is Severity.FATAL]
    none = Text("none differs without an explanation", "설명 없이 다른 합계 없음")
    return _fatal(Text("control totals", "대조 합계"), none, apart)


def nothing_fatal(findings: Sequence[Finding]) -> Check:
    """No other finding says of the data that they cannot be true, or cannot be published."""
    fatal = [each for each in findings if not _of_control(each) and each.severity is Severity.FATAL]
    return _fatal(Text("findings", "점검 의견"), Text("none is fatal", "치명적인 의견 없음"), fatal)


def _of_control(finding: Finding) -> bool:
    return finding.rule in ("control-total", "reconciliation-of-nothing", "reconciliation-unclear")


def _fatal(name: Text, none: Text, found: Sequence[Finding]) -> Check:
    said = [Text.same(" ").join(filter(None, (each.message, each.hint))) for each in found]
    return Check(name, not found, some_of(said, _SAID) or none, excusable=True)


def failed(checks: Sequence[Check], *, excusable: bool) -> list[Check]:
    """The checks that did not hold: those that somebody may answer for, or those that nobody may."""
    return [check for check in checks if check.excusable is excusable and not check.passed]
