"""Tables of this room, as rows by their headers."""

from __future__ import annotations

import csv
from importlib.resources import files


def table(name: str) -> list[dict[str, str]]:
    """The rows of a table of ``ingest/data``."""
    text = (files("crosscut.ingest") / "data" / name).read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))
