"""Files of an Iceberg table that are written in one place and called by another, where they will stand."""

from __future__ import annotations

from pathlib import Path

from pyiceberg.io.pyarrow import PyArrowFileIO
from pyiceberg.typedef import EMPTY_DICT, Properties


class StagedFiles(PyArrowFileIO):
    """Local files: what is called below ``staged.from`` is read and written below ``staged.to``."""

    @staticmethod
    def parse_location(location: str, properties: Properties = EMPTY_DICT) -> tuple[str, str, str]:
        """Scheme, host and path of a location."""
        path, called = Path(location.removeprefix("file://")), properties["staged.from"]
        found = properties["staged.to"] / path.relative_to(called) if path.is_relative_to(called) else path
        return "file", "", str(found)
