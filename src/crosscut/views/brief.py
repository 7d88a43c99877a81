"""The brief: what fits on one page for whoever has to speak of the budget, and is asked about it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from crosscut.figures import Figure
from crosscut.text import Text
from crosscut.views.cuts import Cut, cut_passage, cuts
from crosscut.views.facts import Facts
from crosscut.views.histories import leading_change
from crosscut.views.overview import effects
from crosscut.views.page_titles import leading_programme
from crosscut.views.publication import Checked
from crosscut.views.takeaways import (
    NameKind,
    Takeaway,
    counted_twice,
    effect_name,
    followed,
    largest,
    largest_area,
    moved,
    one_way,
    reason,
    reasons,
    unknown_areas,
    unread_beside,
)
from crosscut.views.totals import TotalsLine

SENTENCES = 3
"""How many sentences say it all."""
_SECOND = 2
"""How many reasons and areas an answer names."""


@dataclass(frozen=True)
class BriefQuestion:
    """A question that is likely to be asked, and the sentences that answer it."""

    asked: Takeaway
    answers: tuple[Takeaway, ...]


@dataclass(frozen=True)
class Brief:
    """What is said in a few sentences, and what is asked then."""

    sentences: tuple[Takeaway, ...]
    questions: tuple[BriefQuestion, ...]


def brief(facts: Facts) -> Brief:
    """The brief of a publication; a question that its data do not answer is not in it."""
    return _Writer(facts).brief()


class _Writer:
    def __init__(self, facts: Facts) -> None:
        self.facts, self.totals = facts, facts.totals
        self.held = [line for line in self.totals.area_lines(self.totals.total) if line.has_rows]
        self.areas = [line for line in self.held if line.key not in self.totals.added]
        self.ministries = self.totals.lines("ministry", self.totals.total, "partition")
        self.compared = bool(self.totals.comparisons)

    def brief(self) -> Brief:
        said = [each for each in self._sentences() if each is not None]
        asked = (
            BriefQuestion(Takeaway(f"ask_{key}", texts=self._texts()), tuple(answers))
            for key, answers in self._questions()
            if answers
        )
        return Brief(tuple(said[:SENTENCES]), tuple(asked))

    def _texts(self) -> dict[str, Text]:
        """The periods and the list of areas by name, which sentences may speak of."""
        taxonomy = self.facts.publication.taxonomy
        told = {"period": self.totals.calendar.text(self.totals.period)}
        told["taxonomy"] = Text(taxonomy.name("en"), taxonomy.name("ko"))
        if self.compared:
            told["since"] = self.totals.calendar.text(self.totals.comparisons[0])
        return told

    def _sentences(self) -> Iterator[Takeaway | None]:
        yield self._total()
        is_told = self.compared and not self._unknown()
        yield self._moved() if is_told else largest_area(self.totals, self.held)
        yield next(iter(self._why()), None)
        yield largest("ministry", self.ministries)
        yield next(iter(self._programme()), None)

    def _total(self) -> Takeaway:
        total, texts = self.totals.total, self._texts()
        if not self.compared:
            return Takeaway("headline_total", {"total": total}, texts=texts)
        change = self.totals.whole.changes[0]
        if not self.totals.rounding.displayed(change.amount):
            return Takeaway("brief_same", {"total": total}, texts=texts)
        key, figures = change.wording("brief_total")
        return Takeaway(key, {"total": total, **figures}, texts=texts)

    def _moved(self) -> Takeaway | None:
        """Which areas rose and fell most, in one sentence."""
        (rose, up), (fell, down) = one_way(self.held, 1), one_way(self.held, -1)
        if not (up and down):
            found = rose if up else fell if down else None
            return followed(found, self._unread()) if found else moved(self.totals, self.held)
        if not (rose.names and fell.names):
            return moved(self.totals, self.held)
        names: dict[str, tuple[NameKind, str]] = {"name": ("area", up[0].key), "second": ("area", down[0].key)}
        found = Takeaway("brief_moved", {"change": _change(up[0]), "next": _change(down[0])}, names)
        return followed(found, self._unread())

    def _unknown(self) -> Takeaway | None:
        return unknown_areas(self.totals, self.totals.comparisons[0])

    def _unread(self) -> Takeaway | None:
        return unread_beside(self.totals, self.totals.comparisons[0])

    def _questions(self) -> Iterator[tuple[str, list[Takeaway]]]:
        if self.compared:
            yield "why" if self.totals.whole.changes[0].printed else "why_still", self._why()
            if unknown := self._unknown():
                yield "moved", [unknown]
            else:
                yield "rose", self._one_way(up=True)
                yield "fell", self._one_way(up=False)
            way = cut_passage(self.totals)
            yield f"cut_{way}" if way else "cut", self._cut()
        else:
            yield "programme", self._programme()
        yield "who", _found(largest("ministry", self.ministries))
        yield "inside", self._inside()
        yield "twice", self._twice()
        yield "sure", list(self._sure())

    def _why(self) -> list[Takeaway]:
        """What moved the total most, the strongest first."""
        found = leading_change(self.totals, self.facts.publication.history)
        first = reason(self.totals, found) if found else None
        if not found or not first:
            return []
        after = reasons(self.totals, found)[1:_SECOND] if first.key.removesuffix("_still") == "take_reason" else []
        return [
            first,
            *(
                Takeaway("answer_then", {"change": change}, {"name": effect_name("reason", kind, found)})
                for kind, change in after
            ),
        ]

    def _one_way(self, *, up: bool) -> list[Takeaway]:
        """The areas that moved most in one direction, those together that nobody published apart among them."""
        first, found = one_way(self.held, 1 if up else -1)
        after = [
            Takeaway("answer_then", {"change": _change(each)}, {"name": ("area", each.key)})
            for each in (found[1:_SECOND] if first.names else ())
        ]
        return [first, *after, *_found(self._unread())] if self.held else []

    def _cut(self) -> list[Takeaway]:
        """The programme that lost most, against which period, and the reason that a person gave."""
        english, korean = (cuts(self.facts, language, _SECOND) for language in ("en", "ko"))
        if len(english) > 1 and len({each.change.value for each in english}) == 1:
            return [self._cut_alike(english)]
        for cut, told in zip(english[:1], korean[:1], strict=True):
            names: dict[str, tuple[NameKind, str]] = {
                "name": ("programme", cut.programme.key),
                "ministry": ("ministry", cut.programme.ministry),
            }
            since = self.totals.calendar.text(self.totals.comparisons[-1])
            less = Takeaway("answer_cut", {"change": cut.change}, names, texts={"since": since})
            reason = Text(cut.why, told.why)
            return [less, Takeaway("answer_reason", texts={"reason": reason}) if reason else Takeaway("answer_none")]
        return []

    def _cut_alike(self, found: list[Cut]) -> Takeaway:
        """That no one programme lost most."""
        first, second = (each.programme.key for each in found)
        names: dict[str, tuple[NameKind, str]] = {"name": ("programme", first), "second": ("programme", second)}
        since = self.totals.calendar.text(self.totals.comparisons[-1])
        return Takeaway("answer_cut_alike", {"change": found[0].change}, names, texts={"since": since})

    def _programme(self) -> list[Takeaway]:
        """The largest programme, as a share of the total."""
        return _found(leading_programme(self.totals, self.facts.largest, self.totals.total))

    def _inside(self) -> list[Takeaway]:
        """What any area of the list holds, what none does, and what nobody has looked at."""
        if not self.held:
            return []
        inside, outside, unread = self.totals.inside, self.totals.outside, self.totals.unread
        if inside.amount.row_count:
            told = [Takeaway("answer_inside", {"amount": inside.amount, "share": inside.share})]
        else:
            told = [Takeaway("answer_inside_none")]
        if outside.amount.row_count:
            told.append(_apart("answer_outside", outside))
        if unread:
            told.append(_apart("answer_unread", unread))
        return told

    def _twice(self) -> list[Takeaway]:
        tagged = effects(self.totals, self.areas)
        return [Takeaway("answer_once"), *_found(counted_twice(self.totals, tagged))] if tagged else []

    def _sure(self) -> Iterator[Takeaway]:
        shown = self.facts.publication
        checked = shown.checked or Checked.of(shown)
        yield Takeaway("checked_amounts", counts={"count": checked.amounts})
        if checked.controls:
            yield Takeaway("checked_controls", counts={"count": checked.controls})
        yield Takeaway("checked_fatal" if checked.fatal else "checked_none", counts={"count": checked.fatal})
        if not self.totals.total.is_exact:
            yield Takeaway("answer_about")


def _apart(key: str, line: TotalsLine) -> Takeaway:
    return Takeaway(key, {"amount": line.amount, "share": line.share}, {"name": ("area", line.key)})


def _found(found: Takeaway | None) -> list[Takeaway]:
    return [found] if found else []


def _change(line: TotalsLine) -> Figure:
    return line.changes[0].amount
