"""A ministry's sheet read into the form: each value with the words it comes from, and nothing before it is picked."""

from __future__ import annotations

import io
from pathlib import Path

import docx
import pytest

from crosscut.workspace.filing.word_sheets import document_of, read_sheet
from crosscut.workspace.words import word
from tests.workspace.conftest import Season, token_of

KEY, NAME = "KR24-1-02", "AI반도체첨단이종집적기술개발"
REAL = Path(__file__).parents[2].parent / "shared" / "data" / "kr_budget_documents"


def sheet(name: str = NAME, year: int = 2025, amount: str = "9,200", unit: str = "(단위: 백만원, %)") -> bytes:
    paper = docx.Document()
    for line in ("사 업 명", f"(1) {name} (1131-300)", "1. 사업기간 : 2023년 ~ 2027년", f"2. 예산 총괄표 {unit}"):
        paper.add_paragraph(line)
    table = paper.add_table(rows=2, cols=4)
    for place, text in enumerate(("사업명", f"{year - 1}년 예산", f"{year}년 요구", "증감")):
        table.cell(0, place).text = text
    for place, text in enumerate((name, "8,300", amount, "900")):
        table.cell(1, place).text = text
    for line in ("3. 사업목적·내용", "- 이종집적 공정을 개발함", "4. 증감 사유", "- 장비 도입을 앞당김"):
        paper.add_paragraph(line)
    out = io.BytesIO()
    paper.save(out)
    return out.getvalue()


def send(season: Season, content: bytes, programme: str = "", client=None):
    client = client or season.writer
    form = {"token": token_of(client), "programme": programme}
    files = {"sheet": ("요구서.docx", content)}
    return client.post(f"{season.draft()}/sheet", data=form, files=files, headers={"accept-language": "en"})


def test_every_field_is_found_with_its_words_and_place() -> None:
    found = read_sheet(document_of(sheet(), "요구서.docx"), 2025)
    said = {each.field: each.value for each in found.proposals}
    assert said == {
        "name": NAME,
        "text": "- 이종집적 공정을 개발함",
        "start": "2023",
        "end": "2027",
        "amount": "9,200백만원",
        "reason": "- 장비 도입을 앞당김",
    }
    amount = next(each for each in found.proposals if each.field == "amount")
    assert amount.place == f"요구서.docx · 표 1 · {NAME} · 2025년 요구"
    assert amount.words == "9,200 (백만원)"


@pytest.mark.draws
def test_nothing_stands_in_the_draft_before_a_person_picked_it(season: Season) -> None:
    page = send(season, sheet())
    assert "What the sheet proposes" in page.text
    assert "9,200 (백만원)" in page.text
    line = f"{season.api()}/programmes/{KEY}"
    assert season.writer.get(line).json()["version"] == 0
    form = {"token": token_of(season.writer)}
    season.writer.post(page.url.path, data=form)
    assert season.writer.get(line).json()["version"] == 0
    page = send(season, sheet())
    places = [each for each in range(9) if f'name="change_{each}" value="now" required' in page.text]
    assert len(places) >= 3
    season.writer.post(page.url.path, data={**form, **{f"change_{each}": "sheet" for each in places}})
    told = season.writer.get(line).json()
    assert (told["amount"], told["reason"]) == (9_200_000_000, "- 장비 도입을 앞당김")
    assert told["sources"]["amount"].startswith("요구서.docx · 표 1")


def test_what_is_of_another_year_or_without_a_unit_is_told_and_not_proposed(season: Season) -> None:
    other = send(season, sheet(year=2031))
    assert "amounts of 2030, 2031 and none of 2025" in other.text
    bare = send(season, sheet(unit=""))
    assert "9,200 stands without a unit" in bare.text
    for page in (other, bare):
        assert "Amount asked for ·" not in page.text


def test_a_sheet_of_an_unknown_programme_asks_whose_it_is(season: Season) -> None:
    answer = send(season, sheet(name="처음 보는 사업"))
    assert answer.status_code == 422
    assert "처음 보는 사업" in answer.text
    assert "9,200" in send(season, sheet(name="처음 보는 사업"), KEY).text
    page = send(season, sheet(name="처음 보는 사업"), "new")
    assert 'name="new_0" value="sheet" required>' in page.text
    season.writer.post(page.url.path, data={"token": token_of(season.writer), "new_0": "sheet"})
    told = season.writer.get(f"{season.api()}/programmes/new-1").json()
    assert (told["name"], told["amount"]) == ("처음 보는 사업", 9_200_000_000)


@pytest.mark.draws
def test_what_is_no_sheet_is_refused_in_a_line(season: Season) -> None:
    assert "cannot be read" in send(season, b"no document").text
    assert season.stranger.post(f"{season.draft()}/sheet", data={"token": token_of(season.stranger)}).status_code == 404


def test_a_program_is_told_what_a_sheet_proposes(season: Season) -> None:
    headers = {"x-form-token": token_of(season.writer), "content-type": "application/octet-stream"}
    place = f"{season.api()}/sheet?name=a.docx"
    told = season.writer.post(place, content=sheet(), headers=headers).json()
    found = {each["field"]: each for each in told["changes"]}
    assert found["amount"]["proposed"] == "9200000000"
    assert found["amount"]["words"] == "9,200 (백만원)"
    assert season.writer.get(f"{season.api()}/programmes/{KEY}").json()["version"] == 0


def foreign(ministry: str = "국토교통부", name: str = "소규모주택정비사업") -> bytes:
    paper = docx.Document(io.BytesIO(sheet(name)))
    table = paper.add_table(rows=2, cols=3)
    for row, texts in enumerate((("구분", "소관", "분야"), ("코드", f"23 {ministry}", "080"))):
        for place, text in enumerate(texts):
            table.cell(row, place).text = text
    out = io.BytesIO()
    paper.save(out)
    return out.getvalue()


def test_the_sheet_of_another_programme_is_told_before_anything_is_taken(season: Season) -> None:
    page = send(season, foreign(), KEY)
    assert word("word_sheet_strange").en in page.text
    for said in ("소규모주택정비사업", "Ministry of Land", "1131-300"):
        assert said in page.text[page.text.index('id="strange"') : page.text.index("<table")], said
    assert word("word_sheet_every_but_name").en in page.text
    form = {"token": token_of(season.writer), "every": "yes"}
    season.writer.post(page.url.path, data=form)
    told = season.writer.get(f"{season.api()}/programmes/{KEY}").json()
    assert (told["name"], told["amount"]) == (NAME, 9_200_000_000)


def test_the_sheet_of_the_programme_itself_is_not_told_to_be_strange(season: Season) -> None:
    assert word("word_sheet_strange").en not in send(season, foreign("과학기술정보통신부", NAME)).text


def test_a_name_that_the_ministry_does_not_have_is_said_with_whose_it_is(season: Season) -> None:
    assert "has no programme called" in send(season, sheet(name="처음 보는 사업")).text
    page = send(season, foreign()).text
    assert "Ministry of Land" in page
    assert "has no programme called “소규모주택정비사업”" in page


def test_a_sheet_has_its_own_words_on_the_page_and_in_the_record(season: Season) -> None:
    page = send(season, foreign(), KEY)
    assert word("downloaded").en not in page.text
    assert "row read" not in page.text
    season.writer.post(page.url.path, data={"token": token_of(season.writer), "every": "yes"})
    kept = season.auditor.get("/record?lang=ko").text
    assert word("act_sheet_take").ko in kept
    assert word("act_workbook_take").ko not in kept
    assert f"({KEY}): 5개 항목" in kept


def test_words_that_are_cut_say_so() -> None:
    paper = docx.Document()
    for line in ("사업명", NAME, "사업목적", "가" * 3000):
        paper.add_paragraph(line)
    out = io.BytesIO()
    paper.save(out)
    found = read_sheet(document_of(out.getvalue(), "a.docx"), 2025)
    text = next(each for each in found.proposals if each.field == "text")
    assert text.words.endswith("…")
    assert text.value.endswith("…")


@pytest.mark.real
@pytest.mark.parametrize(
    ("file", "name", "amount"),
    [
        ("고용노동부_내일배움카드(일반).pdf", "내일배움카드(일반)", "584,906백만원"),
        ("국토교통부_소규모주택정비사업.pdf", "소규모주택정비사업", "413,600백만원"),
        ("보건복지부_생계급여.pdf", "생계급여", "7,541,072백만원"),
    ],
)
def test_real_sheets_of_ministries_are_read(file: str, name: str, amount: str) -> None:
    if not REAL.is_dir():
        pytest.skip("../shared is absent")
    found = read_sheet(document_of((REAL / file).read_bytes(), file), 2024)
    assert (found.value("name"), found.value("amount")) == (name, amount)
    assert len(found.value("text")) > 80
