"""Single files that a command writes: never over what it reads."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from crosscut import config
from crosscut.budget.folder_ledger import ledger_address
from crosscut.errors import CrosscutError
from crosscut.workbench.outputs.target import input_files, input_folders

_SECRETS = ("workspace.key", "workspace.toml")


def refuse_inputs(out: Path | None, folder: Path | None = None, read: Iterable[Path] = ()) -> None:
    """Refuse to write a file over one that is read.

    Parameters
    ----------
    out
        The file that is to be written; a new one may be written anywhere.
    folder
        The budget folder that the command reads, if any.
    read
        Other files that it reads.

    Raises
    ------
    CrosscutError
        where such a file stands there, by whatever link or name, or the folder is no budget folder.
    """
    if out is None or not out.is_file():
        return
    inputs = [*read, *(_inputs(folder) if folder is not None else ())]
    for each in inputs:
        if each.is_file() and each.samefile(out):
            raise CrosscutError(
                "cannot be written to: it is read as an input",
                code="output",
                file=str(out),
                hint="Name another file.",
            )


def _inputs(folder: Path) -> Iterator[Path]:
    """The files that a budget folder is read from."""
    settings = config.load(folder)
    yield from input_files(folder, settings)
    yield from (folder / name for name in _SECRETS)
    if isinstance(ledger := ledger_address(folder, settings.ledger), Path):
        yield ledger
    for each in input_folders(folder, settings):
        yield from each.rglob("*")
