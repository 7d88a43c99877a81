"""``init --from`` on tables with a column an account, chapters of ministries, and codes that look like decimals."""

from __future__ import annotations

from pathlib import Path

import pytest

from .test_init_from_strangers import loud, written

STAGE = '"confirmed"'


def by_account(folder: Path, text: str, year: str) -> dict[str, int]:
    (folder / "a.csv").write_text(text, encoding="utf-8")
    left, snapshot = written(folder, "a.csv", stage=STAGE, fiscal_year=year)
    assert left <= {"stage", "fiscal_year"}
    assert loud(snapshot) == []
    return {
        f"{r['programme']} {r['fiscal_year']} {r['account']}": r["amount"] // 10**6 for r in snapshot.lines.to_pylist()
    }


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "사업코드,사업명,부처,2026년 일반회계(백만원),2026년 특별회계(백만원)\nA1,인공지능,과기부,100,50\nA2,우주,우주청,200,\n",
            {"A1 2026 일반회계": 100, "A1 2026 특별회계": 50, "A2 2026 일반회계": 200},
            id="of one year",
        ),
        pytest.param(
            "사업코드,사업명,부처,일반회계(백만원),기금(백만원)\nA1,인공지능,과기부,100,50\nA2,우주,우주청,200,7\n",
            {"A1 2026 일반회계": 100, "A1 2026 기금": 50, "A2 2026 일반회계": 200, "A2 2026 기금": 7},
            id="of no year",
        ),
        pytest.param(
            "事業番号,事業名,府省,令和7年度 一般会計（百万円）,令和7年度 特別会計（百万円）,令和8年度 一般会計（百万円）\n"
            "X1,宇宙,文科省,1,2,3\nX2,量子,内閣府,4,5,6\n",
            {
                "X1 2025 一般会計": 1,
                "X1 2025 特別会計": 2,
                "X1 2026 ": 3,
                "X2 2025 一般会計": 4,
                "X2 2025 特別会計": 5,
                "X2 2026 ": 6,
            },
            id="of two years",
        ),
        pytest.param(
            "사업코드,사업명,부처,일반회계(백만원),특별회계(백만원),합계(백만원)\nA1,가,과기부,100,50,150\nA2,나,우주청,200,7,207\n",
            {"A1 2026 ": 150, "A2 2026 ": 207},
            id="beside their sum",
        ),
    ],
)
def test_a_column_an_account(tmp_path, text, expected):
    assert by_account(tmp_path, text, "2026") == expected


def test_columns_of_one_year_that_name_no_accounts_are_left_to_decide(tmp_path):
    text = "Programme;Libellé;Ministère;AE 2026 (k€);CP 2026 (k€)\n172;Recherche;MESR;79;78\n193;Spatial;MEF;18;19\n"
    (tmp_path / "a.csv").write_text(text, encoding="utf-8")
    left, snapshot = written(tmp_path, "a.csv")
    assert "wide" in left
    assert snapshot.lines.num_rows == 0


@pytest.mark.parametrize("codes", [False, True])
def test_a_chapter_that_is_called_by_its_ministry_is_one(tmp_path, codes):
    rows = [("333 MŠMT", "P1", "Výzkum", 1000), ("333 MŠMT", "P2", "Granty", 2500), ("335 MZ", "P3", "Léky", 700)]
    code = "Kód programu;" if codes else ""
    text = f"Kapitola;{code}Název programu;Rozpočet 2026 (tis. Kč)\n" + "".join(
        f"{chapter};{f'{id_};' if codes else ''}{name};{amount}\n" for chapter, id_, name, amount in rows
    )
    (tmp_path / "a.csv").write_text(text, encoding="utf-8")
    _, snapshot = written(tmp_path, "a.csv", stage=STAGE)
    found = dict(zip(*(snapshot.programmes[key].to_pylist() for key in ("programme", "ministry")), strict=True))
    assert found == {row[1 if codes else 2]: row[0] for row in rows}
    assert loud(snapshot) == []


def test_codes_that_look_like_decimals_below_a_word_for_names(tmp_path):
    text = "Program,Name,Portfolio,2026-27 (AUD thousand)\n1.1,Science,DISR,234\n1.2,Space,DISR,60\n"
    (tmp_path / "a.csv").write_text(text, encoding="utf-8")
    _, snapshot = written(tmp_path, "a.csv", stage=STAGE)
    assert snapshot.programmes["programme"].to_pylist() == ["1.1", "1.2"]


BOOKS = "BudgetBookVersion\tMinistry\tHeadNumber\tHeadName\tBudgetYear\tDataVersion\tDataValue\n" + "".join(
    f"{book}\tM{head % 2}\t{head:02d}\tDepartment {head}\t{book + back}\t{version}\t{head * 100 + book % 10 + rank}\n"
    for book in (2023, 2024)
    for head in range(1, 6)
    for rank, (back, version) in enumerate(((-2, "ACTUAL"), (-1, "ORIGINAL"), (-1, "REVISED"), (0, "ESTIMATE")))
)
"""As Bermuda's budget books are compiled."""


def test_years_of_books_are_no_amounts_and_versions_are_stages(tmp_path):
    (tmp_path / "a.csv").write_text(BOOKS, encoding="utf-8")
    left, snapshot = written(tmp_path, "a.csv", currency='"BMD"', unit='"thousand"')
    assert left == {"currency", "unit", "stages"}
    sums: dict[tuple[int, str], int] = {}
    for row in snapshot.lines.to_pylist():
        sums[row["fiscal_year"], row["stage"]] = sums.get((row["fiscal_year"], row["stage"]), 0) + row["amount"]
    assert sums[2024, "ESTIMATE"] == 100_000 * (1500 + 5 * (4 + 3))
    assert sums[2023, "ESTIMATE"] == 100_000 * (1500 + 5 * (3 + 3))
    assert loud(snapshot) == []


def test_revenue_and_expenditure_by_their_initials_are_asked_about(tmp_path):
    text = "einzelplan;einzelplan-text;einahmen-ausgaben;kapitel;kapitel-text;titel;titel-text;soll\n" + "".join(
        f"0{chapter};Ressort {chapter};{letter};0{chapter}01;Kapitel {chapter};{title};Zweck {chapter} {title};{title % 97}\n"
        for chapter in (1, 2, 3)
        for letter, title in (("E", 11901), ("E", 13201), ("A", 42201), ("A", 68501), ("A", 81201))
    )
    (tmp_path / "hh_2026.csv").write_text(text, encoding="utf-8")
    _, snapshot = written(tmp_path, "hh_2026.csv", stage=STAGE, currency='"EUR"', unit='"thousand"')
    assert {row["programme"] for row in snapshot.lines.to_pylist()} >= {"0101 42201", "0301 81201"}
    assert set(snapshot.programmes["ministry"].to_pylist()) == {"Ressort 1", "Ressort 2", "Ressort 3"}
    assert [line.partition(":")[0] for line in loud(snapshot)] == ["measure-by-row"]
    (asked,) = (finding for finding in snapshot.findings if finding.rule == "measure-by-row")
    assert 'where = { "einahmen-ausgaben" = "A" }' in asked.hint.en
