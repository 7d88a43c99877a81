"""How much of a file is taken before it is called an attack or a mistake, each limit with its reason."""

from __future__ import annotations

MAX_UNPACKED = 1 << 30
"""Bytes that the members of one workbook may unpack to: a full sheet of a million rows takes about half of it."""

MAX_RATIO = 1032
"""The most that deflate can shrink a byte by; what is smaller than the limit by so much need not be unpacked."""

MAX_CELLS = 50_000_000
"""Cells of one sheet's filled rectangle: the reader holds all of it in memory, about 50 bytes a cell."""

HEAD_ROWS = 50
"""First rows among which a header is looked for."""

HEAD_BYTES = 1 << 20
"""First bytes of a text file among which a header is looked for."""
