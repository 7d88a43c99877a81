"""Pictures that were drawn before: the same chart by the same fonts and programs is the same picture.

Drawing is a third of a build, and of the charts of a budget most are as they were at the build before. Builds keep
pictures, publications only look for them: what stands outside their folder holds nothing that is not out yet. And it
is enciphered by all that a picture is drawn from, so that only whoever has the same amounts and words can read it.
"""

from __future__ import annotations

import hashlib
import sysconfig
import zlib
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import cache
from importlib.metadata import version
from os import walk
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESSIV

from crosscut.digests import file_digest, text_digest
from crosscut.errors import CrosscutError
from crosscut.exports.charts import chart_fonts
from crosscut.exports.user_cache import find_bytes, keep

_LIBRARY = "vl-convert-python"
_PROGRAMS = ("worker.py", "lighter.py")
_FONTS = (
    "/usr/share/fonts",
    "/usr/local/share/fonts",
    "~/.fonts",
    "~/.local/share/fonts",
    "/Library/Fonts",
    "/System/Library/Fonts",
    "~/Library/Fonts",
)
"""Where fonts are installed, by which letters are drawn that the fonts of charts do not have."""


def picture(task: str, draw: Callable[[], bytes], *, keeping: bool) -> bytes:
    """The picture of a task as it was kept, or else drawn now.

    Parameters
    ----------
    task
        All that is asked for.
    draw
        Draws it; the same for the same task.
    keeping
        Whether what is drawn is kept for the next time.

    """
    drawn_from = f"{_drawn_by()} {task}"
    name = f"picture-{text_digest(drawn_from)}"
    cipher = AESSIV(hashlib.sha512(drawn_from.encode()).digest())
    found = find_bytes(name)
    if found is not None:
        with suppress(InvalidTag):
            return cipher.decrypt(found, None)
    made = draw()
    if keeping:
        keep(name, cipher.encrypt(made, None))
    return made


@cache
def _drawn_by() -> str:
    """What pictures follow from beside their tasks: programs, fonts and the kind of machine."""
    programs = [file_digest(Path(__file__).with_name(each)) for each in _PROGRAMS]
    libraries = (version(_LIBRARY), zlib.ZLIB_RUNTIME_VERSION, sysconfig.get_platform())
    own = ""
    with suppress(CrosscutError):
        own = chart_fonts.mark()
    return text_digest(f"{libraries} {programs} {own} {sorted(_installed())}")


def _installed() -> Iterator[tuple[str, int]]:
    """The folders of installed fonts, each with the time at which something was put into it or taken out."""
    for place in _FONTS:
        with suppress(RuntimeError):  # nobody's home
            for folder, _, _ in walk(Path(place).expanduser()):
                with suppress(OSError):
                    yield folder, Path(folder).stat().st_mtime_ns
