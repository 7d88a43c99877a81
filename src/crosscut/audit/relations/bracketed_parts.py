"""Parts in a bracket behind what they make up: ``인명피해 14명(사망 5명, 부상 9명)``."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from crosscut.audit.context.placed_numbers import NumberInSentence
from crosscut.audit.relations.assembly import Assembly
from crosscut.audit.relations.complements import are_all
from crosscut.audit.relations.parts import SOME
from crosscut.audit.relations.sums import Adding, relate

_GOES_ON = re.compile(r"\s?[,·;/]\s?[^)\]\d]{2,30}[)\]]|\s?(?:을|를)?\s?포함")
"""What stands behind the last part in a bracket that leaves some out: ``나머지 민자)``, ``포함)``."""


def bracketed_parts(assembly: Assembly) -> None:
    """Relate numbers to the parts that a bracket behind them lists, to all of them where the names are all."""
    text = assembly.document.text
    for group in assembly.prose.groups:
        for whole, parts in _lists(group):
            words = text[whole.token.end : parts[-1].token.end + 12]
            if SOME.search(words) or _GOES_ON.match(text, parts[-1].token.end) or whole.part.role == "difference":
                continue
            told = are_all([text[one : part.token.start] for one, part in _names(whole, parts)])
            relate(assembly, Adding(whole, tuple(parts), complete=told, equal=True, told=told), [whole, *parts])


def _lists(group: Sequence[NumberInSentence]) -> Iterator[tuple[NumberInSentence, list[NumberInSentence]]]:
    whole, parts = None, list[NumberInSentence]()
    for placed in group:
        if placed.within:
            parts.append(placed)
            continue
        if whole is not None and parts:
            yield whole, parts
        whole, parts = placed, []
    if whole is not None and parts:
        yield whole, parts


def _names(whole: NumberInSentence, parts: Sequence[NumberInSentence]) -> Iterator[tuple[int, NumberInSentence]]:
    """Each part, and where its name begins."""
    start = whole.token.end
    for part in parts:
        yield start, part
        start = part.token.end
