"""Snapshots and runs made by hand, for tests that need a budget and no files."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from crosscut.budget import Run, Snapshot
from crosscut.budget.links import Succession
from crosscut.config import COUNTINGS, Counting, Settings
from crosscut.findings import Finding, in_order
from crosscut.ingest import attributes_of
from crosscut.ledger import CORRECTIONS, DISPOSITIONS, EVENTS, LINKS, MINISTRIES
from crosscut.tables import DECISIONS, FACTS, LINES, PROGRAMMES, SUBPROGRAMMES, TAGS
from crosscut.taxonomy import Taxonomy, load
from crosscut.views.publication import Publication

SOURCE = {"file": "sources/programmes.csv", "unit": "million", "columns": {"programme": "id", "amount": "amount"}}


def this_moment() -> str:
    """The moment at which it is asked, as ``--as-of`` takes it."""
    return datetime.now(UTC).isoformat()


def table(schema: pa.Schema, rows: Iterable[Mapping[str, Any]]) -> pa.Table:
    """Rows in a schema; text that is not given is empty, numbers are null."""
    texts = {field.name: "" for field in schema if field.type == pa.string()}
    return pa.Table.from_pylist([texts | dict(row) for row in rows], schema=schema)


def settings_of(**settings: Any) -> Settings:
    """A ``crosscut.toml`` of one source, with ``settings`` in place of its usual values."""
    usual = {"title": {"ko": "연구개발 예산", "en": "R&D budget"}, "taxonomy": "kr-cet-2022", "source": [SOURCE]}
    return Settings.model_validate(usual | settings)


def snapshot(
    *,
    settings: Settings | None = None,
    taxonomy: Taxonomy | None = None,
    programmes: pa.Table | None = None,
    lines: pa.Table | None = None,
    tags: pa.Table | None = None,
    decisions: pa.Table | None = None,
    findings: Sequence[Finding] = (),
    folder: Path = Path("nowhere"),
    **more: Any,
) -> Snapshot:
    """A budget at one moment; what is not given is empty."""
    used = settings or settings_of()
    people = PROGRAMMES.empty_table() if programmes is None else programmes
    amounts = LINES.empty_table() if lines is None else lines
    given: dict[str, Any] = {
        "folder": folder,
        "settings": used,
        "taxonomy": taxonomy or load(used.taxonomy),
        "programmes": people,
        "attributes": attributes_of((), people, amounts, used),
        "subprogrammes": SUBPROGRAMMES.empty_table(),
        "printed": amounts,
        "lines": amounts,
        "tags": TAGS.empty_table() if tags is None else tags,
        "decisions": DECISIONS.empty_table() if decisions is None else decisions,
        "corrections": CORRECTIONS.empty_table(),
        "facts": FACTS.empty_table(),
        "links": LINKS.empty_table(),
        "ministries": MINISTRIES.empty_table(),
        "events": EVENTS.empty_table(),
        "succession": Succession(),
        "findings": tuple(in_order(findings)),
        "files": (),
        "stated": DISPOSITIONS.empty_table(),
    }
    return Snapshot(**(given | more))


class GivenRun(Run):
    """A run whose atoms are given instead of made."""

    def __init__(self, held: Snapshot, atoms: pa.Table) -> None:
        super().__init__(held)
        self._given = atoms

    def atoms(self, *countings: Counting) -> pa.Table:
        """The given rows under some countings."""
        wanted = pa.array(countings or COUNTINGS, pa.string())
        return self._given.filter(pc.is_in(self._given["counting"], value_set=wanted))


def publication(held: Snapshot, atoms: pa.Table | None = None) -> Publication:
    """The publication of a snapshot, of given atoms where there are any."""
    return Publication.of(Run(held) if atoms is None else GivenRun(held, atoms))
