"""The sheets that speak of the others: contents and notes, and the lines of the cover."""

from __future__ import annotations

from crosscut.config import Source
from crosscut.exports.conversions import conversions
from crosscut.exports.workbook.frame import WorkbookFrame, named, unit_name
from crosscut.exports.workbook.layout import EXACT, Column, SheetLink, SheetRow, WorkbookSheet, both
from crosscut.tables import UNREAD
from crosscut.text import Text
from crosscut.text.areas import HINTS
from crosscut.version import VERSION

_BILINGUAL = (Column("항목 / Topic"), Column("내용", "long"), Column("Content", "long"))


def cover_lines(frame: WorkbookFrame) -> list[tuple[str, str]]:
    """What the cover says: label and text, line by line."""
    settings, as_of = frame.publication.settings, frame.publication.book.context.as_of
    taxonomy = frame.publication.taxonomy
    lines = [
        ("기준 / Period", both(frame.period_name(frame.leading))),
        ("분류체계 / Taxonomy", f"{both(_taxonomy_name(frame))} ({taxonomy.id})"),
        ("집계 방식 / Counting", both(named(f"counting_{frame.counting}"))),
        ("단위 / Unit", both(unit_name(frame.unit))),
        ("산출 번호 / Run", frame.publication.id),
    ]
    if as_of:
        lines.append(("시점 / As of", as_of))
    if caveat := frame.publication.caveat:
        lines.insert(0, (both(named(caveat)), both(named(f"caveat_{caveat}"))))
    lines += [("환산 / Converted", both(each)) for each in conversions(settings)]
    if settings.licence:
        lines.append((both(named("licence")), settings.licence))
    if settings.contact:
        lines.append((both(named("contact")), both(settings.contact)))
    return lines


def particulars(frame: WorkbookFrame, counting: str) -> Text:
    """What every table names (§3.4): counting, taxonomy, stages, unit, rounding, run."""
    taxonomy, run = frame.publication.taxonomy, frame.publication.id
    rule, name, unit = named(f"counting_{counting}"), _taxonomy_name(frame), unit_name(frame.unit)
    ko = (
        f"집계 방식: {rule.ko}",
        f"분류체계: {name.ko} ({taxonomy.id})",
        f"연도·단계: {_periods(frame).ko}",
        f"단위: {unit.ko}",
        "반올림하지 않음",
        f"산출 번호: {run}",
    )
    en = (
        f"Counting: {rule.en}",
        f"Taxonomy: {name.en} ({taxonomy.id})",
        f"Years and stages: {_periods(frame).en}",
        f"Unit: {unit.en}",
        "Not rounded",
        f"Run: {run}",
    )
    return Text(en=" · ".join(en), ko=" · ".join(ko))


def contents_sheet(sheets: list[WorkbookSheet]) -> WorkbookSheet:
    """The other sheets, each with a link."""
    rows = tuple((SheetLink(sheet.name), sheet.title.ko, sheet.title.en, len(sheet.rows)) for sheet in sheets)
    columns = (Column("시트 / Sheet"), Column("제목"), Column("Title"), Column("행 수 / Rows", "plain"))
    remark = Text(en="Select a sheet's name to go there", ko="시트 이름을 누르면 그 시트로 감")
    return WorkbookSheet("Contents", Text(en="Contents", ko="차례"), both(remark), columns, rows)


def notes_sheet(frame: WorkbookFrame) -> WorkbookSheet:
    """Method, counting, taxonomy, stages, unit, rounding, what is not exact, and the run."""
    notes = [*_method_notes(frame), *_value_notes(frame), *_made_notes(frame)]
    rows: tuple[SheetRow, ...] = tuple((topic, text.ko, text.en) for topic, text in notes if text.ko)
    remark = Text(en="How to read this workbook", ko="이 통합문서를 읽는 법")
    return WorkbookSheet("Notes", Text(en="Notes", ko="설명"), both(remark), _BILINGUAL, rows)


def _method_notes(frame: WorkbookFrame) -> list[tuple[str, Text]]:
    unread = [(both(frame.area_name(UNREAD)), HINTS[UNREAD])] if frame.has_unread else []
    counting = f"counting_{frame.counting}_text"
    if frame.has_unread and frame.counting == "partition":
        counting = "counting_partition_text_unread"
    return [
        ("이 자료 / This budget", frame.publication.settings.note),
        ("집계 방식 / Counting", named(counting)),
        ("중복 포함 / Overlap", named("counting_overlap_text")),
        *unread,
        ("분류체계 / Taxonomy", _taxonomy_note(frame)),
        ("연도와 단계 / Years and stages", _periods(frame)),
        ("단위 / Unit", _unit_note(frame)),
    ]


def _value_notes(frame: WorkbookFrame) -> list[tuple[str, Text]]:
    rounding = Text(
        en="Values are exact, not rounded. Documents and site print each amount once rounded; shares show one decimal.",
        ko="값은 반올림하지 않은 정확한 금액임. 문서와 웹은 한 번만 반올림해 적음. 비중은 소수 첫째 자리까지 보임.",
    )
    figures = Text(
        en="Every amount and count is a figure of figures.json; the sheet Figures gives definition and place.",
        ko="모든 금액과 개수는 figures.json의 수치이며 Figures 시트가 그 정의와 위치를 밝힘.",
    )
    text = Text(
        en="Control characters are left out; text beyond 32,767 characters a cell is cut, and says so.",
        ko="제어 문자는 뺐고, 칸 하나에 32,767자를 넘는 글은 줄였음을 적고 줄임.",
    )
    return [
        ("반올림 / Rounding", rounding),
        ("정확하지 않은 값 / What is not exact", _inexact_note(frame)),
        ("수치 / Figures", figures),
        ("글 / Text", text),
    ]


def _made_notes(frame: WorkbookFrame) -> list[tuple[str, Text]]:
    settings, run = frame.publication.settings, frame.publication.id
    made = Text(en=f"Crosscut {VERSION}, run {run}", ko=f"Crosscut {VERSION}, 산출 번호 {run}")
    added = [
        (
            f"추가 분야 / Added area: {area.id}",
            Text(en=f"{area.name.en}. {area.note.en}", ko=f"{area.name.ko}. {area.note.ko}"),
        )
        for area in settings.extra_area
    ]
    sources = [
        ("출처 / Source", Text.same(f"{cited}: {', '.join(files)}"))
        for cited, files in _sources(settings.source).items()
    ]
    return [("만든 것 / Made by", made), *added, *sources]


def _sources(sources: tuple[Source, ...]) -> dict[str, list[str]]:
    """Citation and licence → the files that have them."""
    found: dict[str, list[str]] = {}
    for source in sources:
        cited = ". ".join(part for part in (source.citation, source.license) if part)
        if cited:
            found.setdefault(cited, []).append(source.file)
    return found


def _periods(frame: WorkbookFrame) -> Text:
    names = [frame.period_name(period) for period in frame.periods]
    return Text(en=", ".join(name.en for name in names), ko=", ".join(name.ko for name in names))


def _taxonomy_name(frame: WorkbookFrame) -> Text:
    taxonomy = frame.publication.taxonomy
    return Text(en=taxonomy.name("en"), ko=taxonomy.name("ko"))


def _taxonomy_note(frame: WorkbookFrame) -> Text:
    taxonomy, name = frame.publication.taxonomy, _taxonomy_name(frame)
    since = taxonomy.valid_from
    return Text(
        en=f"{name.en} ({taxonomy.id}{f', from {since}' if since else ''})",
        ko=f"{name.ko} ({taxonomy.id}{f', {since}부터' if since else ''})",
    )


def _unit_note(frame: WorkbookFrame) -> Text:
    wanted, beyond = frame.publication.settings.printed_unit, f"{EXACT:,}"
    printed, budgets = unit_name(frame.unit), unit_name(wanted)
    ko = f"금액은 {printed.ko} 단위의 정수임. {beyond}을(를) 넘는 정수는 엑셀이 정확히 담지 못해 글로 적음."
    en = f"Amounts are whole numbers of {printed.en}. Integers beyond {beyond}, which Excel cannot hold "
    en += "exactly, are written as text."
    if wanted.factor != frame.unit.factor:
        ko += f" {budgets.ko} 단위로 나누어떨어지지 않는 금액이 있어 더 작은 단위를 씀."
        en += f" Some amounts are not whole in {budgets.en}, so a smaller unit is used."
    return Text(en, ko)


def _inexact_note(frame: WorkbookFrame) -> Text:
    found = [
        (frame.period_name(period), frame.area_name(area))
        for period in frame.periods
        for area in frame.areas
        if frame.area(area, period).low is not None or frame.area(area, period).high is not None
    ]
    if not found:
        return Text(en="All amounts are exact.", ko="모든 금액이 정확함.")
    ko = ", ".join(f"{period.ko} {area.ko}" for period, area in found)
    en = ", ".join(f"{period.en} {area.en}" for period, area in found)
    return Text(en=f"Known only between a lower and an upper bound: {en}.", ko=f"하한과 상한 사이의 값: {ko}.")
