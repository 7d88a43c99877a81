"""What is said of cells that stand in each other's rows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from crosscut.audit.model import AuditFinding
from crosscut.audit.relations.assembly import Assembly
from crosscut.audit.tables.exchanged_cells import exchanged_cells
from crosscut.audit.tables.grid import Grid
from crosscut.audit.tables.total_relations import figure_of
from crosscut.findings import Severity
from crosscut.text import Text
from crosscut.text.particles import particles

EXCHANGED = "exchanged"


def in_each_others_rows(assembly: Assembly, read: Grid) -> Iterator[AuditFinding]:
    """A finding for each two rows of a table of which the cells of one column, or of one of several, are exchanged."""
    for each in exchanged_cells(read):
        pairs = [
            tuple(figure_of(assembly, entry) for row in each.rows if (entry := read.cells[row][column]) is not None)
            for column in each.columns
        ]
        texts = [tuple(" ".join(assembly.system.figures[name].text.split()) for name in pair) for pair in pairs]
        first = assembly.system.figures[pairs[0][0]]
        yield AuditFinding(
            EXCHANGED,
            Severity.FATAL,
            _pairs_text(texts),
            tuple(name for pair in pairs for name in pair),
            assembly.system.figures[pairs[0][1]].lenient,
            first.kind,
            suggestion=texts[0][1],
            suggestions=tuple(
                suggestion
                for one, other in texts
                for suggestion in ((other, f"exchanged, for {one}"), (one, f"exchanged, for {other}"))
            ),
            document=first.document,
            start=first.start,
            end=first.end,
        )


def with_the_tables(judged: Sequence[AuditFinding], exchanged: Sequence[AuditFinding]) -> list[AuditFinding]:
    """Findings with those of exchanged cells, which say all that others say of the same cells."""
    cells = {name for each in exchanged for name in each.figures}
    return [*exchanged, *(each for each in judged if not cells & set(each.figures))]


def _pairs_text(pairs: list[tuple[str, ...]]) -> Text:
    """What is said of pairs of numbers of which those of one stand in each other's rows."""
    en = " or ".join(f"{one} and {other}" for one, other in pairs)
    ko = ", 또는 ".join(particles(f"{one}와(과) {other}") for one, other in pairs)
    either = "Either " if len(pairs) > 1 else ""
    return Text(
        f"{either}{en} stand in each other's rows: exchanged, what the table works out comes out in every row.",
        f"{ko}의 자리가 서로 바뀜. 바꾸어 놓으면 모든 행의 계산이 맞음.",
    )
