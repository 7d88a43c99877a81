"""Templates, and what they can say: words, amounts, times and links in the reader's language."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property
from math import ceil
from typing import Any, cast
from urllib.parse import urlencode

from fastapi import Request
from jinja2 import Environment, PackageLoader, StrictUndefined
from sqlalchemy import Row

from crosscut.figures.rounding import largest_remainder, nearest
from crosscut.money import format_number
from crosscut.text import Language, Text, step_words
from crosscut.workspace.fields import field_text
from crosscut.workspace.filing.calls import Call
from crosscut.workspace.office import Act, Office
from crosscut.workspace.rights import NOTHING, OF_SOME_YEAR, SOMETHING, Item
from crosscut.workspace.web import record_words
from crosscut.workspace.words import WORDS, word

MENU = (
    ("home", "/"),
    ("calls", "/calls"),
    ("findings", "/findings"),
    ("reading", "/reading"),
    ("hearings", "/hearings"),
    ("replay", "/replay"),
    ("scenarios", "/scenarios"),
    ("moves", "/moves"),
    ("lists", "/lists"),
    ("publications", "/publications"),
    ("people", "/people"),
    ("record", "/record"),
    ("jobs", "/jobs"),
    ("rights", "/rights"),
)
_OPENED = (
    ("people", "person.read", NOTHING),
    ("reading", "reading.see", SOMETHING),
    ("hearings", "hearing.read", SOMETHING),
    ("jobs", "job.read", NOTHING),
    ("scenarios", "scenario.read", NOTHING),
    ("moves", "move.read", OF_SOME_YEAR),
    ("lists", "list.read", NOTHING),
    ("publications", "publication.read", NOTHING),
)
"""Items of the menu with the action that opens them, and to what it is done."""
DONE = frozenset(key for key in WORDS if key.startswith("done_"))


def environment() -> Environment:
    """The templates: everything is text unless a template itself writes it."""
    return Environment(
        loader=PackageLoader("crosscut.workspace.web"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )


def language_of(request: Request, office: Office) -> Language:
    """The reader's language: as chosen on the page, else as the browser asks, else the budget's first."""
    offered = office.known.settings.languages
    asked = [request.query_params.get("lang", ""), request.cookies.get("language", "")]
    asked.append(request.cookies.get("__Host-language", ""))
    asked += [part.split(";")[0].strip()[:2] for part in request.headers.get("accept-language", "").split(",")]
    found = next((each for each in asked if each in ("ko", "en")), offered[0])
    return cast("Language", found)


def typed_time(value: datetime) -> str:
    """A time as a field for dates and times holds it, in the server's zone."""
    return value.astimezone().strftime("%Y-%m-%dT%H:%M")


@dataclass(frozen=True)
class TemplateWords:
    """What a template calls ``t``."""

    office: Office
    act: Act
    request: Request
    lang: Language

    def w(self, key: str, /, **values: object) -> str:
        """A word or sentence."""
        return word(key, **values)[self.lang]

    def say(self, text: Text) -> str:
        """A text in the reader's language."""
        return text[self.lang]

    def amount(self, value: int | None) -> str:
        """An amount in the unit, with all its decimals."""
        return "–" if value is None else format_number(value, self.office.known.unit).replace("-", "−")

    def change(self, value: int) -> str:
        """A difference of amounts, with its sign."""
        return format_number(value, self.office.known.unit, sign=True).replace("-", "−")

    def rounded(self, value: int | None) -> str:
        """An amount in whole units: what a split to the last minor unit gives is too long for a table."""
        return "–" if value is None else format_number(value, self.office.known.unit, digits=0).replace("-", "−")

    def nearest(self, value: int | None) -> int | None:
        """An amount that stands alone as it is displayed in whole units, in minor units."""
        return None if value is None else nearest(value, self._grain)

    def summed(self, values: Iterable[int | None]) -> list[int | None]:
        """Amounts that stand beside their sum as they are displayed in whole units, so that they add up to it."""
        held = list(values)
        parts = [(f"{place:09}", value) for place, value in enumerate(held) if value is not None]
        whole = nearest(sum(value for _, value in parts), self._grain)
        shown = iter(
            largest_remainder(whole, parts, self._grain) or (nearest(value, self._grain) for _, value in parts)
        )
        return [None if value is None else next(shown) for value in held]

    @property
    def _grain(self) -> int:
        return self.office.known.unit.factor

    def rounded_change(self, value: int) -> str:
        """A difference in whole units, with its sign: of amounts as they are displayed."""
        return format_number(value, self.office.known.unit, digits=0, sign=True).replace("-", "−")

    def growth(self, part: int, whole: int) -> str:
        """What an amount is more or less than another, in per cent to a tenth."""
        tenths = (abs(part - whole) * 2000 + whole) // (2 * whole) if whole else 0
        sign = ("−" if part < whole else "+") if tenths else "±"
        return f"{sign}{tenths // 10}.{tenths % 10} %"

    def gap(self, value: float | None) -> str:
        """How far a plan is from the best at most, in per cent rounded up."""
        if value is None:
            return self.w("scenario_gap_unknown")
        return self.w("scenario_gap", gap=f"{ceil(value * 1_000_000) / 10_000:.4f}")

    def say_pair(self, en: str, ko: str) -> str:
        """The one of two texts that is in the reader's language."""
        return Text(en, ko)[self.lang]

    def labelled(self, label: str) -> str:
        """What a ministry that the budget writes so is called."""
        return self.office.known.labelled(label)[self.lang]

    def size(self, value: int) -> str:
        """How large a file is."""
        return f"{value:,} B" if value < 10_000 else f"{value // 1024:,} KiB"

    def field(self, name: str, value: str) -> str:
        """A kept value of a field as a form shows it."""
        return field_text(name, value, self.office.known.unit)

    @property
    def unit(self) -> str:
        """The unit of amounts in words."""
        return self.office.known.unit.label(self.lang)

    def step(self, text: str) -> str:
        """How far a job is, or what came of it."""
        return step_words.step(text, self.lang)

    def recorded_item(self, text: str, names: Mapping[int, str]) -> str:
        """What an entry of the record is about."""
        return record_words.item(self, text, names)

    def recorded(self, action: str, text: str) -> str:
        """What an entry of the record says of before or after."""
        return record_words.value(self, action, text)

    def recorded_reason(self, text: str) -> str:
        """Why an entry of the record says that it was done."""
        return record_words.reason(self, text)

    def ministry(self, key: str) -> str:
        """What a ministry is called."""
        return self.office.known.ministry(key)[self.lang]

    def time(self, value: datetime) -> str:
        """A time by the server's clock and zone, to the minute."""
        return value.astimezone().strftime("%Y-%m-%d %H:%M")

    def seconds(self, value: datetime) -> str:
        """A time to the second, with its zone."""
        return f"{self.clock(value)} ({self.zone_at(value)})"

    def clock(self, value: datetime) -> str:
        """A time to the second, in the zone that the page names."""
        return value.astimezone().strftime("%Y-%m-%d %H:%M:%S")

    def deadline(self, value: datetime) -> str:
        """A time by which something must be done, with its zone."""
        return f"{self.time(value)} ({self.zone_at(value)})"

    def closings(self, call: Call) -> list[tuple[str, datetime]]:
        """The closings of a call that hold for whoever reads: of their ministries, or by group.

        A group with several closings stands with its first and its last.
        """
        mine = [each for each in self.act.actor.ministries if each in call.ministries]
        found = call.closings(mine)
        if len({at for _, at in found}) == 1:
            return [("", found[0][1])]
        return [(group, at) for group, at in found]

    def typed_time(self, value: datetime) -> str:
        """A time as a field for dates and times holds it."""
        return typed_time(value)

    @property
    def zone(self) -> str:
        """The zone that times are in."""
        return self.zone_at(self.act.now)

    def zone_at(self, value: datetime) -> str:
        """The zone that a time is in, which summer time changes."""
        text = value.astimezone().strftime("%z")
        return f"UTC{text[:3]}:{text[3:]}"

    def left(self, until: datetime) -> str:
        """How long it is until then, in days, hours or minutes."""
        rest = until - self.act.now
        if rest < timedelta(0):
            return self.w("over")
        if rest >= timedelta(days=2):
            return self.w("days_left", count=rest.days)
        hours = int(rest.total_seconds() // 3600)
        return self.counted("hours_left", hours) if hours else self.counted("minutes_left", rest.seconds // 60)

    def counted(self, key: str, count: int) -> str:
        """A word with a number before it, in the singular where the number is one."""
        return self.w(f"{key}_one" if count == 1 else key, count=count)

    def who(self, row: Row[Any], verb: str) -> str:
        """Who did it, and for whom: a row's ``made_by_name`` and ``made_for_name``."""
        by, lent = getattr(row, f"{verb}_by_name"), getattr(row, f"{verb}_for_name")
        return f"{by} ({self.w('for_name', name=lent)})" if lent else str(by or "")

    def may(self, action: str, item: Item = NOTHING) -> bool:
        """Whether whoever reads the page may do something."""
        return self.act.actor.may(action, item).allowed

    @property
    def past(self) -> str:
        """The past day that the page is of (``2027-03-05``); empty where it is of now."""
        return (self.act.until - timedelta(seconds=1)).astimezone().date().isoformat() if self.act.until else ""

    @property
    def yesterday(self) -> str:
        """The last day that is over, by the server's clock."""
        return (self.act.now.astimezone() - timedelta(days=1)).date().isoformat()

    @property
    def today(self) -> date:
        """The day that is looked at, by the server's clock."""
        return (self.act.until - timedelta(seconds=1) if self.act.until else self.act.now).astimezone().date()

    def may_something(self, action: str) -> bool:
        """Whether whoever reads the page may do it anywhere that a role of theirs is held for."""
        return self.may(action, SOMETHING)

    def programme(self, ministry: str, key: str) -> str:
        """What a programme of a ministry is called: its name in the budget, or its number where it is new."""
        there = self.office.known.of_ministry.get(ministry, ())
        name = next((each.name for each in there if each.key == key), "")
        return name or self.w("item_new_programme", number=key[4:])

    def by_name(self, ministries: Iterable[str]) -> list[str]:
        """Ministries by their names in the reader's language."""
        return sorted(ministries, key=self.ministry)

    def phase(self, call: Call, ministry: str) -> str:
        """Where a ministry's filing stands."""
        return call.phase(ministry, self.act.now)

    def other_language(self) -> str:
        """The address of the same page in the other language."""
        query = {key: value for key, value in self.request.query_params.items() if key not in {"lang", "done"}}
        return f"{self.request.url.path}?{urlencode({**query, 'lang': 'en' if self.lang == 'ko' else 'ko'})}"

    @cached_property
    def token(self) -> str:
        """The token of forms."""
        signed = getattr(self.request.state, "signed", None)
        return signed.form_token if signed else ""

    @property
    def _replays(self) -> bool:
        """Whether a replay of a year is there for the reader, be it of a part of the budget."""
        return self.office.reading is not None and self.act.actor.may("replay.read").why != "role"

    @property
    def menu(self) -> tuple[tuple[str, str], ...]:
        """The items of the main menu that the reader can do anything with."""
        shut = set[str]() if self._replays else {"replay"}
        shut |= {name for name, action, item in _OPENED if not self.may(action, item)}
        if self.office.reading is None:
            shut |= {"hearings", "lists"}
        if not any(self.may("record.read", Item(ministry=each)) for each in (*self.act.actor.ministries, "")):
            shut.add("record")
        if self.act.actor.holds("administrator", "council", "clerk") and not self.act.actor.holds("coordinator"):
            shut.add("findings") if not self.may_something("finding.read") else None
        return tuple(each for each in MENU if each[0] not in shut)


_KEPT_LINK = re.compile(
    r'href="(/calls|/calls/\d+|/filings/[^/"?#]+|/findings|/findings/\d+|/record)(\?(?!on=)[^"#]*)?(#[^"]*)?"'
)
"""A link to a page that can be looked at as it stood on a past day."""


@dataclass(frozen=True)
class PageRenderer:
    """Renders pages for an office."""

    environment: Environment
    office: Office

    def render(self, request: Request, act: Act, template: str, **values: object) -> str:
        """A page in the reader's language."""
        lang = language_of(request, self.office)
        done = f"done_{request.query_params.get('done', '')}"
        words = TemplateWords(self.office, act, request, lang)
        context: Mapping[str, object] = {
            "t": words,
            "act": act,
            "actor": act.actor,
            "office": self.office,
            "known": self.office.known,
            "here": request.url.path,
            "done": done if done in DONE else "",
            **values,
        }
        text: str = self.environment.get_template(template).render(context)
        return links_within(text, words.past) if words.past else text


def links_within(text: str, day: str) -> str:
    """A page of a past day whose links lead to other pages of that day, where there are such."""

    def of_day(found: re.Match[str]) -> str:
        query = f"{found[2]}&amp;" if found[2] else "?"
        return f'href="{found[1]}{query}on={day}{found[3] or ""}"'

    return _KEPT_LINK.sub(of_day, text)
