"""What the page of a programme says: amount, purpose, subprogrammes, the row of the source, and whom to tell."""

from __future__ import annotations

import re

from markupsafe import escape

from tests.site.conftest import Made
from tests.site.site_data import names_of


def test_a_programme_says_its_amount_purpose_parts_source_and_whom_to_tell(decided: Made) -> None:
    publication = decided.publication
    rows = {row["programme"]: row for row in publication.programmes.to_pylist()}
    subs = set(publication.subprogrammes["programme"].to_pylist())
    names = names_of(decided.folder)
    pages = {row[0]: (decided.folder / f"ko/{row[6]}.html").read_text(encoding="utf-8") for row in names["programmes"]}
    lines = publication.lines.to_pylist()
    for programme, page in pages.items():
        main = page.partition("<main")[2].partition("</main>")[0]
        assert main.index('class="now"') < main.index("<table")
        assert escape(rows[programme]["text"].strip()) in main
        assert ('id="parts"' in main) == (programme in subs)
        for line in lines:
            if line["programme"] == programme and not line["subprogramme"]:
                told = rf'>{re.escape(line["file"])}</td><td class="num"[^>]*>{line["row"]:,}</td>'
                assert re.search(told, main)
        assert publication.id in main.partition('id="contest"')[2]
    assert subs & set(pages)
