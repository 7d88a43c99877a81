"""Text files in UTF-8, UTF-8 with a mark, UTF-16 with a mark, and CP949, as UTF-8 bytes."""

from __future__ import annotations

import codecs

import numpy as np
import pyarrow as pa

from crosscut.findings import Place
from crosscut.ingest.report import INFO, WARNING, Report, stop

_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def to_utf8(data: bytes, stated: str, place: Place, report: Report) -> bytes:
    """The text in UTF-8 without a mark: in the encoding stated, otherwise in the one that fits.

    Raises
    ------
    Unreadable
        where the stated encoding is unknown or does not fit, or none fits.

    """
    data = _without_nul(data, place, report)
    if stated:
        return _as_stated(data, stated, place, report)
    if data.startswith(_UTF16) and _fits(data, "utf-16"):
        return data.decode("utf-16").encode()
    data = data.removeprefix(codecs.BOM_UTF8)
    if _fits(data, "utf-8"):
        return data
    if not _fits(data, "cp949"):
        raise stop(
            report,
            "unknown-encoding",
            Place(place.file, row=_row_of_fault(data, "utf-8")),
            ("The text is neither UTF-8 nor CP949.", "UTF-8도 CP949도 아닌 글입니다."),
            ("Save it as UTF-8, or state source.encoding.", "UTF-8로 저장하거나 source.encoding을 적으십시오."),
        )
    report.add(
        "encoding-found",
        INFO,
        place,
        ("The text is CP949 and was read so.", "CP949 글이어서 그렇게 읽었습니다."),
        mend=('State encoding = "cp949" in its source.', '원본 설정에 encoding = "cp949"를 적으십시오.'),
    )
    return data.decode("cp949").encode()


def _as_stated(data: bytes, stated: str, place: Place, report: Report) -> bytes:
    try:
        name = codecs.lookup(stated).name
    except LookupError:
        raise stop(
            report,
            "unknown-encoding",
            place,
            (f"{stated!r} is not an encoding.", f"{stated!r}은(는) 알려진 인코딩이 아닙니다."),
            ('Write "utf-8" or "cp949".', '"utf-8" 또는 "cp949"를 적으십시오.'),
        ) from None
    plain = data.removeprefix(codecs.BOM_UTF8)
    other = _better(plain, name)
    if other:
        raise stop(
            report,
            "wrong-encoding",
            Place(place.file, row=_row_of_fault(plain, name)),
            (
                f"The text is not {stated}, as stated; it reads as {other}.",
                f"{stated}(으)로 지정되었지만 {other} 글입니다.",
            ),
            (f'Set encoding = "{other}" in its source.', f'원본 설정에 encoding = "{other}"를 적으십시오.'),
        )
    if name == "utf-8":
        return plain
    try:
        return data.decode(name).removeprefix("\ufeff").encode()
    except UnicodeDecodeError:
        raise stop(
            report,
            "wrong-encoding",
            Place(place.file, row=_row_of_fault(data, name)),
            (f"The text is not {stated}, as stated.", f"{stated}(으)로 지정되었지만 그렇지 않습니다."),
            ("Leave source.encoding out to have it found.", "source.encoding을 지우면 자동으로 찾습니다."),
        ) from None


def _better(data: bytes, name: str) -> str:
    """The encoding that fits where the stated one does not, or makes mojibake of it."""
    if name == "utf-8":
        if _fits(data, "utf-8"):
            return ""
        return "cp949" if _fits(data, "cp949") else "neither UTF-8 nor CP949"
    return "utf-8" if name in {"cp949", "euc_kr"} and not data.isascii() and _fits(data, "utf-8") else ""


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
        return data.count(b"\n", 0, error.start) + 1
    return 0


def _without_nul(data: bytes, place: Place, report: Report) -> bytes:
    if data.startswith(_UTF16) or b"\0" not in data:
        return data
    count, first = data.count(b"\0"), data.index(b"\0")
    report.add(
        "nul-bytes",
        WARNING,
        Place(place.file, row=data.count(b"\n", 0, first) + 1),
        (f"The text holds {count:,} NUL bytes; they were left out.", f"NUL 바이트 {count:,}개를 빼고 읽었습니다."),
        mend=("Export the file again; it may be damaged.", "파일이 손상되었을 수 있으니 다시 내보내십시오."),
    )
    return data.replace(b"\0", b"")
