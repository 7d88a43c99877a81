"""Marks of notes behind names and ids: ``Health¹``, ``0012*``, ``보건부 주1)``."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Mapping

_RAISED = re.compile(r"(?<=\w)\s*(?:[*†‡§※]+|[⁰¹²³⁴-⁹ᵃ-ᶻ⁽⁾]+)$")
_BRACKETED = re.compile(r"(?<=[\w)])(?:\s+\(\d{1,2}\)|\s+\[\w\]|\s*(?:주|注|註)\s?\d{1,2}\)|\s+\d{1,2}\))$")


def unmarked(names: Collection[str]) -> Mapping[str, str]:
    """The names that end in the mark of a note, each with what it is without it.

    A number in brackets is one only where the name stands without it too and with no other number: ``Lab (1)`` and
    ``Lab (2)`` are numbered.
    """
    ending = [name for name in names if name and not ("/" < name[-1] < "\x7f" and name[-1] != "]")]
    found = {name: bare for name in ending if (bare := _RAISED.sub("", name)) != name}
    numbered = {name: bare for name in ending if (bare := _BRACKETED.sub("", name)) != name}
    times = Counter(numbered.values())
    return found | {name: bare for name, bare in numbered.items() if times[bare] == 1 and bare in names}
