"""What changed since an earlier publication, in words."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from crosscut.config import FILE, Counting
from crosscut.digests import file_digest
from crosscut.exports.words_of import word
from crosscut.figures.figure import Figure, FigureRecord
from crosscut.ingest import policies_of
from crosscut.ingest.plan_names import is_plan
from crosscut.money import currency, format_long, format_mixed
from crosscut.tables import MAX_DENOMINATOR, NO_AREA, digest
from crosscut.text import LANGUAGES, Language
from crosscut.version import VERSION
from crosscut.views.labels import label
from crosscut.views.publication import Publication
from crosscut.views.totals import Totals
from crosscut.workbench.signoff.earlier import Earlier, Sentences

_Definition = tuple[Counting, tuple[tuple[str, str | int], ...]]


@dataclass(frozen=True, slots=True)
class DifferenceText:
    """Sentences in both languages, the most important first."""

    ko: tuple[str, ...]
    en: tuple[str, ...]

    def to_json(self) -> Sentences:
        """The sentences by language."""
        return {"ko": list(self.ko), "en": list(self.en)}


def difference(shown: Publication, earlier: Earlier) -> DifferenceText:
    """What changed since ``earlier``: totals of all periods, areas, counting and taxonomy, inputs, the code's version.

    Amounts are compared by their definition, so that another moment or run does not hide what is the same; where the
    earlier publication has none of this one's period, with those of the period that it led with.
    """
    totals = Totals(shown)
    said = {language: tuple(_sentences(totals, earlier, language)) for language in LANGUAGES}
    return DifferenceText(said["ko"], said["en"])


def _sentences(totals: Totals, earlier: Earlier, language: Language) -> Iterator[str]:
    shown, before = totals.publication, earlier.manifest
    was, here = before["period"], shown.calendar.leading.where
    against = _against(shown, earlier)
    if was != here:
        yield word("diff_period", language, before=_period(shown, was, language), after=_period(shown, here, language))
        yield word("diff_against", language, period=_period(shown, against, language))
    changes = list(_amounts(totals, earlier, against, language))
    yield from changes
    if not changes:
        yield word("diff_no_amount", language)
    listed = before["taxonomy"]["id"]
    if listed != shown.taxonomy.id:
        yield word("diff_taxonomy", language, before=listed, after=shown.taxonomy.id)
    if before["counting"] != shown.settings.counting:
        yield word("diff_counting", language, before=before["counting"], after=shown.settings.counting)
    if before["lines"] != digest(shown.lines):
        snapshot = shown.run.snapshot
        made_under = _policies(snapshot.folder, dict(snapshot.files))
        yield from _causes(before["inputs"], dict(snapshot.files), snapshot.texts, made_under, language)
    if before["crosscut"] != VERSION:
        yield word("diff_version", language, before=before["crosscut"], after=VERSION)


def _policies(folder: Path, read: Mapping[str, str]) -> dict[str, str]:
    """The applied plans that say under which policy they were made, each with it; of files as they were read."""
    there = [each for each in read if is_plan(each) and (folder / each).is_file()]
    names = [PurePosixPath(each).name for each in there if file_digest(folder / each) == read[each]]
    return {each.place.file: f"{each.place.file} ({each.name} {each.digest})" for each in policies_of(folder, names)}


def _causes(
    before: Mapping[str, str],
    now: Mapping[str, str],
    texts: Collection[str],
    made_under: Mapping[str, str],
    language: Language,
) -> Iterator[str]:
    """Why lines are others: plans applied or taken back, what people wrote, the sources, each by file, and settings.

    ``texts`` are the files that are read as they stand, such as lists, templates and scores: no lines come from them;
    ``made_under`` are plans with the policy that made them.
    """
    changed = sorted(each for each in {*before, *now} if before.get(each) != now.get(each))
    decided = [each for each in changed if each.startswith("decisions/")]
    plans = [each for each in decided if is_plan(each) and each in now]
    withdrawn = [each for each in decided if is_plan(each) and each not in now]
    other = [each for each in decided if not is_plan(each)]
    sources = [each for each in changed if each not in decided and each not in texts and not each.endswith(".toml")]
    told = {"diff_plan": plans, "diff_plan_back": withdrawn, "diff_decided": other, "diff_sources": sources}
    for key, files in told.items():
        if files:
            yield word(key, language, files=", ".join(made_under.get(each, each) for each in files))
    if FILE in changed:
        yield word("diff_settings", language)
    elif not (decided or sources):
        yield word("diff_lines", language)


def headline_amounts(shown: Publication) -> list[FigureRecord]:
    """The amounts that the next publication is compared by: every total, every area, and what stands in none."""
    figures = (each.figure for each in _compared(Totals(shown), "en"))
    return [each.to_json(shown.book.context, ()) for each in figures if each.row_count]


def _known(earlier: Earlier) -> dict[_Definition, int]:
    """The sums that an earlier publication printed."""
    sums = [each for each in earlier.figures if each["kind"] == "sum" and not each["of"]]
    return {_definition(each["counting"], each["where"]): each["value"] for each in sums}


def _against(shown: Publication, earlier: Earlier) -> dict[str, str | int]:
    """The period of an earlier publication that all amounts are compared with: this one's, else the one that led."""
    here = shown.calendar.leading.where
    whole = shown.book.amount("partition", **here)
    led = earlier.manifest["period"]
    has = _definition("partition", dict(whole.where)) in _known(earlier)
    return dict(here) if has else {"fiscal_year": led["fiscal_year"], "stage": led["stage"]}


def _amounts(totals: Totals, earlier: Earlier, against: Mapping[str, str | int], language: Language) -> Iterator[str]:
    known = _known(earlier)
    for each in _compared(totals, language):
        figure, where = each.figure, dict(each.figure.where)
        was = known.get(_definition(figure.counting, {**where, **(against if each.leading else {})}))
        least = _roundings(figure) if "area" in where else 0
        if was is not None and abs(was - figure.value) > least:
            key = "diff_more" if figure.value > was else "diff_less"
            yield word(key, language, name=each.name, **_printed(figure, was, totals, language))
        elif was is None and figure.row_count and each.leading:
            yield word("diff_new", language, name=each.name, after=_printed(figure, 0, totals, language)["after"])


def _roundings(figure: Figure) -> int:
    """What rounding the shares of programmes anew may move of an area's amount: no change to tell anybody."""
    return figure.row_count + abs(figure.value) // MAX_DENOMINATOR


class _Compared(NamedTuple):
    """An amount that is compared, with its name; ``leading`` where it is of the period that leads."""

    name: str
    figure: Figure
    leading: bool = True


def _compared(totals: Totals, language: Language) -> Iterator[_Compared]:
    """The total, every area and what stands in none of the leading period, then the totals of all others."""
    shown, here = totals.publication, totals.period
    yield _Compared(word("total", language), shown.book.amount("partition", **here.where))
    for area in (*totals.areas, *NO_AREA):
        counting: Counting = "partition" if area in NO_AREA else totals.counting
        name = label(shown.taxonomy, "area", area)[language]
        yield _Compared(name, shown.book.amount(counting, **here.where, area=area))
    for period in shown.calendar.periods:
        if period != here:
            name = word("diff_total_of", language, period=shown.calendar.text(period)[language])
            yield _Compared(name, shown.book.amount("partition", **period.where), leading=False)


def _definition(counting: Counting, where: Mapping[str, str | int]) -> _Definition:
    return counting, tuple(sorted(where.items()))


def _printed(figure: Figure, was: int, totals: Totals, language: Language) -> dict[str, str]:
    """An amount, what it was, and its change, as the publication prints them; in full where that hides it."""
    rounding, code = totals.rounding, totals.rounding.currency.code
    before, after = rounding.nearest(was), rounding.displayed(figure)
    if (after - before) * (figure.value - was) <= 0 or (was and not before):
        before, after = was, figure.value
    amounts = {"before": before, "after": after, "change": abs(after - before)}
    return {name: exactly(amount, code, language) for name, amount in amounts.items()}


def exactly(amount: int, code: str, language: Language) -> str:
    """An amount with its unit, nothing of it rounded."""
    text = format_mixed(amount, currency(code).code) if language == "ko" else format_long(amount, code)
    return text.replace("-", "−")


def _period(shown: Publication, period: Mapping[str, str | int], language: Language) -> str:
    return shown.calendar.text((int(period["fiscal_year"]), str(period["stage"])))[language]
