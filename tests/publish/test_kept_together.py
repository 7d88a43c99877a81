"""What stands over a chart or under a table goes with it to the next page."""

from __future__ import annotations

import io

import docx as word
from docx.oxml.ns import qn

from crosscut.exports.documents.docx import docx
from crosscut.exports.documents.model import Chart
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
