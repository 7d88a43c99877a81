"""The audit of published documents, on their own or against a budget folder."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from crosscut.audit import Audit, analyse
from crosscut.audit.against import BudgetAmounts
from crosscut.audit.documents.model import AuditedDocument
from crosscut.audit.documents.reading import read
from crosscut.audit.documents.text import from_text
from crosscut.progress import Progress, quiet

_NAMES_A_FILE = re.compile(r"\.(?:pdf|docx?|hwpx?|xlsx?|html?|txt|md|csv)$", re.IGNORECASE)
"""A text that ends like this is meant for a file, there or not."""
_LONGEST_PATH = 1024


def audit(path_or_text: str | Path, against: BudgetAmounts | None = None) -> Audit:
    """Audit one document, given as the path of a file or as its text.

    Parameters
    ----------
    path_or_text
        A ``Path``, or a text. A text of one line that is the path of a file stands for that file.
    against
        What a budget holds, as :func:`crosscut.audit.budget_side.amounts_of` gives it: the document must agree with it.

    Returns
    -------
    Audit
        Figures, findings, implied ranges and coverage, as typed objects.

    Raises
    ------
    CrosscutError
        for a file that cannot be read.

    """
    return analyse([_document(path_or_text)], against)


def audit_files(paths: Sequence[Path], against: BudgetAmounts | None = None, progress: Progress = quiet) -> Audit:
    """Audit files together: what they say of the same quantity must agree."""
    documents = []
    names = [path.name for path in paths]
    for path in paths:
        progress(f"Reading {path.name}")
        documents.append(read(path, path.name if names.count(path.name) == 1 else str(path)))
    progress("Relating figures")
    return analyse(documents, against)


def _document(path_or_text: str | Path) -> AuditedDocument:
    if isinstance(path_or_text, Path):
        return read(path_or_text)
    short = len(path_or_text) <= _LONGEST_PATH and "\n" not in path_or_text and "\0" not in path_or_text
    if short and path_or_text.strip() and (_NAMES_A_FILE.search(path_or_text) or _is_there(path_or_text)):
        return read(Path(path_or_text))
    return from_text("text", path_or_text)


def _is_there(text: str) -> bool:
    try:
        return Path(text).exists()
    except OSError:
        return False
