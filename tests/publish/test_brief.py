"""The brief: a few sentences and the questions likely to be asked, on one page, the same on paper and on the site."""

from __future__ import annotations

import re
from dataclasses import replace
from html import unescape
from itertools import product

import pypdfium2
import pytest

from crosscut.exports.documents.content import Facts, write_document
from crosscut.exports.documents.model import Document, Paragraph, plain
from crosscut.exports.documents.renderers import render
from crosscut.text import LANGUAGES, Language
from crosscut.views.brief import SENTENCES, brief
from crosscut.views.story import story
from tests.publish.conftest import Example
from tests.site.site_builder import MILLION, Programme, publish

NOW, BEFORE = (2026, "reviewed"), (2025, "reviewed")


def programme(name: str, area: str, before: int, now: int) -> Programme:
    held = {when: amount * MILLION for when, amount in ((BEFORE, before), (NOW, now)) if amount}
    return Programme(name, f"{name} 사업", "가부", "", held, {area: max(before, now) * MILLION} if area else {})


def answers(facts: Facts) -> dict[str, list[str]]:
    """The keys of the sentences that answer each question, by the question's key."""
    return {each.asked.key: [said.key for said in each.answers] for each in brief(facts).questions}


def said(document: Document, kind: str) -> list[str]:
    return [plain(each.text) for each in document.blocks if isinstance(each, Paragraph) and each.kind == kind]


def test_a_year_before_is_asked_about_first() -> None:
    facts = Facts(publish([programme("A", "ai", 100, 180), programme("B", "bio", 100, 70)]))
    assert [each.key for each in brief(facts).sentences] == ["brief_total", "brief_moved", "take_ministry_only"]
    found = answers(facts)
    assert found["ask_rose"] == ["take_rose"]
    assert found["ask_fell"] == ["take_fell"]
    assert found["ask_cut"] == ["answer_cut", "answer_none"]
    assert found["ask_twice"][0] == "answer_once"
    assert "ask_earlier" not in found


def test_without_one_nothing_is_said_of_a_change() -> None:
    facts = Facts(publish([programme("A", "ai", 0, 180), programme("B", "", 0, 70)]))
    found = answers(facts)
    assert not {"ask_earlier", "ask_why", "ask_rose", "ask_fell", "ask_cut"} & set(found)
    assert found["ask_inside"] == ["answer_inside", "answer_outside"]
    assert len(brief(facts).sentences) == SENTENCES


def test_where_several_moved_alike_none_is_named_as_the_one_that_did_most() -> None:
    made = [programme(name, area, 100, now) for name, area, now in (("A", "ai", 150), ("B", "bio", 150), ("C", "", 80))]
    facts = Facts(publish([*made, programme("D", "quantum", 100, 60), programme("E", "hydrogen", 100, 60)]))
    assert brief(facts).sentences[1].key == "take_moved_level"
    found = answers(facts)
    assert found["ask_rose"] == ["take_rose_level_area"]
    assert found["ask_fell"] == ["take_fell_level_area"]
    assert found["ask_cut"] == ["answer_cut_alike"]


def test_several_programmes_that_are_the_largest_are_counted() -> None:
    facts = Facts(publish([programme(name, "ai", 0, 100) for name in "ABC"]))
    assert answers(facts)["ask_programme"] == ["take_programme_all_level"]
    assert [each.says.key for each in story(facts) if each.key == "programme"] == ["take_programme_all_level"]


def test_the_same_total_is_called_so() -> None:
    facts = Facts(publish([programme("A", "ai", 100, 100)]))
    assert brief(facts).sentences[0].key == "brief_same"


def test_what_nobody_published_apart_is_named_where_it_fell_most(korea_facts: Facts) -> None:
    document = write_document(korea_facts, "brief", "en")
    assert "Five areas not itemised fell most: about −KRW 105.2 billion (−7.4%)." in said(document, "point")


def test_money_that_only_changed_its_area_is_no_reason_for_a_cut() -> None:
    moved = Programme("A", "가 사업", "가부", "", {BEFORE: 100 * MILLION, NOW: 50 * MILLION}, {"ai": 100 * MILLION})
    assert answers(Facts(publish([moved])))["ask_cut"] == ["answer_cut", "answer_none"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_is_one_page_whose_sentences_carry_their_figures(korea: Example, language: Language) -> None:
    document = korea.documents["brief", language]
    told = [each for each in document.blocks if isinstance(each, Paragraph) and each.kind in ("lead", "point")]
    assert len(said(document, "lead")) == SENTENCES
    for each in told:
        assert len({run.figure for run in each.text if run.figure}) == len(each.trace.split())
    with pypdfium2.PdfDocument((korea.out / f"brief.{language}.pdf").read_bytes()) as pdf:
        assert len(pdf) == 1


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_full_brief_still_fits_on_one_page(language: Language) -> None:
    many = [
        programme(f"P{place} {'long name ' * 6}", ("ai", "bio", "")[place % 3], 100, 60 + place) for place in range(80)
    ]
    facts = Facts(publish(many, note="A notice of two lines. " * 8, synthetic=True, blank_tags="unread"))
    with pypdfium2.PdfDocument(render(write_document(facts, "brief", language), "pdf")) as pdf:
        assert len(pdf) == 1


@pytest.mark.parametrize(("document", "language"), [*product(("release", "brief", "report"), LANGUAGES)])
def test_every_document_says_that_made_up_people_decided(document: str, language: Language) -> None:
    real = publish([programme("A", "ai", 100, 50)])
    marks = {"ko": "가상의 인물", "en": "made up"}
    for shown in (real, replace(real, demonstration=True)):
        texts = [plain(each) for each in write_document(Facts(shown), document, language).texts()]
        assert any(marks[language] in each for each in texts) == shown.demonstration


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_of_the_site_says_the_same(korea: Example, language: Language) -> None:
    page = (korea.out / "site" / language / "brief.html").read_text(encoding="utf-8")
    listed = re.findall(
        r"<li>(.*?)</li>|<dt>(.*?)</dt>|<dd>(.*?)</dd>", page.partition('id="say"')[2].partition("</dl>")[0]
    )
    shown = [unescape(re.sub("<[^>]+>", "", "".join(each))) for each in listed]
    document = korea.documents["brief", language]
    asked = zip(said(document, "item"), said(document, "point"), strict=True)
    assert shown == [*said(document, "lead"), *(text for pair in asked for text in pair)]
    assert all(f'href="../../brief.{language}.{each}"' in page for each in ("pdf", "hwpx", "docx"))


def test_every_word_for_word_pair_of_particles_is_chosen(korea_facts: Facts) -> None:
    text = " ".join(plain(each) for each in write_document(korea_facts, "brief", "ko").texts())
    assert not re.search(r"이\(가\)|은\(는\)|과\(와\)|을\(를\)", text)
