"""Looking into a workbook's archive before a reader that trusts it opens it."""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from html import unescape
from pathlib import Path, PurePosixPath

from crosscut.findings import Place
from crosscut.ingest.limits import MAX_CELLS, MAX_RATIO, MAX_UNPACKED
from crosscut.ingest.report import Report, Unreadable, stop
from crosscut.spreadsheets import MOST_COLUMNS, MOST_ROWS, column_number, extent
from crosscut.text import Text

_CHUNK = 1 << 20
_SHARED = "xl/sharedStrings.xml"
_DAMAGE = (zipfile.BadZipFile, zlib.error, OSError, EOFError, NotImplementedError, RuntimeError, ValueError, KeyError)
_FORMULA = re.compile(rb"<f")
_EMPTY_FORMULA = re.compile(rb'<c r="([A-Z]+)(\d+)"([^>]*)>\s*<f[^>]*(?:/>|>[^<]*</f>)\s*(<v\s*/>|<v>\s*</v>)?\s*</c>')
_TEXT_RESULT = b't="str"'
_REPEATED_ROW = re.compile(
    rb'<table:table-row\b[^<>]*number-rows-repeated="(\d{4,9})"[^<>]*(?<!/)>(.*?)</table:table-row>', re.DOTALL
)


@dataclass(frozen=True)
class Archive:
    """A workbook that is a zip archive, known to unpack to a size that can be held."""

    path: Path
    file: str
    report: Report

    def sheet_xml(self, sheet: str) -> bytes:
        """The XML of a sheet of fair size; empty where the archive has none.

        Raises
        ------
        Unreadable
            where the sheet's filled rectangle is too large to hold.

        """
        xml = self._sheet_xml(sheet)
        self.must_hold(sheet, *extent(xml))
        return xml

    def styles(self) -> bytes:
        """The XML of the workbook's styles; empty where it has none."""
        with _damage_reported(self.file, self.report), zipfile.ZipFile(self.path) as archive:
            return archive.read("xl/styles.xml") if "xl/styles.xml" in archive.namelist() else b""

    def shared_texts(self) -> bytes:
        """The XML of the texts that the workbook's sheets share; empty where it has none."""
        with _damage_reported(self.file, self.report), zipfile.ZipFile(self.path) as archive:
            return archive.read(_SHARED) if _SHARED in archive.namelist() else b""

    def content(self) -> bytes:
        """The XML of an OpenDocument file; empty where the archive is none."""
        with _damage_reported(self.file, self.report), zipfile.ZipFile(self.path) as archive:
            return archive.read("content.xml") if "content.xml" in archive.namelist() else b""

    @staticmethod
    def empty_formulas(xml: bytes) -> dict[int, list[int]]:
        """Columns (from 0) and rows (from 1) of a sheet's formulas without a value; a kept text, if empty, is one."""
        formulas: dict[int, list[int]] = {}
        cells = (_EMPTY_FORMULA.match(xml, xml.rfind(b"<c ", 0, sign.start())) for sign in _FORMULA.finditer(xml))
        for match in filter(None, cells):
            if match[4] and _TEXT_RESULT in match[3]:
                continue
            formulas.setdefault(column_number(match[1]) - 1, []).append(int(match[2]))
        return formulas

    def check_spread(self) -> None:
        """Refuse an OpenDocument sheet that repeats cells, or rows with something in them, without end.

        Raises
        ------
        Unreadable
            where a repeat is wider or longer than any sheet.

        """
        xml = self.content()
        widest = max((int(n) for n in re.findall(rb'number-columns-repeated="(\d+)"', xml)), default=0)
        filled = sum(int(number) for number, row in _REPEATED_ROW.findall(xml) if b"<text:p" in row or b":value" in row)
        height = filled + xml.count(b"<table:table-row")
        if widest > MOST_COLUMNS or filled > MOST_ROWS:
            raise self._too_large("", widest, height)

    def _sheet_xml(self, sheet: str) -> bytes:
        with _damage_reported(self.file, self.report), zipfile.ZipFile(self.path) as archive:
            names = set(archive.namelist())
            member = ""
            if {"xl/workbook.xml", "xl/_rels/workbook.xml.rels"} <= names:
                member = _member(archive.read("xl/workbook.xml"), archive.read("xl/_rels/workbook.xml.rels"), sheet)
            if member in names:
                return archive.read(member)
            _unpack(archive, [each for each in archive.infolist() if _is_worksheet(each)])
            return b""

    def is_fair(self, sheet: str) -> bool:
        """Whether a sheet can be held, without a word where it cannot."""
        return not _too_wide(*extent(self._sheet_xml(sheet)))

    def must_hold(self, sheet: str, height: int, width: int) -> None:
        """Refuse a sheet whose filled rectangle is too large to hold.

        Raises
        ------
        Unreadable
            where it is.

        """
        if _too_wide(height, width):
            raise self._too_large(sheet, width, height)

    def _too_large(self, sheet: str, width: int, height: int) -> Unreadable:
        return stop(
            self.report,
            "too-large",
            Place(self.file, sheet),
            Text(
                f"The sheet spreads over {height:,} rows and {width:,} columns, more than can be read.",
                f"시트가 {height:,}행 {width:,}열에 걸쳐 있어 읽을 수 없습니다.",
            ),
            Text(
                "Delete the stray cells far from the table, or save it as CSV.",
                "표에서 멀리 떨어진 칸을 지우거나 CSV로 저장하십시오.",
            ),
        )


def _too_wide(height: int, width: int) -> bool:
    return width > MOST_COLUMNS or width * height > MAX_CELLS


@contextmanager
def _damage_reported(file: str, report: Report) -> Iterator[None]:
    try:
        yield
    except _DAMAGE as error:
        raise stop(
            report,
            "broken-file",
            Place(file),
            Text(f"The workbook is damaged or lies about its content: {error}", "통합 문서가 손상되었습니다."),
            Text("Open it in a spreadsheet program and save it again.", "표 계산 프로그램에서 다시 저장하십시오."),
        ) from None


def checked(path: Path, file: str, report: Report) -> Archive:
    """The archive, once its members are known to unpack to what they declare and within the limit.

    Raises
    ------
    Unreadable
        where the archive is damaged, lies about its sizes or is a bomb.

    """
    with _damage_reported(file, report), zipfile.ZipFile(path) as archive:
        members = archive.infolist()
        _fair_total(members, file, report)
        if sum(member.compress_size for member in members) * MAX_RATIO > MAX_UNPACKED:
            _unpack(archive, [each for each in members if not _is_worksheet(each)])
    return Archive(path, file, report)


def _fair_total(members: list[zipfile.ZipInfo], file: str, report: Report) -> None:
    total = sum(member.file_size for member in members)
    if total > MAX_UNPACKED or any(m.file_size > m.compress_size * MAX_RATIO + _CHUNK for m in members):
        raise stop(
            report,
            "zip-bomb",
            Place(file),
            Text(
                f"The workbook unpacks to {total:,} bytes; the most that is read is {MAX_UNPACKED:,}.",
                f"압축을 풀면 {total:,}바이트가 되어 한도 {MAX_UNPACKED:,}바이트를 넘습니다.",
            ),
            Text(
                "Save only the sheet that is needed, or save it as CSV.", "필요한 시트만 저장하거나 CSV로 저장하십시오."
            ),
        )


def _is_worksheet(member: zipfile.ZipInfo) -> bool:
    return member.filename.startswith("xl/worksheets/")


def _unpack(archive: zipfile.ZipFile, members: list[zipfile.ZipInfo]) -> None:
    """Read members to their end: one that holds more than it declares fails its checksum.

    Worksheets are read so by :meth:`Archive.check_sheet`, once it is known which one is wanted.
    """
    for member in members:
        with archive.open(member) as stream:
            while stream.read(_CHUNK):
                pass


def _member(workbook: bytes, relations: bytes, sheet: str) -> str:
    for tag in re.findall(r"<sheet\b[^>]*>", workbook.decode(errors="replace")):
        if unescape(_attribute(tag, "name")) == sheet:
            wanted = _attribute(tag, r"\w+:id")
            for relation in re.findall(r"<Relationship\b[^>]*>", relations.decode(errors="replace")):
                if _attribute(relation, "Id") == wanted:
                    target = unescape(_attribute(relation, "Target"))
                    return target.lstrip("/") if target.startswith("/") else str(PurePosixPath("xl", target))
    return ""


def _attribute(tag: str, name: str) -> str:
    match = re.search(rf"\b{name}=[\"']([^\"']*)[\"']", tag)
    return match[1] if match else ""
