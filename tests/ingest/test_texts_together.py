"""Texts of several columns are tested together: what is found is what each column by itself would give, asked once."""

from __future__ import annotations

import pyarrow as pa
import pyarrow.compute as pc
import pytest
from hypothesis import given
from hypothesis import strategies as st

from crosscut import config, ingest, taxonomy
from crosscut.ingest import account_words, parts_below
from crosscut.ingest.texts import whose_text, whose_texts
from tests.workbench.folders import small_budget

TEXTS = st.lists(st.sampled_from(["", "of which x", "alpha", "memo: y", "beta"]), min_size=3, max_size=3)


@given(st.lists(TEXTS, min_size=1, max_size=4))
def test_each_row_is_found_by_any_of_its_columns(said: list[list[str]]) -> None:
    columns = [pa.array(each, pa.string()).dictionary_encode() for each in said]

    def holds(texts: pa.Array) -> pa.Array:
        return pc.match_substring(texts, "o")

    apart = [whose_text(each, holds) for each in columns]
    assert whose_texts(columns, holds).tolist() == [any(row) for row in zip(*apart, strict=True)]


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


@pytest.mark.parametrize("text", ["of which: x", "Memo item: EU funds", "R&D intensity (% of GDP)", "thereof"])
def test_a_first_look_finds_whatever_one_of_the_looks_does(text: str) -> None:
    texts = pa.array([text, "alpha"])
    looks = (parts_below.says_memo, parts_below.says_share, parts_below.says_part, parts_below._is_heading)
    assert any(look(texts)[0].as_py() for look in looks)
    assert parts_below._worth_a_look(texts).to_pylist() == [True, False]


MATCH = pc.match_substring_regex
