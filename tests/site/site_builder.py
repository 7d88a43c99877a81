"""A small publication for the site's tests, made from a few programmes without the rest of the house."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import pyarrow as pa

from crosscut.config import Settings
from crosscut.findings import Finding, Place, Severity, in_order
from crosscut.money import split
from crosscut.figures import Context, FigureBook
from crosscut.views.publication import Publication
from crosscut.tables import AMOUNTS, LINES, OUTSIDE, PROGRAMMES, SHARES, SUBPROGRAMMES, line_id, row_id
from crosscut.taxonomy import Taxonomy, load

MILLION = 10**6


@dataclass
class Programme:
    """A programme of the builder: amounts in won by (year, stage), tags in won by area for every period."""

    id: str
    name: str
    ministry: str
    committee: str
    amounts: Mapping[tuple[int, str], int]
    tags: Mapping[str, int] = field(default_factory=dict)
    name_en: str = ""
    bounds: tuple[int, int] | None = None


def atoms(programmes: Iterable[Programme]) -> pa.Table:
    """AMOUNTS of the programmes under partition and overlap."""
    rows: list[dict[str, Any]] = []
    for each in programmes:
        for (year, stage), amount in each.amounts.items():
            for counting, parts in (("partition", partition(amount, each.tags)), ("overlap", each.tags)):
                for area, part in parts.items():
                    rows.append(atom(each, year, stage, counting, area, part))
    return pa.Table.from_pylist(rows, schema=AMOUNTS)


def partition(amount: int, tags: Mapping[str, int]) -> dict[str, int]:
    """The amount split over the tags, capped at the amount; the rest is outside."""
    tagged = {area: tag for area, tag in sorted(tags.items()) if tag}
    rest = max(amount - sum(tagged.values()), 0)
    weights = [*tagged.values(), rest]
    if not sum(weights):
        return {OUTSIDE: amount}
    parts = dict(zip([*tagged, OUTSIDE], split(amount, weights), strict=True))
    return {area: part for area, part in parts.items() if part}


def atom(each: Programme, year: int, stage: str, counting: str, area: str, part: int) -> dict[str, Any]:
    """One row of AMOUNTS; a programme with bounds is inexact outside the taxonomy."""
    line = line_id(each.id, "", year, stage, "")
    low, high = (part + bound for bound in each.bounds) if each.bounds else (None, None)
    return {
        "row": row_id(counting, line, area, ""),
        "counting": counting,
        "line": line,
        "programme": each.id,
        "area": area,
        "sub": "",
        "ministry": each.ministry,
        "committee": each.committee,
        "fiscal_year": year,
        "stage": stage,
        "account": "",
        "amount": part,
        "low": low,
        "high": high,
    }


def publish(
    programmes: Sequence[Programme], findings: Sequence[Finding] = (), areas: Taxonomy | None = None, **settings: Any
) -> Publication:
    """The publication of some programmes; ``settings`` are those of crosscut.toml."""
    source = {"file": "sources/programmes.csv", "unit": "million", "columns": {"programme": "id", "amount": "amount"}}
    budget = Settings.model_validate(
        {
            "title": {"ko": "연구개발 예산", "en": "R&D budget"},
            "taxonomy": "kr-cet-2022",
            "source": [source],
            **settings,
        }
    )
    used = areas or load("kr-cet-2022")
    people = [
        {
            "programme": each.id,
            "name": each.name,
            "name_en": each.name_en,
            "ministry": each.ministry,
            "committee": each.committee,
            "text": "",
            "note": "",
            "file": "programmes.csv",
            "sheet": "",
            "row": place,
            "column": "",
        }
        for place, each in enumerate(programmes, 2)
    ]
    lines = [
        {
            "line": line_id(each.id, "", year, stage, ""),
            "programme": each.id,
            "subprogramme": "",
            "fiscal_year": year,
            "stage": stage,
            "account": "",
            "amount": amount,
            "status": "",
            "note": "",
            "file": "programmes.csv",
            "sheet": "",
            "row": place,
            "column": "amount",
            "low": amount + each.bounds[0] if each.bounds else None,
            "high": amount + each.bounds[1] if each.bounds else None,
        }
        for place, each in enumerate(programmes, 2)
        for (year, stage), amount in each.amounts.items()
    ]
    return Publication(
        budget=budget,
        taxonomy=used,
        programmes=pa.Table.from_pylist(people, schema=PROGRAMMES),
        subprogrammes=SUBPROGRAMMES.empty_table(),
        lines=pa.Table.from_pylist(lines, schema=LINES),
        shares=SHARES.empty_table(),
        book=FigureBook(atoms(programmes), Context("kr-cet-2022", budget.currency)),
        findings=tuple(in_order(findings)),
        overlap=pa.table({"area": [], "other": [], "amount": [], "programmes": []}),
        run="5f0c2a91d7e84b36",
    )


def finding(rule: str, severity: Severity, message: str, message_ko: str, **more: Any) -> Finding:
    """A finding with a place, for tests."""
    return Finding(rule, severity, message, message_ko, Place("sources/programmes.csv", "", 7, "budget"), **more)
