"""The files of the lines as one snapshot of an Iceberg table, where pyiceberg is installed."""

from __future__ import annotations

import importlib.util
from collections.abc import Sequence
from pathlib import Path
from typing import TypedDict

import pyarrow.parquet as pq

FOLDER, CATALOGUE, TABLE = "iceberg", "catalog.db", "crosscut.lines"
_FILES = "crosscut.exports.lines.staged_files.StagedFiles"


class Committed(TypedDict):
    """Which snapshot of which table the files are, and where the table says that they stand."""

    table: str
    snapshot: str
    location: str


def installed() -> bool:
    """Whether pyiceberg is there."""
    return importlib.util.find_spec("pyiceberg") is not None


def commit(files: Sequence[Path], folder: Path, place: Path) -> Committed:
    """Commit files below ``folder`` as a snapshot of a table beside them, none of them read whole or written again.

    Parameters
    ----------
    place
        Where ``folder`` will stand: the paths of an Iceberg table are absolute.
    """
    from pyiceberg.catalog.sql import SqlCatalog

    home = folder / FOLDER
    home.mkdir()
    location = f"file://{place / FOLDER}"
    options: dict[str, str] = {"py-io-impl": _FILES, "staged.from": str(place), "staged.to": str(folder)}
    with SqlCatalog("crosscut", uri=f"sqlite:///{home / CATALOGUE}", warehouse=location, **options) as catalogue:
        catalogue.create_namespace(TABLE.partition(".")[0])
        table = catalogue.create_table(TABLE, schema=pq.read_schema(files[0]), location=location)
        with table.update_spec() as spec:
            spec.add_identity("fiscal_year")
            spec.add_identity("stage")
        table.add_files([f"file://{place / path.relative_to(folder)}" for path in files])
        made = table.current_snapshot()
    return {"table": TABLE, "snapshot": str(made.snapshot_id if made else ""), "location": location}
