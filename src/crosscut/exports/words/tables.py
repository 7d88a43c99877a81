"""Words of tables and lists: columns, notes, search, stages. Key → (Korean, English)."""

from __future__ import annotations

WORDS: dict[str, tuple[str, str]] = {
    # columns
    "area": ("분야", "Area"),
    "ministry": ("부처", "Ministry"),
    "committee": ("전문위원회", "Committee"),
    "programme": ("사업", "Programme"),
    "programme_id": ("사업 번호", "Id"),
    "amount": ("금액", "Amount"),
    "share": ("비중", "Share"),
    "share_bar": ("비중 막대", "Bar"),
    "share_of_total": ("총액 대비", "Share of total"),
    "share_of_area": ("분야 내 비중", "Share of area"),
    "share_of_ministry": ("부처 내 비중", "Share of ministry"),
    "programmes": ("사업 수", "Programmes"),
    "year": ("연도", "Year"),
    "stage": ("단계", "Stage"),
    "sign": ("부호", "Sign"),
    "counting": ("계수 방식", "Counting"),
    "tagged": ("표시 금액", "Tagged amount"),
    "effect": ("배분 규칙의 영향", "Effect of the partition rule"),
    "effect_rate": ("변동률", "Change rate"),
    "change": ("증감", "Change"),
    "change_rate": ("증감률", "Change %"),
    "against": ("{period} 대비", "Against {period}"),
    "not_stated": ("미상", "Not stated"),
    "none": ("없음", "None"),
    # table notes
    "note_counting": ("계수 방식", "Counting"),
    "note_taxonomy": ("분류체계", "Taxonomy"),
    "note_stage": ("연도·단계", "Year and stage"),
    "note_as_listed": ("표에 적음", "as the table says"),
    "note_unit": ("단위", "Unit"),
    "note_rounding": ("반올림", "Rounding"),
    "note_run": ("실행", "Run"),
    "rounding_rule": (
        (
            "문서·웹·그림의 금액은 모두 {grain} 단위로 한 번만 반올림함. "
            "분야·부처·사업은 표시된 합계와 같도록 최대잉여법으로 맞추고, "
            "증감은 표시된 두 금액의 차이임. 그 밖의 표는 합계와 다를 수 있음. 통합문서와 공개 자료는 반올림하지 않음"
        ),
        (
            "documents, site and charts round every amount once, to {grain}. Areas, ministries and programmes are "
            "rounded by largest remainder, so that they add up to the totals displayed; a change is the difference of "
            "the two amounts displayed. In other tables parts need not add up. The workbook and the open data are not "
            "rounded"
        ),
    ),
    "table_note": ("표 설명", "About this table"),
    "never_totalled": (
        "겹쳐 센 금액이므로 합계를 내지 않습니다.",
        "These amounts overlap, so they are never totalled.",
    ),
    "counting_partition": ("분할", "partition"),
    "counting_coefficient": ("계수", "coefficient"),
    "counting_overlap": ("중복 표시", "overlap"),
    "counting_mixed": ("분할 − 중복 표시", "partition less overlap"),
    "counting_partition_text": (
        "사업마다 분야 몫의 합이 1을 넘지 않게 나누므로, 분야와 분류 밖을 더하면 총액과 같습니다.",
        "Each programme is split so that its shares never exceed one: areas and outside add up to the total.",
    ),
    "counting_partition_text_unread": (
        "사업마다 분야 몫의 합이 1을 넘지 않게 나누므로, 분야와 분류 밖, 미분류를 더하면 총액과 같습니다.",
        (
            "Each programme is split so that its shares never exceed one: areas, outside and what was not looked at "
            "add up to the total."
        ),
    ),
    "counting_coefficient_text": (
        "사업마다 분야별로 0·40·100%의 계수를 곱하므로, 분야의 합은 총액과 다를 수 있습니다.",
        "Each programme counts 0, 40 or 100 % towards an area, so areas need not add up to the total.",
    ),
    "counting_overlap_text": (
        "부처가 표시한 금액을 그대로 세므로 한 사업이 여러 분야에 들 수 있고, 더하면 안 됩니다.",
        "Amounts are counted as tagged: one programme may stand under several areas, so they must not be added.",
    ),
    "counting_mixed_text": (
        "한 번씩만 나눈 금액에서 표시 금액을 뺀 것입니다. 음수는 겹쳐 센 만큼입니다.",
        "The amount counted once less the tagged amount. A negative value is what had been counted more than once.",
    ),
    # programmes and lists
    "search": ("검색", "Search"),
    "search_hint": ("사업명, 번호, 부처", "Name, id or ministry"),
    "search_hint_findings": ("내용, 사업, 파일", "Message, programme or file"),
    "all": ("전체", "All"),
    "filter": ("조건으로 거르기", "Filter"),
    "reset": ("조건 지우기", "Clear"),
    "found": ("{count}건", "{count} found"),
    "page_of": ("{page} / {pages} 쪽", "Page {page} of {pages}"),
    "previous": ("이전", "Previous"),
    "next": ("다음", "Next"),
    "pages": ("쪽 이동", "Pages"),
    "per_page": ("쪽당 {count}건", "{count} per page"),
    "no_match": (
        "조건에 맞는 것이 없습니다. 검색어나 조건을 바꾸어 보세요.",
        "Nothing matches. Change the search or the filters.",
    ),
    "sort_by": ("{column} 기준 정렬", "Sort by {column}"),
    "first_of": (
        "처음 {count}건입니다. 전체는 내려받기의 파일에 있습니다.",
        "The first {count}; the whole list is in the files under Downloads.",
    ),
    "areas_of": ("기술 분야", "Areas"),
    # certainty of a taxonomy's rows
    "certainty_read": ("원문 확인", "read"),
    "certainty_second-hand": ("2차 자료", "second-hand"),
    "certainty_judgement": ("판단", "judgement"),
    "certainty_unverified": ("미확인", "unverified"),
    # stages
}
