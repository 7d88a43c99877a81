"""The form of a release: from when it may be used, who answers for it, on what terms; what nobody stated is said so."""

from __future__ import annotations

from dataclasses import replace

import pytest

from crosscut.exports.documents import checks
from crosscut.exports.documents.content import Facts, write_document
from crosscut.exports.documents.content.names import DocumentNames
from crosscut.exports.documents.model import Document
from crosscut.exports.words_of import word
from crosscut.text import LANGUAGES, Language
from tests.site.conftest import budget
from tests.site.site_builder import publish

STATED = {
    "licence": "KOGL type 1",
    "contact": {"ko": "044-000-0000", "en": "+82 44 000 0000"},
    "publication": {
        "office": {"ko": "연구예산과", "en": "Research Budget Division"},
        "responsible": {"ko": "과장 홍길동", "en": "Hong Gildong, director"},
        "embargo": {"ko": "2026. 1. 29. 조간", "en": "29 January 2026, morning"},
    },
}


def document(kind: str, language: Language, **settings: object) -> Document:
    return write_document(Facts(publish(budget()[:6], **settings)), kind, language)  # type: ignore[arg-type]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_release_has_every_line_of_the_form(language: Language) -> None:
    release = document("release", language, **STATED)
    said = dict(release.facts())
    heads = {
        "ko": ["보도시점", "담당 부서", "책임자", "연락처", "이용 조건"],
        "en": ["Embargo", "Department", "Responsible", "Contact", "Licence"],
    }
    assert list(said) == heads[language]
    assert STATED["publication"]["responsible"][language] in said.values()  # type: ignore[index]
    assert checks.form_of_release(release).detail == "all that the form asks for is stated"


@pytest.mark.parametrize(("language", "missing"), [("ko", "미기재"), ("en", "not stated yet")])
def test_what_is_not_stated_is_asked_for(language: Language, missing: str) -> None:
    release = document("release", language)
    assert [value for _, value in release.facts()] == [missing] * 5
    found = checks.form_of_release(release)
    assert found.passed
    assert found.detail == "not stated: embargo, office, responsible, contact, licence"


def test_other_documents_leave_out_what_is_not_stated() -> None:
    assert document("brief", "en").facts() == []


def test_the_head_of_every_page_says_what_made_up_people_decided(korea_facts: Facts) -> None:
    shown = replace(korea_facts.publication, demonstration=True)
    labels = [DocumentNames(Facts(shown), each).furniture("report").label for each in LANGUAGES]
    assert all(word("demonstration", each) in label for each, label in zip(LANGUAGES, labels, strict=True))
    assert DocumentNames(korea_facts, "en").furniture("report").label == word("doc_report", "en")
