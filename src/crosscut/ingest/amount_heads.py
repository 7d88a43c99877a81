"""What the head of a column of amounts says against the mapping: a share or a count, another year, another stage."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection
from functools import cache

from crosscut.calendar import usual_role
from crosscut.characters import folded
from crosscut.findings import Place
from crosscut.ingest import row_words
from crosscut.ingest.columns import AmountColumn, Context
from crosscut.ingest.header import Header
from crosscut.ingest.printed_units import printed_units
from crosscut.ingest.report import WARNING
from crosscut.ingest.stage_words import role_of_header
from crosscut.money import is_scale
from crosscut.text import Text
from crosscut.text.year_parts import is_part_of_a_year, names_part_of_a_year
from crosscut.text.year_words import year, years_of_eras

_PERCENT = re.compile(r"(?<![\d\s])\s*%|^\s*%")
_IN_BRACKETS = re.compile(r"\(([^()]*)\)|\[([^\[\]]*)\]")
_FOUR_DIGITS = re.compile(r"(?<!\d)(19\d\d|20\d\d)(?!\d)(?:\s*[/~〜–—-]\s*['’‘]?(\d{4}|\d{2})(?!\d))?")
_SHORT = re.compile(r"(?<!\w)FY\s*['’‘]?\d{2}(?!\d)", re.IGNORECASE)
_THOUSANDS = re.compile(r"['’‘`´]\s?000(?:\s000)?(?!\d)")
_DAY = (
    r"\d{1,2}\.?\s+[^\W\d_]+\.?\s+(?:19|20)\d\d|[^\W\d_]+\.?\s+\d{1,2},?\s+(?:19|20)\d\d"
    r"|\d{1,2}[./-]\d{1,2}[./-](?:19|20)\d\d|(?:19|20)\d\d[./-]\d{1,2}[./-]\d{1,2}\.?"
    r"|(?:19|20)\d\d\s?[년年]\s?\d{1,2}\s?[월月]\s?\d{1,2}\s?[일日]"
)
"""A whole date, in words or digits."""
_YEAR_WORDS = re.compile(r"(?:fy\s*)?\d+(?:년도?|年度?)?|[/~–—-](?=\s|\d|$)")
_PART = re.compile(r"[^\W\d_]+")


def ask(columns: list[AmountColumn], header: Header, context: Context) -> None:
    """Ask about columns of amounts whose heads say that they hold something else than the mapping says."""
    for column in columns:
        head = unicodedata.normalize("NFKC", header.names[column.number])
        if head and not _ask_measure(head, column, context) and not column.area:
            _ask_year(head, column, context)
            _ask_stage(head, column, context)
            _ask_part(head, column, context)


def _place(column: AmountColumn, context: Context) -> Place:
    return Place(context.place.file, context.place.sheet, context.place.row, column.header)


def is_share(head: str) -> bool:
    """Whether a head says that its column holds shares, rates or changes in percent."""
    if any(is_scale(part.strip()) for text in printed_units(head) for part in re.split("[,;]", text)):
        return False
    plain = re.sub(r"\d+(?:년도?|年度?)?", "", folded(_IN_BRACKETS.sub(" ", head))).strip()
    begins, ends = (tuple(row_words.listed(kind)) for kind in ("share_before", "share_end"))
    said = plain in row_words.listed("share") or plain.startswith(begins) or plain.endswith(ends)
    return (
        bool(_PERCENT.search(head)) or said or any(_says(folded(head), word) for word in row_words.listed("per_head"))
    )


def _says(text: str, phrase: str) -> bool:
    """Whether a text holds a phrase, and no part of longer words in Latin letters."""
    at = text.find(phrase)
    return at >= 0 and (not phrase.isascii() or re.search(rf"(?<!\w){re.escape(phrase)}(?!\w)", text) is not None)


def is_change(head: str) -> bool:
    """Whether a head says that its column holds what amounts changed by: a word for it, and no name of what changed."""
    plain = _YEAR_WORDS.sub(" ", folded(_IN_BRACKETS.sub(" ", head))).strip()
    words = {word.strip(".") for word in plain.split()}
    beside = words - row_words.listed("change")
    ends = len(words) == 1 and plain.endswith(tuple(row_words.listed("change_end")))
    return (beside < words and beside <= row_words.listed("change_beside")) or ends


def is_of_several_years(head: str) -> bool:
    """Whether a head says that its column holds what several years cost together, or on average."""
    plain = folded(head)
    spans = [(int(first), int(first[: 4 - len(last)] + last)) for first, last in _FOUR_DIGITS.findall(head) if last]
    long = any(last - first > 1 for first, last in spans)
    said = any(_says(plain, word) for word in row_words.listed("of_years"))
    return said or (long and not row_words.listed("of_span").isdisjoint(_PART.findall(plain)))


def is_count(head: str) -> bool:
    """Whether a head says that its column counts persons, projects or cases."""
    plain = folded(_IN_BRACKETS.sub(" ", head))
    before = tuple(f"{word} " for word in row_words.listed("count_before"))
    bracketed = [one or other for one, other in _IN_BRACKETS.findall(head)]
    ends = tuple(row_words.listed("count_end"))
    named = plain.startswith(before) or plain.endswith(ends) or plain in row_words.listed(row_words.PEOPLE)
    return named or any(map(row_words.counts_things, bracketed))


def is_of_parity(head: str) -> bool:
    """Whether a head says that its column is in points of purchasing power, no currency: ``(million PPS)``."""
    words = row_words.listed("parity")
    parts = (folded(part) for part in (head, *printed_units(head)))
    bare = (" ".join(word for word in part.split() if not is_scale(word)) for part in parts)
    return any(part.strip(".,") in words or _ends_so(part, words) for part in bare)


def _ends_so(text: str, words: Collection[str]) -> bool:
    ending = sorted((word for word in words if text.endswith((word, f"{word})"))), key=len)
    return any(re.search(rf"[,(]\s*{re.escape(word)}\)?$|\s{re.escape(word)}$", text) for word in ending)


_MEASURES = (
    (is_of_parity, Text("points of purchasing power", "구매력평가 기준 금액")),
    (is_share, Text("shares or rates", "비율")),
    (is_count, Text("a count", "개수나 인원")),
    (is_change, Text("changes from one period to another", "증감액")),
    (is_of_several_years, Text("what several years cost together or on average", "여러 해의 합이나 평균")),
)


def _ask_measure(head: str, column: AmountColumn, context: Context) -> bool:
    kind = next((text for holds, text in _MEASURES if holds(head)), None)
    if kind is None:
        return False
    context.report.add(
        "no-money",
        WARNING,
        _place(column, context),
        Text(
            f"The head says that the column holds {kind.en}, but it is read as amounts in {column.unit.name}.",
            f"머리글은 {kind.ko}인데 {column.unit.name} 단위의 금액으로 읽었습니다.",
        ),
        mend=Text("Map the column that holds amounts.", "금액이 든 열을 지정하십시오."),
    )
    return True


def years_named(head: str) -> set[int]:
    """The years that a head names in any of the ways of offices; both of a span.

    None where it speaks of prices, and none that a word before it makes the name of a programme (``Horizon 2020``) or
    that is of the day on which a budget was decided.
    """
    plain = folded(head)
    if set(_PART.findall(plain)) & row_words.listed("price") or any(
        _says(plain, phrase) for phrase in row_words.listed("price_phrase")
    ):
        return set()
    head = _named_by_year().sub(" ", _day_decided().sub(" ", _THOUSANDS.sub(" ", head)))
    found = set(years_of_eras(head)) | {year(match) for match in _SHORT.findall(head)}
    found |= {year(part) for part in (head.strip(), *head.split())}
    for first, last in _FOUR_DIGITS.findall(head):
        found |= {int(first), int(first[:2] + last if len(last) == 2 else last or first)}
    return found - {0}


@cache
def _day_decided() -> re.Pattern[str]:
    words = "|".join(map(re.escape, row_words.listed("decided")))
    return re.compile(rf"(?<!\w)(?:{words})(?:\s+\w{{1,3}})?\s+(?:{_DAY})|(?:{_DAY})\s*(?:{words})", re.IGNORECASE)


@cache
def _named_by_year() -> re.Pattern[str]:
    names = "|".join(map(re.escape, row_words.listed("year_name")))
    return re.compile(rf"(?<!\w)(?:{names})\s?(?:19|20)\d\d(?!\d)", re.IGNORECASE)


def _ask_year(head: str, column: AmountColumn, context: Context) -> None:
    said = column.fiscal_year or (0 if "fiscal_year" in context.source.columns else context.source.fiscal_year)
    named = years_named(head)
    if not said or not named or min(named) <= said <= max(named):
        return
    listed = ", ".join(map(str, sorted(named)))
    context.report.add(
        "year-differs",
        WARNING,
        _place(column, context),
        Text(
            f"The head says {listed}, but the amounts are read as of {said}.",
            f"머리글은 {listed}인데 {said}년 금액으로 읽었습니다.",
        ),
        mend=Text("Fix the year in the mapping.", "매핑의 연도를 고치십시오."),
    )


def _ask_stage(head: str, column: AmountColumn, context: Context) -> None:
    said = column.stage or ("" if "stage" in context.source.columns else context.source.stage)
    other = role_of_header(head)
    if not said or not other:
        return
    roles = {stage.id: stage.role for stage in context.settings.stages}
    role = roles.get(said) or usual_role(said)
    if role == other or "execution" not in (role, other):
        return
    spent, spent_ko = ("what was spent", "집행액") if other == "execution" else ("what was asked for or given", "예산")
    context.report.add(
        "stage-differs",
        WARNING,
        _place(column, context),
        Text(
            f"The head speaks of {spent}, but the amounts are read as {said}.",
            f"머리글은 {spent_ko}인데 단계를 {said}(으)로 읽었습니다.",
        ),
        mend=Text("Fix the stage in the mapping.", "매핑의 단계를 고치십시오."),
    )


def _ask_part(head: str, column: AmountColumn, context: Context) -> None:
    """Ask where a quarter or a half is read as what a year is given: what was spent so far may be of one."""
    said = column.stage or ("" if "stage" in context.source.columns else context.source.stage)
    roles = {stage.id: stage.role for stage in context.settings.stages}
    spent = (roles.get(said) or usual_role(said)) == "execution"
    if not said or spent or is_part_of_a_year(said) or not names_part_of_a_year(head):
        return
    context.report.add(
        "part-of-year",
        WARNING,
        _place(column, context),
        Text(
            f"The head speaks of a part of the year, but the amounts are read as the year's ({said}).",
            f"머리글은 한 해의 일부인데 그해 전체 금액({said})으로 읽었습니다.",
        ),
        mend=Text(
            "Map the column of the whole year, or give the part a stage of its own.",
            "한 해 전체의 열을 지정하거나, 그 기간을 따로 단계로 적으십시오.",
        ),
    )
