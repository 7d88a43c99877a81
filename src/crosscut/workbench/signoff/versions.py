"""What a publication was computed by: the versions of the program, of Python and of the libraries."""

from __future__ import annotations

import platform
import re
from importlib.metadata import PackageNotFoundError, requires, version

from crosscut.engine import is_spark
from crosscut.version import VERSION

_NAME = re.compile(r"[A-Za-z0-9._-]+")


def versions(engine_name: str = "duckdb") -> dict[str, str]:
    """Versions by name: Crosscut, Python, and every library that Crosscut needs, with Spark where that computed."""
    needed = [_NAME.match(each) for each in requires("crosscut") or () if "extra ==" not in each]
    names = sorted({found[0].lower() for found in needed if found} | ({"pyspark"} if is_spark(engine_name) else set()))
    found = {name: _version(name) for name in names}
    return {"crosscut": VERSION, "python": platform.python_version(), **{k: v for k, v in found.items() if v}}


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return ""
