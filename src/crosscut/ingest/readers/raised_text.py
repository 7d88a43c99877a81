"""Marks of notes that a workbook raises above the digits before them: ``1234`` with a small ``1`` is no 12341."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from html import unescape

from crosscut.spreadsheets import column_number

Raised = tuple[int, int, str]
"""Row (from 1), column (from 0) and text of a cell, its raised letters as superscripts."""
_SIGN = b"superscript"
_RUN = re.compile(rb"<r>(?:<rPr>(.*?)</rPr>)?<t[^>]*>([^<]*)</t></r>", re.DOTALL)
_SHARED = re.compile(rb"<si\b[^>]*?(?:/>|>(.*?)</si>)", re.DOTALL)
_OF_SHARED = re.compile(rb'<c r="([A-Z]+)(\d+)"[^>]*\bt="s"[^>]*><v>(\d+)</v>')
_INLINE = re.compile(rb'<c r="([A-Z]+)(\d+)"[^>]*\bt="inlineStr"[^>]*><is>(.*?)</is>', re.DOTALL)
_STYLE = re.compile(
    rb'<style:style\b[^>]*\bstyle:name="([^"]*)"[^>]*>\s*<style:text-properties\b[^>]*text-position="(?:super|[1-9])'
)
_SPAN = re.compile(rb'<text:span\b[^>]*text:style-name="([^"]*)"[^>]*>([^<]*)</text:span>|([^<]+)|<[^>]*>')
_SUPERSCRIPTS = str.maketrans("0123456789()abcdefghijklmnoprstuvwxyz", "⁰¹²³⁴⁵⁶⁷⁸⁹⁽⁾ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻ", ",; ")
_LETTER = re.compile(r"[^\W\d_]")
Run = tuple[str, bool]


def raised_text(runs: Iterable[Run]) -> str:
    """A number with its raised marks as superscripts; empty where a text has none, or is more than a number."""
    said = list(runs)
    plain = "".join(text for text, raised in said if not raised)
    if len(plain) == sum(len(text) for text, _ in said) or _LETTER.search(plain) or not re.search(r"\d", plain):
        return ""
    return "".join(text.translate(_SUPERSCRIPTS) if raised else text for text, raised in said)


def raised_in_xml(xml: bytes, shared: bytes) -> Iterator[Raised]:
    """The numbers with raised marks on a sheet, of its own texts and of those that sheets share."""
    texts = _shared(shared) if _SIGN in shared else {}
    for match in _OF_SHARED.finditer(xml) if texts else ():
        if match[3] in texts:
            yield int(match[2]), column_number(match[1]) - 1, texts[match[3]]
    for match in _INLINE.finditer(xml) if _SIGN in xml else ():
        if text := raised_text(_runs(match[3])):
            yield int(match[2]), column_number(match[1]) - 1, text


def _shared(shared: bytes) -> dict[bytes, str]:
    found = {}
    for number, item in enumerate(_SHARED.finditer(shared)):
        if item[1] and _SIGN in item[1] and (text := raised_text(_runs(item[1]))):
            found[b"%d" % number] = text
    return found


def _runs(item: bytes) -> Iterator[Run]:
    for look, text in _RUN.findall(item):
        yield unescape(text.decode(errors="replace")), _SIGN in look


def raising_styles(xml: bytes) -> frozenset[bytes]:
    """The styles of an OpenDocument file that raise letters."""
    return frozenset(_STYLE.findall(xml)) if b"text-position" in xml else frozenset()


def raised_in_cell(cell: bytes, styles: frozenset[bytes]) -> str:
    """The text of an OpenDocument cell, where it is a number with raised marks."""
    if b"<text:span" not in cell:
        return ""
    return raised_text(
        (unescape((span or text).decode(errors="replace")), bool(span) and style in styles)
        for style, span, text in _SPAN.findall(cell)
        if span or text.strip()
    )
