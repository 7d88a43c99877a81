"""Sentences of what cannot be done, each with the mend, and of the rules of a request."""

from __future__ import annotations

from crosscut.text import Text

WORDS: dict[str, Text] = {
    "missing": Text("There is no such page, or none that you may see.", "그런 화면이 없거나 볼 수 없는 화면입니다."),
    "misread": Text("The request cannot be read.", "요청을 읽을 수 없습니다."),
    "not_that_way": Text("This address does not take that kind of request.", "이 주소에서 쓸 수 없는 요청입니다."),
    "busy": Text(
        "Too many are at work at this moment. Nothing was written; try again.",
        "지금 이용이 몰려 있습니다. 아무것도 쓰이지 않았으니 다시 시도하세요.",
    ),
    "broken": Text(
        "Something went wrong here. Nothing was written; the server's log has the number of the request.",
        "서버에서 문제가 생겼습니다. 아무것도 쓰이지 않았습니다. 요청 번호가 서버 로그에 있습니다.",
    ),
    "not_signed_in": Text("Sign in first.", "먼저 로그인하세요."),
    "wrong_password": Text("The name or the password is wrong.", "이름이나 비밀번호가 맞지 않습니다."),
    "wrong_code": Text(
        "This is not the code. It stands in the terminal where the server was started.",
        "코드가 맞지 않습니다. 서버를 켠 터미널에 있습니다.",
    ),
    "started_already": Text(
        "The workspace has people already. Sign in.", "이미 등록된 사용자가 있습니다. 로그인하세요."
    ),
    "no_demonstration": Text("This is no demonstration.", "시연이 아닙니다."),
    "stale_form": Text(
        "This form is from an earlier sign-in. Load the page again.", "이전 로그인의 양식입니다. 화면을 다시 여세요."
    ),
    "too_often": Text("Tried too often. Wait {minutes} min.", "시도가 너무 많습니다. {minutes}분 뒤에 다시 하세요."),
    "start_needs": Text(
        "Write a name and a password: the first administrator needs both.",
        "이름과 비밀번호를 모두 적으세요. 첫 관리자에게는 둘 다 필요합니다.",
    ),
    "name_length": Text("Write a name of 1 to 80 characters.", "이름을 1~80자로 적으세요."),
    "name_taken": Text(
        "There is a {name} already. Add something that tells the two apart.",
        "{name} 이름이 이미 있습니다. 구별되게 적으세요.",
    ),
    "password_length": Text(
        "The password needs {shortest} to {longest} characters.",
        "비밀번호는 {shortest}자 이상 {longest}자 이하여야 합니다.",
    ),
    "password_common": Text(
        "This password is one of those that are tried first. A sentence of your own is better.",
        "널리 쓰이거나 쉽게 추측되는 비밀번호입니다. 자신만의 문장을 쓰는 것이 좋습니다.",
    ),
    "password_near": Text(
        "This password is made of words that anybody would try here, such as your name. Add something else.",
        "이름처럼 누구나 떠올릴 수 있는 말로 이루어진 비밀번호입니다. 다른 말을 더하세요.",
    ),
    "password_same": Text(
        "That is the former password. Choose another.", "이전과 같은 비밀번호입니다. 다르게 정하세요."
    ),
    "former_password_wrong": Text("The present password is wrong.", "현재 비밀번호가 맞지 않습니다."),
    "first_password_over": Text(
        "The days of this first password are over. Ask an administrator for another.",
        "임시 비밀번호의 유효 기간이 지났습니다. 관리자에게 새로 요청하세요.",
    ),
    "role_unknown": Text("This is no role.", "그런 역할이 없습니다."),
    "role_needs_ministry": Text(
        "Writers and heads are of a ministry: choose it.", "부처 담당자와 책임자는 부처를 골라야 합니다."
    ),
    "role_without_ministry": Text(
        "This role is not of a ministry: leave it out.", "이 역할에는 부처를 고르지 않습니다."
    ),
    "role_without_committee": Text(
        "This role is not held for one committee: leave it out.", "이 역할은 위원회별로 줄 수 없습니다."
    ),
    "committee_unknown": Text("The budget has no such committee.", "예산에 그런 위원회가 없습니다."),
    "ends_before": Text(
        "It would end before it begins: give a later time.", "끝이 시작보다 이릅니다. 더 늦은 시각을 적으세요."
    ),
    "say_why": Text("Say why: the record keeps it.", "사유를 적으세요. 기록에 남습니다."),
    "not_oneself": Text(
        "Nobody does this to himself. Ask another administrator.",
        "본인에게는 할 수 없습니다. 다른 관리자에게 요청하세요.",
    ),
    "not_on_loan": Text(
        "This cannot be done while you act for another.", "다른 사람을 대신하는 동안에는 할 수 없습니다."
    ),
    "delegation_over": Text("This delegation has ended.", "위임이 끝났습니다."),
    "delegation_length": Text(
        "Give an end that is to come and no later than three months.", "앞으로 석 달 안의 시각을 적으세요."
    ),
    "token_days": Text("A token lasts from 1 to 366 days.", "토큰은 1~366일 동안 쓸 수 있습니다."),
    "not_a_number": Text(
        "“{value}” is no whole number of 0 or more in “{field}”.",
        "‘{field}’에 적은 ‘{value}’은(는) 0 이상의 정수가 아닙니다.",
    ),
    "not_a_time": Text(
        "“{value}” is no date and time. Write it like 2027-05-31T18:00.",
        "‘{value}’은(는) 날짜와 시각이 아닙니다. 2027-05-31T18:00처럼 적으세요.",
    ),
    "call_title": Text("Write a title of 1 to 200 characters.", "제목을 1~200자로 적으세요."),
    "call_year": Text("The fiscal year is too far from this budget's.", "회계연도가 이 예산과 너무 멉니다."),
    "call_nobody": Text(
        "Invite at least one ministry of this budget, in a group that has a closing.",
        "마감이 있는 그룹에 요구 대상 부처를 하나 이상 고르세요.",
    ),
    "call_dates": Text("A closing must be after the opening.", "마감은 시작보다 늦어야 합니다."),
    "call_numbers": Text(
        "Late filing lasts 0 to 60 days; the change is 0 to 1,000 per cent.",
        "기한 후 제출은 0~60일, 증감률은 0~1,000%입니다.",
    ),
    "extension_earlier": Text(
        "An extension is later than the closing that holds, and to come.",
        "새 마감은 현재 마감과 지금 시각보다 뒤여야 합니다.",
    ),
    "extension_far": Text(
        "The new closing is more than a year after the one that holds. Look at the year.",
        "새 마감이 현재 마감보다 1년 넘게 뒤입니다. 연도를 확인하세요.",
    ),
    "conflict": Text(
        "Somebody saved meanwhile. Nothing was overwritten: choose what is to stand.",
        "그사이 다른 창이나 다른 사람이 저장했습니다. 덮어쓰지 않았으니 남길 값을 고르세요.",
    ),
    "filing_moved": Text(
        "The request has changed since this page was shown. Look at it again, then file.",
        "이 화면을 연 뒤 요구가 바뀌었습니다. 다시 보고 제출하세요.",
    ),
    "unfit": Text("{count} to fix before filing.", "제출 전 수정할 것이 {count}건 있습니다."),
    "field_not_yours": Text(
        "Your role does not write in “{field}”.", "지금 역할로는 ‘{field}’을(를) 고칠 수 없습니다."
    ),
    "name_missing": Text("Write the programme's name.", "사업명을 적으세요."),
    "too_many_new": Text(
        "A ministry may ask for {most} new programmes in a call.", "한 접수에서 신규 사업은 {most}개까지입니다."
    ),
    "not_a_year": Text(
        "“{value}” is no year. Write four digits, such as 2027.",
        "‘{value}’은(는) 연도가 아닙니다. 2027처럼 네 자리로 적으세요.",
    ),
    "too_long": Text("“{field}” may have {most} characters.", "‘{field}’은(는) {most}자까지입니다."),
    "control_character": Text(
        "“{field}” holds an invisible control character. Type it anew.",
        "‘{field}’에 보이지 않는 제어 문자가 있습니다. 새로 적으세요.",
    ),
    "not_an_amount": Text(
        "“{value}” is not an amount. Write a number such as 1,234.5, or add a unit.",
        "‘{value}’은(는) 금액이 아닙니다. 1,234.5처럼 적거나 단위를 붙이세요.",
    ),
    "amount_fraction": Text(
        "“{value}” has a fraction of the smallest unit. Round it.",
        "‘{value}’에 최소 단위보다 작은 끝수가 있습니다. 반올림해 적으세요.",
    ),
    "amount_negative": Text("An amount that is asked for is not below zero.", "요구액은 0보다 작을 수 없습니다."),
    "say_something": Text("Write 1 to {most} characters.", "1~{most}자로 적으세요."),
    "ask_again_when": Text(
        "Only what was answered or deferred is asked again.", "답변을 받았거나 보류한 질의만 다시 물을 수 있습니다."
    ),
    "settle_how": Text("Choose: accepted, withdrawn or deferred.", "수용, 철회, 보류 가운데 고르세요."),
    "version_needed": Text("Say in If-Match which version you saw.", "If-Match에 본 판을 적으세요."),
    "sheet_kind": Text(
        "This is no workbook that can be read. Save it as .xlsx and send it again.",
        "읽을 수 있는 엑셀 파일이 아닙니다. .xlsx로 저장해 다시 올리세요.",
    ),
    "sheet_size": Text("The workbook is too large when unpacked.", "풀었을 때 파일이 너무 큽니다."),
    "sheet_rows": Text("A workbook may have {most} rows.", "파일은 {most}행까지입니다."),
    "sheet_columns": Text(
        "The first sheet lacks columns: {columns}. Put the header back, or download the workbook anew.",
        "첫 시트에 열이 없습니다: {columns}. 머리글을 되돌리거나 새로 내려받으세요.",
    ),
    "sheet_unknown_id": Text(
        "There is no programme {id} in this request. Leave the number blank for a new programme.",
        "이 요구에 사업 번호 {id}이(가) 없습니다. 신규라면 번호를 비우세요.",
    ),
    "sheet_total": Text(
        "This row is a total and not a programme. It is not taken.", "합계 행이므로 반영하지 않습니다."
    ),
    "sheet_twice": Text(
        "Programme {id} stands in row {row} already. Delete one of the two.",
        "사업 번호 {id}이(가) {row}행에 이미 있습니다. 하나를 지우세요.",
    ),
    "sheet_version": Text(
        "The hidden version column was changed. Download the workbook anew.",
        "숨긴 ‘버전’ 열이 바뀌었습니다. 새로 내려받으세요.",
    ),
    "sheet_no_result": Text(
        "This cell is a formula whose result is not in the file. Open the workbook, let it calculate and save it, or write the value.",
        "결괏값이 저장되지 않은 수식입니다. 파일을 열어 계산한 뒤 저장하거나 값을 직접 적으세요.",
    ),
    "sheet_error": Text(
        "This cell shows an error such as #DIV/0!. Mend the formula, or write the value.",
        "#DIV/0! 같은 오류가 나온 칸입니다. 수식을 고치거나 값을 직접 적으세요.",
    ),
    "sheet_before": Text(
        "Last year's amount is the budget's and is not taken: the workbook says {said}, the budget {budget}.",
        "지난해 금액은 예산 자료이므로 반영하지 않습니다. 엑셀 {said}, 예산 {budget}.",
    ),
    "sheet_gone": Text(
        "Programmes that are not in the workbook stay as they are ({count}): {names}. To end one, ask for 0.",
        "엑셀에 없는 사업은 그대로 둡니다({count}건): {names}. 끝내려면 요구액을 0으로 적으세요.",
    ),
    "sheet_formulas_read": Text("The results of formulas were read: {cells}.", "수식은 결괏값을 읽었습니다: {cells}."),
    "sheet_formulas_unread": Text(
        "Formulas outside the columns of the request are not read: {cells}.",
        "요구 양식의 열이 아닌 곳의 수식은 읽지 않습니다: {cells}.",
    ),
    "sheet_value": Text(
        "“{value}” is no value of “{field}”. Write it as text or number.",
        "‘{value}’은(는) ‘{field}’의 값이 아닙니다. 글자나 수로 적으세요.",
    ),
    "sheet_stale": Text(
        "The draft has changed again since. Send the file once more.",
        "그사이 작성 내용이 또 바뀌었습니다. 파일을 다시 올리세요.",
    ),
    "rule_name": Text("The name is missing. Write it.", "사업명이 없습니다. 적으세요."),
    "rule_amount": Text(
        "The amount is missing. Write it; 0 ends the programme.", "요구액을 적으세요. 사업을 끝내려면 0을 적습니다."
    ),
    "rule_years": Text(
        "It would end in {end}, before it begins in {start}. Mend one of the two.",
        "종료 {end}이(가) 시작 {start}보다 이릅니다. 하나를 고치세요.",
    ),
    "rule_reason": Text(
        "The amount changes by {percent} % or more. Say why.", "금액이 {percent}% 이상 바뀝니다. 사유를 적으세요."
    ),
    "rule_reason_new": Text("The programme is new. Say why it is needed.", "신규 사업입니다. 필요한 사유를 적으세요."),
    "rule_over": Text(
        "It ended in {end}, but money is asked for {year}. Look at the last year.",
        "{end}년에 끝나는데 {year}년 금액을 요구합니다. 종료 연도를 확인하세요.",
    ),
    "rule_tenfold": Text(
        "The amount is {times} times what it was. Look at the unit.",
        "금액이 지난 금액의 {times}배입니다. 단위를 확인하세요.",
    ),
    "rule_tenth": Text(
        "The amount is one {times}th of what it was, or less. Look at the unit.",
        "금액이 지난 금액의 {times}분의 1 이하입니다. 단위를 확인하세요.",
    ),
    "rule_twice": Text(
        "Another programme has the same name. Tell them apart.", "같은 이름의 사업이 또 있습니다. 구별되게 적으세요."
    ),
}
