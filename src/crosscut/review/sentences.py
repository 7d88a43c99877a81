"""Hits into findings with sentences, rows and the reason that their words give."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any, NamedTuple

import pyarrow as pa
import pyarrow.compute as pc

from crosscut.findings import Finding, Place, Severity
from crosscut.money import Unit, amount_text
from crosscut.plugins import working
from crosscut.review.history import History
from crosscut.review.model import Raised, ReviewDemand, Rule, Values
from crosscut.review.words import ASKING, GIVEN
from crosscut.tables import ProgrammeRow
from crosscut.text import Text

_REASON = Text(en="Its words point to {reason}.", ko="{reason} 관련 표현이 있습니다.")


class _Hit(NamedTuple):
    """A row of a rule's hits; ``more`` are the columns that only its sentence speaks of."""

    programme: str
    value: int | None
    expected: int | None
    at_stake: int | None
    more: Mapping[str, int | str | None]


@dataclass(frozen=True)
class Scribe:
    """Writes the findings of one review. ``unit`` is what sentences print amounts in."""

    demand: ReviewDemand
    history: History
    unit: Unit

    def write(self, rule: Rule, values: Values, hits: pa.Table) -> Iterator[Raised]:
        """The findings of one rule's hits."""
        found = _hits(hits)
        wanted = {hit.programme for hit in found}
        who = self.demand.named(wanted)
        lines = self._lines(wanted, rule.back)
        for hit in found:
            yield self._raised(rule, values, hit, who[hit.programme], lines.get(hit.programme, ()))

    def restate(self, rule: Rule, findings: Iterable[Finding]) -> Iterator[Raised]:
        """The findings on the inputs that the rule restates, where they are about the reviewed year."""
        settled = self.demand.decided if rule.answered else frozenset()
        named = [each for each in findings if each.rule in rule.restates and {each.programme} - settled - {""}]
        ids = {row for found in named for row in found.rows}
        lines = self.demand.lines.filter(
            pc.is_in(self.demand.lines["line"], value_set=pa.array(sorted(ids), pa.string()))
        )
        here = pc.and_(pc.equal(lines["fiscal_year"], self.history.year), pc.equal(lines["stage"], self.history.stage))
        ours = set(lines.filter(here)["line"].to_pylist())
        who = self.demand.named({found.programme for found in named})
        tags = self.demand.tags
        if tags.num_rows:
            at = pc.and_(pc.equal(tags["fiscal_year"], self.history.year), pc.equal(tags["stage"], self.history.stage))
            ours |= ids & set(tags.filter(at)["tag"].to_pylist())
        for found in named:
            if ours.intersection(found.rows) and not self._rounding(found):
                own = replace(found, rule=rule.id, message=self._by_name(found, who.get(found.programme)))
                yield Raised(own, abs(found.difference or 0), rule.action, self.history.year)

    def _by_name(self, found: Finding, programme: ProgrammeRow | None) -> Text:
        """What a finding on the inputs says, with the names of its programme and its area for their ids."""
        if programme is None or found.phrase is None:
            return found.message
        area = found.phrase.value_of("area")
        named = self.demand.areas.get(area, Text.same(area)) if isinstance(area, str) else area
        said = found.phrase.with_values(programme=_name(programme), **({"area": named} if area else {}))
        return said.text

    def _rounding(self, found: Finding) -> bool:
        """Whether a difference is less than one of the printed units, of an amount of a hundred or more of them."""
        size = max(abs(found.value or 0), abs(found.expected or 0))
        return 0 < abs(found.difference or 0) < self.unit.factor <= size // 100

    def _lines(self, wanted: set[str], back: int) -> Mapping[str, tuple[str, ...]]:
        """The lines that findings rest on, by programme: its own ones of the years that the rule looks at."""
        table = self.demand.lines
        year = self.history.year
        mask = pc.and_(pc.greater_equal(table["fiscal_year"], year - back), pc.less_equal(table["fiscal_year"], year))
        mask = pc.and_(mask, pc.equal(table["subprogramme"], ""))
        mask = pc.and_(mask, pc.is_in(table["programme"], value_set=pa.array(sorted(wanted), pa.string())))
        chosen = table.filter(mask)
        found: dict[str, list[str]] = defaultdict(list)
        for programme, line in zip(chosen["programme"].to_pylist(), chosen["line"].to_pylist(), strict=True):
            found[programme].append(line)
        return {programme: tuple(sorted(ids)) for programme, ids in found.items()}

    def _raised(self, rule: Rule, values: Values, hit: _Hit, programme: ProgrammeRow, lines: tuple[str, ...]) -> Raised:
        difference = None if hit.value is None or hit.expected is None else hit.value - hit.expected
        words = self._words(hit, values, programme, difference, _reason(rule, programme))
        with working(rule):
            written = _tidied(_sentence(rule, hit).format(**words))
        finding = Finding(
            rule.id,
            rule.severity,
            written,
            Place.of(programme),
            programme["programme"],
            hit.value,
            hit.expected,
            difference,
            rule.action,
            lines,
        )
        return Raised(finding, max(hit.at_stake or 0, 0), rule.action, self.history.year)

    def _words(
        self, hit: _Hit, values: Values, programme: ProgrammeRow, difference: int | None, reason: Text | None
    ) -> dict[str, str | Text]:
        said: dict[str, str | Text] = dict(stage_words(self.demand, self.history))
        said |= {name: _parameter(value) for name, value in values.by_name.items()}
        said |= {name: self._cell(name, cell) for name, cell in hit.more.items()}
        return said | {
            "value": self._money(hit.value),
            "expected": self._money(hit.expected),
            "at_stake": self._money(hit.at_stake),
            "difference": self._money(difference),
            "year": str(self.history.year),
            "programme": programme["programme"],
            "name": _name(programme),
            "reason": _REASON.format(reason=reason) if reason else "",
        }

    def _money(self, amount: int | None) -> str | Text:
        return "?" if amount is None else amount_text(amount, self.unit)

    def _cell(self, name: str, value: int | str | None) -> str | Text:
        if name.endswith("_amount") and not isinstance(value, str):
            return self._money(value)
        if name.endswith("_back") and isinstance(value, int):
            return str(self.history.year - value)
        if name.endswith(("_rate", "_points")) and isinstance(value, int):
            sign, size = "−" if value < 0 else "", abs(value)
            return f"{sign}{size // 1000}.{size % 1000 // 100}"
        return "" if value is None else str(value)


def _sentence(rule: Rule, hit: _Hit) -> Text:
    """What the rule says of a hit, by what is known of it."""
    return next((said for name, said in rule.without.items() if hit.more.get(name) is None), rule.sentence)


def _name(programme: ProgrammeRow) -> Text:
    """What a programme is called, its id where it has no name."""
    korean = programme["name"] or programme["name_en"] or programme["programme"]
    return Text(programme["name_en"] or korean, korean)


def _tidied(sentence: Text) -> Text:
    """Without the gaps that empty places leave."""
    return Text(*(" ".join(each.split()).replace(" .", ".") for each in (sentence.en, sentence.ko)))


def stage_words(demand: ReviewDemand, history: History) -> Mapping[str, Text]:
    """The words for what the reviewed stage is for: money asked for, or money given."""
    return ASKING if demand.calendar.role(history.stage) == "request" else GIVEN


def _hits(table: pa.Table) -> list[_Hit]:
    more = [name for name in table.column_names if name not in _Hit._fields]
    return [
        _Hit(row["programme"], row["value"], row["expected"], row["at_stake"], {name: row[name] for name in more})
        for row in table.to_pylist()
    ]


def _parameter(value: Any) -> str:
    if isinstance(value, Fraction):
        percent = value * 100
        return str(percent.numerator) if percent.denominator == 1 else f"{float(percent):g}"
    return ", ".join(value) if isinstance(value, tuple) else str(value)


def _reason(rule: Rule, programme: ProgrammeRow) -> Text | None:
    text = f"{programme['name']} {programme['name_en']} {programme['text']}".casefold()
    return next((name for words, name in rule.reasons.items() if any(word in text for word in words.split("|"))), None)


def fatal_inputs(findings: Iterable[Finding]) -> list[Raised]:
    """Findings that make the inputs untrue: a review of them is to be read with that in mind."""
    none = Text(en="Fix the inputs first.", ko="먼저 입력 자료를 고치십시오.")
    return [Raised(found, 0, none) for found in findings if found.severity is Severity.FATAL]
