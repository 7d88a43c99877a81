"""What stands over a chart or under a table goes with it to the next page."""

from __future__ import annotations

import io
from itertools import pairwise

import docx as word
from docx.oxml.ns import qn

from crosscut.exports.documents.docx import docx
from crosscut.exports.documents.model import Chart, Heading, Paragraph, plain
from tests.publish.conftest import Example


def test_no_page_of_word_begins_with_notes_or_ends_with_the_title_of_a_chart(korea: Example) -> None:
    for document in korea.documents.values():
        made = word.Document(io.BytesIO(docx(document)))
        charts = {"".join(run.text for run in block.title) for block in document.blocks if isinstance(block, Chart)}
        drawn = f".//{qn('w:drawing')}"
        titles = [each for each in made.paragraphs if each.text in charts and each._p.getnext().findall(drawn)]
        assert len(titles) >= len(charts)
        assert all(each.paragraph_format.keep_with_next for each in titles)
        for table in made.tables:
            after = table._tbl.getnext()
            if after is not None and after.tag == qn("w:p") and "※" in "".join(after.itertext()):
                assert all(cell.paragraphs[0].paragraph_format.keep_with_next for cell in table.rows[-1].cells)


def test_what_keeps_with_a_heading_keeps_with_no_chart_below(korea: Example) -> None:
    for document in korea.documents.values():
        lines = word.Document(io.BytesIO(docx(document))).paragraphs
        leads = {
            plain(after.text)
            for before, after in pairwise(document.blocks)
            if isinstance(before, Heading) and isinstance(after, Paragraph) and after.kind == "lead"
        }
        for heading, lead in pairwise(lines):
            if heading.style.name.startswith("Heading") and any(lead.text.startswith(each) for each in leads):  # type: ignore[union-attr]
                assert heading.paragraph_format.keep_with_next
                assert not lead.paragraph_format.keep_with_next
