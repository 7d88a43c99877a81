"""What is checked of documents before they leave: the same figures in both languages, every text read back."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from types import MappingProxyType

from crosscut.exports.check_words import NOT_STATED, artefact_name, kind_name
from crosscut.exports.documents import readback
from crosscut.exports.documents.model import Document
from crosscut.exports.export import Check
from crosscut.text import Text

_FORM: Mapping[str, str] = MappingProxyType(
    {
        "embargo": "보도 시점",
        "office": "기관명",
        "responsible": "책임자",
        "contact": "연락처",
        "licence": "이용 조건",
    }
)


def same_figures(ko: Document, en: Document) -> Check:
    """Both languages print the same figures, each as often."""
    first, second = (Counter(run.figure for run in each.figures()) for each in (ko, en))
    kind = kind_name(ko.kind)
    name = Text(f"{kind.en}: both languages carry the same figures", f"{kind.ko}: 국문·영문 수치 일치")
    if first == second:
        count, apart = first.total(), len(first)
        same = Text(f"{count} printed figures, {apart} different", f"인쇄된 수치 {count}개(서로 다른 수치 {apart}개)")
        return Check(name, passed=True, outcome=same)
    only = ", ".join(sorted((first - second) + (second - first))[:5])
    return Check(
        name, passed=False, outcome=Text(f"more often in one language: {only}", f"한 언어에 더 많이 인쇄됨: {only}")
    )


def form_of_release(release: Document) -> Check:
    """What the form of a release asks for, and which of it nobody stated; that forbids nothing."""
    lacking = [key for key, value in release.furniture.form().items() if not value]
    detail = Text("all that the form asks for is stated", "서식 항목을 모두 적음")
    if lacking:
        items = ", ".join(_FORM.get(key, key) for key in lacking)
        detail = Text(f"{NOT_STATED}{', '.join(lacking)}", f"적지 않은 항목: {items}")
    what = artefact_name(f"release.{release.language}")
    return Check(Text(f"{what.en}: form", f"{what.ko}: 서식 항목"), passed=True, outcome=detail)


def reads_back(document: Document, suffix: str, content: bytes) -> Check:
    """A file, read by another reader, says what the document says."""
    what = artefact_name(f"{document.kind}.{document.language}.{suffix}")
    name = Text(f"{what.en} read back", f"{what.ko}: 내용 되읽기")
    if suffix == "pdf":
        lost = readback.missing(document, readback.pdf_text(content))
        if lost is None:
            return Check(name, passed=True, outcome=Text("every text, in order", "모든 글이 순서대로 있음"))
        return Check(name, passed=False, outcome=Text(f"not found: {lost[:80]!r}", f"없는 글: {lost[:80]!r}"))
    found = (readback.docx_text if suffix == "docx" else readback.hwpx_text)(content)
    wanted = readback.printed(document)
    if found == wanted:
        equal = Text(f"{len(wanted):,} characters, all equal", f"{len(wanted):,}자 모두 같음")
        return Check(name, passed=True, outcome=equal)
    place = next(
        (i for i, pair in enumerate(zip(found, wanted, strict=False)) if pair[0] != pair[1]),
        min(len(found), len(wanted)),
    )
    read, meant = found[place : place + 40], wanted[place : place + 40]
    apart = Text(f"at {place:,}: {read!r} for {meant!r}", f"{place:,}번째 글자: {meant!r} 대신 {read!r}")
    return Check(name, passed=False, outcome=apart)
