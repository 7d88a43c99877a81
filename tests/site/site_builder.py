"""A small publication for the site's tests, made from a few programmes without any file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from crosscut.findings import Finding, Place, Severity, in_order
from crosscut.tables import LINES, PROGRAMMES, TAGS, line_id, row_id
from crosscut.taxonomy import Taxonomy
from crosscut.text import Text
from crosscut.views.publication import Publication
from tests.builders import SOURCE, publication, settings_of, snapshot, table

MILLION = 10**6


@dataclass
class Programme:
    """A programme of the builder: amounts in won by (year, stage), tags in won by area for every period.

    Its amounts are bounded by ``bounds`` away from them where it has such.
    """

    id: str
    name: str
    ministry: str
    committee: str
    amounts: Mapping[tuple[int, str], int]
    tags: Mapping[str, int] = field(default_factory=dict)
    name_en: str = ""
    bounds: tuple[int, int] | None = None


def publish(
    programmes: Sequence[Programme],
    findings: Sequence[Finding] = (),
    areas: Taxonomy | None = None,
    *,
    blank_tags: str = "outside",
    **settings: Any,
) -> Publication:
    """The publication of some programmes with those findings alone; ``settings`` are those of crosscut.toml."""
    held = snapshot(
        settings=settings_of(source=[{**SOURCE, "blank_tags": blank_tags}], **settings),
        taxonomy=areas,
        programmes=table(PROGRAMMES, map(_named, programmes)),
        lines=table(LINES, _lines(programmes)),
        tags=table(TAGS, _tags(programmes)),
    )
    return replace(publication(held), findings=tuple(in_order(findings)))


def _named(each: Programme) -> dict[str, Any]:
    return {
        "programme": each.id,
        "name": each.name,
        "name_en": each.name_en,
        "ministry": each.ministry,
        "committee": each.committee,
        "file": SOURCE["file"],
    }


def _lines(programmes: Iterable[Programme]) -> Iterator[dict[str, Any]]:
    for each in programmes:
        for (year, stage), amount in each.amounts.items():
            low, high = (amount + bound for bound in each.bounds) if each.bounds else (None, None)
            yield {
                "line": line_id(each.id, "", year, stage, ""),
                "programme": each.id,
                "fiscal_year": year,
                "stage": stage,
                "amount": amount,
                "low": low,
                "high": high,
                "file": SOURCE["file"],
            }


def _tags(programmes: Iterable[Programme]) -> Iterator[dict[str, Any]]:
    for each in programmes:
        for year, stage in each.amounts:
            for area, amount in each.tags.items():
                yield {
                    "tag": row_id("tag", each.id, year, stage, area),
                    "programme": each.id,
                    "fiscal_year": year,
                    "stage": stage,
                    "area": area,
                    "amount": amount,
                    "file": SOURCE["file"],
                }


def finding(rule: str, severity: Severity, message: str, message_ko: str, **more: Any) -> Finding:
    """A finding with a place, for tests."""
    return Finding(rule, severity, Text(message, message_ko), Place("sources/programmes.csv", "", 7, "budget"), **more)
