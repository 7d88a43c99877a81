"""``crosscut restore``: a backup back in an empty folder and database, and what it proved."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from crosscut.cli.backup import faults, say_state
from crosscut.cli.output import TextOrJson, console, print_json, progress


def restore(
    file: Annotated[Path, Parameter(name="FILE")],
    folder: Annotated[Path, Parameter(name="DIR")],
    /,
    *,
    database: str = "",
    against: str = "",
    format: TextOrJson = "text",  # noqa: A002
) -> int:
    """Restore a backup into a folder and a database that are empty, and prove ledger, record and receipts.

    For example:

        crosscut restore budget-20261126T030000Z.backup /srv/budget

    Parameters
    ----------
    file
        The backup.
    folder
        Where the budget folder is to stand; it must not be there, or be empty.
    database
        Where to keep ledger and workspace, as a URL or a path; without it, where the backup's settings say. It must
        be empty.
    against
        A checkpoint of the workspace's record that was kept elsewhere ("workspace NUMBER:LINK"): the backup must
        reach as far.
    format
        text or json.
    """
    from crosscut.workspace.backup import restore

    with progress() as step:
        done = restore.restore(file, folder, database=database, against=against, progress=step)
    if format == "json":
        print_json(
            {
                "folder": str(done.folder),
                "database": done.database,
                "made_at": done.made_at,
                "key": done.with_key,
                "whole": not done.state.faults,
                **done.state.counts,
                "faults": faults(done.state),
            }
        )
        return int(bool(done.state.faults))
    say = console()
    say.print(f"{done.folder}: as of {done.made_at}; database {done.database}", soft_wrap=True)
    say_state(done.state)
    if done.stated:
        say.print(f'Say in crosscut.toml: ledger = "{done.stated}"', soft_wrap=True)
    if not done.with_key and done.state.workspace:
        say.print("Put workspace.key back before you serve it: the backup was made without it")
    return int(bool(done.state.faults))
