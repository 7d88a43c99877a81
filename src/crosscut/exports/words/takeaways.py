"""What pages say of their numbers, a sentence for each shape that a finding may take, and the steps of the story."""

from crosscut.text import Text

WORDS: dict[str, Text] = {
    "take_area_only": Text("All of it is in {name}: {amount}.", "모두 {name} 금액({amount})입니다."),
    "take_area_alone": Text(
        "{name} is the only area that holds money: {amount}, {share} of {whole}.",
        "금액이 있는 분야는 {name}뿐입니다({amount}, {whole}의 {share}).",
    ),
    "take_area_two": Text(
        "{name} ({amount}) and {second} ({next}) are the largest areas.",
        "금액이 가장 큰 두 분야는 {name}({amount}), {second}({next})입니다.",
    ),
    "take_area_leads": Text(
        "{name} is the largest area: {amount}, {share} of {whole}.",
        "{name}이(가) {amount}({whole}의 {share})(으)로 가장 큽니다.",
    ),
    "take_area_alone_apart": Text(
        "{name} is the only area given by itself: {amount}, {share} of {whole}.",
        "따로 공표된 분야는 {name}뿐입니다({amount}, {whole}의 {share}).",
    ),
    "take_area_two_apart": Text(
        "Of the areas given one by one, {name} ({amount}) and {second} ({next}) are the largest.",
        "따로 공표된 분야 가운데 금액이 가장 큰 두 분야는 {name}({amount}), {second}({next})입니다.",
    ),
    "take_area_leads_apart": Text(
        "Of the areas given one by one, {name} is the largest: {amount}, {share} of {whole}.",
        "따로 공표된 분야 가운데 {name}이(가) {amount}({whole}의 {share})(으)로 가장 큽니다.",
    ),
    "take_area_together": Text(
        "What areas hold stands together as {name}: {amount}, {share} of {whole}.",
        "분야 금액은 모두 {name}(으)로 묶여 공표되었습니다({amount}, {whole}의 {share}).",
    ),
    "take_ministry_only": Text("All of it is with {name}: {amount}.", "모두 {name} 소관({amount})입니다."),
    "take_ministry_alone": Text(
        "{name} is the only ministry that holds money: {amount}, {share} of {whole}.",
        "금액이 있는 부처는 {name}뿐입니다({amount}, {whole}의 {share}).",
    ),
    "take_ministry_two": Text(
        "{name} ({amount}) and {second} ({next}) hold most.",
        "금액이 가장 많은 두 부처는 {name}({amount}), {second}({next})입니다.",
    ),
    "take_ministry_leads": Text(
        "{name} holds most: {amount}, {share} of {whole}.",
        "{name} 소관이 {amount}({whole}의 {share})(으)로 가장 많습니다.",
    ),
    "take_ministry_unnamed": Text(
        "No one ministry is named for the largest part, {amount}, {share} of {whole}: {name}.",
        "가장 큰 {amount}({whole}의 {share})은(는) 한 부처 소관으로 밝혀져 있지 않습니다({name}).",
    ),
    "take_programme_only": Text(
        "All of it is one programme: {name}, {amount}.", "모두 한 사업({name}) 금액 {amount}입니다."
    ),
    "take_programme_alone": Text(
        "{name} is the only programme that is named: {amount}, {share} of {whole}.",
        "사업명이 밝혀진 사업은 {name}뿐입니다({amount}, {whole}의 {share}).",
    ),
    "take_programme_two": Text(
        "{name} ({amount}) and {second} ({next}) are the largest programmes.",
        "규모가 가장 큰 두 사업은 {name}({amount}), {second}({next})입니다.",
    ),
    "take_programme_leads": Text(
        "The largest programme is {name}: {amount}, {share} of {whole}.",
        "규모가 가장 큰 사업은 {name}({amount}, {whole}의 {share})입니다.",
    ),
    "take_committee_only": Text("All of it is with {name}: {amount}.", "모두 {name} 소관({amount})입니다."),
    "take_committee_alone": Text(
        "{name} is the only committee that is named: {amount}, {share} of {whole}.",
        "밝혀진 전문위원회는 {name}뿐입니다({amount}, {whole}의 {share}).",
    ),
    "take_committee_two": Text(
        "{name} ({amount}) and {second} ({next}) look after most.",
        "금액이 가장 많은 전문위원회 두 곳은 {name}({amount}), {second}({next})입니다.",
    ),
    "take_committee_leads": Text(
        "{name} looks after most: {amount}, {share} of {whole}.",
        "{name} 소관이 {amount}({whole}의 {share})(으)로 가장 많습니다.",
    ),
    "take_committee_unnamed": Text(
        "No one committee is named for the largest part, {amount}, {share} of {whole}: {name}.",
        "가장 큰 {amount}({whole}의 {share})은(는) 한 전문위원회 소관으로 밝혀져 있지 않습니다({name}).",
    ),
    "take_sub_only": Text("All of it is for {name}: {amount}.", "모두 {name} 금액({amount})입니다."),
    "take_sub_alone": Text(
        "{name} is the only sub-technology that holds money: {amount}, {share} of {whole}.",
        "금액이 있는 중점기술은 {name}뿐입니다({amount}, {whole}의 {share}).",
    ),
    "take_sub_two": Text(
        "{name} ({amount}) and {second} ({next}) are the largest sub-technologies.",
        "금액이 가장 큰 두 중점기술은 {name}({amount}), {second}({next})입니다.",
    ),
    "take_sub_leads": Text(
        "{name} is the largest sub-technology: {amount}, {share} of {whole}.",
        "금액이 가장 큰 중점기술은 {name}({amount}, {whole}의 {share})입니다.",
    ),
    "take_area_level": Text(
        "No area stands out: {count} of {all} hold {amount} each.",
        "분야 {all}개 가운데 {count}개가 {amount}씩으로 같아 앞서는 분야가 없습니다.",
    ),
    "take_ministry_level": Text(
        "No ministry stands out: {count} of {all} hold {amount} each.",
        "부처 {all}곳 가운데 {count}곳이 {amount}씩으로 같아 앞서는 부처가 없습니다.",
    ),
    "take_committee_level": Text(
        "No committee stands out: {count} of {all} look after {amount} each.",
        "전문위원회 {all}곳 가운데 {count}곳이 {amount}씩으로 같아 앞서는 곳이 없습니다.",
    ),
    "take_programme_level": Text(
        "No programme stands out: {count} of {all} have {amount} each.",
        "사업 {all}개 가운데 {count}개가 {amount}씩으로 같아 앞서는 사업이 없습니다.",
    ),
    "take_sub_level": Text(
        "No sub-technology stands out: {count} of {all} hold {amount} each.",
        "중점기술 {all}개 가운데 {count}개가 {amount}씩으로 같아 앞서는 중점기술이 없습니다.",
    ),
    "take_area_all_level": Text(
        "Each of the {all} areas holds as much: {amount}.",
        "분야 {all}개의 금액이 모두 {amount}씩으로 같습니다.",
    ),
    "take_area_of_two": Text(
        "Two areas hold money: {name} ({amount}) more than {second} ({next}).",
        "금액이 있는 분야는 둘이며, {name} 금액({amount})이 {second} 금액({next})보다 많습니다.",
    ),
    "take_ministry_all_level": Text(
        "Each of the {all} ministries holds as much: {amount}.",
        "부처 {all}곳의 금액이 모두 {amount}씩으로 같습니다.",
    ),
    "take_ministry_of_two": Text(
        "Two ministries hold money: {name} ({amount}) more than {second} ({next}).",
        "금액이 있는 부처는 두 곳이며, {name} 금액({amount})이 {second} 금액({next})보다 많습니다.",
    ),
    "take_committee_all_level": Text(
        "Each of the {all} committees looks after as much: {amount}.",
        "전문위원회 {all}곳의 금액이 모두 {amount}씩으로 같습니다.",
    ),
    "take_committee_of_two": Text(
        "Two committees look after money: {name} ({amount}) after more than {second} ({next}).",
        "금액이 있는 전문위원회는 두 곳이며, {name} 금액({amount})이 {second} 금액({next})보다 많습니다.",
    ),
    "take_programme_all_level": Text(
        "Each of the {all} programmes has as much: {amount}.",
        "사업 {all}개의 금액이 모두 {amount}씩으로 같습니다.",
    ),
    "take_programme_of_two": Text(
        "Two programmes are named: {name} ({amount}) has more than {second} ({next}).",
        "사업명이 밝혀진 사업은 둘이며, {name} 금액({amount})이 {second} 금액({next})보다 많습니다.",
    ),
    "take_sub_all_level": Text(
        "Each of the {all} sub-technologies holds as much: {amount}.",
        "중점기술 {all}개의 금액이 모두 {amount}씩으로 같습니다.",
    ),
    "take_sub_of_two": Text(
        "Two sub-technologies hold money: {name} ({amount}) more than {second} ({next}).",
        "금액이 있는 중점기술은 둘이며, {name} 금액({amount})이 {second} 금액({next})보다 많습니다.",
    ),
    "take_highest_all": Text(
        "As much at each of {all} points: {amount}.",
        "{all}개 시점의 금액이 모두 {amount}씩으로 같습니다.",
    ),
    "take_half_area": Text(
        "{count} of {all} areas hold more than half of what areas hold.",
        "분야 {all}개 가운데 {count}개가 분야 금액의 절반을 넘습니다.",
    ),
    "take_half_one_area": Text(
        "{name} holds more than half of what all {all} areas hold.",
        "{name} 금액이 분야 {all}개 금액의 절반을 넘습니다.",
    ),
    "take_half_ministry": Text(
        "{count} of {all} ministries hold more than half of it.",
        "부처 {all}곳 가운데 {count}곳이 전체의 절반을 넘습니다.",
    ),
    "take_half_one_ministry": Text(
        "{name} alone of {all} ministries holds more than half of it.",
        "부처 {all}곳 가운데 {name} 한 곳이 전체의 절반을 넘습니다.",
    ),
    "take_moved_level": Text(
        "{rose} of {all} areas rose and {fell} fell.",
        "{all}개 분야 가운데 {rose}개가 늘고 {fell}개가 줄었습니다.",
    ),
    "take_rose_level_area": Text(
        "{count} areas rose most, each by as much: {change}.",
        "{count}개 분야가 같은 폭으로 가장 많이 늘었습니다: {change}.",
    ),
    "take_rose_level_ministry": Text(
        "{count} ministries rose most, each by as much: {change}.",
        "{count}개 부처가 같은 폭으로 가장 많이 늘었습니다: {change}.",
    ),
    "take_fell_level_area": Text(
        "{count} areas fell most, each by as much: {change}.",
        "{count}개 분야가 같은 폭으로 가장 많이 줄었습니다: {change}.",
    ),
    "take_fell_level_ministry": Text(
        "{count} ministries fell most, each by as much: {change}.",
        "{count}개 부처가 같은 폭으로 가장 많이 줄었습니다: {change}.",
    ),
    "take_overlap_level": Text(
        "{count} pairs of areas share most, as much each: {amount} is tagged with both.",
        "함께 표시된 금액이 가장 많은 분야 짝은 {count}쌍이며 {amount}씩입니다.",
    ),
    "take_highest_level": Text(
        "{count} of {all} points are the highest, with {amount} each.",
        "{all}개 시점 가운데 {count}개가 {amount}씩으로 가장 많습니다.",
    ),
    "take_twice_level": Text(
        "Counted once, {count} areas differ most from what was tagged, each by as much: {difference}.",
        "중복을 빼면 {count}개 분야에서 부처 제출 금액과의 차이가 같은 폭으로 가장 큽니다({difference}).",
    ),
    "take_unread_beside": Text(
        "Nobody has looked at {amount} of {period} yet, which may change this.",
        "아직 검토하지 않은 {period} 금액 {amount}에 따라 달라질 수 있습니다.",
    ),
    "take_unread_first": Text(
        "Nobody has looked at {amount} of {period} yet; with it another may be the largest.",
        "아직 검토하지 않은 {period} 금액 {amount}에 따라 순위가 달라질 수 있습니다.",
    ),
    "take_areas_unknown": Text(
        "What areas gained or lost is not known: nobody has said yet which areas the money of {period} is in.",
        "{period} 금액은 분야가 아직 확인되지 않아 분야별 증감을 알 수 없습니다.",
    ),
    "take_areas_differ": Text(
        "What follows is the difference between the amounts that areas are known to have at the two.",
        "아래는 두 시점에 분야가 확인된 금액의 차이입니다.",
    ),
    "take_moved_none": Text("No area's money changed.", "금액이 달라진 분야가 없습니다."),
    "take_moved_all_up": Text(
        "All {all} areas rose; {name} rose most: {change}.",
        "{all}개 분야가 모두 늘었습니다. 가장 많이 늘어난 분야는 {name}({change})입니다.",
    ),
    "take_moved_all_down": Text(
        "All {all} areas fell; {name} fell most: {change}.",
        "{all}개 분야가 모두 줄었습니다. 가장 많이 준 분야는 {name}({change})입니다.",
    ),
    "take_moved_none_apart": Text(
        "No money of the areas given one by one changed.", "따로 공표된 분야 가운데 금액이 달라진 곳이 없습니다."
    ),
    "take_moved_all_up_apart": Text(
        "All {all} areas given one by one rose; {name} rose most: {change}.",
        "따로 공표된 {all}개 분야가 모두 늘었습니다. 가장 많이 늘어난 분야는 {name}({change})입니다.",
    ),
    "take_moved_all_down_apart": Text(
        "All {all} areas given one by one fell; {name} fell most: {change}.",
        "따로 공표된 {all}개 분야가 모두 줄었습니다. 가장 많이 준 분야는 {name}({change})입니다.",
    ),
    "take_moved_only_up_apart": Text(
        "Of the areas given one by one, {rose} of {all} rose, none fell; {name} rose most: {change}.",
        "따로 공표된 {all}개 분야 중 {rose}개가 늘고 준 곳은 없습니다. 가장 많이 늘어난 분야는 {name}({change})입니다.",
    ),
    "take_moved_only_down_apart": Text(
        "Of the areas given one by one, {fell} of {all} fell, none rose; {name} fell most: {change}.",
        "따로 공표된 {all}개 분야 중 {fell}개가 줄고 는 곳은 없습니다. 가장 많이 준 분야는 {name}({change})입니다.",
    ),
    "take_beside_rose": Text("{name} rose: {change}.", "{name}은(는) 늘었습니다({change})."),
    "take_beside_fell": Text("{name} fell: {change}.", "{name}은(는) 줄었습니다({change})."),
    "take_together_rose": Text(
        "What stands together as {name} rose: {change}.", "묶어서 공표된 {name}은(는) 늘었습니다({change})."
    ),
    "take_together_fell": Text(
        "What stands together as {name} fell: {change}.", "묶어서 공표된 {name}은(는) 줄었습니다({change})."
    ),
    "take_moved_up": Text(
        "{rose} of {all} areas rose and {fell} fell; {name} rose most: {change}.",
        "{all}개 분야 가운데 {rose}개가 늘고 {fell}개가 줄었습니다. 가장 많이 늘어난 분야는 {name}({change})입니다.",
    ),
    "take_moved_only_up": Text(
        "{rose} of {all} areas rose, none fell; {name} rose most: {change}.",
        "{all}개 분야 가운데 {rose}개가 늘고 준 분야는 없습니다. 가장 많이 늘어난 분야는 {name}({change})입니다.",
    ),
    "take_moved_down": Text(
        "{fell} of {all} areas fell and {rose} rose; {name} fell most: {change}.",
        "{all}개 분야 가운데 {fell}개가 줄고 {rose}개가 늘었습니다. 가장 많이 준 분야는 {name}({change})입니다.",
    ),
    "take_moved_only_down": Text(
        "{fell} of {all} areas fell, none rose; {name} fell most: {change}.",
        "{all}개 분야 가운데 {fell}개가 줄고 는 분야는 없습니다. 가장 많이 준 분야는 {name}({change})입니다.",
    ),
    "take_rose": Text("{name} rose most: {change} ({rate}).", "{name}이(가) 가장 많이 늘었습니다: {change}({rate})."),
    "take_rose_unrated": Text(
        "{name} rose most: {change}, from nothing.", "{name}이(가) 가장 많이 늘었습니다: {change}(이전 금액 없음)."
    ),
    "take_fell_unrated": Text("{name} fell most: {change}.", "{name}이(가) 가장 많이 줄었습니다: {change}."),
    "take_rose_no_area": Text("No area rose.", "늘어난 분야가 없습니다."),
    "take_rose_no_ministry": Text("No ministry rose.", "늘어난 부처가 없습니다."),
    "take_fell": Text("{name} fell most: {change} ({rate}).", "{name}이(가) 가장 많이 줄었습니다: {change}({rate})."),
    "take_fell_no_area": Text("No area fell.", "줄어든 분야가 없습니다."),
    "take_fell_no_ministry": Text("No ministry fell.", "줄어든 부처가 없습니다."),
    "take_reason": Text(
        "The greatest part of the change: {name}, {change}.", "증감의 가장 큰 요인은 {name}({change})입니다."
    ),
    "take_reasons_two": Text(
        "Two things moved it most, by as much each: {name}, {change}; {second}, {next}.",
        "증감의 가장 큰 요인은 크기가 같은 {name}({change}), {second}({next})입니다.",
    ),
    "take_reasons_level": Text(
        "{count} things moved it most, by as much each.", "크기가 같은 요인 {count}개가 증감에 가장 크게 작용했습니다."
    ),
    "take_reason_still": Text(
        "The total is the same; what moved most within it: {name}, {change}.",
        "총액은 그대로이며, 그 안에서 가장 큰 변동은 {name}({change})입니다.",
    ),
    "take_reasons_two_still": Text(
        "The total is the same; two things moved most within it, by as much: {name}, {change}; {second}, {next}.",
        "총액은 그대로이며, 그 안에서 크기가 같은 {name}({change}), {second}({next})의 변동이 가장 큽니다.",
    ),
    "take_reasons_level_still": Text(
        "The total is the same; {count} things moved most within it, by as much each.",
        "총액은 그대로이며, 그 안에서 크기가 같은 변동 요인이 {count}개입니다.",
    ),
    "take_overlap": Text(
        "{name} and {second} share most: {amount} is tagged with both.",
        "{name}·{second}에 함께 표시된 금액이 가장 많습니다: {amount}.",
    ),
    "take_highest": Text(
        "Of {all} points, {period} is the highest: {amount}.",
        "{all}개 시점 가운데 {period}이(가) 가장 많습니다: {amount}.",
    ),
    "take_heat": Text(
        "{name} is the largest in {count} of {all} areas.",
        "{all}개 분야 가운데 {count}개에서 {name} 금액이 가장 많습니다.",
    ),
    "take_heat_level": Text(
        "Different ministries lead: none is the largest in more than {count} of {all} areas.",
        "분야마다 앞서는 부처가 달라, 한 부처가 가장 많은 분야는 {all}개 가운데 많아야 {count}개입니다.",
    ),
    "take_heat_none": Text(
        "No ministry alone is the largest in any area.", "어느 분야에서도 한 부처가 홀로 가장 많지는 않습니다."
    ),
    "take_heat_unnamed": Text(
        "For the largest part of {count} of {all} areas no one ministry is named.",
        "{all}개 분야 가운데 {count}개에서 가장 많은 금액은 한 부처 소관으로 밝혀져 있지 않습니다.",
    ),
    "take_heat_one": Text(
        "Of {second}, {name} holds the largest part.", "{second} 금액은 {name} 소관이 가장 많습니다."
    ),
    "take_pair": Text("From {next} in {since} to {amount} in {period}.", "{since} {next} → {period} {amount}."),
    "take_once": Text("{period} alone: {amount}.", "{period}에만 금액이 있습니다({amount})."),
    "take_pair_level": Text(
        "{amount} in {since} as well as in {period}.", "{since}과(와) {period} 모두 {amount}입니다."
    ),
    "take_twice": Text(
        "Counted once, {name} differs most from what was tagged: {difference}.",
        "중복을 빼면 부처 제출 금액과의 차이는 {name}에서 가장 큽니다({difference}).",
    ),
    "story_lead": Text(
        "From the total to the reasons, a step at a time. Every number opens what it is made of.",
        "총액에서 변동 요인까지 한 단계씩 봅니다. 숫자를 누르면 근거가 열립니다.",
    ),
    "story_lead_parts": Text(
        "From the total to its parts, a step at a time. Every number opens what it is made of.",
        "총액에서 그 내역까지 한 단계씩 봅니다. 숫자를 누르면 근거가 열립니다.",
    ),
    "story_total": Text("The total", "총액"),
    "story_who": Text("Who holds it", "소관"),
    "story_area": Text("What it is for", "분야"),
    "story_rose": Text("What rose", "늘어난 금액"),
    "story_fell": Text("What fell", "줄어든 금액"),
    "story_why": Text("Why", "변동 요인"),
    "story_programme": Text("The largest programmes", "규모가 큰 사업"),
    "story_twice": Text("What was counted twice", "중복"),
    "story_alt": Text(
        "Bar chart. Largest: {first}, {first_amount} ({unit}); smallest shown: {last}, {last_amount}.",
        "막대그래프. 최대는 {first} {first_amount}{unit}, 표시 항목 중 최소는 {last} {last_amount}{unit}.",
    ),
    "chart_level_alt": Text(
        "Bar chart. All bars are equal: {amount} ({unit}).", "막대그래프. 막대의 길이가 모두 같음: {amount}{unit}."
    ),
    "tile_new": Text("Nothing in {period}", "{period} 금액 없음"),
    "tile_key": Text(
        "Bars share one scale; the mark is {period}.", "막대는 같은 축척이며 세로선은 {period} 금액입니다."
    ),
    "story_more": Text("All in a table", "표로 모두 보기"),
}
