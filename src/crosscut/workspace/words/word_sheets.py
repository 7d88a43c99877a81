"""Words of a ministry's word-processor sheet that is read into the form."""

from __future__ import annotations

from crosscut.text import Text

WORDS: dict[str, Text] = {
    "word_sheet_title": Text("Read a word-processor sheet", "한글·워드·PDF 요구서 읽기"),
    "word_sheet_lead": Text(
        "What the sheet of one programme says is shown beside its words. Nothing is taken that you have not chosen.",
        "사업 한 건의 요구서에서 읽은 값을 원문과 함께 보여 드립니다. 고르지 않은 것은 반영하지 않습니다.",
    ),
    "word_sheet_file": Text("Sheet (.hwpx, .docx, .pdf)", "요구서(.hwpx, .docx, .pdf)"),
    "word_sheet_by_name": Text("The programme named in the sheet", "요구서에 적힌 사업"),
    "word_sheet_send": Text("Read it", "읽기"),
    "word_sheet_read": Text("What the sheet proposes", "요구서에서 읽은 것"),
    "word_sheet_read_lead": Text(
        "Compare each value with the words of the sheet, and choose what is to stand.",
        "값을 요구서의 글과 견주어 보고 반영할 것만 고르세요.",
    ),
    "word_sheet_same": Text("The sheet says what the draft says.", "요구서가 작성 내용과 같습니다."),
    "in_sheet": Text("In the sheet", "요구서 값"),
    "words_in_sheet": Text("The words of the sheet:", "요구서의 글:"),
    "word_sheet_kind": Text(
        "Read are {kinds}. Save the sheet as one of them.", "{kinds} 파일만 읽습니다. 그중 하나로 저장하세요."
    ),
    "word_sheet_broken": Text(
        "This sheet cannot be read. Open it, save it anew as one of {kinds}, and send it again.",
        "읽을 수 없는 파일입니다. 열어서 {kinds} 가운데 하나로 다시 저장해 올리세요.",
    ),
    "word_sheet_nothing": Text(
        "Nothing that the form asks for was found in the sheet. Type it, or attach the sheet.",
        "요구서에서 양식의 항목을 찾지 못했습니다. 직접 적거나 붙임으로 올리세요.",
    ),
    "word_sheet_whose": Text(
        "{count} programmes of this request are called “{name}”. Choose which one the sheet is of, and the file again.",
        "이 요구에 ‘{name}’ 사업이 {count}건 있습니다. 어느 사업의 요구서인지 고르고 파일도 다시 선택하세요.",
    ),
    "word_sheet_nameless": Text(
        "The sheet does not say of which programme it is. Choose the programme, and the file again.",
        "요구서에서 사업명을 찾지 못했습니다. 어느 사업의 요구서인지 고르고 파일도 다시 선택하세요.",
    ),
    "word_sheet_none": Text(
        "{ministry} has no programme called “{name}”. See that it is no other ministry's sheet; else choose the programme, "
        "and the file again.",
        "{ministry} 사업 중에 ‘{name}’이(가) 없습니다. 다른 부처의 요구서가 아닌지 확인하고, 맞으면 사업과 파일을 다시 고르세요.",
    ),
    "word_sheet_none_other": Text(
        "{ministry} has no programme called “{name}”, and the sheet says that it is of {said}. If it is yours all the same, "
        "choose the programme, and the file again.",
        "{ministry} 사업 중에 ‘{name}’이(가) 없고, 요구서에 적힌 소관은 {said}입니다. 그래도 맞으면 사업과 파일을 다시 고르세요.",
    ),
    "word_sheet_strange": Text("This looks like the sheet of another programme", "다른 사업의 요구서로 보입니다"),
    "word_sheet_strange_lead": Text(
        "Nothing has been taken yet. See that the file and the programme belong together, else go back to the list.",
        "아직 아무것도 반영하지 않았습니다. 파일과 사업이 맞는지 확인하고, 아니면 목록으로 돌아가세요.",
    ),
    "word_sheet_other_ministry": Text(
        "Ministry: {said} in the sheet, {mine} here.", "소관: 요구서는 {said}, 이 요구는 {mine}입니다."
    ),
    "word_sheet_other_name": Text(
        "Name: “{said}” in the sheet, “{mine}” here.", "사업명: 요구서는 ‘{said}’, 이 사업은 ‘{mine}’입니다."
    ),
    "word_sheet_other_number": Text(
        "Number: {said} in the sheet, {mine} here.", "사업 번호: 요구서는 {said}, 이 사업은 {mine}입니다."
    ),
    "word_sheet_counts": Text("{changes}, {faults}", "{changes} · {faults}"),
    "values_differ": Text("{count} values differ", "작성 내용과 다른 항목 {count}개"),
    "values_differ_one": Text("1 value differs", "작성 내용과 다른 항목 1개"),
    "values_unread": Text("{count} could not be read", "읽지 못한 항목 {count}개"),
    "values_unread_one": Text("1 could not be read", "읽지 못한 항목 1개"),
    "word_sheet_faults": Text("What could not be read", "읽지 못한 항목"),
    "word_sheet_faults_lead": Text(
        "These values are not taken. Type them in the request.",
        "이 값은 반영되지 않습니다. 요구 화면에서 직접 적으세요.",
    ),
    "word_sheet_told": Text("What else the sheet says", "요구서의 그 밖의 내용"),
    "word_sheet_changes": Text("Values that differ", "작성 내용과 다른 값"),
    "word_sheet_emptied": Text("empty in the sheet", "요구서에 비어 있음"),
    "word_sheet_every_but_name": Text(
        "Take all that the sheet says but the name", "사업명을 빼고 요구서의 값 모두 반영"
    ),
    "word_sheet_no_name": Text(
        "The sheet does not say how the new programme is called. Add it by name, then read the sheet for it.",
        "요구서에 신규 사업의 이름이 없습니다. 이름을 적어 추가한 뒤 요구서를 읽으세요.",
    ),
    "word_sheet_table": Text("table {number}", "표 {number}"),
    "word_sheet_years": Text(
        "The sheet has amounts of {years} and none of {year}. No amount is proposed.",
        "요구서의 금액은 {years}년 것이고 {year}년 금액이 없어 금액은 반영하지 않습니다.",
    ),
    "word_sheet_unit": Text(
        "{value} stands without a unit ({place}). No amount is proposed; type it with its unit.",
        "{value}에 단위가 없어({place}) 금액은 반영하지 않습니다. 단위와 함께 직접 적으세요.",
    ),
}
