"""What templates call in the language of their page: words, numbers, names."""

from __future__ import annotations

import re
from collections.abc import Sequence

from markupsafe import Markup, escape

from crosscut.calendar import Period
from crosscut.exports.charts import Spec
from crosscut.exports.conversions import conversions
from crosscut.exports.printed_figures import Printer
from crosscut.exports.site import diagrams
from crosscut.exports.site.data import json_text
from crosscut.exports.site.figure_data import ROWS_IN_SHARD
from crosscut.exports.site.pictures import Plot, SitePictures
from crosscut.exports.site.unbroken import unbroken
from crosscut.exports.words import WORDS
from crosscut.exports.words_of import amount_text, exact_scale, in_own_words, word
from crosscut.figures import INSIDE, SIGNED, Figure, Printed
from crosscut.findings import Place
from crosscut.money import currency
from crosscut.tables import ProgrammeRow
from crosscut.text import Language, Text
from crosscut.text.areas import AREAS
from crosscut.text.particles import fitting
from crosscut.views.headline import Headline
from crosscut.views.programmes import Directory, ProgrammeList
from crosscut.views.takeaways import Takeaway
from crosscut.views.totals import Totals, TotalsLine

_PURPOSE = 600
"""Letters that are shown of what a programme is for."""
_HANGUL = re.compile("[가-힣]")
_KOREAN = re.compile(r"\S*[가-힣]\S*(?:\s+\S*[가-힣]\S*)*")
"""Words with Korean letters, next to one another."""
_ENGLISH = re.compile("[A-Za-z]{2,} [A-Za-z]{2,}")


class Writer:
    """The words and numbers of one language, as templates call them.

    Parameters
    ----------
    pictures
        Where its charts are kept.
    printed
        Where every figure is noted that it prints.
    root
        The way from the page to the site's own folder: ``../``, or nothing for the site's first page.

    Attributes
    ----------
    here
        The way from the page to the pages of its language.
    readers
        The way from the page to the pages of its language in the public edition.

    """

    def __init__(
        self,
        totals: Totals,
        directory: Directory,
        language: Language,
        pictures: SitePictures,
        printed: Printed,
        *,
        root: str = "../",
    ) -> None:
        self.totals, self.directory, self.lang, self.pictures, self.root = totals, directory, language, pictures, root
        self.here = "" if root else f"{language}/"
        self.edition, self.caveat = totals.publication.edition, totals.publication.caveat
        self.readers = self.here if self.edition == "public" else f"{root}../site/{language}/"
        self.settings, self.taxonomy, self.run = (
            totals.publication.settings,
            totals.publication.taxonomy,
            totals.publication.id,
        )
        self.printer = Printer(totals.rounding, language, printed)
        self.exact = exact_scale(self.settings.currency)

    def w(self, key: str, **values: object) -> str:
        """A word or sentence."""
        return word(key, self.lang, **values)

    def own(self, text: Text) -> str:
        """A text of ours in the office's words."""
        return in_own_words(text, self.lang)

    def with_figures(self, key: str, **values: Figure | str) -> Markup:
        """A sentence whose figures open their rows: amounts without bounds, changes with their sign."""
        made = {
            name: self._brief(value) if isinstance(value, Figure) else value
            for name, value in values.items()
            if isinstance(value, (Figure, Markup))
        }
        marks = {
            name: f"\ufdd0{place}\ufdd1" if value.startswith("<button") else f"\ufdd2{place}\ufdd3"
            for place, (name, value) in enumerate(made.items())
        }
        said = self.w(key, **{**values, **marks})
        said = fitting(said, {marks[name]: value.striptags() for name, value in made.items()})
        text = unbroken(str(escape(said)))
        for name, value in made.items():
            text = text.replace(marks[name], str(value))
        return Markup(text)  # noqa: S704 - the sentence and its texts are escaped, its figures are of our own making

    def takeaway(self, found: Takeaway) -> Markup:
        """A finding as a sentence whose figures open their rows."""
        called = {
            "area": self.area,
            "ministry": self.ministry,
            "committee": self.ministry,
            "sub": self.sub,
            "programme": self.programme_name,
            "kind": self.effect,
            "reason": self.reason,
        }
        names = {place: called[kind](key) for place, (kind, key) in found.names.items()}
        texts = {place: self.spoken(text[self.lang]) for place, text in found.texts.items()}
        texts |= {place: in_own_words(text, self.lang) for place, text in found.phrases.items()}
        counts = {key: f"{count:,}" for key, count in found.counts.items()}
        said = self.with_figures(found.key, **found.figures, **names, **texts, **counts)
        return said + Markup(" ") + self.takeaway(found.then) if found.then else said

    def ministry(self, key: str) -> str:
        """A ministry as it stands in a sentence."""
        return self.spoken(self.named(key))

    def sub(self, key: str) -> str:
        """A sub-technology by name."""
        return self.totals.subs[key].name(self.lang) if key in self.totals.subs else key

    def programme_name(self, key: str) -> str:
        """A programme as it stands in a sentence."""
        return self.spoken(self.programme(key))

    def effect(self, kind: str) -> str:
        """A kind of change."""
        return self.w(f"kind_{kind}")

    def reason(self, kind: str) -> str:
        """A kind of change as the reason of one."""
        return self.w(f"reason_{kind}")

    def _brief(self, figure: Figure) -> Markup:
        change = figure.kind in SIGNED or (figure.kind == "ratio" and figure.of[0].kind in SIGNED)
        return self.button(figure, self.number(figure, "headline", change=change).partition(" · ")[0], change=change)

    def sentence(self, key: str, **values: object) -> str:
        """A sentence on where money stands, which says more where nobody has looked at some of it."""
        fuller = f"{key}_unread"
        return self.w(fuller if self.totals.has_unread and self.has(fuller) else key, **values)

    def number(self, figure: Figure, use: str = "table", *, change: bool = False) -> str:
        """A figure as text, in the unit of tables; a ``headline`` carries its unit."""
        return self.printer.text(figure, long=use == "headline", change=change)

    def fig(self, figure: Figure, use: str = "table", *, change: bool = False) -> Markup:
        """A figure as a button that opens its rows."""
        value, gap, interval = self.number(figure, use, change=change).partition(" · ")
        tail = Markup(' <span class="interval"><span class="gap">· </span>{}</span>').format(interval) if gap else ""
        return self.button(figure, escape(value) + tail if gap else value, change=change)

    def button(self, figure: Figure, text: str, *, change: bool = False) -> Markup:
        """A text as a button that opens the rows of a figure."""
        tone = f" {_tone(figure)}" if change else ""
        key = self.printer.printed.add(figure).id
        return Markup(  # noqa: S704 - the id is of our own making, the text is escaped
            f'<button type="button" class="fig{tone}" data-figure="{key}">{escape(text)}</button>'
        )

    def money(self, amount: int | None) -> str:
        """An amount that is no figure, such as a finding's, in whole units of the currency."""
        if amount is None:
            return ""
        unit = currency(self.settings.currency)
        text = amount_text(amount, self.exact)
        if self.lang == "ko":
            return f"{text}{unit.ko}"
        sign = text[:1] if text[:1] in "+−" else ""
        return f"{sign}{unit.code} {text.removeprefix(sign)}"

    def plain(self, amount: int | None, *, sign: bool = False) -> str:
        """An amount that is no figure, in the unit of tables."""
        return "" if amount is None else self.printer.short(self.totals.rounding.like(amount), sign=sign)

    def exactly(self, amount: int | None, *, sign: bool = False) -> str:
        """An amount that is no figure, in whole units of the currency and not rounded."""
        return "" if amount is None else amount_text(amount, self.exact, sign=sign)

    def unit(self, use: str = "table") -> str:
        """The unit of amounts in words; a headline carries its own."""
        units = {"headline": "", "exact": self.exact.name(self.lang)}
        return units.get(use, self.printer.unit)

    def rounding(self) -> str:
        """The one rule of rounding, in words."""
        return self.printer.rule(compared=len(self.totals.periods) > 1)

    def converted(self) -> list[str]:
        """At which rates amounts of other currencies were converted."""
        return [each[self.lang] for each in conversions(self.settings)]

    def place(self, place: Place) -> str:
        """Where in the input a finding stands."""
        return place.text[self.lang]

    def area(self, key: str) -> str:
        """An area by name, or what money is called that stands in all of them or in none."""
        if key == INSIDE:
            return self.taxonomy_name()
        if key in self.totals.areas:
            return self.totals.areas[key].name(self.lang)
        return AREAS[key][self.lang] if key in AREAS else key

    def named(self, text: str) -> str:
        """A ministry or committee, or that it is not stated."""
        return self.totals.ministry_name(text, self.lang) or self.w("not_stated")

    def spoken(self, text: str) -> str:
        """A text of the data as it stands in a page, with its language where that is not the page's."""
        if self.lang == "ko":
            english = not _HANGUL.search(text) and _ENGLISH.search(text)
            return Markup(f'<span lang="en">{escape(text)}</span>') if english else text  # noqa: S704 - escaped
        return Markup(_KOREAN.sub(r'<span lang="ko">\g<0></span>', str(escape(text))))  # noqa: S704 - escaped

    def taxonomy_name(self) -> str:
        """The taxonomy by name."""
        return self.taxonomy.name(self.lang)

    def period(self, period: Period | None = None) -> str:
        """A period in words, the leading one unless another is given."""
        return self.totals.calendar.text(period or self.totals.period)[self.lang]

    def year(self, year: int) -> str:
        """A fiscal year as the budget prints it."""
        return self.totals.calendar.year(year, self.lang)

    def stage(self, stage: str) -> str:
        """A stage in words."""
        return self.totals.calendar.name(stage)[self.lang]

    def counting(self, counting: str = "") -> str:
        """A counting in words, the leading one unless another is given."""
        return self.w(f"counting_{counting or self.totals.counting}")

    def counting_text(self, counting: str = "") -> str:
        """A counting in one sentence."""
        return self.sentence(f"counting_{counting or self.totals.counting}_text")

    def lead(self) -> str:
        """What the publication is, in one sentence."""
        key = "lead" if self.totals.counting == "partition" else "lead_plain"
        fuller = "lead_nothing" if self.totals.nothing_read else f"{key}_unread"
        return self.w(
            fuller if self.totals.unread and self.has(fuller) else key,
            year=self.year(self.totals.period.year),
            stage=self.stage(self.totals.period.stage),
            taxonomy=self.taxonomy_name(),
        )

    def programme(self, key: str) -> str:
        """A programme by name: in Korean, or in English where the page is and a name exists."""
        row = self.directory.programmes[key]
        return str((self.lang == "en" and row["name_en"]) or row["name"] or key)

    def programme_page(self, key: str) -> str:
        """Where the page of a programme stands among the pages; empty where it has none."""
        return self.directory.address(key)

    def review_page(self, key: str) -> str:
        """The name of a programme's page of findings; empty where the review found nothing about it."""
        return self.directory.reviewed.get(key, "")

    def who(self, key: str) -> ProgrammeRow:
        """The row of PROGRAMMES of a programme."""
        return self.directory.programmes[key]

    def purpose(self, key: str) -> str:
        """What the source says that a programme is for, no more of it than fits beside its amounts."""
        text = self.who(key)["text"].strip()
        return text if len(text) <= _PURPOSE else f"{text[:_PURPOSE].rstrip()}…"

    def contest(self) -> str:
        """Whom to tell that a programme's page is wrong, and what of it."""
        contact = self.settings.contact[self.lang]
        return self.w("contest_to" if contact else "contest_nobody", contact=contact, run=self.run)

    def is_unread(self, key: str) -> bool:
        """Whether nobody has looked at a programme yet."""
        return key in self.directory.unread

    def areas_of(self, key: str) -> list[str]:
        """The areas of a programme, largest first."""
        return self.directory.areas.get(key, [])

    def largest(self, lines: list[TotalsLine]) -> int:
        """The largest amount of a table's lines, which their bars are measured by."""
        return max((line.amount.value for line in lines), default=0)

    def bar(self, part: int, largest: int) -> Markup:
        """A bar in a table cell."""
        return diagrams.bar(part, largest)

    def tile(self, line: TotalsLine, lines: Sequence[TotalsLine]) -> Markup:
        """The bar of one line among others on one scale, with a tick where it stood before."""
        largest = max(max(each.amount.value, _before(each) or 0) for each in lines)
        return diagrams.tile(line.amount.value, _before(line), largest)

    def plot(self, name: str, title: str, alt: str, chart: Spec | str, says: Takeaway | None = None) -> Plot:
        """A chart with its files, a specification or an SVG element, called by what it says or else by its title."""
        said = self.takeaway(says).striptags() if says else title
        return self.pictures.plot(name, self.lang, said, alt, chart)

    def composition_alt(self) -> str:
        """What the bar of the total says, in words."""
        totals, name = self.totals, self.taxonomy_name()
        if not any(line.amount.value for line in totals.unattributed):
            return self.w("composition_alt_whole", taxonomy=name)
        if totals.nothing_read:
            return self.w("composition_alt_nothing", taxonomy=name)
        lines = [totals.inside, totals.outside, *([totals.unread] if totals.unread else [])]
        shares = {line.key: self.number(line.share) for line in lines}
        if not totals.inside.amount.row_count:
            key = "composition_alt_none_known" if totals.unread else "composition_alt_none"
            return self.w(key, taxonomy=name, **shares)
        both = "composition_alt_unread" if totals.outside.amount.row_count else "composition_alt_only_unread"
        return self.w(both if "unread" in shares else "composition_alt", taxonomy=name, **shares)

    def composition(self, parts: Sequence[diagrams.CompositionPart]) -> Markup:
        """The bar of what the total is made of."""
        return diagrams.composition(parts, [self.part_name(part) for part in parts])

    def part_name(self, part: diagrams.CompositionPart) -> str:
        """What a part of that bar is called."""
        return self.w("composition_others") if part.key == diagrams.OTHERS else self.area(part.key)

    def script_settings(self, kind: str, lists: Sequence[ProgrammeList]) -> Markup:
        """What scripts need to know of a page of some kind that loads some lists."""
        money = currency(self.settings.currency)
        return Markup(  # noqa: S704 - escaped by json_text
            json_text(
                {
                    "lang": self.lang,
                    "languages": self.settings.languages,
                    "root": self.root,
                    "readers": self.readers,
                    "page": kind,
                    "lists": [each.name for each in lists],
                    "rows": ROWS_IN_SHARD,
                    "shards": self.directory.shards,
                    "letters": self.directory.letters,
                    "counting": self.totals.counting,
                    "scales": {
                        use: [str(each.unit.factor), each.decimals, each.name(self.lang)]
                        for use, each in (("table", self.printer.table_unit), ("exact", self.exact))
                    },
                    "taxonomy": self.taxonomy_name(),
                    "title": self.settings.title[self.lang],
                    "office": self.settings.publication.office[self.lang],
                    "run": self.run,
                    "base": self.settings.base_url,
                    "exact": money.ko if self.lang == "ko" else money.code,
                }
            )
        )

    def headline(self, found: Headline) -> str:
        """The first sentence of the publication as plain text."""
        said = self.with_figures("headline_total", period=self.period(), total=found.total)
        if found.moved:
            said += Markup(" ") + self.takeaway(found.moved)
        return said.striptags()

    def feeds(self) -> tuple[tuple[str, str], ...]:
        """The feeds of the site: the type and the ending of each; none where there is no news."""
        told = bool(self.totals.publication.news) and self.edition == "public"
        return (("application/atom+xml", "xml"), ("application/feed+json", "json")) if told else ()

    def json(self, value: object) -> Markup:
        """A value as JSON that may stand in a script element."""
        return Markup(json_text(value))  # noqa: S704 - escaped by json_text

    def has(self, key: str) -> bool:
        """Whether a word exists."""
        return key in WORDS


def _tone(figure: Figure) -> str:
    return "up" if figure.value > 0 else "down" if figure.value < 0 else "even"


def _before(line: TotalsLine) -> int | None:
    """What a line held at its first comparison; None where there is none, or nobody knows."""
    return next((line.amount.value - each.amount.value for each in line.changes[:1] if each.is_known), None)
