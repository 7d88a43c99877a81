"""The page of a bundle: one file that shows a request in both languages and edits it, from the disk alone.

Everything it needs is in it, and its own policy lets it ask nobody for anything nor send anything anywhere.
"""

from __future__ import annotations

import base64
import hashlib
import json
from datetime import datetime
from functools import cache
from importlib import resources
from typing import TypedDict

from crosscut.characters import CONTROLS
from crosscut.money import format_number
from crosscut.money.currencies import Currency
from crosscut.money.units import ENGLISH_SCALES, KOREAN_SCALES, UnitWords, factor, read_words
from crosscut.text import Language, Text
from crosscut.workspace.bundles import bundles
from crosscut.workspace.bundles.bundle_files import BASE, PAGE, SAVED, WORKBOOK, pack, sealed
from crosscut.workspace.fields import FIELDS, LARGEST, LONGEST, field_text, too_large
from crosscut.workspace.filing import drafts, filings, sheets
from crosscut.workspace.filing.calls import Call
from crosscut.workspace.filing.checks import faults
from crosscut.workspace.filing.drafts import DraftLine
from crosscut.workspace.office import Act
from crosscut.workspace.web.entrance import asset
from crosscut.workspace.web.page import environment
from crosscut.workspace.words import word

_RULES = ("name", "amount", "years", "reason", "reason_new", "over", "tenfold", "tenth", "twice")
_SAID = (
    *(f"rule_{each}" for each in _RULES),
    *(f"field_{each}" for each in FIELDS),
    *(f"hint_{each}" for each in FIELDS),
    *(
        "not_a_year",
        "too_long",
        "control_character",
        "not_an_amount",
        "amount_fraction",
        "amount_negative",
        "add",
        "new",
    ),
    *("mend", "look_again", "edited", "as_before", "bundle_unread", "bundle_unsaved", "bundle_saved", "bundle_as_made"),
    *("bundle_continued", "bundle_foreign", "bundle_undo", "bundle_drop", "made_empty", "name_missing", "stood"),
    *("asked", "change"),
)
"""Words that the script of the page says itself."""
_DATA = '<script type="application/json" id="request"></script>'
_PARTS = ("만", "억", "조", "경")
"""The scales that mixed numbers (1조 2,345억) are read in here; other ones are read when they are sent in."""


class PageProgramme(TypedDict):
    """A programme for the script: values as they are kept, amounts as texts of minor units."""

    key: str
    id: str
    before: str | None
    values: dict[str, str]


class PageSettings(TypedDict):
    """What the script goes by; amounts as texts of minor units, pairs in Korean and English.

    ``units`` are what may stand behind a number, ``korean`` the scales of mixed numbers, ``one`` one of the currency.
    """

    kind: str
    name: str
    year: int
    reason_from: int
    factor: str
    one: str
    largest: str
    too_large: list[str]
    longest: dict[str, int]
    controls: str
    units: dict[str, str]
    korean: dict[str, str]


class PageData(TypedDict):
    """All that the script reads: ``base`` and ``receipt`` are what the office signed, and go into what is saved."""

    settings: PageSettings
    writable: list[str]
    words: dict[str, list[str]]
    programmes: list[PageProgramme]
    base: str
    receipt: str


def bundle(act: Act, call: Call, ministry: str, language: Language) -> bytes:
    """A ministry's request as a signed bundle: the page, the workbook, and what both were made from."""
    facts, base = bundles.stated(act, call, ministry)
    ticket = sealed(act.office.signer, facts, base)
    parts = {
        PAGE: written(act, call, ministry, language, base, ticket).encode(),
        WORKBOOK: sheets.written(act, call, ministry, language),
        BASE: base.encode(),
    }
    return pack(act.office.signer, facts, parts)


def written(act: Act, call: Call, ministry: str, language: Language, base: str, ticket: str) -> str:
    """The page as HTML; ``base`` is what it was made from and ``ticket`` the office's signature of it."""
    lines = drafts.lines(act.connection, act.known, call, ministry)
    found = faults(filings.asked(lines), year=call.year, reason_from=call.reason_from)
    styles, script = _asset("bundle.css"), _asset("bundle.js")
    page = (
        environment()
        .get_template("bundle.html")
        .render(
            b=_BothLanguages(act),
            lang=language,
            call=call,
            key=ministry,
            ministry=act.known.ministry(ministry),
            lines=lines,
            faults={each.key: each.severity for each in reversed(found)},
            fields=FIELDS,
            period=act.known.at(call.base).period,
            made_for=act.actor.name,
            asked=sum(each.amount or 0 for each in lines),
            before=sum(each.before or 0 for each in lines),
            policy=f"default-src 'none'; style-src {_hash(styles)}; script-src {_hash(script)}; img-src data:; "
            "base-uri 'none'; form-action 'none'",
        )
    )
    told = _page_data(act, call, ministry, lines)
    told["base"], told["receipt"] = base, ticket
    return _filled(page, styles, script, _embedded(told))


def _page_data(act: Act, call: Call, ministry: str, lines: list[DraftLine]) -> PageData:
    """What the script reads, without what the office signed."""
    answer = act.actor.may("request.write", call.item(ministry, act.now))
    return {
        "settings": _settings(act, call, ministry),
        "writable": [each for each in FIELDS if answer.allowed and answer.covers(each)],
        "words": {key: [word(key).ko, word(key).en] for key in _SAID},
        "programmes": [_programme(each) for each in lines],
        "base": "",
        "receipt": "",
    }


def _filled(page: str, styles: str, script: str, data: str) -> str:
    """A page with its styles, script and data in their places; texts of the page are escaped and look like none."""
    for empty, content in (("<style></style>", styles), ("<script></script>", script), (_DATA, data)):
        page = page.replace(empty, empty.replace("></", f">{content}</"), 1)
    return page


class _BothLanguages:
    """What the template says: every text in Korean and English, of which the page shows one at a time."""

    def __init__(self, act: Act) -> None:
        self.act = act

    def word(self, key: str, /, **values: object) -> Text:
        return word(key, **values)

    @property
    def unit(self) -> Text:
        unit = self.act.known.unit
        return Text(unit.label("en"), unit.label("ko"))

    def amount(self, value: int | None) -> str:
        return "–" if value is None else format_number(value, self.act.known.unit).replace("-", "−")

    def change(self, value: int) -> str:
        return format_number(value, self.act.known.unit, sign=True).replace("-", "−")

    def field(self, line: DraftLine, field: str) -> str:
        return field_text(field, line.value(field), self.act.known.unit)

    def time(self, value: datetime) -> str:
        there = value.astimezone()
        zone = there.strftime("%z")
        return f"{there.strftime('%Y-%m-%d %H:%M')} (UTC{zone[:3]}:{zone[3:]})"


def _settings(act: Act, call: Call, ministry: str) -> PageSettings:
    unit, large = act.known.unit, too_large("amount_large", LARGEST, act.known.unit)
    return {
        "kind": SAVED,
        "name": f"request-{call.year}-{ministry}",
        "year": call.year,
        "reason_from": call.reason_from,
        "factor": str(unit.factor),
        "one": str(unit.currency.base),
        "largest": str(LARGEST),
        "too_large": [large.ko, large.en],
        "longest": dict(LONGEST),
        "controls": "".join(each if each == "-" else f"\\u{ord(each):04x}" for each in CONTROLS),
        "units": {name: str(value) for name, value in unit_words(unit.currency).items()},
        "korean": {name: str(value * unit.currency.base) for name, value in KOREAN_SCALES.items() if name in _PARTS},
    }


def _programme(line: DraftLine) -> PageProgramme:
    before = None if line.before is None else str(line.before)
    return {"key": line.key, "id": line.id, "before": before, "values": {each: line.value(each) for each in FIELDS}}


@cache
def unit_words(money: Currency) -> dict[str, int]:
    """What may stand behind a number, in lower case, with what it is worth in minor units: ``억원``, ``million``."""
    names = [money.code, money.symbol, money.en, money.ko, *money.words]
    names = ["", *dict.fromkeys(each.lower() for each in names if each)]
    found = dict[str, int]()
    for scale in ("", *ENGLISH_SCALES, *KOREAN_SCALES):
        for name in names:
            for text in dict.fromkeys((f"{scale}{name}", f"{scale} {name}".strip())):
                said = read_words(text, money.code) if text else None
                if said is not None and said != UnitWords() and (said.codes is None or money.code in said.codes):
                    found[text] = factor(said, money)
    return found


@cache
def _asset(name: str) -> str:
    own = resources.files("crosscut.workspace.web") / "static"
    text = (own / name).read_text(encoding="utf-8")
    return "\n".join((asset("site.css")[0], text)) if name.endswith(".css") else text


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def _embedded(told: PageData) -> str:
    """JSON within HTML, in which nothing can end the element or begin another."""
    text = json.dumps(told, ensure_ascii=False, separators=(",", ":"))
    for sign in "<>&\u2028\u2029":
        text = text.replace(sign, f"\\u{ord(sign):04x}")
    return text
