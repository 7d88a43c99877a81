"""Pictures keep their pixels when they are packed again."""

from __future__ import annotations

import struct
import zlib

import pytest

from crosscut.exports.charts.lighter import chunk, lighter
from tests.charts.reading import chunks

Pixels = list[list[tuple[int, int, int]]]
FEW: Pixels = [[(place * 7 % 256, place * 13 % 256, row * 29 % 256) for place in range(9)] for row in range(5)]
MANY: Pixels = [[(place, row, 7) for place in range(20)] for row in range(20)]


def drawn(pixels: Pixels, alpha: int = 255, first: int = 1) -> bytes:
    """A picture as what draws pictures packs it: with alpha, each pixel as what it differs by from the one before."""
    rows = b""
    for row in pixels:
        flat = [(*pixel, alpha) for pixel in row]
        before = [(0, 0, 0, 0), *flat[:-1]]
        left = [
            (one - two) % 256
            for now, then in zip(flat, before, strict=True)
            for one, two in zip(now, then, strict=True)
        ]
        rows += bytes([first, *left])
    header = struct.pack(">IIBBBBB", len(pixels[0]), len(pixels), 8, 6, 0, 0, 0)
    parts = ((b"IHDR", header), (b"IDAT", zlib.compress(rows)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunk(*part) for part in parts)


def test_the_pixels_are_the_same_without_alpha() -> None:
    found = dict(chunks(lighter(drawn(MANY))))
    assert found[b"IHDR"] == struct.pack(">IIBBBBB", 20, 20, 8, 2, 0, 0, 0)
    assert zlib.decompress(found[b"IDAT"]) == b"".join(bytes([0, *sum(row, ())]) for row in MANY)


def test_pixels_of_few_colours_are_places_in_a_list_of_these() -> None:
    found = dict(chunks(lighter(drawn(FEW))))
    assert found[b"IHDR"] == struct.pack(">IIBBBBB", 9, 5, 8, 3, 0, 0, 0)
    listed = list(zip(*[iter(found[b"PLTE"])] * 3, strict=True))
    rows = zlib.decompress(found[b"IDAT"])
    assert len(listed) == len(set(listed)) == len({pixel for row in FEW for pixel in row})
    assert [[listed[place] for place in rows[start + 1 : start + 10]] for start in range(0, len(rows), 10)] == FEW


@pytest.mark.parametrize("other", [drawn(FEW, alpha=128), drawn(FEW, first=2)])
def test_a_picture_of_another_form_stays_as_it_is(other: bytes) -> None:
    assert lighter(other) == other
