"""The sheets that speak of the others: contents and notes, and the lines of the cover."""

from __future__ import annotations

from crosscut.config import Source
from crosscut.exports.conversions import conversions
from crosscut.exports.words_of import both_in_own_words
from crosscut.exports.workbook.frame import WorkbookFrame, named, unit_name
from crosscut.exports.workbook.layout import EXACT, Column, SheetLink, SheetRow, WorkbookSheet
from crosscut.tables import UNREAD
from crosscut.text import Text
from crosscut.text.areas import HINTS
from crosscut.version import VERSION


def cover_lines(frame: WorkbookFrame) -> list[tuple[Text, Text]]:
    """What the cover says: label and text, line by line."""
    settings, as_of = frame.publication.settings, frame.publication.book.context.as_of
    taxonomy = frame.publication.taxonomy
    lines = [
        (Text("Period", "기준"), frame.period_name(frame.leading)),
        (Text("Taxonomy", "분류체계"), _taxonomy_name(frame).map(lambda name: f"{name} ({taxonomy.id})")),
        (Text("Counting", "집계 방식"), named(f"counting_{frame.counting}")),
        (Text("Unit", "단위"), unit_name(frame.unit)),
        (Text("Run", "산출 번호"), Text.same(frame.publication.id)),
    ]
    if as_of:
        lines.append((Text("As of", "시점"), Text.same(as_of)))
    if caveat := frame.publication.caveat:
        lines.insert(0, (named(caveat), named(f"caveat_{caveat}")))
    lines += [(Text("Converted", "환산"), each) for each in conversions(settings)]
    if settings.licence:
        lines.append((named("licence"), Text.same(settings.licence)))
    if settings.contact:
        lines.append((named("contact"), settings.contact))
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


def contents_sheet(frame: WorkbookFrame, sheets: list[WorkbookSheet]) -> WorkbookSheet:
    """The other sheets, each with a link."""
    rows: tuple[SheetRow, ...] = tuple(
        (SheetLink(sheet.name), *frame.each(both_in_own_words(sheet.title)), len(sheet.rows)) for sheet in sheets
    )
    titles = frame.columns(Text("Title", "제목"))
    columns = (Column(Text("Sheet", "시트")), *titles, Column(Text("Rows", "행 수"), "plain"))
    remark = Text(en="Select a sheet's name to go there", ko="시트 이름을 누르면 그 시트로 감")
    return WorkbookSheet("Contents", Text(en="Contents", ko="차례"), remark, columns, rows)


def notes_sheet(frame: WorkbookFrame) -> WorkbookSheet:
    """Method, counting, taxonomy, stages, unit, rounding, what is not exact, and the run."""
    notes = [*_method_notes(frame), *_value_notes(frame), *_made_notes(frame)]
    rows: tuple[SheetRow, ...] = tuple((topic, *frame.each(text)) for topic, text in notes if text)
    columns = (Column(Text("Topic", "항목")), *frame.columns(Text("Content", "내용"), "long"))
    remark = Text(en="How to read this workbook", ko="이 통합문서를 읽는 법")
    return WorkbookSheet("Notes", Text(en="Notes", ko="설명"), remark, columns, rows)


def _method_notes(frame: WorkbookFrame) -> list[tuple[Text, Text]]:
    unread = [(frame.area_name(UNREAD), HINTS[UNREAD])] if frame.has_unread else []
    counting = f"counting_{frame.counting}_text"
    if frame.has_unread and frame.counting == "partition":
        counting = "counting_partition_text_unread"
    return [
        (Text("This budget", "이 자료"), frame.publication.settings.note),
        (Text("Counting", "집계 방식"), named(counting)),
        (Text("Overlap", "중복 포함"), named("counting_overlap_text")),
        *unread,
        (Text("Taxonomy", "분류체계"), _taxonomy_note(frame)),
        (Text("Years and stages", "연도와 단계"), _periods(frame)),
        (Text("Unit", "단위"), _unit_note(frame)),
    ]


def _value_notes(frame: WorkbookFrame) -> list[tuple[Text, Text]]:
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
        (Text("Rounding", "반올림"), rounding),
        (Text("What is not exact", "정확하지 않은 값"), _inexact_note(frame)),
        (Text("Figures", "수치"), figures),
        (Text("Text", "글"), text),
    ]


def _made_notes(frame: WorkbookFrame) -> list[tuple[Text, Text]]:
    settings, run = frame.publication.settings, frame.publication.id
    made = Text(en=f"Crosscut {VERSION}, run {run}", ko=f"Crosscut {VERSION}, 산출 번호 {run}")
    added = [
        (
            Text(f"Added area: {area.id}", f"추가 분야: {area.id}"),
            Text(en=f"{area.name.en}. {area.note.en}", ko=f"{area.name.ko}. {area.note.ko}"),
        )
        for area in settings.extra_area
    ]
    sources = [
        (Text("Source", "출처"), Text.same(f"{cited}: {', '.join(files)}"))
        for cited, files in _sources(settings.source).items()
    ]
    return [(Text("Made by", "만든 것"), made), *added, *sources]


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
