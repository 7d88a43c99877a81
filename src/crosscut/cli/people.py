"""``crosscut people``: people and roles from the command line of whoever runs the server."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated, Literal

from cyclopts import Parameter

from crosscut.cli.output import TextOrJson, console, print_json, progress
from crosscut.errors import CrosscutError


def people(
    folder: Annotated[Path, Parameter(name="DIR")],
    act: Literal["add", "list"] = "list",
    name: str = "",
    /,
    *,
    role: str = "",
    ministry: str = "",
    committee: str = "",
    year: int = 0,
    reason: str = "",
    password_stdin: bool = False,
    database: str = "",
    format: TextOrJson = "text",  # noqa: A002
) -> int:
    """Add a person with a role to a budget's workspace, or list who is there.

    For example:

        crosscut people demo

        crosscut people demo add "Kim Haneul" --role coordinator --password-stdin < password.txt

    Parameters
    ----------
    folder
        The budget folder.
    act
        add or list.
    name
        The person's name; of somebody who is there already the role is added.
    role
        The role: writer, head, reviewer, chair, coordinator, approver, council, clerk, auditor or administrator.
    ministry
        The ministry of a writer or head, by its name or key.
    committee
        The committee that the role is limited to, as the budget names it; not of a writer, head or administrator.
    year
        The fiscal year that the role is limited to.
    reason
        Why; the record keeps it.
    password_stdin
        Read a first password from standard input.
    database
        Where the workspace is kept, as a URL; without it, where the folder's settings say.
    format
        text or json.
    """
    from crosscut.workspace import server
    from crosscut.workspace.people import administration

    with progress() as step:
        office = server.open_office(folder, database, progress=step)
    try:
        if act == "add":
            asked = administration.RoleRequest(name, role, ministry, year, reason, committee)
            password = sys.stdin.readline().rstrip("\r\n") if password_stdin else ""
            if password_stdin and not password:
                raise CrosscutError("standard input holds no password", hint="Give one line with it")
            administration.add(office, asked, password)
        rows = administration.listed(office)
    finally:
        office.close()
    if format == "json":
        print_json({"people": rows})
        return 0
    say = console()
    for row in rows:
        say.print(f"{row['name']}: {', '.join(row['roles']) or 'no role'}", soft_wrap=True)
    return 0
