"""``init --from``: what an office's own file shows of itself becomes a mapping that reads it."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from crosscut.budget import read
from crosscut.cli import init_from
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
