"""What appending and reading back mean."""

from __future__ import annotations

import pytest

from crosscut.ledger import Ledger, MomentError, digest_of

from .material import (
    amounts,
    amounts_of,
    day,
    line,
    lines,
    programmes,
    reading,
    subprogrammes,
    tags,
)

INT64 = 2**63 - 1


def whole() -> dict:
    return {
        "programmes": programmes(
            {
                "programme": "a",
                "name": "양자 컴퓨팅\r\n기반 구축",
                "text": 'quote " and, comma',
                "start": 2024,
                "row": 2,
            },
            {"programme": "b", "name": "\\N", "name_en": "NULL", "ministry": None},
        ),
        "subprogrammes": subprogrammes({"programme": "a", "subprogramme": "a1", "name": "장비"}),
        "lines": lines(
            line("a", INT64, low=-INT64 - 1, high=INT64, note="늘어남"),
            line("b", -INT64 - 1),
            line("b", None, year=2025),
            line("b", 0, stage="executed"),
        ),
        "tags": tags({"programme": "a", "area": "quantum", "amount": INT64}),
    }


def test_what_was_appended_comes_back(address: str) -> None:
    tables = whole()
    with Ledger.open(address) as ledger:
        appended = ledger.append(reading(**tables), at=day(1))
        snapshot = ledger.as_of()
        ledger.verify()
    assert (appended.inserted, appended.changed, appended.withdrawn, appended.sequence) == (8, 0, 0, 1)
    assert snapshot.digest == digest_of(tables)
    for name, table in tables.items():
        back = getattr(snapshot, name)
        assert back.schema == table.schema
        assert sorted(map(str, back.to_pylist())) == sorted(map(str, table.to_pylist()))


def test_the_same_reading_again_changes_nothing(address: str) -> None:
    with Ledger.open(address) as ledger:
        ledger.append(reading(**whole()), at=day(1))
        again = ledger.append(reading(**whole()), at=day(2))
        assert (again.inserted, again.changed, again.withdrawn, again.moved, again.unchanged) == (0, 0, 0, 0, 8)
        assert again.sequence is None
        assert len(ledger.entries()) == 1


def test_the_order_of_rows_changes_nothing(address: str) -> None:
    table = amounts(a=1, b=2, c=3)
    turned = table.take([2, 0, 1])
    with Ledger.open(address) as ledger:
        ledger.append(reading(lines=table), at=day(1))
        assert ledger.append(reading(lines=turned), at=day(2)).sequence is None


def test_the_order_of_rows_leaves_the_same_snapshot(new_address) -> None:
    table = amounts(a=1, b=2, c=3)
    snapshots = []
    for rows in (table, table.take([2, 0, 1])):
        with Ledger.open(new_address()) as ledger:
            ledger.append(reading(lines=rows), at=day(1))
            snapshots.append(ledger.as_of().lines)
    assert snapshots[0].equals(snapshots[1])


def test_a_changed_amount_adds_a_version(address: str) -> None:
    with Ledger.open(address) as ledger:
        ledger.append(reading(lines=amounts(a=1, b=2)), at=day(1))
        appended = ledger.append(reading(lines=amounts(a=1, b=5), digest="new"), at=day(2))
        assert (appended.inserted, appended.changed, appended.unchanged) == (0, 1, 1)
        assert amounts_of(ledger.as_of(day(1)).lines) == {"a": 1, "b": 2}
        assert amounts_of(ledger.as_of(day(2)).lines) == {"a": 1, "b": 5}


def test_an_amount_that_becomes_unknown_is_a_change(address: str) -> None:
    with Ledger.open(address) as ledger:
        ledger.append(reading(lines=amounts(a=1, b=None)), at=day(1))
        assert ledger.append(reading(lines=amounts(a=None, b=None)), at=day(2)).changed == 1
        assert amounts_of(ledger.as_of().lines) == {"a": None, "b": None}


def test_a_line_that_left_its_source_is_withdrawn_and_may_return(address: str) -> None:
    with Ledger.open(address) as ledger:
        ledger.append(reading(lines=amounts(a=1, b=2)), at=day(1))
        assert ledger.append(reading(lines=amounts(a=1)), at=day(2)).withdrawn == 1
        assert amounts_of(ledger.as_of().lines) == {"a": 1}
        assert ledger.append(reading(lines=amounts(a=1, b=2)), at=day(3)).inserted == 1
        assert [amounts_of(ledger.as_of(day(n)).lines) for n in (1, 2, 3)] == [
            {"a": 1, "b": 2},
            {"a": 1},
            {"a": 1, "b": 2},
        ]


def test_withdrawal_stays_within_the_source(address: str) -> None:
    with Ledger.open(address) as ledger:
        ledger.append(reading("a.csv", lines=amounts(a=1)), at=day(1))
        ledger.append(reading("b.csv", lines=amounts(b=2)), at=day(2))
        ledger.append(reading("a.csv", lines=amounts()), at=day(3))
        assert amounts_of(ledger.as_of().lines) == {"b": 2}


def test_a_table_that_is_not_given_stays_as_it_is(address: str) -> None:
    with Ledger.open(address) as ledger:
        ledger.append(reading(**whole()), at=day(1))
        ledger.append(reading(digest="new", lines=lines()), at=day(2))
        snapshot = ledger.as_of()
    assert (snapshot.lines.num_rows, snapshot.programmes.num_rows, snapshot.tags.num_rows) == (0, 2, 1)


def test_of_two_sources_with_one_line_the_last_recorded_speaks(address: str) -> None:
    with Ledger.open(address) as ledger:
        ledger.append(reading("a.csv", lines=amounts(a=1, c=3)), at=day(1))
        ledger.append(reading("b.csv", lines=amounts(a=9)), at=day(2))
        assert amounts_of(ledger.as_of().lines) == {"a": 9, "c": 3}
        ledger.append(reading("b.csv", lines=amounts()), at=day(3))
        assert amounts_of(ledger.as_of().lines) == {"a": 1, "c": 3}
        assert amounts_of(ledger.as_of(day(2)).lines) == {"a": 9, "c": 3}


def test_a_row_that_only_moved_has_not_changed(address: str) -> None:
    with Ledger.open(address) as ledger:
        ledger.append(reading(lines=lines(line("a", 1, file="a.csv", row=2))), at=day(1))
        appended = ledger.append(reading(digest="new", lines=lines(line("a", 1, file="a.csv", row=3))), at=day(2))
        assert (appended.changed, appended.moved) == (0, 1)
        assert ledger.as_of().lines["row"].to_pylist() == [3]
        assert ledger.as_of(day(1)).lines["row"].to_pylist() == [2]


def test_other_bytes_with_the_same_rows_are_a_moment_without_versions(address: str) -> None:
    with Ledger.open(address) as ledger:
        ledger.append(reading(lines=amounts(a=1), digest="old"), at=day(1))
        appended = ledger.append(reading(lines=amounts(a=1), digest="new"), at=day(2))
        assert (appended.sequence, appended.inserted, appended.changed) == (2, 0, 0)
        assert [moment.digest for moment in ledger.entries()] == ["old", "new"]


def test_a_day_means_its_end(address: str) -> None:
    with Ledger.open(address) as ledger:
        ledger.append(reading(lines=amounts(a=1)), at=day(1))
        ledger.append(reading(lines=amounts(a=2)), at=day(2))
        asked = ["2025-12-31", "2026-01-01", day(1).date(), "2026-01-02T11:59", "2026-01-02T21:00+09:00", 1, 0, None]
        found = [amounts_of(ledger.as_of(moment).lines).get("a") for moment in asked]
    assert found == [None, 1, 1, 1, 2, 1, None, 2]


def test_two_appends_at_one_time_keep_their_order(address: str) -> None:
    with Ledger.open(address) as ledger:
        ledger.append(reading(lines=amounts(a=1)), at=day(1))
        ledger.append(reading(lines=amounts(a=2)), at=day(1))
        assert amounts_of(ledger.as_of(day(1)).lines) == {"a": 2}
        assert amounts_of(ledger.as_of(1).lines) == {"a": 1}
        assert [(m.sequence, m.recorded_at) for m in ledger.entries()] == [(1, day(1)), (2, day(1))]


def test_an_append_before_the_last_moment_is_refused(address: str) -> None:
    with Ledger.open(address) as ledger:
        ledger.append(reading(lines=amounts(a=1)), at=day(2))
        with pytest.raises(MomentError, match=r"2026-01-01.*last moment is 2026-01-02.*later time"):
            ledger.append(reading(lines=amounts(a=2)), at=day(1))
        assert amounts_of(ledger.as_of().lines) == {"a": 1}


@pytest.mark.parametrize("moment", ["soon", "2026-13-01", day(1).replace(tzinfo=None)])
def test_what_is_no_moment_is_refused(address: str, moment: object) -> None:
    with Ledger.open(address) as ledger, pytest.raises(MomentError):
        ledger.as_of(moment)


def test_a_reading_the_ledger_never_had_is_refused(address: str) -> None:
    with Ledger.open(address) as ledger, pytest.raises(ValueError, match="has no reading 1"):
        ledger.as_of(1)


def test_rows_of_one_key_are_kept_as_they_are(address: str) -> None:
    twice = lines(line("a", 2), line("a", None), line("a", 2), line("b", 1))
    with Ledger.open(address) as ledger:
        ledger.append(reading(lines=twice), at=day(1))
        assert ledger.append(reading(lines=twice.take([2, 3, 1, 0])), at=day(2)).sequence is None
        appended = ledger.append(reading(lines=lines(line("a", 2), line("a", 3), line("b", 1))), at=day(2))
        assert (appended.changed, appended.withdrawn, appended.unchanged) == (1, 1, 2)
        assert ledger.as_of(1).digest == digest_of({"lines": twice})
        assert sorted(ledger.as_of().lines["amount"].to_pylist()) == [1, 2, 3]
        ledger.append(reading("b.csv", lines=lines(line("a", 7))), at=day(3))
        assert amounts_of(ledger.as_of().lines) == {"a": 7, "b": 1}
        assert ledger.as_of().lines.num_rows == 2


def test_a_table_of_another_schema_is_refused(address: str) -> None:
    with Ledger.open(address) as ledger, pytest.raises(ValueError, match="lines: no column line"):
        ledger.append(reading(lines=tags()), at=day(1))


@pytest.mark.parametrize("name", ["a\x00", "a\x1fb"])
def test_control_characters_that_no_key_can_keep_are_refused(address: str, name: str) -> None:
    with Ledger.open(address) as ledger, pytest.raises(ValueError, match="control character"):
        ledger.append(reading(programmes=programmes({"programme": name})), at=day(1))
