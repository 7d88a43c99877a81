"""The unit and the currency of amounts, as headers, titles, notes and number formats say them."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from importlib.resources import files

from crosscut.characters import folded
from crosscut.ingest.guessed_currency import shared_currency
from crosscut.ingest.header_words import roles
from crosscut.ingest.named_currency import money_words, named_currency
from crosscut.ingest.printed_units import leads_in, printed_units, says_unit
from crosscut.ingest.readers.marks import NumberFormat
from crosscut.money import CURRENCIES, MoneyError, currencies_named, is_scale, is_unclear, unit

_WORD = re.compile(r"[^\W\d_]+|\d+")
_SHORT_UNITS = {"mkrw": "million", "keur": "thousand", "meur": "million", "kusd": "thousand", "musd": "million"}
_SCALES = frozenset(
    ("thousand", "million", "billion", "천", "백만", "억", "千", "百万", "億", "crore", "lakh", "tsd", "mio", "mrd")
)
_SIGNS = {"원": "KRW", "円": "JPY", "€": "EUR", "£": "GBP", "元": "CNY", "₹": "INR"}
_NUMBERED_SCALE = re.compile(r"\d+[a-z]{1,2}")
_TRADITIONAL = re.compile("[預數機關計畫額萬億單會財務經濟學發處縣臺灣總編號稱項]")
_ROC_YEAR = re.compile(r"(?<!\d)1\d\d\s*年")


@dataclass(frozen=True)
class GuessedMoney:
    """What one in a column is worth: ``unit`` of most columns, ``units`` of those that say another; empty if unsaid.

    ``sure`` says that the file itself shows whose ``currency`` it is, where several countries call theirs so.
    """

    unit: str = ""
    currency: str = ""
    sure: bool = True
    units: Mapping[str, str] = field(default_factory=dict)


def money_of(
    headers: Sequence[str],
    around: str,
    below: Iterable[str],
    formats: Mapping[str, Sequence[NumberFormat]],
    beside: Iterable[str] = (),
) -> GuessedMoney:
    """The unit and the currency of columns of amounts.

    Parameters
    ----------
    headers
        The names of the columns.
    around
        What stands above the header and in a first row without numbers.
    below
        Texts that stand alone in a row under the header, of which notes that name a unit count.
    formats
        How the file shows the numbers of a column.
    beside
        Other texts of the file, which may show the country whose money it is.
    """
    below = list(below)
    shown = [each.literal for name in headers for each in formats.get(name, ())]
    shared = shared_currency((*headers, around, *below, *shown), (*headers, around, *below, *beside))
    found = _named(headers, around, below, shown, shared.code)
    return replace(found, sure=shared.sure or found.currency != shared.code)


def _named(
    headers: Sequence[str], around: str, below: Sequence[str], shown: Sequence[str], shared: str
) -> GuessedMoney:
    unclear = (code for text in (*headers, around) for each in _units(text) for code in _unclear(each, text, shared))
    if code := next(unclear, ""):
        return GuessedMoney(currency=code)
    said = {name: found for name in headers if (found := _first_unit(_units(name), f"{around} {name}", shared))}
    if said:
        main, code = next(iter(said.values()))
        worth = {name: _factor(*each) for name, each in said.items()}
        other = {name: each[0] for name, each in said.items() if worth[name] != _factor(main, code)}
        return GuessedMoney(main, code, units=other)
    noted = [text for text in below if says_unit(text)]
    texts = [each for text in (*headers, around, *noted, *shown) for each in _units(text)]
    beside = " ".join((around, *headers))
    own = (_first_unit(_units(text), beside, shared) for text in (*headers, around, *noted, *shown))
    found = next(filter(None, own), None)
    if found and any(_follows_unknown(text, found[0]) for text in (around, *noted)):
        return GuessedMoney(currency=found[1])
    if found:
        return GuessedMoney(*found)
    code = next((each for text in texts for each in _codes(text, beside, shared)), "")
    words = (word for text in texts for word in _WORD.findall(folded(text)) if len(word) > 2 and is_scale(word))
    meant = (text for text in texts if not code and currencies_named(text))
    return GuessedMoney(next(meant, "") or next(words, ""), code)


def currency_of_script(cells: Iterable[str]) -> str:
    """The currency of the one country whose script the cells are written in; empty where they do not show it."""
    text = "".join(cells)
    table = (files("crosscut.ingest") / "data" / "script_currencies.csv").read_text(encoding="utf-8")
    return next(
        (
            row["currency"]
            for row in csv.DictReader(table.splitlines())
            if re.search(f"[{chr(int(row['first'], 16))}-{chr(int(row['last'], 16))}]", text)
        ),
        "",
    )


def _units(text: str) -> list[str]:
    """What of a text may be a unit: what stands where units do, words of money, and the whole."""
    return [*printed_units(text), *money_words(text), text]


def _first_unit(texts: Iterable[str], around: str, shared: str) -> tuple[str, str] | None:
    """The first unit that texts say, with its currency."""
    pairs = ((text, code) for text in texts for code in _codes(text, around, shared))
    found = [(scale, code) for text, code in pairs if (scale := _scale(text, code))]
    return next((each for each in found if is_scale(each[0])), found[0] if found else None)


def _unclear(text: str, around: str, shared: str) -> list[str]:
    """The currencies in which a text is a unit whose scale nobody knows for sure."""
    return [code for code in _codes(text, around, shared) if is_unclear(text, code)]


def _follows_unknown(text: str, name: str) -> bool:
    """Whether a currency stands in a text behind a word that nobody knows, and that may be its scale."""
    if is_scale(name):
        return re.search(rf"(?i)[^\W\d_]+\s+(?:of|de|di|von)\s+{re.escape(name)}(?!\w)", text) is not None
    found = re.search(rf"(?i)(?<![^\W\d_])([^\W\d_]+)\s+{re.escape(name)}(?!\w)", text)
    return found is not None and not (leads_in(found[1]) or roles(found[1]))


def _factor(name: str, code: str) -> int:
    return unit(name, code).factor


def _codes(text: str, around: str, shared: str) -> list[str]:
    """The currencies that a text may be in, named ones first, else the one of a ``shared`` name."""
    words = set(_WORD.findall(folded(f"{text.replace('_', ' ')} {around}")))
    named = [
        code
        for code in CURRENCIES
        if code.lower() in words or any(w.endswith(code.lower()) for w in words if w in _SHORT_UNITS)
    ]
    spelled = [code for each in (text, around) if (code := named_currency(each))]
    signs = [code for sign, code in _SIGNS.items() if sign in text]
    found = list(dict.fromkeys([*named, *spelled, *signs])) or [shared][: bool(shared)]
    return _of_others(found, text + around) if "CNY" in found and "CNY" not in named else found


def _of_others(codes: list[str], text: str) -> list[str]:
    """The currencies without the yuan of the mainland where it writes otherwise; years of Taiwan say its dollar."""
    if not _TRADITIONAL.search(text) or "人民" in text:
        return codes
    return [*(["TWD"] if _ROC_YEAR.search(text) else []), *(code for code in codes if code != "CNY")]


def _scale(text: str, code: str) -> str:
    plain = folded(text.replace("_", " "))
    for candidate in (text, plain):
        try:
            return candidate if unit(candidate, code) else ""
        except MoneyError:
            continue
    for word in _WORD.findall(plain):
        if word in _SCALES or word in _SHORT_UNITS:
            return str(_SHORT_UNITS.get(word, word))
    return _beside_code(plain.split(), code)


def _beside_code(words: Sequence[str], code: str) -> str:
    """A currency's code in a head, with the scale of one letter beside it: ``amount_all_m``; empty where unclear."""
    if code.lower() not in words:
        return ""
    at = words.index(code.lower())
    beside = [*words[at + 1 : at + 2], *words[max(at - 1, 0) : at]]
    scale = next(filter(is_scale, beside), "")
    return "" if any(_NUMBERED_SCALE.fullmatch(word) for word in beside) else f"{code} {scale}".strip()
