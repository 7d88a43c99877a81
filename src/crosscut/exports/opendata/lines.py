"""The lines of the open data: amounts with who they are of and what was tagged, as Crosscut reads them again."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import pyarrow as pa
import pyarrow.compute as pc

from crosscut.engine.keys import KEY, key_sums
from crosscut.tables import LINES, OUTSIDE, PROGRAMMES, UNREAD
from crosscut.views.publication import Publication

TAG = "tag_"
"""Columns of tagged amounts begin with it."""

PROGRAMME = ("name", "name_en", "ministry", "committee", "text", "start", "end")
AMOUNT = ("fiscal_year", "stage", "account", "amount", "low", "high", "status", "note")
_KEYED = ("programme", "subprogramme", "fiscal_year", "stage")
_ORDER = (*_KEYED, "account")


@dataclass(frozen=True, slots=True)
class LineTable:
    """A table that a source of the package's own ``crosscut.toml`` reads.

    ``blank_tags`` is what its money is where no tag speaks of it.
    """

    name: str
    kind: Literal["programmes", "subprogrammes"]
    blank_tags: str
    table: pa.Table


def line_tables(publication: Publication) -> list[LineTable]:
    """The lines of programmes, then those of subprogrammes, which are parts of them and never added to them.

    Where some sources tag all that belongs to an area and others leave money unread, ``lines_outside`` has the lines of
    the first.
    """
    parts = _subprogrammes(publication)
    found = _programmes(publication)
    return [*found, LineTable("subprogrammes", "subprogrammes", UNREAD, parts)] if parts.num_rows else found


def _programmes(publication: Publication) -> list[LineTable]:
    attributes = publication.run.snapshot.attributes
    who = attributes.select([*KEY, *(name for name in PROGRAMME if name in attributes.column_names), "untagged"])
    more = publication.programmes.select(["programme", *(name for name in PROGRAMME if name not in who.column_names)])
    own = _with_tags(publication, publication.lines.filter(pc.equal(publication.lines["subprogramme"], "")))
    made = own.join(who, keys=list(KEY)).join(more, keys="programme")
    made = made.sort_by([(name, "ascending") for name in _ORDER])
    silent = pc.equal(made["untagged"], OUTSIDE)
    table = made.select(["line", "programme", *PROGRAMME, *AMOUNT, *_tag_columns(made)]).cast(_schema(made, PROGRAMME))
    if not pc.any(silent).as_py():
        return [LineTable("lines", "programmes", UNREAD, table)]
    if not pc.any(pc.equal(publication.shares["area"], UNREAD)).as_py():
        return [LineTable("lines", "programmes", OUTSIDE, table)]
    return [
        LineTable("lines", "programmes", UNREAD, table.filter(pc.invert(silent))),
        LineTable("lines_outside", "programmes", OUTSIDE, table.filter(silent)),
    ]


def _subprogrammes(publication: Publication) -> pa.Table:
    own = _with_tags(publication, publication.lines.filter(pc.not_equal(publication.lines["subprogramme"], "")))
    names = publication.subprogrammes.select(["programme", "subprogramme", "name"])
    made = own.join(names, keys=["programme", "subprogramme"])
    made = made.set_column(made.schema.get_field_index("name"), "name", pc.fill_null(made["name"], ""))
    made = made.sort_by([(name, "ascending") for name in _ORDER])
    about = ("subprogramme", "name")
    return made.select(["line", "programme", *about, *AMOUNT, *_tag_columns(made)]).cast(_schema(made, about))


def _with_tags(publication: Publication, lines: pa.Table) -> pa.Table:
    """Lines with a column of tagged amounts for each area; of several accounts the first carries the tags."""
    sums = key_sums(publication.run.tags, (*_KEYED, "area"))
    tagged = set(sums["area"].to_pylist())
    first = lines.group_by(list(_KEYED)).aggregate([("account", "min")]).rename_columns([*_KEYED, "account"])
    for area in publication.taxonomy.areas:
        if area.id in tagged:
            here = sums.filter(pc.equal(sums["area"], area.id)).drop(["area"])
            here = first.join(here.rename_columns([*_KEYED, f"{TAG}{area.id}"]), keys=list(_KEYED), join_type="inner")
            lines = lines.join(here, keys=[*_KEYED, "account"])
    return lines


def _tag_columns(table: pa.Table) -> list[str]:
    return [name for name in table.column_names if name.startswith(TAG)]


def _schema(table: pa.Table, about: tuple[str, ...]) -> pa.Schema:
    kinds = {name: PROGRAMMES.field(name).type for name in PROGRAMME}
    return pa.schema(
        [
            ("line", pa.string()),
            ("programme", pa.string()),
            *((name, kinds.get(name, pa.string())) for name in about),
            *((name, LINES.field(name).type) for name in AMOUNT),
            *((name, pa.int64()) for name in _tag_columns(table)),
        ]
    )
