"""``init --from`` on tables of offices whose codes, years and stages stand where no header names them."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from crosscut.budget import read
from crosscut.cli import init_from
from tests.cli.strangers_files import amounts, loud, written

M = 1_000_000
TWO_ROWS = [
    ["Programme code", "Programme", "Ministry", "2025", None, None, "2026", None],
    [None, None, None, "Request", "Approved", "Actual", "Request", "Approved"],
    ["P1", "A", "M", 1, 2, 3, 4, 5],
    ["P2", "B", "M", 1, 2, 3, 4, 5],
    [None, "Total", None, 2, 4, 6, 8, 10],
    ["EUR million"],
]
YEARS_ABOVE = [
    [None, None, None, 2025, 2026],
    ["Code", "Name", "Ministry", "Actual", "Approved"],
    ["P1", "A", "M", 1, 2],
    ["(USD thousand)"],
]
SOLL_IST = [
    ["Haushalt 2026"],
    ["Titel", "Zweckbestimmung", "Ressort", "Soll", "Ist"],
    ["685 10", "Zuschüsse", "BMBF", 100, 90],
    ["in Tsd. €"],
]
MAY = {"stage": '"requested"', "fiscal_year": "2026"}


def sheet(path: Path, rows: list[list[object]], merged: tuple[str, ...] = (), title: str = "Budget") -> None:
    book = openpyxl.Workbook()
    book.active.title = title
    for row in rows:
        book.active.append(row)
    for cells in merged:
        book.active.merge_cells(cells)
    book.save(path)


@pytest.mark.parametrize(
    ("text", "left", "expected"),
    [
        pytest.param(
            "编码,名称,部门,2025年度,,2026年度,\n,,,预算数,决算数,预算数,决算数\n101,甲,科技部,10,9,12,11\n单位：万元,,,,,,\n",
            set(),
            {
                "101 2025 confirmed": 100_000 * 100,
                "101 2025 executed": 90_000 * 100,
                "101 2026 confirmed": 120_000 * 100,
                "101 2026 executed": 110_000 * 100,
            },
            id="years above plans and accounts",
        ),
        pytest.param(
            "Code,Programme,Department,Plan (£m),Outturn (£m)\nR1,ARIA,DSIT,12,10\nR2,MRC,DSIT,30,28\n",
            {"fiscal_year", "stage"},
            {
                "R1 2026 requested": 1200 * M,
                "R1 2026 executed": 1000 * M,
                "R2 2026 requested": 3000 * M,
                "R2 2026 executed": 2800 * M,
            },
            id="a plan beside an outturn",
        ),
        pytest.param(
            "年度,番号,事業名,府省,区分,金額（百万円）\n令和6年度,1,A,文科省,当初予算,100\n令和6年度,1,A,文科省,執行額,90\n",
            set(),
            {"1 2024 confirmed": 100 * M, "1 2024 executed": 90 * M},
            id="a column of stages",
        ),
        pytest.param(
            "연도,코드,사업명,부처,구분,금액(억원)\n2025,1,가,과기부,신규,100\n2025,2,나,과기부,계속,50\n",
            {"stage"},
            {"1 2025 requested": 10_000 * M, "2 2025 requested": 5_000 * M},
            id="a column of other kinds",
        ),
        pytest.param(
            "Year,Code,Programme,Agency,Type,Amount (EUR million)\n2025,P1,A,X,Budget,10\n2025,P1,A,X,Actual,9\n",
            set(),
            {"P1 2025 Budget": 1000 * M, "P1 2025 Actual": 900 * M},
            id="stages of the office's own words",
        ),
        pytest.param(
            "115年度中央政府科技預算,,,\n計畫編號,計畫名稱,主管機關,預算數（千元）\nA1,半導體,國科會,1000\n",
            {"stage"},
            {"A1 2026 requested": 100 * M},
            id="a year of Taiwan in the title",
        ),
        pytest.param(
            "計畫編號,計畫名稱,主管機關,114年度法定預算(千元),115年度預算案(千元)\nA1,半導體,國科會,900,1000\n",
            set(),
            {"A1 2025 confirmed": 90 * M, "A1 2026 proposed": 100 * M},
            id="years of Taiwan in headers",
        ),
        pytest.param(
            "コード,事業,省庁,令和5年度決算額（億円）,令和7年度概算要求額（億円）\nX1,宇宙,文科省,1,3\n",
            set(),
            {"X1 2023 executed": 100 * M, "X1 2025 requested": 300 * M},
            id="eras before stages",
        ),
        pytest.param(
            "Projet,Intitulé,Ministère,LFI 2025 (M€),PLF 2026 (M€)\n172,Recherches,MESR,10,11\n193,Spatial,MESR,5,6\n",
            set(),
            {
                "172 2025 confirmed": 1000 * M,
                "172 2026 proposed": 1100 * M,
                "193 2025 confirmed": 500 * M,
                "193 2026 proposed": 600 * M,
            },
            id="codes under a word for names",
        ),
        pytest.param(
            "Stand: 15.03.2025,,,\nSchlüssel,Bezeichnung,Ressort,Betrag (Mio. €)\n1a,Forschung,BMBF,100\n2a,Lehre,BMBF,5\n",
            {"stage", "fiscal_year"},
            {"1a 2026 requested": 10_000 * M, "2a 2026 requested": 500 * M},
            id="a day is no fiscal year",
        ),
        pytest.param(
            "Code,Programme,Agency,Q1 2026,Q2 2026,Q3 2026,Q4 2026,Total 2026 (EUR million)\n"
            "A,a,X,1,2,3,4,10\nB,b,X,1,1,1,1,4\n",
            {"stage"},
            {"A 2026 requested": 1000 * M, "B 2026 requested": 400 * M},
            id="quarters beside their year",
        ),
    ],
)
def test_tables_of_text(tmp_path, text, left, expected):
    (tmp_path / "a.csv").write_text(text, encoding="utf-8")
    decided, snapshot = written(tmp_path, "a.csv", **MAY)
    assert (decided, amounts(snapshot), loud(snapshot)) == (left, expected, [])


@pytest.mark.parametrize(
    ("rows", "merged", "expected"),
    [
        (
            TWO_ROWS,
            ("D1:F1", "G1:H1"),
            {
                f"P{number} {year} {stage}": amount * 100 * M
                for number in (1, 2)
                for year, stage, amount in (
                    (2025, "requested", 1),
                    (2025, "confirmed", 2),
                    (2025, "executed", 3),
                    (2026, "requested", 4),
                    (2026, "confirmed", 5),
                )
            },
        ),
        (YEARS_ABOVE, (), {"P1 2025 executed": 100_000, "P1 2026 confirmed": 200_000}),
        (SOLL_IST, (), {"685 10 2026 confirmed": 10 * M, "685 10 2026 executed": 9 * M}),
    ],
)
def test_workbooks(tmp_path, rows, merged, expected):
    sheet(tmp_path / "a.xlsx", rows, merged)
    left, snapshot = written(tmp_path, "a.xlsx")
    assert (left, amounts(snapshot), loud(snapshot)) == (set(), expected, [])


def test_the_year_of_a_sheet(tmp_path):
    rows: list[list[object]] = [["단위: 억원"], ["사업코드", "사업명", "부처", "예산액"], ["1", "가", "과기부", 100]]
    sheet(tmp_path / "a.xlsx", rows, title="2026년 예산")
    left, snapshot = written(tmp_path, "a.xlsx", **MAY)
    assert (left, amounts(snapshot)) == ({"stage"}, {"1 2026 requested": 10_000 * M})


def test_words_of_a_stage_that_nobody_knows_are_left_to_decide(tmp_path):
    lines = "".join(f"{n},{n * 7}x,X,{said} reading,2026,{n}\n" for n in (1, 2, 3) for said in ("First", "Second"))
    (tmp_path / "a.csv").write_text(f"Line,Programme,Agency,Stage,Year,Amount (USD million)\n{lines}")
    left, snapshot = written(tmp_path, "a.csv")
    assert left == {"stages"}
    assert amounts(snapshot)["1 2026 Second reading"] == 100 * M


def test_stages_of_one_file_stand_beside_the_usual_ones_of_another(tmp_path):
    (tmp_path / "a.csv").write_text("Code,Programme,Year,Type,Amount (£m)\nA,a,2025,Plan,1\nA,a,2025,Outturn,2\n")
    (tmp_path / "b.csv").write_text("Code,Programme,2024 request (£m),2024 actual (£m)\nA,a,3,4\n")
    init_from.write(tmp_path / "made", [tmp_path / "a.csv", tmp_path / "b.csv"])
    snapshot = read(tmp_path / "made")
    assert sorted(amounts(snapshot)) == ["A 2024 executed", "A 2024 requested", "A 2025 Outturn", "A 2025 Plan"]
    assert loud(snapshot) == []
