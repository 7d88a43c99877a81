"""``crosscut backup``: a budget folder and its database in one file that proves what it holds."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from cyclopts import Parameter

from crosscut.cli.output import TextOrJson, console, print_json, progress

if TYPE_CHECKING:
    from crosscut.workspace.backup.backup import Backup, State


def backup(
    folder: Annotated[Path, Parameter(name="DIR")],
    /,
    *,
    out: Path = Path(),
    with_key: bool = False,
    database: str = "",
    format: TextOrJson = "text",  # noqa: A002
) -> int:
    """Write a budget folder and one state of its database into one file, while the server goes on.

    For example:

        crosscut backup /srv/budget --out /media/backups

    Parameters
    ----------
    folder
        The budget folder.
    out
        The file to write, or the folder in which it gets a name with its time; without it, the current folder.
    with_key
        Put the office's signing key into it too; whoever has such a backup can sign receipts.
    database
        Where ledger and workspace are kept, as a URL; without it, where the folder's settings say.
    format
        text or json.
    """
    from crosscut.workbench.output_files import refuse_inputs
    from crosscut.workspace.backup.backup import back_up

    refuse_inputs(out / "a backup" if out.is_dir() else out, folder)
    with progress() as step:
        made = back_up(folder, out, database=database, with_key=with_key, progress=step)
    if format == "json":
        print_json(
            {
                "backup": str(made.file),
                "digest": made.digest,
                "bytes": made.size,
                "key": made.with_key,
                **made.state.counts,
                "faults": faults(made.state),
            }
        )
    else:
        _print(made)
    return int(bool(made.state.faults))


def _print(made: Backup) -> None:
    say = console()
    say.print(f"{made.file}: {made.size:,} bytes, SHA-256 {made.digest}", soft_wrap=True)
    say_state(made.state)
    if not made.with_key:
        say.print("Without workspace.key: keep a copy of it apart, once")


def say_state(state: State) -> None:
    """What a database proved, for people."""
    say = console()
    for each in state.faults[:10]:
        say.print(f"Not as written: {each.message.en}", soft_wrap=True)
    if not state.faults:
        counted = f"readings: {state.readings}, entries: {state.entries}, filings: {state.filings}"
        say.print(f"Ledger, record and receipts: whole; {counted}")
    say.print(f"Checkpoint {state.ledger}")
    if state.workspace:
        say.print(f"Checkpoint workspace {state.workspace}")


def faults(state: State) -> list[dict[str, str]]:
    """What is not as it was written, for programs."""
    return [{"code": each.code, "message": each.message.en, "message_ko": each.message.ko} for each in state.faults]
