"""What the sheets of ministries and programmes are called, in the office's words where it has such."""

from __future__ import annotations

import re

from crosscut.exports.words_of import in_own_words
from crosscut.text import Text

_FORBIDDEN = re.compile(r"[\[\]:*?/\\']")
_LONGEST = 31
_OTHERS = frozenset(
    {"cover", "contents", "notes", "checks", "areas", "overlap", "tag rule effect", "figures"}
    | {"findings", "review", "plan"}
)


def ministries_name() -> str:
    """The name of the sheet of ministries."""
    return _named("Ministries", _OTHERS)


def programmes_name() -> str:
    """The name of the sheet of programmes."""
    return _named("Programmes", _OTHERS | {ministries_name().casefold()})


def _named(ours: str, taken: frozenset[str]) -> str:
    """The office's word for ours, without what no sheet's name may hold; ours where another sheet has that name."""
    own = _FORBIDDEN.sub("", in_own_words(Text(ours, ""), "en"))[:_LONGEST].strip()
    return ours if not own or own.casefold() in taken else own
