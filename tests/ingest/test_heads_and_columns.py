"""What heads and neighbours of a column of amounts say against the mapping; each wrong one with a clean twin."""

from __future__ import annotations

import numpy as np
import pytest

from crosscut.findings import Severity
from crosscut.ingest.outlines import parents
from crosscut.ingest.running_sums import sums_below
from crosscut.ingest.stage_words import stage_of_header
from tests.shortened import some

from .conftest import COLUMNS, amounts, one, rules

HEADER = "id,name,ministry,amount\n"


def loud(result):
    return [f"{f.rule}@{f.place.row}" for f in result.findings if f.severity is not Severity.INFO]


def headed(reading, head, **source):
    text = f'id,name,ministry,"{head}"\nA,a,m,12.5\nB,b,m,87.5\n'
    return reading(text, {"columns": COLUMNS | {"amount": head}} | source)


def wide(reading, heads, rows, **source):
    text = "id,name,ministry," + ",".join(heads) + "\n" + "".join(f"{row}\n" for row in rows)
    columns = {key: header for key, header in COLUMNS.items() if key != "amount"}
    return reading(text, {"columns": columns, "wide": {"columns": heads}} | source)


@pytest.mark.parametrize(
    "head",
    [
        *(
            "Share (%)",
            "Anteil in %",
            "비중(%)",
            "構成比（％）",
            "% of total",
            "2026년 증감률",
            "前年度比",
            "Udział (%)",
        ),
        *("과제수", "인원(명)", "Number of projects", "FTE", "件数", "Anzahl Projekte"),
    ],
)
def test_shares_and_counts_are_no_amounts(reading, head):
    assert loud(headed(reading, head)) == ["no-money@1"]


@pytest.mark.parametrize(
    "head",
    [
        "Budget (50 % EU)",
        "예산 (증감률 제외)",
        "Amount (EUR million, % of GDP)",
        "예산액",
        "Projects",
        "Staff",
        "Rate support grant",
    ],
)
def test_amounts_whose_heads_speak_of_shares_beside(reading, head):
    source = {"unit": "EUR million"} if "EUR" in head else {}
    settings = {"currency": "EUR"} if source else {}
    text = f'id,name,ministry,"{head}"\nA,a,m,12.5\nB,b,m,87.5\n'
    result = reading(text, {"columns": COLUMNS | {"amount": head}} | source, **settings)
    assert loud(result) == []


@pytest.mark.parametrize(
    "head",
    [
        "Horizon 2020 funds",
        "Agenda 2030 budget",
        "Budget (base year 2020)",
        "Montant (euros constants 2020)",
        "Montant en valeur 2020",
        "Ansatz (Preisbasis 2020)",
        "Gasto (euros constantes 2020)",
        "予算額(2025年価格)",
        "예산액(2020년 불변가격)",
        "预算(2020年不变价)",
        "Begroting (prijspeil 2024)",
    ],
)
def test_a_year_of_prices_or_in_the_name_of_a_programme_is_no_other_year(reading, head):
    assert loud(headed(reading, head)) == []


@pytest.mark.parametrize("head", ["Horizon 2020 funds 2025", "Strategic budget 2025", "Planung 2025", "valeur 2025"])
def test_a_year_beside_such_a_name_is_told(reading, head):
    assert loud(headed(reading, head)) == ["year-differs@1"]


@pytest.mark.parametrize(
    "head",
    [
        "Budget (Rs '000)",
        "Approved (KSh '000)",
        "Budget voted 17 December 2025",
        "Budget décidé le 17 décembre 2025",
        "예산(2025년 12월 2일 확정)",
        "Adopted 2025-12-17",
    ],
)
def test_thousands_and_the_day_of_a_decision_are_no_years_of_a_head(reading, head):
    columns = COLUMNS | {"amount": head}
    result = reading(f'id,name,ministry,"{head}"\nA,a,m,1\n', {"columns": columns, "unit": "thousand"})
    assert "year-differs" not in rules(result)


@pytest.mark.parametrize("head", ["Year ended 31 March 2025", "Budget December 2025", "Adopted 2025"])
def test_other_dates_in_a_head_say_its_year(reading, head):
    assert "year-differs@1" in loud(headed(reading, head))


@pytest.mark.parametrize("head", ["FY2025 budget", "2025 예산", "令和6年度予算", "Ansatz 2024", "FY24", "2023-24"])
def test_a_head_of_another_year_is_told(reading, head):
    assert loud(headed(reading, head)) == ["year-differs@1"]
    assert loud(wide(reading, {head: {"fiscal_year": 2026}}, ["A,a,m,1"])) == ["year-differs@1"]


@pytest.mark.parametrize(
    "head",
    ["2026", "2025-26", "2026/27", "FY2026 (from Oct 2025)", "2024~2028 plan", "Budget (2020 prices)", "令和8年度"],
)
def test_a_head_of_the_same_year_or_of_prices(reading, head):
    assert loud(headed(reading, head)) == []


def test_a_head_of_what_was_spent_is_no_budget(reading):
    for head, stage in (("2026 결산", "confirmed"), ("Actual", "confirmed"), ("Ist 2026", "proposed")):
        assert loud(headed(reading, head, stage=stage)) == ["stage-differs@1"]
    assert loud(headed(reading, "2026 요구", stage="executed")) == ["stage-differs@1"]
    for head, stage in (("2026 결산", "executed"), ("Request 2026", "proposed"), ("Outlays", "confirmed")):
        assert loud(headed(reading, head, stage=stage)) == []


SPENT = (
    "Actual expenditure|Actual outlays|Spending to date|Expenditure outturn|Ausgaben (Ist)|Rechnungsergebnis 2026|Presupuesto ejercido"
    "|Gasto devengado|Pagado 2026|Crédits consommés|Dépenses exécutées|Despesa realizada|Valor liquidado|Spese pagate"
    "|Wydatki wykonane|Plnění 2026|2026. évi tény|2026 gerçekleşen|Quyết toán 2026|Ước thực hiện|Utgifter: utfall"
    "|支出決算額|支出済額|実績額|实际支出|歲出決算|實支數|실집행액|예산집행액|지출 실적|Факт"
    "|Compte 2026|Comptes 2026 (provisoires)|Compte 2026 en millions|Compte administratif 2026|Conto 2026|Cuenta general 2026|Accounts 2026"
    "|Final accounts|Jahresrechnung 2026|Rekening 2026|Årsregnskab 2026|Kesin hesap 2026|Závěrečný účet 2026|Outcome 2026"
)
PLANNED = (
    "Outlays|Budgeted expenditure|Planned expenditure|Expected outturn|Payments|Crédits de paiement|Gastos|Ausgaben"
    "|Ergebnishaushalt|Plan wydatków|Výdaje|支出|支出见込|執行予定額|지출|집행계획액|예산현액|Actual appropriation"
    "|Comptes spéciaux|Compte spécial 2026|Special accounts|Cuenta corriente|Programme outcome support"
)
APPROVED = (
    "Approved budget|Supplementary budget|Presupuesto aprobado|Loi de finances initiale|Plan po zmianach"
    "|Eredeti előirányzat|Dự toán|当初予算額|本预算|확정예산"
)


@pytest.mark.parametrize("head", some(SPENT.split("|"), 15))
def test_spent_money_is_told_from_asked_or_given_in_any_language(reading, head):
    assert loud(headed(reading, head, stage="requested")) == ["stage-differs@1"]
    assert loud(headed(reading, head, stage="executed")) == []


@pytest.mark.parametrize("head", PLANNED.split("|"))
def test_words_that_planned_and_spent_money_share_say_no_stage(reading, head):
    assert loud(headed(reading, head, stage="confirmed")) == []


@pytest.mark.parametrize("head", APPROVED.split("|"))
def test_given_money_is_not_read_as_spent(reading, head):
    assert loud(headed(reading, head, stage="executed")) == ["stage-differs@1"]


def test_a_column_of_totals_beside_its_parts(reading):
    heads = {"일반회계": {"account": "일반"}, "특별회계": {"account": "특별"}, "합계": {"account": "계"}}
    rows = ["A,a,m,10,5,15", "B,b,m,20,0,20"]
    assert loud(wide(reading, heads, rows)) == ["looks-like-total@2"]
    unnamed = {"x": {"account": "1"}, "y": {"account": "2"}, "z": {"account": "3"}}
    assert loud(wide(reading, unnamed, ["A,a,m,10,5,15", "B,b,m,20,7,27", "C,c,m,3,1,4"])) == ["looks-like-total@2"]
    assert loud(wide(reading, unnamed, ["A,a,m,10,5,15", "B,b,m,20,7,27", "C,c,m,3,1,5"])) == []
    assert loud(wide(reading, unnamed, ["A,a,m,10,5,15"])) == []


def test_a_mapped_column_that_is_blank_throughout(reading):
    text = "id,name,ministry,amount,other\nA,a,m,,5\nB,b,m,,7\n"
    assert loud(reading(text)) == ["no-amounts@2"]
    assert loud(reading(text.replace("m,,7", "m,-,7"))) == []


@pytest.mark.parametrize("mark", ["〃", "同上", "″", '""""', "상동", "Ídem", "ditto", "dto.", "-do-"])
def test_cells_that_repeat_the_one_above(reading, mark):
    result = reading(f"{HEADER}A,a,M1,10\nB,b,{mark},20\nC,c,M2,5\nD,d,{mark},6\n")
    assert loud(result) == []
    assert result.programmes.column("ministry").to_pylist() == ["M1", "M1", "M2", "M2"]
    assert one(result, "repeated-cell").severity is Severity.INFO


@pytest.mark.parametrize("mark", ["¹", "*", "†", " (2)", " [a]", " 주1)", " 3)"])
def test_an_office_with_the_mark_of_a_note_is_asked_about(reading, mark):
    for name in ("Health", "보건부"):
        assert loud(reading(f"{HEADER}A,a,{name},1\nB,b,{name}{mark},2\n")) == ["alike-offices@3"]
    numbered = f"{HEADER}A,a,Lab,1\nB,b,Lab (1),2\nC,c,Lab (2),4\nD,d,Team 3,7\nE,e,Team,9\n"
    assert loud(reading(numbered)) == []


def test_offices_written_in_two_ways_are_asked_about(reading):
    for other in ("MINISTRY OF HEALTH", "Ministryof Health", "Ministry-of Health."):
        assert loud(reading(f"{HEADER}A,a,Ministry of Health,1\nB,b,{other},2\n")) == ["alike-offices@3"]
    for one_way, other in (
        ("l'Économie", "l’Économie"),
        ("Économie", "ECONOMIE"),
        ("Sănătăţii", "Sănătății"),
        ("Health", "\u041dealth"),
    ):
        assert loud(reading(f"{HEADER}A,a,{one_way},1\nB,b,{other},2\n")) == ["alike-offices@3"]
    assert loud(reading(f"{HEADER}A,a,과학부,1\nB,b,과학청,2\nC,c,かい,3\nD,d,がい,4\n")) == []
    assert loud(reading(f"{HEADER}A,a,Ministry of Health,1\nB,b,Ministry  of\u00a0Health,2\n")) == []
    assert loud(reading(f"{HEADER}A,a,m,1\nB,b,-,2\n")) == ["missing-ministry@3"]


def test_headings_of_sections_are_no_programmes(reading):
    text = f"{HEADER},Ministerio de Ciencia,,\nA,a,m,7\nB,b,m,9\n,Suma,,16\n,Ministerio de Salud,,\nC,c,n,11\n,SUMA TOTAL,,27\n"
    result = reading(text)
    assert loud(result) == []
    assert "2 rows" in one(result, "heading").message.en
    assert sum(amounts(result).values()) == 27 * 10**6


def test_totals_of_three_levels_above_their_rows(reading):
    text = (
        f"{HEADER},Heildarútgjöld,,99\n,Ramo uno,,33\n,Cap 1,,11\nA,a,m,5\nB,b,m,6\n,Cap 2,,22\nC,c,m,13\nD,d,m,9\n"
        ",Ramo dos,,66\n,Cap 3,,30\nE,e,n,14\nF,f,n,16\n,Cap 4,,36\nG,g,n,17\nH,h,n,19\n"
    )
    result = reading(text)
    assert loud(result) == []
    assert sum(amounts(result).values()) == 99 * 10**6


def test_a_row_without_an_id_that_is_no_sum_is_told(reading):
    assert loud(reading(f"{HEADER}A,a,m,5\nB,b,m,6\n,c,m,12\n")) == ["missing-id@4"]
    assert loud(reading(f"{HEADER}A,a,m,5\nB,b,m,6\n,c,m,11\n"))[0] == "missing-id@4"
    assert loud(reading(f"{HEADER}A,a,m,5\nB,b,m,6\n,c,,11\n")) == []


def test_rows_of_which_without_an_id_are_of_the_row_above(reading):
    rows = "A,a,m,10\n,of which: loans,m,4\n,davon Zuschüsse,m,3\nB,b,m,20\n,Total,,30\n"
    result = reading(HEADER + rows)
    assert (loud(result), sum(amounts(result).values())) == ([], 30_000_000)
    assert "part-of-row" in rules(result)
    assert loud(reading(f"{HEADER}A,a,m,10\n,of which: loans,m,40\n")) == ["missing-id@3"]
    assert "looks-like-part@3" in loud(reading(f"{HEADER}A,a,m,10\nB,of which: loans,m,4\n"))


def test_memo_items_are_asked_about(reading):
    assert loud(reading(f"{HEADER}A,a,m,5\nB,b,m,6\nM,Memo item: EU funds,m,30\n")) == ["looks-like-memo@4"]
    assert loud(reading(f"{HEADER}A,a,m,5\nB,b,m,6\nM,Memorandum of understanding fund,m,30\n")) == []


@pytest.mark.parametrize("mark", [";", "\t", "|"])
def test_the_delimiter_is_found_where_no_comma_parts_the_mapped_names(reading, mark):
    text = f"{HEADER}A,a,m,5\nB,b,m,6\n".replace(",", mark)
    result = reading(text)
    assert loud(result) == []
    assert one(result, "delimiter-found").severity is Severity.INFO
    assert loud(reading(text, {"delimiter": ","}))


def test_json_is_called_so(reading):
    assert "JSON" in one(reading('[{"id": "A", "amount": 1}]'), "wrong-format").message.en


def test_the_end_of_file_mark_of_dos_is_no_row(reading):
    assert loud(reading(f"{HEADER}A,a,m,5\r\n\x1a")) == []


def test_a_mark_without_width_in_a_head(reading):
    assert loud(reading("id,name,ministry,amount\u200b\nA,a,m,5\n")) == []


def test_units_behind_a_preposition_in_any_language(reading):
    for head, code in (("Kwota (w tys. zł)", "PLN"), ("Návrh v tis. Kč", "CZK")):
        columns = COLUMNS | {"amount": head}
        text = f"id,name,ministry,{head}\nA,a,m,5\n"
        assert loud(reading(text, {"unit": "thousand", "columns": columns}, currency=code)) == []
        assert loud(reading(text, {"columns": columns}, currency=code)) == ["unit-differs@1"]


@pytest.mark.parametrize(
    ("head", "stage"),
    [
        ("Revised budget estimates 2023-24", "revised"),
        ("Draft budget estimates", "proposed"),
        ("Budget estimates 2024", "confirmed"),
        ("Actual expenditure 2023", "executed"),
    ],
)
def test_a_word_beside_a_phrase_says_which_stage_it_is(head, stage):
    assert stage_of_header(head) == stage


def test_a_parent_is_named_once_however_many_levels_it_is_the_sum_of():
    amounts = np.array([1000, 400, 600, 500, 200, 300, 500, 100, 400])
    assert parents([amounts], sums_below(amounts)) == [0, 3, 6]


YEARS = {"2025": {"fiscal_year": 2025}, "2026": {"fiscal_year": 2026}}


def by_years(reading, heads, cells, mapped, **source):
    text = f"id,name,{','.join(heads)},2025,2026\n" + "".join(
        f"{n},{n},{row},{at + 7},{at + 9}\n" for at, (n, row) in enumerate(cells)
    )
    columns = {"programme": "id", "name": "name", "ministry": mapped}
    return reading(text, {"columns": columns, "wide": {"columns": YEARS}} | source)


@pytest.mark.parametrize(
    ("unread", "mapped"),
    [
        ("ministry 2025", "ministry 2026"),
        ("2025년 부처", "2026년 부처"),
        ("Ressort (2025)", "Ressort"),
        ("省庁2025年度", "省庁"),
    ],
)
def test_a_ministry_that_stands_by_year_is_asked_about(reading, unread, mapped):
    moved = [("A", "Old,New"), ("B", "Old,Old")]
    assert loud(by_years(reading, [unread, mapped], moved, mapped)) == ["attribute-by-year@2"]
    assert loud(by_years(reading, [unread, mapped], moved, mapped, skip=[unread])) == []
    stayed = [("A", "New,New"), ("B", "Old,Old")]
    assert loud(by_years(reading, [unread, mapped], stayed, mapped)) == []


def test_a_ministry_of_a_year_that_is_not_read_is_no_question(reading):
    moved = [("A", "Old,New"), ("B", "Old,Old")]
    assert loud(by_years(reading, ["ministry 2019", "ministry"], moved, "ministry")) == []


@pytest.mark.parametrize(
    "head",
    [
        *("Share of total", "Percentage of GDP", "Budget per capita", "1인당 예산", "Ausgaben pro Kopf"),
        *(
            "Change 2026 on 2025",
            "증감액",
            "2026년 증감",
            "前年度比増減額",
            "Veränderung ggü. Vorjahr",
            "Écart 2026/2025",
        ),
        *("총사업비", "総事業費", "Total cost 2021-2030", "Annual average 2021-2026", "2021~2026 누계"),
    ],
)
def test_changes_shares_and_costs_of_several_years_are_no_amounts_of_one(reading, head):
    assert loud(headed(reading, head)) == ["no-money@1"]


@pytest.mark.parametrize(
    "head",
    [
        *(
            "Climate change",
            "Climate change fund 2026",
            "Capital increase",
            "Part de l'État",
            "기후변화 예산",
            "Growth fund",
        ),
        *("Total cost", "Total 2026", "Total 2025/26", "Total 2025-2026", "2026년 합계", "Gesamt 2026", "Cumulative"),
    ],
)
def test_amounts_whose_heads_hold_such_words_are_amounts(reading, head):
    assert loud(headed(reading, head)) == []


@pytest.mark.parametrize(
    ("one_way", "other"), [("กรม", "กรุม"), ("Committee 1.1", "Committee 11"), ("제1·2소위", "제12소위")]
)
def test_names_that_differ_by_more_than_marks_are_two(reading, one_way, other):
    assert "alike-offices" not in str(loud(reading(f"{HEADER}A,a,{one_way},1\nB,b,{other},2\n")))


def test_a_word_for_each_head_is_no_part_of_another_word(reading):
    assert "no-money@1" not in loud(headed(reading, "Upper capital limit"))
    assert "no-money@1" in loud(headed(reading, "Cost per capita"))
