"""Pictures as PNG of two fifths of the size: what draws them keeps opaque pixels' alpha and packs them quickly."""

from __future__ import annotations

import struct
import zlib
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import numpy as np

_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_PLAIN = (8, 6, 0, 0, 0)
"""The header of pictures that are known here: eight bits, red, green, blue and alpha, in one pass."""
_COLOURS, _NAMED = 2, 3
"""Pixels that are red, green and blue, and pixels that are places in a list of colours."""
_LEFT = 1
"""The filter of a row that says by how much each pixel differs from the one to its left."""
_OPAQUE = 0xFF000000
"""The smallest number of an opaque pixel, read from the left: its alpha counts most."""
_MOST = 256
"""Colours that a list can hold."""
_LEVEL = 6
"""How hard to pack: the hardest takes five times as long and saves a tenth."""


def lighter(png: bytes) -> bytes:
    """The same pixels without alpha and filters, by a list of colours where they are few, packed well.

    A picture of another form stays as it is.
    """
    import numpy as np

    chunks = _chunks(png)
    width, height, *form = struct.unpack(">IIBBBBB", chunks[b"IHDR"])
    rows = np.frombuffer(zlib.decompress(chunks[b"IDAT"]), np.uint8)
    if tuple(form) != _PLAIN or rows.size != height * (4 * width + 1):
        return png
    rows = rows.reshape(height, 4 * width + 1)
    steps = np.ascontiguousarray(rows[:, 1:]).view("<u4")
    if (rows[:, 0] != _LEFT).any() or not steps[:, 0].all():
        return png
    runs = _runs(steps)
    return png if (runs.colours < _OPAQUE).any() else _packed(runs, height, width)


def chunk(kind: bytes, content: bytes) -> bytes:
    """One part of a PNG."""
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))


class _Runs(NamedTuple):
    """Pixels of one colour beside each other, row by row: the colour of each run, and how many pixels it has."""

    colours: np.ndarray
    lengths: np.ndarray


def _runs(steps: np.ndarray) -> _Runs:
    """The runs of a picture that says of each pixel by how much it differs from the one to its left."""
    import numpy as np

    starts = np.flatnonzero(steps)
    sums = np.cumsum(steps.ravel()[starts].view(np.uint8).reshape(-1, 4), axis=0, dtype=np.uint8)
    rows = np.searchsorted(starts, np.arange(0, steps.size, steps.shape[1]))
    before = np.concatenate([np.zeros((1, 4), np.uint8), sums])[rows]
    colours = sums - np.repeat(before, np.diff(rows, append=len(starts)), axis=0)
    return _Runs(colours.view("<u4").ravel(), np.diff(starts, append=steps.size))


def _packed(runs: _Runs, height: int, width: int) -> bytes:
    """Opaque pixels as a PNG."""
    import numpy as np

    colours, places = np.unique(runs.colours, return_inverse=True)
    if len(colours) > _MOST:
        pixels = np.repeat(runs.colours, runs.lengths).view(np.uint8).reshape(height, width, 4)
        return _png(_COLOURS, pixels[..., :3])
    values = np.repeat(places.astype(np.uint8), runs.lengths)
    listed = colours.view(np.uint8).reshape(-1, 4)[:, :3]
    return _png(_NAMED, values.reshape(height, width, 1), (b"PLTE", listed.tobytes()))


def _png(kind: int, values: np.ndarray, *more: tuple[bytes, bytes]) -> bytes:
    """A PNG of ``values``, rows × columns × bytes a pixel."""
    import numpy as np

    height, width, size = values.shape
    rows = np.zeros((height, size * width + 1), np.uint8)
    rows[:, 1:] = values.reshape(height, size * width)
    header = struct.pack(">IIBBBBB", width, height, 8, kind, 0, 0, 0)
    parts = ((b"IHDR", header), *more, (b"IDAT", zlib.compress(rows.tobytes(), _LEVEL)), (b"IEND", b""))
    return _SIGNATURE + b"".join(chunk(*part) for part in parts)


def _chunks(png: bytes) -> dict[bytes, bytes]:
    """The parts of a PNG by kind, those of one kind joined."""
    found: dict[bytes, bytes] = {}
    at = len(_SIGNATURE)
    while at < len(png):
        (length,) = struct.unpack_from(">I", png, at)
        kind = png[at + 4 : at + 8]
        found[kind] = found.get(kind, b"") + png[at + 8 : at + 8 + length]
        at += length + 12
    return found
