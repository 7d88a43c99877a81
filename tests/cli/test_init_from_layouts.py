"""``init --from`` on what offices leave in their tables: sheets by year, stages in long heads, signs, changes in percent."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from tests.cli.strangers_files import amounts, loud, written

M = 1_000_000


def yearly(path: Path, other: str = "Budget (USD million)", state: str = "visible") -> None:
    book = openpyxl.Workbook()
    book.active.title = "2023"
    for sheet, times, head in ((book.active, 1, "Budget (USD million)"), (book.create_sheet("2024"), 2, other)):
        sheet.append(["Ministry", "Code", "Programme", head])
        sheet.append(["A", "X1", "x", 10 * times])
        sheet.append(["B", "X2", "y", 20 * times])
    book["2024"].sheet_state = state
    book.save(path)


def test_each_sheet_of_a_table_is_a_source(tmp_path):
    yearly(tmp_path / "a.xlsx")
    left, snapshot = written(tmp_path, "a.xlsx", stage='"confirmed"')
    assert (left, loud(snapshot)) == ({"stage"}, [])
    assert {period: each // (100 * M) for period, each in amounts(snapshot).items()} == {
        "X1 2023 confirmed": 10,
        "X2 2023 confirmed": 20,
        "X1 2024 confirmed": 20,
        "X2 2024 confirmed": 40,
    }


@pytest.mark.parametrize(("other", "state"), [("Staff", "visible"), ("Budget (USD million)", "hidden")])
def test_sheets_of_other_columns_and_hidden_ones_are_no_sources(tmp_path, other, state):
    yearly(tmp_path / "a.xlsx", other, state)
    _, snapshot = written(tmp_path, "a.xlsx", stage='"confirmed"')
    assert len(snapshot.settings.source) == 1


@pytest.mark.parametrize(
    ("text", "left", "expected"),
    [
        pytest.param(
            "Fejezet;Cím;Megnevezés;2023. évi eredeti előirányzat (E Ft);2023. évi módosított előirányzat (E Ft)"
            ";2023. évi teljesítés (E Ft)\nKIM;01;A;12 300;12 500;12 100\nHM;02;B;98 000;99 500;95 432\n"
            "Összesen;;;110 300;112 000;107 532\n",
            set(),
            {"01": (1_230_000_000, 1_250_000_000, 1_210_000_000), "02": (9_800_000_000, 9_950_000_000, 9_543_200_000)},
            id="stages within longer heads, and thousand forints",
        ),
        pytest.param(
            "Órgão;Ação;Título;Dotação Inicial;Dotação Corrigida;Execução\nMCTI;20UK;Fomento;R$ 1.500.000,00;"
            "R$ 1.480.000,00;R$ 1.400.000,00\nMEC;0487;Pós;R$ 990.000,50;R$ 995.000,00;R$ 980.000,00\n",
            {"fiscal_year"},
            {"20UK": (150_000_000, 148_000_000, 140_000_000), "0487": (99_000_050, 99_500_000, 98_000_000)},
            id="a currency before each number",
        ),
        pytest.param(
            "主管機關,計畫編號,計畫名稱,113年度法定預算(千元),113年度調整後預算(千元),113年度決算(千元)\n國科會,A01,基礎,100,110,-\n國科會,A02,太空,-,-,200\n",
            set(),
            {"A01": (10_000_000, 11_000_000, None), "A02": (None, None, 20_000_000)},
            id="mostly dashes",
        ),
        pytest.param(
            '部门,项目编号,项目名称,2024年年初预算数,2024年调整预算数,2024年支出决算数\n科技部,X1,甲,"1,000.50",1100,1090.25\n科技部,X2,乙,500,500,499.75\n'
            "金额单位：万元,,,,,\n",
            set(),
            {
                "X1": (1_000_500_000, 1_100_000_000, 1_090_250_000),
                "X2": (500_000_000, 500_000_000, 499_750_000),
            },
            id="a year written together with its stage",
        ),
    ],
)
def test_three_stages_of_a_year(tmp_path, text, left, expected):
    (tmp_path / "a.csv").write_text(text, encoding="utf-8")
    found, snapshot = written(tmp_path, "a.csv", fiscal_year="2023")
    assert (found, loud(snapshot)) == (left, [])
    said = {key.split()[0]: {} for key in amounts(snapshot)}
    for key, amount in amounts(snapshot).items():
        said[key.split()[0]][key.split()[2]] = amount
    stages = ("confirmed", "revised", "executed")
    assert {key: tuple(each.get(stage) for stage in stages) for key, each in said.items()} == expected


def test_totals_of_years_and_a_column_of_years_by_another_name(tmp_path):
    rows = "Ciencia;P1;Óptica;2023;1.250,50\nCiencia;P1;Óptica;2024;1.300,25\nCiencia;P2;Genómica;2023;980,00\n"
    (tmp_path / "a.csv").write_text(
        f"Ministerio;Código;Proyecto;Anualidad;Importe (€)\n{rows}Ciencia;P2;Genómica;2024;1.020,75\n"
        "Total 2023;;;;2.230,50\nTotal 2024;;;;2.321,00\n",
        encoding="utf-8",
    )
    left, snapshot = written(tmp_path, "a.csv", stage='"confirmed"')
    assert (left, loud(snapshot)) == ({"stage"}, [])
    assert sum(amounts(snapshot).values()) == 223_050 + 232_100


def test_a_column_of_years_that_no_header_names_tells_rows_apart(tmp_path):
    rows = "".join(f"M,P{n},n{n},{year},{n}\n" for n in range(1, 6) for year in (2023, 2024))
    (tmp_path / "a.csv").write_text(f"Ministry,Code,Programme,Vigencia,EUR\n{rows}", encoding="utf-8")
    left, snapshot = written(tmp_path, "a.csv", stage='"confirmed"')
    assert left == {"stage"}
    assert snapshot.settings.source[0].columns["fiscal_year"] == "Vigencia"
    assert sum(amounts(snapshot).values()) == 2 * 15 * 100


@pytest.mark.parametrize("note", ["Montants en euros", "(en euros)", "Importes en euros"])
def test_a_note_that_says_the_currency_alone_says_the_unit(tmp_path, note):
    (tmp_path / "a.csv").write_text(
        f"Ministère;Code;Libellé;Budget 2024\nM;1;a;1 000\nM;2;b;2 500\nTotal;;;3 500\n{note};;;\n", encoding="utf-8"
    )
    left, snapshot = written(tmp_path, "a.csv", stage='"confirmed"')
    assert (left, loud(snapshot)) == ({"stage"}, [])
    assert sum(amounts(snapshot).values()) == 350_000


def test_rows_that_repeat_but_for_revenue_and_expenditure_count_the_latter(tmp_path):
    rows = "".join(f"M;{n};p{n};Despesa;{n}00\nM;{n};p{n};Receita;{n}\n" for n in range(1, 5))
    (tmp_path / "a.csv").write_text(f"Ministério;Código;Designação;Tipo;2024 (mil euros)\n{rows}", encoding="utf-8")
    left, snapshot = written(tmp_path, "a.csv", stage='"confirmed"')
    assert left == {"stage", "where"}
    assert sum(amounts(snapshot).values()) == 1000 * 1000 * 100


def test_subtotals_are_no_rows_that_repeat(tmp_path):
    (tmp_path / "a.csv").write_text(
        "府省,番号,事業名,一般会計（億円）,特別会計（億円）\n内閣府,1,A,280,0\n内閣府,2,B,31,0\n,,小計,311,0\n経産省,3,C,120,1450\n"
        "経産省,4,D,640,25\n,,小計,760,1475\n,,合計,1071,1475\n",
        encoding="utf-8",
    )
    left, snapshot = written(tmp_path, "a.csv", stage='"confirmed"', fiscal_year="2024")
    assert (left, loud(snapshot)) == ({"stage", "fiscal_year"}, [])
    assert sum(r["amount"] for r in snapshot.lines.to_pylist()) == 2546 * 10**8
