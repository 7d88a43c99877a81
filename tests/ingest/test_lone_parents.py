"""A parent that stands once in a table: asked about where its sum is no likely chance, and nowhere else."""

from __future__ import annotations

import random

import numpy as np
import pytest

from crosscut.findings import Severity
from crosscut.ingest import lone_parents as module
from crosscut.ingest.lone_parents import lone_parents
from crosscut.ingest.running_sums import size_of, step_of, sums_below

from .conftest import COLUMNS, one, rules
from .test_tables_of_strangers import NAMED

HEADER = "id,name,ministry,amount\n"
BEFORE, AFTER = "A1,Rail grants,Transport,41250\n", "A5,Harbour works,Transport,15470\nA6,Aviation,Transport,9985\n"
PARENT = "A2,Energy research,Transport,73480\n"
PARTS = "A3,Solar cells,Transport,41230\nA4,Wind turbines,Transport,32250\n"


def asked(made):
    return [f.place.row for f in made.findings if f.rule == "looks-like-total" and f.severity is Severity.WARNING]


@pytest.mark.parametrize(
    ("body", "row"),
    [(BEFORE + PARENT + PARTS + AFTER, 3), (BEFORE + PARTS + PARENT + AFTER, 5)],
    ids=["above", "below"],
)
def test_a_parent_that_stands_once_is_asked_about(reading, body, row):
    assert asked(reading(HEADER + body)) == [row]


def test_one_of_few_digits_is_asked_about_where_its_parts_are_listed_with_marks(reading):
    rows = "A1,Rail,T,412\nA2,Energy,T,735\nA3,- Solar,T,412\nA4,- Wind,T,323\nA5,Harbour,T,154\nA6,Aviation,T,99\n"
    assert asked(reading(HEADER + rows)) == [3]
    assert asked(reading(HEADER + rows.replace("- ", ""))) == []


def test_a_row_that_misses_its_parts_by_one_is_a_programme(reading):
    body = BEFORE + PARENT.replace("73480", "73481") + PARTS + AFTER
    assert asked(reading(HEADER + body)) == []


def test_an_answer_ends_the_question(reading):
    body = HEADER + BEFORE + PARENT + PARTS + AFTER
    assert asked(reading(body, {"keep_rows": [3]})) == []


def test_a_budget_is_no_parent_of_what_was_spent_and_what_was_left(reading):
    rows = "A1,Rail,T,41250,confirmed\nA2,Energy,T,73480,confirmed\nA2,Energy,T,41230,executed\n"
    rows += "A2,Energy,T,32250,revised\nA5,Harbour,T,15470,confirmed\nA6,Aviation,T,9985,confirmed\n"
    made = reading("id,name,ministry,amount,stage\n" + rows, {"stage": "", "columns": COLUMNS | {"stage": "stage"}})
    assert asked(made) == []


@pytest.mark.slow
def test_random_tables_hold_hardly_a_parent_by_chance(reading):
    draw = random.Random(20261130)
    found = 0
    for _ in range(100):
        amounts = [round(draw.lognormvariate(8, 1)) for _ in range(draw.randint(6, 40))]
        found += bool(asked(reading(HEADER + "".join(f"P{n},Name {n},M,{a}\n" for n, a in enumerate(amounts)))))
    assert found <= 1


def test_columns_that_say_the_same_show_a_parent_no_better_than_one(reading):
    years = {f"{year}": {"fiscal_year": year} for year in range(2025, 2030)}
    rows = [("P1", 120), ("P2", 50), ("P3", 70), ("P4", 310), ("P5", 90), ("P6", 260), ("P7", 40), ("P8", 180)]
    text = "id,name,ministry," + ",".join(years) + "\n" + "".join(f"{a},{a},M{f',{c}' * 5}\n" for a, c in rows)
    columns = {key: name for key, name in COLUMNS.items() if key != "amount"}
    made = reading(text, {"columns": columns, "fiscal_year": None, "wide": {"columns": years}})
    assert len(made.lines) == 40
    assert asked(made) == []


YEARS = {f"{year}": {"fiscal_year": year} for year in range(2025, 2028)}


def by_year(reading, rows):
    text = "id,name,ministry," + ",".join(YEARS) + "\n"
    text += "".join(f"P{n},Name {n},M," + ",".join(map(str, row)) + "\n" for n, row in enumerate(rows))
    columns = {key: name for key, name in COLUMNS.items() if key != "amount"}
    return reading(text, {"columns": columns, "fiscal_year": None, "wide": {"columns": YEARS}})


@pytest.mark.parametrize(
    "others",
    [
        lambda amount: (amount * 2, amount * 3),
        lambda amount: (round(amount * 1.02), round(amount * 1.04)),
        lambda amount: (amount * 7 // 10, amount - amount * 7 // 10),
    ],
    ids=["multiples", "raised", "of two"],
)
def test_columns_that_follow_from_one_another_show_a_parent_no_better(others):
    draw, found = random.Random(20261130), 0
    for _ in range(60):
        amounts = [draw.randint(10, 900) for _ in range(300)]
        columns = [np.array(each, np.int64) for each in zip(*((one, *others(one)) for one in amounts), strict=True)]
        found += bool(lone_parents(columns, sums_below(columns[0]), [], np.zeros(300, bool)))
    assert found <= 1


def test_columns_are_compared_no_further_than_they_tell(monkeypatch):
    compared = []
    monkeypatch.setattr(module, "_distance", lambda *columns: compared.append(columns) or sum(columns[0]))
    draw = random.Random(20261130)
    rows = [[draw.randint(1000, 99999) for _ in range(12)] for _ in range(300)]
    columns = [np.array(each, np.int64) for each in zip(list(map(sum, zip(*rows, strict=True))), *rows, strict=True)]
    assert module.lone_parents(columns, sums_below(columns[0]), [], np.zeros(301, bool)) == [0]
    assert len(compared) < 12


def test_a_parent_whose_parts_grow_apart_is_asked_about(reading):
    parts = [(412, 431, 398), (323, 330, 371)]
    rows = [(154, 160, 171), tuple(map(sum, zip(*parts, strict=True))), *parts, (99, 97, 120), (611, 640, 655)]
    assert asked(by_year(reading, rows)) == [3]


@pytest.mark.parametrize(
    "values", [[], [0], [2**62 - 1, 1], [-(2**61), 2**61, 7], [2**62, 2**62, 2**62], [-1, -(2**62) - 3]]
)
def test_sizes_are_summed_exactly_however_large(values):
    assert size_of(np.array(values, np.int64)) == sum(map(abs, values))


def test_grants_of_one_usual_size_make_no_parent_among_amounts_with_cents(reading):
    pick = random.Random(7)
    others = [f"B{at},b{at},M,{pick.randint(10**7, 10**9) / 100:.2f}\n" for at in range(300)]
    grants = "A1,Health,M,300000.00\nA2,Proof one,M,150000.00\nA3,Proof two,M,150000.00\n"
    assert (
        asked(reading(HEADER + "".join(others[:200]) + grants + "".join(others[200:]), {"unit": "EUR"}, currency="EUR"))
        == []
    )
    parts = "A1,Health,M,300000.00\nA2,One,M,150123.45\nA3,Two,M,149876.55\n"
    assert asked(reading(HEADER + "".join(others) + parts, {"unit": "EUR"}, currency="EUR")) == [302]


@pytest.mark.parametrize(
    ("table", "rows"),
    [
        ("id,name,ministry,amount\n30,a,M,100\n3001,b,M,60\n3002,c,M,40\n31,d,M,55\n3101,e,M,55\n", [2, 5]),
        ("id,name,ministry,amount\n30,a,M,100\n3001,b,M,60\n3002,c,M,30\n3003,d,M,10\n31,e,M,7\n", [2]),
        ("name,ministry,amount\n1 Energy,M,100\n1.1 a,M,60\n1.2 b,M,40\n2 Health,M,55\n2.1 c,M,55\n", [2, 5]),
        ("name,ministry,amount\n□ 양자,M,100\n  ○ 컴퓨팅,M,60\n  ○ 통신,M,40\n□ 반도체,M,55\n", [2]),
        ("name,ministry,amount\n양자,M,100\n - 컴퓨팅,M,60\n - 통신,M,40\n반도체,M,55\n", [2]),
    ],
)
def test_one_parent_is_enough_where_codes_numbers_or_marks_say_its_level(reading, table, rows):
    columns = COLUMNS if table.startswith("id") else NAMED
    finding = one(reading(table, {"columns": columns}), "looks-like-total")
    assert finding.place.row == rows[0]
    assert f"{rows}" in finding.hint.en


TWO_YEARS = {
    "fiscal_year": None,
    "columns": {key: name for key, name in COLUMNS.items() if key != "amount"},
    "wide": {"columns": {"2025": {"fiscal_year": 2025}, "2026": {"fiscal_year": 2026}}},
}


@pytest.mark.parametrize(
    ("table", "row", "said"),
    [
        ("1,a,M,,30\n1.1,b,M,,10\n1.2,c,M,,20\n2,d,M,,77\n2.1,e,M,,33\n2.2,f,M,,44\n3,g,M,5,3\n", 2, "KRW 30 million"),
        ("A1,a,M,,41250\nA2,b,M,,73480\nA3,c,M,,41230\nA4,d,M,,32250\nA5,e,M,,15470\n", 3, "KRW 73,480 million"),
        ("A1,a,M,,41250\nA2,b,M,,32250\nA3,c,M,,15470\nA4,d,M,,88970\n", 5, "KRW 88,970 million"),
        ("A1,General Account,M,,70\nA2,Special Account,M,,30\nA3,a,M,,45\nA4,b,M,,55\n", 2, "KRW 100 million"),
    ],
)
def test_a_parent_without_an_amount_in_the_first_column_is_told_by_the_first_that_it_has(reading, table, row, said):
    finding = one(reading("id,name,ministry,2025,2026\n" + table, TWO_YEARS), "looks-like-total")
    assert (finding.place.row, finding.place.column) == (row, "2026")
    assert said in finding.message.en
    assert finding.value == int(said.split()[1].replace(",", "")) * 10**6


@pytest.mark.parametrize(
    "table",
    [
        "name,ministry,amount\n1 Energy,M,100\n2 Fusion,M,60\n3 Storage,M,40\n4 Grid,M,7\n",
        "id,name,ministry,amount\n30,a,M,100\n4001,b,M,60\n4002,c,M,40\n31,d,M,55\n",
        "name,ministry,amount\n- Quantum,M,100\n- Storage,M,60\n- Grid,M,40\n",
        "id,name,ministry,amount\n1,a,M,30\n2,b,M,7\n10,c,M,13\n11,d,M,17\n3,e,M,9\n",
    ],
)
def test_a_sum_that_no_level_states_is_not_asked_about(reading, table):
    columns = COLUMNS if table.startswith("id") else NAMED
    assert "looks-like-total" not in rules(reading(table, {"columns": columns}))


def test_sums_of_the_rows_below_are_those_that_adding_row_by_row_finds():
    draw = random.Random(7)
    for _ in range(300):
        values = [draw.choice([0, 1, 2, 3, 5, 8]) for _ in range(draw.randrange(1, 12))]
        expected = []
        for at, whole in enumerate(values):
            end, total = at + 1, 0
            while end < len(values) and total < whole:
                total, end = total + values[end], end + 1
            expected += [(at, end)] if whole and total == whole else []
        assert [*zip(*map(np.ndarray.tolist, sums_below(np.array(values))), strict=True)] == expected


def test_the_place_that_amounts_are_printed_to():
    draw = random.Random(8)
    for _ in range(300):
        values = [draw.randrange(-99, 99) * 10 ** draw.randrange(5) for _ in range(draw.randrange(5))]
        total, most = draw.randrange(99) * 10 ** draw.randrange(5), 10 ** draw.randrange(6)
        steps = (most // 10**fewer for fewer in range(6))
        expected = next(step for step in steps if step == 1 or not any(each % step for each in (total, *values)))
        assert step_of(np.array(values, np.int64), total, most) == expected
