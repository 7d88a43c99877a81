"""Which Chromium the tests look at pages with."""

import shutil


def chromium() -> str | None:
    """Debian's Chromium, without its window where that is there: it takes a third of the processor time."""
    return shutil.which("chromium-headless-shell") or shutil.which("chromium")
