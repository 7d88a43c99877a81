"""What every publication is checked for; a check that fails keeps it from being written."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from crosscut.findings import Finding
from crosscut.publish.documents.model import Document
from crosscut.publish.signoff import readback


@dataclass(frozen=True, slots=True)
class Check:
    """One check: its name, whether it held, and what was looked at or what is wrong.

    One that ``blocks`` and fails is a fault of the publication itself, which is not written then.
    """

    name: str
    passed: bool
    detail: str
    blocks: bool = True


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


def control_totals(findings: tuple[Finding, ...]) -> Check:
    """Totals printed elsewhere are equalled or explained."""
    apart = [each for each in findings if "control" in each.rule and each.severity == "fatal"]
    detail = "none differs without an explanation" if not apart else "; ".join(each.message for each in apart[:3])
    return Check("control totals", not apart, detail, blocks=False)


def failed(checks: Sequence[Check]) -> list[Check]:
    """The checks that did not hold and keep a publication from being written."""
    return [check for check in checks if check.blocks and not check.passed]
