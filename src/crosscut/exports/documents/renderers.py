"""One document as a file of any format."""

from __future__ import annotations

from crosscut.exports.documents.model import Document


def render(document: Document, suffix: str) -> bytes:
    """A document as ``pdf``, ``hwpx`` or ``docx``; libraries are loaded when first used."""
    if suffix == "pdf":
        from crosscut.exports.documents.pdf import pdf

        return pdf(document)
    if suffix == "hwpx":
        from crosscut.exports.documents.hwpx import hwpx

        return hwpx(document)
    from crosscut.exports.documents.docx import docx

    return docx(document)
