"""Examples: whole budget folders to begin from, and a generator of synthetic budgets of any size."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable
from importlib.resources import as_file, files
from pathlib import Path

from crosscut import config
from crosscut.config import did_you_mean
from crosscut.errors import CrosscutError
from crosscut.examples import synthetic_national
from crosscut.wholefiles import make_folders, read_text

DATA: dict[str, tuple[tuple[str, ...], str]] = {
    "korea-2026": (("programmes_1236.csv", "subprogrammes.csv"), "github.com/msitsti2025/rnd-budget-2026"),
    "usa-2022": (("budget_authority_vintages_2008_2022.parquet",), "OMB's public budget database"),
    "japan-2023": (("rs2024_programmes.parquet",), "rssystem.go.jp"),
    "horizon-europe": (("horizon_europe_projects.parquet",), "CORDIS"),
    "germany-2024": (("hh_2024.csv",), "bundeshaushalt.de, at github.com/dzzling/bundeshaushalt"),
    "bermuda-2024": (("ExpenditureSummary.csv",), "github.com/douglasdecouto/bermuda-budget-data"),
    "korea-executed": (("executed_by_activity_2020_2025.csv",), "github.com/bluethestyle/goodhart-korea"),
    "korea-fiscal-2026": (("fiscal_2026_rnd_flat.csv",), "github.com/msitsti2025/fiscal-budget-2026"),
}
"""Examples without data of their own: the files that each takes from the folder given as its data, and their origin."""

"""The files of the example korea-2026."""

BLANK = "blank"
"""Not an example but a beginning: a commented ``crosscut.toml`` and empty folders. :func:`names` does not list it."""

_BUNDLED = ("korea-2024", "korea-2024-major")
"""Examples that bring their own data."""

_NAMES = (*_BUNDLED, *DATA, "synthetic-national")


def names() -> tuple[str, ...]:
    """The names of all examples."""
    return _NAMES


def is_example(folder: Path) -> bool:
    """Whether a folder's settings are still those of an example, or say that all of it is made up."""
    if config.load(folder).synthetic:
        return True
    said = read_text(folder / config.FILE)
    bundled = (files(__package__) / name.replace("-", "_") / config.FILE for name in (*_BUNDLED, *DATA))
    return any(each.is_file() and each.read_text(encoding="utf-8") == said for each in bundled)


def write(
    name: str,
    folder: Path,
    data: Path | None = None,
    programmes: int = synthetic_national.PROGRAMMES,
    seed: int = synthetic_national.SEED,
) -> None:
    """Write an example as a budget folder: all of it, or nothing.

    Parameters
    ----------
    name
        One of :func:`names`, or ``BLANK``.
    folder
        Where the budget folder is to be; it must not exist, or be empty.
    data
        A folder with the files of ``DATA``, or one of these files in it; for the examples that stand there alone.
    programmes, seed
        Size and seed of ``synthetic-national``; the other examples do not look at them.

    Raises
    ------
    CrosscutError
        for an unknown name, a folder that holds something, missing data, or fewer than one programme.

    """
    if name not in (*_NAMES, BLANK):
        raise CrosscutError(f"{name!r} is not an example", hint=f"Use {', '.join(_NAMES)}.{did_you_mean(name, _NAMES)}")
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise CrosscutError(f"{folder} is not empty", hint="Name a folder that does not exist, or an empty one")
    _whole(folder, _maker(name, data, programmes, seed))


def _maker(name: str, data: Path | None, programmes: int, seed: int) -> Callable[[Path], None]:
    """What fills the folder; everything that can be refused is refused here, before anything is written."""
    if data is not None and name not in DATA:
        raise CrosscutError(f"the example {name} brings its own data", hint="Leave out `data`")
    if name == "synthetic-national":
        if programmes < 1:
            raise CrosscutError(f"a budget of {programmes} programmes cannot be", hint="Ask for at least one")
        return lambda target: synthetic_national.write(target, programmes, seed)
    found = _data_files(name, data) if name in DATA else ()

    def copy(target: Path) -> None:
        with as_file(files(__package__) / name.replace("-", "_")) as bundled:
            shutil.copytree(bundled, target, dirs_exist_ok=True)
        for folder in ("sources", "decisions"):
            (target / folder).mkdir(exist_ok=True)
        for file in found:
            shutil.copyfile(file, target / "sources" / file.name)

    return copy


def _data_files(name: str, data: Path | None) -> tuple[Path, ...]:
    listed, origin = DATA[name]
    wanted = " and ".join(listed)
    if data is None:
        raise CrosscutError(
            f"the example {name} has no data of its own", hint=f"Give `data`, a folder with {wanted} ({origin})"
        )
    folder = data.parent if data.is_file() else data
    missing = [file for file in listed if not (folder / file).is_file()]
    if missing:
        raise CrosscutError(
            f"{folder} has no {' and no '.join(missing)}", hint=f"`data` expects a folder with {wanted}"
        )
    return tuple(folder / file for file in listed)


def _whole(folder: Path, fill: Callable[[Path], None]) -> None:
    """Fill a sibling of the folder and rename it, so that a stop half-way leaves no half of an example."""
    folder = folder.absolute()
    make_folders(folder.parent)
    with tempfile.TemporaryDirectory(prefix=".crosscut.", dir=folder.parent) as beside:
        target = Path(beside) / folder.name
        target.mkdir()
        fill(target)
        if not folder.exists():
            target.rename(folder)
            return
        for part in sorted(target.iterdir()):
            part.rename(folder / part.name)
