"""Single files that a command writes: never over what it reads."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from crosscut import config
from crosscut.budget.folder_ledger import ledger_address
from crosscut.config import Settings
from crosscut.errors import CrosscutError
from crosscut.wholefiles import followed
from crosscut.workbench.outputs.hidden import is_reserved
from crosscut.workbench.outputs.target import DECISIONS, MANIFEST, input_files, input_folders, outputs_of


def refuse_ending(out: Path | None, *endings: str) -> None:
    """Refuse a file whose name promises something else than what is written, such as ``.svg``.

    Raises
    ------
    CrosscutError
        where the name has none of ``endings``.
    """
    if out is not None and out.suffix.lower() not in endings:
        raise CrosscutError(
            "the name does not say what is written", file=str(out), hint=f"Let it end in {' or '.join(endings)}"
        )


def refuse_inputs(out: Path | None, folder: Path | None = None, read: Iterable[Path] = ()) -> None:
    """Refuse to write a file over one that is read, or where one of a budget or of an output stands or would stand.

    Parameters
    ----------
    out
        The file that is to be written.
    folder
        The budget folder that the command reads, if any; of folders above the file it is seen whether they are one.
    read
        Other files that it reads.

    Raises
    ------
    CrosscutError
        where such a file stands there, by whatever link or name, or the folder is no budget folder.
    """
    if out is None:
        return
    place = followed(out)
    if any(map(is_reserved, place.parts)):
        raise _refused(out, "the name is kept for what Crosscut writes first, and for its locks")
    asked = [followed(folder)] if folder is not None else []
    for budget in asked:
        _refuse_of_budget(out, place, budget, config.load(budget))
    for above in place.parents:
        if (above / config.FILE).is_file() and above not in asked:
            _refuse_of_budget(out, place, above, _settings_of(above))
        named = outputs_of(above)
        if named is not None and place.relative_to(above).as_posix() in (*named, MANIFEST):
            raise _refused(out, f"it is a file of the output {above.name}")
    _refuse_same(out, read)


def _settings_of(folder: Path) -> Settings | None:
    """What a budget that was not asked for says of itself; None where it cannot be read."""
    try:
        return config.load(folder)
    except CrosscutError:
        return None


def _refuse_of_budget(out: Path, place: Path, folder: Path, settings: Settings | None) -> None:
    named = input_files(folder, settings)
    folders = input_folders(folder, settings)
    if place in map(followed, named):
        raise _refused(out, "it is read as an input")
    _refuse_same(out, [*named, *_ledger(folder, settings), *(file for each in folders for file in each.rglob("*"))])
    for each in folders:
        if each.name != DECISIONS and followed(each) in place.parents:
            raise _refused(out, f"whatever stands in {each.name} is read as an input")


def _ledger(folder: Path, settings: Settings | None) -> list[Path]:
    address = ledger_address(folder, settings.ledger) if settings is not None else ""
    return [address] if isinstance(address, Path) else []


def _refuse_same(out: Path, inputs: Iterable[Path]) -> None:
    if not out.is_file():
        return
    if any(each.is_file() and each.samefile(out) for each in inputs):
        raise _refused(out, "it is read as an input")


def _refused(out: Path, why: str) -> CrosscutError:
    return CrosscutError(f"cannot be written to: {why}", code="output", file=str(out), hint="Name another file.")
