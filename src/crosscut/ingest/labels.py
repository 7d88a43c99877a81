"""The columns that name what rows are of: where totals say their word, and which rows a total speaks of."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from collections.abc import Mapping as Mapped
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from crosscut.characters import folded
from crosscut.ingest.columns import Mapping
from crosscut.ingest.text_forms import by_form
from crosscut.ingest.text_places import Rows, TextPlaces
from crosscut.ingest.texts import codes, not_blank, rows_of, whose_text
from crosscut.ingest.total_words import (
    TotalWord,
    is_carried,
    is_everyday,
    is_qualified,
    is_set_apart,
    likely,
    name_beside,
    total_word,
)

Mask = npt.NDArray[np.bool_]

WORDED = ("programme", "name", "ministry", "committee", "subprogramme", "parent", "account")
"""Where a row may say that it is a total."""
SCOPES = ("ministry", "committee", "account", "programme", "parent", "stage")
"""What a total may be of."""
_GROUPS = ("ministry", "committee", "account")
_SHOWN = ("programme", "parent", "name", "ministry", "committee", "account")
_SEVERAL = 2
_USUAL = 0.9
"""The share of rows that fill a column from which one that leaves it blank is incomplete."""


class Labels:
    """The label columns of a source, each as it stands in the file, before several are joined to one text.

    Parameters
    ----------
    mapping
        Which columns are what.
    columns
        Dictionary-encoded texts by column number; none where the file has no column of texts that is mapped.
    height
        How many rows there are.
    """

    def __init__(self, mapping: Mapping, columns: Mapped[int, pa.DictionaryArray], height: int) -> None:
        self.source, self.columns, self.height = mapping.source, columns, height
        self.numbers = {key: mapping.texts.get(key, []) for key in (*WORDED, "stage", "fiscal_year")}
        self._places: dict[int, TextPlaces] = {}
        self._worded = list(dict.fromkeys(n for key in WORDED for n in self.numbers[key]))

    @cached_property
    def _words(self) -> dict[int, dict[int, TotalWord]]:
        """By column, the codes of texts that say a word for a total; a weak one only beside the name of a group."""
        texts = {number: self.columns[number].dictionary for number in self._worded}
        found = {
            number: {code: word for code, word in words.items() if self._is_borne_out(word)}
            for number, words in _words_of(texts).items()
        }
        for number in {n for key in _GROUPS for n in self.numbers[key]} & found.keys():
            self._pass_over_names(number, found)
        return found

    def _pass_over_names(self, number: int, words: dict[int, dict[int, TotalWord]]) -> None:
        """A group that is called as a total is, such as a ministry *Somme*, is a name where programmes stand under it.

        They do where several of its rows have a code and a name of their own. An account under which only programmes
        stand that other accounts have too is their total.
        """
        ids, names = self.numbers["programme"], self.numbers["name"]
        called = list(words[number])
        if not called or not ids or not names or set(ids) & {number, *names} or number in names:
            return
        own = np.ones(self.height, bool)
        for each in (*ids, *names):
            plain = np.array([bool(text) for text in self.columns[each].dictionary.to_pylist()], bool)
            plain[list(words[each])] = False
            own &= plain[codes(self.columns[each])]
        said = codes(self.columns[number])
        for code in called:
            rows = own & (said == code)
            of_others = number in self.numbers["account"] and self._stand_apart_too(rows, said)
            if int(rows.sum()) >= _SEVERAL and not of_others:
                del words[number][code]

    def _stand_apart_too(self, rows: Mask, said: npt.NDArray[np.signedinteger[Any]]) -> bool:
        """Whether the programmes of some rows each have rows that say something else in the same column."""
        keys = np.stack([codes(self.columns[n]) for n in self.numbers["programme"]], axis=1)
        others = set(map(tuple, keys[~np.isin(said, np.unique(said[rows]))].tolist()))
        return set(map(tuple, keys[rows].tolist())) <= others

    def _is_borne_out(self, word: TotalWord) -> bool:
        return not word.weak or word.rest in self._by_form

    def candidates(self) -> tuple[Mask, Mask]:
        """Rows that say a word for a total and nothing else in a column; and those that say one beside other words."""
        return self._candidates

    @cached_property
    def _candidates(self) -> tuple[Mask, Mask]:
        alone, beside = np.zeros(self.height, bool), np.zeros(self.height, bool)
        for number, words in self._words.items():
            alone |= self._rows_of(number, [code for code, word in words.items() if not word.rest])
            beside |= self._rows_of(number, [code for code, word in words.items() if word.rest])
        return alone, beside & ~alone

    def _rows_of(self, number: int, chosen: Sequence[int]) -> Mask:
        """The rows that say a text of some codes in a column."""
        passes = np.zeros(len(self.columns[number].dictionary), bool)
        passes[chosen] = True
        return rows_of(self.columns[number], passes)

    def without_id(self) -> Mask:
        """Rows whose id is blank where nearly all rows say one: no programmes, and perhaps sums."""
        key = "programme" if self.source.kind == "programmes" else "parent"
        numbers = self.numbers.get(key, [])
        if not numbers or not self.height:
            return np.zeros(self.height, bool)
        blank = np.logical_and.reduce([~whose_text(self.columns[number], not_blank) for number in numbers])
        return blank if blank.sum() * 2 < self.height else np.zeros(self.height, bool)

    @cached_property
    def titles(self) -> dict[int, tuple[str, str]]:
        """The rows that say nothing but the name of a group that others are of, with that group: ``ETRI,,,51000``."""
        groups = [(key, number) for key in ("ministry", "committee") for number in self.numbers[key]]
        if not groups or not self.height:
            return {}
        key, number = groups[0]
        names = set(self.columns[number].dictionary.to_pylist()) - {"", None}
        first = [each for each in self._worded if each != number][:1]
        own = {at for each in first for at in np.flatnonzero(whose_text(self.columns[each], _among(names))).tolist()}
        others = [each for each in self._worded if each not in first]
        lone = (at for at in sorted(own) if not any(self.columns[each][at].as_py() for each in others))
        return {at: (self._key(key, number), self.columns[first[0]][at].as_py()) for at in lone} if others else {}

    def word_cell(self, at: int) -> str:
        """The first cell of a row that says a word for a total; empty where none does."""
        cells = (self.columns[number][at].as_py() for number in self._worded if self._word(number, at))
        return next(cells, "")

    def words_at(self, at: int) -> list[TotalWord]:
        """The words for totals that a row says."""
        found = (self._word(number, at) for number in self._worded)
        return [word for word in found if word is not None]

    def _word(self, number: int, at: int) -> TotalWord | None:
        code: int = self.columns[number].indices[at].as_py()
        return self._words[number].get(code)

    @cached_property
    def subtotals(self) -> Mask:
        """The rows that say a word for a subtotal."""
        found = np.zeros(self.height, bool)
        for number, words in self._words.items():
            found |= self._rows_of(number, [code for code, word in words.items() if word.subtotal])
        return found

    def is_complete(self, at: int) -> bool:
        """Whether a row fills every column that nearly all rows fill."""
        return not self.lacks(at)

    def is_carried(self, at: int) -> bool:
        """Whether a row is called by a word for what is carried from page to page."""
        return any(is_carried(self.columns[number][at].as_py() or "") for number in self._worded)

    def is_plain(self, at: int) -> bool:
        """Whether the words beside a word for a total, or a mark before them, leave no doubt that a row is one."""
        qualified = any(is_qualified(word.rest) for word in self.words_at(at))
        return (qualified or is_set_apart(self.word_cell(at))) and not self.is_everyday(at)

    def is_everyday(self, at: int) -> bool:
        """Whether the word for a total that a row says is as often one of a name."""
        return is_everyday(self.word_cell(at))

    def lacks(self, at: int) -> int:
        """How many columns a row leaves blank that nearly all rows fill."""
        return sum(not self.columns[number][at].as_py() for number in self._usual)

    @cached_property
    def _usual(self) -> list[int]:
        """The columns that nearly all rows fill that say an id and no word for a total."""
        alone, beside = self.candidates()
        others = alone | beside | self.without_id()
        filled = {number: whose_text(self.columns[number], not_blank) & ~others for number in self._worded}
        rows = max(int(np.logical_or.reduce(list(filled.values())).sum()), 1) if filled else 1
        return [number for number, mask in filled.items() if mask.sum() >= min(_USUAL * rows, max(rows - 1, 1))]

    def group_changes(self) -> npt.NDArray[np.intp]:
        """The rows at which another group, such as a ministry, begins; none where a source names no groups."""
        numbers = [n for key in _GROUPS for n in self.numbers[key]]
        if not numbers or not self.height:
            return np.zeros(0, np.intp)
        said = codes(self.columns[numbers[0]])
        return np.flatnonzero(np.concatenate([[True], said[1:] != said[:-1]]))

    def says_own_group(self, at: int) -> bool:
        """Whether what a row is called holds the name of the group that it stands under."""
        groups = {self.columns[n][at].as_py() for key in _GROUPS for n in self.numbers[key]}
        names = (self.columns[n][at].as_py() for key in ("programme", "name") for n in self.numbers[key])
        words = {word for name in names if name for word in folded(name).split()}
        return any(group and set(folded(group).split()) <= words for group in groups)

    def label(self, at: int) -> str:
        """What a row is called: the texts of its labels, each once."""
        numbers = list(dict.fromkeys(n for key in _SHOWN for n in self.numbers[key]))
        return " ".join(dict.fromkeys(filter(None, (self.columns[n][at].as_py() for n in numbers))))

    def scope(self, at: int) -> list[tuple[str, str]]:
        """What a total's own row says it is of, as key and text; a column that is one of several is ``column N``."""
        found = []
        for key in SCOPES:
            if (key == "programme" and self.source.kind == "subprogrammes") or key not in self.source.columns:
                continue
            for number in self.numbers[key]:
                text = self.columns[number][at].as_py()
                if text and _is_plain(text):
                    found.append((self._key(key, number), text))
        return found

    def _key(self, key: str, number: int) -> str:
        single = len(self.numbers[key]) == 1
        other = next((each for each in SCOPES if self.numbers[each] == [number]), None)
        name = other or (key if single else f"column {number}")
        return "programme" if name == "parent" else name

    def group_named(self, rest: str) -> tuple[tuple[str, str], ...]:
        """The group, such as a ministry, that the words beside a word for a total name; empty where none is."""
        return self._by_form.get(rest, ())

    @cached_property
    def _by_form(self) -> dict[str, tuple[tuple[str, str], ...]]:
        parts = [("programme", n) for n in self.numbers["programme"] if len(self.numbers["programme"]) > 1]
        found: dict[str, tuple[tuple[str, str], ...]] = {}
        groups = [(group, number) for group in _GROUPS for number in self.numbers[group]]
        for key, number in [*groups, *parts]:
            for text in self.columns[number].dictionary.to_pylist():
                if text and _is_plain(text):
                    found.setdefault(name_beside(text), ((self._key(key, number), text),))
        return found

    def rows_of(self, key: str, text: str) -> Rows:
        """The rows that say a text under a key of :meth:`scope`, in their order."""
        each = [places.rows(text) for places in self._places_of(key)]
        return each[0] if len(each) == 1 else np.unique(np.concatenate(each))

    def says(self, key: str, text: str, rows: Rows) -> Mask:
        """Which of some rows say a text under a key of :meth:`scope`."""
        said: Mask = np.logical_or.reduce([places.says(text, rows) for places in self._places_of(key)])
        return said

    def _places_of(self, key: str) -> list[TextPlaces]:
        numbers = [int(key.split()[1])] if key.startswith("column ") else self.numbers[key] or self.numbers["parent"]
        for number in numbers:
            if number not in self._places:
                self._places[number] = TextPlaces(self.columns[number])
        return [self._places[number] for number in numbers]


def _words_of(columns: Mapped[int, pa.Array]) -> dict[int, dict[int, TotalWord]]:
    """The words for totals of the texts that say one, by column and code."""
    masks = by_form(list(columns.values()), likely) if columns else []
    found: dict[int, dict[int, TotalWord]] = {}
    for (number, texts), mask in zip(columns.items(), masks, strict=True):
        said = ((code, total_word(texts[code].as_py())) for code in np.flatnonzero(mask).tolist())
        found[number] = {code: word for code, word in said if word is not None}
    return found


def _among(names: set[str]) -> Callable[[pa.Array], pa.Array]:
    return lambda texts: pc.is_in(texts, value_set=pa.array(sorted(names), pa.string()))


def _is_plain(text: str) -> bool:
    """Whether a text says no word for a total, but for one letter that may end any word."""
    word = total_word(text)
    return word is None or word.weak
