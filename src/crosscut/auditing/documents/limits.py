"""What a document may be at most, so that hostile files end in a clear error within seconds."""

from __future__ import annotations

from crosscut.errors import CrosscutError

MOST_BYTES = 200 * 2**20
MOST_UNPACKED = 300 * 2**20
MOST_LETTERS = 30_000_000
MOST_CELLS = 2_000_000


def unreadable(
    name: str, why: str, hint: str = "Open it with the program that made it and save it anew."
) -> CrosscutError:
    """The error for a file that cannot be read."""
    return CrosscutError(f"cannot be read: {why}", code="unreadable", file=name, hint=hint)


def too_large(name: str, what: str) -> CrosscutError:
    """The error for a file beyond what is read."""
    return CrosscutError(
        f"is too large: {what}", code="too-large", file=name, hint="Give the part that is to be audited."
    )
