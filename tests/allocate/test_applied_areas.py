"""What a plan's file says of areas: what is counted when it is read, and to whom a later difference lays it."""

from __future__ import annotations

import json
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crosscut.allocate.applied import counted_parts
from crosscut.cli import run
from crosscut.money import reduce_fractions, split
from crosscut.tables import MAX_DENOMINATOR, OUTSIDE

amounts = st.integers(1, 10**15)
cuts = st.lists(st.floats(0, 1), min_size=1, max_size=5)


@given(amounts, cuts)
def test_what_is_written_is_what_is_counted(amount: int, cuts: list[float]) -> None:
    edges = sorted({0, *(int(amount * cut) for cut in cuts)})
    parts = {f"area{place}": high - low for place, (low, high) in enumerate(pairwise(edges))}
    written = dict(counted_parts(amount, {**parts, OUTSIDE: amount - edges[-1]}))
    shares = reduce_fractions([*written.values()], amount, MAX_DENOMINATOR)
    counted = split(amount, [*shares.numerators, shares.denominator - sum(shares.numerators)])
    assert counted[:-1] == [*written.values()]
    assert all(abs(written.get(area, 0) - part) <= amount // MAX_DENOMINATOR + 1 for area, part in parts.items())


def test_a_won_that_no_share_can_say_is_not_written() -> None:
    amount = 2_504_503_934_343
    assert counted_parts(amount, {"ai": 1, OUTSIDE: amount - 1}) == ()
    assert counted_parts(1_000, {"ai": 1, OUTSIDE: 999}) == (("ai", 1),)
    assert counted_parts(0, {"ai": 0}) == ()


CONFIG = """
title = "Small"
taxonomy = "kr-cet-2022"
stages = ["requested", "confirmed"]
[[source]]
file = "sources/lines.csv"
unit = "million"
stage = "requested"
columns = { programme = "id", name = "name", ministry = "ministry", fiscal_year = "year", amount = "amount" }
tags = { areas = { ai = "ai", quantum = "quantum" } }
"""
LINES = """id,name,ministry,year,amount,ai,quantum
A,Alpha,North,2026,100,100,0
B,Beta,North,2026,100,0,100
C,Gamma,North,2026,7,7,0
A,Alpha,North,2025,80,40,40
"""
DECISION = "A,quantum,,1,3,Lee,2026-01-05,read\nA,ai,,1,3,Lee,2026-01-05,read\n"
RETAGGED = [("2026,100,100,0", "2026,100,60,40"), ("2026,7,7,0", "2026,7,0,7")]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("sources", "decisions"):
        (tmp_path / name).mkdir()
    (tmp_path / "crosscut.toml").write_text(CONFIG, encoding="utf-8")
    (tmp_path / "sources" / "lines.csv").write_text(LINES, encoding="utf-8")
    (tmp_path / "policy.toml").write_text('unit = "million"\n[ceiling]\namount = "190 million"\n', encoding="utf-8")
    return tmp_path


def decide(folder: Path, rows: str) -> None:
    header = "programme,area,sub,numerator,denominator,decided_by,decided_at,reason\n"
    (folder / "decisions" / "attributions.csv").write_text(header + rows, encoding="utf-8")


def apply(folder: Path) -> None:
    assert run(["allocate", str(folder), "--apply", "confirmed", "--by", "Kim", "--reason", "Agreed"]) == 0


def retag(folder: Path) -> None:
    file = folder / "sources" / "lines.csv"
    text = file.read_text(encoding="utf-8")
    for before, after in RETAGGED:
        assert before in text
        text = text.replace(before, after)
    file.write_text(text, encoding="utf-8")


def areas_told(folder: Path, capsys, since: str = "requested", until: str = "confirmed") -> dict[str, tuple[str, str]]:
    """The kinds and reasons of what moved among the areas of each programme."""
    capsys.readouterr()
    assert run(["diff", str(folder), since, until, "--format", "json"]) == 0
    rows = json.loads(capsys.readouterr().out)["rows"]
    return {row["programme"]: (row["kind"], row["why"]) for row in rows if row["kind"] in ("reattributed", "retagged")}


def test_what_the_source_changed_after_a_plan_is_laid_to_the_source(folder: Path, capsys):
    apply(folder)
    assert areas_told(folder, capsys) == {}
    retag(folder)
    kept = (
        "retagged",
        "the source gives its areas other shares of its money; the applied plan keeps those of its day",
    )
    assert areas_told(folder, capsys) == {"A": kept, "C": kept}


def test_what_the_source_tags_otherwise_than_last_year_is_nobodys_decision_once_planned(folder: Path, capsys):
    apply(folder)
    tagged = ("retagged", "the source gives its areas other shares of its money")
    assert areas_told(folder, capsys, "2025:requested", "2026:confirmed") == {"A": tagged}


@pytest.mark.parametrize("left", [DECISION + "A,withdrawn,,1,1,Lee,2026-02-01,mistaken\n", ""], ids=["back", "gone"])
def test_areas_of_a_decision_taken_back_after_the_plan_are_laid_to_it(folder: Path, capsys, left: str):
    decide(folder, DECISION)
    apply(folder)
    assert run(["build", str(folder)]) == 0
    decide(folder, left)
    assert run(["build", str(folder)]) == 0
    assert areas_told(folder, capsys) == {"A": ("reattributed", "its areas were decided anew")}
    retag(folder)
    assert areas_told(folder, capsys)["A"][0] == "reattributed"
    assert areas_told(folder, capsys)["C"][0] == "retagged"


def test_a_decision_that_no_plan_kept_is_not_what_the_plan_has(folder: Path, capsys):
    decide(folder, DECISION + "A,withdrawn,,1,1,Lee,2026-01-06,mistaken\n")
    apply(folder)
    retag(folder)
    assert {kind for kind, _ in areas_told(folder, capsys).values()} == {"retagged"}
