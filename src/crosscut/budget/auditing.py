"""The audit of published documents, on their own or against a budget folder."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from crosscut.auditing import Audit, analyse
from crosscut.auditing.against import Known
from crosscut.auditing.context.entities import WHOLE
from crosscut.auditing.documents.model import Document
from crosscut.auditing.documents.reading import read
from crosscut.auditing.documents.text import from_text
from crosscut.budget.street import open_publication
from crosscut.progress import Progress, quiet
from crosscut.tables import OUTSIDE

_LONGEST_PATH = 1024


def audit(path_or_text: str | Path, against: str | Path | None = None) -> Audit:
    """Audit one document, given as the path of a file or as its text.

    Parameters
    ----------
    path_or_text
        A ``Path``, or a text. A text of one line that is the path of a file stands for that file.
    against
        A budget folder whose figures the document must agree with.

    Returns
    -------
    Audit
        Figures, findings, implied ranges and coverage, as typed objects.

    Raises
    ------
    CrosscutError
        for a file that cannot be read, or a folder that is no budget.

    """
    return audit_documents([_document(path_or_text)], None if against is None else Path(against))


def audit_files(paths: Sequence[Path], against: Path | None = None, progress: Progress = quiet) -> Audit:
    """Audit files together: what they say of the same quantity must agree."""
    documents = []
    names = [path.name for path in paths]
    for path in paths:
        progress(f"Reading {path.name}")
        documents.append(read(path, path.name if names.count(path.name) == 1 else str(path)))
    progress("Relating figures")
    return audit_documents(documents, against)


def audit_documents(documents: Sequence[Document], against: Path | None = None) -> Audit:
    """Audit documents that were read already."""
    return analyse(documents, () if against is None else ledger_amounts(against))


def ledger_amounts(folder: Path) -> list[Known]:
    """What a budget folder holds of each area and of the whole, by year, stage and counting."""
    shown = open_publication(folder)
    sums: Counter[tuple[str, int, str, str]] = Counter()
    names = ("counting", "area", "fiscal_year", "stage", "amount")
    columns = (shown.book.amounts.column(name).to_pylist() for name in names)
    for counting, area, year, stage, amount in zip(*columns, strict=True):
        sums[area, year, stage, counting] += amount
        if counting == "partition":
            sums[f"{WHOLE}:rnd", year, stage, counting] += amount
            sums[f"{WHOLE}:total", year, stage, counting] += amount
            if area != OUTSIDE:
                sums[f"{WHOLE}:strategic", year, stage, counting] += amount
    currency = shown.budget.currency
    return [
        Known(entity, year, stage, counting, amount, currency)
        for (entity, year, stage, counting), amount in sorted(sums.items())
        if entity != OUTSIDE
    ]


def _document(path_or_text: str | Path) -> Document:
    if isinstance(path_or_text, Path):
        return read(path_or_text)
    short = len(path_or_text) <= _LONGEST_PATH and "\n" not in path_or_text and "\0" not in path_or_text
    if short and path_or_text.strip() and _is_file(path_or_text):
        return read(Path(path_or_text))
    return from_text("text", path_or_text)


def _is_file(text: str) -> bool:
    try:
        return Path(text).is_file()
    except OSError:
        return False
