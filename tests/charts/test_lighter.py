"""Pictures keep their pixels when they are packed again."""

from __future__ import annotations

import struct
import zlib

import pytest

from crosscut.exports.charts.lighter import chunk, lighter
from tests.charts.reading import chunks

PIXELS = [[(place * 7 % 256, place * 13 % 256, row * 29 % 256) for place in range(9)] for row in range(5)]


def drawn(alpha: int = 255, first: int = 1) -> bytes:
    """A picture as what draws pictures packs it: with alpha, each pixel as what it differs by from the one before."""
    rows = b""
    for row in PIXELS:
        flat = [(*pixel, alpha) for pixel in row]
        before = [(0, 0, 0, 0), *flat[:-1]]
        left = [
            (one - two) % 256
            for now, then in zip(flat, before, strict=True)
            for one, two in zip(now, then, strict=True)
        ]
        rows += bytes([first, *left])
    header = struct.pack(">IIBBBBB", 9, 5, 8, 6, 0, 0, 0)
    parts = ((b"IHDR", header), (b"IDAT", zlib.compress(rows)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunk(*part) for part in parts)


def test_the_pixels_are_the_same_without_alpha() -> None:
    found = dict(chunks(lighter(drawn())))
    assert found[b"IHDR"] == struct.pack(">IIBBBBB", 9, 5, 8, 2, 0, 0, 0)
    assert zlib.decompress(found[b"IDAT"]) == b"".join(bytes([0, *sum(row, ())]) for row in PIXELS)


@pytest.mark.parametrize("other", [drawn(alpha=128), drawn(first=2)])
def test_a_picture_of_another_form_stays_as_it_is(other: bytes) -> None:
    assert lighter(other) == other
