"""Stages that cannot follow one another are said."""

from __future__ import annotations

import pyarrow as pa

from crosscut.budget.stage_order import check_stages
from crosscut.tables import LINES
from crosscut.text.periods import stage_text


def lines(*rows: tuple[int, str, int]) -> pa.Table:
    blank = {field.name: "" if pa.types.is_string(field.type) else None for field in LINES}
    told = [
        blank | {"programme": "p", "fiscal_year": year, "stage": stage, "amount": amount}
        for year, stage, amount in rows
    ]
    return pa.Table.from_pylist(told, schema=LINES)


def rules(table: pa.Table, *stages: str) -> list[str]:
    return [finding.rule for finding in check_stages(table, stages)]


def test_a_revision_of_a_year_that_was_never_read() -> None:
    stages = ("confirmed", "revised")
    assert rules(lines((2023, "confirmed", 1), (2024, "revised", 2)), *stages) == ["revision-never-read"]
    assert rules(lines((2024, "confirmed", 1), (2024, "revised", 2)), *stages) == []


def test_rounds_out_of_order() -> None:
    stages = ("confirmed", "revised-1", "revised-2", "revised-3")
    table = lines((2024, "confirmed", 1), (2024, "revised-1", 1), (2024, "revised-3", 1))
    assert rules(table, *stages) == ["stage-out-of-order"]
    assert rules(table, "confirmed", "revised-3", "revised-1", "revised-2")[0] == "stage-out-of-order"
    assert rules(lines((2024, "confirmed", 1), (2024, "revised-1", 1)), *stages) == []


def test_sums_of_months_do_not_fall() -> None:
    stages = ("confirmed", *(f"executed-{month:02}" for month in range(1, 13)))
    table = lines((2024, "executed-01", 5), (2024, "executed-02", 9), (2024, "executed-03", 8))
    assert rules(table, *stages) == ["execution-falls"]


def test_every_finding_of_a_stage_names_its_row() -> None:
    held = lines(
        (2023, "confirmed", 1),
        (2024, "revised-1", 5),
        (2025, "confirmed", 9),
        (2025, "revised-2", 9),
        (2025, "executed-02", 9),
        (2025, "executed-03", 8),
    )
    size = held.num_rows
    place = {"file": ["a.csv"] * size, "row": list(range(2, 2 + size)), "column": ["amount"] * size}
    for name, values in place.items():
        at = held.schema.get_field_index(name)
        held = held.set_column(at, held.schema.field(name), pa.array(values, held.schema.field(name).type))
    found = check_stages(held, ["confirmed", "revised-1", "revised-2", "executed-02", "executed-03"])
    assert sorted((each.rule, str(each.place)) for each in found) == [
        ("execution-falls", "a.csv, row 7, column amount"),
        ("revision-never-read", "a.csv, row 3, column amount"),
        ("stage-out-of-order", "a.csv, row 5, column amount"),
    ]


def test_rounds_and_months_have_names_in_both_languages() -> None:
    assert [stage_text(stage)["ko"] for stage in ("revised-2", "executed-03", "revised", "own")] == [
        "제2회 추경",
        "3월까지 집행",
        "추경",
        "own",
    ]
    assert stage_text("executed-11")["en"] == "executed to month 11"
