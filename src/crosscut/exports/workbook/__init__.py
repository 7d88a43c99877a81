"""The workbook: a publication as one Excel file, every number a figure and every sum checked by live formulas.

The desk has its own, which lists what the office asks and plans.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from crosscut.exports.export import Artefact, Download, Export
from crosscut.exports.workbook import about, lists, matrices
from crosscut.exports.workbook.checks import checks_sheet
from crosscut.exports.workbook.desk import desk_sheets
from crosscut.exports.workbook.frame import WorkbookFrame, make_frame
from crosscut.exports.workbook.layout import WorkbookSheet
from crosscut.exports.workbook.writer import write_book
from crosscut.figures import Printed
from crosscut.progress import Progress
from crosscut.text import Text
from crosscut.views.publication import Publication
from crosscut.wholefiles import umask

__all__ = ["EXPORT", "sheets", "write"]

FILE = "workbook.xlsx"


def write(publication: Publication, path: Path) -> Printed:
    """Write the workbook, whole or not at all; the same publication gives the same bytes.

    Amounts are whole numbers of the largest unit, at most the publication's own, in which every amount is whole, so
    that each cell is exact and Excel's sums are too. What exceeds Excel's exact integers (2^53) is text and says so.

    Parameters
    ----------
    publication
        What to show.
    path
        The file, replaced in one step.

    Returns
    -------
    The figures that the workbook shows.
    """
    frame = make_frame(publication)
    made = sheets(frame) if publication.edition == "public" else _with_contents(frame, desk_sheets(frame))
    handle, partial = tempfile.mkstemp(prefix=".crosscut.", suffix=".xlsx", dir=path.parent)
    os.close(handle)
    try:
        write_book(Path(partial), frame, made)
        Path(partial).chmod(0o666 & ~umask())
        Path(partial).replace(path)
    finally:
        Path(partial).unlink(missing_ok=True)
    return Printed(figure for figure, _ in lists.printed_figures(made))


def sheets(frame: WorkbookFrame) -> list[WorkbookSheet]:
    """All sheets of the public edition, in their order."""
    areas = matrices.areas_sheet(frame)
    data = [
        areas,
        matrices.ministries_sheet(frame, areas),
        matrices.overlap_sheet(frame),
        matrices.effect_sheet(frame),
        lists.programmes_sheet(frame, areas),
    ]
    data += [*lists.figures_sheets(frame, data), checks_sheet(frame, data)]
    return _with_contents(frame, data)


def _with_contents(frame: WorkbookFrame, data: list[WorkbookSheet]) -> list[WorkbookSheet]:
    notes = about.notes_sheet(frame)
    return [about.contents_sheet(frame, [notes, *data]), notes, *data]


def _export(publication: Publication, out: Path, _formats: Sequence[str], progress: Progress) -> Iterator[Artefact]:
    progress("Writing the workbook")
    yield Artefact(FILE, write(publication, out / FILE), (out / FILE,))


_DOWNLOADS = (Download("workbook.xlsx", Text("The tables as an Excel workbook", "표를 담은 엑셀 통합 문서"), "xlsx"),)
EXPORT = Export(("xlsx",), _export, in_build=True, order=20, downloads=_DOWNLOADS)
