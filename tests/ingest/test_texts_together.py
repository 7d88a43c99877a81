"""Texts of several columns are tested together: what is found is what each column by itself would give, asked once."""

from __future__ import annotations

import unicodedata

import pyarrow as pa
import pyarrow.compute as pc
import pytest
from hypothesis import given
from hypothesis import strategies as st

from crosscut import config, ingest, taxonomy
from crosscut.ingest import account_words, garbled, outlines, parts_below, row_words, total_words
from crosscut.ingest.text_forms import any_form, are_digits, trimmed, whose_forms
from crosscut.ingest.texts import begins_of_runs, whose_text
from tests.workbench.folders import small_budget

TEXTS = st.lists(st.sampled_from(["", "of which x", "alpha", "memo: y", "beta"]), min_size=3, max_size=3)


@given(st.lists(TEXTS, min_size=1, max_size=4))
def test_each_row_is_found_by_any_of_its_columns(said: list[list[str]]) -> None:
    columns = [pa.array(each, pa.string()).dictionary_encode() for each in said]

    def holds(texts: pa.Array) -> pa.Array:
        return pc.match_substring(texts, "o")

    apart = [whose_text(each, holds) for each in columns]
    assert whose_forms(columns, holds).tolist() == [any(row) for row in zip(*apart, strict=True)]


def test_a_pattern_is_made_ready_for_all_columns_of_a_source_together(
    tmp_path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def counted(texts: pa.Array, pattern: str, **more: object) -> pa.Array:
        asked.append(pattern)
        return MATCH(texts, pattern, **more)

    folder = small_budget(tmp_path / "b")
    settings = config.load(folder)
    monkeypatch.setattr(pc, "match_substring_regex", counted)
    ingest.read(folder, settings, taxonomy.load(settings.taxonomy))
    accounts = f"(?i){account_words._listed()}"
    for pattern in (parts_below._any_word(), accounts):
        assert asked.count(pattern) == 1
    assert not {parts_below._memo(), parts_below._share(), parts_below._pattern()}.intersection(asked)


@given(st.lists(st.text("P019 계*\u0663\u00b2", max_size=6), min_size=1, max_size=8))
def test_a_look_at_forms_finds_what_a_look_at_each_text_does(said: list[str]) -> None:
    column = pa.array(["x", *said], pa.string()).dictionary_encode()[1:]
    for pattern in (r"^P[0-9]+", "계", r"^\p{Nd}{1,12}$", r"[\p{L}\p{N}][^\p{L}\p{N}]+[\p{L}\p{N}]", r"\*$"):

        def holds(texts: pa.Array, pattern: str = pattern) -> pa.Array:
            return pc.match_substring_regex(texts, pattern)

        expected = holds(column.cast(pa.string())).to_pylist()
        assert whose_forms([column], holds).tolist() == expected
        assert any_form(column.dictionary, pattern) == any(holds(column.dictionary).to_pylist())


def test_words_that_rows_are_looked_through_for_name_no_digit() -> None:
    kinds = (
        "part_glued",
        "part_small",
        "part_mark",
        "part_end",
        "part_names",
        "part_unsure",
        "memo",
        "share_row",
        "ditto",
    )
    listed = {word for kind in kinds for word in row_words.listed(kind)} | {*parts_below._part_words()}
    patterns = (total_words._any_word(), account_words._listed(), garbled._LIKELY, outlines.MARK_OF_LIST)
    assert not [word for word in (*listed, *patterns) if any(map(str.isdecimal, word))]


@given(st.lists(st.sampled_from(["12", "", "7", "-3", "1,5", "٣", "1 "]), min_size=1, max_size=6), st.integers(0, 3))
def test_texts_of_digits_alone_are_told_from_others(said: list[str], first: int) -> None:
    texts = pa.array(said, pa.string())[first:]
    assert are_digits(texts) == all(text.isascii() and (text.isdigit() or not text) for text in said[first:])


@given(st.lists(st.sampled_from([" a1", "a1", "a2 ", "가", "가", "b\u200b", ""]), min_size=1, max_size=6))
def test_trimmed_texts_are_those_of_each_alone_with_equal_ones_under_one_code(said: list[str]) -> None:
    made = trimmed(pa.array(said, pa.string()).dictionary_encode())
    plain = [unicodedata.normalize("NFC", text.replace("\u200b", "")).strip() for text in said]
    assert made.to_pylist() == plain
    assert len(set(made.dictionary.to_pylist())) == len(made.dictionary)


@given(st.lists(st.tuples(st.sampled_from("ab"), st.sampled_from("xy")), min_size=1, max_size=8))
def test_runs_begin_where_any_column_says_something_else(rows: list[tuple[str, str]]) -> None:
    columns = [pa.array(list(each), pa.string()).dictionary_encode() for each in zip(*rows, strict=True)]
    expected = [at for at, row in enumerate(rows) if not at or row != rows[at - 1]]
    assert begins_of_runs(columns).tolist() == expected


@pytest.mark.parametrize(
    "text",
    [
        "of which: x",
        "Memo item: EU funds",
        "R&D intensity (% of GDP)",
        "thereof",
        "Memo items 2",
        "[of which]",
        "うち水",
        "그중A",
    ],
)
def test_a_first_look_finds_whatever_one_of_the_looks_does(text: str) -> None:
    texts = pa.array([text, "alpha"])
    looks = (parts_below.says_memo, parts_below.says_share, parts_below.says_part, parts_below._is_heading)
    assert any(look(texts)[0].as_py() for look in looks)
    assert parts_below._worth_a_look(texts).to_pylist() == [True, False]


MATCH = pc.match_substring_regex
