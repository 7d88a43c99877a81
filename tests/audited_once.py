"""Files audited once in a test run: dozens of tests publish the same example, whose pages and documents say the same.

The digest of the run stands on every page and is no amount: files that differ in nothing else are audited once.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from crosscut.digests import bytes_digest, text_digest
from crosscut.processes import started
from crosscut.workbench import audits
from crosscut.workbench.audit_process import Audited
from tests.claimed import made_once
from tests.rendered_once import document_of

ASK = audits.Audits._audited
"""How files are audited where nothing is kept."""
_DIGEST = re.compile(rb"(?<![0-9A-Za-z])(?=[0-9]*[a-f])[0-9a-f]{16}(?![0-9A-Za-z])")


class LateProcess:
    """A process that is started when it is first spoken to."""

    def __init__(self, module: str, *, quiet: bool) -> None:
        self._module, self._quiet = module, quiet
        self._begun: subprocess.Popen[bytes] | None = None

    def __getattr__(self, name: str) -> object:
        if self._begun is None:
            self._begun = started(self._module, quiet=self._quiet)
        return getattr(self._begun, name)

    def kill(self) -> None:
        if self._begun:
            self._begun.kill()

    def communicate(self) -> None:
        if self._begun:
            self._begun.communicate()


@contextmanager
def audited_once(folder: Path) -> Iterator[None]:
    """Until the end, audit no file whose name and contents are those of one whose audit is kept in the folder."""
    folder.mkdir(parents=True, exist_ok=True)

    def remembered(self: audits.Audits, paths: list[str]) -> Audited:
        if not all(map(os.path.isfile, paths)):
            return ASK(self, paths)
        return _together([_one(self, folder, Path(path)) for path in paths])

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(audits.Audits, "_audited", remembered)
        patch.setattr(audits, "started", LateProcess)
        yield


def _one(asked: audits.Audits, folder: Path, path: Path) -> Audited:
    kept = folder / text_digest(f"{path.name}\n{said(path, folder.with_name('rendered'))}")
    found: Audited = json.loads(made_once(kept, lambda: json.dumps(ASK(asked, [str(path)])).encode()))
    return found


def said(path: Path, rendered: Path) -> str:
    """A digest of what a file says but for digests of runs; ``rendered`` has what the documents of this run say."""
    made = path.read_bytes()
    if zipfile.is_zipfile(path):
        with zipfile.ZipFile(path) as archive:
            parts = [each.encode() + b"\0" + archive.read(each) for each in archive.namelist()]
        return bytes_digest(b"\0".join(_DIGEST.sub(b"-", each) for each in parts))
    return bytes_digest(_DIGEST.sub(b"-", document_of(made, rendered) or made))


def _together(found: list[Audited]) -> Audited:
    return {
        "files": sum(each["files"] for each in found),
        "large": sum(each["large"] for each in found),
        "figures": sum(each["figures"] for each in found),
        "fatal": [said for each in found for said in each["fatal"]],
        "seconds": sum(each["seconds"] for each in found),
    }
