"""Files audited once in a test run: dozens of tests publish the same example, whose pages and documents say the same.

The digest of the run stands on every page and is no amount: files that differ in nothing else are audited once.
"""

from __future__ import annotations

import json
import os
import re
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from crosscut.digests import bytes_digest, text_digest
from crosscut.workbench import audits
from crosscut.workbench.audit_process import Audited
from tests.claimed import made_once
from tests.rendered_once import document_of

ASK = audits.Audits._audited
"""How files are audited where nothing is kept."""
_DIGEST = re.compile(rb"(?<![0-9A-Za-z])(?=[0-9]*[a-f])[0-9a-f]{16}(?![0-9A-Za-z])")


@contextmanager
def audited_once(folder: Path) -> Iterator[None]:
    """Until the end, audit no file whose name and contents are those of one whose audit is kept in the folder."""
    folder.mkdir(parents=True, exist_ok=True)

    def remembered(self: audits.Audits, paths: list[str]) -> Audited:
        if not all(map(os.path.isfile, paths)):
            return ASK(self, paths)
        return audits.together([_one(self, folder, Path(path)) for path in paths])

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(audits.Audits, "_audited", remembered)
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
