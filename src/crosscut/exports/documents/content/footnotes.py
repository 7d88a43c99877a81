"""Notes of documents that are read as prose: raised numbers after a paragraph's figures, and one table of their ids."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from crosscut.exports.documents.content.names import DocumentNames
from crosscut.exports.documents.model import Block, DocumentTable, Paragraph, TableRow, Text, TextRun, is_id, plain

_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_PAIRS = 6
"""Notes in one row of their table."""
_NONE: Text = ()
_MARK_WIDTH, _ID_WIDTH = 4, 12


class Footnotes:
    """Numbers figures in the order in which they are met; one figure has one number."""

    def __init__(self, names: DocumentNames) -> None:
        self.names = names
        self._numbers: dict[str, int] = {}

    def noted(self, blocks: Iterable[Block]) -> tuple[Block, ...]:
        """Blocks with raised numbers in the place of ids, and the table of the notes at their end."""
        made = tuple(map(self._block, blocks))
        return (*made, self._table()) if self._numbers else made

    def _mark(self, figure: str) -> str:
        return str(self._numbers.setdefault(figure, len(self._numbers) + 1)).translate(_RAISED)

    def _block(self, block: Block) -> Block:
        if isinstance(block, Paragraph) and block.trace:
            marks = (self._mark(figure) for figure in dict.fromkeys(run.figure for run in block.text if run.figure))
            return replace(block, trace=" ".join(marks))
        if isinstance(block, DocumentTable) and plain(block.head.cells[-1]) == self.names.w("doc_number"):
            head = replace(block.head, cells=(*block.head.cells[:-1], (TextRun(self.names.w("doc_mark")),)))
            rows = tuple(replace(row, cells=(*row.cells[:-1], self._cell(row.cells[-1]))) for row in block.rows)
            return replace(block, head=head, rows=rows, widths=(*block.widths[:-1], _MARK_WIDTH + 1))
        return block

    def _cell(self, cell: Text) -> Text:
        return _quoted(self._mark(cell[0].text)) if is_id(cell) else cell

    def _table(self) -> DocumentTable:
        names = self.names
        cells = [(_quoted(self._mark(figure)), _quoted(figure)) for figure in self._numbers]
        cells += [(_NONE, _NONE)] * (-len(cells) % _PAIRS)
        rows = [TableRow(_flat(cells[start : start + _PAIRS])) for start in range(0, len(cells), _PAIRS)]
        head = TableRow(tuple((TextRun(names.w(key)),) for key in ("doc_mark", "doc_number")) * _PAIRS, "head")
        how = [names.w("doc_meaning_number")]
        if base := names.publication.settings.base_url:
            how.append(names.w("doc_notes_where", address=f"{base}{names.language}/index.html#figure="))
        return DocumentTable(
            (TextRun(names.w("doc_notes_table")),),
            (TextRun(" "),),
            head,
            tuple(rows),
            (_MARK_WIDTH, _ID_WIDTH) * _PAIRS,
            (False,) * (2 * _PAIRS),
            tuple(map(_quoted, how)),
        )


def _quoted(text: str) -> Text:
    return (TextRun(text, quoted=True),)


def _flat(pairs: Sequence[Sequence[Text]]) -> tuple[Text, ...]:
    return tuple(cell for pair in pairs for cell in pair)
