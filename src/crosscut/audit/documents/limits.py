"""What a document may be at most, so that hostile files end in a clear error within seconds."""

from __future__ import annotations

from crosscut.errors import CrosscutError

MOST_BYTES = 200 * 2**20
MOST_UNPACKED = 300 * 2**20
MOST_LETTERS = 8_000_000
MOST_LINE = 500_000
MOST_CELLS = 2_000_000
MOST_PLACES = 50_000_000


def unreadable(
    name: str, why: str, hint: str = "Open it with the program that made it and save it anew."
) -> CrosscutError:
    """The error for a file that cannot be read."""
    return CrosscutError(f"cannot be read: {why}", code="unreadable", file=name, hint=hint)


def check_text(name: str, text: str) -> None:
    """Raise where a text is longer than any document, or has a line that nobody wrote."""
    if len(text) > MOST_LETTERS:
        raise too_large(name, f"{len(text):,} characters")
    start, longest = 0, 0
    while start <= len(text) and longest <= MOST_LINE:
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        longest = max(longest, end - start)
        start = end + 1
    if longest > MOST_LINE:
        raise too_large(name, f"a line of {longest:,} characters")


def too_large(name: str, what: str) -> CrosscutError:
    """The error for a file beyond what is read."""
    return CrosscutError(
        f"is too large: {what}", code="too-large", file=name, hint="Give the part that is to be audited."
    )
