"""Budgets that share a database keep apart, and a folder knows its own book wherever it is moved or copied."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from crosscut import config
from crosscut.budget.folder_ledger import ledger_address, open_ledger
from crosscut.errors import CrosscutError
from crosscut.ledger import Ledger, LedgerError, book_of

from .material import amounts, amounts_of, day, decision, decisions, reading

SETTINGS = """title = "A budget"
currency = "KRW"
taxonomy = "kr-cet-2022"
{ledger}
[[source]]
file = "p.csv"
unit = "won"
fiscal_year = 2026
stage = "requested"
columns = {{ programme = "id", amount = "amount" }}
"""


def test_books_of_one_database_keep_apart(address: str) -> None:
    steps = (("a", amounts(x=1, y=2)), ("b", amounts(x=9)), ("a", amounts(x=1)), ("b", amounts(x=9, z=1)))
    for number, (book, lines) in enumerate(steps, start=1):
        with Ledger.open(address, book=book) as ledger:
            ledger.append(reading("crosscut.toml", str(lines.num_rows), lines=lines), at=day(number))
            ledger.decide(decisions(decision("x", book, "kim", "2026-01-01")), at=day(number))
    found = {}
    for book in ("a", "b"):
        with Ledger.open(address, book=book) as ledger:
            found[book] = [amounts_of(ledger.as_of(number).lines) for number in (0, 1, 3)]
            assert [each.sequence for each in ledger.entries()] == [1, 2, 3]
            assert ledger.as_of().in_force("decisions")["area"].to_pylist() == [book]
            assert set(ledger.versions("lines")["sequence"].to_pylist()) == {1, 3}
            assert {each.row.get("area", book) for each in ledger.history("x")} == {book}
            assert ledger.as_of(programme="x").lines.num_rows == 1
            assert ledger.prove(ledger.checkpoint()).whole
    assert found == {
        "a": [{}, {"x": 1, "y": 2}, {"x": 1}],
        "b": [{}, {"x": 9}, {"x": 9, "z": 1}],
    }
    with pytest.raises(LedgerError, match="2 budgets keep their ledgers here; say which"):
        Ledger.open(address)
    with Ledger.open(address, book="c", read_only=True) as ledger:
        assert ledger.as_of().lines.num_rows == 0
        assert ledger.entries() == []


def test_the_first_folder_to_write_takes_the_book_that_nobody_named(address: str) -> None:
    with Ledger.open(address) as ledger:
        ledger.append(reading(lines=amounts(x=1)), at=day(1))
    for book in ("mine", "other"):
        with Ledger.open(address, book=book, read_only=True) as ledger:
            assert amounts_of(ledger.as_of().lines) == {"x": 1}
    with Ledger.open(address, book="mine") as ledger:
        ledger.append(reading(lines=amounts(x=2), digest="2"), at=day(2))
        assert len(ledger.entries()) == 2
    with Ledger.open(address, book="other") as ledger:
        ledger.append(reading(lines=amounts(x=3), digest="3"), at=day(3))
        assert amounts_of(ledger.as_of().lines) == {"x": 3}
    with Ledger.open(address, book="mine") as ledger:
        assert amounts_of(ledger.as_of().lines) == {"x": 2}


def budget(folder: Path, ledger: str = "") -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    stated = f'ledger = "{ledger}"' if ledger else ""
    (folder / "crosscut.toml").write_text(SETTINGS.format(ledger=stated), encoding="utf-8")
    return folder


@pytest.mark.parametrize("stated", ["", "kept.sqlite", "sub/../kept.sqlite", "sqlite:///kept.sqlite"])
def test_a_ledger_is_found_from_its_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, stated: str) -> None:
    folder = budget(tmp_path / "budget", stated)
    (folder / "sub").mkdir()
    place = Path(ledger_address(folder, config.load(folder).ledger)).resolve()
    assert place == folder / ((stated and "kept.sqlite") or "ledger.sqlite")
    monkeypatch.chdir(tmp_path)
    with open_ledger(Path("budget"), config.load(Path("budget")).ledger):
        assert place.exists()


@pytest.mark.parametrize("stated", ["sqlite:////tmp/there.sqlite", "/tmp/there.sqlite", "postgresql://u@h/d"])
def test_an_absolute_ledger_stays_where_it_is(tmp_path: Path, stated: str) -> None:
    folder = budget(tmp_path / "budget", stated)
    address = str(ledger_address(folder, config.load(folder).ledger))
    assert address == (stated if stated.startswith("post") else "/tmp/there.sqlite")


def test_a_folder_keeps_its_book_where_it_goes_and_a_copy_gets_its_own(tmp_path: Path) -> None:
    first = budget(tmp_path / "first")
    assert book_of(first) == ""
    name = book_of(first, make=True)
    assert name
    assert book_of(first) == book_of(first, make=True) == name
    copy = Path(shutil.copytree(first, tmp_path / "copy"))
    assert book_of(copy) == ""
    other = book_of(copy, make=True)
    assert other not in ("", name)
    assert book_of(first) == name
    moved = first.rename(tmp_path / "moved")
    assert book_of(moved, make=True) == name
    again = Path(shutil.copytree(moved, tmp_path / "again"))
    assert book_of(again) == ""
    assert book_of(again, make=True) not in ("", name, other)


def test_what_is_no_name_of_a_book_is_told(tmp_path: Path) -> None:
    (tmp_path / "ledger.id").write_bytes(b"abc\n/tmp/\0x\n")
    assert book_of(tmp_path, make=True) == "abc"
    (tmp_path / "ledger.id").unlink()
    (tmp_path / "ledger.id").mkdir()
    with pytest.raises(CrosscutError, match=r"ledger\.id: is no file"):
        book_of(tmp_path, make=True)


def test_a_link_of_a_ledger_out_of_the_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    (tmp_path / "b" / "ledger.sqlite").symlink_to(tmp_path / "victim.sqlite")
    with pytest.raises(CrosscutError, match="points out of the budget folder"):
        ledger_address(tmp_path / "b", "")


def test_folders_with_one_ledger_do_not_end_each_others_lines(tmp_path: Path, new_address: Callable[[], str]) -> None:
    shared = new_address()
    stated = shared if "://" in shared else f"sqlite:///{shared}"
    names = ("one", "two")
    for name in names:
        folder = budget(tmp_path / name, stated)
        with open_ledger(folder, config.load(folder).ledger) as ledger:
            ledger.append(reading("crosscut.toml", lines=amounts(**{name: 1})), at=day(1))
    for name in names:
        folder = tmp_path / name
        with open_ledger(folder, config.load(folder).ledger, read_only=True) as ledger:
            assert amounts_of(ledger.as_of().lines) == {name: 1}
