"""Short texts of central Europe in one-byte encodings: read right, or asked about, and never garbled."""

from __future__ import annotations

import pytest

from crosscut.ingest.readers.evidence import fitting

NAMES = {
    "cs": ["věda", "řízení", "školství", "šíření", "částka", "technologický", "příspěvek"],
    "sk": ["výskum", "ťažba", "životné prostredie", "veľká veda", "šport"],
    "pl": ["żywność", "część", "źródło", "wydatki bieżące", "łączność"],
    "hu": ["űrkutatás", "gyűjtemény", "műhely", "hűség", "kiadások", "fejlesztő"],
    "hr": ["šifra", "žarište", "okoliš", "istraživačka čvorišta", "događaj"],
    "sl": ["šolstvo", "višina", "življenje", "čebelarstvo", "zaščita"],
    "ro": ["justiţie", "spaţiu", "judeţ şi oraş"],
}
CASES = [(name, encoding) for names in NAMES.values() for name in names for encoding in ("cp1250", "iso8859-2")]


@pytest.mark.parametrize(("name", "encoding"), CASES)
def test_a_single_name_is_never_garbled_without_a_word(name, encoding):
    written = f"id;name;2024\nA;{name.capitalize()};1\nB;{name};2\n"
    found = fitting(written.encode(encoding))
    read = {written.encode(encoding).decode(fit.encoding) for fit in found}
    assert len(found) > 1 or read == {written}


@pytest.mark.parametrize("encoding", ["cp1250", "iso8859-2"])
@pytest.mark.parametrize("language", NAMES)
def test_a_few_names_are_read(language, encoding):
    written = "id;name;2024\n" + "".join(f"{at};{name};1\n" for at, name in enumerate(NAMES[language]))
    found = fitting(written.encode(encoding))
    assert [written.encode(encoding).decode(fit.encoding) for fit in found] == [written]


@pytest.mark.parametrize("text", ["Étude µPIV", "®Registered name é", "©2024 Université", "flûte et goût", "où brûler"])
def test_signs_and_letters_of_western_europe_stay(text):
    found = fitting(f"id;name\nA;{text}\n".encode("cp1252"))
    assert "cp1252" in [fit.encoding for fit in found]
