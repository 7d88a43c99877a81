"""A snapshot kept in a folder of files, and opened again as it was: what a build read, for those who ask of it."""

from __future__ import annotations

import json
from pathlib import Path

import pyarrow as pa
from pyarrow import ipc

from crosscut import config
from crosscut.budget import provenance
from crosscut.budget.area_list import designated, taxonomy_of
from crosscut.budget.links import succession
from crosscut.budget.snapshot import Snapshot

TABLES = (
    "programmes",
    "attributes",
    "subprogrammes",
    "printed",
    "lines",
    "tags",
    "decisions",
    "corrections",
    "facts",
    "links",
    "ministries",
    "events",
)
"""The tables of a snapshot, each a file of its name."""

_REST = "reading.json"


def keep(snapshot: Snapshot, place: Path) -> None:
    """Write a snapshot of a folder as it stands into ``place``, which is made; the same snapshot gives the same bytes.

    Raises
    ------
    OSError
        where the place cannot be written.
    """
    place.mkdir(parents=True)
    for name in TABLES:
        table: pa.Table = getattr(snapshot, name)
        with ipc.new_file(place / f"{name}.arrow", table.schema) as writer:
            writer.write_table(table.combine_chunks())
    rest = provenance.pack(snapshot.texts, snapshot.findings, snapshot.files)
    (place / _REST).write_text(json.dumps(rest, ensure_ascii=False, sort_keys=True), encoding="utf-8")


def kept(place: Path, folder: Path) -> Snapshot:
    """The snapshot of ``folder`` that :func:`keep` wrote into ``place``.

    Raises
    ------
    OSError, ValueError
        where a file is missing or is not what was written.
    """
    reading = provenance.unpack(json.loads((place / _REST).read_text(encoding="utf-8")))
    settings = config.parse(reading.texts[config.FILE], folder / config.FILE)
    tables = {name: _table(place / f"{name}.arrow") for name in TABLES}
    links, _ = succession(tables["links"], tables["programmes"]["programme"].to_pylist())
    return Snapshot(
        folder=folder,
        ledger=settings.ledger,
        settings=settings,
        taxonomy=taxonomy_of(settings, reading.texts),
        designations=designated(settings, reading.texts),
        succession=links,
        findings=reading.findings,
        files=reading.files,
        texts=reading.texts,
        **tables,
    )


def _table(path: Path) -> pa.Table:
    with ipc.open_file(path) as reader:
        return reader.read_all()
