"""Pictures as PNG of half the size: what draws them keeps an alpha channel of opaque pixels and packs them quickly."""

from __future__ import annotations

import struct
import zlib

_SIGNATURE, _END = b"\x89PNG\r\n\x1a\n", b"IEND"
_PLAIN = (8, 6, 0, 0, 0)
"""The header of pictures that are known here: eight bits, red, green, blue and alpha, in one pass."""
_LEFT = 1
"""The filter of a row that says by how much each pixel differs from the one to its left."""


def lighter(png: bytes) -> bytes:
    """The same pixels without alpha and filters, packed well; a picture of another form as it is."""
    import numpy as np

    chunks = _chunks(png)
    width, height, *form = struct.unpack(">IIBBBBB", chunks[b"IHDR"])
    rows = np.frombuffer(zlib.decompress(chunks[b"IDAT"]), np.uint8)
    if tuple(form) != _PLAIN or rows.size != height * (4 * width + 1):
        return png
    rows = rows.reshape(height, 4 * width + 1)
    pixels = np.cumsum(rows[:, 1:].reshape(height, width, 4), axis=1, dtype=np.uint8)
    if (rows[:, 0] != _LEFT).any() or (pixels[..., 3] != 255).any():
        return png
    made = np.zeros((height, 3 * width + 1), np.uint8)
    made[:, 1:] = pixels[..., :3].reshape(height, 3 * width)
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    packed = zlib.compress(made.tobytes(), 9)
    return _SIGNATURE + b"".join(chunk(*each) for each in ((b"IHDR", header), (b"IDAT", packed), (_END, b"")))


def chunk(kind: bytes, content: bytes) -> bytes:
    """One part of a PNG."""
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))


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
