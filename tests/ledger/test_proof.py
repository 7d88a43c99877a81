"""What was edited, erased, dated back or written anew is named, by the ledger itself or by a checkpoint kept outside."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import select, text

from crosscut.ledger import Checkpoint, Ledger, LedgerDamagedError, LedgerError, Reading
from crosscut.ledger.chain import SEED, bytes_digest, link_of
from crosscut.ledger.entries import facts_of
from crosscut.ledger.schema import READINGS
from tests.ledger.small_ledgers import small, tampered
from tests.shortened import some

from .material import amounts, day, decision, decisions, reading
from .tampering import copies_in, copies_on, named, trial, unguarded


def recomputed(address: str) -> None:
    """The whole chain worked out anew, as someone does who knows how it is made."""
    with unguarded(address) as connection:
        link = SEED
        for row in connection.execute(text("SELECT sequence FROM readings ORDER BY number")).all():
            found = connection.execute(select(READINGS).where(READINGS.c.sequence == row.sequence)).one()
            link = link_of(link, facts_of(connection, found))
            query = text("UPDATE readings SET link = :link WHERE sequence = :sequence")
            connection.execute(query, {"link": link, "sequence": row.sequence})


def test_a_ledger_as_it_was_written_is_whole(address: str) -> None:
    checkpoint = small(address)
    assert checkpoint.number == 4
    assert named(address, checkpoint) == []
    with Ledger.open(address) as ledger:
        first = ledger.checkpoint(1)
        ledger.decide(decisions(decision("a", "bio", "lee")), at=day(9))
        assert first is not None
        for kept in (first, checkpoint, ledger.checkpoint()):
            assert ledger.prove(kept).whole
        assert Checkpoint.parse(str(checkpoint)) == checkpoint


@pytest.mark.parametrize(
    ("statement", "fault"),
    some(
        [
            ("UPDATE lines_versions SET amount = 9 WHERE version = 1", "rows 1"),
            ("UPDATE decisions_versions SET reason = 'other'", "rows 2"),
            ("UPDATE corrections_versions SET replaces = NULL, corrected_by = 'me'", "rows 3"),
            ("DELETE FROM lines_versions WHERE version = 2", "rows 1"),
            ("UPDATE segments SET digest = 'x' WHERE sequence = 2", "altered 2"),
            ("UPDATE readings SET recorded_at = '2026-01-01 01:00:00.000000' WHERE number = 3", "altered 3"),
            ("UPDATE readings SET source = 'other' WHERE number = 4", "altered 4"),
            ("UPDATE texts SET content = 'two'", "text 0"),
            ("UPDATE reading_texts SET name = 'other'", "altered 1"),
            ("UPDATE reading_tables SET digest = 'other' WHERE sequence = 1", "altered 1"),
        ],
        4,
    ),
)
def test_what_was_edited_is_named(address: str, statement: str, fault: str) -> None:
    small(address)
    tampered(address, statement)
    with Ledger.open(address, checked=False) as ledger:
        assert fault in [f"{each.code} {each.reading}" for each in ledger.prove().faults]
        with pytest.raises(LedgerDamagedError):
            ledger.verify()


LAST = (
    "DELETE FROM lines_versions WHERE sequence = 4",
    "DELETE FROM segments WHERE sequence = 4",
    "DELETE FROM reading_tables WHERE sequence = 4",
    "DELETE FROM readings WHERE sequence = 4",
)


ALL = tuple(
    f"DELETE FROM {table}"
    for table in (
        *("lines_versions", "decisions_versions", "corrections_versions", "segments", "reading_tables"),
        *("reading_texts", "texts", "readings"),
    )
)


def test_an_erased_last_reading_is_named_by_a_checkpoint(address: str) -> None:
    checkpoint = small(address)
    tampered(address, *LAST)
    with Ledger.open(address) as ledger:
        assert ledger.prove().whole
        (fault,) = ledger.prove(checkpoint).faults
    assert (fault.code, fault.reading) == ("erased", 4)
    assert "ends at reading 3" in fault.message.en


def test_a_last_reading_erased_in_part_is_named_by_the_ledger(address: str) -> None:
    small(address)
    tampered(address, "DELETE FROM lines_versions WHERE sequence = 4")
    assert "rows 4" in named(address, small_checkpoint(address))


def small_checkpoint(address: str) -> Checkpoint:
    with Ledger.open(address, checked=False) as ledger:
        found = ledger.checkpoint()
    assert found is not None
    return found


def test_an_emptied_ledger_is_named_by_a_checkpoint(address: str) -> None:
    checkpoint = small(address)
    tampered(address, *ALL)
    assert named(address, checkpoint) == ["emptied 0"]


def test_digests_worked_out_anew_are_named_by_a_checkpoint(address: str) -> None:
    checkpoint = small(address)
    tampered(address, "UPDATE readings SET source = 'other' WHERE number = 2")
    recomputed(address)
    with Ledger.open(address) as ledger:
        assert ledger.prove().whole
        (fault,) = ledger.prove(checkpoint).faults
    assert (fault.code, fault.reading) == ("rewritten", 4)


def test_a_reading_dated_back_is_named_even_with_digests_worked_out_anew(address: str) -> None:
    small(address)
    tampered(address, "UPDATE readings SET recorded_at = '2025-01-01 01:00:00.000000' WHERE number = 4")
    recomputed(address)
    with Ledger.open(address) as ledger:
        (fault,) = ledger.prove().faults
    assert (fault.code, fault.reading) == ("antedated", 4)


def test_opening_checks_the_last_reading(address: str) -> None:
    small(address)
    tampered(address, "UPDATE readings SET source = 'other' WHERE number = 4")
    for read_only in (True, False):
        with pytest.raises(LedgerDamagedError, match="reading 4, the last, is not as it was written; crosscut verify"):
            Ledger.open(address, read_only=read_only)


def test_names_of_books_that_were_exchanged_or_changed_are_named(address: str) -> None:
    for number, book in enumerate(("a", "b"), start=1):
        with Ledger.open(address, book=book) as ledger:
            ledger.append(reading(book, lines=amounts(x=number)), at=day(number))
            assert ledger.prove().whole
    tampered(
        address,
        "UPDATE books SET name = 'c' WHERE name = 'a'",
        "UPDATE books SET name = 'a' WHERE name = 'b'",
        "UPDATE books SET name = 'b' WHERE name = 'c'",
    )
    for book in ("a", "b"):
        with Ledger.open(address, book=book, checked=False) as ledger:
            assert {(each.code, each.reading) for each in ledger.prove().faults} == {("book", 1), ("book", 0)}
        with pytest.raises(LedgerDamagedError, match="another name than its readings were written under"):
            Ledger.open(address, book=book, read_only=True)
    tampered(address, "UPDATE books SET name = 'c' WHERE name = 'a'", "UPDATE books SET name = 'd' WHERE name = 'b'")
    with Ledger.open(address, book="a", read_only=True) as ledger:
        assert {each.code for each in ledger.prove().faults} == {"book"}


def test_the_name_of_a_book_is_no_text_of_a_reading(address: str) -> None:
    with Ledger.open(address, book="mine") as ledger:
        ledger.append(reading(lines=amounts(a=1), texts={"settings": "x"}), at=day(1))
        ledger.append(reading("other", lines=amounts(b=1)), at=day(2))
        assert ledger.as_of().texts == {"settings": "x"}


def test_a_book_that_nobody_wrote_into_holds_up_nobody(address: str) -> None:
    checkpoint = small(address)
    tampered(address, "INSERT INTO books VALUES (99, 'zz')")
    assert named(address, checkpoint) == []


def test_publications_are_kept_in_their_own_chain(address: str) -> None:
    small(address)
    with Ledger.open(address) as ledger:
        before = ledger.checkpoint()
        ledger.publish('{"title": "one"}', str(before))
        ledger.publish('{"title": "two"}', str(before))
        assert ledger.checkpoint() == before
        assert [(each.number, each.manifest) for each in ledger.publications()] == [
            (1, '{"title": "one"}'),
            (2, '{"title": "two"}'),
        ]
        assert ledger.publications()[0].digest == bytes_digest(b'{"title": "one"}')
        ledger.decide(decisions(decision("b", "ai", "kim")), at=day(8))
        assert ledger.prove().publications == 2
        assert ledger.prove().whole
    tampered(address, "DELETE FROM publications WHERE number = 2")
    assert "publication 5" in named(address, small_checkpoint(address))


@pytest.mark.parametrize("words", ["", "4", "4:xyz", "a:" + "0" * 64, "4:" + "0" * 63, "4:" + "A" * 64])
def test_what_is_no_checkpoint_is_refused(words: str) -> None:
    with pytest.raises(LedgerError, match="is no checkpoint; it reads NUMBER:LINK"):
        Checkpoint.parse(words)


def test_random_tampering_is_named(tmp_path: Path) -> None:
    assert trial(copies_in(tmp_path), mutations=15, seed=20261126).total() == 15


@pytest.mark.postgres
def test_random_tampering_is_named_on_postgres(postgres_server: str) -> None:
    assert trial(copies_on(postgres_server), mutations=5, seed=5).total() == 5


def test_what_an_append_links_is_what_a_proof_reads(address: str) -> None:
    """Every kind of append, a large one included, is proved as it was written."""
    with Ledger.open(address) as ledger:
        many = {f"p{number}": number for number in range(600)}
        ledger.append(reading("one", lines=amounts(**many)), at=day(1))
        ledger.append(reading("two", lines=amounts(**dict(list(many.items())[:300]), z=None)), at=day(2))
        ledger.append(Reading("three", "empty"), at=day(3))
        assert ledger.prove().faults == ()
