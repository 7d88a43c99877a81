"""Every figure in every format equals figures.json."""

from __future__ import annotations

import csv
import json
import re
from decimal import Decimal

import pytest

from crosscut.exports.documents import readback
from crosscut.exports.documents.model import Chart, Document, DocumentTable, Paragraph, TextRun, is_id, plain
from crosscut.exports.printed_figures import Printer, table_unit
from crosscut.exports.words import WORDS
from crosscut.figures.figure import FigureRecord
from crosscut.text import LANGUAGES, Language
from tests.publish.conftest import Example
from tests.publish.numbers import amounts, bare
from tests.workbook.reading import with_openpyxl

NOTES = set(WORDS["doc_notes_table"].to_json().values())
DOCUMENTS: list[tuple[str, Language]] = [("release", "ko"), ("release", "en"), ("report", "ko"), ("report", "en")]


@pytest.fixture(scope="session")
def known(korea: Example) -> dict[str, FigureRecord]:
    document = json.loads((korea.out / "figures.json").read_text(encoding="utf-8"))
    return {each["id"]: each for each in document["figures"]}


def allowed(figure: FigureRecord) -> set[int]:
    """What a figure may be printed as: its value with or without its sign, or its bounds."""
    values = {figure["value"], abs(figure["value"])} | {
        figure[each] for each in ("low", "high") if figure[each] is not None
    }
    return {int(each) for each in values}


def check(run: TextRun, figure: FigureRecord, factor: int, grain: int) -> None:
    if figure["kind"] == "count":
        assert bare(run.text) == [figure["value"]]
    elif figure["kind"] == "ratio":
        exact = Decimal(100 * figure["value"]) / figure["whole"]
        assert min(abs(bare(run.text)[0] - exact), abs(bare(run.text)[0] - abs(exact))) <= Decimal("0.05")
    else:
        found = amounts(run.text) or [int(each * factor) for each in bare(run.text)]
        assert found, run
        for each in found:
            assert min(abs(each - value) for value in allowed(figure)) < 2 * grain, (run, figure)


@pytest.mark.parametrize("key", DOCUMENTS)
def test_every_printed_figure_is_in_figures_json_with_that_value(
    korea: Example, known: dict[str, FigureRecord], key: tuple[str, Language]
) -> None:
    rounding = korea.facts.rounding
    factor = table_unit(rounding, key[1]).unit.factor
    runs = list(korea.documents[key].figures())
    assert len(runs) > 100
    for run in runs:
        check(run, known[run.figure], factor, rounding.grain)


@pytest.mark.parametrize("key", DOCUMENTS)
def test_no_number_stands_outside_a_figure_or_a_quotation(korea: Example, key: tuple[str, Language]) -> None:
    document = korea.documents[key]
    loose = [
        run.text
        for text in document.texts()
        for run in text
        if not run.figure and not run.quoted and re.search(r"\d", run.text)
    ]
    assert not loose


def notes_of(document: Document) -> dict[str, str]:
    """The figures of the notes of a document that has such, by the note's mark; the table of notes stands last."""
    last = document.blocks[-1]
    if not isinstance(last, DocumentTable) or plain(last.title) not in NOTES:
        return {}
    cells = [plain(cell) for row in last.rows for cell in row.cells]
    return dict(zip(cells[::2], cells[1::2], strict=True))


@pytest.mark.parametrize("key", [*DOCUMENTS, ("brief", "ko"), ("brief", "en")])
def test_every_paragraph_and_table_row_with_figures_says_which_they_are(
    korea: Example, known: dict[str, FigureRecord], key: tuple[str, Language]
) -> None:
    document = korea.documents[key]
    notes, rows = notes_of(document), 0
    assert bool(notes) == (key[0] != "report")
    assert {figure for figure in notes.values() if figure} <= set(known)
    for block in document.blocks:
        if isinstance(block, Paragraph):
            said = {notes.get(mark, mark) for mark in block.trace.split()}
            assert {run.figure for run in block.text if run.figure} <= said
        elif isinstance(block, DocumentTable):
            for row in block.rows:
                if any(run.figure for cell in row.cells for run in cell):
                    (identity,) = [one for cell in row.cells if (one := figure_of(cell, notes))]
                    assert identity in known
                    rows += 1
    assert rows > 20 or key[0] == "brief"


def figure_of(cell: tuple[TextRun, ...], notes: dict[str, str]) -> str:
    """The figure that a cell names, by its id or by the mark of a note; empty for any other."""
    return plain(cell) if is_id(cell) else notes.get(plain(cell), "") if cell else ""


def test_in_prose_no_id_stands_outside_the_table_of_notes(korea: Example, known: dict[str, FigureRecord]) -> None:
    for key in (("release", "ko"), ("brief", "en")):
        document = korea.documents[key]
        texts = [plain(each.text) + each.trace for each in document.blocks if isinstance(each, Paragraph)]
        texts += [
            plain(c) for t in document.blocks[:-1] if isinstance(t, DocumentTable) for r in t.rows for c in r.cells
        ]
        assert not [each for each in texts if set(re.findall(r"\b\w{12}\b", each)) & set(known)]


def numbers_of(document: Document) -> list[str]:
    return [readback.squeeze(run.text) for text in document.texts() for run in text if run.figure]


@pytest.mark.parametrize("suffix", ["docx", "hwpx", "pdf"])
@pytest.mark.parametrize("language", ["ko", "en"])
def test_files_give_back_every_figure_in_order(korea: Example, language: Language, suffix: str) -> None:
    document = korea.documents["release", language]
    content = (korea.out / f"release.{language}.{suffix}").read_bytes()
    read = {"docx": readback.docx_text, "hwpx": readback.hwpx_text, "pdf": readback.pdf_text}[suffix]
    text, place = read(content), 0
    for number in numbers_of(document):
        place = text.find(number, place) + len(number)
        assert place >= len(number), number
    if suffix != "pdf":
        assert text == readback.printed(document)


def test_hwpx_is_read_by_its_own_library_too(korea: Example) -> None:
    from hwpx import HwpxDocument, validate_package

    path = korea.out / "release.ko.hwpx"
    assert not [issue for issue in validate_package(str(path)).issues if issue.level == "error"]
    with HwpxDocument.open(path) as document:
        form, *tables = document.tables.all
        written = korea.documents["release", "ko"]
        assert len(tables) == sum(isinstance(each, DocumentTable) for each in written.blocks)
        assert [tuple(cell.text for cell in row.cells) for row in form.rows] == written.facts()
        assert tables[0].rows[0].cells[0].text == "분야"


def test_the_workbook_holds_the_same_figures(korea: Example, known: dict[str, FigureRecord]) -> None:
    rows = [row for row in with_openpyxl(korea.out / "workbook.xlsx")["Figures"] if str(row[0]) in known]
    assert len(rows) > 100
    for row in rows:
        figure = known[str(row[0])]
        assert [row[5], row[7], row[8]] == [figure["value"], figure["low"], figure["high"]]


def test_open_tables_hold_the_same_figures(korea: Example, known: dict[str, FigureRecord]) -> None:
    data = korea.out / "datapackage" / "data"
    with (data / "figures.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            assert int(row["value"]) == known[row["figure"]]["value"]
    with (data / "crosscut.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert rows
    for row in rows:
        assert int(row["amount"]) == known[row["figure"]]["value"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_site_prints_the_same_figures(korea: Example, known: dict[str, FigureRecord], language: Language) -> None:
    printer = Printer(korea.facts.rounding, language)
    pages = sorted((korea.out / "site" / language).glob("*.html"))
    found = [each for page in pages for each in re.findall(r'data-figure="(\w{12})">([^<]*)<', page.read_text("utf-8"))]
    assert len(found) > 100
    for key, text in found:
        if bare(text):
            check(TextRun(text, figure=key), known[key], printer.table_unit.unit.factor, printer.rounding.grain)
        else:
            assert text in ("–", "—")


def test_charts_print_figures_and_have_a_text_alternative(korea: Example) -> None:
    charts = [block for block in korea.documents["report", "ko"].blocks if isinstance(block, Chart)]
    assert len(charts) >= 3
    for chart in charts:
        assert chart.alt
        for run in chart.labels:
            assert run.figure
            assert run.text in chart.svg


def test_the_unlisted_remainder_is_said_and_the_misprints_are_mended(korea: Example) -> None:
    for language, amount, fell in (("ko", "1,052억원", "줄었음"), ("en", "KRW105.2billion", "Theyfellby")):
        text = readback.printed(korea.documents["release", language])
        assert amount in text
        assert fell in text
        for misprint in ("7217.9", "7,217.9", "7110.1", "7,110.1", "72,179", "71,101"):
            assert misprint not in text


def test_pdfs_are_tagged_have_bookmarks_and_their_fonts(korea: Example) -> None:
    import pypdfium2
    import pypdfium2.raw as raw

    for path in sorted(korea.out.glob("*.pdf")):
        content = path.read_bytes()
        assert b"/StructTreeRoot" in content
        assert b"/MarkInfo" in content
        pdf = pypdfium2.PdfDocument(content)
        assert raw.FPDFCatalog_IsTagged(pdf.raw)
        assert list(pdf.get_toc())
        pdf.close()
