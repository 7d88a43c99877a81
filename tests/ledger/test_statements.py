"""People's decisions and corrections: what is in force, and that nothing said is lost."""

from __future__ import annotations

import pytest

from crosscut.ledger import Ledger

from .material import (
    amounts,
    amounts_of,
    corrected_lines,
    correction,
    corrections,
    day,
    decision,
    decisions,
    line,
    lines,
    reading,
)


def areas(snapshot) -> dict[str, str]:
    return dict(
        zip(
            snapshot.in_force("decisions")["programme"].to_pylist(),
            snapshot.in_force("decisions")["area"].to_pylist(),
            strict=True,
        )
    )


def test_a_second_decision_supersedes_the_first_and_both_remain_readable(address: str) -> None:
    with Ledger.open(address) as ledger:
        ledger.decide(decisions(decision("a", "ai", "kim", reason="그렇게 보임")), at=day(1))
        ledger.decide(decisions(decision("a", "bio", "lee")), at=day(2))
        assert areas(ledger.as_of()) == {"a": "bio"}
        assert areas(ledger.as_of(day(1))) == {"a": "ai"}
        assert sorted(ledger.as_of().decisions["area"].to_pylist()) == ["ai", "bio"]
        said = [(v.sequence, v.recorded_at, v.by, v.reason, v.row["area"]) for v in ledger.history("a")]
    assert said == [(1, day(1), "kim", "그렇게 보임", "ai"), (2, day(2), "lee", "because", "bio")]


def test_a_decision_that_was_taken_back_is_not_in_force_and_remains_readable(address: str) -> None:
    with Ledger.open(address) as ledger:
        ledger.decide(decisions(decision("a", "ai", "kim")), at=day(1))
        ledger.decide(decisions(decision("a", "bio", "lee")), at=day(2))
        ledger.decide(decisions(decision("a", "withdrawn", "lee", numerator=0)), at=day(3))
        assert areas(ledger.as_of()) == {"a": "ai"}
        assert areas(ledger.as_of(day(2))) == {"a": "bio"}
        assert [each.row["area"] for each in ledger.history("a")] == ["ai", "bio", "withdrawn"]


def test_all_rows_of_one_person_at_one_time_are_one_decision(address: str) -> None:
    halves = [decision("a", area, "kim", denominator=2) for area in ("ai", "bio")]
    with Ledger.open(address) as ledger:
        ledger.decide(decisions(*halves), at=day(1))
        assert sorted(ledger.as_of().in_force("decisions")["area"].to_pylist()) == ["ai", "bio"]


def test_rows_of_one_moment_are_one_decision_however_they_write_it(address: str) -> None:
    times = {"ai": "2026-03-01T00:00:00+00:00", "bio": "2026-03-01T09:00:00+09:00"}
    halves = [decision("a", area, "kim", denominator=2) | {"decided_at": at} for area, at in times.items()]
    with Ledger.open(address) as ledger:
        ledger.decide(decisions(*halves), at=day(1))
        assert sorted(ledger.as_of().in_force("decisions")["area"].to_pylist()) == ["ai", "bio"]


def test_a_decision_without_a_time_takes_the_moment(address: str) -> None:
    with Ledger.open(address) as ledger:
        ledger.decide(decisions(decision("a", "ai", "kim")), at=day(1))
        assert ledger.as_of().decisions["decided_at"].to_pylist() == [day(1).isoformat()]


def test_the_same_decision_again_changes_nothing(address: str) -> None:
    said = decisions(decision("a", "ai", "kim", "2026-01-01"))
    with Ledger.open(address) as ledger:
        ledger.decide(said, at=day(1))
        assert ledger.decide(said, at=day(2)).sequence is None


def test_a_decision_restated_for_the_same_time_is_replaced_whole(address: str) -> None:
    with Ledger.open(address) as ledger:
        ledger.decide(
            decisions(decision("a", "ai", "kim", "2026-01-01"), decision("b", "ai", "kim", "2026-01-01")), at=day(1)
        )
        ledger.decide(decisions(decision("a", "bio", "kim", "2026-01-01")), at=day(2))
        assert areas(ledger.as_of()) == {"a": "bio", "b": "ai"}


def test_the_later_decision_holds_whatever_order_they_were_recorded_in(address: str) -> None:
    with Ledger.open(address) as ledger:
        ledger.append(reading("lee.csv", decisions=decisions(decision("a", "bio", "lee", "2025-12-02"))), at=day(1))
        ledger.append(reading("kim.csv", decisions=decisions(decision("a", "ai", "kim", "2025-12-01"))), at=day(2))
        assert areas(ledger.as_of()) == {"a": "bio"}


def test_mending_the_reason_of_an_old_decision_does_not_bring_it_back(address: str) -> None:
    old, new = decision("a", "ai", "kim", "2025-12-01"), decision("a", "bio", "lee", "2025-12-02")
    with Ledger.open(address) as ledger:
        ledger.append(reading(decisions=decisions(old)), at=day(1))
        ledger.append(reading(decisions=decisions(old, new)), at=day(2))
        ledger.append(reading(decisions=decisions(old | {"reason": "because."}, new)), at=day(3))
        assert areas(ledger.as_of()) == {"a": "bio"}


def test_a_decision_that_left_its_file_gives_way_to_the_one_before(address: str) -> None:
    first, second = decision("a", "ai", "kim", "2025-12-01"), decision("a", "bio", "lee", "2025-12-02")
    with Ledger.open(address) as ledger:
        ledger.append(reading(decisions=decisions(first, second)), at=day(1))
        ledger.append(reading(decisions=decisions(first)), at=day(2))
        assert areas(ledger.as_of()) == {"a": "ai"}
        assert areas(ledger.as_of(day(1))) == {"a": "bio"}


def test_times_are_compared_as_times(address: str) -> None:
    with Ledger.open(address) as ledger:
        said = decision("a", "ai", "kim", "2025-12-01T09:30+09:00"), decision("a", "bio", "lee", "2025-12-01T01:00Z")
        ledger.decide(decisions(*said), at=day(1))
        assert areas(ledger.as_of()) == {"a": "bio"}


@pytest.mark.parametrize("missing", ["decided_by", "reason"])
def test_a_decision_needs_a_name_and_a_reason(address: str, missing: str) -> None:
    with Ledger.open(address) as ledger, pytest.raises(ValueError, match=f"{missing} is empty in row 2"):
        ledger.decide(decisions(decision("a", "ai", "kim"), decision("b", "ai", "kim") | {missing: ""}), at=day(1))


def test_a_correction_holds_and_the_source_stays_readable(address: str) -> None:
    with Ledger.open(address) as ledger:
        ledger.append(reading(lines=amounts(kps=7_217_900_000_000, b=2)), at=day(1))
        ledger.correct(corrections(correction("kps", 7_217_900_000_000, 217_900_000_000)), at=day(2))
        again = ledger.append(reading(lines=amounts(kps=7_217_900_000_000, b=2)), at=day(3))
        snapshot = ledger.as_of()
        assert again.sequence is None
        assert amounts_of(corrected_lines(snapshot)) == {"kps": 217_900_000_000, "b": 2}
        assert amounts_of(snapshot.lines) == {"kps": 7_217_900_000_000, "b": 2}
        assert amounts_of(corrected_lines(ledger.as_of(day(1)))) == {"kps": 7_217_900_000_000, "b": 2}
        assert [(v.kind, v.by, v.reason) for v in ledger.history("kps")][1:] == [("corrections", "kim", "a misprint")]


def test_a_source_that_says_something_else_has_the_last_word(address: str) -> None:
    with Ledger.open(address) as ledger:
        ledger.append(reading(lines=amounts(a=10, b=1)), at=day(1))
        ledger.correct(corrections(correction("a", 10, 1)), at=day(2))
        ledger.append(reading(lines=amounts(a=3, b=1)), at=day(3))
        assert [amounts_of(corrected_lines(ledger.as_of(day(n))))["a"] for n in (1, 2, 3)] == [10, 1, 3]


def test_a_second_correction_supersedes_the_first(address: str) -> None:
    with Ledger.open(address) as ledger:
        ledger.append(reading(lines=lines(line("a", 10, low=9, high=11))), at=day(1))
        ledger.correct(corrections(correction("a", 10, 1)), at=day(2))
        ledger.correct(corrections(correction("a", 10, 2, "lee", low=1, high=3)), at=day(3))
        rows = [
            corrected_lines(ledger.as_of(day(n))).select(["amount", "low", "high"]).to_pylist()[0] for n in (1, 2, 3)
        ]
        assert ledger.as_of().corrections.num_rows == 2
    assert [tuple(row.values()) for row in rows] == [(10, 9, 11), (1, None, None), (2, 1, 3)]


def test_history_tells_each_version_of_a_line(address: str) -> None:
    with Ledger.open(address) as ledger:
        ledger.append(reading(lines=amounts(a=1, b=1)), at=day(1))
        ledger.append(reading(lines=amounts(a=2, b=1)), at=day(2))
        ledger.append(reading(lines=amounts(b=1)), at=day(3))
        told = [(v.recorded_at, v.source, v.kind, v.change, v.row["amount"]) for v in ledger.history("a")]
        assert ledger.history("nobody") == []
    assert told == [
        (day(1), "a.csv", "lines", "inserted", 1),
        (day(2), "a.csv", "lines", "changed", 2),
        (day(3), "a.csv", "lines", "withdrawn", 2),
    ]


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_two_that_contradict_each_other_at_one_time_leave_the_earlier_in_force(address: str, order) -> None:
    said = [decision("a", "ai", "kim", "2025-12-02"), decision("a", "bio", "lee", "2025-12-02")]
    earlier = decision("a", "quantum", "kim", "2025-12-01")
    with Ledger.open(address) as ledger:
        ledger.append(reading(decisions=decisions(earlier, *(said[place] for place in order))), at=day(1))
        assert areas(ledger.as_of()) == {"a": "quantum"}


def test_two_that_agree_at_one_time_are_one(address: str) -> None:
    said = [decision("a", "ai", name, "2025-12-02") for name in ("kim", "lee")]
    with Ledger.open(address) as ledger:
        ledger.append(reading(decisions=decisions(*said)), at=day(1))
        assert ledger.as_of().in_force("decisions")["decided_by"].to_pylist() == ["kim"]


def test_what_a_reading_went_by_is_kept_with_it(address: str) -> None:
    with Ledger.open(address) as ledger:
        ledger.append(reading(lines=amounts(a=1), texts={"settings": "one", "found": "예산"}), at=day(1))
        ledger.append(reading(digest="2", lines=amounts(a=1), texts={"settings": "two", "found": "예산"}), at=day(2))
        ledger.decide(decisions(decision("a", "ai", "kim")), at=day(3))
        assert ledger.as_of(day(1)).texts == {"settings": "one", "found": "예산"}
        assert ledger.as_of().texts == {"settings": "two", "found": "예산"}
        assert ledger.as_of(0).texts == {}
