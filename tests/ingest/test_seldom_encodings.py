"""Texts in encodings that hardly any file is in are told, and usual ones are not; UTF-16 without a mark is read."""

from __future__ import annotations

import pytest

from crosscut.findings import Severity
from crosscut.ingest.readers.evidence import fitting
from crosscut.ingest.readers.seldom_encodings import seldom

from .conftest import amounts, one
from .test_central_europe import NAMES
from .test_encodings import TEXTS

LATVIAN = (
    "id,name,ministry,amount\n1,Izglītība un zinātne,Ķīmija,12\n2,Veselības aprūpe,Labklājība,3\n"
    "3,Lauksaimniecības pētījumi,Zemkopība,4\n"
)
SHORTER = "id,name,ministry,amount\n1,Izglītība un zinātne,Ķīmija,12\n2,Veselības aprūpe,Labklājība,3\n"
MINISTRIES = "id,name,ministry,amount\n{0},{1},{2},10\n{3},{4},{2},20\n"
KOREAN = MINISTRIES.format("가", "연구개발사업지원체계구축운영", "과학기술정보통신부", "나", "예산지원사업기반조성")
ENGLISH = MINISTRIES.format("A", "Solar cells", "Energy", "B", "Wind")


def loud(result):
    return [finding.rule for finding in result.findings if finding.severity is not Severity.INFO]


def test_a_text_that_is_plainly_of_a_seldom_encoding_is_told(reading, tmp_path):
    (tmp_path / "a.csv").write_bytes(LATVIAN.encode("iso8859-4"))
    assert 'encoding = "iso8859-4"' in one(reading(None, {"file": "a.csv"}), "unknown-encoding").hint.en
    (tmp_path / "b.csv").write_bytes(SHORTER.encode("iso8859-4"))
    finding = one(reading(None, {"file": "b.csv"}), "encoding-guessed")
    assert 'encoding = "iso8859-4"' in finding.hint.en
    assert "Izglītība" in finding.message.en
    stated = reading(None, {"file": "a.csv", "encoding": "iso8859-4"})
    assert (loud(stated), stated.programmes["name"][0].as_py()) == ([], "Izglītība un zinātne")


@pytest.mark.parametrize("encoding", ["cp1257", "utf-8"])
def test_the_same_text_in_a_usual_encoding_is_not(reading, tmp_path, encoding):
    (tmp_path / "a.csv").write_bytes(LATVIAN.encode(encoding))
    assert loud(reading(None, {"file": "a.csv"})) == []


USUAL = [(encoding, f"id,name\nA,{text},1\n") for encoding, texts in TEXTS.items() for text in texts]
USUAL += [
    (encoding, "id;name\n" + "".join(f"{at};{name};1\n" for at, name in enumerate(names[: count or None])))
    for names in NAMES.values()
    for encoding in ("cp1250", "iso8859-2")
    for count in (1, 2, 3, 0)
]


@pytest.mark.parametrize(("encoding", "text"), USUAL)
def test_usual_texts_are_no_guess(encoding, text):
    data = text.encode(encoding)
    found = [] if data.isascii() else fitting(data)
    assert len(found) != 1 or seldom(data, found[0]) is None


@pytest.mark.parametrize("text", [KOREAN, ENGLISH], ids=["ko", "en"])
@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("tail", ["", "\0"])
def test_wide_text_without_a_mark_is_read_whatever_it_says(reading, tmp_path, text, encoding, tail):
    (tmp_path / "a.csv").write_bytes((text + tail).encode(encoding))
    result = reading(None, {"file": "a.csv"})
    assert (list(amounts(result).values()), loud(result)) == ([10_000_000, 20_000_000], [])


def test_bytes_of_nothing_in_other_text_are_still_told(reading, tmp_path):
    (tmp_path / "a.csv").write_bytes(b"id,name,ministry,amount\nA,a\0,m,10\nB,b,m,2\n")
    assert loud(reading(None, {"file": "a.csv"})) == ["nul-bytes"]
