"""Parts of a change as figures: they sum to the change exactly, and each leads to the rows behind it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crosscut.calendar import Period
from crosscut.cli import run
from crosscut.figures import Figure, FigureBook
from crosscut.figures import FigureContext as Publication
from crosscut.follow import DifferenceContext, Redefinition, Side, difference, parts, rows, shares
from crosscut.follow.changes import Comparison
from crosscut.follow.figures import ChangeFigures
from crosscut.tables import AMOUNTS, row_id
from crosscut.text import Text
from crosscut.workbench.build import build
from tests.follow.material import side
from tests.follow.test_difference import AMOUNTS as MONEY
from tests.follow.test_difference import NAMES, SIDES, successions
from tests.shortened import examples

LINES = """\
id,name,ministry,year,stage,amount,st_ai
P1,위성,과기부,2023,confirmed,100,100
P2,위성,우주청,2024,confirmed,130,130
P3,로봇,산업부,2023,confirmed,50,
P3,로봇,산업부,2024,confirmed,45,
P4,양자,과기부,2024,confirmed,7,
"""
TOML = """\
title = "Test"
currency = "KRW"
taxonomy = "kr-cet-2022"

[[source]]
file = "sources/lines.csv"
unit = "원"
blank_tags = "outside"
columns = { programme = "id", name = "name", ministry = "ministry", fiscal_year = "year", stage = "stage", amount = "amount" }
tags = { prefix = "st_" }
"""
DECISIONS = {
    "links": "predecessor,successor,fiscal_year,date,source,reason,decided_by,decided_at\nP1,P2,2024,2024-05-27,관보,개청,김,2024-06-01\n",
    "corrections": "programme,fiscal_year,stage,printed,amount,unit,decided_by,decided_at,reason\nP3,2024,confirmed,45,46,원,이,2026-03-02,오기\n",
    "events": "event,kind,fiscal_year,programme,old,new,unit,before,after,source\nreclass,definition,2024,P3,50,51,원,옛 범위,새 범위,기재부\n",
}


def atoms(sides: tuple[Side, Side]) -> Iterator[dict]:
    """Two rows for every cell of both sides."""
    blank = {field.name: "" if pa.types.is_string(field.type) else None for field in AMOUNTS}
    for held in sides:
        for cell, amount in held.cells.items():
            for place, part in enumerate((amount // 3, amount - amount // 3)):
                where = {"counting": "partition", "fiscal_year": held.year, "stage": held.stage, "amount": part}
                yield blank | cell._asdict() | where | {"row": row_id(held.year, held.stage, *cell, place)}


def told(before: Side, after: Side, context: DifferenceContext) -> tuple[FigureBook, Comparison, ChangeFigures]:
    table = pa.Table.from_pylist(list(atoms((before, after))), schema=AMOUNTS)
    book = FigureBook(table, Publication("kr-cet-2022", "KRW"))
    found = difference(before, after, context)
    comparison = Comparison(
        Period(before.year, before.stage),
        Period(after.year, after.stage),
        before.total,
        after.total,
        parts(rows(found)),
        tuple(shares(found, ["area"])),
        tuple(shares(found, ["ministry"])),
        (),
        (),
        found.effects,
    )
    return book, comparison, ChangeFigures(book, [comparison])


def proved(book: FigureBook, figure: Figure) -> None:
    """Its rows with their signs, and what is stated beside them, are its value."""
    held = sum(sign * book.atom(row)["amount"] for row, sign in book.rows(figure))
    assert held + sum(each.value for each in figure.of) == figure.value


@pytest.mark.slow
@given(SIDES, SIDES, successions(), st.dictionaries(st.sampled_from(NAMES), MONEY, max_size=2))
@settings(max_examples=examples(80), deadline=None)
def test_parts_sum_to_the_change_and_rows_to_the_parts(old, new, succession, corrected) -> None:
    before, after = side(2023, **old), replace(side(2024, **new), corrected=corrected)
    redefined = tuple(Redefinition(name, before.totals()[name], 5, Text("new scope")) for name in sorted(old)[:1])
    book, found, figures = told(before, after, DifferenceContext(succession, redefined))
    assert sum(figures.part(found, each.kind).value for each in found.parts) == found.after - found.before
    for each in found.parts:
        assert figures.part(found, each.kind).value == each.amount
    for key, groups in (("area", found.areas), ("ministry", found.ministries)):
        for share in groups:
            made = [figures.part(found, each.kind, **{key: share.group[0]}) for each in share.parts]
            assert [figure.value for figure in made] == [each.amount for each in share.parts]
            assert sum(figure.value for figure in made) == share.change
    for figure in figures.everything():
        proved(book, figure)


def test_a_part_is_made_once_and_parts_share_their_selections() -> None:
    before, after = side(2023, A=100, B=50), side(2024, A=130, B=45)
    _, found, figures = told(before, after, DifferenceContext())
    made = [figures.part(found, each.kind) for each in found.parts]
    assert all(figures.part(found, each.kind) is figure for each, figure in zip(found.parts, made, strict=True))
    terms = [where for figure in figures.everything() for where, _ in figure.terms]
    assert len({id(where) for where in terms}) == len(set(terms)) < len(terms)


def test_a_programme_that_moved_and_grew_is_traced_to_both_rows() -> None:
    before, after = side(2023, a=("m", {"ai": 100})), side(2024, a=("n", {"ai": 130}))
    book, found, figures = told(before, after, DifferenceContext())
    grown = figures.part(found, found.parts[1].kind)
    assert (grown.value, grown.of, sorted(sign for _, sign in book.rows(grown))) == (30, (), [-1, -1, 1, 1])
    assert figures.part(found, found.parts[0].kind, ministry="m").value == -100
    assert figures.part(found, found.parts[0].kind, ministry="n").value == 100
    assert {book.atom(row)["ministry"] for row, _ in book.rows(grown)} == {"m", "n"}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("change")
    files = {"crosscut.toml": TOML, "sources/lines.csv": LINES}
    files |= {f"decisions/{name}.csv": text for name, text in DECISIONS.items()}
    for name, text in files.items():
        (made / name).parent.mkdir(exist_ok=True)
        (made / name).write_text(text, encoding="utf-8")
    build(made)
    return made


def test_every_part_on_the_page_is_a_figure_that_the_command_traces(folder: Path, capsys) -> None:
    known = {each["id"]: each for each in json.loads((folder / "build/figures.json").read_text())["figures"]}
    page = (folder / "build/site/en/changes.html").read_text(encoding="utf-8")
    shown = set(re.findall(r'data-figure="(\w+)"', page))
    own = [known[each] for each in shown if known[each]["kind"] == "part"]
    assert {each["by"][3] for each in own} == {"redefined", "moved", "new", "grown", "cut"}
    whole = [each for each in own if not each["where"]]
    assert sum(each["value"] for each in whole) == 183 - 150
    for each in whole:
        capsys.readouterr()
        assert run(["trace", str(folder), each["id"], "--format", "json"]) == 0
        traced = json.loads(capsys.readouterr().out)
        assert traced["figure"]["value"] == each["value"]
        assert traced["sum"] + sum(known[part]["value"] for part in each["of"]) == each["value"]
        assert "2023 confirmed" in traced["explained"]["en"]
        assert "증감" in traced["explained"]["ko"]


def test_what_a_definition_accounts_for_stands_beside_the_rows(folder: Path, capsys) -> None:
    known = {each["id"]: each for each in json.loads((folder / "build/figures.json").read_text())["figures"]}
    redefined = next(each for each in known.values() if each.get("by", [""])[3:] == ["redefined"])
    (beside,) = redefined["of"]
    assert (redefined["rows"], redefined["value"], known[beside]["value"]) == ([], 1, 1)
    assert run(["trace", str(folder), beside]) == 0
    assert "in no row" in capsys.readouterr().out
