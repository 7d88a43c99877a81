from __future__ import annotations

from fractions import Fraction
from math import gcd

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crosscut.engine.shares import shares
from crosscut.errors import CrosscutError
from crosscut.findings import Finding, Severity
from crosscut.tables import LINES, MAX_DENOMINATOR, SHARES, TAGS, digest
from tests.engine.material import make_decisions, make_lines, make_tags, make_taxonomy
from tests.shortened import examples

TAXONOMY = make_taxonomy()
NO_TAGS, NO_DECISIONS = make_tags(), make_decisions()


def run(lines: pa.Table, tags: pa.Table = NO_TAGS, decisions: pa.Table = NO_DECISIONS) -> tuple[dict, list[Finding]]:
    """Shares as {programme: {area or area/sub: fraction}}, and findings."""
    table, findings = shares(lines, tags, decisions, TAXONOMY)
    assert table.schema == SHARES
    held: dict[str, dict[str, Fraction]] = {}
    for row in table.to_pylist():
        part = "/".join(filter(None, (row["area"], row["sub"])))
        held.setdefault(row["programme"], {})[part] = Fraction(row["numerator"], row["denominator"])
        assert row["denominator"] <= MAX_DENOMINATOR
        assert row["numerator"] > 0
    assert all(sum(parts.values()) == 1 for parts in held.values())
    return held, findings


def test_nothing_said_is_all_unread() -> None:
    assert run(make_lines(("p", 100))) == ({"p": {"unread": 1}}, [])


def test_tags_that_fit_keep_their_amounts() -> None:
    held, _ = run(make_lines(("p", 100)), make_tags(("p", "ai", 30), ("p", "bio", 20)))
    assert held["p"] == {"ai": Fraction(3, 10), "bio": Fraction(1, 5), "outside": Fraction(1, 2)}


def test_tags_beyond_the_budget_shrink_in_proportion() -> None:
    held, _ = run(make_lines(("p", 100)), make_tags(("p", "ai", 100), ("p", "bio", 50)))
    assert held["p"] == {"ai": Fraction(2, 3), "bio": Fraction(1, 3)}


def test_fractions_are_in_lowest_terms_over_one_denominator() -> None:
    table, _ = shares(make_lines(("p", 60)), make_tags(("p", "ai", 20), ("p", "bio", 10)), NO_DECISIONS, TAXONOMY)
    assert table["denominator"].to_pylist() == [6, 6, 6]
    assert table["origin"].to_pylist() == ["tags"] * 3


def test_accounts_of_one_key_are_one_budget() -> None:
    held, _ = run(make_lines(("p", 60, "a"), ("p", 40, "b")), make_tags(("p", "ai", 50)))
    assert held["p"] == {"ai": Fraction(1, 2), "outside": Fraction(1, 2)}


def test_zero_tags_say_nothing() -> None:
    table, _ = shares(make_lines(("p", 10)), make_tags(("p", "ai", 0), ("p", "bio", 0)), NO_DECISIONS, TAXONOMY)
    assert table.select(["area", "origin"]).to_pylist() == [{"area": "unread", "origin": "none"}]


def test_a_budget_of_zero_is_shared_by_its_tags() -> None:
    held, _ = run(make_lines(("p", 0)), make_tags(("p", "ai", 3), ("p", "bio", 1)))
    assert held["p"] == {"ai": Fraction(3, 4), "bio": Fraction(1, 4)}


def test_a_cut_is_shared_as_its_mirror_image() -> None:
    held, _ = run(make_lines(("p", -100)), make_tags(("p", "ai", -30)))
    assert held["p"] == {"ai": Fraction(3, 10), "outside": Fraction(7, 10)}


@pytest.mark.parametrize(("amount", "tag"), [(100, -30), (-100, 30), (0, -1)])
def test_a_tag_against_the_budgets_sign_is_a_finding(amount: int, tag: int) -> None:
    held, findings = run(make_lines(("p", amount)), make_tags(("p", "ai", tag)))
    assert held["p"] == {"unread": 1}
    assert [(f.rule, f.severity, f.value) for f in findings] == [("tag-sign", Severity.WARNING, tag)]


def test_a_tag_without_a_line_is_a_finding() -> None:
    held, findings = run(make_lines(("p", 1)), make_tags(("q", "ai", 5)))
    assert held == {"p": {"unread": 1}}
    assert [(f.rule, f.programme) for f in findings] == [("tag-without-line", "q")]


def test_a_tag_with_an_unknown_area_is_refused() -> None:
    with pytest.raises(CrosscutError, match="'gravity'"):
        run(make_lines(("p", 1)), make_tags(("p", "gravity", 1)))


def test_subprogrammes_are_parts_and_do_not_count() -> None:
    lines, tags = make_lines(("p", 100)), make_tags(("p", "ai", 50))
    sub_line = lines.set_column(LINES.get_field_index("subprogramme"), LINES.field("subprogramme"), [["s"]])
    sub_tag = tags.set_column(TAGS.get_field_index("subprogramme"), TAGS.field("subprogramme"), [["s"]])
    assert run(pa.concat_tables([lines, sub_line]), pa.concat_tables([tags, sub_tag])) == run(lines, tags)


def test_decisions_come_before_tags_and_the_latest_holds() -> None:
    decisions = make_decisions(
        ("p", "ai", 1, 1, "2026-02-01T00:00:00", "kim"),
        ("p", "bio", 1, 3, "2026-03-01T00:00:00", "lee"),
        ("p", "ai", 1, 4, "2026-03-01T00:00:00", "lee", "sub-1"),
    )
    held, findings = run(make_lines(("p", 100)), make_tags(("p", "quantum", 100)), decisions)
    assert held["p"] == {"ai/sub-1": Fraction(1, 4), "bio": Fraction(1, 3), "outside": Fraction(5, 12)}
    assert not findings


def test_what_its_own_person_took_back_holds_no_more() -> None:
    first, second = ("p", "ai", 1, 1, "2026-01-01", "kim"), ("p", "bio", 1, 1, "2026-02-01", "lee")
    back = ("p", "withdrawn", 0, 1, "2026-03-01", "lee")
    held, findings = run(make_lines(("p", 100)), decisions=make_decisions(first, second, back))
    assert (held["p"], findings) == ({"ai": 1}, [])
    again = ("p", "bio", 1, 2, "2026-04-01", "lee")
    assert run(make_lines(("p", 100)), decisions=make_decisions(second, back, again))[0]["p"]["bio"] == Fraction(1, 2)
    _, findings = run(make_lines(("p", 100)), decisions=make_decisions(back, ("p", "ai", 1, 2, "2026-03-01", "lee")))
    assert [each.rule for each in findings] == ["decision-area"]


@pytest.mark.parametrize("before", [(), ("p", "ai", 1, 1, "2026-01-01", "lee"), ("p", "ai", 1, 1, "2026-03-01", "kim")])
def test_who_takes_back_what_they_never_said_is_told_so(before: tuple) -> None:
    back = ("p", "withdrawn", 0, 1, "2026-02-01", "kim")
    _, findings = run(make_lines(("p", 100)), decisions=make_decisions(*filter(None, (before, back))))
    assert [(each.rule, each.severity) for each in findings] == [("withdrawal-of-nothing", Severity.WARNING)]
    refused = ("p", "gravity", 1, 1, "2026-01-01", "kim")
    _, findings = run(make_lines(("p", 100)), decisions=make_decisions(refused, back))
    assert [each.rule for each in findings] == ["decision-area"]


@pytest.mark.parametrize(
    ("at", "told"),
    [
        ("2026-01-01T18:00:00+09:00", True),
        ("2026-01-02T08:00:00+09:00", True),
        ("2026-01-02T10:00:00+09:00", False),
        ("2025-12-31T18:00:00+09:00", False),
        ("2026-01-01", False),
    ],
)
def test_a_day_that_holds_over_a_time_written_later_is_told(at: str, told: bool) -> None:
    rows = [("p", "ai", 1, 1, "2026-01-01", "kim"), ("p", "bio", 1, 1, at, "lee")]
    _, findings = run(make_lines(("p", 1)), decisions=make_decisions(*rows))
    assert ("decision-day" in {each.rule for each in findings}) == told


def test_one_name_in_two_spellings_is_told_once() -> None:
    rows = [
        (each, "ai", 1, 1, day, by) for each in "pq" for day, by in (("2026-01-01", "Kim A"), ("2026-02-01", "kim a"))
    ]
    rows += [("r", "ai", 1, 1, "2026-01-01", "Kim A"), ("s", "ai", 1, 1, "2026-01-01", "KIM A")]
    _, findings = run(make_lines(*((each, 1) for each in "pqrs")), decisions=make_decisions(*rows))
    assert [(each.rule, each.severity, each.programme) for each in findings] == [
        ("people-alike", Severity.WARNING, "p")
    ]
    assert "'Kim A', 'kim a' decided on the same programmes (2, first p)" in findings[0].message.en


def test_a_decision_that_cannot_be_is_told_in_korean_with_what_to_do() -> None:
    rows = [("p", "gravity", 1, 1), ("q", "ai", 2, 3), ("q", "bio", 1, 2), ("r", "ai", 1, 1, "2026.1.5", "kim")]
    _, findings = run(make_lines(("p", 1), ("q", 1), ("r", 1)), decisions=make_decisions(*rows))
    said = {each.rule: (each.message.ko, each.hint.ko) for each in findings}
    assert "'gravity'" in said["decision-area"][0]
    assert "7/6" in said["decision-sum"][0]
    assert "2026.1.5" in said["decision-time"][0]
    assert all(hint.endswith("시오") for _, hint in said.values())


def test_the_places_of_a_conflict_are_told_in_korean() -> None:
    rows = [("p", "ai", 1, 1, "2026-01-01", "kim"), ("p", "bio", 1, 1, "2026-01-01", "lee")]
    _, (found,) = run(make_lines(("p", 1)), decisions=make_decisions(*rows))
    assert "row" not in found.message.ko


def test_moments_are_compared_not_their_text() -> None:
    decisions = make_decisions(
        ("p", "ai", 1, 1, "2026-01-01T08:00:00+09:00", "kim"), ("p", "bio", 1, 1, "2026-01-01T00:00:00Z", "lee")
    )
    assert run(make_lines(("p", 1)), decisions=decisions)[0]["p"] == {"bio": 1}


@pytest.mark.parametrize(
    ("rule", "rows"),
    [
        ("decision-sum", [("p", "ai", 2, 3), ("p", "bio", 1, 2)]),
        ("decision-area", [("p", "gravity", 1, 1)]),
        ("decision-area", [("p", "ai", 1, 1, "2026-01-01", "kim", "no-such-sub")]),
        ("decision-fraction", [("p", "ai", -1, 2)]),
        ("decision-fraction", [("p", "ai", 1, 0)]),
        ("decision-fraction", [("p", "ai", None, 2)]),
        ("decision-time", [("p", "ai", 1, 2, "yesterday")]),
        ("decision-conflict", [("p", "ai", 1, 2, "2026-01-01", "kim"), ("p", "ai", 1, 3, "2026-01-01", "lee")]),
    ],
)
def test_a_decision_that_cannot_be_is_fatal_and_left_out(rule: str, rows: list[tuple]) -> None:
    held, findings = run(make_lines(("p", 100)), make_tags(("p", "quantum", 100)), make_decisions(*rows))
    assert {(f.rule, f.severity) for f in findings} == {(rule, Severity.FATAL)}
    assert held["p"] == {"quantum": 1}


def test_one_area_twice_in_a_decision_is_fatal() -> None:
    _, findings = run(make_lines(("p", 1)), decisions=make_decisions(("p", "ai", 1, 4), ("p", "ai", 1, 3)))
    assert "decision-repeated" in {f.rule for f in findings}


def test_a_row_that_stands_twice_counts_once() -> None:
    held, findings = run(make_lines(("p", 1)), decisions=make_decisions(("p", "ai", 1, 4), ("p", "ai", 1, 4)))
    assert held["p"] == {"ai": Fraction(1, 4), "outside": Fraction(3, 4)}
    assert not findings


def test_an_earlier_sound_decision_stays_where_later_ones_contradict_each_other() -> None:
    earlier = ("p", "ai", 1, 1, "2026-01-01", "park")
    later = [("p", "bio", 1, 1, "2026-01-02T09:00+09:00", "kim"), ("p", "quantum", 1, 1, "2026-01-02T00:00Z", "lee")]
    held, findings = run(make_lines(("p", 1)), decisions=make_decisions(earlier, *later))
    assert held["p"] == {"ai": 1}
    (finding,) = findings
    assert "the earlier one of park, of 2026-01-01, stays in force" in finding.message.en


def test_two_spellings_of_one_moment_are_one_decision() -> None:
    rows = [("p", "ai", 1, 2, "2026-01-02T09:00+09:00", "kim"), ("p", "bio", 1, 2, "2026-01-02T00:00Z", "kim")]
    held, findings = run(make_lines(("p", 1)), decisions=make_decisions(*rows))
    assert held["p"] == {"ai": Fraction(1, 2), "bio": Fraction(1, 2)}
    assert not findings


def test_a_decision_on_an_unknown_programme_is_a_finding() -> None:
    assert [f.rule for f in run(make_lines(("p", 1)), decisions=make_decisions(("q", "ai", 1, 1)))[1]] == [
        "decision-unused"
    ]


def test_rounded_shares_say_how_much_they_can_move() -> None:
    amount, tag = 10 * MAX_DENOMINATOR + 7, 3_333_333_333
    held, findings = run(make_lines(("p", amount)), make_tags(("p", "ai", tag)))
    assert [(f.rule, f.difference) for f in findings] == [("share-rounded", 11)]
    said = findings[0].message
    assert said.en == (
        "the areas' shares of 1 budget (p) are fractions finer than can be kept and were rounded: an area of one budget "
        "has at most 11 more or less for that, in the currency's smallest unit, and all of them 11; the budgets "
        "themselves stay as they are"
    )
    assert said.ko.endswith("차이는 건당 최대 11, 모두 최대 11(통화의 최소 단위)이며 예산 총액은 그대로임")
    assert abs(held["p"]["ai"] * amount - tag) <= 11


def test_a_decision_with_a_vast_denominator_is_rounded() -> None:
    held, findings = run(make_lines(("p", 5)), decisions=make_decisions(("p", "ai", 2**61 - 1, 2**62)))
    assert [f.rule for f in findings] == ["share-rounded"]
    assert abs(held["p"]["ai"] - Fraction(1, 2)) < Fraction(1, 10**9)


def test_sums_beyond_int64_are_refused() -> None:
    with pytest.raises(CrosscutError, match="beyond an int64"):
        run(make_lines(("p", 2**62, "a"), ("p", 2**62, "b")))
    with pytest.raises(CrosscutError, match="beyond an int64"):
        run(make_lines(("p", 1)), make_tags(("p", "ai", 2**62), ("p", "bio", 2**62)))


amount = st.integers(-(2**61), 2**61) | st.integers(-50, 50)


@settings(deadline=None, max_examples=examples(30))
@given(
    st.lists(st.tuples(st.sampled_from("pqr"), amount), min_size=1, max_size=3, unique_by=lambda row: row[0]),
    st.lists(st.tuples(st.sampled_from("pqr"), st.sampled_from(["ai", "bio", "quantum"]), amount), max_size=3),
    st.randoms(),
)
def test_shares_sum_to_one_whatever_the_order_of_rows(lines: list, tags: list, chance: object) -> None:
    table, tag_table = make_lines(*lines), make_tags(*tags)
    run(table, tag_table)
    lines, tags = list(lines), list(tags)
    chance.shuffle(lines), chance.shuffle(tags)
    one, _ = shares(table, tag_table, NO_DECISIONS, TAXONOMY)
    other, _ = shares(make_lines(*lines), make_tags(*tags), NO_DECISIONS, TAXONOMY)
    assert digest(one) == digest(other)
    assert one.equals(other)


def test_shares_are_in_lowest_terms_in_bulk() -> None:
    lines = make_lines(*((f"p{i:04}", i * 1000) for i in range(500)))
    table, _ = shares(lines, make_tags(*((f"p{i:04}", "ai", i * 300) for i in range(500))), NO_DECISIONS, TAXONOMY)
    assert all(gcd(row["numerator"], row["denominator"]) == 1 for row in table.to_pylist())
