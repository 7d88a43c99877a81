"""Which columns of amounts stand for a year or a stage each, and which columns may say the year."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from crosscut.ingest.account_words import account_in, accounts_of
from crosscut.ingest.guessed_stages import budget_word
from crosscut.ingest.header_words import OTHER, roles
from crosscut.ingest.stage_words import CONFIRMED, stage_of_header
from crosscut.ingest.total_words import total_word
from crosscut.ingest.undecided import DECIDE
from crosscut.text.year_words import short_span, year, years_of_eras

_YEAR = re.compile(r"(?<!\d)(19\d\d|20\d\d)(?!\d)")
_SPAN = re.compile(r"(?<!\d)((?:19|20)\d\d)\s*[/–—-]\s*['’‘]?(\d{4}|\d{2})(?!\d)")
_SHORT = re.compile(r"(?<!\w)FY\s*['’‘]?\d{2}(?!\d)", re.IGNORECASE)
_DAY = re.compile(
    r"\b\d\d?\.\s*\d\d?\.\s*(?:19|20)\d\d"
    r"|(?<!\d)(?:19|20)\d\d(?:[-./]\s*\d\d?[-./]\s*\d\d?|[년年]\s*\d+\s*[월月](?:\s*\d+\s*[일日])?)"
)
_IN_BRACKETS = re.compile(r"\(.*?\)|\[.*?\]|（.*?）")
_NOT_PERIOD = re.compile(
    r"\(.*?\)|\[.*?\]|（.*?）|\b(?:19|20)\d\d(?:년도?|年度?)?|(?:令和|平成|昭和)\s?(?:\d+|元)\s?年度?"
)
_MOSTLY = 0.6
_FEWEST_PARTS, _ROUNDED = 2, 0.5


@dataclass(frozen=True)
class HeaderPeriod:
    """The year, usual stage and account that a column of amounts stands for: 0 and empty where it names none."""

    fiscal_year: int
    stage: str
    account: str = ""


def wide_columns(
    header: Sequence[str], rows: Sequence[Sequence[str]], share: Sequence[float]
) -> dict[str, HeaderPeriod]:
    """Headers of amounts that each name a year, or of which several name a stage or an account each.

    Parameters
    ----------
    header, rows
        The names of the columns and the first rows below them.
    share
        The share of numbers among the cells of each column.
    """
    years = years_in(header, rows)
    found = {
        name: HeaderPeriod(_year_of(name), stage_of_header(name))
        for at, name in enumerate(header)
        if name and share[at] > _MOSTLY and name not in years and not is_other(name)
    }
    if any(each.fiscal_year for each in found.values()):
        return _beside_others({name: each for name, each in found.items() if each.fiscal_year})
    staged = {name: each for name, each in found.items() if each.stage}
    if staged:
        plain = {name for name in found if budget_word(_NOT_PERIOD.sub("", name))}
        staged = {name: each for name, each in found.items() if each.stage or name in plain}
    return staged if len(set(staged.values())) > 1 else _of_accounts(found)


def _beside_others(found: dict[str, HeaderPeriod]) -> dict[str, HeaderPeriod]:
    """The headers, a plain budget among them as what was confirmed where another says that its year went on.

    It did where money of a later year is asked for already, or where any of the same year or a later one was spent.
    """
    asked = max((each.fiscal_year for each in found.values() if each.stage in ("requested", "proposed")), default=0)
    spent = max((each.fiscal_year for each in found.values() if each.stage == "executed"), default=0)
    settled = {
        name: replace(each, stage=CONFIRMED)
        for name, each in found.items()
        if not each.stage
        and (each.fiscal_year < asked or each.fiscal_year <= spent)
        and budget_word(_NOT_PERIOD.sub("", name))
    }
    return found if CONFIRMED in {each.stage for each in found.values()} else found | settled


def _of_accounts(found: Mapping[str, HeaderPeriod]) -> dict[str, HeaderPeriod]:
    """The headers that name an account each, where none beside them names an amount or a total."""
    named = [name for name in found if account_in(name)]
    beside = any(
        total_word(name) or any(role == "amount" for _, role in roles(name)) for name in found if name not in named
    )
    return {} if beside else {name: replace(found[name], account=said) for name, said in accounts_of(named).items()}


def settled(
    wide: Mapping[str, HeaderPeriod], header: Sequence[str], rows: Sequence[Sequence[str]]
) -> tuple[dict[str, HeaderPeriod], list[str]]:
    """The columns of amounts with what is theirs to say, and the headers of those that share a year and stage.

    Of columns that share a period, the one that is the sum of the others in every row stands for it, as a year does for
    its quarters, and the others are gone. Where none is and each names an account, it stands for that; else each is
    left to decide: its stage is ``decide``.
    """
    alike: dict[HeaderPeriod, list[str]] = {}
    for name, period in wide.items():
        alike.setdefault(period, []).append(name)
    found, shared = dict(wide), []
    for period, names in alike.items():
        if len(names) == 1:
            continue
        whole = _whole_of(names, header, rows)
        accounts = {} if whole else accounts_of(names)
        for name in names:
            if whole and name != whole:
                del found[name]
            elif accounts:
                found[name] = replace(period, account=accounts[name])
            elif not whole:
                found[name] = replace(period, stage=DECIDE)
                shared.append(name)
    return found, shared


def _whole_of(names: Sequence[str], header: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """The header among three or more whose amounts are the sums of the others' in every row; empty where none is."""
    if len(names) < _FEWEST_PARTS + 1:
        return ""
    for decimal in (".", ","):
        table = [[_number(row[header.index(name)], decimal) for name in names] for row in rows]
        full = [row for row in table if any(row)]
        for at, name in enumerate(names):
            if full and all(abs(sum(row) - 2 * row[at]) <= _ROUNDED * len(row) for row in full):
                return name
    return ""


def _number(text: str, decimal: str) -> float:
    """A number roughly, to compare it with sums; 0 where the text is none."""
    plain = re.sub(r"[\s'’,.]", lambda mark: "." if mark[0] == decimal else "", text)
    try:
        return float(plain)
    except ValueError:
        return 0.0


def is_other(header: str) -> bool:
    """Whether a header names what is no amount of a period, such as a change or a share."""
    return any(role == OTHER for _, role in roles(header))


def _year_of(header: str) -> int:
    """The one year that a header names in figures of four digits, or as offices write years; 0 where there is none."""
    plain = _IN_BRACKETS.sub(" ", header).strip()
    labelled = set(_YEAR.findall(plain)) or set(_YEAR.findall(header))
    parts = {found for part in plain.split() if (found := year(part))}
    if len(labelled) == 1 and not year(plain):
        return int(labelled.pop())
    parts = parts or set(years_of_eras(plain))
    return year(plain) or (parts.pop() if len(parts) == 1 else short_span(plain))


def year_of_titles(texts: Sequence[str]) -> int:
    """The one year that the titles around a table name, as of offices and not as of days; 0 where there is none."""
    found: set[int] = set()
    for text in texts:
        plain = _DAY.sub(" ", unicodedata.normalize("NFKC", text))
        spans = {year(match[0]) for match in _SPAN.finditer(plain)}
        plain = _SPAN.sub(lambda match: " " if year(match[0]) else match[0], plain)
        found |= spans | set(map(int, _YEAR.findall(plain))) | set(years_of_eras(plain))
        found |= set(map(year, _SHORT.findall(plain)))
    found.discard(0)
    return found.pop() if len(found) == 1 else 0


def years_in(header: Sequence[str], rows: Sequence[Sequence[str]]) -> list[str]:
    """Headers whose cells are all years."""
    return [
        name
        for at, name in enumerate(header)
        if name and (said := [row[at] for row in rows if row[at].strip()]) and all(map(year, said))
    ]
