"""What the figures say of one another: quantities, statements about them, and relations between them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Literal

from crosscut.audit.model import PrintedFigure
from crosscut.text import Text

MOST_VALUES = 3
"""What is given more different values than so many is no quantity, but a name that several things share."""

Key = tuple[str | int, ...]
"""A quantity: an area or item with a year and a stage, or a place in the document where nothing more is known."""

Transform = Literal["part", "growth", "of_after"]


@dataclass(frozen=True, slots=True)
class Linear:
    """The signed sum of ``terms`` is zero, or at most zero where ``equal`` is False.

    ``certain`` says that the document's words or layout say so; what is only likely can at most warn. ``kind`` names
    the relation for messages.
    """

    kind: str
    terms: tuple[tuple[Key, int], ...]
    equal: bool = True
    certain: bool = True

    @property
    def keys(self) -> tuple[Key, ...]:
        """The quantities it relates."""
        return tuple(key for key, _ in self.terms)


@dataclass(frozen=True, slots=True)
class Ratio:
    """``over`` is t(p) times ``under``, where p is the percentage ``figure``: p, 1 + p, or p / (1 + p)."""

    kind: str
    over: Key
    under: Key
    figure: str
    transform: Transform
    certain: bool = True

    @property
    def keys(self) -> tuple[Key, ...]:
        """The quantities it relates."""
        return (self.over, self.under)


Relation = Linear | Ratio


@dataclass
class System:
    """Figures, the quantities that they state, and the relations between quantities.

    ``levels`` are quantities that cannot be negative, ``rests`` those that words call what is left of others.
    ``names`` say what a quantity is, in English and Korean. ``named_bases`` are rates of which words name the year
    that they count from. ``opposites`` are words that would say the opposite direction of a change. ``held`` keeps
    which relations hold by themselves, without which figures.
    """

    figures: dict[str, PrintedFigure] = field(default_factory=dict)
    states: dict[str, Key] = field(default_factory=dict)
    relations: list[Relation] = field(default_factory=list)
    levels: set[Key] = field(default_factory=set)
    names: dict[Key, Text] = field(default_factory=dict)
    rests: set[Key] = field(default_factory=set)
    named_bases: set[str] = field(default_factory=set)
    opposites: dict[str, str] = field(default_factory=dict)
    held: dict[tuple[Relation, frozenset[str]], bool] = field(default_factory=dict, repr=False, compare=False)
    _by_key: dict[Key, dict[str, None]] = field(default_factory=dict)
    _order: dict[str, int] = field(default_factory=dict)
    _related: set[Relation] = field(default_factory=set)

    def __post_init__(self) -> None:
        """Know which figures state each quantity."""
        for figure, key in self.states.items():
            self._by_key.setdefault(key, {})[figure] = None
            self._order[figure] = len(self._order)
        self._related.update(self.relations)

    def state(self, figure: PrintedFigure, key: Key) -> None:
        """Let a figure state a quantity."""
        self.held.clear()
        last = self.states.get(figure.id)
        if last is not None:
            self._by_key[last].pop(figure.id, None)
        self.states[figure.id] = key
        self._by_key.setdefault(key, {})[figure.id] = None
        self._order.setdefault(figure.id, len(self._order))

    def with_states(self, states: Mapping[str, Key]) -> System:
        """The system as if its figures stated other quantities, or nothing."""
        return System(
            figures=self.figures,
            relations=self.relations,
            levels=self.levels,
            rests=self.rests,
            named_bases=self.named_bases,
            names=self.names,
            opposites=self.opposites,
            states=dict(states),
        )

    def stating(self, key: Key) -> tuple[str, ...]:
        """The figures that state a quantity."""
        return tuple(self._by_key.get(key, ()))

    def relate(self, *relations: Relation) -> None:
        """Add relations; one that is there already is not added again."""
        for relation in relations:
            if relation not in self._related:
                self._related.add(relation)
                self.relations.append(relation)

    def figures_of(self, keys: Iterable[Key]) -> tuple[str, ...]:
        """The figures that state any of the quantities, in the order in which they were first said to state one."""
        found = {figure for key in set(keys) for figure in self._by_key.get(key, ())}
        return tuple(sorted(found, key=self._order.__getitem__))
