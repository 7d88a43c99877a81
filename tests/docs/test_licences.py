"""The page of licences is as the command writes it."""

from __future__ import annotations

import subprocess
import sys

from tests.conftest import ROOT


def test_the_page_of_licences_is_as_the_command_writes_it() -> None:
    done = subprocess.run([sys.executable, "scripts/licences", "--check"], cwd=ROOT, capture_output=True, check=False)
    assert done.returncode == 0, "run scripts/licences"
