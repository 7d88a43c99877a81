"""The three countings again, one line at a time in plain Python, to hold the expressions against."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

import pyarrow as pa

from crosscut.money import reduce_fractions, split
from crosscut.tables import MAX_DENOMINATOR, OUTSIDE, UNREAD

Key = tuple[str, str, str, str]
Amount = tuple[int, int | None, int | None]


def brute_force(lines: pa.Table, tags: pa.Table, shares: pa.Table) -> dict[Key, Amount]:
    """(counting, line, area, sub) → (amount, low, high)."""
    out: dict[Key, Amount] = {}
    by_key = _by_key([line for line in lines.to_pylist() if not line["subprogramme"]])
    parts, marks = _by_key(shares.to_pylist()), _tag_sums(tags)
    for key, members in by_key.items():
        members.sort(key=lambda line: line["line"])
        budget = sum(line["amount"] for line in members)
        rows = sorted(parts[key], key=lambda row: (row["area"] == OUTSIDE, row["area"], row["sub"]))
        for line in members:
            _partition(out, line, rows)
            _coefficient(out, line, rows, marks.get(key, {}), budget)
        if marks.get(key):
            _tagged(out, members, marks[key])
        else:
            for line in members:
                for row in rows:
                    if row["area"] != OUTSIDE or row["numerator"] == row["denominator"]:
                        at = (line["line"], row["area"], row["sub"])
                        out["overlap", *at] = out["partition", *at]
    return out


def _by_key(rows: list[dict[str, Any]]) -> dict[tuple, list[dict[str, Any]]]:
    groups = defaultdict(list)
    for row in rows:
        groups[row["programme"], row["fiscal_year"], row["stage"]].append(row)
    return groups


def _tag_sums(tags: pa.Table) -> dict[tuple, dict[str, int]]:
    sums: dict[tuple, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for tag in tags.to_pylist():
        sums[tag["programme"], tag["fiscal_year"], tag["stage"]][tag["area"]] += tag["amount"]
    return {key: {area: tag for area, tag in areas.items() if tag} for key, areas in sums.items()}


def _partition(out: dict[Key, Amount], line: dict[str, Any], rows: list[dict[str, Any]]) -> None:
    weights = [row["numerator"] for row in rows]
    amounts = split(line["amount"], weights)
    low = _bound(line["low"], weights, amounts, min)
    high = _bound(line["high"], weights, amounts, max)
    for row, *values in zip(rows, amounts, low, high, strict=True):
        out["partition", line["line"], row["area"], row["sub"]] = tuple(values)


def _bound(bound: int | None, weights: list[int], amounts: list[int], pick: Any) -> list[int | None]:
    if bound is None:
        return [None] * len(weights)
    return [pick(pair) for pair in zip(split(bound, weights), amounts, strict=True)]


def _coefficient(
    out: dict[Key, Amount], line: dict[str, Any], rows: list[dict[str, Any]], marks: dict[str, int], budget: int
) -> None:
    if [row["area"] for row in rows] == [UNREAD]:
        out["coefficient", line["line"], UNREAD, ""] = (line["amount"], line["low"], line["high"])
        return
    areas = {row["area"]: 0 for row in rows if row["area"] != OUTSIDE}
    percents = {}
    for area in areas:
        share = sum(row["numerator"] for row in rows if row["area"] == area)
        half = 2 * share >= rows[0]["denominator"]
        if rows[0]["origin"] == "tags" and area in marks:
            half = 2 * abs(marks[area]) >= abs(budget)
        percents[area] = 100 if half else 40
    values = [line["amount"], line["low"], line["high"]]
    forties = [None if value is None else split(value, [2, 3])[0] for value in values]
    for area, percent in percents.items():
        out["coefficient", line["line"], area, ""] = tuple(values if percent == 100 else forties)
    if sum(percents.values()) < 100:
        rest = [None if v is None else v - len(percents) * f for v, f in zip(values, forties, strict=True)]
        out["coefficient", line["line"], OUTSIDE, ""] = tuple(rest)


def _tagged(out: dict[Key, Amount], members: list[dict[str, Any]], marks: dict[str, int]) -> None:
    weights = [abs(line["amount"]) for line in members]
    if not any(weights):
        weights[0] = 1
    weights = reduce_fractions(weights, sum(weights), MAX_DENOMINATOR).numerators
    for area, tag in marks.items():
        for line, weight, part in zip(members, weights, split(tag, weights), strict=True):
            if weight:
                out["overlap", line["line"], area, ""] = (part, None, None)
