"""The figures of one document put into a system, with the names of what they state."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from fractions import Fraction

from crosscut.audit import phrases
from crosscut.audit.context.placed_numbers import NumberInSentence, Prose
from crosscut.audit.documents.model import AuditedDocument
from crosscut.audit.figures import patterns as p
from crosscut.audit.figures.precision import ranges
from crosscut.audit.figures.printed_number import Token
from crosscut.audit.model import PrintedFigure
from crosscut.audit.relations.system import Key, System
from crosscut.text import Text

_SHARE = re.compile(r"\s?[(\[]\s?[0-9]{1,3}(?:[.,][0-9]{1,2})?\s?%\s?[)\]]")
_TEN, _FEW = 10, 1_000
"""Below it a number of things is told to the last one."""


@dataclass
class Assembly:
    """What is known of one document while its relations are found.

    ``tested`` are figures that were compared with something other than figures, as an announced number with a list.
    """

    document: AuditedDocument
    prose: Prose
    system: System
    prefix: str = ""
    ids: dict[int, str] = field(default_factory=dict)
    tested: set[str] = field(default_factory=set)

    def figure(
        self,
        token: Token,
        *,
        direction: int = 0,
        year: int | None = None,
        stage: str = "",
        label: str = "",
        entity: str = "",
        text: str = "",
        ministry: str = "",
        purse: str = "",
        programme: str = "",
    ) -> PrintedFigure:
        """The figure of a number; a later call with more knowledge replaces what an earlier one said."""
        sign = token.sign or direction or 1
        value = token.size * sign
        printed, lenient = ranges(
            value, Fraction(0) if _is_exact(self.document.text, token) else token.grain, token.loose
        )
        assert printed.low is not None
        assert printed.high is not None
        name = self.ids.setdefault(token.start, f"{self.prefix}f{len(self.ids) + 1}")
        following = self.document.text[token.end : token.end + 40].split("\n")[0]
        figure = PrintedFigure(
            id=name,
            document=self.document.name,
            text=text or self.document.text[token.start : token.end],
            start=token.start,
            end=token.end,
            kind=token.kind,
            value=value,
            low=printed.low,
            high=printed.high,
            lenient=lenient,
            unit=token.unit,
            currency=token.currency,
            step=token.step,
            scale=token.scale,
            decimals=token.decimals,
            loose=token.loose,
            signed=bool(token.sign),
            year=year,
            stage=stage,
            label=label,
            entity=entity,
            status=_status(following[:30]),
            ministry=ministry,
            purse=purse,
            programme=programme,
        )
        self.system.figures[name] = figure
        return figure

    def placed(
        self, placed: NumberInSentence, direction: int = 0, year: int | None = None, entity: str = ""
    ) -> PrintedFigure:
        """The figure of a number of the running text; the way that words gave it stays where none is given anew."""
        known = self.system.figures.get(self.ids.get(placed.token.start, ""))
        fallen = known is not None and known.value < 0
        return self.figure(
            placed.token,
            direction=direction or -fallen,
            year=placed.year if year is None else year,
            stage=placed.stage,
            label=placed.label,
            entity=entity or placed.entity,
            ministry=placed.ministry,
            purse=placed.purse,
        )

    def id_of(self, placed: NumberInSentence) -> str:
        """The id that a number of the running text has."""
        return self.ids[placed.token.start]

    def quantity(self, placed: NumberInSentence) -> Key:
        """The quantity that a number states already, or one of its own."""
        known = self.ids.get(placed.token.start)
        if known in self.system.states:
            return self.system.states[str(known)]
        figure = self.placed(placed)
        key = self.local("level", placed.token.start)
        self.system.levels.add(key)
        self.system.state(figure, key)
        return key

    def local(self, name: str, place: int) -> Key:
        """A quantity that only this place of the document speaks of."""
        return ("local", self.document.name, place, name)

    def level(self, entity: str, year: int, stage: str) -> Key:
        """What an area or a whole has in a year, at a stage."""
        key = ("level", entity, year, stage)
        en, ko = (phrases.entity(entity, language) for language in ("en", "ko"))
        self.system.names[key] = Text(f"{en} in {year}", f"{year}년 {ko}")
        self.system.levels.add(key)
        return key

    def change(self, entity: str, year: int, stage: str) -> Key:
        """By how much an area or a whole changed in a year from the year before, at a stage."""
        key = ("change", entity, year, stage)
        en, ko = (phrases.entity(entity, language) for language in ("en", "ko"))
        self.system.names[key] = Text(f"change of {en} in {year}", f"{year}년 {ko} 증감")
        return key


def _is_exact(text: str, token: Token) -> bool:
    """Whether a number counts so few things one by one that it is no rounded one.

    Of a round number only the share in brackets behind it shows that.
    """
    few = token.kind == "count" and token.size < _FEW and not token.decimals and not token.loose
    told = token.size % _TEN != 0 or _SHARE.match(text, token.end) is not None
    return few and told and bool(token.unit) and token.step == token.scale == 1


def _status(following: str) -> str:
    """Whether the words after an amount call its programme new or continued."""
    return "new" if p.NEW.search(following) else "continued" if p.CONTINUED.search(following) else ""
