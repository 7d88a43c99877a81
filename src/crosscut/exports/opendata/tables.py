"""The tables of the open data, each as published."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

import pyarrow as pa

from crosscut.exports import files as outputs
from crosscut.tables import LINES, PROGRAMMES
from crosscut.views.publication import Publication

_ABOUT = ("name", "name_en", "ministry", "committee", "text", "start", "end")
_AMOUNT = ("fiscal_year", "stage", "account", "amount", "low", "high", "status", "note")
TAG = "tag_"
"""Columns of tagged amounts begin with it."""


def lines(shown: Publication, tags: pa.Table) -> pa.Table:
    """One row an amount of a programme, with who the programme is and what was tagged: what Crosscut reads again."""
    return _lines(shown, tags, subprogrammes=False)


def subprogrammes(shown: Publication, tags: pa.Table) -> pa.Table:
    """One row an amount of a subprogramme; parts of the programmes' amounts, never added to them."""
    return _lines(shown, tags, subprogrammes=True)


def areas(shown: Publication) -> pa.Table:
    """The areas and sub-technologies of the taxonomy; an area's own row has no ``sub``."""
    rows = []
    for area in shown.taxonomy.areas:
        rows.append({"id": area.id, "area": area.id, "sub": "", "name_ko": area.ko, "name_en": area.en})
        rows += [
            {"id": f"{area.id}/{sub.id}", "area": area.id, "sub": sub.id, "name_ko": sub.ko, "name_en": sub.en}
            for sub in area.subs
        ]
    rows.append(
        {
            "id": "outside",
            "area": "outside",
            "sub": "",
            "name_ko": shown.label("area", "outside", "ko"),
            "name_en": shown.label("area", "outside"),
        }
    )
    return pa.Table.from_pylist(rows, schema=pa.schema([(name, pa.string()) for name in rows[0]]))


def figures(shown: Publication) -> pa.Table:
    """Every figure asked for so far with its definition and value."""
    schema = pa.schema(
        [
            ("figure", pa.string()),
            ("kind", pa.string()),
            ("counting", pa.string()),
            ("where", pa.string()),
            ("value", pa.int64()),
            ("whole", pa.int64()),
            ("low", pa.int64()),
            ("high", pa.int64()),
            ("of", pa.string()),
        ]
    )
    rows = [
        {
            "figure": each.id,
            "kind": each.kind,
            "counting": each.counting,
            "value": each.value,
            "whole": each.whole,
            "low": each.low,
            "high": each.high,
            "of": " ".join(each.of),
            "where": " & ".join(f"{key}={value}" for key, value in each.where),
        }
        for each in shown.book
    ]
    return pa.Table.from_pylist(rows, schema=schema)


def decisions(shown: Publication) -> pa.Table:
    """The shares that people decided, as Crosscut reads decisions."""
    seen: dict[tuple[Any, ...], dict[str, Any]] = {}
    for row in shown.shares.to_pylist():
        if row["origin"] in ("decision", "proposal") and row["area"] != "outside":
            key = (row["programme"], row["area"], row["sub"])
            seen[key] = {name: row[name] for name in ("programme", "area", "sub", "numerator", "denominator")}
    rest = {row["programme"] for row in shown.shares.to_pylist() if row["origin"] in ("decision", "proposal")}
    nothing = [
        {"programme": key, "area": "outside", "sub": "", "numerator": 1, "denominator": 1}
        for key in rest - {key[0] for key in seen}
    ]
    said = {"decided_by": shown.settings.title.en, "decided_at": "2000-01-01T00:00:00+00:00", "reason": "As published."}
    rows = [
        each | said
        for each in sorted([*seen.values(), *nothing], key=lambda each: (each["programme"], each["area"], each["sub"]))
    ]
    schema = pa.schema(
        [
            ("programme", pa.string()),
            ("area", pa.string()),
            ("sub", pa.string()),
            ("numerator", pa.int64()),
            ("denominator", pa.int64()),
            *((name, pa.string()) for name in said),
        ]
    )
    return pa.Table.from_pylist(rows, schema=schema)


def published(shown: Publication, tags: pa.Table) -> dict[str, pa.Table]:
    """All tables by name, in the order of their importance; tables without rows are left out."""
    found = {
        "crosscut": outputs.crosscut(shown),
        "lines": lines(shown, tags),
        "subprogrammes": subprogrammes(shown, tags),
        "areas": areas(shown),
        "shares": shown.shares,
        "amounts": shown.book.amounts,
        "figures": figures(shown),
    }
    return {name: table for name, table in found.items() if table.num_rows}


def _lines(shown: Publication, tags: pa.Table, *, subprogrammes: bool) -> pa.Table:
    who = {row["programme"]: row for row in shown.programmes.to_pylist()}
    parts = {(row["programme"], row["subprogramme"]): row["name"] for row in shown.subprogrammes.to_pylist()}
    tagged = _tagged(tags)
    columns = [area.id for area in shown.taxonomy.areas if any(area.id in each for each in tagged.values())]
    rows = []
    for line in shown.lines.to_pylist():
        if bool(line["subprogramme"]) != subprogrammes:
            continue
        key = (line["programme"], line["subprogramme"], line["fiscal_year"], line["stage"])
        about = {name: who[line["programme"]][name] for name in _ABOUT}
        if subprogrammes:
            about = {"subprogramme": line["subprogramme"], "name": parts.get(key[:2], "")}
        held = {f"{TAG}{area}": tagged.get(key, {}).get(area) for area in columns}
        rows.append(
            {"line": line["line"], "programme": line["programme"], **about, **{n: line[n] for n in _AMOUNT}, **held}
        )
    rows.sort(
        key=lambda row: (
            row["programme"],
            row.get("subprogramme", ""),
            row["fiscal_year"],
            row["stage"],
            row["account"],
        )
    )
    return pa.Table.from_pylist(rows, schema=_schema(columns, subprogrammes=subprogrammes))


def _schema(areas: list[str], *, subprogrammes: bool) -> pa.Schema:
    about = (
        [("subprogramme", pa.string()), ("name", pa.string())]
        if subprogrammes
        else [(name, PROGRAMMES.field(name).type) for name in _ABOUT]
    )
    return pa.schema(
        [
            ("line", pa.string()),
            ("programme", pa.string()),
            *about,
            *((name, LINES.field(name).type) for name in _AMOUNT),
            *((f"{TAG}{area}", pa.int64()) for area in areas),
        ]
    )


def _tagged(tags: pa.Table) -> dict[tuple[Any, ...], dict[str, int]]:
    found: dict[tuple[Any, ...], dict[str, int]] = defaultdict(dict)
    for row in tags.to_pylist():
        key = (row["programme"], row["subprogramme"], row["fiscal_year"], row["stage"])
        found[key][row["area"]] = found[key].get(row["area"], 0) + row["amount"]
    return found
