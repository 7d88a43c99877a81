"""``init --from`` on tables of countries that share a word for their money, count years their own way or write BE and RE."""

from __future__ import annotations

import openpyxl
import pytest

from .test_init_from_strangers import amounts, book, loud, written

MANY = 10**5


@pytest.mark.parametrize(
    ("text", "currency", "factor"),
    [
        ("Anslag;Namn;Myndighet;Belopp 2024 (tkr)\n1;Rymd;VR;10\n", "SEK", MANY),
        ("Anslag;Namn;Myndighet;Anvisat 2024 i kr\n1;Rymd;VR;10\n", "SEK", 100),
        ("Anslag;Namn;Myndighet;2024\n1;Rymd;VR;10\nBelopp i tkr;;;\n", "SEK", MANY),
        ("Kap.;Betegnelse;Departement;2024 (1000 kr)\n1;Romfart;NFD;10\n", "NOK", MANY),
        ("Kap./post;Betegnelse;Departement;Beløp 2024 (kr 1 000)\n1;Romfart;NFD;10\n", "NOK", MANY),
        ("Konto;Navn;Ministerium;Bevilling 2024 (1.000 kr.)\n1;Rummet;UFM;10\n", "DKK", MANY),
        ("Account,Program,Agency,2024 (dollars)\n1,Basic research,NSF,10\n", "USD", 100),
        ("Program,Name,Portfolio,2024-25 $'000\n1,Space,CSIRO,10\n", "AUD", MANY),
        ("Vote,Program,Department,Main Estimates 2024-25 (dollars)\n1,Space,NRC,10\n", "CAD", 100),
        ("Clave,Programa,Ramo,2024 (miles de pesos)\n1,Becas,38 CONAHCYT,10\n", "MXN", MANY),
        ("Code,Program,Agency,GAA 2024 (in thousand pesos)\n1,Space,DOST,10\n", "PHP", MANY),
        ("Code,Scheme,Ministry,BE 2024-25 (Rs. in lakh)\n1,Space,DoS,10\n", "INR", 10**7),
        ("Titel;Zweckbestimmung;Ressort;Ansatz 2024 TEUR\n1;Raumfahrt;BMWK;10\n", "EUR", MANY),
        ("Programme ID,Programme,Department,2023-24 Plans £m\n1,Space,DSIT,10\n", "GBP", 10**8),
        ("Artikel;Omschrijving;Ministerie;2024\n1;Ruimtevaart;EZK;10\nBedragen x € 1.000\n", "EUR", MANY),
    ],
)
def test_words_of_one_country_tell_whose_money_it_is(tmp_path, text, currency, factor):
    (tmp_path / "a.csv").write_text(text, encoding="utf-8")
    left, snapshot = written(tmp_path, "a.csv", stage='"confirmed"')
    assert left <= {"stage"}
    assert snapshot.settings.currency == currency
    assert list(amounts(snapshot).values()) == [10 * factor]
    assert loud(snapshot) == []


@pytest.mark.parametrize(
    ("header", "proposed"),
    [("2024 ($ thousand)", "USD"), ("2024 (1000 kr)", "decide"), ("2024 (thousand pesos)", "decide")],
)
def test_money_that_several_countries_call_so_is_a_question(tmp_path, header, proposed):
    (tmp_path / "a.csv").write_text(f"Code,Name,Office,{header}\n1,Space,X,10\n")
    left, snapshot = written(tmp_path, "a.csv", stage='"confirmed"')
    assert left == {"currency", "stage"}
    assert snapshot.settings.currency == proposed
    assert "decide" in (tmp_path / "budget" / "crosscut.toml").read_text().splitlines()[3]


def test_cells_with_the_sign_of_a_currency_or_the_mark_of_a_note_are_amounts(tmp_path):
    (tmp_path / "a.csv").write_text(
        'Code,Program,Agency,FY23 ($M),FY24 ($M)\n1,AI,NSF,$11.0,"1,234*"\n2,Bio,NIH,($2.0),"3,456 1)"\n* est.\n1) all\n'
    )
    left, snapshot = written(tmp_path, "a.csv", stage='"confirmed"')
    assert left == {"stage"}
    assert [value // 10**8 for value in amounts(snapshot).values()] == [11, 1234, -2, 3456]
    assert loud(snapshot) == []


@pytest.mark.parametrize("names", ["Actuals 2022-23,BE 2023-24,RE 2023-24", "2022-23 Actual,2023-24 BE,2023-24 (RE)"])
def test_budget_and_revised_estimates_of_india(tmp_path, names):
    (tmp_path / "a.csv").write_text(f'No,Scheme,Ministry,{names}\n1,Space,DoS,"7,12,345.50",8,7\n(Rs. in lakh)\n')
    left, snapshot = written(tmp_path, "a.csv")
    assert left == set()
    assert amounts(snapshot) == {
        "1 2022 executed": 71_234_550 * 10**5,
        "1 2023 confirmed": 8 * 10**7,
        "1 2023 revised": 7 * 10**7,
    }
    assert loud(snapshot) == []


def test_stages_below_years_are_a_second_row_of_the_header(tmp_path):
    book(
        tmp_path / "a.xlsx",
        ["(Rs. in crore)"],
        ["Code", "Scheme", "2023-24", "", "2024-25"],
        ["", "", "BE", "RE", "BE"],
        ["A", "Chips", 10, 4, 7],
    )
    left, snapshot = written(tmp_path, "a.xlsx")
    assert left == set()
    assert amounts(snapshot) == {
        "A 2023 confirmed": 10**10,
        "A 2023 revised": 4 * 10**9,
        "A 2024 confirmed": 7 * 10**9,
    }


def test_two_letters_within_a_sentence_name_no_stage(tmp_path):
    (tmp_path / "a.csv").write_text("Code,Name,Office,Money to be spent 2024 (EUR)\n1,Space,X,10\n")
    _, snapshot = written(tmp_path, "a.csv", stage='"requested"')
    assert "confirmed" not in str(amounts(snapshot))


def test_merged_cells_say_for_all_their_rows_and_are_no_question(tmp_path):
    made = openpyxl.Workbook()
    for row in (["Ministry", "Code", "Name", "2024 (USD thousand)"], ["M", "A", "n", 1], [None, "B", "k", 2]):
        made.active.append(row)
    made.active.merge_cells("A2:A3")
    made.save(tmp_path / "a.xlsx")
    left, snapshot = written(tmp_path, "a.xlsx", stage='"confirmed"')
    assert left == {"stage"}
    assert loud(snapshot) == []


@pytest.mark.parametrize(
    "text",
    [
        "รหัส,ชื่อโครงการ,กระทรวง,งบประมาณ 2567 (ล้านบาท)\nA,อวกาศ,อว.,10\n",
        "รหัส,ชื่อโครงการ,กระทรวง,ปีงบประมาณ,งบประมาณ (ล้านบาท)\nA,อวกาศ,อว.,2567,10\n",
    ],
)
def test_years_of_thailand(tmp_path, text):
    (tmp_path / "a.csv").write_text(text, encoding="utf-8")
    left, snapshot = written(tmp_path, "a.csv", stage='"confirmed"')
    assert left == {"stage"}
    assert amounts(snapshot) == {"A 2024 confirmed": 10**9}
    assert loud(snapshot) == []


def test_a_text_that_two_encodings_fit_leaves_the_encoding_to_decide(tmp_path):
    (tmp_path / "a.csv").write_bytes("id;name;2024 (EUR)\nA;životní;5\n".encode("iso8859-2"))
    left, snapshot = written(tmp_path, "a.csv", stage='"confirmed"')
    assert "encoding" in left
    assert '# encoding = "' in (tmp_path / "budget" / "crosscut.toml").read_text(encoding="utf-8")
    assert [each.rule for each in snapshot.findings if each.severity.value == "fatal"] == ["unknown-encoding"]
