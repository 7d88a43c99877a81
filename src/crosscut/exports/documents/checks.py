"""What is checked of documents before they leave: the same figures in both languages, every text read back."""

from __future__ import annotations

from collections import Counter

from crosscut.exports.documents import readback
from crosscut.exports.documents.model import Document
from crosscut.exports.export import Check


def same_figures(ko: Document, en: Document) -> Check:
    """Both languages print the same figures, each as often."""
    first, second = (Counter(run.figure for run in each.figures()) for each in (ko, en))
    name = f"{ko.kind}: both languages carry the same figures"
    if first == second:
        return Check(name, passed=True, detail=f"{first.total()} printed figures, {len(first)} different")
    only = sorted((first - second) + (second - first))
    return Check(name, passed=False, detail="more often in one language: " + ", ".join(only[:5]))


def form_of_release(release: Document) -> Check:
    """What the form of a release asks for, and which of it nobody stated; that forbids nothing."""
    lacking = [key for key, value in release.furniture.form().items() if not value]
    detail = f"not stated: {', '.join(lacking)}" if lacking else "all that the form asks for is stated"
    return Check(f"release.{release.language}: form", passed=True, detail=detail)


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
