"""Headers, mappings, years, stages, areas, and total rows."""

from __future__ import annotations

import pytest

from crosscut.findings import Severity

from .conftest import COLUMNS, amounts, one, rules

HEADER = "id,name,ministry,amount\n"


def test_the_header_is_found_below_titles(reading):
    result = reading("2026 예산\n\n,표 1,,\n" + HEADER + "A,n,m,1\n")
    assert result.findings == ()
    assert result.lines["row"].to_pylist() == [5]
    assert amounts(reading("x,y,z,u\n" + HEADER + "A,n,m,1\n", {"header_row": 2})) == {"A": 1_000_000}


def test_a_missing_column_lists_what_there_is(reading):
    finding = one(reading("id,name,minstry,amount\nA,n,m,1\n", {"skip": ["minstry"]}), "missing-column")
    assert finding.severity is Severity.FATAL
    assert "Did you mean 'minstry'?" in finding.hint.en
    assert "id, name, minstry, amount" in finding.hint.en


def test_a_column_that_stands_twice(reading):
    assert one(reading("id,name,ministry,amount,amount\nA,n,m,1,2\n"), "duplicate-column").severity is Severity.FATAL
    result = reading("id,name,ministry,amount,x,x\nA,n,m,1,2,3\n", {"skip": ["x"]})
    assert one(result, "duplicate-column").severity is Severity.INFO


@pytest.mark.parametrize(("gap", "ranges"), [(",", ["A1:D3", "F1:I3"]), ("", ["A1:D3", "E1:H3"])])
def test_tables_side_by_side_are_one_question_whose_answer_reads_them(reading, gap, ranges):
    rows = ["id,name,ministry,amount", "A,a,m,1", "B,b,m,2"], ["id,name,ministry,amount", "C,c,m,3", "D,d,m,4"]
    text = "".join(f"{one},{gap}{other}\n" for one, other in zip(*rows, strict=True))
    finding = one(reading(text), "tables-side-by-side")
    assert (finding.severity, finding.place.row) == (Severity.FATAL, 1)
    assert ", ".join(ranges) in finding.message.en
    assert "duplicate-column" not in rules(reading(text))
    result = reading(text, *({"range": each} for each in ranges))
    assert result.findings == ()
    assert amounts(result) == {"A": 1_000_000, "B": 2_000_000, "C": 3_000_000, "D": 4_000_000}


def test_columns_that_alternate_are_no_tables_side_by_side(reading):
    text = "id,id,name,ministry,amount,name,ministry,amount\nA,B,a,m,1,b,m,2\n"
    assert rules(reading(text)) & {"duplicate-column"}
    assert not rules(reading(text)) & {"tables-side-by-side"}


def test_unused_columns_are_named_once(reading):
    finding = one(reading("id,name,ministry,amount,x,y,z\nA,n,m,1,2,3,4\n", {"skip": ["z"]}), "unused-columns")
    assert "x, y." in finding.message.en


def test_a_list_of_columns_joins_their_texts(reading):
    columns = COLUMNS | {"text": ["goal", "content"]}
    result = reading("id,name,ministry,amount,goal,content\nA,n,m,1,목표,내용\nB,n,m,1,,내용\n", {"columns": columns})
    assert result.programmes["text"].to_pylist() == ["목표 내용", "내용"]


@pytest.mark.parametrize(("kind", "needed"), [("programmes", "programme"), ("subprogrammes", "parent")])
def test_ids_must_be_mapped(reading, kind, needed):
    columns = {"name": "name", "amount": "amount"}
    assert (
        needed in one(reading(HEADER + "A,n,m,1\n", {"kind": kind, "columns": columns}), "missing-mapping").message.en
    )


def test_rows_without_an_id(reading):
    result = reading(HEADER + ",n,m,1\nA,n,m,2\n")
    assert one(result, "missing-id").place.row == 2
    assert amounts(result) == {"A": 2_000_000}


def test_years_and_stages_from_columns(reading):
    columns = COLUMNS | {"fiscal_year": "year", "stage": "stage"}
    text = "id,name,ministry,amount,year,stage\nA,n,m,1,2026년,정부안\nA,n,m,2,FY2025,confirmed\nB,n,m,3,soon,confirmed\nC,n,m,4,2026,confirmd\n"
    result = reading(text, {"columns": columns, "fiscal_year": None, "stage": ""})
    assert [(row["fiscal_year"], row["stage"]) for row in result.lines.to_pylist()] == [
        (2025, "confirmed"),
        (2026, "proposed"),
    ]
    assert one(result, "not-a-year").place.row == 4
    assert "Did you mean 'confirmed'?" in one(result, "unknown-stage").hint.en


def test_a_year_or_stage_that_nothing_says(reading):
    result = reading(HEADER + "A,n,m,1\n", {"fiscal_year": None})
    assert "fiscal_year" in one(result, "missing-mapping").message.en
    assert "stage" in one(reading(HEADER + "A,n,m,1\n", {"stage": ""}), "missing-mapping").message.en


def test_tags_by_prefix_map_and_wide_columns(reading):
    text = "id,name,ministry,amount,st_인공지능,st_양자,st_total,bio25\nA,n,m,100,10,0,10,7\n"
    source = {
        "tags": {"prefix": "st_", "ignore": ["total"], "areas": {"양자": "quantum"}},
        "wide": {"columns": {"bio25": {"fiscal_year": 2025, "area": "bio"}}},
    }
    result = reading(text, source)
    assert result.findings == ()
    tags = [(row["area"], row["fiscal_year"], row["amount"]) for row in result.tags.to_pylist()]
    assert tags == [("bio", 2025, 7_000_000), ("ai", 2026, 10_000_000)]


def test_an_unknown_area_offers_the_nearest(reading):
    finding = one(
        reading("id,name,ministry,amount,st_quantun\nA,n,m,9,1\n", {"tags": {"prefix": "st_"}}), "unknown-area"
    )
    assert "'quantum'" in finding.hint.en
    assert finding.place.column == "st_quantun"


@pytest.mark.parametrize("word", ["합계", "계", "총계", "합 계", "Total", "Grand total", "TOTAL"])
def test_total_rows_are_controls_and_not_data(reading, word):
    result = reading(f"{HEADER}{word},,,30\nA,n,m,10\nB,n,m,20\n")
    assert amounts(result) == {"A": 10_000_000, "B": 20_000_000}
    (control,) = result.controls.to_pylist()
    assert (control["amount"], control["row"], control["kind"]) == (30_000_000, 2, "lines")
    assert "file=a.csv" in control["where"]
    met = one(result, "control-met")
    assert (met.severity, met.value, met.place.row) == (Severity.INFO, 30_000_000, 2)


def test_a_total_that_differs_is_fatal(reading):
    finding = one(reading(HEADER + "A,n,m,10\n합계,,,11\n"), "control-total")
    assert (finding.severity, finding.value, finding.expected, finding.difference) == (
        Severity.FATAL,
        10_000_000,
        11_000_000,
        -1_000_000,
    )


def test_totals_of_a_ministry_and_running_subtotals(reading):
    text = (
        HEADER
        + "A,n,교육부,1\nB,n,과기부,2\n소계,,교육부,1\n소계,,,9\nC,n,과기부,5\n소계,,,5\n합계,,교육부,1\n합계,,,8\n"
    )
    result = reading(text)
    met = {finding.place.row for finding in result.findings if finding.rule == "control-met"}
    wrong = {finding.place.row: finding.value for finding in result.findings if finding.rule == "control-total"}
    assert met == {4, 7, 8, 9}
    assert wrong == {5: 0}
    assert {tuple(w for w in row["where"] if w.startswith("ministry=")) for row in result.controls.to_pylist()} == {
        ("ministry=교육부",),
        (),
    }


def test_totals_of_tags(reading):
    text = "id,name,ministry,amount,st_ai\nA,n,m,9,1\nTotal,,,9,2\n"
    result = reading(text, {"tags": {"prefix": "st_"}})
    assert one(result, "control-total").place.column == "st_ai"
    assert {row["kind"] for row in result.controls.to_pylist()} == {"lines", "tags"}


def test_a_programme_whose_name_holds_the_word_is_data(reading):
    assert amounts(reading(HEADER + "A,총계 관리,m,1\n")) == {"A": 1_000_000}


def test_wrong_meanings_of_wide_columns(reading):
    source = {"wide": {"columns": {"x": {"fiscal_yaer": 2025}}}}
    assert one(reading("id,name,ministry,amount,x\nA,n,m,1,2\n", source), "wrong-wide-column").place.column == "x"


def test_no_amounts_at_all(reading):
    result = reading("id,name\nA,n\n", {"columns": {"programme": "id", "name": "name"}})
    assert "missing-mapping" in rules(result)


def test_where_may_ask_for_what_a_column_of_amounts_says(reading):
    text = "id,name,ministry,amount\nA,a,m,10\nB,b,m,20\nC,c,m,10\n"
    assert amounts(reading(text, {"where": {"amount": "10"}})) == {"A": 10_000_000, "C": 10_000_000}
    assert "no-rows" in rules(reading(text, {"where": {"amount": "11"}}))


def test_rows_of_percentages_without_an_id_are_passed_over(reading):
    text = "id,name,ministry,amount\nA,a,m,10\nB,b,m,20\n,Change,,{}\n"
    for cell in ("11.4 %", "+3.2%", "△1.5％", "(4 %)"):
        result = reading(text.format(cell))
        assert amounts(result) == {"A": 10_000_000, "B": 20_000_000}
        assert rules(result) & {"share-row", "missing-id", "text-in-amount"} == {"share-row"}
    assert "text-in-amount" in rules(reading(text.replace(",Change", "C,Change").format("11.4 %")))
    assert "text-in-amount" in rules(reading(text.format("many %")))


def test_a_total_above_all_ministries_that_names_none_is_of_all(reading):
    rows = "A,,,30\nA,1,x,10\nA,2,y,20\nB,,,30\nB,3,z,25\nB,4,w,5\n"
    result = reading(f"ministry,id,name,amount\nAll departments,,,60\n{rows}")
    assert sum(amounts(result).values()) == 60_000_000
    assert not rules(result) & {"missing-id", "control-total"}
    assert rules(reading(f"ministry,id,name,amount\nAll departments,,,66\n{rows}")) & {"missing-id", "control-total"}


def test_a_column_that_is_read_as_two_amounts_is_refused(reading):
    wide = {"wide": {"columns": {"amount": {"fiscal_year": 2025}}}}
    finding = one(reading("id,name,ministry,amount\nA,x,M,1\n", wide), "column-read-twice")
    assert (finding.severity, finding.place.column) == (Severity.FATAL, "amount")


def test_a_table_that_ends_at_its_header_is_told(reading):
    assert one(reading("id,name,ministry,amount\n"), "no-rows").severity is Severity.WARNING
    assert "no-rows" not in rules(reading("id,name,ministry,amount\nA,x,M,1\n"))
    assert "no-rows" not in rules(reading("id,name,ministry,amount\nA,x,M,1\n", {"skip_rows": [2]}))


def test_a_new_ministry_does_not_keep_the_office_of_the_one_above(reading):
    columns = COLUMNS | {"committee": "office"}
    source = {"columns": columns, "fill_down": ["office", "ministry"]}
    text = "ministry,office,id,name,amount\nNSF,GEO,A,a,10\n,,B,b,20\nDOE,,C,c,5\n,,D,d,6\n,SC,E,e,7\n"
    finding = one(made := reading(text, source), "not-filled-down")
    held = {row["programme"]: (row["ministry"], row["committee"]) for row in made.programmes.to_pylist()}
    assert (finding.severity, finding.place.row, finding.place.column) == (Severity.WARNING, 4, "office")
    assert held == {"A": ("NSF", "GEO"), "B": ("NSF", "GEO"), "C": ("DOE", ""), "D": ("DOE", ""), "E": ("DOE", "SC")}


@pytest.mark.parametrize("office", ["SC", "-"])
def test_offices_that_each_ministry_says_are_filled_without_a_word(reading, office):
    source = {"columns": COLUMNS | {"committee": "office"}, "fill_down": ["ministry", "office"]}
    text = f"ministry,office,id,name,amount\nNSF,GEO,A,a,10\n,,B,b,20\nNSF,,C,c,5\nDOE,{office},D,d,6\n,,E,e,7\n"
    made = reading(text, source)
    own = office.strip("-")
    assert [row["committee"] for row in made.programmes.to_pylist()] == ["GEO", "GEO", "GEO", own, own]
    assert made.findings == ()


def test_a_new_programme_does_not_keep_the_name_of_the_one_above(reading):
    source = {"columns": COLUMNS | {"account": "account"}, "fill_down": ["id", "name"]}
    made = reading("id,name,ministry,account,amount\nA,a,m,x,1\n,,m,y,2\nB,,m,x,3\n", source)
    assert [row["name"] for row in made.programmes.to_pylist()] == ["a", ""]
    assert one(made, "missing-name").place.row == 4
    titles = reading("name,id,ministry,amount\nTitle,A,m,1\n,B,m,2\n", {"fill_down": ["name"]})
    assert [row["name"] for row in titles.programmes.to_pylist()] == ["Title", "Title"]
