"""Words of reading: programmes and their areas, second opinions, differences, and how sure the totals are."""

from __future__ import annotations

from crosscut.text import Text

WORDS: dict[str, Text] = {
    "nav_reading": Text("Reading", "분류 검토"),
    "reading_lead": Text(
        "Programmes in the order in which reading them makes the totals sure fastest. Some are read by two people "
        "who do not see each other's answer.",
        "합계를 가장 빨리 확실하게 만드는 순서로 사업을 읽습니다. 일부 사업은 두 사람이 서로의 답을 보지 않고 읽습니다.",
    ),
    "reading_part": Text(
        "Only the programmes of your committee are counted here. How sure the totals are is told to those whose role is "
        "for every committee.",
        "여기에는 소관 위원회의 사업만 셉니다. 합계가 얼마나 확실한지는 모든 위원회를 맡은 사람에게 보입니다.",
    ),
    "reading_mine": Text("{count} programmes wait for you.", "읽을 사업이 {count}건 있습니다."),
    "reading_mine_one": Text("One programme waits for you.", "읽을 사업이 1건 있습니다."),
    "reading_mine_none": Text("Nothing waits for you at the moment.", "지금 읽을 사업이 없습니다."),
    "reading_to_settle": Text(
        "{count} differences between readers wait to be settled.", "조정할 판단 차이가 {count}건 있습니다."
    ),
    "reading_to_settle_one": Text(
        "One difference between readers waits to be settled.", "조정할 판단 차이가 1건 있습니다."
    ),
    "reading_held": Text("You have one before you.", "읽던 사업이 있습니다."),
    "reading_next": Text("Read the next", "다음 사업 읽기"),
    "reading_go_on": Text("Go on", "이어서 읽기"),
    "reading_differences": Text("Differences that wait for you", "조정할 사업"),
    "reading_differences_more": Text(
        "and {count} more with less money; after each one the next is shown.",
        "금액이 더 작은 {count}건이 더 있으며, 하나를 조정하면 다음 것이 나옵니다.",
    ),
    "reading_difference": Text("Difference", "판단 차이"),
    "reading_waits_first": Text("Not read yet, of those drawn", "추출한 사업 중 읽지 않음"),
    "reading_waits_second": Text("Wait for a second opinion", "둘째 판단 대기"),
    "reading_unsettled": Text("Differences not settled", "조정되지 않은 차이"),
    "reading_decided": Text("Programmes with an answer, of all", "전체 사업 중 판단이 있음"),
    "reading_undecided": Text("{amount} {unit} without an answer", "판단이 없는 금액 {amount} {unit}"),
    "reading_intervals": Text("Estimates by area", "분야별 추정액"),
    "reading_counted": Text(
        "As of {time}, {decided} programmes with an answer; where readers differ the last one counts until it is settled.",
        "{time} 기준, 판단이 있는 사업 {decided}건을 반영했습니다. 판단이 엇갈린 사업은 조정될 때까지 나중 판단으로 셉니다.",
    ),
    "reading_more": Text(
        "{readings} further readings would narrow the intervals by about {percent} %.",
        "{readings}건을 더 읽으면 구간이 약 {percent}% 좁아집니다.",
    ),
    "done_reading_is_settled": Text(
        "What readers differed on there is settled: nothing more is to be said of that programme.",
        "판단이 엇갈렸던 사업이며 이미 조정되었습니다. 더 판단할 것이 없습니다.",
    ),
    "done_reading_elsewhere": Text(
        "That programme is not before you now: it was given back, or is with somebody else. Take the next one.",
        "그 사업은 지금 배정되어 있지 않습니다. 배정이 취소되었거나 다른 사람이 읽고 있으니 다음 사업을 받으세요.",
    ),
    "reading_trusts": Text(
        "Too little of the draw has been read yet, so the intervals trust the proposals.",
        "추출한 사업을 아직 충분히 읽지 않아 구간은 제안을 그대로 믿은 것입니다.",
    ),
    "reading_area": Text("Area", "분야"),
    "reading_decided_short": Text("Answered", "판단된 금액"),
    "reading_estimate": Text("Estimate", "추정액"),
    "reading_interval": Text("95 % interval", "95% 구간"),
    "reading_bar": Text("At the beginning and now", "처음과 지금"),
    "reading_narrower": Text("Narrowing", "좁아진 정도"),
    "reading_bar_legend": Text(
        "Grey: the interval after the first ten readings. Blue: the interval now. Black: the estimate.",
        "회색은 처음 10건을 읽은 뒤의 구간, 파란색은 지금의 구간, 검은 선은 추정액입니다.",
    ),
    "reading_assumed": Text("What the estimate assumes", "추정의 전제"),
    "reading_not_counted": Text(
        "The totals are being counted; open the page again in a moment.",
        "합계를 집계하고 있습니다. 잠시 뒤 화면을 다시 여세요.",
    ),
    "reading_in_steps": Text(
        "Readers see the totals anew after every {step} programmes, so that none tells what somebody else said.",
        "읽는 사람에게는 사업 {step}건마다 합계를 새로 보여 줍니다. 그래야 다른 사람의 판단이 드러나지 않습니다.",
    ),
    "reading_not_drawn": Text(
        "No programmes have been drawn yet; the coordinator does that.",
        "아직 읽을 사업을 추출하지 않았습니다. 총괄 담당자가 추출합니다.",
    ),
    "reading_agreement": Text("How far readers agree", "판단 일치"),
    "reading_agreement_lead": Text(
        "Over the {count} programmes that two people read without each other.",
        "두 사람이 따로 읽은 사업 {count}건을 대상으로 합니다.",
    ),
    "reading_disputed": Text(
        "Of what either of two readers put there, more than one in five is there for one of them alone. Look at what belongs there together, then read anew what you read:",
        "두 사람 중 한 사람이라도 고른 사업의 5분의 1 넘게 판단이 갈린 분야입니다. 판단 기준을 함께 살피고 읽은 사업을 다시 판단하세요:",
    ),
    "reading_again_area": Text("Area to read again", "다시 판단할 분야"),
    "reading_again_why": Text("What is clear now", "명확해진 기준"),
    "reading_again_hint": Text(
        "Readers are told this beside each programme. Each reads again what they put there, or what is proposed there.",
        "검토자에게 사업마다 보입니다. 각자 그 분야로 판단했거나 제안된 사업을 다시 판단합니다.",
    ),
    "reading_again_do": Text("Have it read again", "다시 판단 요청"),
    "reading_again_so_far": Text(
        "{area}: {left} of {asked} are still to be read again.", "{area}: {asked}건 중 {left}건이 남았습니다."
    ),
    "reading_again_open": Text(
        "This area is being read again already, and for this reason.",
        "같은 사유로 이미 다시 판단하고 있는 분야입니다.",
    ),
    "reading_again_nothing": Text(
        "Nothing of this area has been read, or all of it is settled.",
        "이 분야에는 다시 판단할 사업이 없습니다. 검토 전이거나 모두 조정되었습니다.",
    ),
    "reading_again_reader": Text(
        "Whoever reads cannot have an area read again: how much that is would tell what others said.",
        "직접 검토하는 사람은 다시 판단을 요청할 수 없습니다. 건수로 다른 사람의 판단이 드러나기 때문입니다.",
    ),
    "done_reading_asked_again": Text("Readers are asked to read it again.", "검토자에게 다시 판단을 요청했습니다."),
    "reading_own_again": Text("read it again", "다시 판단하세요"),
    "reading_to_read_again": Text("To be read again", "다시 판단할 사업"),
    "reading_asked_of_you": Text("You are asked to read this again:", "이 사업을 다시 판단해 주세요:"),
    "reading_both": Text("Both, of those either put there", "한 사람이라도 고른 사업 중 둘 다 고른 사업"),
    "reading_agreed_programmes": Text("Agree, programmes", "일치한 사업"),
    "reading_agreed_money": Text("Agree, money", "일치한 금액"),
    "reading_own": Text("What you read", "내가 읽은 사업"),
    "reading_own_lead": Text(
        "Open a programme to change your answer; your later answer takes the place of the earlier one.",
        "사업을 열어 다시 판단할 수 있습니다. 나중 답이 앞선 답을 대신합니다.",
    ),
    "reading_readers": Text("Who reads", "분류 검토자"),
    "reading_read_count": Text("Read", "읽음"),
    "reading_skip_count": Text("Skipped", "건너뜀"),
    "reading_seconds": Text("Seconds a programme (median)", "사업당 시간(초, 중앙값)"),
    "reading_last": Text("Last", "마지막"),
    "reading_at_it": Text("at it", "읽는 중"),
    "reading_bars": Text("Conflicts of interest", "이해충돌"),
    "reading_bars_lead": Text(
        "What you declare is never shown to you for reading again, and what you have said of it counts no more: it stays "
        "in the record and waits for others. This cannot be taken back.",
        "신고한 부처의 사업은 분류 검토 대상으로 다시 보이지 않습니다. 이미 한 판단은 기록에 남지만 셈에서 빠지고 다른 사람이 다시 읽습니다. "
        "신고는 취소할 수 없습니다.",
    ),
    "reading_bar_do": Text("Declare", "신고"),
    "reading_draw": Text("Draw programmes", "사업 추출"),
    "reading_draw_first": Text(
        "The programmes to read first are drawn by money and doubt.",
        "금액과 불확실성에 따라 먼저 검토할 사업을 추출합니다.",
    ),
    "reading_draw_lead": Text(
        "Everything drawn has been read. The next ones are drawn by money and doubt.",
        "추출한 사업을 모두 읽었습니다. 금액과 불확실성에 따라 다음 사업을 추출합니다.",
    ),
    "reading_draw_open": Text(
        "{count} of those drawn have not been read. Their proposals are made anew from what has been decided since.",
        "추출한 사업 중 {count}건이 남아 있습니다. 그동안의 결정을 반영해 제안을 새로 만듭니다.",
    ),
    "reading_draw_beyond": Text(
        "Of those drawn {count} are left, which readers skipped or declared an interest in. They stay open and may be drawn "
        "again; the next ones are drawn by money and doubt.",
        "추출한 사업 중 {count}건이 남았으나 모두 건너뛰었거나 이해충돌이 신고된 사업입니다. 남은 사업은 그대로 두고(다시 추출될 수 있음) "
        "금액과 불확실성에 따라 다음 사업을 추출합니다.",
    ),
    "reading_passed": Text("passed over: {count}", "건너뛴 사업 {count}건"),
    "reading_draw_count": Text("Programmes", "사업 수"),
    "reading_draw_do": Text("Draw", "추출"),
    "reading_draw_again": Text("Propose anew", "제안 새로 만들기"),
    "reading_count": Text("Give a number of programmes from 1 to {most}.", "사업 수를 1에서 {most} 사이로 적으세요."),
    "reading_all_read": Text("Every programme has been decided.", "모든 사업이 결정되었습니다."),
    "reading_committee": Text("Committee", "위원회"),
    "reading_parts": Text("Subprogrammes ({count})", "내역사업 {count}개"),
    "reading_name_alone": Text("Nothing but the name is known.", "이름 외에 알려진 설명이 없습니다."),
    "reading_criteria": Text("Areas and what belongs to them", "분야와 판단 기준"),
    "reading_evidence": Text("What speaks for the proposal", "제안의 근거"),
    "reading_named": Text("In the name", "사업명"),
    "reading_written": Text("In the text", "설명"),
    "reading_words": Text("Words that decided", "결정적 단어"),
    "reading_cases": Text("Decided already, and worded alike", "이미 결정된 비슷한 사업"),
    "reading_proposal": Text("Proposal", "제안"),
    "reading_guessed": Text("a first guess: too little has been decided", "결정이 적어 아직 짐작에 가까움"),
    "reading_sure": Text("{percent} % sure", "확률 {percent}%"),
    "reading_accept": Text("Accept", "제안대로 분류"),
    "reading_no_proposal": Text(
        "No proposal has been made for this one; the coordinator can have it made.",
        "이 사업의 제안이 아직 없습니다. 총괄 담당자가 만들 수 있습니다.",
    ),
    "reading_otherwise": Text("Choose differently", "다르게 판단"),
    "reading_shares_hint": Text(
        "Several areas have equal parts, unless you give per cent that add up to 100.",
        "여러 분야를 고르면 똑같이 나누며, 비율을 적으면 합이 100이 되어야 합니다.",
    ),
    "reading_subs": Text("Sub-technologies ({count})", "중점기술 {count}개"),
    "reading_subs_hint": Text(
        "An area's part is divided equally among the sub-technologies that you name of it; you need name none.",
        "분야의 몫은 고른 중점기술에 똑같이 나누며, 고르지 않아도 됩니다.",
    ),
    "reading_no_sub": Text(
        "“{sub}” is no sub-technology of “{area}”.", "‘{sub}’은(는) ‘{area}’ 분야의 중점기술이 아닙니다."
    ),
    "reading_sub_alone": Text(
        "You named a sub-technology of {area} and not the area: choose the area, too.",
        "{area} 분야를 고르지 않고 그 중점기술만 골랐습니다. 분야도 고르세요.",
    ),
    "reading_percent_of": Text("{area}: per cent", "{area}: 비율(%)"),
    "reading_outside": Text("Outside, in no area", "그 외(어느 분야도 아님)"),
    "reading_outside_do": Text("Outside", "그 외"),
    "reading_reason": Text("Why", "사유"),
    "reading_reason_hint": Text(
        "Where you leave it empty, the answer is kept as read.", "비워 두면 분류 결과만 남습니다."
    ),
    "reading_why_accepted": Text("Read; the proposal is right: {shares}", "검토 결과 제안이 맞음: {shares}"),
    "reading_why_read": Text("Read: {shares}", "분류 검토: {shares}"),
    "reading_save": Text("Save and next", "저장하고 다음"),
    "reading_family": Text("The same family", "같은 계열 사업"),
    "reading_family_hint": Text(
        "Tick those of which the same holds. Each gets a decision of its own.",
        "같은 판단이 맞는 사업을 고르세요. 사업마다 결정이 따로 남습니다.",
    ),
    "reading_family_moved": Text(
        "One of the family has been taken or read by somebody else meanwhile. Nothing was kept; choose again.",
        "계열 사업 가운데 다른 사람이 맡았거나 읽은 것이 있습니다. 저장하지 않았으니 다시 고르세요.",
    ),
    "reading_older": Text(
        "Programmes last read under an earlier edition of the list of areas: {count}. Have them read anew.",
        "이전 분야 목록으로 검토한 사업이 {count}건 있습니다. 다시 살펴보세요.",
    ),
    "reading_older_which": Text("Which they are", "해당 사업"),
    "reading_own_older": Text("under an earlier list: read it anew", "이전 분야 목록: 다시 판단하세요"),
    "reading_then_stop": Text("Stop after this one", "이 사업까지만 읽기"),
    "reading_skip": Text("Skip", "건너뛰기"),
    "reading_not_mine": Text("Report a conflict of interest", "이해충돌 신고"),
    "reading_not_mine_lead": Text(
        "Say so where you have an interest in it. You will not see it again, and what you have said of it counts no more.",
        "이해관계가 있으면 신고하세요. 다시 보이지 않으며, 이미 한 판단은 셈에서 빠집니다.",
    ),
    "reading_not_mine_what": Text("What it is about", "대상"),
    "reading_this_alone": Text("this programme", "이 사업"),
    "reading_whole_ministry": Text("everything of {ministry}", "{ministry} 전체"),
    "reading_back": Text("Give it back", "반납"),
    "reading_anew": Text("You read this as {shares}:", "앞선 내 판단: {shares}"),
    "reading_keys": Text("Keys", "단축키"),
    "reading_keys_text": Text(
        "Enter or a: accept. 1 to 9 and the letters beside the areas: choose, then Enter. "
        "Shift and 1 to 9: a sub-technology of the area chosen last. o: outside. s: skip. "
        "u: what you read last. ?: this help.",
        "Enter 또는 a: 제안대로 분류. 1~9와 분야 옆 글자: 선택 후 Enter. Shift+1~9: 방금 고른 분야의 중점기술. o: 그 외. s: 건너뛰기. u: 내가 읽은 사업. ?: 도움말.",
    ),
    "reading_keys_on": Text("Keys are on", "단축키 사용"),
    "reading_settled_by": Text(
        "This difference is settled: {person} said at {time} what holds.",
        "조정이 끝난 사업입니다. {time}에 {person} 담당자가 확정했습니다.",
    ),
    "reading_holds": Text("This holds", "확정된 판단"),
    "reading_settle_next": Text("The next difference", "다음 조정할 사업"),
    "reading_which_holds": Text("What holds", "확정할 판단"),
    "reading_neither": Text("something else", "다른 판단"),
    "reading_neither_what": Text("What else", "다른 판단의 내용"),
    "reading_settle_reason": Text("Why this holds", "확정 사유"),
    "reading_choose": Text("Choose an area, or outside.", "분야를 고르거나 ‘그 외’를 고르세요."),
    "reading_percent_missing": Text(
        "Give every area that you chose its per cent, or none: {area} has none.",
        "고른 분야 모두에 비율을 적거나 모두 비우세요. {area}에 비율이 없습니다.",
    ),
    "reading_percent_sum": Text("The per cent add up to {sum}, not to 100.", "비율의 합이 100이 아니라 {sum}입니다."),
    "reading_shares_sum": Text("The shares add up to {sum}, not to 1.", "몫의 합이 1이 아니라 {sum}입니다."),
    "reading_percent_whole": Text(
        "“{value}” is no whole per cent from 1 to 100.", "‘{value}’은(는) 1에서 100 사이의 정수가 아닙니다."
    ),
    "reading_no_area": Text("“{area}” is no area of this list.", "‘{area}’은(는) 이 분류의 분야가 아닙니다."),
    "reading_no_share": Text(
        "The share of “{area}” is none from nothing to all.", "‘{area}’의 몫이 0과 1 사이의 분수가 아닙니다."
    ),
    "reading_too_much": Text("The shares are more than the whole.", "몫의 합이 전체보다 큽니다."),
    "reading_reason_settles": Text(
        "Reasons that begin with “adjudicated” or “조정” settle differences. Begin with another word.",
        "‘조정’이나 ‘adjudicated’로 시작하는 사유는 조정 결정에만 씁니다. 다른 말로 시작하세요.",
    ),
    "reading_read_elsewhere": Text(
        "You have answered this in another window meanwhile. Nothing was changed.",
        "다른 창에서 이미 판단한 사업입니다. 바뀐 것은 없습니다.",
    ),
    "reading_taken": Text(
        "Your time for it ran out and somebody else has it, or has read it. Nothing was changed; take the next one.",
        "열람 시간이 지나 다른 사람이 맡았거나 이미 읽었습니다. 바뀐 것은 없으니 다음 사업을 읽으세요.",
    ),
    "reading_moved": Text(
        "Somebody said something about it meanwhile. Nothing was changed; look at it again.",
        "그사이 새 판단이 있었습니다. 바뀐 것은 없으니 다시 보세요.",
    ),
    "reading_settled_already": Text("The difference is settled already.", "이미 조정된 사업입니다."),
    "reading_own_already": Text("You have said what it is already.", "이미 판단한 사업입니다."),
    "reading_file_changed": Text(
        "{file} was changed by hand, so nothing can be added to it. Move those lines to another file of decisions/ "
        "and take {file} away: it is written anew.",
        "{file}이(가) 수동으로 바뀌어 이어 쓸 수 없습니다. 그 줄을 decisions/의 다른 파일로 옮기고 {file}을(를) 지우면 "
        "다시 씁니다.",
    ),
    "reading_no_room": Text("This workspace has no budget to read.", "이 업무 공간에는 읽을 예산이 없습니다."),
    "done_reading_read": Text("The reading is saved.", "판단을 저장했습니다."),
    "done_reading_skipped": Text("Skipped; others read it.", "건너뛰었습니다. 다른 사람이 읽습니다."),
    "done_reading_none_left": Text("Nothing more waits for you.", "읽을 사업이 더 없습니다."),
    "done_reading_given_back": Text(
        "Given back; others can read it, and it may come to you again.",
        "반납했습니다. 다른 사람이 읽거나 다시 배정될 수 있습니다.",
    ),
    "done_reading_barred": Text("Declared.", "신고했습니다."),
    "done_reading_withdrawn": Text(
        "Declared. What you have said of it stays in the record and counts no more; others read it anew.",
        "신고했습니다. 이미 한 판단은 기록에 남지만 셈에서 빠지며 다른 사람이 다시 읽습니다.",
    ),
    "done_reading_settled": Text("Settled: this holds.", "조정했습니다."),
    "do_reading_read": Text("read programmes", "사업 분류 검토"),
    "do_reading_settle": Text("settle differing opinions", "판단 차이 조정"),
    "do_reading_see": Text("see how far the reading is", "분류 검토 현황 보기"),
    "do_reading_draw": Text("draw programmes to read", "분류 검토할 사업 추출"),
    "act_reading_read": Text("read a programme", "사업 분류 검토"),
    "act_reading_again": Text("had an area read again", "분야 다시 판단 요청"),
    "act_reading_settle": Text("settled a difference", "판단 차이 조정"),
    "act_reading_skip": Text("skipped a programme", "사업 건너뜀"),
    "act_reading_withdraw": Text("withdrew a reading", "분류 검토 철회"),
    "act_reading_bar": Text("declared an interest", "이해충돌 신고"),
    "item_area": Text("Area {number}", "분야 {number}"),
    "item_reading": Text("Programme {number}", "사업 {number}"),
    "field_readings": Text("readings", "분류 검토"),
    "job_reading": Text("Draw and prepare programmes to read", "분류 검토할 사업 추출·준비"),
}
