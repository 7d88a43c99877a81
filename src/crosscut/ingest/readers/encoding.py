"""Text files as UTF-8 bytes, in the encoding that is stated or that the text itself shows."""

from __future__ import annotations

import codecs
import re

import numpy as np
import pyarrow as pa

from crosscut.findings import Place
from crosscut.ingest.readers.evidence import Fit, as_utf7, first_difference, fitting, rival
from crosscut.ingest.readers.seldom_encodings import seldom
from crosscut.ingest.report import INFO, WARNING, Report, Unreadable, stop
from crosscut.text import Text

_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_UTF32 = (codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)
_NAMES = {
    "cp949": "CP949",
    "cp932": "Shift-JIS",
    "euc_jp": "EUC-JP",
    "big5": "Big5",
    "gb18030": "GB18030",
    "cp1252": "Windows-1252",
    "cp1250": "Windows-1250",
    "cp1251": "Windows-1251",
    "cp1253": "Windows-1253",
    "cp1254": "Windows-1254",
    "cp1255": "Windows-1255",
    "cp1256": "Windows-1256",
    "cp1257": "Windows-1257",
    "cp866": "CP866",
    "cp874": "Windows-874",
    "koi8-r": "KOI8-R",
    "koi8-u": "KOI8-U",
    "iso8859-1": "Latin-1",
    "iso8859-2": "Latin-2",
}


_WIDE = re.compile(r"u(?:tf)?[-_ ]?(?:16|32)", re.IGNORECASE)
"""Encodings whose characters hold bytes of nothing."""


def to_utf8(data: bytes, stated: str, place: Place, report: Report) -> bytes:
    """The text in UTF-8 without a mark: in the encoding stated, otherwise in the one that its characters show.

    Raises
    ------
    Unreadable
        where the stated encoding is unknown or does not fit, none fits, or several do.

    """
    if stated:
        return _as_stated(data if _WIDE.match(stated) else _without_nul(data, place, report), stated, place, report)
    if data.startswith(_UTF32) and _fits(data, "utf-32"):
        return data.decode("utf-32").encode()
    if data.startswith(_UTF16) and _fits(data, "utf-16"):
        return data.decode("utf-16").encode()
    plain = data.removeprefix(codecs.BOM_UTF8)
    if b"\0" not in plain and _fits(plain, "utf-8"):
        seven = as_utf7(plain)
        if seven:
            _say_found("UTF-7", "utf-7", place, report)
        return seven.encode() if seven else plain
    found = fitting(plain) if b"\0" in plain or not _fits(plain, "utf-8") else []
    if not found and b"\0" in plain:
        return to_utf8(_without_nul(plain, place, report), stated, place, report)
    if len(found) != 1:
        raise _unclear(plain, found, place, report)
    _say_found(_name(found[0]), found[0].encoding, place, report)
    other = seldom(plain, found[0]) or rival(plain, found[0])
    if other:
        _say_guessed(found[0], other, place, report)
    text = plain.decode(found[0].encoding)
    return (text.rstrip("\0") if found[0].encoding.startswith("utf-16") else text).encode()


def _say_found(name: str, encoding: str, place: Place, report: Report) -> None:
    report.add(
        "encoding-found",
        INFO,
        place,
        Text(f"The text is {name} and was read so.", f"{name} 글이어서 그렇게 읽었습니다."),
        mend=Text(
            f'State encoding = "{encoding}" in its source.', f'원본 설정에 encoding = "{encoding}"을(를) 적으십시오.'
        ),
    )


def _say_guessed(read: Fit, other: Fit, place: Place, report: Report) -> None:
    here, there = first_difference(read.sample, other.sample)
    report.add(
        "encoding-guessed",
        WARNING,
        place,
        Text(
            f"The text was read as {_name(read)}, which is a guess: {here!r} would be {there!r} in {_name(other)}.",
            f"{_name(read)}(으)로 짐작해 읽었습니다. {here!r}은(는) {_name(other)}에서 {there!r}입니다.",
        ),
        mend=Text(
            f'State encoding = "{read.encoding}" or encoding = "{other.encoding}" in its source.',
            f'원본 설정에 encoding = "{read.encoding}" 또는 encoding = "{other.encoding}"을(를) 적으십시오.',
        ),
    )


def _name(fit: Fit) -> str:
    return _NAMES.get(fit.encoding, fit.encoding.upper())


def _unclear(data: bytes, found: list[Fit], place: Place, report: Report) -> Unreadable:
    at = Place(place.file, row=_row_of_fault(data, "utf-8"))
    if not found:
        return stop(
            report,
            "unknown-encoding",
            at,
            Text(
                "The text is neither UTF-8 nor in any encoding that it makes sense in.",
                "UTF-8도 CP949도 다른 알려진 인코딩도 아닌 글입니다.",
            ),
            _as_seldom(seldom(data)),
        )
    words = first_difference(found[0].sample, found[1].sample)
    read = " or ".join(f"{word!r} ({_name(fit)})" for word, fit in zip(words, found, strict=False))
    stated = " or ".join(f'encoding = "{fit.encoding}"' for fit in found)
    return stop(
        report,
        "unknown-encoding",
        at,
        Text(f"The text can be read in two ways: {read}.", f"두 가지로 읽힐 수 있는 글입니다: {read}."),
        Text(f"State {stated} in its source.", f"원본 설정에 {stated}을(를) 적으십시오."),
    )


def _as_seldom(found: Fit | None) -> Text:
    if found is None:
        return Text("Save it as UTF-8, or state source.encoding.", "UTF-8로 저장하거나 source.encoding을 적으십시오.")
    stated = f'encoding = "{found.encoding}"'
    return Text(
        f"It makes sense as {_name(found)}: state {stated} in its source, or save it as UTF-8.",
        f"{_name(found)}(으)로 읽으면 뜻이 통합니다. 원본 설정에 {stated}을(를) 적거나 UTF-8로 저장하십시오.",
    )


def _as_stated(data: bytes, stated: str, place: Place, report: Report) -> bytes:
    try:
        name = codecs.lookup(stated).name
    except LookupError:
        raise stop(
            report,
            "unknown-encoding",
            place,
            Text(f"{stated!r} is not an encoding.", f"{stated!r}은(는) 알려진 인코딩이 아닙니다."),
            Text('Write "utf-8" or "cp949".', '"utf-8" 또는 "cp949"를 적으십시오.'),
        ) from None
    plain = data.removeprefix(codecs.BOM_UTF8)
    other = _better(plain, name)
    if other:
        raise stop(
            report,
            "wrong-encoding",
            Place(place.file, row=_row_of_fault(plain, name)),
            Text(
                f"The text is not {stated}, as stated; it reads as {other}.",
                f"{stated}(으)로 지정되었지만 {other} 글입니다.",
            ),
            Text(f'Set encoding = "{other}" in its source.', f'원본 설정에 encoding = "{other}"을(를) 적으십시오.'),
        )
    if name == "utf-8" and _fits(plain, "utf-8"):
        return plain
    try:
        return data.decode(name).removeprefix("\ufeff").encode()
    except UnicodeDecodeError:
        raise stop(
            report,
            "wrong-encoding",
            Place(place.file, row=_row_of_fault(data, name)),
            Text(f"The text is not {stated}, as stated.", f"{stated}(으)로 지정되었지만 그렇지 않습니다."),
            Text("Leave source.encoding out to have it found.", "source.encoding을 지우면 자동으로 찾습니다."),
        ) from None


def _better(data: bytes, name: str) -> str:
    """The encoding that fits where the stated one does not, or makes mojibake of it; empty where it holds."""
    if data.startswith(_UTF16) and _fits(data, "utf-16"):
        return "" if name.startswith(("utf-16", "utf-32")) else "utf-16"
    if data.isascii() or data.startswith(_UTF16):
        return ""
    if name == "utf-8":
        found = [] if _fits(data, "utf-8") else fitting(data)
        return found[0].encoding if found else ""
    if _fits(data, "utf-8"):
        return "utf-8"
    found = fitting(data)
    same = any(codecs.lookup(fit.encoding).name == name or _alike(data, fit.encoding, name) for fit in found)
    return "" if same or not found else found[0].encoding


def _alike(data: bytes, one: str, other: str) -> bool:
    """Whether two encodings read the text alike."""
    try:
        return data.decode(one) == data.decode(other)
    except UnicodeDecodeError:
        return False


def _fits(data: bytes, name: str) -> bool:
    if name == "utf-8":
        return _is_utf8(data)
    try:
        data.decode(name)
    except UnicodeDecodeError:
        return False
    return True


def _is_utf8(data: bytes) -> bool:
    """Whether the bytes are UTF-8, by Arrow's validator: ten times faster than decoding them."""
    ends = pa.py_buffer(np.array([0, len(data)], np.int64))
    text = pa.Array.from_buffers(pa.large_binary(), 1, [None, ends, pa.py_buffer(data)])
    try:
        text.cast(pa.large_string())
    except pa.ArrowInvalid:
        return False
    return True


def _row_of_fault(data: bytes, name: str) -> int:
    try:
        data.decode(name)
    except UnicodeDecodeError as error:
        return max(data.count(b"\n", 0, error.start), data.count(b"\r", 0, error.start)) + 1
    return 0


def _without_nul(data: bytes, place: Place, report: Report) -> bytes:
    if data.startswith(_UTF16) or b"\0" not in data:
        return data
    count, first = data.count(b"\0"), data.index(b"\0")
    report.add(
        "nul-bytes",
        WARNING,
        Place(place.file, row=data.count(b"\n", 0, first) + 1),
        Text(f"The text holds {count:,} NUL bytes; they were left out.", f"NUL 바이트 {count:,}개를 빼고 읽었습니다."),
        mend=Text("Export the file again; it may be damaged.", "파일이 손상되었을 수 있으니 다시 내보내십시오."),
    )
    return data.replace(b"\0", b"")
