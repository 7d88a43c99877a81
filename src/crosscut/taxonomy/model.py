"""What a list of technologies is: its areas, their sub-technologies, and how their names are recognised."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field, fields, replace
from functools import lru_cache

from crosscut.config import did_you_mean
from crosscut.digests import text_digest
from crosscut.errors import CrosscutError

RESERVED = frozenset(("outside", "unread", "inside"))
"""Words for money by where it stands, which no area may be called."""


class TaxonomyError(CrosscutError):
    """A taxonomy, area or crosswalk that does not exist or does not hold together; the message says what to do."""


@dataclass(frozen=True, slots=True)
class Sub:
    """A sub-technology.

    ``ko`` is empty where nobody has named it in Korean. ``certainty`` is ``read`` (at the ``source``), ``second-hand``
    (in someone's transcription of it) or ``unverified``. ``translated`` is the language, ``en`` or ``ko``, whose name
    is this project's translation, and empty where none is. ``definition`` and ``examples`` are what the list itself
    says that belongs to it, empty where it says nothing.
    """

    id: str
    en: str
    ko: str
    certainty: str
    source: str
    translated: str = ""
    definition: str = ""
    examples: str = ""

    def name(self, language: str) -> str:
        """The name in ``en`` or ``ko``; the other one where there is none."""
        return (self.ko or self.en) if language == "ko" else (self.en or self.ko)


@dataclass(frozen=True, slots=True)
class Area:
    """A technology area, with its sub-technologies; ``aliases`` are other names that sources give it.

    ``definition`` and ``examples`` are as those of :class:`Sub`.
    """

    id: str
    en: str
    ko: str
    subs: tuple[Sub, ...]
    certainty: str
    source: str
    aliases: tuple[str, ...] = ()
    translated: str = ""
    definition: str = ""
    examples: str = ""

    def name(self, language: str) -> str:
        """The name in ``en`` or ``ko``; the other one where there is none."""
        return (self.ko or self.en) if language == "ko" else (self.en or self.ko)


@dataclass(frozen=True, slots=True)
class Taxonomy:
    """One version of a list of technologies, in force from ``valid_from`` to ``valid_to`` (ISO dates, both included).

    ``valid_to`` is empty while the version is in force. ``note`` and ``note_ko`` say what a reader must know of it.
    """

    id: str
    en: str
    ko: str
    valid_from: str
    valid_to: str
    areas: tuple[Area, ...]
    certainty: str = ""
    source: str = ""
    note: str = ""
    note_ko: str = ""
    _by_name: dict[str, Area] = field(init=False, repr=False, compare=False, default_factory=dict)

    def __post_init__(self) -> None:
        for area in self.areas:
            for name in (area.id, area.en, area.ko, *area.aliases):
                if name:
                    self._by_name.setdefault(normalised(name), area)

    def name(self, language: str) -> str:
        """The name in ``en`` or ``ko``; the other one where there is none."""
        return (self.ko or self.en) if language == "ko" else (self.en or self.ko)

    def area(self, id: str) -> Area:  # noqa: A002
        """The area of an id; TaxonomyError, with the nearest id, where there is none."""
        for area in self.areas:
            if area.id == id:
                return area
        ids = [area.id for area in self.areas]
        raise TaxonomyError(f"{self.id} has no area {id[:60]!r}.{did_you_mean(id[:60], ids)} Areas: {', '.join(ids)}")

    def find(self, text: str) -> Area | None:
        """The area that a source calls ``text``: its id, one of its names or an alias.

        Case, spaces and punctuation do not count: ``첨단로봇제조`` is ``첨단로봇·제조``. None where no area has the
        name.
        """
        return self._by_name.get(normalised(text))

    def extended(self, areas: Iterable[Area]) -> Taxonomy:
        """The version with further areas, such as a budget's own; TaxonomyError where a name is taken."""
        extra = tuple(areas)
        for position, area in enumerate(extra):
            taken = {*self._by_name, *(normalised(before.id) for before in extra[:position])}
            if normalised(area.id) in taken:
                raise TaxonomyError(f"{self.id} has an area {area.id!r} already: give the extra area another id")
        return replace(self, areas=self.areas + extra)

    @property
    def digest(self) -> str:
        """BLAKE2b digest of everything the version says, as 32 hexadecimal digits."""
        return text_digest(self.to_text())

    def to_text(self) -> str:
        """Everything the version says, as JSON that :meth:`of_text` reads."""
        own = {each.name: getattr(self, each.name) for each in fields(self) if each.name not in ("areas", "_by_name")}
        return json.dumps([own, *map(asdict, self.areas)], ensure_ascii=False, sort_keys=True)

    @classmethod
    def of_text(cls, text: str) -> Taxonomy:
        """The version that :meth:`to_text` wrote."""
        own, *areas = json.loads(text)
        return cls(areas=tuple(map(_area, areas)), **own)


def _area(row: dict[str, str | list[str] | list[dict[str, str]]]) -> Area:
    subs = tuple(Sub(**sub) for sub in row["subs"])  # type: ignore[arg-type]  # what to_text wrote
    return Area(**row | {"subs": subs, "aliases": tuple(row["aliases"])})  # type: ignore[arg-type]  # the same


@lru_cache(maxsize=1 << 12)
def normalised(name: str) -> str:
    """A name without case, width, spaces and punctuation, ``&`` spelled out: what two spellings share."""
    text = unicodedata.normalize("NFKC", name).casefold().replace("&", "and")
    return "".join(letter for letter in text if letter.isalnum())
