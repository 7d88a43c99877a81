"""The report: the story in its steps, and areas that follow one another without an empty page between them."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pypdfium2
import pytest

from crosscut.exports.documents import pdf
from crosscut.exports.documents.content import write_document
from crosscut.exports.documents.content.tables import MINISTRIES
from crosscut.exports.documents.model import Block, Chart, Document, DocumentTable, Heading, Paragraph, plain
from crosscut.exports.documents.paging import ENOUGH, NARROWEST, WIDEST, Layout, chart_widths, depths
from crosscut.exports.documents.renderers import render
from crosscut.exports.words_of import word
from crosscut.text import LANGUAGES
from crosscut.views.facts import Facts
from crosscut.views.headline import headline
from crosscut.views.story import STEPS, story
from crosscut.views.takeaways import moved
from tests.publish.conftest import Example
from tests.site.site_builder import MILLION, Programme, publish


def test_each_step_of_the_story_is_a_finding_with_a_chart(korea: Example) -> None:
    steps = story(korea.facts)
    assert [each.key for each in steps] == ["who", "rose", "fell", "why"]
    for language in LANGUAGES:
        blocks = korea.documents["report", language].blocks
        titles = [plain(each.title) for each in blocks if isinstance(each, Chart)]
        told = {word(f"story_{step.key}", language) for step in steps}
        assert told <= set(titles)
        for place, block in enumerate(blocks):
            if isinstance(block, Chart) and plain(block.title) in told:
                finding = blocks[place - 1]
                assert isinstance(finding, Paragraph)
                assert any(run.figure for run in finding.text)


def test_a_budget_of_one_year_tells_what_is_largest_and_what_was_counted_twice() -> None:
    held = {(2026, "reviewed"): 100 * MILLION}
    made = [
        Programme(f"P{at}", "사업", f"부처{at}", "", held, {"ai": 70 * MILLION, "bio": 60 * MILLION}) for at in (1, 2)
    ]
    steps = story(Facts(publish(made)))
    assert [each.key for each in steps] == ["who", "area", "programme", "twice"]
    assert all(each.bars and each.key in STEPS for each in steps)


@pytest.mark.slow
def test_no_page_of_the_report_but_its_first_and_last_is_half_empty(korea: Example) -> None:
    for language in LANGUAGES:
        document = write_document(korea.facts, "report", language)
        assert not any(isinstance(each, Heading) and each.new_page for each in document.blocks)
        pages = pypdfium2.PdfDocument(render(document, "pdf"))
        depth = []
        for page in list(pages)[2:-1]:
            grey = page.render(scale=0.5, grayscale=True).to_numpy()[40:385]
            depth.append(int(np.flatnonzero((grey < 200).any(axis=1)).max(initial=0)))
        assert min(depth) > (385 - 40) * 0.6, depth


@pytest.mark.slow
def test_charts_are_no_smaller_than_their_letters_allow_and_only_those_are_that_a_page_lacks(korea: Example) -> None:
    release, report = (korea.documents[kind, "en"] for kind in ("release", "report"))
    tried: dict[tuple[int, ...], Layout] = {}

    def laid_out(document: Document, widths: Sequence[int]) -> Layout:
        tried[tuple(widths)] = pdf.laid_out(document, widths)
        return tried[tuple(widths)]

    assert set(chart_widths(release, laid_out)) == {WIDEST}
    assert not tried
    found = chart_widths(report, laid_out)
    assert found in tried
    assert min(found) >= NARROWEST
    assert max(found) == WIDEST
    empty = {each: _lacking(layout.content) for each, layout in tried.items()}
    assert empty[found] == min(empty.values())
    assert empty[found] < empty[(WIDEST,) * len(found)]


def _lacking(content: bytes) -> float:
    return sum(max(0, ENOUGH - depth) for _, depth in depths(content))


def test_what_was_counted_twice_begins_with_a_table_that_fills_the_page_before_its_chart() -> None:
    held = {(2026, "reviewed"): 100 * MILLION}
    made = [Programme(f"P{at}", "사업", "부처", "", held, {"ai": 70 * MILLION, "bio": 60 * MILLION}) for at in (1, 2)]
    for language in LANGUAGES:
        blocks = write_document(Facts(publish(made)), "report", language).blocks
        chart = next(place for place, each in enumerate(blocks) if _titled(each) == word("doc_chart_overlap", language))
        assert isinstance(blocks[chart - 1], Paragraph)
        assert isinstance(blocks[chart - 2], DocumentTable)
        assert isinstance(blocks[chart + 1], DocumentTable)


def _titled(block: Block) -> str:
    return plain(block.title) if isinstance(block, Chart) else ""


def test_what_only_rounding_moved_is_said_of_no_area_and_what_moved_outside_them_is() -> None:
    tags = {"ai": 3 * MILLION, "bio": 2 * MILLION}
    shared = {(2025, "reviewed"): 2 * MILLION + 2, (2026, "reviewed"): 2 * MILLION + 5}
    free = {(2025, "reviewed"): 10 * MILLION, (2026, "reviewed"): 44 * MILLION}
    made = [Programme("P1", "사업", "부처", "", shared, tags), Programme("P2", "기초", "부처", "", free)]
    facts = Facts(publish(made))
    areas = facts.totals.area_lines(facts.totals.total)
    assert any(line.changes[0].amount.value for line in areas)
    assert not any(line.changes[0].printed for line in areas)
    steps = {each.key: each for each in story(facts)}
    assert (steps["rose"].says.key, steps["rose"].bars) == ("take_rose_no_area", ())
    assert (steps["fell"].says.key, steps["fell"].bars) == ("take_fell_no_area", ())
    found = moved(facts.totals, areas)
    assert found
    assert (found.key, found.then.key) == ("take_moved_none", "take_beside_rose")
    assert found.then.names == {"name": ("area", "outside")}
    told = headline(facts.totals)
    assert (told.risen, told.fallen) == (None, None)


def test_a_list_cut_short_has_no_total_of_what_its_last_line_does_not_count() -> None:
    held = {(2026, "reviewed"): 100 * MILLION}
    made = [Programme(f"P{at}", "사업", f"부처{at}", "", held, {"ai": 70 * MILLION}) for at in range(MINISTRIES + 3)]
    for count in (MINISTRIES, MINISTRIES + 3):
        table = _of_title(made[:count], "doc_area_ministries")
        *listed, total = (plain(row.cells[3]) for row in table.rows)
        assert total == (str(count) if count == MINISTRIES else "")
        assert not total or sum(map(int, listed)) == int(total)


def test_a_column_in_which_no_row_says_anything_is_left_out() -> None:
    now, before = (2026, "reviewed"), (2025, "reviewed")
    for amounts, known in (({now: MILLION}, False), ({now: MILLION, before: MILLION}, True)):
        made = [Programme("P", "사업", "부처", "", amounts, {"ai": MILLION})]
        table = _of_title(made, "doc_area_programmes")
        head = [plain(cell) for cell in table.head.cells]
        assert (word("doc_status", "en") in head) is known
        assert all(len(row.cells) == len(head) == len(table.widths) == len(table.right) for row in table.rows)


def _of_title(made: list[Programme], key: str) -> DocumentTable:
    facts = Facts(publish(made))
    title = word(key, "en", name="Artificial intelligence")
    return next(
        each
        for each in write_document(facts, "report", "en").blocks
        if isinstance(each, DocumentTable) and plain(each.title) == title
    )
