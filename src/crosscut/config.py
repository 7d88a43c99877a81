"""The meaning of ``crosscut.toml``: what a budget folder says about itself (DESIGN §6)."""

from __future__ import annotations

from collections.abc import Sequence
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from crosscut import tomltext
from crosscut.calendar import Calendar, Stage, usual_role
from crosscut.characters import composed
from crosscut.errors import CrosscutError
from crosscut.money import Unit, unit
from crosscut.plugins import offered
from crosscut.setting_values import (
    CurrencyCode,
    FileInside,
    FiscalYear,
    Languages,
    Names,
    OneAPeriod,
    Positive,
    RowNumbers,
    StageSetting,
    YearLabel,
    unfit_to_sum,
)
from crosscut.text import LANGUAGES, Text
from crosscut.text.refusals import RefusalError, listed, meant
from crosscut.wholefiles import matching, read_text

Counting = Literal["partition", "coefficient", "overlap"]
COUNTINGS: tuple[Counting, ...] = ("partition", "coefficient", "overlap")
FORMATS = ("csv", "excel", "parquet")
"""Formats of sources that are read without a plug-in."""
DEFAULT_STAGES = ("requested", "reviewed", "proposed", "confirmed", "revised", "executed")

LINE_COLUMNS = (
    "programme",
    "subprogramme",
    "name",
    "name_en",
    "ministry",
    "committee",
    "text",
    "start",
    "end",
    "fiscal_year",
    "stage",
    "account",
    "currency",
    "unit",
    "amount",
    "low",
    "high",
    "status",
    "note",
    "parent",
)
"""What a source's columns may be mapped to; ``parent`` names the programme that a subprogramme belongs to."""


FACT_KINDS: dict[str, Literal["text", "number", "amount"]] = {
    "grade": "text",
    "score": "number",
    "feasibility": "text",
    "total_cost": "amount",
    "total_cost_plan": "amount",
    "midterm": "amount",
    "carried_over": "amount",
    "q4": "number",
    "december": "number",
    "method": "text",
    "predecessor": "text",
    "flagship": "text",
}
"""What else a source may say of a programme and year, and whether it is a text, a number or an amount of money."""


_TOLD = 20
"""Faults that one message tells of."""


class ConfigError(RefusalError):
    """A file of settings cannot be used. Carries one line per fault, each naming the setting and the mend."""

    def __init__(self, file: Path, faults: Sequence[str | Text]) -> None:
        self.faults = [str(each) for each in faults]
        super().__init__(listed(faults, _TOLD), code="config", file=str(file))


def did_you_mean(word: str, known: Sequence[str]) -> str:
    """A question that offers the nearest known word, capitals apart; led by a space, empty where none is near."""
    return meant(word, known).en


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Tags(_Strict):
    """Columns of tagged amounts, one an area: by a common prefix, or named one by one."""

    prefix: str = ""
    areas: dict[str, str] = Field(default_factory=dict, description="column (prefix removed) → area id")
    ignore: tuple[str, ...] = ()


class Wide(_Strict):
    """Amount columns that each stand for a year, a stage or both."""

    columns: dict[str, dict[str, str | int]] = Field(
        description='column → what it stands for, such as {"2025 예산" = {fiscal_year = 2025, stage = "confirmed"}}'
    )


class Source(_Strict):
    """One file of a budget folder and how its columns are to be read."""

    file: FileInside
    summed: bool = Field(default=False, description="a folder or a pattern of large files: the engine sums their rows")
    kind: Literal["programmes", "subprogrammes"] = "programmes"
    format: str = Field(default="", description="csv, excel or parquet, or what a plug-in reads; empty looks")
    encoding: str = ""
    delimiter: str = ","
    sheet: str = ""
    header_row: int = Field(default=0, ge=0, description="1 is the first row; 0 finds it")
    header_rows: int = Field(default=1, ge=1, le=5, description="rows that the header spans")
    currency: str = Field(default="", description="of its amounts, where it is not the budget's")
    unit: str = Field(default="", description="what the amounts are counted in; in columns.unit, where rows say it")
    units: dict[str, str] = Field(default_factory=dict, description="column → unit, where it differs")
    fiscal_year: FiscalYear | None = Field(default=None, ge=1900, le=2200)
    stage: str = ""
    columns: dict[str, str | list[str]]
    wide: Wide | None = None
    tags: Tags | None = None
    facts: dict[str, str] = Field(default_factory=dict, description="fact → column, such as a grade or a planned cost")
    skip: tuple[str, ...] = Field(default=(), description="columns known and not wanted")
    blank_tags: Literal["unread", "outside"] = Field(
        default="unread", description="what a programme without any tag means: nobody looked yet, or no area holds it"
    )
    decimal: Literal["", ".", ","] = Field(default="", description="the mark before decimals; empty lets the cells say")
    thousands: Literal["", ",", ".", " ", "'"] = Field(default="", description="the mark between thousands")
    blank: tuple[str, ...] = Field(default=(), description="further words of cells that state nothing")
    where: dict[str, str | int | list[str | int]] = Field(
        default_factory=dict, description="column → what it says in the rows that count"
    )
    skip_rows: tuple[RowNumbers, ...] = Field(default=(), description="rows that do not count, such as 7 or '9-12'")
    keep_rows: tuple[RowNumbers, ...] = Field(default=(), description="rows that are no totals though they look so")
    fill_down: tuple[str, ...] = Field(default=(), description="columns whose blank cells say what stands above them")
    first_row: int = Field(default=0, ge=0, description="the first row of the table, its header included")
    last_row: int = Field(default=0, ge=0, description="the last row of the table")
    range: str = Field(default="", pattern=r"^([A-Za-z]{1,3}[1-9]\d*:[A-Za-z]{1,3}[1-9]\d*)?$", description="B4:H50")
    hidden: Literal["", "read", "skip"] = Field(
        default="", description="whether hidden rows and columns count; empty reads them and says so"
    )
    license: str = ""
    citation: str = ""

    def files(self, folder: Path) -> list[str]:
        """Its files, relative to the folder, in order: of a source that is summed all that its pattern fits."""
        return matching(folder, self.file) if self.summed and not (folder / self.file).is_file() else [self.file]

    @model_validator(mode="after")
    def _known_columns(self) -> Source:
        for key in self.columns:
            if key not in LINE_COLUMNS:
                raise ValueError(f"columns.{key} is not something a column can be.{did_you_mean(key, LINE_COLUMNS)}")
        if not self.unit and "unit" not in self.columns:
            raise ValueError(
                'unit is missing: what are the amounts counted in? Write unit = "million", or columns.unit'
            )
        if self.summed and (unfit := unfit_to_sum(self)):
            raise ValueError(f"{', '.join(unfit)} cannot be stated where summed = true: its files are plain tables")
        for key in self.facts:
            if key not in FACT_KINDS:
                raise ValueError(f"facts.{key} is not a fact.{did_you_mean(key, tuple(FACT_KINDS))}")
        return self


class Rate(_Strict):
    """What one of another currency is worth in the budget's, in a fiscal year and at a stage or in all."""

    currency: CurrencyCode
    rate: Positive = Field(description='exact, in quotes: "1350.5"')
    fiscal_year: FiscalYear = Field(default=0, ge=0, le=2200)
    stage: str = ""
    citation: str = Field(default="", description="who stated it")


class Control(_Strict):
    """A total printed elsewhere: equal it, or explain the difference."""

    label: str
    amount: str
    where: dict[str, str | int] = Field(default_factory=dict)
    kind: Literal["lines", "tags"] = "lines"
    citation: str = ""
    explained: str = Field(default="", description="why the ledger differs, if it rightly does")


class StatedChange(_Strict):
    """What one programme's money changed by, known better than the amounts it lies between."""

    programme: str
    since: str = Field(description='a year and stage, such as "2023:confirmed"')
    until: str
    low: str
    high: str
    citation: str = ""


class ExtraArea(_Strict):
    """An area that the taxonomy lacks and the budget's sources need: a theme of the office's own, or a remainder."""

    id: str = Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")
    name: Names
    note: Names = Text()
    remainder: bool = Field(default=False, description="money of the taxonomy's own areas whose split nobody published")


class OfficeSettings(_Strict):
    """``[publication]``: what documents say of the office that hands them out, and what they single out."""

    office: Names = Text()
    responsible: Names = Text()
    date: str = Field(default="", pattern=r"^(\d{4}-\d{2}-\d{2})?$", description="the day of the release (ISO)")
    embargo: Names = Text()
    flagships: int = Field(default=3, ge=0, le=20, description="programmes that the release names for each area")
    unnamed: tuple[str, ...] = Field(default=(), description="ids (with *) of money whose programmes nobody named")
    directions: dict[str, Names] = Field(default_factory=dict, description="area → what the money is for")
    templates: FileInside = "templates"

    def is_named(self, programme: str) -> bool:
        """Whether an id is a programme's, and not that of money whose programmes nobody named."""
        return not any(fnmatchcase(programme, pattern) for pattern in self.unnamed)


class Classify(_Strict):
    """Whether programmes that nobody decided on and no tag speaks of get the machine's surest proposals."""

    enabled: bool = False
    error: float = Field(default=0.05, gt=0, lt=1, description="share of wrong proposals to be borne unread")
    second_from: int = Field(default=0, ge=0, description="money, in the printed unit, that two people read anyway")


class Settings(_Strict):
    """A whole ``crosscut.toml``."""

    title: Names
    currency: str = "KRW"
    stages: tuple[StageSetting, ...] = tuple(Stage(each, usual_role(each)) for each in DEFAULT_STAGES)
    taxonomy: str
    counting: Counting = "partition"
    unit: str = Field(default="", description="the unit that tables are printed in; empty chooses by currency")
    ledger: str = Field(default="", description="path in the folder or database URL; empty is ledger.sqlite")
    synthetic: bool = False
    licence: str = ""
    contact: Names = Text()
    note: Names = Text()
    main_stage: str = Field(default="", description="the stage the publication leads with; empty is the latest read")
    main_year: FiscalYear = Field(default=0, ge=0, le=2200, description="the year it leads with; 0 is the latest read")
    year_label: YearLabel = Field(
        default="", description="how years are printed: {year}/{next} is 2023/24, FY{yy} is FY23"
    )
    languages: Languages = Field(
        default=LANGUAGES, min_length=1, description="the languages that pages and documents are made in"
    )
    zone: str = Field(
        default="", description="the zone of the workspace's times, such as Asia/Seoul; empty is the server's"
    )
    base_url: str = Field(
        default="",
        pattern=r"^(https?://[^\s\"'<>?#]+/)?$",
        description="where the site is published, with a / at its end; empty is not known",
    )
    publication: OfficeSettings = OfficeSettings()
    classify: Classify = Classify()
    extra_area: tuple[ExtraArea, ...] = Field(default=(), description="areas added to the taxonomy, inside it")
    source: tuple[Source, ...] = Field(min_length=1)
    rate: Annotated[tuple[Rate, ...], OneAPeriod] = Field(
        default=(), description="what other currencies are worth in the budget's"
    )
    control: tuple[Control, ...] = ()
    change: tuple[StatedChange, ...] = Field(default=(), description="changes known better than the amounts themselves")

    @model_validator(mode="after")
    def _known_stages(self) -> Settings:
        named = [(f"source {source.file!r}: stage", source.stage) for source in self.source]
        for setting, stage in [*named, ("main_stage", self.main_stage)]:
            if stage and stage not in self.stage_ids:
                known, near = ", ".join(self.stage_ids), did_you_mean(stage, self.stage_ids)
                raise ValueError(f"{setting} {stage!r} is not one of {known}.{near}")
        return self

    @property
    def stage_ids(self) -> tuple[str, ...]:
        """The ids of the stages in order."""
        return tuple(stage.id for stage in self.stages)

    @property
    def calendar(self) -> Calendar:
        """The stages in order, with no period in them yet."""
        return Calendar(self.stages, main_stage=self.main_stage, main_year=self.main_year, year_label=self.year_label)

    @property
    def printed_unit(self) -> Unit:
        """The unit that amounts are printed in: the budget's, else a million won, a thousand of other currencies."""
        return unit(self.unit or ("million" if self.currency == "KRW" else "thousand"), self.currency)


FILE = "crosscut.toml"


def load(folder: Path) -> Settings:
    """Read ``crosscut.toml`` of a budget folder.

    Raises
    ------
    ConfigError
        where the file is missing, is no TOML, or holds a setting that cannot be; all faults at once.

    """
    file = folder / FILE
    try:
        settings = parse(read_text(file, tomltext.LARGEST), file)
    except FileNotFoundError:
        raise ConfigError(file, ["not found. Make a budget folder with: crosscut init DIR"]) from None
    except UnicodeDecodeError:
        raise ConfigError(file, ["is not UTF-8 text. Save it as UTF-8"]) from None
    if faults := _unread_formats(settings):
        raise ConfigError(file, faults)
    return settings


def _unread_formats(settings: Settings) -> list[str]:
    """The sources whose format no reader that is installed reads: what was read before needs none."""
    known = (*FORMATS, *(point.name for point in offered("crosscut.readers")))
    return [
        f"source.{number}: format {each.format!r} is none of {', '.join(known)}.{did_you_mean(each.format, known)}"
        for number, each in enumerate(settings.source, start=1)
        if each.format and each.format not in known
    ]


def parse(text: str, file: Path) -> Settings:
    """The settings that a text of ``crosscut.toml`` states; ``file`` is what errors call it.

    Raises
    ------
    ConfigError
        as :func:`load`.
    """
    try:
        data = tomltext.parsed(composed(text))
    except CrosscutError as error:
        raise ConfigError(file, [error.message]) from None
    try:
        return Settings.model_validate(data)
    except ValidationError as error:
        raise ConfigError(file, _faults(error)) from None


_KNOWN: dict[str, type[BaseModel]] = {
    "source": Source,
    "rate": Rate,
    "control": Control,
    "change": StatedChange,
    "tags": Tags,
    "wide": Wide,
    "publication": OfficeSettings,
    "classify": Classify,
}


def _faults(error: ValidationError) -> list[str]:
    """One line a fault; that a list is empty goes without saying where its items are what is wrong."""
    errors = error.errors()
    inside = {each["loc"][0] for each in errors if len(each["loc"]) > 1}
    told = [each for each in errors if not (each["type"] == "too_short" and each["loc"][0] in inside)]
    return [_fault(each, offer=at < _TOLD) for at, each in enumerate(told)]


def _fault(error: Any, *, offer: bool) -> str:
    """A fault in a line; with ``offer`` it asks whether a known setting near it was meant."""
    where = ".".join(str(part + 1) if isinstance(part, int) else part for part in error["loc"])
    if error["type"] == "extra_forbidden":
        parents = [part for part in error["loc"][:-1] if part in _KNOWN]
        known = list((_KNOWN[parents[-1]] if parents else Settings).model_fields)
        top = tomltext.misplaced(error["loc"], Settings.model_fields.keys() - _KNOWN)
        return f"{where} is not a setting.{(top or did_you_mean(str(error['loc'][-1]), known)) if offer else ''}"
    message = error["msg"].removeprefix("Value error, ")
    if error["type"] == "string_pattern_mismatch" and error["loc"][-1] == "range":
        message = f"{error['input']!r} is no range of cells, such as B4:H50"
    return f"{where}: {message}" if where else message
