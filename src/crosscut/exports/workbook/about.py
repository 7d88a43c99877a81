"""The sheets that speak of the others: contents and notes, and the lines of the cover."""

from __future__ import annotations

from crosscut.config import Source
from crosscut.exports.words_of import word
from crosscut.exports.workbook.frame import Frame, period_titles, wanted_unit
from crosscut.exports.workbook.layout import EXACT, Column, Link, Sheet, both
from crosscut.version import VERSION

_BILINGUAL = (Column("항목 / Topic"), Column("내용", "long"), Column("Content", "long"))


def cover_lines(frame: Frame) -> list[tuple[str, str]]:
    """What the cover says: label and text, line by line."""
    settings, main = frame.publication.settings, period_titles(frame.main)
    lines = [
        ("기준 / Period", both(*main)),
        ("분류체계 / Taxonomy", _taxonomy(frame)),
        ("계수 방식 / Counting", _counting(frame)),
        ("단위 / Unit", both(frame.unit.label("ko"), frame.unit.label("en"))),
        ("실행 번호 / Run", frame.publication.run),
    ]
    if frame.publication.book.context.as_of:
        lines.append(("시점 / As of", frame.publication.book.context.as_of))
    if settings.synthetic:
        lines.insert(
            0,
            (
                both(word("synthetic", "ko"), word("synthetic", "en")),
                both(word("synthetic_note", "ko"), word("synthetic_note", "en")),
            ),
        )
    if settings.licence:
        lines.append((both(word("licence", "ko"), word("licence", "en")), settings.licence))
    if settings.contact.ko:
        lines.append(
            (both(word("contact", "ko"), word("contact", "en")), both(settings.contact.ko, settings.contact.en))
        )
    return lines


def particulars(frame: Frame, counting: str) -> tuple[str, str]:
    """What every table names (§3.4), in Korean and English: counting, taxonomy, stages, unit, rounding, run."""
    taxonomy, run = frame.publication.taxonomy, frame.publication.run
    periods = [period_titles(period) for period in frame.periods]
    ko = (
        f"계수 방식: {word(f'counting_{counting}', 'ko')}",
        f"분류체계: {taxonomy.name('ko')} ({taxonomy.id})",
        f"연도·단계: {', '.join(ko for ko, _ in periods)}",
        f"단위: {frame.unit.label('ko')}",
        "반올림하지 않음",
        f"실행: {run}",
    )
    en = (
        f"Counting: {word(f'counting_{counting}', 'en')}",
        f"Taxonomy: {taxonomy.name('en')} ({taxonomy.id})",
        f"Years and stages: {', '.join(en for _, en in periods)}",
        f"Unit: {frame.unit.label('en')}",
        "Not rounded",
        f"Run: {run}",
    )
    return " · ".join(ko), " · ".join(en)


def contents_sheet(sheets: list[Sheet]) -> Sheet:
    """The other sheets, each with a link."""
    rows = tuple((Link(sheet.name), sheet.ko, sheet.en, len(sheet.rows)) for sheet in sheets)
    columns = (Column("시트 / Sheet"), Column("제목"), Column("Title"), Column("행 수 / Rows", "plain"))
    remark = both("시트 이름을 누르면 그 시트로 감", "Select a sheet's name to go there")
    return Sheet("Contents", "차례", "Contents", remark, columns, rows)


def notes_sheet(frame: Frame) -> Sheet:
    """Method, counting, taxonomy, stages, unit, rounding, what is not exact, and the run."""
    settings = frame.publication.settings
    rows = [
        ("이 자료 / This budget", settings.note.ko, settings.note.en),
        (
            "계수 방식 / Counting",
            word(f"counting_{frame.counting}_text", "ko"),
            word(f"counting_{frame.counting}_text", "en"),
        ),
        ("중복 표시 / Overlap", word("counting_overlap_text", "ko"), word("counting_overlap_text", "en")),
        ("분류체계 / Taxonomy", *_taxonomy_notes(frame)),
        (
            "연도와 단계 / Years and stages",
            ", ".join(period_titles(period)[0] for period in frame.periods),
            ", ".join(period_titles(period)[1] for period in frame.periods),
        ),
        ("단위 / Unit", *_unit_notes(frame)),
        (
            "반올림 / Rounding",
            "값은 반올림하지 않은 정확한 금액임. 문서와 웹은 한 번만 반올림해 적음. 비중은 소수 첫째 자리까지 보임.",
            "Values are exact. Documents and site print each amount once rounded; shares show one decimal.",
        ),
        ("정확하지 않은 값 / What is not exact", *_inexact(frame)),
        (
            "수치 / Figures",
            "모든 금액과 개수는 figures.json의 수치이며 Figures 시트가 그 정의와 위치를 밝힘.",
            "Every amount and count is a figure of figures.json; the sheet Figures gives definition and place.",
        ),
        (
            "글 / Text",
            "제어 문자는 뺐고, 칸 하나에 32,767자를 넘는 글은 줄였음을 적고 줄임.",
            "Control characters are left out; text beyond 32,767 characters a cell is cut, and says so.",
        ),
        (
            "만든 것 / Made by",
            f"Crosscut {VERSION}, 실행 {frame.publication.run}",
            f"Crosscut {VERSION}, run {frame.publication.run}",
        ),
    ]
    rows += [
        (f"추가 분야 / Added area: {area.id}", f"{area.name.ko}. {area.note.ko}", f"{area.name.en}. {area.note.en}")
        for area in settings.extra_area
    ]
    rows += [
        ("출처 / Source", f"{cited}: {', '.join(found)}", f"{cited}: {', '.join(found)}")
        for cited, found in _sources(settings.source).items()
    ]
    kept = tuple(row for row in rows if row[1])
    remark = both("이 통합문서를 읽는 법", "How to read this workbook")
    return Sheet("Notes", "설명", "Notes", remark, _BILINGUAL, kept)


def _sources(sources: tuple[Source, ...]) -> dict[str, list[str]]:
    """Citation and licence → the files that have them."""
    found: dict[str, list[str]] = {}
    for source in sources:
        cited = ". ".join(part for part in (source.citation, source.license) if part)
        if cited:
            found.setdefault(cited, []).append(source.file)
    return found


def _taxonomy(frame: Frame) -> str:
    taxonomy = frame.publication.taxonomy
    return f"{both(taxonomy.name('ko'), taxonomy.name('en'))} ({taxonomy.id})"


def _counting(frame: Frame) -> str:
    return both(word(f"counting_{frame.counting}", "ko"), word(f"counting_{frame.counting}", "en"))


def _taxonomy_notes(frame: Frame) -> tuple[str, str]:
    taxonomy = frame.publication.taxonomy
    since = taxonomy.valid_from
    return (
        f"{taxonomy.name('ko')} ({taxonomy.id}{f', {since}부터' if since else ''})",
        f"{taxonomy.name('en')} ({taxonomy.id}{f', from {since}' if since else ''})",
    )


def _unit_notes(frame: Frame) -> tuple[str, str]:
    printed, wanted, beyond = frame.unit, wanted_unit(frame.publication.settings), f"{EXACT:,}"
    ko = f"금액은 {printed.label('ko')} 단위의 정수임. {beyond}을 넘는 정수는 엑셀이 정확히 담지 못해 글로 적음."
    en = f"Amounts are whole numbers of {printed.label('en')}. Integers beyond {beyond}, which Excel cannot hold "
    en += "exactly, are written as text."
    if wanted.factor != printed.factor:
        ko += f" {wanted.label('ko')} 단위로 나누어떨어지지 않는 금액이 있어 더 작은 단위를 씀."
        en += f" Some amounts are not whole in {wanted.label('en')}, so a smaller unit is used."
    return ko, en


def _inexact(frame: Frame) -> tuple[str, str]:
    found = [
        (period, area)
        for period in frame.periods
        for area in frame.areas
        if frame.area(area, period).low is not None or frame.area(area, period).high is not None
    ]
    if not found:
        return "모든 금액이 정확함.", "All amounts are exact."
    ko = ", ".join(f"{period_titles(period)[0]} {frame.names(area)[0]}" for period, area in found)
    en = ", ".join(f"{period_titles(period)[1]} {frame.names(area)[1]}" for period, area in found)
    return f"하한과 상한 사이의 값: {ko}.", f"Known only between a lower and an upper bound: {en}."
