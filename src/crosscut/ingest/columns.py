"""Which column of a sheet is what: a source's mapping, settled on the header that was found."""

from __future__ import annotations

import difflib
from collections import Counter
from dataclasses import dataclass, field, replace

from crosscut.characters import clean
from crosscut.config import Settings, Source
from crosscut.findings import Place
from crosscut.ingest.header import Header, tag_columns
from crosscut.ingest.named_currency import foreign_part, other_currency
from crosscut.ingest.printed_units import may_be_billions, printed_units
from crosscut.ingest.report import FATAL, WARNING, Report, Undecided, stop
from crosscut.ingest.undecided import report_undecided, undecided_column
from crosscut.money import MoneyError, Unit, is_unclear, stated_unit, unit
from crosscut.money.units import read_words
from crosscut.taxonomy import Taxonomy
from crosscut.text import Text
from crosscut.text.year_words import year

NUMBERS = ("amount", "low", "high")
_BILLION = 10**9
Scaled = dict[int, int]
_UNCLEAR_SCALES = (10**3, 10**6)
"""What scales that are not the same in all languages may be, such as that of ``EUR mil``."""


@dataclass(frozen=True)
class AmountColumn:
    """A column of amounts: ``area`` where they are tagged; year, stage and account where the column says them."""

    number: int
    header: str
    unit: Unit
    area: str = ""
    fiscal_year: int = 0
    stage: str = ""
    account: str = ""


@dataclass(frozen=True)
class Context:
    """What the reading of one source goes by: its place in the configuration, and where findings go.

    ``scaled`` counts, for each column whose format leaves out thousands throughout, how many it leaves out.
    """

    source: Source
    position: int
    settings: Settings
    taxonomy: Taxonomy
    place: Place
    report: Report
    scaled: Scaled = field(default_factory=dict)


@dataclass
class Mapping:
    """Column numbers of what is wanted."""

    source: Source
    texts: dict[str, list[int]] = field(default_factory=dict)
    columns: list[AmountColumn] = field(default_factory=list)
    bounds: dict[str, AmountColumn] = field(default_factory=dict)

    @property
    def text_numbers(self) -> list[int]:
        """Numbers of all columns that hold texts, each once."""
        return list(dict.fromkeys(number for numbers in self.texts.values() for number in numbers))

    @property
    def amount_numbers(self) -> set[int]:
        """Numbers of all columns that hold amounts."""
        return {column.number for column in [*self.columns, *self.bounds.values()]}


def settle(header: Header, context: Context) -> Mapping:
    """What each column of a sheet is.

    A unit or an area that is not known, and a unit that the sheet itself denies, are findings.

    Raises
    ------
    Unreadable
        where the mapping names no programme, or its unit is not known; ``Undecided`` where somebody is to state it.

    """
    source = context.source
    _require_ids(source, context.report)
    if report_undecided(source, context.settings, context.place, context.report):
        raise Undecided
    mapping, usual = Mapping(source), _unit(source.unit or context.settings.currency, context)
    for key, value in source.columns.items():
        numbers = [header.column(name) for name in ([value] if isinstance(value, str) else value)]
        found = [number for number in numbers if number is not None]
        if key not in NUMBERS:
            mapping.texts[key] = found
        elif found:
            column = _amount_column(found[0], header, usual, context)
            if key == "amount":
                mapping.columns.append(column)
            else:
                mapping.bounds[key] = column
    for fact, name in source.facts.items():
        number = header.column(name)
        mapping.texts[f"facts.{fact}"] = [] if number is None else [number]
    mapping.columns += _wide_columns(header, usual, context)
    mapping.columns += _tag_columns(header, usual, context)
    if not mapping.columns and not source.facts:
        _no_amounts(context)
    _refuse_two_meanings(mapping.columns, context)
    if "unit" not in source.columns:
        _check_units(mapping, header, context)
    return mapping


def _refuse_two_meanings(columns: list[AmountColumn], context: Context) -> None:
    """Report a column that is read as two amounts of its programmes: the same money would count twice."""
    counts = Counter(column.number for column in columns if not column.area)
    for number in (number for number, count in counts.items() if count > 1):
        name = next(column.header for column in columns if column.number == number)
        context.report.add(
            "column-read-twice",
            FATAL,
            Place(context.place.file, context.place.sheet, context.place.row, name),
            Text(
                f"The column {name!r} is read as two amounts of each programme, so its money counts twice.",
                f"{name!r} 열을 사업마다 두 금액으로 읽어 같은 돈을 두 번 셉니다.",
            ),
            mend=Text(
                "Name it in columns.amount or in wide.columns, not in both.",
                "columns.amount와 wide.columns 가운데 한쪽에만 적으십시오.",
            ),
        )


def _require_ids(source: Source, report: Report) -> None:
    needed = "programme" if source.kind == "programmes" else "parent"
    if needed not in source.columns:
        raise stop(
            report,
            "missing-mapping",
            Place(source.file),
            Text(f"A source of {source.kind} needs columns.{needed}.", f"columns.{needed} 설정이 필요합니다."),
            Text(
                f'Name the column of its id: columns = {{ {needed} = "…" }}.',
                f'식별자 열을 적으십시오: columns = {{ {needed} = "…" }}.',
            ),
        )


def _no_amounts(context: Context) -> None:
    context.report.add(
        "missing-mapping",
        FATAL,
        context.place,
        Text("No column of amounts is mapped, or none was found.", "금액 열이 지정되지 않았거나 없습니다."),
        mend=Text("Map columns.amount, or use wide or tags.", "columns.amount, wide 또는 tags를 지정하십시오."),
    )


def _unit(name: str, context: Context) -> Unit:
    try:
        return stated_unit(name, context.settings.currency)
    except MoneyError as error:
        raise stop(
            context.report,
            "unknown-unit",
            context.place,
            Text(f"The unit cannot be read: {error}", f"단위 {name!r}을(를) 읽을 수 없습니다."),
            _ROW_CURRENCIES if "currency" in context.source.columns else _ONE_CURRENCY,
        ) from None


_ONE_CURRENCY = Text(
    'Write source.unit such as "million", "백만원" or "thousand USD".',
    '"million", "백만원", "thousand USD"처럼 적으십시오.',
)
_ROW_CURRENCIES = Text(
    'Write source.unit without a currency, such as "units", "thousand" or "million": the column says each row\'s.',
    '통화는 열에서 읽으므로 "units", "thousand", "million"처럼 통화 없이 적으십시오.',
)


def _amount_column(number: int, header: Header, usual: Unit, context: Context) -> AmountColumn:
    name = header.names[number]
    own = {clean(column): unit_name for column, unit_name in context.source.units.items()}.get(name)
    return AmountColumn(number, header.display_name(number), _unit(own, context) if own else usual)


def _wide_columns(header: Header, usual: Unit, context: Context) -> list[AmountColumn]:
    columns, source = [], context.source
    for name, meaning in (source.wide.columns if source.wide else {}).items():
        number = header.column(name)
        if number is None or undecided_column(name, meaning, context.place, context.report):
            continue
        if not _meaning_fits(name, meaning, context):
            continue
        column = _amount_column(number, header, usual, context)
        area = _area(str(meaning["area"]), name, context) if "area" in meaning else ""
        if area is not None:
            columns.append(
                replace(
                    column,
                    area=area,
                    fiscal_year=year(str(meaning.get("fiscal_year", ""))),
                    stage=str(meaning.get("stage", "")),
                    account=str(meaning.get("account", "")),
                )
            )
    return columns


def _meaning_fits(name: str, meaning: dict[str, str | int], context: Context) -> bool:
    settings, place = context.settings, context.place
    known = {"fiscal_year", "stage", "account", "area"}
    wrong = sorted(set(meaning) - known)
    said, stage = str(meaning.get("fiscal_year", "1900")), str(meaning.get("stage", ""))
    if not wrong and year(said) and (not stage or stage in settings.stage_ids):
        return True
    context.report.add(
        "wrong-wide-column",
        FATAL,
        Place(place.file, place.sheet, place.row, name),
        Text(
            f"wide.columns.{name!r} = {meaning} is not something that a column can stand for.",
            f"wide.columns.{name!r}의 뜻 {meaning}을(를) 알 수 없습니다.",
        ),
        mend=Text(
            f"Use {', '.join(sorted(known))}; stages are {', '.join(settings.stage_ids)}.",
            f"{', '.join(sorted(known))}을(를) 쓰십시오. 단계: {', '.join(settings.stage_ids)}.",
        ),
    )
    return False


def _tag_columns(header: Header, usual: Unit, context: Context) -> list[AmountColumn]:
    columns = []
    for number, text in tag_columns(header, context.source).items():
        area = _area(text, header.names[number], context)
        if area is not None:
            columns.append(replace(_amount_column(number, header, usual, context), area=area))
    return columns


def _area(text: str, column: str, context: Context) -> str | None:
    taxonomy, place = context.taxonomy, context.place
    found = taxonomy.find(text)
    if found is not None:
        return str(found.id)
    near = _nearest(text, taxonomy)
    meant, meant_ko = (f"Did you mean {near!r}? ", f"{near!r}을(를) 뜻하셨습니까? ") if near else ("", "")
    context.report.add(
        "unknown-area",
        FATAL,
        Place(place.file, place.sheet, place.row, column),
        Text(
            f"{text!r} is not an area of {taxonomy.id}; its amounts were left out.",
            f"{text!r}은(는) {taxonomy.id}의 분야가 아니어서 금액을 뺐습니다.",
        ),
        mend=Text(
            f"{meant}Map it in tags.areas, or name it in tags.ignore.",
            f"{meant_ko}tags.areas에 지정하거나 tags.ignore에 적으십시오.",
        ),
    )
    return None


def _nearest(text: str, taxonomy: Taxonomy) -> str:
    names = [name for area in taxonomy.areas for name in (area.id, area.ko, area.en)]
    near = difflib.get_close_matches(text, names, n=1, cutoff=0.5)
    return near[0] if near else ""


def _check_units(mapping: Mapping, header: Header, context: Context) -> None:
    """Report a unit that the sheet prints in a header or above it and that is not the one configured."""
    settings, place = context.settings, context.place
    above = printed_units(header.above)
    for column in [*mapping.columns, *mapping.bounds.values()]:
        own = printed_units(header.names[column.number])
        foreign = _of_other_currency([*own, *([] if _readable(own, settings) else above)], settings.currency)
        foreign = foreign or foreign_part(header.names[column.number], settings.currency)
        printed = _readable(own, settings) or _readable(above, settings)
        shown = {column.unit.factor, column.unit.factor * 1000 ** context.scaled.get(column.number, 0)}
        said = foreign or (printed.name if printed and printed.factor not in shown else "")
        if printed is None and column.unit.factor // column.unit.currency.base not in _UNCLEAR_SCALES:
            said = said or next((text for text in (*own, *above) if is_unclear(text, settings.currency)), "")
        if printed is None and column.unit.factor != _BILLION * column.unit.currency.base:
            said = said or ("B" if may_be_billions(header.names[column.number], header.names) else "")
        if said:
            context.report.add(
                "unit-differs",
                WARNING,
                Place(place.file, place.sheet, place.row, column.header),
                Text(
                    f"The file says {said!r}, but the column is read in {_named(column.unit)!r}.",
                    f"파일에는 {said!r}(으)로 적혀 있는데 {_named(column.unit)!r}(으)로 읽었습니다.",
                ),
                mend=Text(
                    "Fix source.unit, or state the column's own in source.units.",
                    "source.unit을 고치거나 source.units에 열의 단위를 적으십시오.",
                ),
            )


def _named(column: Unit) -> str:
    """A unit as the mapping says it, with its currency where it names none."""
    words = read_words(column.name, column.currency.code)
    return column.name if words and words.codes else f"{column.name} {column.currency.code}"


def _of_other_currency(texts: list[str], code: str) -> str:
    """The first text that is a unit of another currency than the expected one."""
    return next((text for text in texts if other_currency(text, code)), "")


def _readable(texts: list[str], settings: Settings) -> Unit | None:
    for text in texts:
        try:
            return unit(text, settings.currency)
        except MoneyError:
            continue
    return None
