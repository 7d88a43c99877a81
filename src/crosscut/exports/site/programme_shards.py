"""What the pages of single programmes say, as data in shards: where there are many, one page shows any of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from typing import TypedDict

from crosscut.calendar import Period
from crosscut.exports.site import history as history_text
from crosscut.exports.site.page import PageData
from crosscut.exports.site.pictures import SitePictures
from crosscut.exports.site.views import SiteViews
from crosscut.exports.site.whole_numbers import whole
from crosscut.exports.site.writer import Writer
from crosscut.figures import Figure, Printed
from crosscut.follow.changes import ChangeHistory, Kin, LedgerVersion, Occurrence
from crosscut.text import LANGUAGES
from crosscut.text.said_twice import in_one
from crosscut.views.histories import Attributed, ProgrammeHistory, known_of_programmes, one_history
from crosscut.views.programme_sources import MOST, ProgrammePart, SourceLine
from crosscut.views.programme_titles import ProgrammeTopic, programme_titles
from crosscut.views.programmes import shard_of
from crosscut.views.takeaways import Takeaway

ShardText = int | str | list[str]
"""A text: the place of one that programmes share, one that all languages have, or one in Korean and English."""

ShardCell = int | str | list[str | None] | dict[str, ShardText]
"""A cell: a text that is shared or the same in all languages, a figure (id, value as displayed, its bounds), or a text
``t``, which may be a link to the area at a place among the names, ``a``, or to programme ``p``."""


ShardSection = list["int | ShardCell | list[list[ShardCell]] | list[ShardText]"]
"""One section: the place of its form, its rows, the sentences above its table and those below, and the one figure that
it shows. What is missing is 0, and at the end left out."""


class ShardScript(TypedDict):
    """Programmes by id, each by its place among the names and its sections."""

    programmes: dict[str, list[int | ShardSection]]


class SharedScript(TypedDict):
    """What programmes of all shards have in common: texts in Korean and English, and forms of sections.

    A form is what a section is about, what its title says (0 where that is all), and the heads of its table.
    """

    texts: list[list[str]]
    forms: list[list[int | str | list[str]]]


_WORDS = {"periods": "by_period", "family": "history_family", "lines": "source_lines"}
"""What sections are about, where the word for it has another name."""


def shards(views: SiteViews, history: ChangeHistory) -> Iterator[tuple[str, PageData]]:
    """The shards by the names of their data files; after all of them, what they share."""
    held: dict[int, list[str]] = {}
    for programme in views.directory.with_history:
        held.setdefault(shard_of(programme, views.directory.shards), []).append(programme)
    known, texts = known_of_programmes(views.totals), _ShardTexts(views)

    def sections(programme: str) -> list[int | ShardSection]:
        found = one_history(views.totals, views.directory, programme, known, history)
        return [views.directory.places[programme], *texts.sections(programme, found)]

    def shard(programmes: list[str], printed: Printed) -> ShardScript:
        texts.printed = printed
        return {"programmes": {each: sections(each) for each in programmes}}

    for number, programmes in sorted(held.items()):
        yield f"programmes-{number}", partial(shard, programmes)
    yield "told", texts.shared


class _ShardTexts:
    """Sections of programmes in both languages, each text that differs between them kept once."""

    def __init__(self, views: SiteViews) -> None:
        made = views.publication.settings.languages
        self.views, self.printed = views, Printed()
        self.writers = {
            language: Writer(views.totals, views.directory, language, SitePictures(), self.printed) for language in made
        }
        self.first = made[0]
        self.areas = {area: place for place, area in enumerate(views.totals.areas)}
        self.titles: Mapping[ProgrammeTopic, Takeaway] = {}
        self.texts: dict[tuple[str, ...], int] = {}
        self.forms: dict[tuple[int | str, int | str, tuple[str, ...]], int] = {}
        self.words: dict[str, int | str] = {}

    def shared(self, _printed: Printed) -> SharedScript:
        """What all sections have in common."""
        forms = [[topic, title, list(heads)] for topic, title, heads in self.forms]
        return {"texts": [list(pair) for pair in self.texts], "forms": forms}

    def sections(self, programme: str, history: ProgrammeHistory) -> list[ShardSection]:
        self.titles = programme_titles(self.views.totals, history)
        found = [self._now(history)]
        if purpose := self.writers[self.first].purpose(programme):
            found.append(self._label("purpose", purpose))
        found.append(self._attribution(history))
        if history.own_parts:
            found.append(self._parts(history))
        if len(history.periods) > 1:
            found.append(self._periods(programme, history))
        if history.occurrences or self.views.totals.comparisons:
            found.append(self._history(history))
        if history.kin:
            found.append(self._kin(history))
        if history.lines:
            found.append(self._lines(history))
        return [*found, self._recorded(history), self._contest()]

    def text(self, say: Callable[[Writer], object]) -> int | str:
        """What is said in all languages alike, or the place of what is said in each."""
        pair = self._in_languages(say)
        return pair[0] if len(set(pair)) == 1 else self.texts.setdefault(pair, len(self.texts))

    def shared_text(self, say: Callable[[Writer], object]) -> int:
        """The place of what is said of many programmes, whether or not languages differ."""
        pair = self._in_languages(say)
        return self.texts.setdefault(pair, len(self.texts))

    def own(self, say: Callable[[Writer], object]) -> str | list[str]:
        """What is said of one programme alone."""
        pair = self._in_languages(say)
        return pair[0] if len(set(pair)) == 1 else [*pair]

    def _in_languages(self, say: Callable[[Writer], object]) -> tuple[str, ...]:
        return tuple(str(say(self.writers[each])) if each in self.writers else "" for each in LANGUAGES)

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
        cell = [figure.id, whole(self.views.totals.rounding.displayed(figure))]
        if figure.is_exact:
            return [*cell]
        return [*cell, *(None if each is None else whole(each) for each in (figure.low, figure.high))]

    def _section(
        self,
        topic: ProgrammeTopic,
        head: Sequence[str] = (),
        rows: Iterable[list[ShardCell]] = (),
        lead: Iterable[ShardText] = (),
        after: Iterable[ShardText] = (),
    ) -> ShardSection:
        listed, title = list(rows), self.text(lambda t: t.takeaway(self.titles[topic]).striptags())
        form = self._form(self.word(_WORDS.get(topic, topic)), title, head if listed else ())
        made: ShardSection = [form, listed or 0, list(lead) or 0, list(after) or 0]
        while made[-1] == 0 and len(made) > 1:
            made.pop()
        return made

    def _label(self, topic: str, said: ShardText) -> ShardSection:
        """A section that holds no finding: what a source says, or whom to tell."""
        return [self._form(self.word(topic)), 0, [said]]

    def _form(self, topic: int | str, title: int | str = 0, head: Sequence[str] = ()) -> int:
        return self.forms.setdefault((topic, title, tuple(head)), len(self.forms))

    def _now(self, history: ProgrammeHistory) -> ShardSection:
        topic = self.text(lambda t: t.w("programme_now", period=t.period(history.at)))
        return [self._form(topic), 0, 0, 0, self.figure(history.now)]

    def _parts(self, history: ProgrammeHistory) -> ShardSection:
        heads, rows = ("parts_name", "amount"), map(self._own_part, history.own_parts[:MOST])
        after = [self.word("first_of_parts", count=MOST)] if len(history.own_parts) > MOST else []
        return self._section("parts", heads, rows, after=after)

    def _own_part(self, each: ProgrammePart) -> list[ShardCell]:
        return [each.name, self.text(lambda t: t.plain(each.amount))]

    def _lines(self, history: ProgrammeHistory) -> ShardSection:
        heads = ("note_stage", "file", "source_row")
        after = [self.word("source_more", count=MOST)] if len(history.lines) > MOST else []
        return self._section("lines", heads, map(self._line, history.lines[:MOST]), after=after)

    def _line(self, each: SourceLine) -> list[ShardCell]:
        return [
            self.text(lambda t: history_text.line_period(t, each)),
            self.shared_text(lambda t: history_text.line_file(t, each)),
            f"{each.row:,}" if each.row else "–",
        ]

    def _contest(self) -> ShardSection:
        return self._label("contest", self.text(lambda t: t.contest()))

    def _periods(self, programme: str, history: ProgrammeHistory) -> ShardSection:
        about = {"programme": programme, "ministry": self.views.directory.programmes[programme]["ministry"]}
        said = [history_text.breaks(writer, history.periods, **about) for writer in self.writers.values()]
        after = [self._pair(each) for each in zip(*said, strict=True)]
        rows = [self._period(*each) for each in history.periods]
        return self._section("periods", ("year", "stage", "amount"), rows, after=after)

    def _period(self, period: Period, figure: Figure) -> list[ShardCell]:
        return [
            self.text(lambda t: t.year(period.year)),
            self.text(lambda t: t.stage(period.stage)),
            self.figure(figure),
        ]

    def _attribution(self, history: ProgrammeHistory) -> ShardSection:
        if not history.attribution:
            return self._section("attribution")
        origin = f"origin_{history.origin}"
        lead: list[ShardText] = [] if self.titles["attribution"].key == origin else [self.word(origin)]
        if history.decided and history.origin == "decision":
            reason = history.decided.reason
            lead.append(self.text(lambda t: in_one(reason, t.lang)))
        lead.append(self.text(lambda t: t.w("attribution_at", period=t.period(history.at))))
        rows = map(self._part, history.attribution)
        return self._section("attribution", ("area", "attribution_share", "amount"), rows, lead)

    def _part(self, each: Attributed) -> list[ShardCell]:
        name = self.text(lambda t: f"{t.area(each.area)} {history_text.subs(t, each)}".strip())
        place = self.areas.get(each.area)
        linked: ShardCell = name if place is None else {"a": place, "t": name}
        return [linked, history_text.share(each), self.figure(each.amount)]

    def _history(self, history: ProgrammeHistory) -> ShardSection:
        heads = ("history_when", "change_kind", "change_before", "change_after", "change_why")
        return self._section("history", heads, map(self._occurrence, history.occurrences))

    def _occurrence(self, each: Occurrence) -> list[ShardCell]:
        return [
            self.text(lambda t: t.w("change_from_to", since=t.period(each.since), until=t.period(each.until))),
            self.word(f"kind_{each.named}"),
            self.text(lambda t: history_text.money(t, each.before)),
            self.text(lambda t: history_text.money(t, each.after)),
            self.text(lambda t: each.why[t.lang]),
        ]

    def _kin(self, history: ProgrammeHistory) -> ShardSection:
        heads = ("kind", "programme", "change_why")
        return self._section("family", heads, map(self._relative, history.kin))

    def _relative(self, each: Kin) -> list[ShardCell]:
        def more(t: Writer) -> str:
            said = [t.w("kin_year", year=each.year)] if each.year else []
            said += [t.w("kin_share", share=each.share)] if each.share is not None and each.share != 1 else []
            return " · ".join((*said, *filter(None, (each.why,))))

        name = self.own(lambda t: t.programme(each.programme))
        return [self.word(f"kin_{each.role}"), {"p": each.programme, "t": name}, {"t": self.own(more)}]

    def _recorded(self, history: ProgrammeHistory) -> ShardSection:
        heads = ("recorded_when", "recorded_what", "change_before", "change_after", "recorded_by")
        return self._section("recorded", heads, map(self._version, history.recorded))

    def _version(self, each: LedgerVersion) -> list[ShardCell]:
        return [
            each.day,
            self.text(lambda t: history_text.recorded(t, each)),
            self.text(lambda t: t.exactly(each.was)),
            self.text(lambda t: t.exactly(each.amount)),
            {"t": self.own(lambda t: history_text.source(t, each))},
        ]
