"""One document as a file of any format."""

from __future__ import annotations

from crosscut.publish.documents.model import Document


def render(document: Document, suffix: str) -> bytes:
    """A document as ``pdf``, ``hwpx`` or ``docx``; libraries are loaded when first used."""
    if suffix == "pdf":
        from crosscut.publish.documents.pdf import pdf

        return pdf(document)
    if suffix == "hwpx":
        from crosscut.publish.documents.hangul import hwpx

        return hwpx(document)
    from crosscut.publish.documents.word import docx

    return docx(document)
