"""What changed since an earlier publication, in words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from crosscut.config import Counting
from crosscut.exports.words_of import word
from crosscut.money import currency, format_long, format_mixed
from crosscut.tables import OUTSIDE, digest
from crosscut.text import LANGUAGES, Language
from crosscut.version import VERSION
from crosscut.views.publication import Publication
from crosscut.views.totals import Totals

if TYPE_CHECKING:
    from crosscut.workbench.signoff.manifest import Earlier


@dataclass(frozen=True, slots=True)
class Difference:
    """Sentences in both languages, the most important first."""

    ko: tuple[str, ...]
    en: tuple[str, ...]

    def to_json(self) -> dict[str, list[str]]:
        """The sentences by language."""
        return {"ko": list(self.ko), "en": list(self.en)}


def difference(shown: Publication, earlier: Earlier) -> Difference:
    """What changed since ``earlier``: the total, areas, counting and taxonomy, inputs, and the code's version.

    Amounts are compared by their definition, so that another moment or run does not hide what is the same.
    """
    said = {language: tuple(_sentences(shown, earlier, language)) for language in LANGUAGES}
    return Difference(said["ko"], said["en"])


def _sentences(shown: Publication, earlier: Earlier, language: Language) -> Iterator[str]:
    before = earlier.manifest
    here = shown.calendar.leading.where
    if before.get("period") != here:
        yield word("diff_period", language, before=_period(before.get("period") or {}), after=_period(here))
    changes = list(_amounts(shown, earlier, language))
    yield from changes
    if not changes:
        yield word("diff_no_amount", language)
    for key, after in (("taxonomy", shown.taxonomy.id), ("counting", shown.settings.counting)):
        was = before[key]["id"] if key == "taxonomy" else before[key]
        if was != after:
            yield word(f"diff_{key}", language, before=was, after=after)
    if before["lines"] != digest(shown.lines):
        yield word("diff_lines", language)
    if before["crosscut"] != VERSION:
        yield word("diff_version", language, before=before["crosscut"], after=VERSION)


def _amounts(shown: Publication, earlier: Earlier, language: Language) -> Iterator[str]:
    known = {_definition(each): each["value"] for each in earlier.figures if each["kind"] == "sum" and not each["of"]}
    totals = Totals(shown)
    named: list[tuple[str, Counting, dict[str, str | int]]] = [(word("total", language), "partition", {})]
    named += [(area.name(language), totals.counting, {"area": key}) for key, area in totals.areas.items()]
    named.append((word("outside", language), "partition", {"area": OUTSIDE}))
    for name, counting, where in named:
        figure = shown.book.amount(counting, **totals.period.where, **where)
        was = known.get(_definition({"counting": counting, "where": dict(figure.where)}))
        if was is not None and was != figure.value:
            key = "diff_more" if figure.value > was else "diff_less"
            values = (was, figure.value, abs(figure.value - was))
            before, after, change = (_money(value, shown.settings.currency, language) for value in values)
            yield word(key, language, name=name, before=before, after=after, change=change)
        elif was is None and figure.held:
            yield word("diff_new", language, name=name, after=_money(figure.value, shown.settings.currency, language))


def _definition(figure: dict[str, Any]) -> tuple[Any, ...]:
    return figure["counting"], tuple(sorted(figure["where"].items()))


def _money(amount: int, code: str, language: Language) -> str:
    text = format_mixed(amount, currency(code).code) if language == "ko" else format_long(amount, code)
    return text.replace("-", "−")


def _period(period: dict[str, Any]) -> str:
    return f"{period.get('fiscal_year', '')} {period.get('stage', '')}".strip()
