"""Run every command of an installed Crosscut for JSON, and hold that standard output is that document alone.

    python .ci/every_command.py FOLDER

Each runs in a process of its own, forked from one that has imported Crosscut; what it prints is read from the file
descriptor.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from tempfile import TemporaryFile

from sqlalchemy import Connection

from crosscut import cli
from crosscut.workspace import server
from crosscut.workspace.filing import calls
from crosscut.workspace.office import Actor, acting
from crosscut.workspace.people import people

FILES = {
    "crosscut.toml": """title = "A budget"
currency = "KRW"
taxonomy = "kr-cet-2022"
[[source]]
file = "sources/p.csv"
unit = "million"
fiscal_year = 2026
stage = "requested"
columns = { programme = "id", name = "name", ministry = "ministry", amount = "asked" }
tags = { areas = { ai = "ai" } }
[[source]]
file = "sources/p.csv"
unit = "million"
fiscal_year = 2026
stage = "reviewed"
columns = { programme = "id", name = "name", ministry = "ministry", amount = "cut" }
tags = { areas = { ai = "ai" } }
""",
    "sources/p.csv": "id,name,ministry,asked,cut,ai\nP1,Alpha,Ministry A,1000,900,300\nP2,Beta,Ministry B,2000,2000,\n",
    "policy.toml": """unit = "million"
[ceiling]
change = "-5 %"
use = "all"
[previous]
source = "request"
[[value.criterion]]
id = "ai"
where = { area = "ai" }
weight = 1.0
""",
    "programmes.csv": "programme,name,text\nP1,Alpha,Quantum computers\nP2,Beta,Batteries of cars\n",
    "text.txt": "The budget of 2026 is KRW 3 billion, up KRW 1 billion from KRW 2 billion in 2025.\n",
}


def printed(*words: str) -> dict[str, object]:
    """The document that a command prints with ``--format json``; ends everything where it prints anything else."""
    with TemporaryFile() as out, TemporaryFile() as err:
        child = os.fork()
        if child == 0:
            os.dup2(out.fileno(), 1)
            os.dup2(err.fileno(), 2)
            status = 3
            try:
                cli.main([*words, "--format", "json"])
            except SystemExit as ended:
                status = ended.code if isinstance(ended.code, int) else 3
            finally:
                os._exit(status)
        status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        out.seek(0)
        err.seek(0)
        said, complaint = out.read().decode(), err.read().decode()
    try:
        document = json.loads(said)
    except ValueError:
        document = None
    if status not in (0, 1) or not isinstance(document, dict) or "error" in document:
        sys.exit(f"crosscut {' '.join(words)} --format json: status {status}\n{said[:500]}\n{complaint[-500:]}")
    return document


def first(value: object) -> dict[str, object]:
    """The first of a list of mappings."""
    if not isinstance(value, list) or not value or not isinstance(value[0], dict):
        sys.exit(f"no list of mappings: {value!r:.200}")
    return value[0]


def open_call(folder: Path) -> None:
    """Open a call to every ministry as Kim, as a page of the workspace does."""
    office = server.open_office(folder)
    who = partial(_coordinator, "Kim")
    with acting(office, who) as act:
        closes, invited = {"1": act.now + timedelta(days=9)}, dict.fromkeys(office.known.labels, "1")
        calls.open_call(act, calls.NewCall("Requests", 2027, "", act.now - timedelta(days=1), 0, 10, closes, invited))
    office.close()


def _coordinator(name: str, connection: Connection, now: datetime) -> Actor:
    found = people.named(connection, name)
    return people.actor(connection, found.id if found else 0, now)


def trials(place: Path) -> Iterator[tuple[str, ...]]:
    """Every command with its words, in an order in which each finds what it needs."""
    demo, own = str(place / "demo"), str(place / "own")
    for name, text in FILES.items():
        (place / "own" / name).parent.mkdir(parents=True, exist_ok=True)
        (place / "own" / name).write_text(text, encoding="utf-8")
    yield "init", demo, "--example", "korea-2024"
    yield "check", demo
    yield "build", own
    yield "show", own
    yield "trace", own, str(first(printed("show", own)["rows"])["figure"])
    yield "diff", own, "requested", "reviewed"
    yield "review", own
    yield "sample", own, "-n", "1"
    yield "estimate", own
    yield "links", own
    yield "allocate", own, "--no-costs", "--samples", "0"
    yield "classify", f"{own}/programmes.csv", "--taxonomy", "kr-cet-2022", "--out", str(place / "proposed.csv")
    yield "publish", own, "--to", "datapackage"
    yield "audit", f"{own}/text.txt", "--against", own
    yield "verify", own, "--against", f"{own}/publication"
    yield "areas", own
    yield "people", own, "add", "Kim", "--role", "coordinator"
    printed("people", own, "add", "Lee", "--role", "writer", "--ministry", "Ministry A")
    open_call(place / "own")
    yield "bundle", own, "Ministry A", "--by", "Lee", "--out", str(place / "bundle.zip")
    yield "backup", own, "--out", str(place / "own.backup")
    yield "restore", str(place / "own.backup"), str(place / "again")


def main() -> None:
    """Run all, and hold that none is left out."""
    known = {name for name in cli.app if not name.startswith("-")}
    tried = set()
    for words in trials(Path(sys.argv[1])):
        if words[0] in known:
            printed(*words)
            tried.add(words[0])
    left = known - tried - {"serve"}
    if left:
        sys.exit(f"not tried: {', '.join(sorted(left))}; add them to .ci/every_command.py")
    sys.stdout.write(f"{len(tried)} commands print JSON and nothing else\n")


if __name__ == "__main__":
    main()
