"""Backups: a budget folder and one state of its database in one file, which says what it holds and proves it."""

from __future__ import annotations

import getpass
import hashlib
import os
import stat
import tempfile
import zipfile
from collections.abc import Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import IO

from pydantic import BaseModel
from sqlalchemy import inspect

from crosscut import config, ledger
from crosscut.budget.folder_ledger import ledger_address
from crosscut.digests import file_sha256
from crosscut.errors import CrosscutError
from crosscut.ledger.database import Database
from crosscut.ledger.proof import LedgerFault
from crosscut.locks import BUDGET
from crosscut.progress import Progress, quiet
from crosscut.version import VERSION
from crosscut.workspace import receipts, record
from crosscut.workspace.backup import database_copy
from crosscut.workspace.schema.schema import RECORD
from crosscut.workspace.verification import prove_at

FORM = "crosscut-backup 1"
MANIFEST, DATABASE, FILES = "backup.json", "database.sqlite", "folder/"
"""What a backup holds: what it says of itself, the database, and below ``folder/`` the files of the budget."""

_LEFT_OUT = frozenset({"build", BUDGET, "ledger.id"})
_SIDE_FILES = ("", "-wal", "-shm", "-journal")


@dataclass(frozen=True, slots=True)
class State:
    """What a database proves of itself: its checkpoints, how much it holds, and what is not as it was written."""

    ledger: str
    workspace: str
    readings: int
    entries: int
    filings: int
    faults: tuple[LedgerFault, ...]

    @property
    def counts(self) -> Mapping[str, int | str]:
        """What a backup says of its database."""
        names = ("ledger", "workspace", "readings", "entries", "filings")
        return {name: getattr(self, name) for name in names}


class BackupManifest(BaseModel):
    """What a backup says of itself: when and by what it was made, what its database proved, its files' SHA-256."""

    form: str
    made_at: str
    crosscut: str
    book: str
    ledger: str
    workspace: str
    readings: int
    entries: int
    filings: int
    files: dict[str, str]


@dataclass(frozen=True, slots=True)
class Backup:
    """A backup that was written. ``digest`` is the SHA-256 of the whole file, to be kept elsewhere."""

    file: Path
    digest: str
    size: int
    with_key: bool
    state: State


def state_of(address: str | Path, book: str | None, public: str) -> State:
    """Prove a ledger and the workspace beside it."""
    with ledger.Ledger.open(address, book=book, read_only=True, checked=False) as store:
        proof = store.prove()
    proved = prove_at(address, public)
    return State(
        str(proof.checkpoint or ""),
        str(proved.checkpoint or "") if proved else "",
        proof.readings,
        proved.entries if proved else 0,
        proved.filings if proved else 0,
        (*proof.faults, *(proved.faults if proved else ())),
    )


def back_up(
    folder: Path, out: Path, *, database: str = "", with_key: bool = False, progress: Progress = quiet
) -> Backup:
    """Write a backup while the server goes on; the record says so, and the backup holds that entry.

    Raises
    ------
    CrosscutError
        where the folder or its database cannot be read, or a file of that name stands there.
    """
    stated = database or config.load(folder).ledger
    address, now = ledger_address(folder, stated), datetime.now(UTC)
    if isinstance(address, Path) and not address.exists():
        raise ledger.LedgerMissingError(f"{address}: there is no ledger here yet; crosscut build makes it")
    out = out / f"{folder.resolve().name}-{now:%Y%m%dT%H%M%SZ}.backup" if out.is_dir() else out
    if not out.parent.is_dir():
        raise CrosscutError("this folder does not exist", code="output", file=str(out.parent), hint="Make it first")
    if out.exists():
        raise CrosscutError("this file is there already", code="output", file=str(out), hint="Name another with `out`")
    with tempfile.TemporaryDirectory(prefix=".backup-", dir=out.parent) as place:
        copy = Path(place) / DATABASE
        with closing(Database(address, read_only=False, wait=database_copy.WAIT)) as source:
            _note(source, now)
            progress("Copying the database")
            database_copy.to_file(source, copy)
        progress("Proving the copy")
        book = ledger.book_of(folder) if stated else None
        state = state_of(copy, book, receipts.public_of(folder))
        progress("Writing the backup")
        content = dict(_files(folder, address, with_key=with_key))
        written = Path(place) / "whole"
        digests = _write(written, copy, content)
        about = {"form": FORM, "made_at": now.isoformat(), "crosscut": VERSION, "book": book or "", **state.counts}
        _close(written, BackupManifest.model_validate({**about, "files": digests}))
        written.chmod(0o600)
        written.replace(out)
    return Backup(out, file_sha256(out), out.stat().st_size, receipts.KEY_FILE in content, state)


def _note(database: Database, now: datetime) -> None:
    """Write into the record that a backup is made."""
    with database.reading() as connection:
        if RECORD.name not in inspect(connection).get_table_names():
            return
    by = record.By(0, f"{getpass.getuser()} on the server")
    with database.writing() as connection:
        record.append(connection, by, record.RecordEntry("backup.make", "people", "backup"), now)


def _files(folder: Path, address: str | Path, *, with_key: bool) -> Iterator[tuple[str, Path]]:
    """The files of a budget folder by name, without what is made anew, the database, and a key that stays apart."""
    kept = {folder.resolve() / each for each in _LEFT_OUT}
    for database in (folder / "ledger.sqlite", *([address] if isinstance(address, Path) else [])):
        kept |= {database.resolve().with_name(database.name + end) for end in _SIDE_FILES}
    if not with_key:
        kept.add(folder.resolve() / receipts.KEY_FILE)
    for place, folders, names in os.walk(folder.resolve()):
        folders[:] = sorted(each for each in folders if Path(place) / each not in kept and not each.startswith("."))
        for name in sorted(names):
            file = Path(place) / name
            if file not in kept and stat.S_ISREG(file.lstat().st_mode) and not name.startswith("."):
                yield file.relative_to(folder.resolve()).as_posix(), file


def _write(target: Path, database: Path, files: Mapping[str, Path]) -> dict[str, str]:
    """Write the database and the files; the SHA-256 of each."""
    digests = dict[str, str]()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
        for name, file in ((DATABASE, database), *((FILES + name, file) for name, file in files.items())):
            with file.open("rb") as source, archive.open(_info(name), "w", force_zip64=True) as written:
                digests[name] = copied(source, written)
    return digests


def _close(target: Path, about: BackupManifest) -> None:
    with zipfile.ZipFile(target, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(MANIFEST, about.model_dump_json(indent=1))
    with target.open("rb") as whole:
        os.fsync(whole.fileno())


def _info(name: str) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name)
    info.compress_type = zipfile.ZIP_DEFLATED
    return info


def copied(source: IO[bytes], target: IO[bytes]) -> str:
    """Copy a stream; the SHA-256 of what was copied, even where the file grows meanwhile."""
    digest = hashlib.sha256()
    while part := source.read(1 << 20):
        digest.update(part)
        target.write(part)
    return digest.hexdigest()
