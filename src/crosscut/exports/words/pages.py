"""Words around the tables of readers' pages: furniture, headings, leads, downloads. Each in English and Korean."""

from __future__ import annotations

from crosscut.text import Text

WORDS: dict[str, Text] = {
    # page furniture
    "skip": Text("Skip to main content", "본문 바로가기"),
    "masthead": Text(
        "Select any underlined number to see what it is and what is behind it.",
        "밑줄 친 숫자를 누르면 정의와 근거가 열립니다.",
    ),
    "synthetic": Text("SYNTHETIC", "가상자료"),
    "caveat_synthetic": Text(
        "This is not a real budget: the data were made for trial and demonstration.",
        "실제 예산이 아니라 시연과 시험을 위해 만든 자료입니다.",
    ),
    "demonstration": Text("DEMONSTRATION", "시연"),
    "caveat_demonstration": Text(
        "People who are made up decided what stands here. It is no government's act.",
        "가상의 인물이 결정한 내용이며, 어떤 정부의 행위도 아닙니다.",
    ),
    "note": Text("Notice", "알림"),
    "area_examples": Text("For example: {examples}", "예: {examples}"),
    "converted": Text(
        "Converted: amounts in {own}{when} at 1 {own} = {rate} {into}{citation}.",
        "환산: {own} 금액{when}은 1 {own} = {rate} {into}{citation}(으)로 환산했습니다.",
    ),
    "home": Text("Home", "홈"),
    "menu": Text("Main menu", "주메뉴"),
    "menu_open": Text("Menu", "메뉴"),
    "language": Text("Language", "언어 선택"),
    "breadcrumb": Text("Breadcrumb", "현재 위치"),
    "on_this_page": Text("On this page", "이 페이지에서"),
    "nav_overview": Text("Overview", "개요"),
    "nav_story": Text("At a glance", "한눈에"),
    "nav_areas": Text("Technology areas", "기술 분야"),
    "nav_ministries": Text("Ministries", "부처"),
    "nav_programmes": Text("Programmes", "사업"),
    "nav_findings": Text("Findings", "점검 결과"),
    "nav_method": Text("Method", "산출 방법"),
    "nav_search": Text("Search", "찾기"),
    "nav_data": Text("Downloads", "내려받기"),
    "footer_made": Text(
        "A static publication computed by Crosscut from the budget ledger. It opens without any network.",
        "Crosscut이 예산 원장에서 계산해 만든 정적 자료입니다. 외부 접속 없이 열립니다.",
    ),
    "contact": Text("Contact", "문의"),
    "licence": Text("Licence", "이용 조건"),
    "licence_none": Text("No licence is stated.", "이용 조건(공공누리 유형) 미지정"),
    "noscript": Text(
        "Search and tracing need JavaScript, which is off. All values and their rows are in the files under Downloads.",
        "자바스크립트를 쓸 수 없어 검색과 근거 보기가 꺼져 있습니다. 모든 값과 근거는 내려받기의 파일에 있습니다.",
    ),
    # lead
    "lead": Text(
        "The {year} R&D budget at the {stage} stage, every amount attributed once to the areas of {taxonomy}.",
        "연구개발 예산의 {year}년 {stage} 금액을 {taxonomy} 기준으로 중복 없이 분야별로 집계한 금액입니다.",
    ),
    "lead_unread": Text(
        "The {year} R&D budget at the {stage} stage: all that was looked at so far, attributed once to the areas "
        "of {taxonomy}.",
        "연구개발 예산의 {year}년 {stage} 금액 가운데 검토된 것을 {taxonomy} 기준으로 중복 없이 분야별로 집계했습니다.",
    ),
    "lead_nothing": Text(
        "The {year} R&D budget at the {stage} stage. Nobody has said yet which area of {taxonomy} any of it belongs "
        "to.",
        "연구개발 예산의 {year}년 {stage} 금액입니다. {taxonomy} 기준 분야는 아직 검토하지 않았습니다.",
    ),
    "lead_plain": Text(
        "The {year} R&D budget at the {stage} stage, attributed to the areas of {taxonomy}.",
        "연구개발 예산의 {year}년 {stage} 금액을 {taxonomy} 기준으로 집계한 금액입니다.",
    ),
    "total": Text("Total budget", "총 예산"),
    "composition": Text("What the total is made of", "총 예산의 구성"),
    "composition_below": Text("Not drawn, as it is below zero:", "0보다 작아 막대에 그리지 않은 금액:"),
    "composition_others": Text("Other areas", "다른 분야"),
    "composition_alt": Text(
        "Of the total, {inside} is in {taxonomy} and {outside} outside.",
        "총 예산 가운데 {taxonomy} {inside}, 그 외 {outside}.",
    ),
    "composition_alt_nothing": Text(
        "All of it is still without an area: nobody has looked at it for {taxonomy} yet.",
        "전액이 미분류입니다. {taxonomy} 기준 분야를 아직 검토하지 않았습니다.",
    ),
    "composition_alt_none": Text("No area of {taxonomy} holds any of it.", "{taxonomy}에 드는 금액은 없습니다."),
    "composition_alt_none_known": Text(
        "None of it is known to be in {taxonomy}; {unread} was not looked at.",
        "{taxonomy} 금액으로 확인된 것은 없습니다(미분류 {unread}).",
    ),
    "composition_alt_whole": Text("All of it is in {taxonomy}.", "전액이 {taxonomy} 금액입니다."),
    "composition_alt_unread": Text(
        "Of the total, {inside} is in {taxonomy} and {outside} outside; {unread} was not looked at.",
        "총 예산 가운데 {taxonomy} {inside}, 그 외 {outside}, 미분류 {unread}.",
    ),
    "composition_alt_only_unread": Text(
        "Of the total, {inside} is in {taxonomy}; {unread} was not looked at.",
        "총 예산 가운데 {taxonomy} {inside}, 미분류 {unread}.",
    ),
    # sections
    "by_area": Text("Amounts by technology area", "기술 분야별 금액"),
    "by_area_lead": Text(
        "Bars are amounts attributed once; the mark is what was tagged. The further the mark lies beyond its bar, "
        "the more was counted twice.",
        "막대는 중복 없이 집계한 금액, 세로선은 부처 제출 금액입니다. 세로선이 막대보다 멀리 있을수록 중복이 큽니다.",
    ),
    "by_area_lead_plain": Text("Bars are the amounts of the areas.", "막대는 분야별 금액입니다."),
    "as_table": Text("The same as a table, with programmes and totals", "표로 보기(사업 수·합계 포함)"),
    "without_money": Text("Without money:", "금액 없음:"),
    "without_money_unread": Text("No money known yet:", "아직 확인된 금액 없음:"),
    "no_twice": Text(
        "Nothing is counted twice: every area's tagged amount is its amount counted once.",
        "중복이 없어 모든 분야의 부처 제출 금액이 중복 없이 집계한 금액과 같습니다.",
    ),
    "changes": Text("Change by area", "분야별 증감"),
    "no_earlier": Text(
        "There is no earlier year or stage in this budget to compare with.",
        "이 예산에는 비교할 이전 연도나 단계가 없습니다.",
    ),
    "heat": Text("Ministry by technology area", "부처 × 기술 분야"),
    "heat_lead": Text(
        "Which ministry spends how much on which area. The darker a cell, the larger its amount.",
        "어느 부처가 어느 분야에 얼마를 쓰는지 보여 줍니다. 색이 짙을수록 금액이 큽니다.",
    ),
    "heat_all": Text("Show all {count} ministries", "{count}개 부처 모두 보기"),
    "heat_scale": Text("Relative to the largest cell", "최대 칸 대비"),
    "partition_effect": Text("What counting once changed", "중복 제거에 따른 차이"),
    "partition_effect_lead": Text(
        "Tagged amounts may count one programme under several areas. Below is how far each area's tagged amount "
        "differs from its amount counted once.",
        "부처 제출 금액은 한 사업을 여러 분야에 겹쳐 셀 수 "
        "있습니다. 아래는 분야마다 부처 제출 금액과 중복 없이 집계한 금액의 차이입니다.",
    ),
    "overlaps": Text("Where areas overlap", "분야 사이의 겹침"),
    "overlaps_lead": Text(
        "Money tagged with both areas: in each programme, the smaller of the two tagged amounts.",
        "두 분야에 함께 표시된 금액입니다. 한 사업에서 두 분야의 제출 금액 가운데 작은 쪽을 셉니다.",
    ),
    "overlap_first": Text("Area A", "분야 A"),
    "overlap_second": Text("Area B", "분야 B"),
    "overlap_amount": Text("Tagged with both", "함께 표시된 금액"),
    "no_overlap": Text("No areas overlap.", "겹치는 분야가 없습니다."),
    "overlap_top": Text(
        "The {count} largest pairs; the others are on the areas' pages.",
        "금액이 큰 {count}쌍입니다. 나머지는 각 분야 페이지에 있습니다.",
    ),
    "headline_total": Text("{period}: {total} in all.", "{period} 금액은 모두 {total}입니다."),
    "headline_change": Text("That is {change} ({rate}) against {since}.", "{since} 대비 {change}({rate})입니다."),
    "headline_change_unrated": Text("That is {change} against {since}.", "{since} 대비 {change}입니다."),
    "headline_risen": Text("{area} rose most: {change}.", "가장 많이 늘어난 분야는 {area}({change})입니다."),
    "headline_fallen": Text("{area} fell most: {change}.", "가장 많이 줄어든 분야는 {area}({change})입니다."),
    "headline_new_granted": Text(
        "Programmes that had asked for nothing added {amount}.", "요구에 없던 사업이 더한 금액은 {amount}입니다."
    ),
    "headline_new_spent": Text(
        "Programmes that spent without a budget added {amount}.",
        "예산에 없던 사업의 집행이 더한 금액은 {amount}입니다.",
    ),
    "headline_new": Text("New programmes added {amount}.", "신규 사업이 더한 금액은 {amount}입니다."),
    "checked": Text("Checks", "점검"),
    "checked_amounts": Text("Amounts read and checked: {count}.", "금액 {count}건을 읽고 점검했습니다."),
    "checked_controls": Text(
        "{count} totals printed elsewhere were compared.", "다른 곳에 실린 합계 {count}개와 맞춰 보았습니다."
    ),
    "checked_none": Text("Nothing found forbids publication.", "공표를 막는 결과는 없습니다."),
    "checked_fatal": Text(
        "{count} findings forbid publication: this is a draft.", "공표를 막는 결과가 {count}건 있어 아직 초안입니다."
    ),
    "findings_summary_lead": Text(
        "What the rules say about the source data and the attribution.",
        "원자료와 분야 귀속을 규칙으로 점검한 결과입니다.",
    ),
    "findings_all": Text("See all findings", "점검 결과 모두 보기"),
    "no_findings": Text("The checks found nothing.", "점검에서 나온 것이 없습니다."),
    "by_ministry": Text("By ministry", "부처별"),
    "by_committee": Text("By committee", "전문위원회별"),
    "by_area_short": Text("By technology area", "기술 분야별"),
    "by_period": Text("By year and stage", "연도·단계별"),
    "subs": Text("Sub-technologies", "중점기술"),
    "sub": Text("Sub-technology", "중점기술"),
    "certainty": Text("Certainty of source", "출처의 확실성"),
    "source": Text("Source", "출처"),
    "programmes_of_area": Text("Programmes in this area", "이 분야의 사업"),
    "programmes_of_ministry": Text("Programmes of this ministry", "이 부처의 사업"),
    "overlaps_of_area": Text("Areas that overlap with this one", "겹치는 다른 분야"),
    "areas_lead": Text(
        "The areas of the taxonomy and their amounts. Open an area for its ministries and programmes.",
        "분류체계의 분야와 그 금액입니다. 분야 이름을 누르면 부처·사업별 내역이 열립니다.",
    ),
    "ministries_lead": Text(
        "Open a ministry for its areas and programmes.", "부처 이름을 누르면 분야·사업별 내역이 열립니다."
    ),
    "programmes_lead": Text(
        "Search by name, id or ministry; select a column heading to sort.",
        "이름, 번호, 부처로 찾고, 열 제목을 눌러 정렬합니다.",
    ),
    "findings_lead": Text(
        "What each rule found, where, and how to fix it.", "규칙마다 무엇을, 어디서 찾았고 어떻게 고치는지 적었습니다."
    ),
    "method_lead": Text(
        "How amounts were counted, split and rounded, and what is not exact.",
        "금액을 어떻게 세고 나누고 반올림했는지, 무엇이 정확하지 않은지 밝힙니다.",
    ),
    "data_lead": Text(
        "All of them come from one run.",
        "모두 같은 산출 번호로 만든 것입니다.",
    ),
    # downloads
    "chart_file": Text("Download the chart ({kind})", "그림 내려받기({kind})"),
    "format": Text("Format", "형식"),
    "content": Text("Content", "내용"),
    "see_history": Text("How this programme came to its amounts", "이 사업의 변동 이력"),
    "data_note": Text(
        "Amounts are integers in the currency's smallest unit. CSV files are UTF-8.",
        "금액은 통화의 최소 단위로 적은 정수입니다. CSV는 UTF-8입니다.",
    ),
}
