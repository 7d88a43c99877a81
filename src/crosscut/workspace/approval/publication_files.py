"""The files of a publication that waits for its signature, to be looked at: one by one, or all in one."""

from __future__ import annotations

import tempfile
import zipfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import IO

from crosscut.digests import bytes_digest
from crosscut.workbench.signoff.earlier import EarlierManifest

DOCUMENTS = (".pdf", ".docx", ".hwpx", ".xlsx", ".csv", ".md", ".json")
"""The files beside the site that people look at one by one."""
_CHUNK = 256 * 1024


def documents(manifest: EarlierManifest) -> list[str]:
    """The documents of a publication: its files that lie in no folder."""
    return sorted(name for name in manifest["outputs"] if "/" not in name and name.endswith(DOCUMENTS))


def content_of(folders: Sequence[Path], manifest: EarlierManifest, name: str) -> bytes | None:
    """A file as the manifest names it, from the first folder that has just that; None where none has."""
    expected = manifest["outputs"].get(name)
    for folder in folders if expected else ():
        try:
            content = (folder / name).read_bytes()
        except OSError:
            continue
        if bytes_digest(content) == expected:
            return content
    return None


def zipped(folder: Path, manifest: EarlierManifest) -> IO[bytes]:
    """All files of a publication in one, as an open file that is gone once it is closed.

    Raises
    ------
    FileNotFoundError
        where they are no longer kept.
    """
    file = tempfile.TemporaryFile(dir=folder.parent)  # noqa: SIM115 - whoever sends it closes it
    try:
        with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
            for name in (*sorted(manifest["outputs"]), "manifest.json"):
                archive.write(folder / name, name)
    except BaseException:
        file.close()
        raise
    file.seek(0)
    return file


def pieces(file: IO[bytes]) -> Iterator[bytes]:
    """An open file piece by piece; it is closed at the end."""
    with file:
        while piece := file.read(_CHUNK):
            yield piece
