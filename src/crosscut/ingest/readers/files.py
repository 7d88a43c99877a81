"""Finding a source's file inside the budget folder, and telling its format from its content."""

from __future__ import annotations

import difflib
from pathlib import Path

from crosscut.characters import composed
from crosscut.config import Source
from crosscut.findings import Place
from crosscut.ingest.readers.no_tables import NoTable
from crosscut.ingest.report import Report, Unreadable, stop
from crosscut.text import Text
from crosscut.wholefiles import followed

_START = 512
"""Bytes that a file is recognised by."""
_HOLLOW = 1 << 20
"""Bytes from which on it is seen whether a file is hollow."""


def inside(folder: Path, name: str, report: Report) -> Path:
    """The path of a file that must lie in the folder once links are followed.

    Raises
    ------
    Unreadable
        where it leaves the folder, is missing, is no file or is empty.

    """
    root, place = followed(folder), Place(name)
    path = followed(_as_written(folder / name))
    if not path.is_relative_to(root):
        raise stop(
            report,
            "outside-folder",
            place,
            Text("The file lies outside the budget folder.", "파일이 예산 폴더 밖에 있습니다."),
            Text("Copy the file itself into the folder instead of linking it.", "파일을 폴더 안에 복사하십시오."),
        )
    if path.is_dir():
        raise stop(
            report,
            "missing-file",
            place,
            Text("It is a folder, not a file.", "파일이 아니라 폴더입니다."),
            Text(
                "Name a file in it; or state summed = true, which sums the rows of all files that are there.",
                "그 안의 파일을 적거나, summed = true로 폴더에 있는 모든 파일의 행을 합산하십시오.",
            ),
        )
    if not path.is_file():
        raise stop(
            report,
            "missing-file",
            place,
            Text("The file is not there.", "파일이 없습니다."),
            Text(
                f"Put it there or mend source.file.{_neighbour(folder, name)}",
                "파일을 넣거나 source.file을 고치십시오.",
            ),
        )
    if path.stat().st_size == 0:
        raise stop(
            report,
            "empty-file",
            place,
            Text("The file is empty.", "빈 파일입니다."),
            Text("Export it again.", "다시 내보내십시오."),
        )
    return path


def _as_written(path: Path) -> Path:
    """The path, or the file beside it whose name differs in the composition of its letters alone."""
    if path.name.isascii() or path.exists() or not path.parent.is_dir():
        return path
    wanted = composed(path.name)
    return next((each for each in sorted(path.parent.iterdir()) if composed(each.name) == wanted), path)


def _neighbour(folder: Path, name: str) -> str:
    parent = (folder / name).parent
    names = sorted(path.name for path in parent.iterdir()) if parent.is_dir() else []
    near = difflib.get_close_matches(Path(name).name, names, n=1)
    return f" Did you mean {near[0]!r}?" if near else ""


def text_of(path: Path, place: Place, most: int, report: Report) -> bytes:
    """The bytes of a text file.

    Raises
    ------
    Unreadable
        where there are more than ``most``, or the disk holds next to none of them: the rest is empty.
    """
    found = path.stat()
    if found.st_size > most:
        raise stop(
            report,
            "too-large",
            place,
            Text(f"The file is larger than {most:,} bytes.", f"파일이 {most:,}바이트보다 큽니다."),
            Text(
                "Take out what is not needed, or divide it; a source can be summed as it is read: summed = true.",
                "필요 없는 부분을 빼거나 나누십시오. 원자료는 summed = true로 읽으면서 합산할 수 있습니다.",
            ),
        )
    if found.st_size > _HOLLOW and found.st_blocks * 512 * 4 < found.st_size and not _holds_text(path):
        raise stop(
            report,
            "hollow-file",
            place,
            Text("Most of the file is empty: nothing was written there.", "파일의 대부분이 비어 있습니다."),
            Text("Copy or export it again.", "다시 복사하거나 내보내십시오."),
        )
    return path.read_bytes()


def _holds_text(path: Path) -> bool:
    """Whether something stands at the end of a file, which a file system that packs its files cannot show."""
    with path.open("rb") as file:
        file.seek(-_START, 2)
        return bool(file.read().strip(b"\0"))


def start_of(path: Path) -> bytes:
    """The first bytes of a file, by which readers recognise it."""
    with path.open("rb") as file:
        return file.read(_START)


def stop_no_table(file: str, kind: NoTable, report: Report) -> Unreadable:
    """Report that a file is of a kind that no table is read from."""
    return stop(
        report,
        "wrong-format",
        Place(file),
        Text(
            f"The file is {kind.name.en}, from which no table is read.", f"{kind.name.ko}입니다. 표로 읽을 수 없습니다."
        ),
        kind.mend,
    )


def stop_wrong_format(source: Source, found: str, report: Report) -> Unreadable:
    """Report that a file is of another format than its source states."""
    return stop(
        report,
        "wrong-format",
        Place(source.file),
        Text(
            f"The file is read as {source.format}, but its content is {found}.",
            f"{source.format} 파일로 지정되었지만 내용은 {found}입니다.",
        ),
        Text(
            "Save it again as CSV or xlsx, or mend source.format.",
            "CSV나 xlsx로 다시 저장하거나 source.format을 고치십시오.",
        ),
    )
