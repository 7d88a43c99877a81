"""What the pages of single programmes say, as data in shards: where there are many, one page shows any of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from typing import TypedDict

from crosscut.calendar import Period
from crosscut.exports.site import history as history_text
from crosscut.exports.site.page import PageData
from crosscut.exports.site.pictures import SitePictures
from crosscut.exports.site.views import SiteViews
from crosscut.exports.site.writer import Writer
from crosscut.figures import Figure, Printed
from crosscut.follow.changes import ChangeHistory, Kin, LedgerVersion, Occurrence
from crosscut.text import LANGUAGES
from crosscut.views.histories import Attributed, ProgrammeHistory, known_of_programmes, one_history
from crosscut.views.programme_sources import MOST, ProgrammePart, SourceLine
from crosscut.views.programmes import shard_of

ShardCell = int | str | list[str | None] | dict[str, str | int]
"""A cell: the place of a text, a text that is the same in all languages, a figure (id, value as displayed, its
bounds), or a link (to page ``a`` or programme ``p``) with the place of its text as ``t``."""


ShardSection = list["int | ShardCell | list[list[ShardCell]] | list[int | str]"]
"""One section: the place of its form, its rows, the sentences above its table and those below, and the one figure that
it shows. What is missing is 0, and at the end left out."""


class ShardScript(TypedDict):
    """Programmes by id, each by its sections, their forms, and the texts in Korean and English.

    A form is the place of a title and the heads of a table.
    """

    texts: list[list[str]]
    forms: list[list[int | str | list[str]]]
    programmes: dict[str, list[ShardSection]]


_SHORT = 12
"""Letters of a text that is not worth a place of its own."""


def shards(views: SiteViews, history: ChangeHistory) -> Iterator[tuple[str, PageData]]:
    """The shards by the names of their data files."""
    held: dict[int, list[str]] = {}
    for programme in views.directory.told:
        held.setdefault(shard_of(programme, views.directory.shards), []).append(programme)
    known = known_of_programmes(views.totals)

    def sections(told: _Told, programme: str) -> list[ShardSection]:
        found = one_history(views.totals, views.directory, programme, known, history)
        return told.sections(programme, found)

    def shard(programmes: list[str], printed: Printed) -> ShardScript:
        told = _Told(views, printed)
        found = {each: sections(told, each) for each in programmes}
        forms = [[title, list(heads)] for title, heads in told.forms]
        return {"texts": [list(pair) for pair in told.texts], "forms": forms, "programmes": found}

    for number, programmes in sorted(held.items()):
        yield f"programmes-{number}", partial(shard, programmes)


class _Told:
    """Sections of programmes in both languages, each text kept once."""

    def __init__(self, views: SiteViews, printed: Printed) -> None:
        made = views.publication.settings.languages
        self.views, self.printed = views, printed
        self.writers = {
            language: Writer(views.totals, views.directory, language, SitePictures(), printed) for language in made
        }
        self.first = made[0]
        self.texts: dict[tuple[str, ...], int] = {}
        self.forms: dict[tuple[int | str, tuple[str, ...]], int] = {}
        self.words: dict[str, int | str] = {}

    def sections(self, programme: str, told: ProgrammeHistory) -> list[ShardSection]:
        found = [self._now(told)]
        if purpose := self.writers[self.first].purpose(programme):
            found.append(self._section(self.word("purpose"), lead=[purpose]))
        found.append(self._attribution(told))
        if told.own_parts:
            found.append(self._parts(told))
        if len(told.periods) > 1:
            found.append(self._periods(programme, told))
        if told.occurrences or self.views.totals.comparisons:
            found.append(self._history(told))
        if told.kin:
            found.append(self._kin(told))
        if told.lines:
            found.append(self._lines(told))
        return [*found, self._recorded(told), self._contest()]

    def text(self, say: Callable[[Writer], object]) -> int | str:
        """What is said in all languages alike, where it is short, or the place of what is said in each."""
        pair = tuple(str(say(self.writers[each])) if each in self.writers else "" for each in LANGUAGES)
        if len(set(pair)) == 1 and len(pair[0]) <= _SHORT:
            return pair[0]
        return self.texts.setdefault(pair, len(self.texts))

    def _pair(self, said: tuple[str, ...]) -> int | str:
        """A text that was said in each language that is made."""
        by_language = dict(zip(self.writers, said, strict=True))
        return self.text(lambda t: by_language[t.lang])

    def word(self, key: str, **values: object) -> int | str:
        if values:
            return self.text(lambda t: t.w(key, **values))
        if key not in self.words:
            self.words[key] = self.text(lambda t: t.w(key))
        return self.words[key]

    def figure(self, figure: Figure) -> ShardCell:
        self.printed.add(figure)
        cell = [figure.id, str(self.views.totals.rounding.displayed(figure))]
        if figure.is_exact:
            return [*cell]
        return [*cell, *(None if each is None else str(each) for each in (figure.low, figure.high))]

    def _section(
        self,
        title: int | str,
        head: Sequence[str] = (),
        rows: Iterable[list[ShardCell]] = (),
        lead: Iterable[int | str] = (),
        after: Iterable[int | str] = (),
    ) -> ShardSection:
        listed = list(rows)
        form = self.forms.setdefault((title, tuple(head) if listed else ()), len(self.forms))
        made: ShardSection = [form, listed or 0, list(lead) or 0, list(after) or 0]
        while made[-1] == 0 and len(made) > 1:
            made.pop()
        return made

    def _now(self, told: ProgrammeHistory) -> ShardSection:
        title = self.text(lambda t: t.w("programme_now", period=t.period(told.at)))
        return [*self._section(title), 0, 0, 0, self.figure(told.now)]

    def _parts(self, told: ProgrammeHistory) -> ShardSection:
        heads, rows = ("parts_name", "amount"), map(self._own_part, told.own_parts[:MOST])
        after = [self.word("first_of_parts", count=MOST)] if len(told.own_parts) > MOST else []
        return self._section(self.word("parts"), heads, rows, after=after)

    def _own_part(self, each: ProgrammePart) -> list[ShardCell]:
        return [self.text(lambda _: each.name), self.text(lambda t: t.plain(each.amount))]

    def _lines(self, told: ProgrammeHistory) -> ShardSection:
        heads = ("note_stage", "file", "source_row")
        after = [self.word("source_more", count=MOST)] if len(told.lines) > MOST else []
        return self._section(self.word("source_lines"), heads, map(self._line, told.lines[:MOST]), after=after)

    def _line(self, each: SourceLine) -> list[ShardCell]:
        return [
            self.text(lambda t: history_text.line_period(t, each)),
            self.text(lambda t: history_text.line_file(t, each)),
            f"{each.row:,}" if each.row else "–",
        ]

    def _contest(self) -> ShardSection:
        return self._section(self.word("contest"), lead=[self.text(lambda t: t.contest())])

    def _periods(self, programme: str, told: ProgrammeHistory) -> ShardSection:
        about = {"programme": programme, "ministry": self.views.directory.programmes[programme]["ministry"]}
        said = [history_text.breaks(writer, told.periods, **about) for writer in self.writers.values()]
        after = [self._pair(each) for each in zip(*said, strict=True)]
        rows = [self._period(*each) for each in told.periods]
        return self._section(self.word("by_period"), ("year", "stage", "amount"), rows, after=after)

    def _period(self, period: Period, figure: Figure) -> list[ShardCell]:
        return [
            self.text(lambda t: t.year(period.year)),
            self.text(lambda t: t.stage(period.stage)),
            self.figure(figure),
        ]

    def _attribution(self, told: ProgrammeHistory) -> ShardSection:
        if not told.attribution:
            return self._section(self.word("attribution"), lead=[self.word("attribution_none")])
        lead = [self.word(f"origin_{told.origin}")]
        if told.decided and told.origin == "decision":
            reason = told.decided.reason
            lead.append(self.text(lambda _: reason))
        lead.append(self.text(lambda t: t.w("attribution_at", period=t.period(told.at))))
        rows = map(self._part, told.attribution)
        return self._section(self.word("attribution"), ("area", "attribution_share", "amount"), rows, lead)

    def _part(self, each: Attributed) -> list[ShardCell]:
        name = self.text(lambda t: f"{t.area(each.area)} {history_text.subs(t, each)}".strip())
        known = each.area in self.views.totals.areas
        linked: ShardCell = {"a": f"area-{each.area}", "t": name} if known else name
        return [linked, history_text.share(each), self.figure(each.amount)]

    def _history(self, told: ProgrammeHistory) -> ShardSection:
        if not told.occurrences:
            goes_on = any(each.role == "successor" for each in told.kin)
            said = self.word("history_goes_on" if goes_on else "history_nothing")
            return self._section(self.word("history"), lead=[said])
        heads = ("history_when", "change_kind", "change_before", "change_after", "change_why")
        return self._section(self.word("history"), heads, map(self._occurrence, told.occurrences))

    def _occurrence(self, each: Occurrence) -> list[ShardCell]:
        return [
            self.text(lambda t: t.w("change_from_to", since=t.period(each.since), until=t.period(each.until))),
            self.word(f"kind_{each.kind}"),
            self.text(lambda t: history_text.money(t, each.before)),
            self.text(lambda t: history_text.money(t, each.after)),
            self.text(lambda t: each.why[t.lang]),
        ]

    def _kin(self, told: ProgrammeHistory) -> ShardSection:
        heads = ("kind", "programme", "change_why")
        return self._section(self.word("history_family"), heads, map(self._relative, told.kin))

    def _relative(self, each: Kin) -> list[ShardCell]:
        def more(t: Writer) -> str:
            said = [t.w("kin_year", year=each.year)] if each.year else []
            said += [t.w("kin_share", share=each.share)] if each.share is not None and each.share != 1 else []
            return " · ".join((*said, *filter(None, (each.why,))))

        name = self.text(lambda t: t.programme(each.programme))
        return [self.word(f"kin_{each.role}"), {"p": each.programme, "t": name}, self.text(more)]

    def _recorded(self, told: ProgrammeHistory) -> ShardSection:
        if not told.recorded:
            said = self.word("recorded_once" if told.readings else "recorded_none")
            return self._section(self.word("recorded"), lead=[said])
        heads = ("recorded_when", "recorded_what", "change_before", "change_after", "recorded_by")
        return self._section(self.word("recorded"), heads, map(self._version, told.recorded))

    def _version(self, each: LedgerVersion) -> list[ShardCell]:
        return [
            each.day,
            self.text(lambda t: history_text.recorded(t, each)),
            self.text(lambda t: t.exactly(each.was)),
            self.text(lambda t: t.exactly(each.amount)),
            self.text(lambda t: history_text.source(t, each)),
        ]
