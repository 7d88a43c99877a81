"""How much of a file is taken before it is called an attack or a mistake, each limit with its reason."""

from __future__ import annotations

MAX_UNPACKED = 1 << 30
"""Bytes that the members of one workbook may unpack to: a full sheet of a million rows takes about half of it."""

MOST_TEXT = 1 << 30
"""Bytes of a text file that is read into memory as a whole; a larger one is summed on its way."""

MOST_SIGNED = 1 << 28
"""Bytes of a file of decisions: a million of them take about half."""

MAX_RATIO = 1032
"""The most that deflate can shrink a byte by; what is smaller than the limit by so much need not be unpacked."""

MAX_CELLS = 50_000_000
"""Cells of one sheet's filled rectangle: the reader holds all of it in memory, about 50 bytes a cell."""

MANY_ROWS = 1_000_000
"""Rows of a file from which on the engine sums them on their way: a table of so many takes half a gigabyte."""

MOST_ROWS = 3_000_000
"""Rows of a file that are held one by one where the engine cannot sum them, in some two gigabytes."""

MOST_GROUPS = 3_000_000
"""Sums that one source may make: the rooms behind the reading hold each of them as a line in memory."""

MOST_ODD = 10_000
"""Rows of a source that is summed whose amounts may be no plain numbers: each is read by itself, with its place."""

MOST_PLACED = 1_000
"""Sums of one source whose first row is looked for, since a finding tells of them."""

HEAD_ROWS = 50
"""First rows among which a header is looked for."""

HEAD_BYTES = 1 << 20
"""First bytes of a text file among which a header is looked for."""

BEGINNING_ROWS = 20_000
"""First rows of a file of many by which it is seen what it looks like."""

BEGINNING_BYTES = 1 << 23
"""First bytes of a text file of many lines by which it is seen what it looks like."""
