"""Word documents: paragraphs and tables in their order."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from crosscut.auditing.documents import archive
from crosscut.auditing.documents.limits import unreadable
from crosscut.auditing.documents.model import Builder, Document
from crosscut.errors import CrosscutError


def read(path: Path, name: str) -> Document:
    """Read a Word document."""
    import docx

    archive.check(path, name)
    builder = Builder(name)
    try:
        for block in docx.Document(str(path)).iter_inner_content():
            if hasattr(block, "rows"):
                builder.table(_rows(block))
            else:
                style = (block.style.name or "") if block.style is not None else ""
                builder.paragraph(("- " if style.startswith("List") else "") + block.text)
    except CrosscutError:
        raise
    except Exception as error:
        raise unreadable(name, "it is no Word document, or a broken one") from error
    return builder.document()


def _rows(table: Any) -> list[list[str | None]]:
    """The cells of a table; what is merged into a cell before or above is None."""
    rows = []
    seen: set[Any] = set()
    for row in table.rows:
        cells: list[str | None] = [None] * row.grid_cols_before
        for cell in row.cells:
            element = cell._tc  # noqa: SLF001
            cells.append(None if element in seen else cell.text)
            seen.add(element)
        rows.append(cells)
    return rows
