"""The weight of a public site by how many programmes it has: pages, files, bytes, the first screen, time and memory.

python benchmarks/site.py [--programmes 3000 20000] [--folder WHERE]

Each budget is invented (``synthetic-national``) and written as the public site in both languages with its history, in a
process of its own.
"""

from __future__ import annotations

import argparse
import gzip
import re
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from crosscut import examples
from crosscut.exports import site
from crosscut.workbench.complete import followed
from crosscut.workbench.opening import open_run

_FIRST = re.compile(rb'class="lead"')
_ASKED = re.compile(r'(?:src|href)="\.\./(static/[^"?]+)')
"""What a page loads at once."""


def _written(programmes: int, folder: Path) -> str:
    budget = folder / f"budget-{programmes}"
    examples.write("synthetic-national", budget, programmes=programmes)
    begun = time.process_time()
    site.write(followed(open_run(budget)).public, folder / f"site-{programmes}")
    took, made = time.process_time() - begun, folder / f"site-{programmes}"
    files = [each for each in made.rglob("*") if each.is_file()]
    pages = [each for each in files if each.suffix == ".html"]
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6
    cells = (
        f"{programmes:,}",
        f"{len(pages):,}",
        f"{len(files):,}",
        f"{sum(each.stat().st_size for each in files) / 1e6:.0f}",
        f"{max(each.stat().st_size for each in pages) / 1000:.0f} KB",
        _first_screen(made),
        f"{took:.0f}",
        f"{memory:.1f} GB",
    )
    return f"| {' | '.join(cells)} |"


def _first_screen(made: Path) -> str:
    """After how many bytes the first number of the overview comes, and what it weighs in all, compressed."""
    page = (made / "en" / "index.html").read_bytes()
    lead = _FIRST.search(page)
    assert lead
    first = page.index(b"<button", lead.start())
    asked = dict.fromkeys(_ASKED.findall(page.decode()))
    whole = sum(len(gzip.compress(part)) for part in (page, *((made / each).read_bytes() for each in asked)))
    return f"{first / 1000:.0f} KB / {whole / 1000:.0f} KB"


def main() -> None:
    """Print one row a size."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--programmes", type=int, nargs="+", default=[3_000, 20_000])
    parser.add_argument("--folder", type=Path, help="where budgets and sites are kept; without it they are not")
    asked = parser.parse_args()
    if asked.folder and len(asked.programmes) == 1:
        print(_written(asked.programmes[0], asked.folder), flush=True)
        return
    print("| programmes | pages | files | MB | largest page | first number after / overview | seconds | memory |")
    with tempfile.TemporaryDirectory() as made:
        for programmes in asked.programmes:
            folder = asked.folder or Path(made)
            command = [sys.executable, __file__, "--programmes", str(programmes), "--folder", str(folder)]
            subprocess.run(command, check=True)


if __name__ == "__main__":
    main()
