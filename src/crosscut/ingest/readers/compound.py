"""Compound files, which old workbooks are kept in: one named stream out of their sectors."""

from __future__ import annotations

import struct
from collections.abc import Sequence
from dataclasses import dataclass

MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_HEADER = 512
_END = 0xFFFFFFFA
"""From this number on a sector's successor is none."""
_ENTRY = 128
_SMALL_SECTOR = 64
_DIFAT_AT, _IN_HEADER = 76, 109


@dataclass(frozen=True)
class _File:
    data: bytes
    size: int
    table: Sequence[int]

    def chain(self, first: int) -> bytes:
        """The sectors from one on, in their order."""
        found: list[bytes] = []
        at = first
        while at < min(_END, len(self.table)) and len(found) <= len(self.table):
            found.append(_sector(self.data, at, self.size))
            at = self.table[at]
        return b"".join(found)


def stream(data: bytes, names: Sequence[str]) -> bytes:
    """The stream of one of some names; empty where the file has none, or is no compound file."""
    if not data.startswith(MAGIC) or len(data) < _HEADER:
        return b""
    size = 1 << struct.unpack_from("<H", data, 30)[0]
    directory, smallest, small_table = struct.unpack_from("<I4xII", data, 48)
    if size not in (512, 4096):
        return b""
    file = _File(data, size, _sector_table(data, size))
    entries = file.chain(directory)
    found = [entries[at : at + _ENTRY] for at in range(0, len(entries) - _ENTRY + 1, _ENTRY)]
    wanted = next((each for each in found if _name(each) in names), None)
    if wanted is None:
        return b""
    first, length = struct.unpack_from("<II", wanted, 116)
    if length >= smallest:
        return file.chain(first)[:length]
    small = _numbers(file.chain(small_table))
    root = file.chain(struct.unpack_from("<I", found[0], 116)[0])
    kept: list[bytes] = []
    at = first
    while at < min(_END, len(small)) and len(kept) <= len(small):
        kept.append(root[at * _SMALL_SECTOR : (at + 1) * _SMALL_SECTOR])
        at = small[at]
    return b"".join(kept)[:length]


def _name(entry: bytes) -> str:
    length = struct.unpack_from("<H", entry, 64)[0]
    return entry[: max(0, min(length, 64) - 2)].decode("utf-16-le", errors="replace")


def _numbers(data: bytes) -> tuple[int, ...]:
    return struct.unpack(f"<{len(data) // 4}I", data[: len(data) // 4 * 4])


def _sector_table(data: bytes, size: int) -> list[int]:
    """Each sector's successor."""
    sectors = list(struct.unpack_from(f"<{_IN_HEADER}I", data, _DIFAT_AT))
    further, most = struct.unpack_from("<II", data, 68)
    for _ in range(most):
        if further >= _END:
            break
        numbers = _numbers(_sector(data, further, size))
        sectors += numbers[:-1]
        further = numbers[-1] if numbers else _END
    table: list[int] = []
    for sector in sectors:
        if sector < _END:
            table += _numbers(_sector(data, sector, size))
    return table


def _sector(data: bytes, number: int, size: int) -> bytes:
    start = (number + 1) * size
    return data[start : start + size]
