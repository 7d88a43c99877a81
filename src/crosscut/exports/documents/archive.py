"""Zip archives whose bytes depend on nothing but their content."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

_MOMENT = (1980, 1, 1, 0, 0, 0)


def repack(archive: bytes, change: Callable[[str, bytes], bytes] = lambda _name, content: content) -> bytes:
    """The same archive with every time fixed; ``change`` may rewrite an entry, given its name and content."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(archive)) as given, zipfile.ZipFile(out, "w") as packed:
        for entry in given.infolist():
            fixed = zipfile.ZipInfo(entry.filename, _MOMENT)
            fixed.compress_type, fixed.external_attr, fixed.create_system = entry.compress_type, 0o644 << 16, 3
            packed.writestr(fixed, change(entry.filename, given.read(entry)), entry.compress_type, 6)
    return out.getvalue()
