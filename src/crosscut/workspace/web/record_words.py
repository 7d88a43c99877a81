"""Entries of the record in the reader's words: names for keys, amounts in the unit, times as everywhere else."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime
from typing import Protocol, get_args

from crosscut.allocate.amendments import KINDS
from crosscut.tables import OUTSIDE
from crosscut.text import Language
from crosscut.text.areas import AREAS
from crosscut.workspace.office import Office
from crosscut.workspace.people.passkeys import COPIED
from crosscut.workspace.people.sessions import Way
from crosscut.workspace.rights import ROLES
from crosscut.workspace.scenarios.scenario_values import value_text
from crosscut.workspace.words import WORDS

_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:[+-]\d\d:\d\d|Z)?")
_DIGEST = re.compile(r"\b([0-9a-f]{12})[0-9a-f]{52}\b")
_ACTION = re.compile(r"\b[a-z]+\.[a-z]+\b")
_ID = re.compile(r"[a-z][a-z0-9-]*")
_COUNTED = re.compile(r"\b(\d+) (cells|fields)\b")
_LATE, _UNTIL = re.compile(r" late$"), re.compile(r"\buntil (?=\d{4}-)")
_CHANGE = re.compile(rf"({'|'.join(KINDS)}) (.+): (–|[^:;]+)")
_PHRASES = {
    "held at once: one administrator": "exception_alone",
    "held at once: on the server": "exception_server",
    "held at once: made up": "exception_demonstration",
    "waits for a second person": "waits",
}
_REASONS = {
    "demonstration": "exception_demonstration",
    "first administrator, by the code from the terminal": "exception_first",
    COPIED: "passkey_counter_back",
}
_WHOLE = {
    "sign.in": {f"by {way}": f"by_{way}" for way in get_args(Way)},
    "account.password": {"chosen": "password_chosen", "changed": "password_was_changed"},
}
"""Acts whose entries say one of a few things."""
_CODED = (
    "scenario",
    "move",
    "list",
    "publication",
    "grant",
    "delegation",
    "standin",
    "token",
    "call",
    "request",
    "workbook",
    "sheet",
    "session",
)
"""Acts whose entries the workspace writes itself; what people wrote stays as they wrote it."""


class RecordSpeaker(Protocol):
    """What says words, amounts and times in the reader's language."""

    @property
    def office(self) -> Office:
        """The office whose record it is."""

    @property
    def lang(self) -> Language:
        """The reader's language."""

    @property
    def unit(self) -> str:
        """The unit of amounts in words."""

    def w(self, key: str, /, **values: object) -> str:
        """A word or sentence."""

    def counted(self, key: str, count: int) -> str:
        """A word with a number before it."""

    def amount(self, value: int | None) -> str:
        """An amount in the unit."""

    def ministry(self, key: str) -> str:
        """What a ministry is called."""

    def deadline(self, value: datetime) -> str:
        """A time with its zone."""


def item(t: RecordSpeaker, text: str, names: Mapping[int, str]) -> str:
    """What an entry is about: a person by name, a filing by its ministry, all else by what it is and its number."""
    kind, _, rest = text.partition(" ")
    if kind == "person" and rest.isdigit():
        return names.get(int(rest), text)
    if kind == "reading":
        known = t.office.reading.budget.facts.get(rest) if t.office.reading else None
        return t.w("item_reading", number=known.name if known else rest)
    if kind == "filing":
        call, _, ministry = rest.partition(" ")
        return t.w("item_filing", number=call, ministry=t.ministry(ministry))
    if kind == "draft":
        _, ministry, key = rest.split(" ", 2)
        there = t.office.known.of_ministry.get(ministry, ())
        name = next((each.name for each in there if each.key == key), t.w("item_new_programme", number=key[4:]))
        return t.w("item_draft", name=name, ministry=t.ministry(ministry))
    return t.w(f"item_{kind}".replace("-", "_"), number=rest) if f"item_{kind}".replace("-", "_") in WORDS else text


def reason(t: RecordSpeaker, text: str) -> str:
    """Why it was done, where the workspace gave the reason itself in the reader's language."""
    return t.w(_REASONS[text]) if text in _REASONS else text


def value(t: RecordSpeaker, action: str, text: str) -> str:
    """What stood before or after."""
    if action.startswith("reading.") and t.office.reading:
        return _areas(t, text)
    if action == "scenario.change":
        return "; ".join(_scenario_change(t, each) for each in text.split("; "))
    if action in _WHOLE:
        return t.w(_WHOLE[action][text]) if text in _WHOLE[action] else text
    if action in ("job.start", "session.end"):
        return _kind_of(t, action, text)
    if action.partition(".")[0] not in _CODED:
        return text.replace(" (made up)", f" ({t.w('exception_demonstration')})") if action == "person.add" else text
    for phrase, key in _PHRASES.items():
        text = text.replace(phrase, t.w(key))
    if action == "request.file":
        text = _LATE.sub(f" ({t.w('late')})", text)
    text = _UNTIL.sub(f"{t.w('until')}: ", text)
    text = _TIME.sub(lambda found: _time(t, found[0]), text)
    text = _DIGEST.sub(r"\1…", text)
    text = _ACTION.sub(lambda found: _action(t, found[0]), text)
    text = _COUNTED.sub(lambda found: t.counted(f"record_{found[2]}", int(found[1])), text)
    money = re.compile(rf"\b(\d+) {re.escape(t.office.known.settings.currency)}\b")
    text = money.sub(lambda found: f"{t.amount(int(found[1]))} {t.unit}", text)
    return _keys(t, action, text)


def _kind_of(t: RecordSpeaker, action: str, text: str) -> str:
    """What kind of job or sign-in it was, and what it was about."""
    kind, _, rest = text.partition(" ")
    known, about = ("job", item(t, rest, {})) if action == "job.start" else ("kind", rest)
    return f"{t.w(f'{known}_{kind}')} {about}".strip() if f"{known}_{kind}" in WORDS else text


def _scenario_change(t: RecordSpeaker, text: str) -> str:
    """A change of a scenario in words; entries of before changes were kept by their own values stay as they are."""
    found = _CHANGE.fullmatch(text)
    if not found:
        return text
    kind, target, kept = found.groups()
    said = "–" if kept == "–" else value_text(kind, kept, t.office.known.unit)[t.lang]
    which = f" ({t.w(f'kind_of_{kind}')})" if kind in ("floor", "cap") else ""
    return f"{_scenario_target(t, target)}{which}: {said}"


def _scenario_target(t: RecordSpeaker, target: str) -> str:
    if target == "ceiling":
        return t.w("scenario_ceiling")
    kind, _, key = target.partition(":")
    if kind == "ministry":
        return t.office.known.labelled(key)[t.lang]
    budget = t.office.reading.budget if t.office.reading else None
    areas = {area.id: area.name(t.lang) for area in budget.taxonomy.areas} if budget and kind == "area" else {}
    return areas.get(key, target)


def _areas(t: RecordSpeaker, text: str) -> str:
    """Areas, programmes and ministries by name, where the entry holds them as ids."""
    budget = t.office.reading.budget if t.office.reading else None
    if budget is None or text in budget.facts:
        return budget.facts[text].name if budget else text
    if text in t.office.known.labels:
        return t.ministry(text)
    names = {area.id: area.name(t.lang) for area in budget.taxonomy.areas} | {OUTSIDE: AREAS[OUTSIDE][t.lang]}
    return _ID.sub(lambda found: names.get(found[0], found[0]), text)


def _time(t: RecordSpeaker, text: str) -> str:
    return t.deadline(datetime.fromisoformat(text))


def _action(t: RecordSpeaker, text: str) -> str:
    key = f"do_{text.replace('.', '_')}"
    return f"‘{t.w(key)}’" if key in WORDS else text


def _keys(t: RecordSpeaker, action: str, text: str) -> str:
    """Roles and ministries by name, where the entry holds them as keys: never inside a person's name."""
    head, colon, rest = text.rpartition(": ") if action.startswith(("grant.", "standin.")) else ("", "", text)
    if action == "call.extend":
        key, mark, after = text.partition(": ")
        known = t.w("everyone") if key == "*" else t.ministry(key) if key in t.office.known.labels else key
        return f"{known}{mark}{after}"
    if not action.startswith(("grant.", "delegation.", "standin.")):
        return text
    words, arrow, giver = rest.partition(" → ")
    shown = [
        t.w(f"role_{each}") if each in ROLES else t.ministry(each) if each in t.office.known.labels else each
        for each in words.split(" ")
    ]
    return f"{head}{colon}{' '.join(shown)}{arrow}{giver}"
