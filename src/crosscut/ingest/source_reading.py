"""One source of a budget: its file opened, its rows read, by the engine where there are more than a table is held for.

A file of many rows is summed as one whose source states ``summed``, unless its settings or its text keep it from that.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from crosscut.config import Settings, Source
from crosscut.findings import Finding, Place
from crosscut.ingest import columns, explanation, parts_below, row_meanings, year_columns
from crosscut.ingest.conversion import by_currency, converted
from crosscut.ingest.header import Header, find_header
from crosscut.ingest.limits import MANY_ROWS, MOST_ROWS
from crosscut.ingest.readers import open_sheet, rows_in, to_sum
from crosscut.ingest.readers.marks import scaled_columns
from crosscut.ingest.readers.sheet import Sheet, marks_of
from crosscut.ingest.readers.summed import SummedSheet
from crosscut.ingest.report import FATAL, INFO, WARNING, Report, Undecided, Unreadable
from crosscut.ingest.rows import read_rows, style_of
from crosscut.ingest.source_rows import SourceRows
from crosscut.setting_values import unfit_to_sum
from crosscut.taxonomy import Taxonomy
from crosscut.text import Text

_NONE_ALIKE = Text(
    "no two say the same, so that sums would be as many.", "내용이 같은 행이 없어 합산해도 줄지 않습니다."
)


@dataclass
class ReadSource:
    """What was read of a source: its rows in each currency, or how it was understood where its unit is undecided.

    ``whole`` says that nothing kept any of it from being read. ``counted`` are the rows of files that were summed,
    ``repeated`` those of them that say in all mapped columns what another says, ``doubtful`` a number that can mean two
    things.
    """

    rows: list[SourceRows] = field(default_factory=list)
    undecided: explanation.SourceReading | None = None
    whole: bool = True
    counted: int = 0
    repeated: int = 0
    doubtful: str = ""

    @property
    def reason(self) -> Text | None:
        """Why the rows are better held one by one, where there is a reason."""
        if any(each.counts.totals or each.counts.notes for each in self.rows):
            return Text("there are rows that total others, or notes.", "다른 행을 합한 행이나 주석이 있습니다.")
        if self.to_ask:
            return self.to_ask
        if self.counted and not self.repeated:
            return _NONE_ALIKE
        if 2 * self.repeated < self.counted:
            return Text("some say the same, as if they stood twice.", "같은 내용이 두 번 적힌 행이 있습니다.")
        return None

    @property
    def to_ask(self) -> Text | None:
        """What is to be asked of rows one by one: what they say of themselves, or how their numbers are written."""
        if any(map(parts_below.has_worded, self.rows)):
            return Text(
                "some say to be part of another, or a memo item.", "다른 행의 일부나 참고라고 적힌 행이 있습니다."
            )
        if self.doubtful:
            return Text(
                f"{self.doubtful} can mean thousands or decimals.",
                f"{self.doubtful}의 부호가 자릿수 구분인지 소수점인지 알 수 없습니다.",
            )
        return None


@dataclass(frozen=True)
class SourceReader:
    """Reads the sources of a budget folder."""

    folder: Path
    settings: Settings
    taxonomy: Taxonomy
    engine_name: str

    def read(self, position: int, report: Report) -> ReadSource:
        """The rows of the source at a position of the settings."""
        source = self.settings.source[position]
        rows = 0 if source.summed else rows_in(self.folder, source)
        if rows < MANY_ROWS:
            return self._read(source, position, report)
        unfit = ", ".join(unfit_to_sum(source))
        if unfit:
            return self._held(position, rows, Text.same(f"{unfit}."), Report(), report)
        tried = Report()
        found = self._read(to_sum(self.folder, source, tried), position, tried)
        if not found.whole:
            return self._held(position, rows, _fault_text(tried.findings[-1]), tried, report)
        reason = found.reason
        if rows <= MOST_ROWS and reason:
            del found
            return self._held(position, rows, reason, tried, report)
        if not found.undecided:
            _report_summed(source, found, report)
        if found.to_ask:
            _report_unasked(source, rows, found.to_ask, report)
        report.findings += tried.findings
        return found

    def _held(self, position: int, rows: int, why: Text, tried: Report, report: Report) -> ReadSource:
        """The rows of a file one by one, where these are not too many; ``why`` is what keeps them from being summed."""
        source = self.settings.source[position]
        if rows > MOST_ROWS:
            report.findings += tried.findings
            if tried.findings:
                _report_hindered(source, rows, report)
            else:
                _report_too_large(source, rows, why, report)
            return ReadSource(whole=False)
        found = self._read(source, position, report)
        if found.whole:
            _report_held(source, rows, why, report)
        return found

    def _read(self, source: Source, position: int, report: Report) -> ReadSource:
        found = ReadSource()
        try:
            sheet = open_sheet(self.folder, source, report, self.engine_name)
            header = find_header(sheet, source, report)
            try:
                self._read_parts(found.rows, sheet, header, (source, position), report)
            except Undecided:
                found.undecided = explanation.undecided(source, sheet, header)
            if isinstance(sheet, SummedSheet) and not self.settings.source[position].summed:
                found.counted, found.repeated = sheet.repeated()
                found.doubtful = self._doubtful(sheet, source)
        except Unreadable:
            found.whole = False
        return found

    def _doubtful(self, sheet: SummedSheet, source: Source) -> str:
        """A number of the first rows whose point or comma can mean two things; empty where there is none."""
        cells = list(sheet.beginning().values())
        _, question = style_of(source, sheet, self.settings)(cells, [None] * len(cells))
        return question.text if question else ""

    def _read_parts(
        self, found: list[SourceRows], sheet: Sheet, header: Header, of: tuple[Source, int], report: Report
    ) -> None:
        source, position = of
        place = Place(source.file, sheet.name, header.end)
        for part, own in by_currency(sheet, header, source, self.settings, report):
            marks = scaled_columns(marks_of(sheet))
            context = columns.Context(part, position, own, self.taxonomy, place, report, marks)
            found.append(self._read_part(sheet, header, context))

    def _read_part(self, sheet: Sheet, header: Header, context: columns.Context) -> SourceRows:
        """The rows of a source that are in one currency, in the budget's."""
        if isinstance(sheet, SummedSheet):
            sheet.meaningful = frozenset(row_meanings.meaningful_columns(sheet, header, context))
        rows = read_rows(sheet, header, columns.settle(header, context), context)
        row_meanings.ask(sheet, header, rows, context)
        year_columns.ask(sheet, header, rows, context)
        return converted(rows, context.settings.currency, self.settings, context.report)


def _fault_text(fault: Finding) -> Text:
    return Text(f"{fault.place}: {fault.message.en}", f"{fault.place}: {fault.message.ko}")


def _report_summed(source: Source, found: ReadSource, report: Report) -> None:
    """Say so: as a note where no two rows say the same, as a fault where few do, which may stand twice by mistake."""
    if not found.repeated:
        report.add(
            "many-rows",
            INFO,
            Place(source.file),
            Text(
                f"The file has {found.counted:,} rows, which the engine read: no two say the same, so each is a line.",
                f"{found.counted:,}행을 엔진으로 읽었습니다. 내용이 같은 행이 없어 행마다 예산 행이 됩니다.",
            ),
            mend=Text("Nothing is to be mended.", "고칠 것은 없습니다."),
        )
        return
    report.add(
        "many-rows",
        FATAL if 2 * found.repeated < found.counted else WARNING,
        Place(source.file),
        Text(
            f"The file has {found.counted:,} rows, which are not held one by one: the engine summed the "
            f"{found.repeated:,} that say in all mapped columns what another says, as payments do.",
            f"{found.counted:,}행을 한 행씩 담지 않고, 지정한 모든 열의 내용이 다른 행과 같은 {found.repeated:,}행을 "
            "지출 내역처럼 합산했습니다.",
        ),
        mend=Text(
            "State summed = true in its source where that is meant; else take out the rows that stand twice.",
            "의도한 것이면 원본 설정에 summed = true를 적고, 아니면 두 번 적힌 행을 지우십시오.",
        ),
    )


def _report_unasked(source: Source, rows: int, why: Text, report: Report) -> None:
    report.add(
        "many-rows",
        WARNING,
        Place(source.file),
        Text(
            f"The file has {rows:,} rows, more than the {MOST_ROWS:,} that are held one by one, and none was asked "
            f"about: {why.en}",
            f"{rows:,}행으로, 한 행씩 담을 수 있는 {MOST_ROWS:,}행을 넘어 행마다 묻지 않았습니다: {why.ko}",
        ),
        mend=Text(
            "State source.decimal or source.thousands, leave such rows out by where, or divide the file among sources.",
            "source.decimal이나 source.thousands를 적거나 where로 그런 행을 빼거나 파일을 여러 원본으로 나누십시오.",
        ),
    )


def _report_held(source: Source, rows: int, why: Text, report: Report) -> None:
    report.add(
        "many-rows",
        INFO,
        Place(source.file),
        Text(
            f"The file has {rows:,} rows, which are held in memory one by one and not summed: {why.en}",
            f"{rows:,}행을 합산하지 않고 한 행씩 메모리에 담았습니다: {why.ko}",
        ),
        mend=Text("Nothing is to be mended.", "고칠 것은 없습니다.")
        if why is _NONE_ALIKE
        else Text(
            "Fix that, and the engine sums them as it reads.", "이것을 고치면 읽으면서 합산하여 메모리를 덜 씁니다."
        ),
    )


def _report_hindered(source: Source, rows: int, report: Report) -> None:
    report.add(
        "many-rows",
        INFO,
        Place(source.file),
        Text(
            f"The file has {rows:,} rows, more than the {MOST_ROWS:,} that are held one by one, and what is fatal of "
            "it keeps the engine from summing them.",
            f"{rows:,}행으로, 한 행씩 담을 수 있는 {MOST_ROWS:,}행을 넘는데 치명 항목 때문에 합산할 수도 없습니다.",
        ),
        mend=Text(
            "Fix what is fatal, or divide the file among several sources.",
            "치명 항목을 고치거나 파일을 여러 원본으로 나누십시오.",
        ),
    )


def _report_too_large(source: Source, rows: int, why: Text, report: Report) -> None:
    report.add(
        "too-large",
        FATAL,
        Place(source.file),
        Text(
            f"The file has {rows:,} rows, more than the {MOST_ROWS:,} that are held one by one, and cannot be summed "
            f"for what its source states: {why.en}",
            f"{rows:,}행으로, 한 행씩 담을 수 있는 {MOST_ROWS:,}행을 넘는데 원본 설정 때문에 합산할 수 없습니다: "
            f"{why.ko}",
        ),
        mend=Text(
            "Take these settings out, or divide the file among several sources.",
            "이 설정을 빼거나 파일을 여러 원본으로 나누십시오.",
        ),
    )
