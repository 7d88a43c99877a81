"""What is printed from a page: no heading is parted or stands alone, and no head or total of a table does."""

from __future__ import annotations

from pathlib import Path

import pypdfium2
import pytest

from tests.site.conftest import Made, Watched

pytestmark = pytest.mark.browser
FINDING = "Finding " + "that takes the room of several lines " * 4 + "end"
ROWS = "".join(f"<tr><th>row{place}.</th><td class=num>{place}</td></tr>" for place in range(24))
TABLE = (
    "<div class=table-scroll><table><thead><tr><th>head</th><td class=num>amount</td></tr></thead>"
    f"<tbody>{ROWS}</tbody><tfoot><tr class=grand><th>total.</th><td class=num>24</td></tr></tfoot></table></div>"
    "<div class=table-note><dl><div><dt>note.</dt><dd>partition</dd></div></dl></div>"
)


@pytest.mark.parametrize("above", range(40, 250, 14))
def test_nothing_is_parted_from_what_it_belongs_to(watched: Watched, plain: Made, tmp_path: Path, above: int) -> None:
    page = watched.page
    page.set_content(
        f"<div style='height: {above}mm'>above</div><main><section><p class=kicker>kicker.</p><h2>{FINDING}</h2>"
        f"<p class=section-lead>lead.</p>{TABLE}</section></main>"
    )
    page.add_style_tag(path=plain.folder / "static/site.css")
    page.pdf(path=tmp_path / "page.pdf", format="A4", prefer_css_page_size=True)
    pages = [each.get_textpage().get_text_range() for each in pypdfium2.PdfDocument(tmp_path / "page.pdf")]  # type: ignore[no-untyped-call]
    for first, then in (
        ("kicker.", "Finding"),
        ("Finding", "end"),
        ("Finding", "row1."),
        ("row22.", "total."),
        ("total.", "note."),
    ):
        held = [first in text for text in pages]
        assert held == [then in text for text in pages], (first, then)
