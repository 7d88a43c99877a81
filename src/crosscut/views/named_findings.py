"""Findings on the sources as readers are told them: with the names of programmes and areas for their ids."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from crosscut.findings import Finding
from crosscut.tables import ProgrammeRow
from crosscut.text import Text


def by_name(
    findings: Iterable[Finding], programmes: Mapping[str, ProgrammeRow], areas: Mapping[str, Text]
) -> Iterator[Finding]:
    """The findings in their order; one that says no sentence with places stays as it is."""
    for found in findings:
        programme = programmes.get(found.programme)
        if found.phrase is None or programme is None:
            yield found
            continue
        area = found.phrase.value_of("area")
        named = {"area": areas.get(area, Text.same(area))} if isinstance(area, str) and area else {}
        said = found.phrase.with_values(programme=_name(programme), **named)
        yield replace(found, message=said.text, phrase=said)


def _name(programme: ProgrammeRow) -> Text:
    korean = programme["name"] or programme["name_en"] or programme["programme"]
    return Text(programme["name_en"] or korean, korean)
