"""What a file is that no table can be read from: a document, a picture, an archive, a web page called a workbook."""

from __future__ import annotations

import codecs
import re
import zipfile
import zlib
from dataclasses import dataclass
from pathlib import Path

from crosscut.ingest.readers.compound import MAGIC, stream
from crosscut.text import Text


@dataclass(frozen=True)
class NoTable:
    """A kind of files that are no tables: what it is called, and what to do with one."""

    name: Text
    mend: Text


_SAVE = Text(
    "Open it in a spreadsheet program and save it as .xlsx or CSV.",
    "표 계산 프로그램에서 열어 .xlsx나 CSV로 저장하십시오.",
)
_COPY = Text(
    "Ask who published it for the table, or copy it into a spreadsheet and save that as .xlsx.",
    "발행한 곳에 표를 요청하거나, 표를 스프레드시트로 옮겨 .xlsx로 저장하십시오.",
)
_UNPACK = Text("Unpack it, and name the file within.", "압축을 풀고 그 안의 파일을 적으십시오.")
_EXPORT = Text("Export its table as CSV, xlsx or Parquet.", "표를 CSV, xlsx 또는 Parquet로 내보내십시오.")
_AGAIN = Text("Copy or export it again.", "다시 복사하거나 내보내십시오.")
_PORTAL = Text(
    "Open it in a spreadsheet program and save it as .xlsx: portals call web pages workbooks.",
    "포털이 웹 페이지를 통합 문서 이름으로 준 것입니다. 표 계산 프로그램에서 열어 .xlsx로 저장하십시오.",
)
_WEB_PAGE = NoTable(Text("a web page", "웹 페이지"), _PORTAL)
_DOCUMENT = NoTable(Text("a text document", "글 문서"), _COPY)
_HANGUL = NoTable(Text("a Hangul document", "한글 문서"), _COPY)
_SLIDES = NoTable(Text("a presentation", "발표 자료"), _COPY)
_ARCHIVE = NoTable(Text("an archive of other files", "다른 파일을 묶은 압축 파일"), _UNPACK)
_COMPRESSED = NoTable(Text("a compressed file", "압축 파일"), _UNPACK)
_DATABASE = NoTable(Text("a database or another program's data", "데이터베이스나 다른 프로그램의 자료 파일"), _EXPORT)
NO_TEXT = NoTable(
    Text(
        "neither text nor a workbook but damaged or another program's",
        "글도 통합 문서도 아닌, 손상되었거나 다른 프로그램의 파일",
    ),
    _AGAIN,
)
_POINTER = NoTable(
    Text("a pointer of Git LFS to a file elsewhere", "다른 곳의 파일을 가리키는 Git LFS 포인터"),
    Text("Fetch the file: git lfs pull.", "git lfs pull로 파일을 받으십시오."),
)
_TAGS = (
    "html|head|body|table|thead|tbody|tr|td|th|meta|title|style|script|div|center|font|form|span|p|h[1-6]|!doctype html"
)
_BEGINNINGS = (
    (rb"\s*%PDF-", NoTable(Text("a PDF document", "PDF 문서"), _COPY)),
    (rb"\x1f\x8b|7z\xbc\xaf\x27\x1c|Rar!\x1a|\xfd7zXZ|BZh[1-9]|\x28\xb5\x2f\xfd", _COMPRESSED),
    (rb"\x89PNG\r\n|\xff\xd8\xff|GIF8[79]a|II\*\0|MM\0\*", NoTable(Text("a picture", "그림"), _COPY)),
    (rb"\{\\rtf", _DOCUMENT),
    (rb"SQLite format 3\0|ARROW1\0|Obj\x01|\0\x01\0\0Standard (?:ACE|Jet) DB|\x89HDF\r\n", _DATABASE),
    (rb"version https://git-lfs", _POINTER),
    (rb'\s*(?:\[\s*)?\{\s*"', NoTable(Text("JSON", "JSON"), _EXPORT)),
    (rb"MIME-Version:\s", _WEB_PAGE),
    (rb"(?s)\s*<\?xml\b.*?(?:<\?mso-application|urn:schemas-microsoft-com:office:spreadsheet)",
     NoTable(Text("a workbook in Excel's XML of 2003", "Excel 2003 XML 통합 문서"), _SAVE)),
    (rb"(?is)\s*(?:<\?xml\b[^>]*>\s*|<!--.*?-->\s*)*<(?:%s)\b" % _TAGS.encode(), _WEB_PAGE),
    (rb"\s*<\?xml\b", NoTable(Text("XML", "XML"), _EXPORT)),
)  # fmt: skip
"""How files begin that are no tables, and what they are."""
_CONTROLS = "".join(map(chr, (each for each in range(32) if each not in b"\t\n\v\f\r\x0e\x0f\x1a\x1b")))
"""Signs that no text holds in any number; encodings that switch between alphabets use those left out."""
_START = 512
_WIDE = ("utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be")
_MOST_CONTROLS = 20
"""Signs to a control among which it may be damage of a text."""
_LEAST = 64
"""Bytes from which on they are counted."""


def kind_of(start: bytes) -> NoTable | None:
    """The kind of a file by its first bytes; None where it may be text, or is a workbook or Parquet."""
    wide = start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    text = start.decode("utf-16", "replace").encode() if wide else start.removeprefix(codecs.BOM_UTF8)
    found = next((kind for beginning, kind in _BEGINNINGS if re.match(beginning, text)), None)
    return found or (NO_TEXT if _is_binary(text) else None)


def _is_binary(start: bytes) -> bool:
    """Whether bytes hold controls as no text does, in one byte a letter or more, the zeros of a hollow file aside."""
    if len(start.rstrip(b"\0")) < _LEAST:
        return False
    return _has_controls(start.rstrip(b"\0").decode("latin-1")) and all(
        _has_controls(_decoded(start, each)) for each in _WIDE
    )


def _has_controls(text: str) -> bool:
    return not text or sum(map(text.count, _CONTROLS)) * _MOST_CONTROLS > len(text)


def _decoded(start: bytes, encoding: str) -> str:
    """What bytes say in an encoding; nothing where it does not fit."""
    try:
        return start[: len(start) // 4 * 4].decode(encoding)
    except UnicodeDecodeError:
        return ""


_MEMBERS = (("word/", _DOCUMENT), ("ppt/", _SLIDES))
_MIMETYPES = ((b"opendocument.text", _DOCUMENT), (b"opendocument.presentation", _SLIDES), (b"hwp", _HANGUL))
_STREAMS = (("WordDocument", _DOCUMENT), ("PowerPoint Document", _SLIDES), ("FileHeader", _HANGUL))


def kind_within(path: Path) -> NoTable | None:
    """The kind of a file that begins as a workbook does and is none; None where it is not known, or is damaged."""
    if _start_of(path).startswith(MAGIC):
        data = path.read_bytes()
        return next((kind for name, kind in _STREAMS if stream(data, (name,))), None)
    try:
        with zipfile.ZipFile(path) as archive:
            members = archive.namelist()
            mimetype = _beginning(archive, "mimetype") if "mimetype" in members else b""
    except (zipfile.BadZipFile, zlib.error, OSError, NotImplementedError, RuntimeError):
        return None
    found = [kind for part, kind in _MEMBERS if any(name.startswith(part) for name in members)]
    found += [kind for part, kind in _MIMETYPES if part in mimetype]
    return found[0] if found else _archive(members)


def kind_of_file(path: Path) -> NoTable | None:
    """The kind of a file that no table was read from; None where it is damaged, or of no kind that is known."""
    kind = kind_of(_start_of(path))
    return None if kind is NO_TEXT else kind or kind_within(path)


def _start_of(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(_START)


def _beginning(archive: zipfile.ZipFile, member: str) -> bytes:
    with archive.open(member) as file:
        return file.read(_START)


def _archive(members: list[str]) -> NoTable | None:
    if any(name.startswith("xl/") or name == "content.xml" for name in members):
        return None
    listed = ", ".join(members[:3]) + (" …" if len(members) > 3 else "")
    return NoTable(Text(f"{_ARCHIVE.name.en} ({listed})", f"{_ARCHIVE.name.ko}({listed})"), _UNPACK)
