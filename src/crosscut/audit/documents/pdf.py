"""PDF: running text and tables, page by page."""

from __future__ import annotations

from pathlib import Path

from crosscut.audit.documents.aligned import aligned
from crosscut.audit.documents.cells import unstacked
from crosscut.audit.documents.continued import Block, Drawn, joined
from crosscut.audit.documents.limits import too_large, unreadable
from crosscut.audit.documents.lines import lines, paragraphs, words
from crosscut.audit.documents.model import AuditedDocument, Builder
from crosscut.audit.documents.ruled import Lattice, lattices
from crosscut.audit.documents.sheet import PageSheet, sheets

_MOST_PAGES = 1500


def read(path: Path, name: str) -> AuditedDocument:
    """Read a PDF; one that is broken, locked or has no text ends in a clear error."""
    count = _pages(path, name)
    builder = Builder(name)
    for block in joined(_blocks(str(path), count)):
        if isinstance(block, str):
            builder.paragraph(block)
        else:
            builder.table(block.rows, indents=block.indents)
    document = builder.document()
    if not document.text.strip():
        raise unreadable(name, "it holds no text, only pictures", "Run it through character recognition first.")
    return document


def _pages(path: Path, name: str) -> int:
    import pypdfium2

    try:
        opened = pypdfium2.PdfDocument(str(path))
        count = len(opened)
        opened.close()
    except pypdfium2.PdfiumError as error:
        if getattr(error, "err_code", None) == 4:
            raise unreadable(name, "it is locked by a password", "Save it without a password.") from error
        raise unreadable(name, "it is no PDF, or a broken one") from error
    if not 0 < count <= _MOST_PAGES:
        raise too_large(name, f"{count:,} pages") if count else unreadable(name, "it has no pages")
    return count


def _blocks(path: str, count: int) -> list[list[Block]]:
    """The paragraphs and tables of each page, in reading order; a page that cannot be read holds none."""
    import pypdfium2

    found: list[list[Block]] = []
    opened = pypdfium2.PdfDocument(path)
    for place in range(count):
        try:
            page = opened[place]
            halves = sheets(page)
            page.close()
        except pypdfium2.PdfiumError:
            halves = []
        found += [_laid_out(each) for each in halves]
    opened.close()
    return found


def _laid_out(sheet: PageSheet) -> list[Block]:
    """Lines outside tables joined to paragraphs, and tables where they stand among them."""
    ruled = lattices(sheet.rules)
    outside = [word for word in words(sheet.letters) if not any(each.take(word) for each in ruled)]
    pieces: list[tuple[float, int, Block]] = []
    for lattice in ruled:
        table = _ruled(lattice)
        if table and _filled(table):
            pieces.append((lattice.ys[0], 1, table))
        else:
            outside += [word for inside in lattice.words.values() for word in inside]
    rows = lines(outside)
    placed = 0
    tops = [top for top, kind, _ in pieces if kind]
    for each in aligned(rows):
        pieces += [(top, 0, text) for top, text in paragraphs(rows[placed : each.first], tops)]
        edges = [edge for row in rows[each.first : each.end] for word in row.words for edge in (word.x0, word.x1)]
        table = Drawn(each.rows, each.indents, (min(edges), max(edges)), each.headed)
        pieces.append((rows[each.first].top, 1, table))
        placed = each.end
    pieces += [(top, 0, text) for top, text in paragraphs(rows[placed:], tops)]
    return [block for _, _, block in sorted(pieces, key=lambda piece: piece[:2])]


def _ruled(lattice: Lattice) -> Drawn | None:
    """A ruled table; None where its rows are not parted by lines, so that one cell holds several columns."""
    stacks = {cell: lines(inside) for cell, inside in lattice.words.items()}
    for cell, stack in stacks.items():
        crowded = any(sum(len(chunk.text) > 0 for chunk in line.chunks()) > 2 for line in stack)
        if crowded and lattice.width(cell) > 1 and len(stack) > 1:
            return None
    rows = lattice.rows({cell: "\n".join(line.text for line in stack) for cell, stack in stacks.items()})
    firsts = {
        cell[0]: min(word.x0 for line in stack for word in line.words) for cell, stack in stacks.items() if cell[1] == 0
    }
    parted, indents = [], []
    for place, row in zip(sorted({row for row, _ in lattice.cells}), rows, strict=True):
        parts = [part for part in unstacked([row]) if any(part)]
        parted += parts
        indents += [firsts.get(place, 0.0) if len(parts) == 1 else 0.0] * len(parts)
    return Drawn(parted, indents, (lattice.xs[0], lattice.xs[-1])) if parted else None


def _filled(table: Drawn) -> bool:
    """Whether enough stands in the cells for a table: boxes and the grids of charts are mostly empty."""
    cells = [cell for row in table.rows for cell in row if cell is not None]
    columns = {place for row in table.rows for place, cell in enumerate(row) if cell}
    full = sum(bool(cell) for cell in cells)
    return len(columns) >= 2 and len(table.rows) >= 2 and full >= 4 and full >= 0.4 * len(cells)
