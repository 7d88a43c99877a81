"""Delimited text: encodings, quotes, ragged rows, and other damage."""

from __future__ import annotations

import codecs

import pytest

from crosscut.findings import Severity

from .conftest import amounts, one, rules

TEXT = "id,name,ministry,amount\nA1,가나다,교육부,10\nA2,라마바,과기부,20\n"


@pytest.mark.parametrize(
    ("data", "stated"),
    [
        (TEXT.encode(), ""),
        (codecs.BOM_UTF8 + TEXT.encode(), ""),
        (codecs.BOM_UTF8 + TEXT.encode(), "utf-8"),
        (TEXT.encode("cp949"), "cp949"),
        (TEXT.encode("cp949"), "euc-kr"),
        (TEXT.encode("utf-16"), ""),
    ],
)
def test_encodings_that_are_read_without_a_word(reading, data, stated):
    result = reading(data, {"encoding": stated})
    assert result.findings == ()
    assert amounts(result) == {"A1": 10_000_000, "A2": 20_000_000}
    assert result.programmes["name"].to_pylist() == ["가나다", "라마바"]


def test_cp949_is_found_and_said(reading):
    result = reading(TEXT.encode("cp949"))
    assert one(result, "encoding-found").severity is Severity.INFO
    assert result.programmes["ministry"].to_pylist() == ["교육부", "과기부"]


@pytest.mark.parametrize(("written", "stated", "mend"), [("cp949", "utf-8", "cp949"), ("utf-8", "cp949", "utf-8")])
def test_a_wrong_encoding_is_a_finding_with_its_mend_and_no_mojibake(reading, written, stated, mend):
    result = reading(TEXT.encode(written), {"encoding": stated})
    finding = one(result, "wrong-encoding")
    assert finding.severity is Severity.FATAL
    assert f'encoding = "{mend}"' in finding.hint.en
    assert result.lines.num_rows == 0


def test_neither_encoding_and_an_unknown_one(reading):
    assert one(reading(b"id,amount\nA,1\n\xff\xff\xff,2\n"), "unknown-encoding").place.row == 3
    assert "utf-8" in one(reading(TEXT, {"encoding": "latin-99"}), "unknown-encoding").hint.en


def test_nul_bytes_are_left_out_and_said(reading):
    result = reading("id,name,ministry,amount\nA1,가\0나,교육부,10\n")
    assert one(result, "nul-bytes").place.row == 2
    assert amounts(result) == {"A1": 10_000_000}


def test_ragged_rows_are_named(reading):
    text = "id,name,ministry,amount\nA1,n,m,10\nA2,n,m\nA3,n,m,1,234\nA4,n,m,4,\n"
    result = reading(text)
    found = {finding.place.row: finding for finding in result.findings if finding.rule == "ragged-row"}
    assert found[3].severity is Severity.WARNING
    assert found[4].severity is Severity.FATAL
    assert set(found) == {3, 4}
    assert amounts(result) == {"A1": 10_000_000, "A4": 4_000_000}


def test_an_unclosed_quote_names_its_row(reading):
    result = reading('id,name,ministry,amount\nA1,n,m,10\nA2,"n,m,20\nA3,n,m,30\n')
    finding = one(result, "unclosed-quote")
    assert (finding.severity, finding.place.row) == (Severity.FATAL, 3)
    assert amounts(result) == {"A1": 10_000_000}


def test_quoted_delimiters_line_breaks_and_blank_rows_keep_row_numbers(reading):
    text = 'id,name,ministry,amount\nA1,"a,\nb",m,10\n\nA2,"""q""",m,20\n\n\n'
    result = reading(text)
    rows = {row["programme"]: (row["row"], row["name"]) for row in result.programmes.to_pylist()}
    assert rows == {"A1": (2, "a,\nb"), "A2": (4, '"q"')}


def test_the_exact_reader_gives_what_the_fast_one_gives(reading):
    good = "id,name,ministry,amount\n" + "".join(f"A{n},n,m,{n}\n" for n in range(30))
    fast, slow = reading(good), reading(good + "B,n\n")
    assert amounts(slow) == amounts(fast)
    assert slow.lines["row"].to_pylist() == fast.lines["row"].to_pylist()


def test_other_delimiters(reading):
    text = TEXT.replace(",", ";")
    assert amounts(reading(text, {"delimiter": ";"})) == {"A1": 10_000_000, "A2": 20_000_000}
    assert amounts(reading(text)) == {"A1": 10_000_000, "A2": 20_000_000}
    assert "delimiter = ';'" in one(reading(text), "delimiter-found").hint.en
    assert "delimiter = ';'" in one(reading(text, {"delimiter": "|"}), "missing-header").hint.en


def test_header_alone_and_crlf(reading):
    assert reading("id,name,ministry,amount").lines.num_rows == 0
    assert reading("id,name,ministry,amount\r\n").lines.num_rows == 0
    assert amounts(reading(TEXT.replace("\n", "\r\n"))) == {"A1": 10_000_000, "A2": 20_000_000}


def test_empty_files(reading):
    assert one(reading(b""), "empty-file").severity is Severity.FATAL
    assert one(reading("\n , \n\n"), "empty-file").severity is Severity.FATAL
    assert "empty-file" in rules(reading(b"\n\n"))


def test_a_missing_file_offers_the_nearest(reading, tmp_path):
    (tmp_path / "programmes.csv").write_text(TEXT)
    finding = one(reading(None, {"file": "programme.csv"}), "missing-file")
    assert "programmes.csv" in finding.hint.en


def test_links_that_leave_the_folder_are_refused(reading, tmp_path, tmp_path_factory):
    outside = tmp_path_factory.mktemp("outside") / "a.csv"
    outside.write_text(TEXT)
    (tmp_path / "a.csv").symlink_to(outside)
    assert one(reading(None), "outside-folder").severity is Severity.FATAL
    (tmp_path / "a.csv").unlink()
    (tmp_path / "b.csv").write_text(TEXT)
    (tmp_path / "a.csv").symlink_to(tmp_path / "b.csv")
    assert reading(None).findings == ()


def test_more_columns_than_any_sheet(reading):
    assert one(reading("id,amount" + ",x" * 20_000 + "\n"), "too-large").severity is Severity.FATAL


def test_one_bad_file_leaves_the_others_read(reading):
    result = reading(TEXT, {"file": "gone.csv"}, {})
    assert "missing-file" in rules(result)
    assert result.lines.num_rows == 2


def test_a_ministry_is_one_whatever_the_spaces_in_its_name(reading):
    result = reading("id,name,ministry,amount\nA,n,과학기술 정보통신부,1\nB,m,과학기술  정보통신부,2\n")
    assert result.programmes["ministry"].to_pylist() == ["과학기술 정보통신부"] * 2


@pytest.mark.parametrize("key", ["note", "text"])
def test_an_amount_that_a_comma_without_quotes_split_is_asked_about(reading, key):
    mapping = {"columns": {"programme": "id", "amount": "amount", key: "remarks"}}
    said = one(reading("id,amount,remarks\nA,100,\nB,1,250\nC,40,ok\n", mapping), "split-amount")
    assert said.severity is Severity.WARNING
    assert said.place.row == 3
    assert "1,250" in said.message.en


@pytest.mark.parametrize(
    "rows", ["A,100,\nB,1,25\n", "A,1000,250\nB,1,250\n", "A,100,see 250\n", "A,1.5,250\n", "A,0,250\n"]
)
def test_notes_beside_amounts_that_no_comma_split_are_no_finding(reading, rows):
    mapping = {"columns": {"programme": "id", "amount": "amount", "note": "remarks"}}
    assert "split-amount" not in rules(reading("id,amount,remarks\n" + rows, mapping))


def test_a_semicolon_between_columns_splits_no_amount(reading):
    mapping = {"columns": {"programme": "id", "amount": "amount", "note": "remarks"}, "delimiter": ";"}
    assert "split-amount" not in rules(reading("id;amount;remarks\nA;100;\nB;1;250\n", mapping))
