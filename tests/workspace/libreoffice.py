"""A workbook that LibreOffice saves again."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest


def saved_again(content: bytes, folder: Path) -> bytes:
    """The workbook after LibreOffice has read it and written it; skips the test where there is no LibreOffice Calc."""
    office = shutil.which("localc")
    if office is None:
        pytest.skip("no localc on the path; apt-get install libreoffice-calc")
    source, out = folder / "request.xlsx", folder / "out"
    source.write_bytes(content)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [office, profile, "--headless", "--convert-to", "xlsx", "--outdir", str(out), str(source)]
    subprocess.run(command, check=True, capture_output=True, timeout=280)
    return (out / source.name).read_bytes()
