"""Themes of an office's own beside a bundled list, in English alone, of one year: no word of what is not there."""

from __future__ import annotations

import html
import json
import re
import shutil
from collections.abc import Sequence
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from crosscut.exports.documents.content import Facts, write_document
from crosscut.exports.documents.model import Document, DocumentTable, Heading, Paragraph, Text, plain
from crosscut.exports.site import data
from crosscut.exports.site.registry import all_pages
from crosscut.exports.site.views import SiteViews
from crosscut.exports.words import WORDS as ALL_WORDS
from crosscut.figures import Printed
from crosscut.text.own_words import in_words_of
from crosscut.views.publication import Publication
from crosscut.workbench.build import build
from crosscut.workbench.complete import followed, reviewed
from crosscut.workbench.opening import open_run
from crosscut.workbench.publish import publish
from tests.site.conftest import NOW
from tests.site.site_builder import MILLION, Programme
from tests.site.site_builder import publish as publish_programmes

SETTINGS = """title = "Water research 2026"
currency = "AUD"
taxonomy = "us-cet-2024"
languages = ["en"]
[[extra_area]]
id = "coasts"
name = { en = "Coasts" }
[[extra_area]]
id = "fresh"
name = { en = "Fresh water" }
[[source]]
file = "sources/p.csv"
unit = "thousand"
fiscal_year = 2026
stage = "confirmed"
columns = { programme = "id", name = "name", ministry = "agency", amount = "amount" }
"""
WORDS = (
    '[en]\nministry = "agency"\nministries = "agencies"\nprogramme = "grant"\nprogrammes = "grants"\n'
    '"R&D budget" = "water budget"\n'
)
CHANGE = re.compile(r"\b(rose|fell|cut|earlier|change|up by|down by|increase|decrease)\b", re.IGNORECASE)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("water") / "budget"
    rows = "W9,x,AIMS,50\n" + "".join(f"W{n},Project {n},{('CSIRO', 'AIMS')[n % 2]},{100 + n * 37}\n" for n in range(8))
    decided = "".join(f"W{n},{('coasts', 'fresh')[n % 2]},1,1,Kim,read it\n" for n in range(6))
    for name, text in {
        "crosscut.toml": SETTINGS,
        "words.toml": WORDS,
        "sources/p.csv": f"id,name,agency,amount\n{rows}",
        "decisions/d.csv": f"programme,area,numerator,denominator,decided_by,reason\n{decided}",
    }.items():
        (made / name).parent.mkdir(parents=True, exist_ok=True)
        (made / name).write_text(text, encoding="utf-8")
    return made


@pytest.fixture(scope="module")
def shown(folder: Path) -> Publication:
    return reviewed(followed(open_run(folder)))


def texts_of(path: Path) -> list[str]:
    sheets = CalamineWorkbook.from_path(path)
    rows = [row for name in sheets.sheet_names for row in sheets.get_sheet_by_name(name).to_python()]
    return [cell for row in rows for cell in row if isinstance(cell, str)]


def said(document: Document) -> str:
    return "\n".join(plain(each.text) for each in document.blocks if isinstance(each, Paragraph | Heading))


@pytest.mark.parametrize("kind", ["release", "report"])
def test_documents_speak_of_no_empty_area_and_of_no_change(shown: Publication, kind: str) -> None:
    document = write_document(Facts(shown), kind, "en")
    text = said(document)
    assert "Coasts" in text
    assert "Hypersonics" not in text
    assert "not itemised:" not in text
    assert "Areas not itemised" not in text
    assert not CHANGE.findall(text.split("Method and checks")[0])
    assert "counted more than once" not in text


@pytest.mark.parametrize("language", ["en", "ko"])
@pytest.mark.parametrize("named", [True, False])
def test_a_release_that_names_every_programme_speaks_of_no_rest(language: str, named: bool) -> None:
    made = [Programme("P1", "사업", "부처", "", {NOW: 5 * MILLION}, {"ai": 5 * MILLION})]
    beside = [] if named else [Programme("P2", "다른 사업", "부처", "", {NOW: 3 * MILLION}, {})]
    document = write_document(Facts(publish_programmes([*made, *beside])), "release", language)  # type: ignore[arg-type]
    rest = {"en": "What is not itemised here", "ko": "따로 적지 않은 금액"}[language]
    rows = [row for block in document.blocks if isinstance(block, DocumentTable) for row in block.rows]
    assert (rest in said(document)) is not named
    assert any(plain(row.cells[0]) == ALL_WORDS["doc_rest"][language] for row in rows) is not named  # type: ignore[index]


@pytest.fixture(scope="module")
def converted(tmp_path_factory: pytest.TempPathFactory) -> Publication:
    made = tmp_path_factory.mktemp("rates") / "budget"
    rate = '[[rate]]\ncurrency = "JPY"\nrate = "0.0098"\ncitation = "RBA"\n'
    source = SETTINGS.replace('unit = "thousand"', 'unit = "units"').replace("amount =", 'currency = "cur", amount =')
    (made / "sources").mkdir(parents=True)
    (made / "crosscut.toml").write_text(source + rate, encoding="utf-8")
    rows = "id,name,agency,amount,cur\nW1,Reefs,AIMS,70.55,AUD\nW2,Tides,AIMS,9000,JPY\n"
    (made / "sources/p.csv").write_text(rows, encoding="utf-8")
    return reviewed(followed(open_run(made)))


@pytest.mark.parametrize("kind", ["release", "brief", "report"])
def test_every_document_says_at_which_rate_amounts_were_converted(converted: Publication, kind: str) -> None:
    document = write_document(Facts(converted), kind, "en")
    texts = [plain(text) for block in document.blocks for text in texts_in(block)]
    assert any("Converted: amounts in JPY at 1 JPY = 0.0098 AUD (RBA)." in text for text in texts)


def texts_in(block: object) -> Sequence[Text]:
    if isinstance(block, DocumentTable):
        return block.notes
    return (block.text,) if isinstance(block, Paragraph | Heading) else ()


def test_the_report_counts_what_an_area_holds_in_the_offices_words(shown: Publication) -> None:
    with in_words_of(shown.words):
        text = said(write_document(Facts(shown), "report", "en"))
    assert re.search(r" in \d+ grants\.", text)
    assert not re.search(r"\bprogrammes?\b", text)


@pytest.fixture(scope="module")
def out(folder: Path) -> Path:
    publish(folder, folder.parent / "out", ["docx", "datapackage", "site"])
    return folder.parent / "out"


def test_the_site_has_pages_of_the_own_areas_alone(out: Path) -> None:
    pages = list((out / "site/en").glob("*.html"))
    assert {path.stem for path in pages if path.stem.startswith("area-")} == {"area-coasts", "area-fresh"}
    text = "".join(path.read_text(encoding="utf-8") for path in pages)
    assert "Hypersonics" not in text
    assert "Korean" not in text
    assert not re.findall(r"technology area|sub-technolog", text, re.IGNORECASE)
    assert "Agency by area" in text


@pytest.mark.slow
def test_a_publication_in_english_alone_has_no_korean_chart_and_the_offices_words(out: Path) -> None:
    assert not [path for path in out.rglob("*") if ".ko." in path.name or path.name == "words-ko.js"]
    charts = json.loads((out / "charts/charts.json").read_text(encoding="utf-8"))
    assert {language for chart in charts["charts"] for language in chart["title"]} == {"en"}
    catalogue = (out / "datapackage/dcat.jsonld").read_text(encoding="utf-8")
    assert "R&D" not in catalogue
    assert "Amounts by area, agency, year and stage" in catalogue


def test_pages_in_english_alone_and_the_data_that_they_load_hold_no_korean(out: Path) -> None:
    own = (path for path in (out / "site").rglob("*") if path.suffix in (".html", ".js", ".json", ".svg", ".xml"))
    said = {path.name: path.read_text(encoding="utf-8") for path in own if path.parent.name != "static"}
    assert "names.js" in said
    assert not [name for name, text in said.items() if re.search("[가-힣]", text)]


def test_what_the_desk_in_english_alone_loads_holds_no_korean_either(folder: Path, tmp_path: Path) -> None:
    own = shutil.copytree(folder, tmp_path / "own")
    policy = 'unit = "thousand"\nprevious = { source = "request" }\n[ceiling]\namount = "1 million"\nuse = "all"\n'
    (own / "policy.toml").write_text(policy, encoding="utf-8")
    views = SiteViews(reviewed(followed(open_run(own))))
    made = {name: make(Printed()) for _, page in all_pages(views) for name, make in page.data.items()}
    loaded = {**made, "findings": data.findings(views.findings, views.publication.settings.languages)}
    assert loaded.keys() >= {"list-plan", "list-review"}
    assert loaded["list-review"]["rows"]
    assert loaded["list-plan"]["texts"]
    assert not [name for name, value in loaded.items() if re.search("[가-힣]", json.dumps(value, ensure_ascii=False))]


def test_shares_of_an_office_are_told_in_its_own_words(out: Path) -> None:
    pages = "".join(path.read_text(encoding="utf-8") for path in sorted((out / "site/en").glob("ministry-*.html")))
    assert "of the agency's budget" in html.unescape(pages)
    assert "ministry's" not in html.unescape(pages)


def test_the_desk_and_its_workbook_ask_in_the_offices_words(folder: Path, tmp_path: Path) -> None:
    build(folder, tmp_path)
    asks = "Return it to the agency to be named."
    assert asks in (tmp_path / "desk/en/review.html").read_text(encoding="utf-8")
    assert any(asks in path.read_text(encoding="utf-8") for path in (tmp_path / "desk/en").glob("review-*.html"))
    cells = [*texts_of(tmp_path / "desk/workbook.xlsx"), *texts_of(tmp_path / "workbook.xlsx")]
    assert asks in cells
    assert {"Agency", "Agency by area"} <= set(cells)
    assert not [cell for cell in cells if re.search(r"\bministry\b", cell, re.IGNORECASE) and "=" not in cell]


def test_a_remainder_is_still_told_apart_from_the_areas_that_are_itemised(korea_facts: Facts) -> None:
    assert korea_facts.added == {"not-itemised"}
    assert "Areas not itemised" in said(write_document(korea_facts, "release", "en"))
