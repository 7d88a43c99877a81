"""What a moment may be: within the calendar, passed, and never held up by one that is dated in the future."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from crosscut.ledger import Ledger, MomentError, parse_moment, past_moment

from .material import amounts, amounts_of, day, decision, decisions, reading

NOW = datetime(2026, 11, 26, 6, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    "text", ["9999-12-31T23:59:59-23:59", "0001-01-01T00:00:00+00:01", "9999-12-31T23:59:59.999999-00:01"]
)
def test_a_moment_beyond_the_calendar_is_refused_in_words(text: str) -> None:
    with pytest.raises(MomentError, match="outside the years 1 to 9999 in UTC"):
        parse_moment(text)


@pytest.mark.parametrize("text", ["2026-W48", "20261126", "2026-11", "2026W483T10:00"])
def test_a_week_or_a_month_is_no_moment(text: str) -> None:
    with pytest.raises(MomentError, match="no day and no time"):
        parse_moment(text)


@pytest.mark.parametrize("text", ["9999-12-31", "9999-12-31T23:59:59+00:00", "0001-01-01T00:00:00Z"])
def test_the_ends_of_the_calendar_are_moments(text: str) -> None:
    assert parse_moment(text).year in (1, 9999)


@pytest.mark.parametrize("text", ["2026-11-27", "2099-01-01", "2026-11-26T06:00:01+00:00", "9999-12-31"])
def test_a_moment_to_come_is_refused(text: str) -> None:
    with pytest.raises(MomentError, match="is in the future: what will stand then is not known"):
        past_moment(text, NOW)


def test_a_day_that_has_not_ended_is_refused() -> None:
    with pytest.raises(MomentError, match=r"2026-11-26 has not ended.*such as 2026-11-26T06:00:00\+00:00"):
        past_moment("2026-11-26", NOW)


@pytest.mark.parametrize("text", ["2026-11-25", "2026-11-26T06:00:00+00:00", "2026-11-26T15:00+09:00", "1999-01-01"])
def test_a_moment_that_has_passed_is_taken(text: str) -> None:
    assert past_moment(text, NOW) == parse_moment(text)


def test_a_reading_dated_in_the_future_holds_up_nobody(address: str) -> None:
    with Ledger.open(address) as ledger:
        ledger.append(reading(lines=amounts(a=1)), at=day(1))
        ledger.append(reading("b.csv", lines=amounts(b=2)), at=datetime(2099, 1, 1, tzinfo=UTC))
        assert amounts_of(ledger.as_of(day(2)).lines) == {"a": 1}
        ledger.append(reading(lines=amounts(a=3), digest="3"), at=day(2))
        ledger.decide(decisions(decision("a", "ai", "kim")))
        assert [each.recorded_at.year for each in ledger.entries()][:3] == [2026, 2099, 2026]
        assert amounts_of(ledger.as_of(day(1)).lines) == {"a": 1}
        assert amounts_of(ledger.as_of(day(2)).lines) == {"a": 3, "b": 2}
        assert amounts_of(ledger.as_of("2098-01-01").lines) == {"a": 3, "b": 2}
        with pytest.raises(MomentError, match="Moments only go forward"):
            ledger.append(reading(lines=amounts(a=4), digest="4"), at=day(1))
        proof = ledger.prove()
        assert proof.faults == ()
        assert [(each.code, each.reading) for each in proof.notices] == [("future", 2)]


def test_a_clock_a_little_behind_is_no_matter(address: str) -> None:
    with Ledger.open(address) as ledger:
        ahead = datetime.now(UTC) + timedelta(seconds=30)
        ledger.append(reading(lines=amounts(a=1)), at=ahead)
        ledger.append(reading(lines=amounts(a=2), digest="2"))
        assert [each.recorded_at for each in ledger.entries()] == [ahead, ahead]
        assert ledger.prove().notices == ()
