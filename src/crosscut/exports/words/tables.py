"""Words of tables and lists: columns, notes, search, stages. Each in English and Korean."""

from __future__ import annotations

from crosscut.text import Text

WORDS: dict[str, Text] = {
    # columns
    "area": Text("Area", "분야"),
    "ministry": Text("Ministry", "부처"),
    "name": Text("Name", "이름"),
    "kind": Text("Kind", "종류"),
    "committee": Text("Committee", "전문위원회"),
    "programme": Text("Programme", "사업"),
    "amount": Text("Amount", "금액"),
    "share": Text("Share", "비중"),
    "share_of_total": Text("Share of total", "총액 대비"),
    "share_of_area": Text("Share of area", "분야 내 비중"),
    "share_of_ministry": Text("Share of ministry", "부처 내 비중"),
    "programmes": Text("Programmes", "사업 수"),
    "year": Text("Year", "연도"),
    "stage": Text("Stage", "단계"),
    "sign": Text("Sign", "부호"),
    "counting": Text("Counting", "집계 방식"),
    "tagged": Text("Tagged amount", "부처 제출 금액"),
    "effect": Text("Effect of counting once", "중복 제거에 따른 차이"),
    "effect_rate": Text("Change rate", "변동률"),
    "change": Text("Change", "증감"),
    "change_rate": Text("Change %", "증감률"),
    "against": Text("Against {period}", "{period} 대비"),
    "not_stated": Text("Not stated", "미상"),
    "none": Text("None", "없음"),
    # table notes
    "note_taxonomy": Text("Taxonomy", "분류체계"),
    "note_stage": Text("Year and stage", "연도·단계"),
    "note_as_listed": Text("as the table says", "표에 적음"),
    "note_unit": Text("Unit", "단위"),
    "note_rounding": Text("Rounding", "반올림"),
    "note_run": Text("Run", "산출 번호"),
    "rounding_rule": Text(
        "documents, site and charts round every amount once, to {grain}. Areas, ministries and programmes are "
        "rounded by largest remainder, so that they add up to the totals displayed{changes}. In other tables parts "
        "need not add up. The workbook and the open data are not rounded",
        "문서·웹·그림의 금액은 모두 {grain} 단위로 한 번만 반올림함. "
        "분야·부처·사업은 표시된 합계와 같도록 최대잉여법으로 맞춤{changes}. "
        "그 밖의 표는 합계와 다를 수 있음. 통합문서와 공개 자료는 반올림하지 않음",
    ),
    "rounding_changes": Text(
        "; a change is the difference of the two amounts displayed", ". 증감은 표시된 두 금액의 차이임"
    ),
    "table_note": Text("About this table", "표 설명"),
    "never_totalled": Text(
        "These amounts overlap, so they are never totalled.", "겹쳐 센 금액이므로 합계를 내지 않습니다."
    ),
    "counting_partition": Text("partition", "중복 제외"),
    "counting_coefficient": Text("coefficient", "가중치 적용"),
    "counting_overlap": Text("overlap", "중복 포함"),
    "counting_mixed": Text("partition less overlap", "중복 제외 − 중복 포함"),
    "counting_partition_text": Text(
        "Each programme is split so that its shares never exceed one: areas and outside add up to the total.",
        "사업마다 분야 몫의 합이 1을 넘지 않게 나누므로, 분야와 ‘그 외’를 더하면 총액과 같습니다.",
    ),
    "counting_partition_text_unread": Text(
        "Each programme is split so that its shares never exceed one: areas, outside and what was not looked at "
        "add up to the total.",
        "사업마다 분야 몫의 합이 1을 넘지 않게 나누므로, 분야와 ‘그 외’, 미분류를 더하면 총액과 같습니다.",
    ),
    "counting_coefficient_text": Text(
        "Each programme counts 0, 40 or 100% towards an area, so areas need not add up to the total.",
        "사업마다 분야별로 0·40·100%의 계수를 곱하므로, 분야의 합은 총액과 다를 수 있습니다.",
    ),
    "counting_overlap_text": Text(
        "Amounts are counted as tagged: one programme may stand under several areas, so they must not be added.",
        "부처가 표시한 금액을 그대로 세므로 한 사업이 여러 분야에 들 수 있고, 더하면 안 됩니다.",
    ),
    "counting_mixed_text": Text(
        "The amount counted once less the tagged amount. A negative value is what had been counted more than once.",
        "중복 제외 금액에서 부처 제출 금액을 뺀 것입니다. 음수는 겹쳐 센 만큼입니다.",
    ),
    # programmes and lists
    "search": Text("Search", "검색"),
    "search_hint": Text("Name, id or ministry", "사업명, 번호, 부처"),
    "search_hint_all": Text("Name or abbreviation", "이름, 약칭, 초성(예: ㅂㄷㅊ)"),
    "search_lead": Text(
        "Areas, ministries and programmes by any of their names: Korean or English, abbreviated, by initial "
        "consonants, with a letter wrong or with the keyboard in the other language.",
        "기술 분야, 부처, 사업을 이름으로 찾습니다. 국문·영문 이름, 약칭, 초성으로 찾을 수 있고 한 글자쯤 틀리거나 "
        "한/영 자판을 바꾸지 않고 입력해도 됩니다.",
    ),
    "search_lead_plain": Text(
        "Areas, ministries and programmes by any of their names, abbreviated or with a letter wrong.",
        "기술 분야, 부처, 사업을 이름이나 약칭으로 찾습니다. 한 글자쯤 틀려도 됩니다.",
    ),
    "search_hint_findings": Text("Message, programme or file", "내용, 사업, 파일"),
    "all": Text("All", "전체"),
    "filter": Text("Filter", "조건으로 거르기"),
    "reset": Text("Clear", "조건 지우기"),
    "found": Text("{count} found", "{count}건"),
    "found_nearly": Text("{count} found that are nearly that", "비슷한 것 {count}건"),
    "page_of": Text("Page {page} of {pages}", "{page} / {pages} 쪽"),
    "previous": Text("Previous", "이전"),
    "next": Text("Next", "다음"),
    "pages": Text("Pages", "쪽 이동"),
    "no_match": Text(
        "Nothing matches. Change the search or the filters.",
        "조건에 맞는 것이 없습니다. 검색어나 조건을 바꾸어 보세요.",
    ),
    "first_of": Text(
        "The first {count}; the whole list is in the files under Downloads.",
        "처음 {count}건입니다. 전체는 내려받기의 파일에 있습니다.",
    ),
    "areas_of": Text("Areas", "기술 분야"),
    # certainty of a taxonomy's rows
    "certainty_read": Text("read", "원문 확인"),
    "certainty_second-hand": Text("second-hand", "2차 자료"),
    "certainty_judgement": Text("judgement", "판단"),
    "certainty_unverified": Text("unverified", "미확인"),
}
