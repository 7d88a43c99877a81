"""Which columns of a file say the unit or the currency of each row, and which may say what kind of amount it is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

import pyarrow as pa

from crosscut.ingest import row_words
from crosscut.ingest.conversion import currency_named
from crosscut.ingest.readers.sheet import encoded
from crosscut.ingest.row_meanings import may_mean
from crosscut.ingest.row_units import unit_of
from crosscut.ingest.texts import codes

_USUAL = ("EUR", "USD")
"""The currencies that words are read in where none is known: those whose signs stand for others too."""
_ANY = _USUAL[0]


def row_columns(unused: Sequence[str], cells: Mapping[str, pa.Array], code: str) -> tuple[dict[str, str], str]:
    """The columns of ``unit`` and ``currency`` among those that nothing is read from, and the currency they say most.

    Parameters
    ----------
    unused
        Their headers.
    cells
        The texts of every column, by header.
    code
        The currency of the file, empty where it is not known.
    """
    found: dict[str, str] = {}
    said = code
    for name in unused:
        counts = _counts(cells[name])
        currencies = {text: currency_named(text, said or _ANY) for text in counts}
        if counts and all(currencies.values()) and row_words.heads("currency", name):
            found.setdefault("currency", name)
            said = said or _most(counts, currencies)
    for name in unused:
        texts = _counts(cells[name])
        if name not in found.values() and row_words.heads("unit", name) and texts:
            codes_said = {currency_named(text, said or _ANY) for text in texts} - {""}
            said = said or (codes_said.pop() if len(codes_said) == 1 else "")
            if any(all(unit_of(text, each) for text in texts) for each in filter(None, (said, *_USUAL))):
                found.setdefault("unit", name)
    return found, said


def _counts(column: pa.Array) -> Counter[str]:
    texts = [text.strip() for text in encoded(column).dictionary.to_pylist()]
    return Counter(filter(None, (texts[code] for code in codes(encoded(column)).tolist())))


def _most(counts: Counter[str], currencies: Mapping[str, str]) -> str:
    total: Counter[str] = Counter()
    for text, count in counts.items():
        total[currencies[text]] += count
    return total.most_common(1)[0][0]


def may_differ(unused: Sequence[str], cells: Mapping[str, pa.Array], code: str) -> list[str]:
    """The columns, among those that nothing is read from, that ``check`` may have to ask about."""
    return [name for name in unused if may_mean(name, list(_counts(cells[name])), code or _ANY)]
