"""A workspace opened: its folder read, its database brought up to date, its key and its first code."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from functools import partial
from ipaddress import ip_address
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from sqlalchemy import Connection

from crosscut.config import FILE
from crosscut.errors import CrosscutError
from crosscut.progress import Progress, quiet
from crosscut.workbench.opening import open_run
from crosscut.workspace import call_model, office_settings, outbox
from crosscut.workspace.access_log import FOLDER, AccessLog
from crosscut.workspace.approval import listing_files, move_files, publication_jobs
from crosscut.workspace.jobs import Job
from crosscut.workspace.known_programmes import known_of
from crosscut.workspace.office import Office
from crosscut.workspace.people import sessions
from crosscut.workspace.people.passwords import spelt_secret
from crosscut.workspace.reading.reading_counts import ReadingCounter
from crosscut.workspace.reading_room.reading_room import ReadingRoom
from crosscut.workspace.receipts import signer_of
from crosscut.workspace.schema.store import open_database
from crosscut.workspace.solver.solver_pool import SolverPool
from crosscut.workspace.worker import Worker, command_of

LOOPBACK = ("127.0.0.1", "localhost", "::1")


def is_loopback(host: str) -> bool:
    """Whether an address is reached from this machine alone."""
    try:
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False


def use_zone(name: str) -> None:
    """Let every time be said and read in a zone, unless the environment states another with ``TZ``.

    Raises
    ------
    CrosscutError
        where this machine knows no such zone.
    """
    if not name or os.environ.get("TZ"):
        return
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError):
        hint = "Give one such as Asia/Seoul, or install the system's tzdata"
        raise CrosscutError(f"zone: {name!r} is no zone that this machine knows", file=FILE, hint=hint) from None
    os.environ["TZ"] = name
    time.tzset()


def open_office(folder: Path, database: str = "", *, demonstration: bool = False, progress: Progress = quiet) -> Office:
    """The workspace of a budget folder, in the folder's ledger or in another database.

    ``demonstration`` lets whoever has the code fill it with people who are made up.

    Raises
    ------
    CrosscutError
        where the folder or the database cannot be used.
    """
    stated = office_settings.load(folder)
    run = open_run(folder, progress=progress)
    there = open_database(folder, database or run.snapshot.ledger)
    with there.reading() as connection:
        bases = call_model.bases(connection)
    office = Office(
        there,
        known_of(run, bases),
        signer_of(folder),
        demonstration=demonstration and stated.address is None,
        running=stated,
        log=AccessLog(folder / FOLDER, stated.log.days),
        reading=ReadingRoom(folder, run),
        solver=SolverPool(folder),
    )
    listing_files.bring_up_to_date(office.database, folder)
    move_files.bring_up_to_date(office.database, folder)
    with office.database.reading() as connection:
        publication_jobs.clear(connection, folder)
        if sessions.nobody_yet(connection):
            office.code = spelt_secret(3 if office.demonstration else 7)
    return office


@contextmanager
def working(office: Office, folder: Path) -> Iterator[None]:
    """Jobs are done meanwhile; one that is under way at the end is given back, and is done again later."""
    worker = Worker(office.database, command_of(folder), office.clock, partial(record_ended, folder))
    thread = threading.Thread(target=worker.run, name="worker", daemon=True)
    thread.start()
    try:
        yield
    finally:
        worker.ended.set()
        thread.join(timeout=15)


def record_ended(folder: Path, connection: Connection, job: Job, state: str, now: datetime) -> None:
    """Write down of a job that ends what others are told of it."""
    publication_jobs.record_ended(connection, folder, job, state, now)


@contextmanager
def counting(office: Office) -> Iterator[None]:
    """What has been read is counted meanwhile."""
    counter = ReadingCounter(office)
    thread = threading.Thread(target=counter.run, name="reading", daemon=True)
    thread.start()
    try:
        yield
    finally:
        counter.end()
        thread.join(timeout=15)


@contextmanager
def postman(office: Office) -> Iterator[None]:
    """Mail is sent meanwhile, where the office has a mail server."""
    mail, address = office.running.mail, office.running.address
    if mail is None or address is None:
        yield
        return
    thread = outbox.Postman(lambda: outbox.deliver(office.database, mail, address, office.clock()))
    thread.start()
    try:
        yield
    finally:
        thread.end()
