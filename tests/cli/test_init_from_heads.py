"""``init --from`` and what heads of columns say: years, stages, units, ids and names."""

from __future__ import annotations

import pytest

from crosscut.cli import init_from
from crosscut.ingest.guess import guesses
from tests.cli.strangers_files import amounts, book, loud, written


def test_columns_of_years_and_stages_and_none_of_changes(tmp_path):
    book(
        tmp_path / "a.xlsx",
        ["국가연구개발사업 예산", "", "", "", "(단위: 백만원)", ""],
        ["번호", "사업명", "부처명", "2025년 예산", "2026년 요구", "증감"],
        ["1", "양자", "과기부", 10, 12, 2],
        ["2", "우주", "과기부", 20, 19, -1],
        ["", "합계", "", 30, 31, 1],
    )
    left, snapshot = written(tmp_path, "a.xlsx")
    assert left == set()
    assert amounts(snapshot) == {
        "1 2025 confirmed": 10_000_000,
        "1 2026 requested": 12_000_000,
        "2 2025 confirmed": 20_000_000,
        "2 2026 requested": 19_000_000,
    }
    assert loud(snapshot) == []


@pytest.mark.parametrize(
    ("header", "currency", "expected"),
    [
        (
            "Kapitel;Bezeichnung;Ressort;Soll 2025 (Tsd. EUR);Ist 2024 (Tsd. EUR)",
            "EUR",
            {"7 2025 confirmed": 123_450_000, "7 2024 executed": 9_900_000},
        ),
        (
            "Code;Libellé;Ministère;LFI 2024 (M€);PLF 2025 (M€)",
            "EUR",
            {"7 2024 confirmed": 123_450_000_000, "7 2025 proposed": 9_900_000_000},
        ),
        (
            "id;title;agency;FY24 Actual (US$000);FY26 Request (US$000)",
            "USD",
            {"7 2024 executed": 123_450_000, "7 2026 requested": 9_900_000},
        ),
        (
            "사업코드;사업명;부처;2026 요구액(천원);2026 조정액(천원)",
            "KRW",
            {"7 2026 requested": 1_234_500, "7 2026 reviewed": 99_000},
        ),
        (
            "事業番号;事業名;府省;2024年度 当初予算額（千円）;2024年度 執行額（千円）",
            "JPY",
            {"7 2024 confirmed": 1_234_500, "7 2024 executed": 99_000},
        ),
        (
            "사업코드;사업명;부처;2025년 예산(천원);2026년 요구(천원)",
            "KRW",
            {"7 2025 confirmed": 1_234_500, "7 2026 requested": 99_000},
        ),
        (
            "事業番号;事業名;府省;令和6年度 予算額（千円）;令和7年度 要求額（千円）",
            "JPY",
            {"7 2024 confirmed": 1_234_500, "7 2025 requested": 99_000},
        ),
    ],
)
def test_stages_in_the_headers_of_many_offices(tmp_path, header, currency, expected):
    (tmp_path / "a.csv").write_text(f"{header}\n7;n;m;1.234,5;99,0\n", encoding="utf-8")
    left, snapshot = written(tmp_path, "a.csv")
    assert (left, snapshot.settings.currency, loud(snapshot)) == (set(), currency, [])
    assert amounts(snapshot) == expected


def test_two_columns_of_one_year_and_stage_are_to_be_decided(tmp_path):
    (tmp_path / "a.csv").write_text("id,name,ministry,2026 예산(백만원),2026 국비(백만원)\nA,n,m,10,8\n")
    left, snapshot = written(tmp_path, "a.csv")
    assert (left, amounts(snapshot)) == ({"wide"}, {})
    told = {each.place.column for each in snapshot.findings if each.rule == "missing-mapping"}
    assert told >= {"2026 예산(백만원)", "2026 국비(백만원)"}


@pytest.mark.parametrize(
    ("text", "encoding", "left", "expected"),
    [
        (
            "Kod;Nazwa;Ministerstwo;Plan 2026 (tys. zł)\n1;Źródła;Ministerstwo Przemysłu;1 234,5\nRazem;;;1 234,5\n",
            "cp1250",
            {"stage"},
            {"1 2026 confirmed": 123_450_000},
        ),
        (
            "Código;Programa;Órgão;Dotação 2026 (R$ mil)\n1;Ciência;MCTI;1.234,5\nTotal geral;;;1.234,5\n",
            "utf-8",
            {"stage"},
            {"1 2026 confirmed": 123_450_000},
        ),
        (
            (
                "Capitolo;Denominazione;Ministero;Stanziamento 2026 (migliaia di euro)\n7;Ricerca;MUR;1.234,5\n"
                "8;Università;MUR;800,0\nTotale;;;2.034,5\n"
            ),
            "utf-8",
            {"stage"},
            {"7 2026 confirmed": 123_450_000, "8 2026 confirmed": 80_000_000},
        ),
        (
            "Artikel;Omschrijving;Ministerie;Begroting 2026 (x € 1.000)\n16;Onderzoek;OCW;1.234,5\n",
            "utf-8",
            {"stage"},
            {"16 2026 confirmed": 123_450_000},
        ),
        (
            "事業番号,事業名,府省庁,令和5年度予算（百万円）,令和6年度予算（百万円）\n0001,量子,文部科学省,120,130\n",
            "cp932",
            {"stage"},
            {"0001 2023 confirmed": 120_000_000, "0001 2024 confirmed": 130_000_000},
        ),
        (
            "id,name,ministry,2025 budget (million EUR),2026 budget (thousand EUR)\nA,a,X,10,10500\n",
            "utf-8",
            {"stage"},
            {"A 2025 confirmed": 1_000_000_000, "A 2026 confirmed": 1_050_000_000},
        ),
        (
            "사업코드,사업명,부처,2025 본예산\n1,가,과기부,100\n합계,,,100\n단위: 억원,,,\n",
            "utf-8",
            set(),
            {"1 2025 confirmed": 10_000_000_000},
        ),
        (
            "事業番号,事業名,府省庁,予算額,予算額\n,,,令和5年度,令和6年度\n,,,百万円,百万円\n1,量子,文科省,10,12\n",
            "utf-8",
            {"stage"},
            {"1 2023 confirmed": 10_000_000, "1 2024 confirmed": 12_000_000},
        ),
        (
            "구분,,2025년,,2026년,\n사업코드,사업명,예산,결산,예산,요구\n1,가,10,9,12,15\n2,나,20,18,22,25\n단위: 백만원,,,,,\n",
            "utf-8",
            {"stage"},
            {
                f"{number} {period}": amount * 1_000_000
                for number, amounts in (("1", (10, 9, 12, 15)), ("2", (20, 18, 22, 25)))
                for period, amount in zip(
                    ("2025 confirmed", "2025 executed", "2026 confirmed", "2026 requested"), amounts, strict=True
                )
            },
        ),
        (
            "Ident;Wording;EUR thousand 2026\nP1;Alpha;10\nP2;Beta;20\n",
            "utf-8",
            {"stage"},
            {"P1 2026 confirmed": 1_000_000, "P2 2026 confirmed": 2_000_000},
        ),
    ],
)
def test_words_units_and_headers_of_other_languages(tmp_path, text, encoding, left, expected):
    (tmp_path / "a.csv").write_bytes(text.encode(encoding))
    said, snapshot = written(tmp_path, "a.csv", stage='"confirmed"')
    assert said == left
    assert amounts(snapshot) == expected
    assert loud(snapshot) == []


def test_heads_of_two_digits_are_years(tmp_path):
    text = "Department,Programme,24/25,25/26\nDSIT,Quantum,12.5,13.1\nDSIT,AI,20.4,25\n"
    (tmp_path / "a.csv").write_text(text, encoding="utf-8")
    left, snapshot = written(tmp_path, "a.csv", stage='"confirmed"', unit='"million"', currency='"GBP"')
    assert left == {"currency", "unit", "stage"}
    assert {each.rsplit(" ", 2)[1] for each in amounts(snapshot)} == {"2024", "2025"}
    assert sum(amounts(snapshot).values()) == 7_100_000_000


def test_numbers_are_ids_and_words_names_where_both_heads_say_ids(tmp_path):
    book(
        tmp_path / "a.xlsx",
        ["Nr.", "Kredit", "Amt", "R 2025 (Mio. CHF)", "VA 2026 (Mio. CHF)"],
        ["A231.0260", "ETH-Bereich", "SBFI", 2500.5, 2600.25],
        ["A231.0270", "SNF", "SBFI", 1000, 1050],
        ["A202.0101", "Rüstung", "VBS", 300, 310.75],
    )
    _, snapshot = written(tmp_path, "a.xlsx", stage='"confirmed"')
    rows = snapshot.programmes.select(["programme", "name", "ministry"]).to_pylist()
    assert rows[0] == {"programme": "A202.0101", "name": "Rüstung", "ministry": "VBS"}


def test_of_several_levels_of_codes_the_lowest_is_the_id(tmp_path):
    rows = "30;3002;3002-68501;Begabte;310\n30;3002;3002-68502;Austausch;95\n;;;Summe Kapitel 3002;405\n"
    rows += "09;0901;0901-68601;ZIM;555\n09;0901;0901-68602;IGF;180\n;;;Summe Kapitel 0901;735\n;;;Gesamtsumme;1140\n"
    (tmp_path / "a.csv").write_text(f"Epl.;Kapitel;Titel;Zweck;Ansatz 2025 T€\n{rows}")
    _, snapshot = written(tmp_path, "a.csv", stage='"requested"')
    assert {each.split()[0] for each in amounts(snapshot)} == {"3002-68501", "3002-68502", "0901-68601", "0901-68602"}
    assert {row["name"] for row in snapshot.programmes.to_pylist()} == {"Begabte", "Austausch", "ZIM", "IGF"}
    assert loud(snapshot) == []


def test_one_code_under_a_word_for_names_is_no_name_beside_names(tmp_path):
    (tmp_path / "a.csv").write_text("Vote,Prog,Title,2025/26 (BE) Rs. in crore\nV1,p1,Alpha,10\nV1,p2,Beta,5\n")
    _, snapshot = written(tmp_path, "a.csv", stage='"requested"', currency='"INR"')
    assert {row["name"] for row in snapshot.programmes.to_pylist()} == {"Alpha", "Beta"}


def test_an_id_that_repeats_by_year_is_no_upper_level_of_a_number_that_each_row_has(tmp_path):
    rows = [(f"C{n:03}", f"R-{n * 7 + at * 13}", f"Name {n}", at) for n in range(1, 6) for at in (2024, 2025)]
    text = "code,number,name,ministry,year,amount (KRW)\n"
    text += "".join(f"{code},{number},{name},M,{at},{at}\n" for code, number, name, at in rows)
    (tmp_path / "a.csv").write_text(text)
    _, snapshot = written(tmp_path, "a.csv", stage='"requested"')
    assert {each["programme"] for each in snapshot.lines.to_pylist()} == {code for code, *_ in rows}


@pytest.mark.parametrize(
    ("header", "stage"),
    [("집행액(원)", "executed"), ("Aprobado (miles de pesos)", "confirmed"), ("Budget (thousand USD)", "")],
)
def test_the_header_of_the_only_amounts_says_the_stage(tmp_path, header, stage):
    (tmp_path / "a.csv").write_text(
        f"id,name,ministry,year,{header}\n7,n,m,2025,1234\n8,o,m,2025,99\n", encoding="utf-8"
    )
    (found,) = guesses(tmp_path, "a.csv")
    assert (found.stage, found.says_stage) == (stage, bool(stage))
    assert (f'\nstage = "{stage}"\n' in init_from.text("T", [found])) is bool(stage)


@pytest.mark.parametrize(
    ("heads", "rows", "decided"),
    [
        ("Net,Receipts,Gross", ("100,110,120", "50,55,60"), True),
        ("Commitments,Payments", ("100,110", "50,55"), True),
        ("Ley 2025 (miles de $),Ejecución a junio", ("145230,72100", "98500,51220"), True),
        ("Budget 2025,Growth %", ("100,4.5", "50,3.1"), False),
        ("Gross", ("100", "50"), False),
        ("Budget 2025,Posts", ("100,4", "50,3"), False),
    ],
)
def test_one_of_several_columns_of_amounts_is_left_to_decide(tmp_path, heads, rows, decided):
    text = f'"Fiscal year 2025, USD million",,\nCode,Programme,Ministry,{heads}\n'
    text += "".join(
        f"0{at},{name},Health,{row}\n" for at, (name, row) in enumerate(zip(("Alpha", "Beta"), rows, strict=True))
    )
    (tmp_path / "a.csv").write_text(text, encoding="utf-8")
    left, _ = written(tmp_path, "a.csv", stage='"requested"')
    assert ("amount" in left) is decided
    toml = (tmp_path / "budget" / "crosscut.toml").read_text(encoding="utf-8")
    assert ("# decide: or " in toml) is decided
