"""Proposals: what they promise of any input."""

from __future__ import annotations

from collections import defaultdict
from fractions import Fraction

import pyarrow as pa
import pytest

from crosscut import taxonomy
from crosscut.classify import PROPOSALS, TEXTS, chances, propose
from crosscut.classify.evidence import as_written
from crosscut.classify.own_terms import own_terms
from crosscut.classify.proposer import FEWEST
from crosscut.errors import CrosscutError
from crosscut.tables import OUTSIDE
from crosscut.taxonomy import Taxonomy
from tests.shortened import LONG


def table(*rows: tuple[str, str, str]) -> pa.Table:
    keys = ("programme", "name", "text")
    return pa.Table.from_pylist(
        [dict.fromkeys(TEXTS.names, "") | dict(zip(keys, row, strict=True)) for row in rows], TEXTS
    )


def areas(proposed: pa.Table) -> dict[str, dict[str, Fraction]]:
    found: dict[str, dict[str, Fraction]] = defaultdict(dict)
    for row in proposed.to_pylist():
        found[row["programme"]][row["area"]] = Fraction(row["numerator"], row["denominator"])
    return found


def shuffled(texts: pa.Table) -> pa.Table:
    order = sorted(range(texts.num_rows), key=lambda row: (row * 7919) % 1009)
    return texts.take(order)


@pytest.mark.parametrize("with_decisions", [False, True])
def test_every_programme_gets_shares_that_sum_to_one(texts, decided, version, with_decisions) -> None:
    proposed = propose(texts, version, decided if with_decisions else {})
    assert proposed.schema == PROPOSALS
    found = areas(proposed)
    assert set(found) == set(texts["programme"].to_pylist())
    assert {sum(shares.values()) for shares in found.values()} == {1}
    assert set(proposed["status"].to_pylist()) <= {"decided", "accept", "look", "outside"}
    assert all(0 <= chance <= 1 for chance in proposed["probability"].to_pylist())


def test_the_lexicon_alone_finds_what_names_say(version: Taxonomy) -> None:
    found = areas(
        propose(
            table(("a", "양자컴퓨팅 소자", ""), ("b", "Post quantum cryptography", ""), ("c", "마을 도서관", "")),
            version,
            {},
        )
    )
    assert found == {"a": {"quantum": 1}, "b": {"cybersecurity": 1}, "c": {OUTSIDE: 1}}


def test_a_shorter_term_inside_a_longer_one_does_not_count(version: Taxonomy) -> None:
    evidence = propose(table(("a", "Quantum key distribution", "")), version, {})["evidence"].to_pylist()[0]
    assert "quantum key distribution" in evidence
    assert "quantum," not in evidence


def test_decisions_hold_and_teach(texts, decided, version) -> None:
    proposed = propose(texts, version, decided)
    rows = [row for row in proposed.to_pylist() if row["programme"] not in decided]
    right = sum(row["area"][:2] == row["programme"][:2] for row in rows)
    assert right / len(rows) > 0.9
    for row in proposed.to_pylist():
        if row["programme"] in decided:
            assert row["status"] == "decided"
            assert row["area"][:2] == row["programme"][:2]


def test_the_order_of_rows_changes_nothing(texts, decided, version) -> None:
    turned = dict(reversed(decided.items()))
    assert propose(texts, version, decided).equals(propose(shuffled(texts), version, turned))


def test_decisions_as_parts_come_out_as_given(texts, version) -> None:
    said = {"qu000": {"quantum": Fraction(1, 3), "ai": Fraction(1, 4)}}
    assert areas(propose(texts, version, said))["qu000"] == {
        "quantum": Fraction(1, 3),
        "ai": Fraction(1, 4),
        OUTSIDE: Fraction(5, 12),
    }


ODD = {
    "empty": "",
    "blank": " ",
    "sign": "?",
    "word": "양자",
    "letter": "a",
    "Russian": "Кибербезопасность и сети",
    "Japanese": "量子コンピュータの研究",
    "control": "\x00\x1f",
    "Korean": "수소" * (50_000 if LONG else 5_000),
    "megabyte": "word " * (200_000 if LONG else 20_000),
    "emoji": "🧪🧬",
    "half": "\ufffd",
}


@pytest.mark.parametrize("with_decisions", [False, True])
def test_any_text_gets_an_answer(texts, decided, version, with_decisions: bool) -> None:
    names = table(*((f"name of {kind}", text, "") for kind, text in ODD.items()))
    bodies = table(*((f"text of {kind}", "", text) for kind, text in ODD.items()))
    whole = pa.concat_tables([texts, names, bodies])
    found = areas(propose(whole, version, decided if with_decisions else {}))
    assert {sum(shares.values()) for shares in found.values()} == {1}
    assert set(found) == set(whole["programme"].to_pylist())
    if not with_decisions:
        assert found["name of word"] == {"quantum": 1}


def test_an_offices_own_terms_are_found(version: Taxonomy) -> None:
    own = own_terms("area,term,strength\n양자,누리샘칩,3\noutside,quantum leap,\n", "terms.csv", version)
    texts = table(("a", "누리샘칩 실증", ""), ("b", "A quantum leap for schools", ""))
    assert areas(propose(texts, version, {})) == {"a": {OUTSIDE: 1}, "b": {"quantum": 1}}
    assert areas(propose(texts, version, {}, terms=own)) == {"a": {"quantum": 1}, "b": {OUTSIDE: 1}}


def test_own_terms_may_have_semicolons_and_stand_outside_by_any_name(version: Taxonomy) -> None:
    own = own_terms("area;term;strength\n양자;누리샘칩;2\n그 외;quantum leap;\n", "terms.csv", version)
    assert [(each.area, each.text, each.strength) for each in own] == [
        ("quantum", "누리샘칩", 2.0),
        ("", "quantum leap", 3.0),
    ]


def test_no_cell_of_own_terms_is_lost(version: Taxonomy) -> None:
    with pytest.raises(CrosscutError, match="3 cells"):
        own_terms("area,term\nbio,신약, 나노\n", "terms.csv", version)


@pytest.mark.parametrize(
    ("text", "column", "row"),
    [
        ("area,term\nquantm,qubit\n", "area", 2),
        ("area,term\nquantum,\n", "term", 2),
        ("area,term,strength\nquantum,qubit,3\nquantum,trap,9\n", "strength", 3),
        ("area\nquantum\n", "term", 1),
        ("area,term\nquantum," + "x" * 200_000 + "\n", "term", 2),
    ],
)
def test_own_terms_that_cannot_be_name_their_place(version: Taxonomy, text: str, column: str, row: int) -> None:
    with pytest.raises(CrosscutError) as refused:
        own_terms(text, "terms.csv", version)
    assert (refused.value.file, refused.value.row, refused.value.column or "") == ("terms.csv", row, column)


def test_no_programmes_at_all(version: Taxonomy) -> None:
    assert propose(TEXTS.empty_table(), version, {}).num_rows == 0


def test_a_single_class_teaches_nothing_and_breaks_nothing(texts, decided, version) -> None:
    single = {programme: {"quantum": Fraction(1)} for programme in list(decided)[: FEWEST + 5]}
    found = areas(propose(texts, version, single))
    assert found["hy000"] == {"hydrogen": 1}


def test_contradictory_decisions_make_nobody_sure(version: Taxonomy) -> None:
    rows = table(*((f"p{n:02}", "같은 이름의 사업", "같은 글") for n in range(60)))
    said = {f"p{n:02}": {("quantum", "hydrogen")[n % 2]: Fraction(1)} for n in range(40)}
    left = [row for row in propose(rows, version, said).to_pylist() if row["programme"] not in said]
    assert {row["status"] for row in left} == {"look"}


@pytest.mark.parametrize("name", taxonomy.names())
def test_every_bundled_taxonomy_can_be_proposed_under(texts, name: str) -> None:
    version = taxonomy.load(name)
    found = areas(propose(texts, version, {}))
    known = {area.id for area in version.areas} | {OUTSIDE}
    assert {area for shares in found.values() for area in shares} <= known
    assert any(area != OUTSIDE for shares in found.values() for area in shares)


@pytest.mark.slow
def test_chances_are_probabilities(texts, decided, version) -> None:
    programmes, probability = chances(texts, version, decided)
    assert probability.shape == (len(programmes), len(version.areas) + 1)
    assert probability.min() >= 0
    assert probability.max() <= 1


@pytest.mark.spark
@pytest.mark.slow
@pytest.mark.filterwarnings("ignore")
def test_spark_gives_the_same_by_partitions(texts, decided, version) -> None:
    pytest.importorskip("pyspark")
    from crosscut.classify import spark
    from crosscut.engine.spark import session_of

    session = session_of(cores=2)
    frame = session.createDataFrame([tuple(row.values()) for row in texts.to_pylist()], texts.column_names).repartition(
        3
    )
    keys = [("programme", "ascending"), ("area", "ascending")]
    got = spark.propose(frame, version, decided).toArrow().cast(PROPOSALS).sort_by(keys)
    assert got.to_pylist() == propose(texts, version, decided).sort_by(keys).to_pylist()


@pytest.mark.parametrize(
    ("words", "text", "shown"),
    [
        (("산업혁", "업혁신", "신기반구"), "산업혁신기반구축 사업", ("산업혁신기반구축",)),
        (("협력", "군기술"), "민군기술협력사업성과확산지원체계구축", ("군기술협력",)),
        (("quantum comput", "ion"), "Quantum computing with ions", ("Quantum computing", "ions")),
        (("반도체", "도체분", "체분야"), "반도체 분야의 기술", ("반도체 분야의",)),
        (("술개발사업실",), "민군기술협력과성과확산기술개발사업 실증", ("술개발사업 실증",)),
        (("nowhere", "양자"), "양자 소자", ("양자", "nowhere")),
        ((), "무엇", ()),
    ],
)
def test_words_of_the_evidence_stand_in_the_text_as_people_write_them(words, text, shown) -> None:
    assert as_written(words, text) == shown
