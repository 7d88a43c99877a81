"""What pages point to is there, and what was written is pointed to."""

from __future__ import annotations

import shutil
from pathlib import Path

from crosscut.exports.registry import downloads, publication_formats
from crosscut.text import LANGUAGES
from crosscut.workbench.signoff.links import whole_links
from tests.publish.conftest import Example


def test_every_file_of_a_publication_is_offered_and_every_link_leads_somewhere(korea: Example) -> None:
    offered = {each.path for each in downloads(publication_formats(), LANGUAGES)}
    assert {"release.ko.hwpx", "report.en.pdf", "workbook.xlsx", "datapackage/datapackage.json"} <= offered
    assert "crosscut.csv" not in offered
    for language in ("ko", "en"):
        page = (korea.out / "site" / language / "data.html").read_text(encoding="utf-8")
        assert {path for path in offered if f'href="../../{path}"' in page} == offered
    assert whole_links(korea.out).passed


def test_a_link_that_leads_nowhere_is_named(korea: Example, tmp_path: Path) -> None:
    out = tmp_path / "out"
    shutil.copytree(korea.out, out)
    (out / "workbook.xlsx").unlink()
    page = out / "site" / "en" / "method.html"
    page.write_text(page.read_text(encoding="utf-8") + '<a href="index.html#nowhere">x</a>', encoding="utf-8")
    found = whole_links(out)
    assert not found.passed
    assert "site/en/method.html points to index.html#nowhere" in found.detail
    assert "site/ko/data.html points to ../../workbook.xlsx" in found.detail


def test_a_figure_that_is_not_published_and_a_place_that_stands_twice_are_named(korea: Example, tmp_path: Path) -> None:
    out = tmp_path / "out"
    shutil.copytree(korea.out, out)
    page = out / "site" / "ko" / "method.html"
    text = page.read_text(encoding="utf-8")
    page.write_text(
        f'{text}<p id="twice"></p><p id="twice"></p><button data-figure="1a0nowhere00">1</button>'
        '<a href="index.html#sort=-amount&amp;figure=1b0nowhere00">1</a>',
        encoding="utf-8",
    )
    found = whole_links(out)
    assert not found.passed
    for said in ("has 2 places called twice", "opens the figure 1a0nowhere00", "opens the figure 1b0nowhere00"):
        assert f"site/ko/method.html {said}" in found.detail


def test_a_publication_that_stands_where_another_did_is_looked_at_anew(tmp_path: Path) -> None:
    (tmp_path / "figures.json").write_text('{"figures": []}', encoding="utf-8")
    page = tmp_path / "index.html"
    for places in ("first", "second"):
        page.write_text(f'<p id="{places}"></p><a href="#{places}">x</a>', encoding="utf-8")
        assert whole_links(tmp_path).passed
    page.write_text('<a href="#first">x</a>', encoding="utf-8")
    assert not whole_links(tmp_path).passed
