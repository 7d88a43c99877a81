"""Budgets read once in a test run: hundreds of tests open copies of the same few folders, and reading is most of it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from crosscut import ingest
from crosscut.budget.snapshot import Snapshot
from crosscut.config import Settings
from crosscut.digests import file_digest
from crosscut.progress import Progress, quiet
from crosscut.taxonomy import Taxonomy
from crosscut.workbench import opening

READ = opening.read
"""How a folder is read where nothing is kept."""
INGEST = ingest.read
"""How its sources are read where nothing is kept."""
_MOST = 20_000_000
"""Bytes of a folder above which it is read each time: a digest of all its files would cost more than it spares."""
_Files = tuple[tuple[str, str], ...]
_kept: dict[tuple[_Files, str, bool], Snapshot] = {}
_ingested: dict[tuple[_Files, str, str, str, bool], ingest.Ingested] = {}
_SAID = ("decisions/", "policy.toml")
"""What people say beside the sources: where only that differs, the sources are not read again."""


@contextmanager
def read_once() -> Iterator[None]:
    """Until the end, read no folder whose files are, byte for byte, those of one that was read before.

    What a run makes of it is worked out each time; only what stands on disk is not read again.
    """

    def remembered(
        folder: Path, progress: Progress = quiet, engine_name: str = "duckdb", *, traceable: bool = False
    ) -> Snapshot:
        files = _files(folder)
        if files is None:
            return READ(folder, progress, engine_name, traceable=traceable)
        key = (files, engine_name, traceable)
        if key in _kept:
            _tell(_kept[key].settings, progress)
        else:
            _kept[key] = READ(folder, progress, engine_name, traceable=traceable)
        return replace(_kept[key], folder=folder)

    def remembered_sources(
        folder: Path,
        settings: Settings,
        taxonomy: Taxonomy,
        progress: Progress = quiet,
        engine_name: str = "duckdb",
        *,
        traceable: bool = False,
    ) -> ingest.Ingested:
        files = _files(folder)
        if files is None:
            return INGEST(folder, settings, taxonomy, progress, engine_name, traceable=traceable)
        sources = tuple(each for each in files if not each[0].startswith(_SAID))
        key = (sources, settings.model_dump_json(), taxonomy.digest, engine_name, traceable)
        if key in _ingested:
            _tell(settings, progress)
        else:
            _ingested[key] = INGEST(folder, settings, taxonomy, progress, engine_name, traceable=traceable)
        return _ingested[key]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(opening, "read", remembered)
        patch.setattr(ingest, "read", remembered_sources)
        yield


@pytest.fixture(scope="package", autouse=True)
def budgets_read_once() -> Iterator[None]:
    """For the packages of tests that are not about reading, where their conftest names it."""
    with read_once():
        yield


def _tell(settings: Settings, progress: Progress) -> None:
    for source in settings.source:
        progress(f"Reading {source.file}")


def _files(folder: Path) -> _Files | None:
    """All files of a folder but its outputs and its ledger, by name, with their digests; None where it must be read."""
    try:
        there = sorted(folder.iterdir())
        inputs = [each for each in there if each.name != "build" and not each.name.startswith((".", "ledger."))]
        paths = [path for each in inputs for path in ([each] if each.is_file() else sorted(each.rglob("*")))]
        files = [path for path in paths if path.is_file()]
        if any(path.is_symlink() for path in paths) or sum(path.stat().st_size for path in files) > _MOST:
            return None
        return tuple((path.relative_to(folder).as_posix(), file_digest(path)) for path in files)
    except OSError:
        return None
