"""What the search for duplicates gives: pairs and groups of programmes that belong together."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypedDict

from crosscut.text import Text

GroupKind = Literal["family", "duplicate", "continuation"]


@dataclass(frozen=True, slots=True)
class Pair:
    """Two programmes and how alike they are. Similarities are between 0 and 1; ``one`` sorts before ``other``."""

    one: str
    other: str
    kind: GroupKind
    probability: float
    name: float
    text: float


class GroupRecord(TypedDict):
    """A group by the command contract (DESIGN §7)."""

    kind: GroupKind
    programmes: list[str]
    probability: float
    amount: int
    why: str
    why_ko: str


@dataclass(frozen=True)
class DuplicateGroup:
    """Programmes that belong together.

    ``amount`` is what they ask for together, each once, in minor units; ``probability`` that of the surest pair
    that holds the group together at its weakest point; ``pair`` is the first of its pairs. A family that is a
    ``question`` is one by its name alone, and the reason says what is to be asked.
    """

    kind: GroupKind
    programmes: tuple[str, ...]
    probability: float
    amount: int
    why: Text
    pair: Pair
    question: bool = False

    def to_json(self) -> GroupRecord:
        """The group as the command line prints it."""
        return {
            "kind": self.kind,
            "programmes": list(self.programmes),
            "probability": round(self.probability, 3),
            "amount": self.amount,
            "why": self.why.en,
            "why_ko": self.why.ko,
        }
