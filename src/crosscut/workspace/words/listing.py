"""Words of designating technologies: proposed lists, the restated series, the deliberation and the confirmation."""

from __future__ import annotations

from crosscut.text import Text

WORDS: dict[str, Text] = {
    "nav_lists": Text("Technologies", "기술 지정"),
    "field_lists": Text("lists of technologies", "기술 목록"),
    "field_list_title": Text("Name", "이름"),
    "field_list_law": Text("Law", "근거 법령"),
    "field_list_saying": Text("Opinion", "의견"),
    "do_list_read": Text("see proposed lists of technologies", "기술 목록 지정안 보기"),
    "do_list_propose": Text("propose a list of technologies", "기술 목록 지정 발의"),
    "do_list_discuss": Text("say something of a proposed list", "기술 목록 지정안에 의견 내기"),
    "do_list_confirm": Text("confirm a list of technologies", "기술 목록 지정"),
    "do_list_return": Text("send a proposed list back", "기술 목록 지정안 반려"),
    "act_list_propose": Text("proposed a list of technologies", "기술 목록 지정 발의"),
    "act_list_discuss": Text("said something of a list of technologies", "기술 목록 지정안 의견"),
    "act_list_confirm": Text("confirmed a list of technologies", "기술 목록 지정"),
    "act_list_return": Text("sent a list of technologies back", "기술 목록 지정안 반려"),
    "item_list": Text("List {number}", "기술 목록 {number}"),
    "done_list_proposed": Text("The list is proposed.", "기술 목록 지정을 발의했습니다."),
    "done_list_said": Text("It stands in the deliberation.", "의견을 남겼습니다."),
    "done_list_returned": Text("The list is sent back.", "지정안을 반려했습니다."),
    "done_list_confirmed": Text(
        "Confirmed. The list holds from now on for everything that is built.",
        "지정했습니다. 이제부터 만드는 모든 자료는 이 목록을 따릅니다.",
    ),
    "state_word_confirmed": Text("confirmed", "지정됨"),
    "list_is_proposed": Text("waits for a decision", "심의 중"),
    "list_is_confirmed": Text("confirmed", "지정 완료"),
    "list_is_returned": Text("sent back", "반려"),
    "lists_lead": Text(
        "The budget is told by “{name}” ({id}). Designating another list is an act: proposed with its law and date, seen "
        "with the whole series restated, deliberated, and confirmed by somebody else.",
        "현재 예산은 ‘{name}’({id})에 따라 집계합니다. 다른 목록을 지정하려면 근거 법령과 시행일을 붙여 발의하고, 다시 계산한 시계열을 보며 심의한 뒤 발의하지 않은 사람이 지정합니다.",
    ),
    "lists_none": Text("Nothing has been proposed yet.", "아직 발의된 지정안이 없습니다."),
    "list": Text("List", "목록"),
    "list_name": Text("Name of the proposal", "지정안 이름"),
    "list_law": Text("Law that it rests on", "근거 법령"),
    "list_law_hint": Text("Act, article and notice.", "법률과 조항, 고시 번호를 적으세요."),
    "list_in_force": Text("Published date of effect", "고시된 시행일"),
    "list_in_force_hint": Text(
        "It is kept and printed with the list. The list itself is used from the confirmation on, even where this day is "
        "still to come: confirm it when the budget is to be told by it.",
        "목록과 함께 기록하고 표시하는 날짜입니다. 시행일이 아직 오지 않았어도 목록은 지정한 때부터 쓰입니다. 이 목록으로 집계할 때가 되면 지정하세요.",
    ),
    "list_in_force_used": Text(
        "The published date of effect is {day}; the list is used from the confirmation on.",
        "고시된 시행일은 {day}이며, 목록은 지정한 때부터 쓰입니다.",
    ),
    "list_state": Text("State", "상태"),
    "list_made": Text("Proposed by", "발의자"),
    "list_new": Text("Propose a list", "지정 발의"),
    "list_new_lead": Text(
        "It takes the place of “{name}” ({id}). Nothing changes before somebody else confirms it.",
        "‘{name}’({id})을(를) 대신할 목록입니다. 다른 사람이 지정하기 전에는 아무것도 바뀌지 않습니다.",
    ),
    "list_which": Text("Id of the list", "목록 식별자"),
    "list_which_hint": Text(
        "A bundled list ({offered}), or a new id in small letters, digits and hyphens for a list of your own below.",
        "내장 목록({offered}) 중 하나이거나, 아래에 적을 자체 목록의 새 식별자(소문자·숫자·붙임표)입니다.",
    ),
    "list_content": Text("A list of your own, as CSV", "자체 목록(CSV)"),
    "list_content_hint": Text(
        "Columns area, sub, en, ko, definition, examples, aliases, source. Empty for a bundled list.",
        "열: area, sub, en, ko, definition, examples, aliases, source. 내장 목록이면 비워 두세요.",
    ),
    "list_passages_text": Text("Where the places of the old list go, as CSV", "이전 목록의 항목이 가는 곳(CSV)"),
    "list_passages_hint": Text(
        "Columns {columns}; blank fractions are the whole, “outside” is no place. What is not stated goes to the same id, or "
        "by the bundled crosswalk where all is left empty.",
        "열: {columns}. 분수를 비우면 전체이며 outside는 목록 밖입니다. 적지 않은 항목은 같은 식별자로 가고, 모두 비우면 내장 연계표를 따릅니다.",
    ),
    "list_look": Text("Propose, and show the series under it", "발의하고 시계열 보기"),
    "list_unnamed": Text("A list needs a name, a reason and its law.", "이름과 사유, 근거 법령을 적으세요."),
    "list_id": Text(
        "The id of a list has small letters, digits and hyphens.", "목록 식별자는 소문자·숫자·붙임표로 적으세요."
    ),
    "list_long": Text("That is too long for a list.", "목록으로는 너무 깁니다."),
    "list_unread": Text("The list cannot be read: {said}", "목록을 읽을 수 없습니다: {said}"),
    "list_passages": Text("The passages need the columns {columns}.", "이행표에는 {columns} 열이 있어야 합니다."),
    "list_passage": Text(
        "Row {row} of the passages gives no fraction between nothing and the whole.",
        "이행표 {row}행의 비율이 0보다 크고 1 이하인 분수가 아닙니다.",
    ),
    "list_holds_already": Text("{name} holds already.", "{name}은(는) 이미 쓰고 있는 목록입니다."),
    "list_file_there": Text(
        "{file} is in the folder already and says something else: give the list another id.",
        "{file}이(가) 이미 다른 내용으로 있습니다. 다른 식별자를 쓰세요.",
    ),
    "list_unplaced": Text(
        "The passages do not say where these places of the list that holds go, be it outside: {places}",
        "현행 목록의 다음 항목이 새 목록의 어디로 가는지 이행표에 없습니다(분류 밖도 적을 수 있음): {places}",
    ),
    "list_cannot": Text("This list cannot hold: {said}", "이 목록으로는 지정할 수 없습니다: {said}"),
    "list_since_lead": Text(
        "Everything below shows the list and what it changes as they are now.",
        "아래 화면은 모두 현재의 목록과 그에 따른 변화입니다.",
    ),
    "list_moved_before": Text("{area}, under the list that holds", "{area}(현행 목록)"),
    "list_moved_after": Text("{area}, under the proposed list", "{area}(발의된 목록)"),
    "list_moved_said": Text("What {person} said of it", "{person}의 의견"),
    "list_says_nothing": Text("Write what you have to say.", "의견을 적으세요."),
    "list_series": Text("The series under either list", "두 목록에 따른 시계열"),
    "list_series_lead": Text(
        "Each year's leading stage, in {unit}. Both add up to the same totals; a range says what an area may at least and "
        "most be where the passages split what nobody split.",
        "해마다 주된 단계의 금액({unit})입니다. 두 목록의 합계는 같고, 범위는 누구도 나누지 않은 금액을 이행표가 나눌 때의 최소와 최대입니다.",
    ),
    "list_now": Text("Now: {name}", "현재: {name}"),
    "list_then": Text("Proposed: {name}", "지정안: {name}"),
    "list_total": Text("Total", "합계"),
    "list_range": Text("{low} to {high}", "{low}~{high}"),
    "list_ways": Text("What goes elsewhere", "옮겨 가는 항목"),
    "list_ways_lead": Text(
        "{shown} of {count} places change their name, are split or have no place any more.",
        "{count}개 중 {shown}개가 이름이 바뀌거나 나뉘거나 목록에서 빠집니다.",
    ),
    "list_from": Text("From", "이전"),
    "list_to": Text("To", "이후"),
    "list_part": Text("Part", "비율"),
    "list_whole": Text("all", "전체"),
    "list_figures": Text(
        "{count} published figures of {file} would say something else.", "{file}의 공개 수치 {count}개가 달라집니다."
    ),
    "list_unpublished": Text("Nothing has been published yet.", "아직 공개한 자료가 없습니다."),
    "list_policy": Text(
        "The policy names areas that this list lacks: {areas}. They are changed in policy.toml of the budget folder. Until then builds and "
        "publications hold no plan of that policy, and a scenario can take what they became in their place (Allocating, A new scenario).",
        "배분 정책에 이 목록에 없는 분야가 있습니다: {areas}. 예산 폴더의 policy.toml에서 고치며, 그 전에는 산출물과 공표 자료에 그 정책의 배분안이 "
        "실리지 않고, ‘배분’의 새 시나리오에서는 대응 분야로 바꾸어 만들 수 있습니다.",
    ),
    "list_readings": Text(
        "Programmes that were drawn for reading and not read yet are drawn anew under the list.",
        "뽑아 두고 아직 검토하지 않은 사업은 새 목록에 따라 다시 뽑습니다.",
    ),
    "list_held_mend": Text(
        "Read the programmes named here anew (Reading), or correct the file that is named; this page is worked out anew "
        "then. Or return the list and propose it anew.",
        "여기 적힌 사업을 ‘분류 검토’에서 다시 판단하거나 적힌 파일을 고치면 이 화면이 새로 계산됩니다. 목록을 반려하고 다시 제안할 수도 "
        "있습니다.",
    ),
    "list_fatal": Text(
        "Something fatal was found of the budget under this list. It stands below.",
        "이 목록을 적용한 예산에 치명적인 오류가 있습니다. 아래를 확인하세요.",
    ),
    "list_thread": Text("Deliberation", "심의"),
    "list_thread_none": Text("Nobody has said anything yet.", "아직 의견이 없습니다."),
    "list_say": Text("Say it", "의견 남기기"),
    "list_opinion": Text("What do you say of it?", "의견"),
    "list_confirm_title": Text("Confirm what is on this screen", "이 화면의 내용으로 지정합니다"),
    "list_confirm_lead": Text(
        "Your signature holds for exactly this list, law, date and series. From then on everything that is built is told by "
        "it; what was tagged and decided before goes by the passages.",
        "지금 보이는 목록·근거·시행일·시계열에만 효력이 있습니다. 지정한 뒤에 만드는 모든 자료는 이 목록을 따르고, 그 전의 분류와 결정은 이행표에 따라 옮겨집니다.",
    ),
    "list_confirm": Text("Confirm", "지정"),
    "list_return": Text("Send back", "반려"),
    "list_moved": Text(
        "Not confirmed: something has moved since you opened the page. It stands below; look at it, and confirm again.",
        "지정되지 않았습니다. 화면을 연 뒤 바뀐 내용이 있습니다. 아래에서 확인하고 다시 지정하세요.",
    ),
    "list_confirmed_title": Text("Confirmed", "지정 완료"),
    "list_confirmed_lead": Text(
        "It stands in {file}, which every build reads. “crosscut verify” says so where that file no longer says what was "
        "confirmed.",
        "{file}에 기록되어 이후의 모든 자료에 반영됩니다. 파일이 지정한 내용과 달라지면 crosscut verify가 알려 드립니다.",
    ),
    "list_receipt": Text("Receipt", "지정 확인서"),
    "list_package": Text("What was confirmed", "지정한 내용"),
    "list_file": Text("Designation (CSV)", "지정 파일(CSV)"),
    "lists_to_confirm": Text(
        "{count} lists of technologies wait for you.", "심의를 기다리는 기술 목록이 {count}건 있습니다."
    ),
    "lists_to_confirm_one": Text("A list of technologies waits for you.", "심의를 기다리는 기술 목록이 1건 있습니다."),
    "mail_list_subject": Text("A list of technologies is proposed", "기술 목록 지정 발의"),
    "mail_list_text": Text(
        "A list of technologies has been proposed to hold. You can look at the restated series and deliberate it there.",
        "새 기술 목록의 지정이 발의되었습니다. 아래에서 다시 계산한 시계열을 보고 심의할 수 있습니다.",
    ),
    "mail_list_ended_subject": Text("Your list of technologies has been decided", "발의한 기술 목록의 처리 결과"),
    "mail_list_ended_text": Text(
        "The list that you proposed was confirmed or sent back.", "발의한 기술 목록이 지정되었거나 반려되었습니다."
    ),
}
