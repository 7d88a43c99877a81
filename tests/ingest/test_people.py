"""Decisions and corrections."""

from __future__ import annotations

import pytest

from crosscut.ingest import CORRECTIONS, read_corrections, read_decisions
from crosscut.tables import DECISIONS
from crosscut.taxonomy import load

HEADER = "programme,area,numerator,denominator,decided_by,decided_at,reason\n"
CORRECTION = "programme,fiscal_year,stage,account,printed,amount,unit,reason,decided_by,decided_at\n"


@pytest.fixture
def write(tmp_path):
    (tmp_path / "decisions").mkdir()

    def _write(name, text):
        (tmp_path / "decisions" / name).write_bytes(text if isinstance(text, bytes) else text.encode())
        return tmp_path

    return _write


def test_decisions_of_all_files_sorted(write):
    write("b.csv", HEADER + "B,ai,1,3,Kim,2026-01-02,core\n")
    folder = write("a.csv", "programme,area,sub,numerator,denominator,decided_by,reason\nC,bio,gene,1,1,Lee,core\n")
    table, findings = read_decisions(folder)
    assert findings == []
    assert table.schema == DECISIONS
    first, second = table.to_pylist()
    assert (first["programme"], first["numerator"], first["denominator"], first["file"], first["row"]) == (
        "B",
        1,
        3,
        "decisions/b.csv",
        2,
    )
    assert (second["sub"], second["decided_by"]) == ("gene", "Lee")


@pytest.mark.parametrize(
    ("row", "column"),
    [
        ("A,ai,2,1,Kim,,core", "numerator"),
        ("A,ai,1,0,Kim,,core", "numerator"),
        ("A,ai,0.5,1,Kim,,core", "numerator"),
        ("A,ai,1,3037000500,Kim,,core", "denominator"),
        ("A,ai,1,x,Kim,,core", "denominator"),
        (",ai,1,1,Kim,,core", "programme"),
        ("A,,1,1,Kim,,core", "area"),
        ("A,ai,-1,1,Kim,,core", "numerator"),
        ("A,ai,1,1,,,core", "decided_by"),
        ("A,ai,1,1,Kim,, ", "reason"),
    ],
)
def test_decisions_that_cannot_be(write, row, column):
    table, findings = read_decisions(write("a.csv", HEADER + row + "\n"))
    assert table.num_rows == 0
    assert [(f.rule, f.place.row, f.place.column) for f in findings] == [("wrong-decision", 2, column)]


def test_decision_files_at_fault(write):
    _, findings = read_decisions(write("a.csv", "programme,area\nA,ai\n"))
    assert [f.rule for f in findings] == ["missing-column"]
    _, findings = read_decisions(write("a.csv", HEADER + '"A,ai,1,1\n'))
    assert [f.rule for f in findings] == ["unclosed-quote"]
    _, findings = read_decisions(write("a.csv", b""))
    assert [f.rule for f in findings] == ["empty-file"]


def test_no_decisions(tmp_path):
    assert read_decisions(tmp_path)[0].schema == DECISIONS
    assert read_corrections(tmp_path, "KRW")[0].schema == CORRECTIONS


def test_corrections_are_exact_and_are_no_decisions(write):
    folder = write("corrections.csv", CORRECTION + "A,2024,confirmed,,7217.9,217.9,billion,misprint,Kim,2024-01-30\n")
    table, findings = read_corrections(folder, "KRW")
    assert findings == []
    (row,) = table.to_pylist()
    assert (row["printed"], row["amount"], row["fiscal_year"]) == (7_217_900_000_000, 217_900_000_000, 2024)
    assert read_decisions(folder)[0].num_rows == 0


@pytest.mark.parametrize(
    "row",
    [
        "A,2024,confirmed,,1,x,billion,why,K,2024",
        "A,2024,confirmed,,1,2,bushel,why,K,2024",
        "A,soon,confirmed,,1,2,billion,why,K,2024",
        "A,2024,confirmed,,1,2,billion,,K,2024",
        "A,2024,confirmed,,1,,billion,why,K,2024",
    ],
)
def test_corrections_that_cannot_be(write, row):
    table, findings = read_corrections(write("corrections.csv", CORRECTION + row + "\n"), "KRW")
    assert table.num_rows == 0
    assert [(f.rule, f.place.row) for f in findings] == [("wrong-decision", 2)]


def test_a_limit_of_denominators_is_said_as_such(write):
    _, (finding,) = read_decisions(write("a.csv", HEADER + "A,ai,1,3037000500,Kim,,core\n"))
    assert "3,037,000,500 is above 3,037,000,499" in finding.message.en


@pytest.mark.parametrize(
    "content",
    [
        HEADER + "A,인공지능,1,1,김,2026-01-02,핵심\n",
        "\ufeff" + HEADER + "A,Artificial intelligence,1,1,김,2026-01-02,핵심\n",
        (HEADER + "A,ai,1,1,김,2026-01-02,핵심\n").replace(",", ";"),
        (HEADER + "A,ai,1,1,김,2026-01-02,핵심\n").replace(",", "\t"),
        (HEADER + "A,ai,1,1,김,2026-01-02,핵심\n").encode("cp949"),
    ],
)
@pytest.mark.parametrize("name", ["kim.csv", "KIM.CSV"])
def test_decisions_as_offices_save_them(write, name, content):
    table, findings = read_decisions(write(name, content), lambda _: load("kr-cet-2022"))
    (row,) = table.to_pylist()
    assert (row["programme"], row["area"], row["decided_by"]) == ("A", "ai", "김")
    assert [f.rule for f in findings] == (["encoding-found"] if isinstance(content, bytes) else [])
    assert not any("source" in f.hint.en for f in findings)


@pytest.mark.parametrize("area", ["withdrawn", "Withdrawn", "철회"])
def test_taking_back_is_written_in_either_language(write, area):
    rows = f"A,{area},0,1,Kim,an interest in it\n"
    table, findings = read_decisions(
        write("a.csv", f"programme,area,numerator,denominator,decided_by,reason\n{rows}"), lambda _: load("kr-cet-2022")
    )
    assert (table["area"].to_pylist(), findings) == (["withdrawn"], [])


@pytest.mark.parametrize("outside", ["outside", "Outside the taxonomy", "그 외", "그외", "분류 밖"])
def test_areas_and_sub_technologies_by_name(write, outside):
    version = load("kr-cet-2022")
    area = next(each for each in version.areas if each.subs)
    header = "programme,area,sub,numerator,denominator,decided_by,reason\n"
    names = f"A,{area.ko},{area.subs[0].en},1,1,Kim,core\nB,{outside},,1,1,Kim,none\nC,gravity,,1,1,Kim,x\n"
    table, _ = read_decisions(
        write("a.csv", (header + names).replace(area.subs[0].en, f'"{area.subs[0].en}"')), lambda _: version
    )
    found = [(row["area"], row["sub"]) for row in table.to_pylist()]
    assert found == [(area.id, area.subs[0].id), ("outside", ""), ("gravity", "")]


def test_every_file_is_read_or_named(write):
    write("a.csv", HEADER + "A,ai,1,1,Kim,,core\n")
    for name in ("b.xlsx", "Links.CSV", "notes.md", ".DS_Store"):
        folder = write(name, "x")
    (folder / "decisions" / "old").mkdir()
    table, findings = read_decisions(folder)
    assert table.num_rows == 1
    named = [f.place.file for f in findings if f.rule == "file-not-read"]
    assert sorted(named) == ["decisions/Links.CSV", "decisions/b.xlsx", "decisions/old"]


def test_a_decision_with_a_refused_row_is_left_out_whole_and_no_other_is(write):
    write("a.csv", HEADER + "A,ai,1,2,Kim,2026-01-02T09:00+09:00,core\nA,bio,x,2,Kim,2026-01-02T00:00Z,core\n")
    folder = write("b.csv", HEADER + "A,bio,1,1,Lee,2026-01-01,core\nB,ai,1,1,Kim,2026-01-02T00:00Z,core\n")
    table, findings = read_decisions(folder)
    assert [(row["programme"], row["decided_by"]) for row in table.to_pylist()] == [("A", "Lee"), ("B", "Kim")]
    assert [(f.place.file, f.place.row) for f in findings] == [("decisions/a.csv", 3), ("decisions/a.csv", 2)]


def test_a_row_that_stands_twice_is_one(write):
    row = "A,ai,1,2,Kim,2026-01-02,core\n"
    write("a.csv", HEADER + row + row)
    table, findings = read_decisions(write("b.csv", HEADER + row))
    assert (table.num_rows, findings) == (1, [])


def test_a_row_with_more_cells_than_columns_is_refused_and_not_cut(write):
    table, findings = read_decisions(
        write("a.csv", HEADER + "A,ai,1,1,Kim,2026-01-02,core, of all\nB,ai,1,1,Kim,,x,\n")
    )
    assert table["programme"].to_pylist() == ["B"]
    (found,) = findings
    assert (found.rule, found.place.file, found.place.row) == ("wrong-decision", "decisions/a.csv", 2)
    assert "8 cells" in found.message.en
    assert "quotes" in found.hint.en


def test_a_column_that_stands_twice_is_not_read_as_either(write):
    table, findings = read_decisions(write("a.csv", HEADER.replace("area", "area,area") + "A,ai,bio,1,1,Kim,,core\n"))
    assert table.num_rows == 0
    assert [(f.rule, f.place.row, f.place.column) for f in findings] == [("column-twice", 1, "area")]


@pytest.mark.parametrize(
    ("share", "says"),
    [
        ("1,1000000000000000000000000", "is above 3,037,000,499"),
        ("-1,2", "-1/2 is not a share from nothing to all"),
        ("1,-2", "1/-2 is not a share from nothing to all"),
    ],
)
def test_a_share_that_cannot_be_is_said_to_be_what_it_is(write, share, says):
    _, findings = read_decisions(write("a.csv", HEADER + f"A,ai,{share},Kim,,core\n"))
    assert [says in f.message.en for f in findings] == [True]


def test_a_quote_that_is_not_closed_has_the_row_that_it_opens_in(write):
    _, findings = read_decisions(
        write("a.csv", HEADER + 'A,ai,1,1,Kim,,"two\nlines"\nB,ai,1,1,Kim,,"core\nC,ai,1,1,Kim,,x\n')
    )
    assert [(f.rule, f.place.row) for f in findings] == [("unclosed-quote", 3)]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_decisions_saved_as_text_are_named_and_notes_are_not(write, encoding):
    write("read me.txt", "What stands here, and who decides\n")
    write("~mine.csv", HEADER + "A,ai,1,1,Kim,,core\n")
    folder = write("a.txt", (HEADER + "A,ai,1,1,Kim,,core\n").replace(",", "\t").encode(encoding))
    table, findings = read_decisions(folder)
    assert table.num_rows == 1
    assert [(f.rule, f.place.file) for f in findings] == [("file-not-read", "decisions/a.txt")]


def test_a_share_that_is_left_blank_is_told_as_blank(write) -> None:
    _, findings = read_decisions(write("a.csv", HEADER + "A,ai,,1,Kim,2026-01-01,read\n"))
    assert [each.message.en for each in findings] == ["The numerator is blank. The row was left out."]
