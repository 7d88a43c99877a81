"""What every publication is checked for; a check that fails keeps it from being written."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from crosscut.exports.documents.model import Document
from crosscut.findings import Finding, Severity
from crosscut.workbench.signoff import readback

_SAID = 3
"""Findings that a check names."""


@dataclass(frozen=True, slots=True)
class Check:
    """One check: its name, whether it held, what was looked at or what is wrong, and the seconds it took.

    A publication that fails one is not written. One that is ``excusable`` speaks of the data: somebody may answer for
    it by name and reason; any other is a fault of the publication itself.
    """

    name: str
    passed: bool
    detail: str
    excusable: bool = False
    seconds: float = 0.0


def same_figures(ko: Document, en: Document) -> Check:
    """Both languages print the same figures, each as often."""
    first, second = (Counter(run.figure for run in each.figures()) for each in (ko, en))
    name = f"{ko.kind}: both languages carry the same figures"
    if first == second:
        return Check(name, passed=True, detail=f"{first.total()} printed figures, {len(first)} different")
    only = sorted((first - second) + (second - first))
    return Check(name, passed=False, detail="more often in one language: " + ", ".join(only[:5]))


def reads_back(document: Document, suffix: str, content: bytes) -> Check:
    """A file, read by another reader, says what the document says."""
    name = f"{document.kind}.{document.language}.{suffix} read back"
    if suffix == "pdf":
        lost = readback.missing(document, readback.pdf_text(content))
        return Check(name, lost is None, "every text, in order" if lost is None else f"not found: {lost[:80]!r}")
    found = (readback.docx_text if suffix == "docx" else readback.hwpx_text)(content)
    wanted = readback.printed(document)
    if found == wanted:
        return Check(name, passed=True, detail=f"{len(wanted):,} characters, all equal")
    place = next(
        (i for i, pair in enumerate(zip(found, wanted, strict=False)) if pair[0] != pair[1]),
        min(len(found), len(wanted)),
    )
    return Check(
        name, passed=False, detail=f"at {place:,}: {found[place : place + 40]!r} for {wanted[place : place + 40]!r}"
    )


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
    said = "; ".join(" ".join(filter(None, (each.message, each.hint))) for each in found[:_SAID])
    more = f" and {len(found) - _SAID:,} more" if len(found) > _SAID else ""
    return Check(name, not found, said + more or none, excusable=True)


def failed(checks: Sequence[Check], *, excusable: bool) -> list[Check]:
    """The checks that did not hold: those that somebody may answer for, or those that nobody may."""
    return [check for check in checks if check.excusable is excusable and not check.passed]
