"""Identities, repeated lines, consistency between tables, and independence of row order."""

from __future__ import annotations

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from crosscut import tables, taxonomy
from crosscut.findings import Severity
from crosscut.ingest import read, repeats
from tests.shortened import examples

from .conftest import COLUMNS, amounts, budget, one, rules

HEADER = "id,name,ministry,amount\n"
SUBS = {
    "file": "b.csv",
    "kind": "subprogrammes",
    "columns": {"parent": "parent", "subprogramme": "sub", "name": "name", "ministry": "ministry", "amount": "amount"},
}
SUB_HEADER = "parent,sub,name,ministry,amount\n"


def test_one_id_of_two_ministries(reading, tmp_path):
    (tmp_path / "b.csv").write_text(SUB_HEADER + "X,X.1,s,교육부,1\nX,X.2,s,과기부,2\nA,A.1,s,m,3\n")
    text = HEADER + "X,양자,교육부,1\nX,양자,과기부,2\nA,n,m,3\n"
    result = reading(text, {}, SUBS)
    assert amounts(result) == {"X@교육부": 1_000_000, "X@과기부": 2_000_000, "A": 3_000_000}
    finding = one(result, "duplicate-id")
    assert finding.severity is Severity.WARNING
    assert "row 2" in finding.message.en
    assert "row 3" in finding.message.en
    parts = {row["subprogramme"]: row["programme"] for row in result.subprogrammes.to_pylist()}
    assert parts == {"X.1": "X@교육부", "X.2": "X@과기부", "A.1": "A"}
    assert rules(result) == {"duplicate-id"}


def test_one_id_of_two_names_in_one_ministry(reading, tmp_path):
    (tmp_path / "b.csv").write_text("parent,of,sub,name,ministry,amount\nX,나,X.1,s,m,2\nX,가,X.2,s,m,1\n")
    columns = SUBS["columns"] | {"programme": "of"}
    result = reading(HEADER + "X,가,m,1\nX,나,m,2\n", {}, SUBS | {"columns": columns})
    assert amounts(result) == {"X@가": 1_000_000, "X@나": 2_000_000}
    assert {row["subprogramme"]: row["programme"] for row in result.subprogrammes.to_pylist()} == {
        "X.1": "X@나",
        "X.2": "X@가",
    }


def test_the_same_programme_keeps_its_suffix_in_other_years(reading, tmp_path):
    (tmp_path / "b.csv").write_text(HEADER + "X,양자,교육부,7\n")
    result = reading(HEADER + "X,양자,교육부,1\nX,양자,과기부,2\n", {}, {"file": "b.csv", "fiscal_year": 2025})
    assert {(row["programme"], row["fiscal_year"]) for row in result.lines.to_pylist()} == {
        ("X@교육부", 2025),
        ("X@교육부", 2026),
        ("X@과기부", 2026),
    }


def test_a_new_name_in_another_year_is_the_same_programme(reading, tmp_path):
    (tmp_path / "b.csv").write_text(HEADER + "X,옛 이름,옛 부처,7\n")
    result = reading(HEADER + "X,새 이름,,1\n", {}, {"file": "b.csv", "fiscal_year": 2025})
    (programme,) = result.programmes.to_pylist()
    assert (programme["name"], programme["ministry"]) == ("새 이름", "옛 부처")


def test_accounts_make_lines(reading):
    columns = COLUMNS | {"account": "account"}
    result = reading("id,name,ministry,amount,account\nA,n,m,1,일반\nA,n,m,2,특별\n", {"columns": columns})
    assert [(row["account"], row["amount"]) for row in result.lines.to_pylist()] == [
        ("일반", 1_000_000),
        ("특별", 2_000_000),
    ]
    assert result.findings == ()


def test_a_row_that_repeats_another(reading):
    result = reading(HEADER + "A,n,m,1\nB,n,m,2\nA,n,m,1\n")
    finding = one(result, "duplicate-line")
    assert finding.severity is Severity.FATAL
    assert finding.message.en.startswith("Row 4 repeats row 2")
    assert amounts(result) == {"A": 2_000_000, "B": 2_000_000}
    assert set(finding.rows) <= set(result.lines["line"].to_pylist())


def test_a_crowd_of_one_key_is_looked_at_once_a_row(reading, monkeypatch):
    """Each row against each before it would be a million looks at two thousand rows."""
    looked, content = [], repeats._Said.content
    monkeypatch.setattr(repeats._Said, "content", lambda said, at: looked.append(at) or content(said, at))
    rows = [f"A,n,m,{number // 2}\n" for number in range(2000)]
    result = reading(HEADER + "".join(rows))
    assert len(looked) == 2000
    told = [finding.severity for finding in result.findings if finding.rule == "duplicate-line"]
    assert (told.count(Severity.FATAL), told.count(Severity.WARNING)) == (1000, 999)


def test_rows_of_sources_that_read_other_columns_are_compared(reading):
    """A row that says its unit or currency says more than one that does not."""
    (text, columns) = "id,name,ministry,amount,cur\nA,a,m,10,KRW\n", COLUMNS | {"currency": "cur"}
    for first, second in (({"columns": columns}, {}), ({}, {"columns": columns})):
        assert one(reading(text, first, second), "duplicate-line").severity is Severity.WARNING


def test_rows_with_one_key_are_summed(reading):
    result = reading(HEADER + "A,n,m,1\nA,n,m,4\n")
    assert one(result, "duplicate-line").severity is Severity.WARNING
    assert amounts(result) == {"A": 5_000_000}


def test_over_tagged(reading):
    text = "id,name,ministry,amount,st_ai,st_bio\nA,n,m,10,10,5\nB,n,m,10,5,5\n"
    result = reading(text, {"tags": {"prefix": "st_"}})
    finding = one(result, "over-tagged")
    assert "2026년 국회확정" in finding.message.ko
    assert (finding.programme, finding.value, finding.expected, finding.difference) == (
        "A",
        15_000_000,
        10_000_000,
        5_000_000,
    )
    ids = set(result.lines["line"].to_pylist()) | set(result.tags["tag"].to_pylist())
    assert len(finding.rows) == 3
    assert set(finding.rows) <= ids


def test_subprogrammes_that_do_not_sum_or_are_not_there(reading, tmp_path):
    (tmp_path / "b.csv").write_text(SUB_HEADER + "A,A.1,s,m,4\nA,A.2,s,m,5\nZ,Z.1,s,m,1\n")
    result = reading(HEADER + "A,n,m,10\nB,n,m,1\n", {}, SUBS)
    finding = one(result, "subprogramme-sum")
    assert (finding.severity, finding.difference, finding.place.row) == (Severity.WARNING, -1_000_000, 2)
    assert one(result, "no-subprogrammes").programme == "B"
    assert one(result, "unknown-parent").place.row == 4


def test_tags_that_do_not_roll_up(reading, tmp_path):
    (tmp_path / "b.csv").write_text("parent,sub,name,ministry,amount,st_ai,st_bio\nA,A.1,s,m,10,3,1\n")
    tagged = {"tags": {"prefix": "st_"}}
    result = reading("id,name,ministry,amount,st_ai,st_bio\nA,n,m,10,4,1\n", tagged, SUBS | tagged)
    finding = one(result, "tag-roll-up")
    assert (finding.value, finding.expected, finding.place.column) == (3_000_000, 4_000_000, "st_ai")
    assert len(finding.rows) == 2


def test_missing_names_and_ministries_and_signs(reading):
    result = reading(HEADER + "A,,m,1\nB,n,,-2\nC,n,m,0\n")
    assert one(result, "missing-name").programme == "A"
    assert one(result, "missing-ministry").programme == "B"
    assert one(result, "negative-amount").value == -2_000_000
    assert one(result, "zero-amount").programme == "C"


def control(**more):
    return {"label": "All", "amount": "3 million"} | more


def test_control_totals(reading):
    text = HEADER + "A,n,m,1\nB,n,k,2\n"
    assert one(reading(text, control=[control()]), "control-met").expected == 3_000_000
    wrong = one(reading(text, control=[control(amount="4 million")]), "control-total")
    assert (wrong.severity, wrong.difference, len(wrong.rows)) == (Severity.FATAL, -1_000_000, 2)
    why = one(reading(text, control=[control(amount="4 million", explained="Rounded.")]), "control-total")
    assert why.severity is Severity.INFO
    assert "Rounded." in why.message.en
    by = control(amount="2000000", where={"ministry": "k", "fiscal_year": 2026})
    assert one(reading(text, control=[by]), "control-met").expected == 2_000_000
    assert reading(text, control=[by]).controls["where"].to_pylist() == [["ministry=k", "fiscal_year=2026"]]


def test_controls_that_cannot_be_read(reading):
    assert "wrong-control" in rules(reading(HEADER + "A,n,m,1\n", control=[control(amount="much")]))
    result = reading(HEADER + "A,n,m,1\n", control=[control(where={"ministri": "m"})])
    assert "Did you mean 'ministry'?" in one(result, "wrong-control").message.en


def test_controls_of_tags(reading):
    text = "id,name,ministry,amount,st_ai\nA,n,m,10,4\n"
    by = control(amount="4 million", kind="tags", where={"area": "ai"})
    assert one(reading(text, {"tags": {"prefix": "st_"}}, control=[by]), "control-met").expected == 4_000_000


def test_parquet(reading, tmp_path):
    table = pa.table({"id": [1, 2], "name": ["가", "나"], "ministry": ["m", "m"], "amount": [1.5, None]})
    pq.write_table(table, tmp_path / "a.parquet")
    result = reading(None, {"file": "a.parquet"})
    assert amounts(result) == {"1": 1_500_000}
    assert result.lines["row"].to_pylist() == [2]
    (tmp_path / "a.parquet").write_bytes(b"PAR1 not really")
    assert one(reading(None, {"file": "a.parquet"}), "broken-file").severity is Severity.FATAL


def test_schemas_and_ids(reading):
    result = reading("id,name,ministry,amount,st_ai\nB,n,m,1,1\nA,n,m,2,\n", {"tags": {"prefix": "st_"}})
    assert result.lines.schema == tables.LINES
    assert result.tags.schema == tables.TAGS
    assert result.programmes.schema == tables.PROGRAMMES
    assert result.subprogrammes.schema == tables.SUBPROGRAMMES
    assert result.controls.schema == tables.CONTROLS
    for row in result.lines.to_pylist():
        assert row["line"] == tables.line_id(row["programme"], "", 2026, "confirmed", "")
    assert result.tags["tag"].to_pylist() == [tables.row_id("tag", "B", "", 2026, "confirmed", "ai")]
    assert result.programmes["programme"].to_pylist() == ["A", "B"]


_ROW = st.tuples(
    st.sampled_from("ABCD"),
    st.sampled_from(["가", "나"]),
    st.sampled_from(["m", "k"]),
    st.sampled_from(["0", "1", "2.5", "-", "", "신규", "0.0000001"]),
    st.sampled_from(["2025", "2026"]),
)


def _place_free(result):
    """Digests of all tables without the row numbers, which are all that may follow the order of rows."""
    made = {}
    for name in ("programmes", "lines", "tags"):
        made[name] = tables.digest(getattr(result, name).drop_columns(["row"]))
    return made


@settings(max_examples=examples(8), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=st.lists(_ROW, min_size=1, max_size=12), draw=st.data())
def test_the_order_of_rows_changes_nothing(tmp_path, rows, draw):
    made = budget({"fiscal_year": None, "columns": COLUMNS | {"fiscal_year": "year"}})
    version = taxonomy.load(made.taxonomy)
    results = []
    for order in (rows, rows, draw.draw(st.permutations(rows))):
        (tmp_path / "a.csv").write_text("id,name,ministry,amount,year\n" + "".join(",".join(r) + "\n" for r in order))
        results.append(read(tmp_path, made, version))
    first, again, shuffled = results
    assert [tables.digest(t) for t in (first.lines, first.programmes)] == [
        tables.digest(t) for t in (again.lines, again.programmes)
    ]
    assert first.findings == again.findings
    assert _place_free(first) == _place_free(shuffled)
    assert sorted(f.rule for f in first.findings) == sorted(f.rule for f in shuffled.findings)


def test_nothing_is_lost(reading):
    """What the cells say is what the lines sum to, whatever ids are shared."""
    rows = [f"P{n % 7},이름{n % 3},부처{n % 2},{n}" for n in range(50)]
    result = reading(HEADER + "\n".join(rows) + "\n")
    assert sum(amounts(result).values()) == sum(range(50)) * 1_000_000


@pytest.mark.parametrize("steps", [["Reading a.csv"]])
def test_progress_is_told(tmp_path, steps):
    (tmp_path / "a.csv").write_text(HEADER + "A,n,m,1\n")
    told = []
    made = budget({})
    read(tmp_path, made, taxonomy.load(made.taxonomy), told.append)
    assert told == steps


def test_findings_say_periods_as_the_budget_prints_and_names_them(reading):
    stages = ["requested", {"id": "confirmed", "name": {"en": "Voted", "ko": "의결"}}]
    result = reading("id,name,ministry,amount\nA,n,m,-5\n", year_label="{year}/{next}", stages=stages)
    finding = one(result, "negative-amount")
    assert (finding.message.en, finding.message.ko) == (
        "A (2026/27 Voted): the amount is below zero: -KRW 5 million.",
        "A (2026/27년 의결): 금액이 -5백만 원입니다.",
    )


DATED = {"columns": COLUMNS | {"fiscal_year": "year"}, "fiscal_year": None}


def test_dates_are_years_where_all_are_the_first_of_january(reading):
    text = "id,name,ministry,year,amount\nA,n,m,{},1\nB,n,m,2025-01-01,2\n"
    result = reading(text.format("2026-01-01 00:00:00"), DATED)
    assert set(result.lines["fiscal_year"].to_pylist()) == {2025, 2026}
    assert [each.rule for each in reading(text.format("2026-03-31"), DATED).findings].count("not-a-year") == 2


def test_two_columns_of_one_period_are_told_as_such(reading):
    wide = {"columns": {"2025": {"fiscal_year": 2025}, "2026": {"fiscal_year": 2025}}}
    columns = {key: name for key, name in COLUMNS.items() if key != "amount"}
    result = reading("id,name,ministry,2025,2026\nA,a,m,10,10\n", {"wide": wide, "columns": columns})
    finding = one(result, "duplicate-line")
    assert finding.severity is Severity.FATAL
    assert "columns '2025', '2026' are read as one period (2025, confirmed)" in finding.message.en
    assert "row" not in finding.hint.en


def test_two_sources_of_the_same_rows_are_told_to_be_one_too_many(reading):
    assert (
        "take one of them out" in one(reading("id,name,ministry,amount\nA,a,m,10\n", {}, {}), "duplicate-line").hint.en
    )


@pytest.mark.parametrize(
    ("tagged", "said"),
    [
        ("12,", "A (2026 confirmed): the tagged amount is KRW 12 million, its amount is KRW 9 million."),
        ("8,3", "A (2026 confirmed): 2 tagged amounts add up to KRW 11 million, its amount is KRW 9 million."),
    ],
)
def test_tags_above_the_amount_are_told_as_one_or_several(reading, tagged, said):
    result = reading(f"id,name,ministry,amount,st_ai,st_bio\nA,n,m,9,{tagged}\n", {"tags": {"prefix": "st_"}})
    assert one(result, "over-tagged").message.en == said
