"""``init --from`` on tables whose headers it does not know: what cells repeat, and how units are written, tells."""

from __future__ import annotations

import pytest

from crosscut.budget import read

from .test_init_from_strangers import amounts, loud, written


def of(tmp_path, text, **decided):
    (tmp_path / "a.csv").write_text(text, encoding="utf-8")
    return written(tmp_path, "a.csv", **decided)


def test_a_column_whose_cells_stand_for_several_rows_is_the_ministry(tmp_path):
    rows = "Zweig A;K.1;Alpha;1,5\n;K.2;Beta;2,5\nSumme;;;4,0\nZweig B;K.3;Gamma;3,0\nSumme;;;3,0\n"
    left, snapshot = of(tmp_path, f"Zweig;Kennung;Bezeichnung;Ansatz 2025 (Mio. €)\n{rows}", stage='"confirmed"')
    assert left == {"fill_down", "ministry", "stage"}
    text = (tmp_path / "budget" / "crosscut.toml").read_text(encoding="utf-8")
    assert '# ministry = "Zweig"' in text
    text = text.replace("# fill_down", "fill_down").replace("# ministry", "ministry")
    (tmp_path / "budget" / "crosscut.toml").write_text(text, encoding="utf-8")
    held = read(tmp_path / "budget")
    assert {row["ministry"] for row in held.programmes.to_pylist()} == {"Zweig A", "Zweig B"}
    assert sum(row["amount"] for row in snapshot.lines.to_pylist()) == 700_000_000


def test_codes_below_a_word_for_amounts_are_ids_and_each_row_is_read(tmp_path):
    rows = "Total all,,,450\nVote A,M45-01,Endeavour,240\nVote A,M45-02,Marsden,80\nVote B,M36-09,Health,130\n"
    _, snapshot = of(tmp_path, f"Vote,Appropriation,Scope,2025 Budget (NZ$000)\n{rows}", stage='"confirmed"')
    assert sum(row["amount"] for row in snapshot.lines.to_pylist()) == 45_000_000
    assert {row["programme"] for row in snapshot.programmes.to_pylist()} == {"M45-01", "M45-02", "M36-09"}


@pytest.mark.parametrize(
    ("head", "pence"),
    [("amount_gbp_m", 10**8), ("amount_gbp_k", 10**5), ("amount_thousand_gbp", 10**5), ("amount_gbp", 100)],
)
def test_the_scale_in_a_head_of_one_word_is_the_unit(tmp_path, head, pence):
    text = f"id,programme,department,year,stage,{head}\nA,a,m,2025,confirmed,10\nB,b,m,2025,confirmed,20\n"
    _, snapshot = of(tmp_path, text)
    assert sorted(amounts(snapshot).values()) == [10 * pence, 20 * pence]
    assert loud(snapshot) == []


def test_a_row_of_units_below_the_header_and_turkish_capitals_say_the_unit(tmp_path):
    rows = ";;;1 000 €\nE 1;T1;Alpha;12\nE 2;T2;Beta;7\n"
    _, snapshot = of(tmp_path, f"Einzelplan;Titel;Zweckbestimmung;Soll 2025\n{rows}")
    assert sorted(amounts(snapshot).values()) == [700_000, 1_200_000]
    turkish = tmp_path / "turkish"
    turkish.mkdir()
    rows = "Kurum A;26.01;Alfa;12\nKurum B;26.02;Beta;7\n"
    text = f"2025 YILI BÜTÇE TEKLİFİ (BİN TL)\nKurum;Kod;Program;2025 Bütçe Teklifi\n{rows}"
    _, read_back = of(turkish, text)
    assert sorted(amounts(read_back).values()) == [700_000, 1_200_000]


def test_a_blank_line_below_the_header_and_commas_in_cells_leave_the_semicolon_the_delimiter(tmp_path):
    text = "Ministère;N°;Programme;PLF 2025 (M€)\n\nRecherche;172;Alpha;1,5\nIndustrie;173;Beta, gamma;2,5\n"
    _, snapshot = of(tmp_path, text)
    assert sorted(amounts(snapshot).values()) == [150_000_000, 250_000_000]


@pytest.mark.parametrize("head", ["Paragraf", "Razdjel", "Nummer"])
def test_what_stands_once_for_a_block_is_no_id_whatever_its_header_says(tmp_path, head):
    rows = "Office A;19.41;Alpha;1,5\n;19.42;Beta;2,5\n;;Sum;4,0\nOffice B;29.22;Gamma;3,0\n;;Sum;3,0\n"
    _, snapshot = of(tmp_path, f"{head};Konto;Betegnelse;Plan 2025 (mio. EUR)\n{rows}", stage='"confirmed"')
    assert {row["programme"] for row in snapshot.programmes.to_pylist()} == {"19.41", "19.42", "29.22"}
    assert f'# ministry = "{head}"    # decide' in (tmp_path / "budget" / "crosscut.toml").read_text(encoding="utf-8")


def test_a_threshold_in_a_note_is_no_unit(tmp_path):
    rows = "P1,Quantum,M,1234567\nP2,Robots,M,2345678\n\nAmounts in EUR,,,\nProjects above 1 million EUR,,,\n"
    of(tmp_path, f"id,name,ministry,Amount\n{rows}", stage='"confirmed"')
    text = (tmp_path / "budget" / "crosscut.toml").read_text(encoding="utf-8")
    assert "million" not in text.replace('such as "million"', "")


@pytest.mark.parametrize("head", ["Region", "분야", "지역", "Funding type"])
def test_what_groups_rows_under_an_unknown_header_is_a_ministry_only_once_somebody_says_so(tmp_path, head):
    rows = "North,1,Quantum,100\nNorth,2,Robots,200\nSouth,3,Sea,300\nSouth,4,Air,400\n"
    left, snapshot = of(tmp_path, f"{head},id,Programme,2025 EUR\n{rows}", stage='"confirmed"')
    assert "ministry" in left
    assert {row["ministry"] for row in snapshot.programmes.to_pylist()} == {""}


@pytest.mark.parametrize(("ids", "other"), [(True, "Project leader"), (True, "Beneficiary"), (False, "Contact")])
def test_a_name_that_rows_share_stays_the_name_where_nothing_else_has_codes(tmp_path, ids, other):
    rows = ["Quantum,Anna Adam,100", "Quantum,Bert Beta,200", "Robots,Cara Care,300", "Robots,Dirk Dose,400"]
    lines = [f"{at},{row}" if ids else row for at, row in enumerate(rows)]
    head = f"{'id,' if ids else ''}Programme,{other},2025 EUR"
    _, snapshot = of(tmp_path, "\n".join([head, *lines, ""]), stage='"confirmed"')
    assert {row["name"] for row in snapshot.programmes.to_pylist()} == {"Quantum", "Robots"}


@pytest.mark.parametrize(
    ("head", "rows", "ids"),
    [
        ("Część;Dział;Rozdział;Nazwa", "28;730;73005;Alfa;1\n28;730;73006;Beta;2\n29;752;75201;Gama;4\n", "73005"),
        ("Paragraf;Hovedkonto;Betegnelse", "19;19.41.11;Alfa;1\n19;19.41.14;Beta;2\n29;29.22.01;Gama;4\n", "19.41.11"),
        ("Paragraf;Konto;Betegnelse", "19;19.41.11;Alfa;1\n19;19.41.14;Beta;2\n29;29.22.01;Gama;4\n", "19.41.11"),
        ("Kurum Kodu;Program Kodu;Program Adı", "38;12;Alfa;1\n38;13;Beta;2\n40;14;Gama;4\n", "12"),
        ("Málaflokkur;Viðfangsefni;Heiti", "07;710;Alfa;1\n07;711;Beta;2\n21;101;Gama;4\n", "710"),
    ],
)
def test_the_lowest_level_of_a_classification_is_the_id(tmp_path, head, rows, ids):
    _, snapshot = of(tmp_path, f"{head};2025 (mio. EUR)\n{rows}", stage='"confirmed"')
    assert ids in {row["programme"] for row in snapshot.programmes.to_pylist()}
    assert sum(row["amount"] for row in snapshot.lines.to_pylist()) == 700_000_000
