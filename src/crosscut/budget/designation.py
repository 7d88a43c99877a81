"""Lists of technologies that were designated: which holds now, and what was said under those before it.

A designation is a file of its own in ``taxonomies/``. Sources stay tagged by the list of ``crosscut.toml``, and what
people decided before it stays as they said it; both are read under the list that holds, by the designation's way from
the one list to the other.
"""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from fractions import Fraction
from functools import cached_property
from io import StringIO
from math import lcm

import pyarrow as pa
import pyarrow.compute as pc

from crosscut import taxonomy
from crosscut.csvtext import escape, restore
from crosscut.ingest.plan_names import is_plan
from crosscut.ledger.in_force import EARLIEST, moment_of
from crosscut.money import split
from crosscut.tables import DECISIONS, OUTSIDE, TAGS, WITHDRAWN, DecisionRow, TagRow, row_id
from crosscut.taxonomy import Area, Crosswalk, CrosswalkRow, Taxonomy, TaxonomyError

_FILE = re.compile(r"taxonomies/designated-(\d{1,6})\.csv")
_PASSAGE = ("from_area", "from_sub", "to_area", "to_sub", "numerator", "denominator")
_HEAD = ("from_list", "to_list", "law", "in_force", "plans", "decided_by", "decided_at", "reason")
COLUMNS = (*_PASSAGE, *_HEAD)
"""One row a passage, with the head repeated. ``to_list`` is a bundled list's id or a CSV file of the folder; ``plans``
are the files of applied plans, with semicolons between, whose areas are still those of the old list."""

Part = tuple[str, str]


@dataclass(frozen=True)
class Designation:
    """A list that took another's place: when, under which law, by whom and why, and the way from one to the other.

    ``to_list`` is what names the new list, a bundled id or a file; ``plans`` are files of ``decisions/`` that were
    applied before. ``in_force`` is an ISO date.
    """

    file: str
    before: Taxonomy
    after: Taxonomy
    to_list: str
    passages: Crosswalk
    law: str
    in_force: str
    plans: tuple[str, ...]
    by: str
    at: str
    reason: str

    @cached_property
    def moment(self) -> datetime:
        """When it was decided."""
        return moment_of(self.at) or EARLIEST

    @cached_property
    def targets(self) -> Mapping[Part, tuple[tuple[Part, Fraction], ...]]:
        """Where each place of the old list goes, with exact parts."""
        found: dict[Part, list[tuple[Part, Fraction]]] = defaultdict(list)
        for row in self.passages.rows:
            target = (row.to_area, row.to_sub)
            found[row.from_area, row.from_sub].append((target, Fraction(row.numerator, row.denominator)))
        return {part: tuple(several) for part, several in found.items()}


def file_of(number: int) -> str:
    """The file of a designation by its number, relative to the folder."""
    return f"taxonomies/designated-{number}.csv"


def written(each: Designation) -> str:
    """A designation as the file that every build reads."""
    text = StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(COLUMNS)
    head = (
        *(each.before.id, each.to_list, each.law, each.in_force),
        *(";".join(each.plans), each.by, each.at, each.reason),
    )
    for row in each.passages.rows:
        passage = (row.from_area, row.from_sub, row.to_area, row.to_sub, str(row.numerator), str(row.denominator))
        writer.writerow([escape(cell) for cell in (*passage, *head)])
    return text.getvalue()


def designations(stated: Taxonomy, added: Sequence[Area], texts: Mapping[str, str]) -> tuple[Designation, ...]:
    """The designations of a folder, in order, from the list that its settings name on.

    ``added`` are areas of the budget's own, which stay what they are; ``texts`` are the texts of the folder, by name.

    Raises
    ------
    TaxonomyError
        where a file cannot be read, or does not begin with the list that holds then.
    """
    numbered = sorted((int(found[1]), name) for name in texts if (found := _FILE.fullmatch(name)))
    held, made = stated, list[Designation]()
    for _, name in numbered:
        each = _read(name, texts, held, added)
        held = each.after
        made.append(each)
    return tuple(made)


def _read(name: str, texts: Mapping[str, str], held: Taxonomy, added: Sequence[Area]) -> Designation:
    rows = [{key: restore(cell or "") for key, cell in row.items() if key} for row in _rows(texts[name], name)]
    head = rows[0]
    if head["from_list"] != held.id:
        raise TaxonomyError(
            f"it begins with {head['from_list'][:60]!r}, and the list that holds before it is {held.id!r}",
            file=name,
            column="from_list",
            hint="Let `taxonomy` in crosscut.toml name the list that sources are tagged by: designations say the rest",
        )
    after = with_head(listed(head["to_list"], texts, added), head["law"], head["in_force"])
    try:
        way = Crosswalk(held.id, after.id, tuple(map(_passage, rows)))
        taxonomy.check_crosswalk(way.rows, held, after)
    except (ValueError, ZeroDivisionError) as error:
        raise TaxonomyError(
            f"its passages cannot be: {error}", file=name, hint="Put it back as it was signed"
        ) from None
    plans = tuple(filter(None, head["plans"].split(";")))
    said = (head["law"], head["in_force"], plans, head["decided_by"], head["decided_at"], head["reason"])
    return Designation(name, held, after, head["to_list"], way, *said)


def _rows(text: str, name: str) -> list[dict[str, str]]:
    reader = csv.DictReader(StringIO(text, newline=""))
    rows = list(reader)
    missing = [each for each in COLUMNS if each not in (reader.fieldnames or ())]
    if missing or not rows:
        raise TaxonomyError(
            f"a designation needs the columns {', '.join(COLUMNS)}", file=name, row=1, hint="Put it back as signed"
        )
    return rows


def _passage(row: Mapping[str, str]) -> CrosswalkRow:
    numerator, denominator = int(row["numerator"]), int(row["denominator"])
    whole = numerator == denominator
    kind = "none" if row["to_area"] == OUTSIDE else "same" if whole else "part"
    places = (row["from_area"], row["from_sub"], row["to_area"], row["to_sub"])
    return CrosswalkRow(*places, numerator, denominator, kind, "", "", "judgement", "the office")


def listed(to_list: str, texts: Mapping[str, str], added: Sequence[Area]) -> Taxonomy:
    """A list by what names it, a bundled id or a CSV file of the folder, with the budget's own areas."""
    found = taxonomy.own(texts.get(to_list), to_list) if to_list.endswith(".csv") else taxonomy.load(to_list)
    return found.extended(area for area in added if found.find(area.id) is None)


def with_head(found: Taxonomy, law: str, in_force: str) -> Taxonomy:
    """A list with the law and date that it was designated under."""
    return replace(found, valid_from=in_force or found.valid_from, note=law or found.note, note_ko=law or found.note_ko)


def list_at(made: Sequence[Designation], stated: Taxonomy, at: str) -> Taxonomy:
    """The list under which something was said at a time, ``stated`` before all designations."""
    if not made:
        return stated
    moment = moment_of(at) or EARLIEST
    return next((each.before for each in made if moment < each.moment), made[-1].after)


def decisions_under(table: pa.Table, made: Iterable[Designation]) -> pa.Table:
    """Decisions under the list that holds: those from before a designation go by its way, to the exact fraction.

    One that names what its list lacks, or a part twice, stays as it is, for the engine to refuse it.
    """
    for each in made:
        table = _decisions_through(table, each)
    return table


def _decisions_through(table: pa.Table, each: Designation) -> pa.Table:
    groups: dict[tuple[str, str, datetime | str], list[DecisionRow]] = defaultdict(list)
    for row in table.to_pylist():
        at = row["decided_at"]
        groups[row["programme"], row["decided_by"], moment_of(at) or at].append(row)
    rows = [row for several in groups.values() for row in _restated(several, each)]
    return pa.Table.from_pylist(rows, DECISIONS)


def _restated(rows: list[DecisionRow], each: Designation) -> Iterator[DecisionRow]:
    moment = moment_of(rows[0]["decided_at"])
    parts = {(row["area"], row["sub"]): row for row in rows}
    known = all(area in (OUTSIDE, WITHDRAWN) or (area, sub) in each.targets for area, sub in parts)
    if moment is None or moment >= each.moment or not known or not _is_sound(rows):
        yield from rows
        return
    sums: dict[Part, Fraction] = defaultdict(Fraction)
    for part, row in parts.items():
        for target, share in each.targets.get(part, ((part, Fraction(1)),)):
            sums[target] += Fraction(row["numerator"], row["denominator"]) * share
    for (area, sub), share in sums.items():
        yield {**rows[0], "area": area, "sub": sub, "numerator": share.numerator, "denominator": share.denominator}


def _is_sound(rows: Sequence[DecisionRow]) -> bool:
    """Whether its fractions are some, each part having one."""
    whole = all(row["numerator"] is not None and (row["denominator"] or 0) > 0 for row in rows)
    said = {(row["area"], row["sub"]): (row["numerator"], row["denominator"]) for row in rows}
    return whole and all(said[row["area"], row["sub"]] == (row["numerator"], row["denominator"]) for row in rows)


def tags_under(table: pa.Table, made: Iterable[Designation]) -> pa.Table:
    """Tags under the list that holds: those of sources and of plans from before go by its way, to the minor unit.

    What has no place in the list is left out: it is outside.
    """
    for each in made:
        table = _tags_through(table, each)
    return table


def _tags_through(table: pa.Table, each: Designation) -> pa.Table:
    plans = [name for name in pc.unique(table["file"]).to_pylist() if is_plan(name)]
    later = [name for name in plans if name.removeprefix("decisions/") not in each.plans]
    past = pc.invert(pc.is_in(table["file"], value_set=pa.array(later, pa.string())))
    moved = {area: several for (area, sub), several in each.targets.items() if not sub and several != _same(area)}
    concerned = pc.and_(past, pc.is_in(table["area"], value_set=pa.array(list(moved), pa.string())))
    rows = [row for old in table.filter(concerned).to_pylist() for row in _parts(old, moved[old["area"]])]
    return pa.concat_tables([table.filter(pc.invert(concerned)), pa.Table.from_pylist(rows, TAGS)]).combine_chunks()


def _same(area: str) -> tuple[tuple[Part, Fraction], ...]:
    return (((area, ""), Fraction(1)),)


def _parts(row: TagRow, targets: Sequence[tuple[Part, Fraction]]) -> Iterator[TagRow]:
    shares: dict[str, Fraction] = defaultdict(Fraction)
    for (area, _), share in targets:
        shares[area] += share
    whole = lcm(*(share.denominator for share in shares.values()))
    weights = [share.numerator * (whole // share.denominator) for share in shares.values()]
    for area, amount in zip(shares, split(row["amount"], weights), strict=True):
        if area != OUTSIDE:
            tag = row["tag"] if len(shares) == 1 else row_id("tag-part", row["tag"], area)
            yield {**row, "tag": tag, "area": area, "amount": amount}
