"""What pages and sections say as their titles, a sentence for each shape that their numbers take."""

from __future__ import annotations

from crosscut.text import Text

WORDS: dict[str, Text] = {
    "title_holds": Text(
        "{name} holds {amount}, {share} of the total.", "{name} 금액은 {amount}(총액의 {share})입니다."
    ),
    "title_holds_unnamed": Text(
        "{name}: {amount}, {share} of the total.", "{name} 금액은 {amount}(총액의 {share})입니다."
    ),
    "title_holds_all": Text("{name} holds all of it: {amount}.", "모두 {name} 금액({amount})입니다."),
    "title_holds_nothing": Text("No money of {period} is in {name}.", "{period}에는 {name} 금액이 없습니다."),
    "title_known_nothing": Text(
        "No money of {period} is known to be in {name} (not looked at: {unread}).",
        "{period}에는 {name} 금액으로 확인된 것이 없습니다(미분류 {unread}).",
    ),
    "title_since_nothing": Text("There was none in {since}.", "{since}에는 없었습니다."),
    "title_since_same": Text("That is as much as in {since}.", "{since}과(와) 같습니다."),
    "title_story_alone": Text(
        "{total} for {programmes} programmes (ministries: {count}), and what is largest in it.",
        "사업 {programmes}개(부처 {count}곳)의 {total} 가운데 무엇이 큰지 봅니다.",
    ),
    "title_story_one": Text("{total}, all of it for one programme.", "{total}이며 모두 한 사업 금액입니다."),
    "title_story_same": Text(
        "It is {total} in all, as much as in {since}.", "모두 {total}이며 {since}과(와) 같습니다."
    ),
    "title_story_why": Text(
        "From {before} in {since} to {total}; the greatest part of the change: {name}, {change}.",
        "{since} {before} → {total}. 증감의 가장 큰 요인은 {name}({change})입니다.",
    ),
    "title_story": Text(
        "From {before} in {since} to {total}: {change}.", "{since} {before} → {total}, 증감은 {change}입니다."
    ),
    "title_change": Text("{since} → {until}: {change} in all.", "{since} → {until}: 모두 {change}입니다."),
    "title_change_still": Text(
        "{since} → {until}: the total stayed at {amount}.", "{since} → {until}: 총액은 그대로 {amount}입니다."
    ),
    "title_change_none": Text(
        "{since} → {until}: nothing moved the total of {amount}.",
        "{since} → {until}: 총액 {amount}에 변동이 없습니다.",
    ),
    "title_added": Text("What added most: {name}, {change}.", "가장 많이 늘린 요인은 {name}({change})입니다."),
    "title_taken": Text("What took most: {name}, {change}.", "가장 많이 줄인 요인은 {name}({change})입니다."),
    "title_search": Text(
        "All can be found by any of their names – programmes: {programmes}, ministries: {ministries}, areas: {areas}.",
        "사업 {programmes}개, 부처 {ministries}곳, 분야 {areas}개를 어떤 이름으로든 찾습니다.",
    ),
    "title_search_plain": Text(
        "All can be found by any of their names – programmes: {programmes}, ministries: {ministries}.",
        "사업 {programmes}개, 부처 {ministries}곳을 어떤 이름으로든 찾습니다.",
    ),
    "title_overlap": Text(
        "{second} shares most with {name}: {amount} is tagged with both.",
        "{name} 분야와 함께 표시된 금액은 {second} 분야가 가장 많습니다({amount}).",
    ),
    "title_overlap_level": Text(
        "{count} areas share most with {name}, as much each: {amount}.",
        "{name} 분야와 함께 표시된 금액이 가장 많은 분야는 {count}개이며 {amount}씩입니다.",
    ),
    "title_overlap_none": Text(
        "No other area shares any money with {name}.", "{name} 분야와 함께 표시된 금액이 있는 분야는 없습니다."
    ),
    "title_subs_none": Text(
        "This budget does not divide {name} into its {all} sub-technologies; only their names are shown.",
        "이 예산은 {name} 금액을 중점기술 {all}개로 나누지 않았으므로 이름만 보입니다.",
    ),
    "title_elsewhen": Text(
        "Programmes that have no money in {period}, but in other years or stages: {count}.",
        "{period}에는 금액이 없고 다른 연도나 단계에만 금액이 있는 사업이 {count}개 더 있습니다.",
    ),
    "title_data": Text(
        "Files that hold all of this publication: {count}.", "이 자료 전체를 담은 파일은 {count}개입니다."
    ),
    "title_brief": Text(
        "The budget in short, and {count} questions likely to be asked with their answers.",
        "이 예산의 요지와 예상 질의·답변 {count}개입니다.",
    ),
    "title_none_inside": Text("No area holds any money of {name}.", "{name} 금액 가운데 분야에 드는 것은 없습니다."),
    "title_none_read": Text(
        "Nobody has said yet which areas the money of {name} belongs to.",
        "{name} 금액이 어느 분야에 드는지는 아직 검토하지 않았습니다.",
    ),
    "title_flow": Text(
        "From {since} to {until} {name} gained most ({change}) and {second} lost most ({next}).",
        "{since} → {until}: 가장 많이 늘어난 분야는 {name}({change}), 가장 많이 줄어든 분야는 {second}({next})입니다.",
    ),
    "title_flow_up": Text(
        "From {since} to {until} {name} gained most ({change}); nothing lost.",
        "{since} → {until}: 가장 많이 늘어난 분야는 {name}({change})이고 줄어든 분야는 없습니다.",
    ),
    "title_flow_down": Text(
        "From {since} to {until} {name} lost most ({change}); nothing gained.",
        "{since} → {until}: 가장 많이 줄어든 분야는 {name}({change})이고 늘어난 분야는 없습니다.",
    ),
    "title_flow_most_up": Text(
        "From {since} to {until} {name} gained most ({change}).",
        "{since} → {until}: 가장 많이 늘어난 분야는 {name}({change})입니다.",
    ),
    "title_flow_most_down": Text(
        "From {since} to {until} {name} lost most ({change}).",
        "{since} → {until}: 가장 많이 줄어든 분야는 {name}({change})입니다.",
    ),
    "title_flow_level": Text(
        "From {since} to {until} {rose} of {all} areas gained and {fell} lost.",
        "{since} → {until}: 분야 {all}개 가운데 {rose}개가 늘고 {fell}개가 줄었습니다.",
    ),
    "title_flow_rose": Text(
        "From {since} to {until}: areas that gained, {rose} of {all}; none lost.",
        "{since} → {until}: 분야 {all}개 가운데 {rose}개가 늘고 줄어든 분야는 없습니다.",
    ),
    "title_flow_fell": Text(
        "From {since} to {until}: areas that lost, {fell} of {all}; none gained.",
        "{since} → {until}: 분야 {all}개 가운데 {fell}개가 줄고 늘어난 분야는 없습니다.",
    ),
    "title_flow_still": Text(
        "From {since} to {until} no area gained or lost.", "{since} → {until}: 금액이 달라진 분야가 없습니다."
    ),
    "title_flow_rose_apart": Text(
        "From {since} to {until}: of the areas given one by one, {rose} of {all} gained; none lost.",
        "{since} → {until}: 따로 공표된 분야 {all}개 가운데 {rose}개가 늘고 줄어든 분야는 없습니다.",
    ),
    "title_flow_fell_apart": Text(
        "From {since} to {until}: of the areas given one by one, {fell} of {all} lost; none gained.",
        "{since} → {until}: 따로 공표된 분야 {all}개 가운데 {fell}개가 줄고 늘어난 분야는 없습니다.",
    ),
    "title_flow_still_apart": Text(
        "From {since} to {until} none of the areas given one by one gained or lost.",
        "{since} → {until}: 따로 공표된 분야 가운데 금액이 달라진 곳이 없습니다.",
    ),
    "title_flow_plain": Text("From {since} to {until}.", "{since} → {until}"),
    "title_counts_area_level": Text(
        "{rose} of {all} areas gained and {fell} lost.", "분야 {all}개 가운데 {rose}개가 늘고 {fell}개가 줄었습니다."
    ),
    "title_counts_area_rose": Text(
        "Areas that gained: {rose} of {all}; none lost.", "분야 {all}개 가운데 {rose}개가 늘고 줄어든 분야는 없습니다."
    ),
    "title_counts_area_fell": Text(
        "Areas that lost: {fell} of {all}; none gained.", "분야 {all}개 가운데 {fell}개가 줄고 늘어난 분야는 없습니다."
    ),
    "title_counts_area_still": Text("No area gained or lost.", "금액이 달라진 분야가 없습니다."),
    "title_counts_area_rose_apart": Text(
        "Of the areas given one by one, {rose} of {all} gained; none lost.",
        "따로 공표된 분야 {all}개 가운데 {rose}개가 늘고 줄어든 분야는 없습니다.",
    ),
    "title_counts_area_fell_apart": Text(
        "Of the areas given one by one, {fell} of {all} lost; none gained.",
        "따로 공표된 분야 {all}개 가운데 {fell}개가 줄고 늘어난 분야는 없습니다.",
    ),
    "title_counts_area_still_apart": Text(
        "None of the areas given one by one gained or lost.", "따로 공표된 분야 가운데 늘거나 준 곳이 없습니다."
    ),
    "title_counts_ministry_level": Text(
        "{rose} of {all} ministries gained and {fell} lost.",
        "부처 {all}곳 가운데 {rose}곳이 늘고 {fell}곳이 줄었습니다.",
    ),
    "title_counts_ministry_rose": Text(
        "Ministries that gained: {rose} of {all}; none lost.",
        "부처 {all}곳 가운데 {rose}곳이 늘고 줄어든 부처는 없습니다.",
    ),
    "title_counts_ministry_fell": Text(
        "Ministries that lost: {fell} of {all}; none gained.",
        "부처 {all}곳 가운데 {fell}곳이 줄고 늘어난 부처는 없습니다.",
    ),
    "title_counts_itemised": Text(
        "Ministries whose money is published by name for the first time: {count}; what they gained is not known.",
        "이름이 처음 공표된 금액이 있어 증감을 알 수 없는 부처는 {count}곳입니다.",
    ),
    "title_counts_ministry_still": Text("No ministry gained or lost.", "금액이 달라진 부처가 없습니다."),
    "title_moves": Text(
        "{all} moves between ministries; the largest is from {name} to {second}.",
        "부처 사이의 이관은 {all}건이며 가장 큰 것은 {name} → {second}입니다.",
    ),
    "title_moves_level": Text("{all} moves between ministries.", "부처 사이의 이관은 {all}건입니다."),
    "title_move": Text(
        "One move between ministries: from {name} to {second}.", "부처 사이의 이관은 {name} → {second} 한 건입니다."
    ),
    "title_review": Text(
        "What the review found puts {amount} in question (findings: {count}).",
        "검토 사항 {count}건의 쟁점 금액은 {amount}입니다.",
    ),
    "title_review_no_money": Text(
        "What the review found puts no money in question (findings: {count}).",
        "검토 사항은 {count}건이며 쟁점 금액은 없습니다.",
    ),
    "title_review_none": Text("The review found nothing.", "검토에서 나온 것이 없습니다."),
    "title_groups": Text(
        "Programmes that look alike or belong together: {count} groups.",
        "비슷하거나 이어진 사업 묶음은 {count}개입니다.",
    ),
    "title_groups_none": Text("No programmes look alike.", "비슷한 사업이 없습니다."),
    "title_findings_none": Text(
        "Findings on sources and attribution: {count}; none forbids publication.",
        "원자료와 분야 귀속의 점검 결과는 {count}건이며 공표를 막는 것은 없습니다.",
    ),
    "title_findings": Text(
        "Findings on sources and attribution: {count}; forbidding publication: {fatal}.",
        "원자료와 분야 귀속의 점검 결과 {count}건 가운데 공표를 막는 것은 {fatal}건입니다.",
    ),
    "title_plan": Text(
        "The plan gives {amount} of {asked} that were asked for.",
        "이 배분안은 요구액 {asked} 가운데 {amount}을(를) 줍니다.",
    ),
    "title_plan_conflict": Text(
        "The rules contradict each other, so there is no plan.", "규칙이 서로 맞지 않아 배분안이 없습니다."
    ),
    "title_years": Text("The plan goes over {count} years.", "이 배분안은 {count}개 연도에 걸칩니다."),
    "title_estimates": Text(
        "People have decided {decided} of {programmes} programmes; the rest of each area is estimated.",
        "사업 {programmes}개 가운데 {decided}개를 사람이 결정했고, 나머지는 분야마다 추정했습니다.",
    ),
}
