"""A PostgreSQL server of the tests' own, in a temporary folder."""

from __future__ import annotations

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import create_engine, text

FINDER = Path(__file__).resolve().parents[2] / "scripts" / "postgres"
HASTY = "-c fsync=off -c full_page_writes=off"
"""Nothing is forced to the disk: what the server was told outlives its processes, and not the machine."""


def binaries() -> Path:
    """The folder of the server's binaries; an error with one clear line where they are missing."""
    found = subprocess.run([str(FINDER)], capture_output=True, text=True, check=False)
    if found.returncode:
        raise RuntimeError(found.stderr.strip())
    return Path(found.stdout.strip())


def _as_owner() -> dict[str, Any]:
    """How to run the server, which refuses root: as Debian's own user for it."""
    if os.geteuid():
        return {}
    user = pwd.getpwnam("postgres")
    return {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@contextmanager
def postgresql(settings: str = "") -> Iterator[str]:
    """A running server; gives the URL of its maintenance database. It is stopped and removed afterwards."""
    bin_folder, owner, port = binaries(), _as_owner(), _free_port()
    folder = Path(tempfile.mkdtemp(prefix="crosscut-postgres-"))
    if owner:
        os.chown(folder, owner["user"], owner["group"])
    data = folder / "data"
    options = f"-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories={folder} {settings}"

    def run(*command: object) -> None:
        environment = {"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8"}
        words = list(map(str, command))
        subprocess.run(words, check=True, cwd=folder, stdout=subprocess.DEVNULL, env=environment, **owner)

    try:
        run(bin_folder / "initdb", "-D", data, "-U", "crosscut", "-A", "trust", "-E", "UTF8", "--no-sync")
        run(bin_folder / "pg_ctl", "-D", data, "-w", "-l", folder / "log", "-o", options, "start")
        try:
            yield f"postgresql://crosscut@127.0.0.1:{port}/postgres"
        finally:
            run(bin_folder / "pg_ctl", "-D", data, "-w", "-m", "immediate", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def new_database(server: str, name: str, like: str = "") -> str:
    """The URL of a database made on a server: an empty one, or a copy of another, whose URL is ``like``."""
    return _told(server, f"CREATE DATABASE {name}{_template(like)}", name)


def owned_database(server: str, name: str, owner: str, like: str = "") -> str:
    """The same for an owner who is no superuser, so that policies of rows hold; the server gets to know the owner."""
    role = f"CREATE ROLE {owner} LOGIN CREATEDB"
    _told(server, f"DO $$ BEGIN {role}; EXCEPTION WHEN duplicate_object THEN NULL; END $$", name)
    made = _told(server, f"CREATE DATABASE {name} OWNER {owner}{_template(like)}", name)
    return made.replace("//crosscut@", f"//{owner}@")


def _template(like: str) -> str:
    return f" TEMPLATE {like.rpartition('/')[2]}" if like else ""


def drop_database(server: str, name: str) -> None:
    """Take a database away."""
    _told(server, f"DROP DATABASE {name} WITH (FORCE)", name)


def _told(server: str, statement: str, name: str) -> str:
    engine = create_engine(server.replace("postgresql:", "postgresql+psycopg:"), isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(statement))
    engine.dispose()
    return server.rpartition("/")[0] + f"/{name}"
