"""Counted things for readers, in the singular where there is one."""

from __future__ import annotations

from crosscut.text.pair import Text


def programmes(count: int) -> Text:
    """So many programmes."""
    return Text(f"{count:,} programme{'' if count == 1 else 's'}", f"{count:,}개 사업")
