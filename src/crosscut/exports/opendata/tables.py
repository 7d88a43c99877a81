"""The tables of the open data, each as published."""

from __future__ import annotations

from typing import NamedTuple

import pyarrow as pa
import pyarrow.compute as pc

from crosscut.exports import files
from crosscut.exports.opendata.lines import LineTable, line_tables
from crosscut.exports.words_of import by_language, in_own_words
from crosscut.figures import Printed
from crosscut.tables import OUTSIDE, UNREAD
from crosscut.text import Text
from crosscut.views.labels import label
from crosscut.views.publication import Publication


class TableMeaning(NamedTuple):
    """What a table is, and the column that names its rows; empty where none does."""

    title: str
    key: str


ABOUT = {
    "crosscut": TableMeaning("Amounts by area, ministry, year and stage", "figure"),
    "lines": TableMeaning("Amounts of programmes, with what was tagged", "line"),
    "lines_outside": TableMeaning("Amounts of programmes whose untagged money is outside the taxonomy", "line"),
    "subprogrammes": TableMeaning("Amounts of subprogrammes, parts of the programmes'", "line"),
    "areas": TableMeaning("The taxonomy's areas and sub-technologies", "id"),
    "shares": TableMeaning("What part of a programme belongs to which area", ""),
    "amounts": TableMeaning("The atoms that every figure sums", "row"),
    "figures": TableMeaning("Every figure of the crosscut with its definition and value", "figure"),
}


def title_of(name: str) -> str:
    """What a table is, in the office's words."""
    return in_own_words(Text(ABOUT[name].title, ""), "en")


_ALWAYS = ("crosscut", "lines", "amounts")
_DECIDED = ("programme", "area", "sub", "numerator", "denominator")


class PublishedTables(NamedTuple):
    """All tables by name, in the order of their importance; those that Crosscut reads again; and what they print."""

    tables: dict[str, pa.Table]
    lines: list[LineTable]
    printed: Printed


def published(publication: Publication) -> PublishedTables:
    """The tables of a publication; those without rows are left out."""
    crosscut, printed = files.crosscut(publication)
    lines = line_tables(publication)
    found = {
        "crosscut": crosscut,
        **{each.name: each.table for each in lines},
        "areas": areas(publication),
        "shares": publication.shares,
        "amounts": publication.book.atoms.table(),
        "figures": figures(printed),
    }
    filled = {name: table for name, table in found.items() if table.num_rows or name in _ALWAYS}
    return PublishedTables(filled, lines, printed)


def areas(publication: Publication) -> pa.Table:
    """The areas and sub-technologies of the taxonomy, and what stands in no area; an area's own row has no ``sub``."""
    rows: list[tuple[str, ...]] = []
    made = publication.settings.languages
    for area in publication.areas:
        rows.append((area.id, area.id, "", *by_language(Text(area.en, area.ko), made)))
        rows += [
            (f"{area.id}/{sub.id}", area.id, sub.id, *by_language(Text(sub.en, sub.ko), made)) for sub in area.subs
        ]
    is_unread = pc.any(pc.equal(publication.shares["area"], UNREAD)).as_py()
    for none in (OUTSIDE, *([UNREAD] if is_unread else [])):
        name = label(publication.taxonomy, "area", none)
        rows.append((none, none, "", *by_language(name, made)))
    names = ("id", "area", "sub", "name_ko", "name_en")
    return pa.table(list(map(pa.array, zip(*rows, strict=True))), names=names)


def figures(printed: Printed) -> pa.Table:
    """Figures with their definitions and values."""
    columns = {
        "figure": pa.array([each.id for each in printed], pa.string()),
        "kind": pa.array([each.kind for each in printed], pa.string()),
        "counting": pa.array([each.counting for each in printed], pa.string()),
        "where": pa.array([" & ".join(f"{key}={value}" for key, value in each.where) for each in printed], pa.string()),
        "value": pa.array([each.value for each in printed], pa.int64()),
        "whole": pa.array([each.whole for each in printed], pa.int64()),
        "low": pa.array([each.low for each in printed], pa.int64()),
        "high": pa.array([each.high for each in printed], pa.int64()),
        "of": pa.array([" ".join(part.id for part in each.of) for each in printed], pa.string()),
    }
    return pa.table(columns)


def decisions(publication: Publication) -> pa.Table:
    """The shares that people decided or let stand, as Crosscut reads decisions."""
    by_people = pc.is_in(publication.shares["origin"], value_set=pa.array(["decision", "proposal"]))
    decided = publication.shares.filter(by_people)
    inside = decided.filter(pc.not_equal(decided["area"], OUTSIDE)).group_by(list(_DECIDED)).aggregate([])
    nowhere = set(decided["programme"].to_pylist()) - set(inside["programme"].to_pylist())
    wholly = [(programme, OUTSIDE, "", 1, 1) for programme in nowhere]
    outside = pa.table(list(zip(*wholly, strict=True)) or [()] * len(_DECIDED), schema=inside.schema)
    rows = pa.concat_tables([inside, outside]).sort_by([(name, "ascending") for name in _DECIDED[:3]])
    decided = {
        "decided_by": publication.settings.title.en,
        "decided_at": "2000-01-01T00:00:00+00:00",
        "reason": "As published.",
    }
    for name, text in decided.items():
        rows = rows.append_column(name, pa.array([text] * rows.num_rows, pa.string()))
    return rows
