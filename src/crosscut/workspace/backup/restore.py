"""Restoring a backup: into an empty folder and an empty database, proved before anyone works with it."""

from __future__ import annotations

import secrets
import tempfile
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

from sqlalchemy import Connection, inspect, update

from crosscut import config, ledger
from crosscut.budget.folder_ledger import ledger_address
from crosscut.errors import CrosscutError
from crosscut.ledger.chain import Checkpoint
from crosscut.ledger.database import Database
from crosscut.ledger.schema import BOOKS
from crosscut.progress import Progress, quiet
from crosscut.workspace import receipts
from crosscut.workspace.backup import database_copy
from crosscut.workspace.backup.backup import DATABASE, FILES, FORM, MANIFEST, BackupManifest, State, copied, state_of
from crosscut.workspace.private import keep_database_private, keep_private
from crosscut.workspace.schema.schema import ABOUT
from crosscut.workspace.verification import prove_at

_LARGEST_MANIFEST = 64 << 20


@dataclass(frozen=True, slots=True)
class Restored:
    """What was restored and what it proved. ``stated`` is what ``crosscut.toml`` has to say where it says otherwise."""

    folder: Path
    database: str
    made_at: str
    with_key: bool
    stated: str
    state: State


def restore(file: Path, folder: Path, *, database: str = "", against: str = "", progress: Progress = quiet) -> Restored:
    """Restore a backup and prove it: what its ledger or record has that is not as it was written is told.

    Parameters
    ----------
    file, folder
        The backup, and where the folder is to stand, which must not be there or be empty.
    database
        Where ledger and workspace are to be kept, as a URL; without it, where the backup's settings say. It must be
        empty.
    against
        A checkpoint of the workspace's record that was kept elsewhere.

    Raises
    ------
    CrosscutError
        where it is no whole backup, or what it is restored to is not empty; nothing is left behind then.
    """
    checkpoint = Checkpoint.parse(against.removeprefix("workspace ")) if against else None
    folder = folder.absolute()
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        hint = "Name a folder that is not there yet"
        raise CrosscutError("a backup is never restored over something", code="output", file=str(folder), hint=hint)
    if not folder.parent.is_dir():
        raise CrosscutError("this folder does not exist", code="output", file=str(folder.parent), hint="Make it first")
    with tempfile.TemporaryDirectory(prefix=".restore-", dir=folder.parent) as place:
        progress("Reading the backup")
        made, copy = Path(place) / "folder", Path(place) / DATABASE
        made.mkdir()
        with _opened(file) as archive:
            about = _manifest(archive, file)
            _unpack(archive, about.files, made, copy, file)
        progress("Proving the database")
        told = _proved(about, made, copy, checkpoint, file)
        progress("Putting it in its place")
        _own(made, folder, copy, database, about.book)
        with_key = (made / receipts.KEY_FILE).exists()
        keep_private(made / receipts.KEY_FILE)
        if folder.exists():
            folder.rmdir()
        made.rename(folder)
    settings = config.load(folder).ledger
    address = ledger_address(folder, database or settings)
    name = address if isinstance(address, Path) else address.rpartition("@")[2]
    return Restored(folder, str(name), about.made_at, with_key, database if database != settings else "", told)


@contextmanager
def _opened(file: Path) -> Iterator[zipfile.ZipFile]:
    try:
        with zipfile.ZipFile(file) as archive:
            yield archive
    except (zipfile.BadZipFile, zipfile.LargeZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError):
        raise _broken(file, "this is no whole backup") from None
    except FileNotFoundError:
        raise CrosscutError("there is no such file", code="no-file", file=str(file)) from None


def _broken(file: Path, what: str) -> CrosscutError:
    hint = "Take an earlier backup, or another copy of this one"
    return CrosscutError(what, code="backup", file=str(file), hint=hint)


def _manifest(archive: zipfile.ZipFile, file: Path) -> BackupManifest:
    try:
        if archive.getinfo(MANIFEST).file_size > _LARGEST_MANIFEST:
            raise ValueError
        about = BackupManifest.model_validate_json(archive.read(MANIFEST))
    except (KeyError, ValueError):
        raise _broken(file, "this is no backup of a workspace") from None
    if about.form != FORM:
        hint = "Install the Crosscut that wrote it, or a newer one"
        raise CrosscutError(f"this backup is a {about.form}", code="backup", file=str(file), hint=hint)
    missing = set(about.files) ^ (set(archive.namelist()) - {MANIFEST})
    if missing or DATABASE not in about.files:
        raise _broken(file, f"{min(missing, default=DATABASE)} is missing, or nothing says that it belongs here")
    return about


def _unpack(archive: zipfile.ZipFile, names: Mapping[str, str], made: Path, copy: Path, file: Path) -> None:
    """Every file in its place, each as its digest says."""
    for name, digest in names.items():
        target = copy if name == DATABASE else made / _inside(name, file)
        target.parent.mkdir(parents=True, exist_ok=True)
        with archive.open(name) as source, target.open("xb") as written:
            if copied(source, written) != digest:
                raise _broken(file, f"{name} is not as it was written")


def _inside(name: str, file: Path) -> PurePosixPath:
    path = PurePosixPath(name.removeprefix(FILES))
    if not name.startswith(FILES) or path.is_absolute() or ".." in path.parts or "\\" in name or not path.parts:
        raise _broken(file, f"{name} would lie outside the folder")
    return path


def _proved(about: BackupManifest, made: Path, copy: Path, checkpoint: Checkpoint | None, file: Path) -> State:
    """The state of the unpacked database, which is what the backup says; brought up to the newest layout."""
    database_copy.make_layout(copy, workspace=bool(about.workspace))
    public = receipts.public_of(made)
    state, said = state_of(copy, about.book or None, public), about.model_dump()
    wrong = next((name for name, value in state.counts.items() if said[name] != value), "")
    if wrong:
        raise _broken(file, f"its {wrong} is {state.counts[wrong]}, and the backup says {said[wrong]}")
    against = prove_at(copy, public, checkpoint) if checkpoint else None
    if checkpoint and against is None:
        raise _broken(file, "it holds no workspace, and a checkpoint of one was given")
    return replace(state, faults=tuple(dict.fromkeys((*state.faults, *(against.faults if against else ())))))


def _own(made: Path, folder: Path, copy: Path, database: str, book: str) -> None:
    """Put the database where it is to be kept, as this folder's own."""
    stated = database or config.load(made).ledger
    address = ledger_address(made if not database else folder, stated)
    if not isinstance(address, Path) and address.startswith("sqlite"):
        raise CrosscutError("give a database in a file as its path", code="output", hint="Such as ledger.sqlite")
    if stated:
        name = book or secrets.token_hex(16)
        ledger.keep_book(made, name)
        if not book:
            _name(copy, name)
    if isinstance(address, Path):
        _into_file(made, folder, address, copy)
    else:
        _into_server(address, copy)


def _name(copy: Path, name: str) -> None:
    """Call the one book of a database, which had no name, by the one that the folder will ask for."""
    with closing(Database(copy, read_only=False, wait=database_copy.WAIT)) as target, target.writing() as connection:
        connection.execute(update(BOOKS).where(BOOKS.c.name == "").values(name=name))
        if _has_workspace(connection):
            connection.execute(update(ABOUT).where(ABOUT.c.key == "book").values(value=name))


def _into_file(made: Path, folder: Path, address: Path, copy: Path) -> None:
    if address.is_relative_to(folder):
        address = made / address.relative_to(folder)
    if not address.parent.is_dir():
        raise CrosscutError("this folder does not exist", code="output", file=str(address.parent), hint="Make it first")
    if address.exists():
        raise CrosscutError("a backup is never restored over a database", code="output", file=str(address))
    keep_database_private(address)
    with closing(Database(copy, read_only=True, wait=database_copy.WAIT)) as source:
        database_copy.to_file(source, address)


def _into_server(address: str, copy: Path) -> None:
    with closing(Database(address, read_only=False, wait=database_copy.WAIT)) as target:
        if not database_copy.is_empty(target):
            raise CrosscutError(
                f"{target.name}: holds a ledger already, and a backup is never restored over one",
                code="output",
                hint="Make an empty database and name it with `database`",
            )
        with closing(Database(copy, read_only=True, wait=database_copy.WAIT)) as source, source.reading() as reading:
            workspace = _has_workspace(reading)
            database_copy.make_layout(address, workspace=workspace)
            with target.writing() as connection:
                database_copy.copy_rows(reading, connection, workspace=workspace)


def _has_workspace(connection: Connection) -> bool:
    return ABOUT.name in inspect(connection).get_table_names()
