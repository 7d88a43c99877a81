"""Money that nobody has looked at: its own row, column and sentence where there is any, and not a word where not."""

from __future__ import annotations

import re

import pytest

from crosscut.exports.documents.content import Facts, write_document
from crosscut.exports.documents.content.names import DocumentNames
from crosscut.exports.documents.content.tables import DocumentTables
from crosscut.exports.documents.figure_text import FigureText
from crosscut.exports.documents.model import Document, DocumentTable, Paragraph, plain
from crosscut.tables import UNREAD
from crosscut.text import LANGUAGES, Language
from crosscut.text.areas import AREAS
from tests.publish.conftest import documents
from tests.site.site_builder import MILLION, Programme, publish

NOW, BEFORE = (2026, "reviewed"), (2025, "reviewed")
BUDGET = [
    Programme("A", "하나", "가부", "", {BEFORE: 900_000 * MILLION, NOW: 800_000 * MILLION}, {"ai": 500_000 * MILLION}),
    Programme("B", "둘", "나부", "", {BEFORE: 300_000 * MILLION, NOW: 350_000 * MILLION}),
]
OLD_NAMES = re.compile(r"분야 외|분야 소계|All areas")


def facts_of(*, blank_tags: str, programmes: list[Programme] = BUDGET) -> Facts:
    return Facts(publish(programmes, blank_tags=blank_tags))


def table(document: Document, title: str) -> DocumentTable:
    """The table of that title."""
    return next(each for each in document.blocks if isinstance(each, DocumentTable) and plain(each.title) == title)


def column(document: Document, title: str, place: int) -> dict[str, str]:
    """A column of a table by the first cell of its rows."""
    return {plain(row.cells[0]): plain(row.cells[place]) for row in table(document, title).rows}


def said(document: Document) -> str:
    """The paragraphs of a document."""
    return "\n".join(plain(each.text) for each in document.blocks if isinstance(each, Paragraph))


def test_it_has_a_row_of_its_own_and_the_rows_add_up() -> None:
    document = write_document(facts_of(blank_tags="unread"), "release", "en")
    now = column(document, "Budget by area", 2)
    assert now["Outside the taxonomy"] == "300.0"
    assert now["Not looked at"] == "350.0"
    assert now["Korea's critical and emerging technologies, 2022"] == "500.0"
    assert now["Total"] == "1,150.0"
    assert column(document, "Budget by area", 1)["Not looked at"] == "300.0"


def test_it_has_columns_of_its_own_beside_ministries() -> None:
    report = write_document(facts_of(blank_tags="unread"), "report", "ko")
    heads = [plain(cell) for cell in table(report, "부처별 예산").head.cells]
    assert heads[:5] == ["부처", "합계", "국가전략기술(2022)", "그 외", "미분류"]
    assert column(report, "부처별 예산", 4) == {"가부": "–", "나부": "3,500", "합계": "3,500"}


def test_it_has_a_column_in_the_table_of_ministries_by_areas() -> None:
    facts = facts_of(blank_tags="unread")
    heat = DocumentTables(facts, DocumentNames(facts, "ko"), FigureText(facts.rounding, "ko")).make("heat")
    assert heat is not None
    assert [plain(cell) for cell in heat.head.cells][-3:] == ["그 외", "미분류", "합계"]
    assert [[plain(cell) for cell in row.cells][-3:] for row in heat.rows] == [
        ["3,000", "·", "8,000"],
        ["·", "3,500", "3,500"],
    ]


@pytest.mark.parametrize(
    ("language", "sentence", "never"),
    [
        ("ko", "미분류 금액은 3,500억 원(30.4%)임. 아직 아무도 분류하지 않은", "3,500억 원(30.4%)은 어느 분야에도"),
        ("en", "Not looked at: KRW 350 billion (30.4%). Nobody has attributed this money yet", "350 billion belongs"),
    ],
)
def test_no_sentence_says_that_no_area_holds_it(language: Language, sentence: str, never: str) -> None:
    release = said(write_document(facts_of(blank_tags="unread"), "release", language))
    assert sentence in release
    assert never not in release
    assert re.search(
        r"300 billion \(26\.1%\) belongs to no area|어느 분야에도 들지 않는 금액은 3,000억 원\(26\.1%\)임", release
    )


def test_a_budget_that_is_all_unread_says_so() -> None:
    facts = facts_of(blank_tags="unread", programmes=BUDGET[1:])
    for language in LANGUAGES:
        for kind in ("release", "report"):
            document = write_document(facts, kind, language)  # type: ignore[arg-type]
            assert AREAS[UNREAD][language].lower() in said(document).lower()
            assert "belongs to no area" not in said(document)
            assert "어느 분야에도" not in said(document)


def test_what_was_unread_before_keeps_its_row() -> None:
    read_since = Programme("C", "셋", "나부", "", {NOW: 350_000 * MILLION}, {"bio": 350_000 * MILLION})
    before = Programme("B", "둘", "나부", "", {BEFORE: 300_000 * MILLION})
    facts = facts_of(blank_tags="unread", programmes=[BUDGET[0], before, read_since])
    row = table(write_document(facts, "release", "en"), "Budget by area").rows[-2]
    assert [plain(cell) for cell in row.cells][:4] == ["Not looked at", "300.0", "–", "−300.0"]


def test_the_glossary_explains_it_where_it_is_there(korea_facts: Facts) -> None:
    report = write_document(facts_of(blank_tags="unread"), "report", "en")
    words = column(report, "Words", 1)
    assert words["Not looked at"] == "Money that nobody has attributed yet."
    assert "(areas, outside the taxonomy, not looked at)" in words["Partition"]
    assert (
        "(areas, outside the taxonomy)" in column(write_document(korea_facts, "report", "en"), "Words", 1)["Partition"]
    )


@pytest.mark.parametrize("language", ["ko", "en"])
def test_not_a_word_of_it_where_there_is_none(korea_facts: Facts, language: Language) -> None:
    name = AREAS[UNREAD][language].lower()
    for facts in (korea_facts, facts_of(blank_tags="outside")):
        for document in documents(facts, [language]).values():
            assert name not in "\n".join(map(plain, document.texts())).lower()


@pytest.mark.parametrize("language", ["ko", "en"])
def test_outside_and_inside_have_one_name_each(language: Language) -> None:
    for document in documents(facts_of(blank_tags="outside"), [language]).values():
        text = "\n".join(map(plain, document.texts()))
        assert AREAS["outside"][language] in text
        assert not OLD_NAMES.search(text)


@pytest.mark.parametrize("now", [750_000, 800_000, 850_000])
@pytest.mark.parametrize("language", LANGUAGES)
def test_each_sentence_on_the_total_stands_apart(language: Language, now: int) -> None:
    one = Programme("A", "Eins", "Amt", "", {BEFORE: 800_000 * MILLION, NOW: now * MILLION}, {"ai": 500_000 * MILLION})
    for kind in ("release", "report", "brief"):
        document = write_document(facts_of(blank_tags="outside", programmes=[one]), kind, language)  # type: ignore[arg-type]
        texts = [plain(each) for each in document.texts()]
        assert not [each for each in texts if re.search(r"\n|> |[가-힣a-z]\.[0-9가-힣A-Z]", each)]
        lead = next(each for each in document.blocks if isinstance(each, Paragraph) and each.kind == "lead")
        assert str(now)[:2].rstrip("0") in plain(lead.text).replace(",", "")


def test_a_release_that_names_no_programme_tells_no_rest() -> None:
    one = Programme("A", "Eins", "Amt", "", {BEFORE: MILLION, NOW: MILLION})
    assert "not itemised" not in said(write_document(facts_of(blank_tags="unread", programmes=[one]), "release", "en"))
