"""Texts into sets of tokens: words of alphabets, overlapping letters of Korean, Japanese and Chinese."""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain, islice
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from crosscut.characters import folded
from crosscut.review.duplicates.sketch import Sketches, sketches, token_hashes

_DROPPED = re.compile(r"\(\s*r\s*&\s*d\s*\)|r&d|연구개발사업|연구개발")
_PIECES = re.compile(r"[가-힣㐀-鿿豈-﫿ぁ-ゖァ-ヺー々]+|[^\W가-힣㐀-鿿豈-﫿ぁ-ゖァ-ヺー々_]+")
_STOP = frozenset(
    """a an and are as at be been being by can for from has have how in into is it its may more most no not of on or our
    other such than that the their them these they this those through to under up was we well were which while will
    with within would also both new project programme program research development""".split()  # noqa: SIM905
)
_BRACKETS = re.compile(r"[(\[（［][^()\[\]（）［］]*[)\]）］]")
_ENDINGS = re.compile(r"(?:사업|기술개발|연구개발|개발|지원|체계|시스템|事業|等)+$")
_JOINING = re.compile("및|及び")
"""What stands between two things, and is left out where the same name is written shorter."""
_JOINT = re.compile("^(?:다부처|범부처)(?=.{6})")
"""What a programme of several ministries is called before its name, at some of them."""

LETTERS_OF_A_WORD = 3

_SENTENCES = re.compile(r"[.。!?！？\n]\s*|(?<=[다함임])\s*[/·○□-]\s*|\s*/\s*")

Ints = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]


def normal_name(name: str) -> str:
    """A programme's name without what says nothing: (R&D), brackets, spaces, the words for research and development."""
    short = _DROPPED.sub(" ", folded(name))
    return " ".join(_PIECES.findall(short))


def base_name(name: str) -> str:
    """What a name says outside its brackets, without spaces, 다부처 before it and endings such as 사업."""
    outside = _BRACKETS.sub(" ", _DROPPED.sub(" ", folded(name)))
    base = _JOINING.sub("", "".join(_PIECES.findall(outside)))
    return _ENDINGS.sub("", _JOINT.sub("", base)) or base


def acronyms(name: str) -> frozenset[str]:
    """Words of three or more Latin letters in a name of another script: what people call a programme by."""
    plain = _DROPPED.sub(" ", folded(name))
    if plain.isascii():
        return frozenset()
    return frozenset(re.findall(r"(?<![a-z])[a-z]{3,}(?![a-z])", plain)) - _STOP


def is_word(piece: str) -> bool:
    """Whether a piece of a name is a word of an alphabet, and not letters of Korean, Japanese or Chinese."""
    return piece[0] < "\u3040"


def tokens(text: str, letters: int) -> set[str]:
    """The tokens of a normal text: words without endings that only bind, and runs of ``letters`` letters of CJK."""
    found: set[str] = set()
    for piece in _PIECES.findall(text):
        if is_word(piece):
            if piece not in _STOP:
                found.add(piece)
        elif len(piece) <= letters:
            found.add(piece)
        else:
            found.update([piece[at : at + letters] for at in range(len(piece) - letters + 1)])
    return found


def length(text: str) -> int:
    """How many words a normal text has; of letters of CJK written together three are one."""
    pieces = _PIECES.findall(text)
    return sum(1 if is_word(piece) else max(1, len(piece) // LETTERS_OF_A_WORD) for piece in pieces)


def codes(values: Sequence[Hashable]) -> Ints:
    """A number for each value, equal where values are."""
    numbers: dict[Hashable, int] = {}
    return np.array([numbers.setdefault(value, len(numbers)) for value in values], np.int64)


def sentences(text: str) -> list[str]:
    """The normal sentences of a text that are long enough to be more than a phrase."""
    found = (folded(part).strip(" .。・-") for part in _SENTENCES.split(text))
    return [part for part in found if len(part) >= 12]


@dataclass(frozen=True)
class Sets:
    """Token sets in one array; tokens that only one set has are left out, but count in sizes and sketches.

    Attributes
    ----------
    starts
        Where each set begins, and the end of the last: one more than there are sets.
    tokens
        Numbers of tokens, ascending within each set.
    sizes
        How many tokens each set has, those left out included.
    weights
        How much each token says: the logarithm of how rare it is.
    sketches
        The sets' sketches.

    """

    starts: Ints
    tokens: npt.NDArray[np.int32]
    sizes: Ints
    weights: npt.NDArray[np.float64]
    sketches: Sketches

    @cached_property
    def matrix(self) -> Any:
        """The sets as a matrix, sets × tokens."""
        return token_matrix(self.tokens, self.starts, int(self.tokens.max(initial=-1)) + 1)

    @cached_property
    def whole_weights(self) -> npt.NDArray[np.float64]:
        """What all tokens of each set weigh."""
        many = len(self.sizes)
        owner = np.repeat(np.arange(many), np.diff(self.starts))
        shared = np.bincount(owner, weights=self.weights[self.tokens], minlength=many)
        return np.asarray(shared + self.alone * np.log(max(many, 2)))

    @property
    def alone(self) -> Ints:
        """How many tokens of each set no other set has."""
        return self.sizes - np.diff(self.starts)

    def of(self, position: int) -> npt.NDArray[np.int32]:
        """The tokens of one set."""
        return self.tokens[self.starts[position] : self.starts[position + 1]]


def token_matrix(tokens: npt.NDArray[np.int32], starts: Ints, width: int) -> Any:
    """Sets as a matrix (sets × tokens) of ones: the tokens of each, ascending, from its start on."""
    from scipy import sparse

    csr_matrix: Any = sparse.csr_matrix
    matrix: Any = csr_matrix((np.ones(len(tokens), np.int8), tokens, starts), shape=(len(starts) - 1, width))
    matrix.has_sorted_indices = True
    return matrix


def sets_of(texts: Iterable[set[str]], at_once: int = 20_000) -> Sets:
    """Number the tokens of all sets, in their alphabetical order, and sketch them."""
    sizes: list[int] = []
    pieces = []
    several = iter(texts)
    while portion := list(islice(several, at_once)):
        sizes.extend(map(len, portion))
        pieces.append(pa.array(chain.from_iterable(portion), pa.string()).dictionary_encode())
    if not pieces:
        pieces = [pa.array([], pa.string()).dictionary_encode()]
    whole = pa.chunked_array(pieces).unify_dictionaries().combine_chunks()
    del pieces
    names = whole.dictionary
    rank = np.empty(len(names), np.int32)
    rank[pc.sort_indices(names).to_numpy()] = np.arange(len(names), dtype=np.int32)
    hashes = np.empty(len(names), np.uint32)
    hashes[rank] = token_hashes(names.to_pylist())
    ids = rank[whole.indices.to_numpy(zero_copy_only=False)]
    starts = np.concatenate([[0], np.cumsum(sizes)]).astype(np.int64)
    return _shared(_sorted(ids, starts), hashes, starts)


def _sorted(ids: npt.NDArray[np.int32], starts: Ints) -> npt.NDArray[np.int32]:
    """The numbers ascending within each set."""
    owner = np.repeat(np.arange(len(starts) - 1, dtype=np.int64), np.diff(starts)) << 32
    keys = owner | ids
    keys.sort(kind="stable")
    return (keys & 0xFFFFFFFF).astype(np.int32)


def _shared(ids: npt.NDArray[np.int32], hashes: npt.NDArray[np.uint32], starts: Ints) -> Sets:
    drawn = sketches(hashes[ids], starts)
    counts = np.bincount(ids, minlength=len(hashes))
    kept = counts[ids] > 1
    before = np.concatenate([[0], np.cumsum(kept)])
    weights = np.log(max(len(starts) - 1, 1) / np.maximum(counts, 1))
    return Sets(before[starts], ids[kept], np.diff(starts), weights, drawn)
