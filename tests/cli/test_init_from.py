"""``init --from``: what an office's own file shows of itself becomes a mapping that reads it."""

from __future__ import annotations

import re
from pathlib import Path

import openpyxl
import pytest

from crosscut.budget import read
from crosscut.cli import init_from, main
from crosscut.errors import CrosscutError

KOREAN = "2026년도 예산 (단위: 백만원),,,\n,,,\n사업코드,세부사업명,소관부처,예산액\nA1,양자,과기부,10\nA2,우주,과기부,20\n,합계,,30\n"
GERMAN = "Kapitel;Bezeichnung;Ressort;Betrag (Tsd. EUR)\n3004;Batterien;BMBF;1.234,5\n3005;Quanten;BMBF;99,0\n"
WIDE = "Programme,Department,2023/24 (£ million),2024/25 (£ million)\nAlpha,DSIT,1,2\nBeta,DSIT,3,4\n"
JAPANESE = "事業番号,事業名,府省,年度,予算額（百万円）\n1,量子,文科省,令和6年度,10\n2,宇宙,文科省,令和6年度,20\n"


def made(tmp_path: Path, name: str, content: bytes) -> Path:
    (tmp_path / name).write_bytes(content)
    init_from.write(tmp_path / "budget", [tmp_path / name])
    folder = tmp_path / "budget"
    toml = folder / "crosscut.toml"
    toml.write_text(toml.read_text(encoding="utf-8").replace('# stage = "requested"', 'stage = "requested"'))
    return folder


@pytest.mark.parametrize(
    ("name", "content", "currency", "amounts"),
    [
        ("a.csv", KOREAN.encode("cp949"), "KRW", {("A1", 2026): 10**7, ("A2", 2026): 2 * 10**7}),
        ("b-2025.csv", GERMAN.encode(), "EUR", {("3004", 2025): 123_450_000, ("3005", 2025): 9_900_000}),
        (
            "c.csv",
            WIDE.encode(),
            "GBP",
            {("Alpha", 2023): 10**8, ("Alpha", 2024): 2 * 10**8, ("Beta", 2023): 3 * 10**8, ("Beta", 2024): 4 * 10**8},
        ),
        ("d.csv", JAPANESE.encode("cp932"), "JPY", {("1", 2024): 10**7, ("2", 2024): 2 * 10**7}),
    ],
)
def test_the_mapping_that_is_written_reads_the_file(tmp_path, name, content, currency, amounts):
    snapshot = read(made(tmp_path, name, content))
    assert snapshot.settings.currency == currency
    lines = snapshot.lines.to_pylist()
    assert {(row["programme"], row["fiscal_year"]): row["amount"] for row in lines} == amounts
    assert {finding.severity.value for finding in snapshot.findings} <= {"info"}


def test_a_workbook(tmp_path):
    book = openpyxl.Workbook()
    for row in (["Budget 2027"], ["id", "name", "agency", "amount (USD million)"], ["A", "n", "NSF", 1.5]):
        book.active.append(row)
    book.save(tmp_path / "e.xlsx")
    snapshot = read(made(tmp_path, "e.xlsx", (tmp_path / "e.xlsx").read_bytes()))
    assert [(row["fiscal_year"], row["amount"]) for row in snapshot.lines.to_pylist()] == [(2027, 150_000_000)]


def test_what_the_file_does_not_say_is_left_to_decide(tmp_path):
    (tmp_path / "a.csv").write_text("id,name,amount\nA,n,1\n")
    assert init_from.write(tmp_path / "budget", [tmp_path / "a.csv"]) == [
        "currency",
        "sources/a.csv: unit",
        "sources/a.csv: fiscal_year",
        "sources/a.csv: stage",
    ]
    findings = read(tmp_path / "budget").findings
    assert [finding.rule for finding in findings] == [
        "missing-mapping",
        "missing-mapping",
        "unknown-currency",
        "unknown-unit",
    ]
    assert {finding.severity.value for finding in findings} == {"fatal"}


def test_a_folder_that_holds_something_and_a_file_that_is_none(tmp_path):
    (tmp_path / "a.csv").write_text("id\n")
    with pytest.raises(CrosscutError, match="not empty"):
        init_from.write(tmp_path, [tmp_path / "a.csv"])
    with pytest.raises(CrosscutError, match="no file"):
        init_from.write(tmp_path / "new", [tmp_path / "gone.csv"])


def test_columns_whose_headers_are_areas_are_tags_of_the_list_that_knows_them(tmp_path):
    text = (
        "사업코드,사업명,부처,예산(백만원),st_인공지능,st_양자,st_수소,st_total\nA,a,m,10,4,3,0,7\nB,b,m,20,0,20,0,20\n"
    )
    folder = made(tmp_path, "a-2026.csv", text.encode())
    toml = (folder / "crosscut.toml").read_text(encoding="utf-8")
    assert 'taxonomy = "kr-cet-2022"' in toml
    assert 'prefix = "st_"' in toml
    assert 'ignore = ["total"]' in toml
    snapshot = read(folder)
    assert {row["programme"]: row["amount"] for row in snapshot.lines.to_pylist()} == {"A": 10**7, "B": 2 * 10**7}
    assert {(row["programme"], row["area"]): row["amount"] for row in snapshot.tags.to_pylist()} == {
        ("A", "ai"): 4 * 10**6,
        ("A", "quantum"): 3 * 10**6,
        ("B", "quantum"): 2 * 10**7,
    }


def test_columns_of_areas_without_a_prefix_are_named_one_by_one(tmp_path):
    text = (
        "id,name,ministry,amount (EUR million),Quantum technologies,Biotechnologies,Energy technologies,x\n"
        "A,a,m,9,1,2,3,4\n"
    )
    toml = (made(tmp_path, "a.csv", text.encode()) / "crosscut.toml").read_text(encoding="utf-8")
    named = [f'"{name}" = ' in toml for name in ("Quantum technologies", "Biotechnologies", "Energy technologies")]
    assert all(named)
    assert 'taxonomy = "eu-cta-2023"' in toml
    assert '"x"' in toml.split("skip")[1].splitlines()[0]
    two = "id,name,ministry,amount (EUR million),Quantum technologies,x\nA,a,m,9,1,4\n"
    (tmp_path / "two").mkdir()
    assert "tags" not in (made(tmp_path / "two", "b.csv", two.encode()) / "crosscut.toml").read_text(encoding="utf-8")


def test_a_file_that_names_parents_is_of_subprogrammes(tmp_path):
    whole = "id,name,ministry,amount\nA,Alpha,m,10\nB,Beta,m,20\n"
    parts = "parent_id,id,parent_name,name,amount\nA,A1,Alpha,One,4\nA,A2,Alpha,Two,6\nB,B1,Beta,Three,20\n"
    (tmp_path / "programmes.csv").write_text(whole)
    (tmp_path / "parts.csv").write_text(parts)
    init_from.write(tmp_path / "budget", [tmp_path / "programmes.csv", tmp_path / "parts.csv"])
    toml = tmp_path / "budget" / "crosscut.toml"
    said = toml.read_text(encoding="utf-8")
    for wrong, right in (("# stage", "stage"), ("# fiscal_year", "fiscal_year"), ('"decide"', '"million"')):
        said = said.replace(wrong, right)
    toml.write_text(said.replace('currency = "million"', 'currency = "EUR"'))
    snapshot = read(tmp_path / "budget")
    assert sorted(snapshot.subprogrammes["subprogramme"].to_pylist()) == ["A1", "A2", "B1"]
    assert snapshot.subprogrammes["programme"].to_pylist() == ["A", "A", "B"]
    assert not [each for each in snapshot.findings if each.severity.value != "info"]


UNITS = "사업코드,사업명,부처,단위,예산\nA,a,m,백만원,10\nB,b,m,천원,500\n"
CURRENCIES = "id;name;ministry;Währung;Betrag in Mio.\nA;a;m;EUR;10\nB;b;m;USD;5\nC;c;m;EUR;7\n"


def test_units_and_currencies_of_rows_are_mapped_and_never_skipped(tmp_path):
    folder = made(tmp_path, "a-2026.csv", UNITS.encode())
    assert 'unit = "단위"' in (folder / "crosscut.toml").read_text(encoding="utf-8")
    assert {row["programme"]: row["amount"] for row in read(folder).lines.to_pylist()} == {"A": 10**7, "B": 500_000}
    (tmp_path / "other").mkdir()
    toml = (made(tmp_path / "other", "b.csv", CURRENCIES.encode()) / "crosscut.toml").read_text(encoding="utf-8")
    assert 'currency = "Währung"' in toml
    assert 'currency = "EUR"' in toml


def test_what_may_tell_rows_apart_is_left_for_check_to_ask(tmp_path):
    text = "id,name,ministry,Type,Region,Betrag (Mio. EUR)\nA,a,m,Revenue,N,1\nB,b,m,Expenditure,S,2\n"
    folder = made(tmp_path, "b-2025.csv", text.encode())
    assert 'skip = ["Region"]' in (folder / "crosscut.toml").read_text(encoding="utf-8")
    assert "measure-by-row" in {each.rule for each in read(folder).findings}


def test_the_header_is_shown_while_the_unit_is_undecided(tmp_path, capfd):
    made(tmp_path, "a.csv", b"id,name,ministry,amount\nA,a,m,1\nB,b,m,2\n")
    with pytest.raises(SystemExit):
        main(["check", str(tmp_path / "budget")])
    said = capfd.readouterr().out
    assert "2 rows, none read before what is left is decided" in said
    assert "header in row 1: programme = id, name = name, ministry = ministry, amounts = amount" in said


def test_each_thing_left_to_decide_is_told_how_on_the_first_screen(tmp_path, crosscut):
    (tmp_path / "a.csv").write_text("id,name,amount\nA,n,1\n")
    init_from.write(tmp_path / "budget", [tmp_path / "a.csv"])
    screen = crosscut("check", tmp_path / "budget").out
    for setting in ("source.fiscal_year", "source.stage", "currency", "source.unit"):
        assert re.search(rf"→ (?:State|Write) {re.escape(setting)}\b", screen), setting


@pytest.mark.parametrize(
    ("name", "content"), [("a.xlsx", bytes(range(256)) * 12), ("b.csv", b""), ("c.xlsx", b"PK\x03\x04cut")]
)
def test_a_file_that_is_no_table_is_named_once_and_its_causes_are(tmp_path, name, content):
    (tmp_path / name).write_bytes(content)
    with pytest.raises(CrosscutError) as told:
        init_from.write(tmp_path / "budget", [tmp_path / name])
    assert str(told.value).count(name) == 1
    assert "it is empty, damaged or no table" in str(told.value)
    assert not (tmp_path / "budget").exists()


@pytest.mark.parametrize(
    ("content", "kind"), [(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", "a PDF document"), (b"<html><table>", "a web page")]
)
def test_a_document_called_a_workbook_is_called_what_it_is(tmp_path, content, kind):
    (tmp_path / "a.xls").write_bytes(content)
    with pytest.raises(CrosscutError, match=f"this is {kind}, from which no table is read"):
        init_from.write(tmp_path / "budget", [tmp_path / "a.xls"])
