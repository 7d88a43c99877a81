"""A budget as it would be with amounts of a stage that are not in its folder yet."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pyarrow.compute as pc

from crosscut import ingest
from crosscut.budget.snapshot import Snapshot
from crosscut.digests import text_digest


def with_plan_file(snapshot: Snapshot, name: str, text: str) -> Snapshot:
    """A snapshot as reading its folder would give it if ``decisions/name`` said this; nothing is written there."""
    own = f"decisions/{name}"
    lines, tags = (each.filter(pc.not_equal(each["file"], own)) for each in (snapshot.lines, snapshot.tags))
    with TemporaryDirectory() as scratch:
        folder = Path(scratch) / "decisions"
        folder.mkdir()
        (folder / name).write_text(text, encoding="utf-8")
        currency = snapshot.settings.currency
        lines, tags, found = ingest.add_plans(folder.parent, currency, snapshot.programmes, lines, tags)
    return replace(
        snapshot,
        lines=lines,
        tags=tags,
        attributes=ingest.carried(snapshot.attributes, snapshot.programmes, lines, snapshot.settings),
        findings=(*(each for each in snapshot.findings if each.place.file != own), *found),
        files=(*(each for each in snapshot.files if each[0] != own), (own, text_digest(text))),
    )
