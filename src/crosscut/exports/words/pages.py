"""Words around the tables of readers' pages: furniture, headings, leads, downloads. Key → (Korean, English)."""

from __future__ import annotations

WORDS: dict[str, tuple[str, str]] = {
    # page furniture
    "language_name": ("한국어", "English"),
    "skip": ("본문 바로가기", "Skip to main content"),
    "masthead": (
        "밑줄 친 숫자를 누르면 정의와 근거가 열립니다.",
        "Select any underlined number to see what it is and what is behind it.",
    ),
    "synthetic": ("가상자료", "SYNTHETIC"),
    "synthetic_note": (
        "실제 예산이 아니라 시연과 시험을 위해 만든 자료입니다.",
        "This is not a real budget: the data were made for trial and demonstration.",
    ),
    "note": ("알림", "Notice"),
    "home": ("홈", "Home"),
    "menu": ("주메뉴", "Main menu"),
    "menu_open": ("메뉴", "Menu"),
    "language": ("언어 선택", "Language"),
    "breadcrumb": ("현재 위치", "Breadcrumb"),
    "on_this_page": ("이 페이지에서", "On this page"),
    "to_top": ("맨 위로", "Back to top"),
    "nav_overview": ("개요", "Overview"),
    "nav_areas": ("기술 분야", "Technology areas"),
    "nav_ministries": ("부처", "Ministries"),
    "nav_programmes": ("사업", "Programmes"),
    "nav_findings": ("점검 결과", "Findings"),
    "nav_method": ("산출 방법", "Method"),
    "nav_data": ("내려받기", "Downloads"),
    "footer_run": ("실행 번호", "Run"),
    "footer_made": (
        "Crosscut이 예산 원장에서 계산해 만든 정적 자료입니다. 외부 접속 없이 열립니다.",
        "A static publication computed by Crosscut from the budget ledger. It opens without any network.",
    ),
    "contact": ("문의", "Contact"),
    "licence": ("이용 조건", "Licence"),
    "licence_none": ("이용 조건이 밝혀져 있지 않습니다.", "No licence is stated."),
    "noscript": (
        "자바스크립트를 쓸 수 없어 검색과 근거 보기가 꺼져 있습니다. 모든 값과 근거는 내려받기의 파일에 있습니다.",
        "Search and tracing need JavaScript, which is off. All values and their rows are in the files under Downloads.",
    ),
    # lead
    "lead": (
        "{year}년 {stage} 단계의 연구개발 예산을 {taxonomy}에 따라 한 번씩만 나누어 보여 줍니다.",
        "The {year} R&D budget at the {stage} stage, every won attributed once to the areas of {taxonomy}.",
    ),
    "lead_unread": (
        "{year}년 {stage} 단계의 연구개발 예산 가운데 살펴본 금액을 {taxonomy}에 따라 한 번씩만 나누어 보여 줍니다.",
        (
            "The {year} R&D budget at the {stage} stage: all that was looked at so far, attributed once to the areas "
            "of {taxonomy}."
        ),
    ),
    "lead_plain": (
        "{year}년 {stage} 단계의 연구개발 예산을 {taxonomy}에 따라 나누어 보여 줍니다.",
        "The {year} R&D budget at the {stage} stage, attributed to the areas of {taxonomy}.",
    ),
    "total": ("총 예산", "Total budget"),
    "inside_hint": ("{count}개 분야의 합", "Sum of the {count} areas"),
    "total_hint": ("사업 수", "Programmes"),
    "composition": ("총 예산의 구성", "What the total is made of"),
    "composition_alt": (
        "총 예산 가운데 분류체계 안 {inside}, 분류 밖 {outside}.",
        "Of the total, {inside} is inside the taxonomy and {outside} outside.",
    ),
    "composition_alt_unread": (
        "총 예산 가운데 분류체계 안 {inside}, 분류 밖 {outside}, 미분류 {unread}.",
        "Of the total, {inside} is inside the taxonomy and {outside} outside; {unread} was not looked at.",
    ),
    # sections
    "by_area": ("기술 분야별 금액", "Amounts by technology area"),
    "by_area_lead": (
        "막대는 한 번씩만 나눈 금액, 세로선은 부처가 표시한 금액입니다. 세로선이 막대보다 멀리 있을수록 중복이 큽니다.",
        (
            "Bars are amounts attributed once; the mark is what was tagged. The further the mark lies beyond its bar, "
            "the more was counted twice."
        ),
    ),
    "by_area_lead_plain": (
        "막대는 분야별 금액입니다.",
        "Bars are the amounts of the areas.",
    ),
    "changes": ("분야별 증감", "Change by area"),
    "no_earlier": (
        "이 예산에는 비교할 이전 연도나 단계가 없습니다.",
        "There is no earlier year or stage in this budget to compare with.",
    ),
    "no_earlier_short": ("비교 자료 없음", "No earlier year in this budget"),
    "heat": ("부처 × 기술 분야", "Ministry by technology area"),
    "heat_lead": (
        "어느 부처가 어느 분야에 얼마를 쓰는지 보여 줍니다. 진할수록 금액이 큽니다.",
        "Which ministry spends how much on which area. Darker cells are larger amounts.",
    ),
    "heat_scale": ("최대 칸 대비", "Relative to the largest cell"),
    "partition_effect": ("배분 규칙이 바꾼 것", "What the partition rule changed"),
    "partition_effect_lead": (
        (
            "표시 금액은 한 사업을 여러 분야에 겹쳐 셀 수 "
            "있습니다. 아래는 분야마다 표시 금액과 한 번씩만 나눈 금액의 차이입니다."
        ),
        (
            "Tagged amounts may count one programme under several areas. Below is how far each area's tagged amount "
            "differs from its amount counted once."
        ),
    ),
    "overlaps": ("분야 사이의 겹침", "Where areas overlap"),
    "overlaps_lead": (
        "두 분야에 함께 표시된 금액입니다. 한 사업에서 두 분야의 표시 금액 가운데 작은 쪽을 셉니다.",
        "Money tagged with both areas: in each programme, the smaller of the two tagged amounts.",
    ),
    "overlap_first": ("한 분야", "One area"),
    "overlap_second": ("다른 분야", "Other area"),
    "overlap_amount": ("함께 표시된 금액", "Tagged with both"),
    "no_overlap": ("겹치는 분야가 없습니다.", "No areas overlap."),
    "overlap_top": (
        "금액이 큰 {count}쌍입니다. 나머지는 각 분야 페이지에 있습니다.",
        "The {count} largest pairs; the others are on the areas' pages.",
    ),
    "findings_summary": ("점검 결과", "Findings"),
    "findings_summary_lead": (
        "원자료와 배분을 규칙으로 점검한 결과입니다.",
        "What the rules say about the source data and the attribution.",
    ),
    "findings_all": ("점검 결과 모두 보기", "See all findings"),
    "no_findings": ("점검에서 나온 것이 없습니다.", "The checks found nothing."),
    "by_ministry": ("부처별", "By ministry"),
    "by_committee": ("전문위원회별", "By committee"),
    "by_area_short": ("기술 분야별", "By technology area"),
    "by_period": ("연도·단계별", "By year and stage"),
    "subs": ("중점기술", "Sub-technologies"),
    "subs_none": (
        "이 예산은 중점기술까지 나누지 않았으므로 이름만 보입니다.",
        "This budget is not attributed to sub-technologies, so only their names are shown.",
    ),
    "sub": ("중점기술", "Sub-technology"),
    "certainty": ("출처의 확실성", "Certainty of source"),
    "source": ("출처", "Source"),
    "programmes_of_area": ("이 분야의 사업", "Programmes in this area"),
    "programmes_of_ministry": ("이 부처의 사업", "Programmes of this ministry"),
    "overlaps_of_area": ("겹치는 다른 분야", "Areas that overlap with this one"),
    "areas_lead": (
        "분류체계의 분야와 그 금액입니다. 분야 이름을 누르면 부처·위원회·사업별 내역이 열립니다.",
        "The areas of the taxonomy and their amounts. Open an area for its ministries, committees and programmes.",
    ),
    "ministries_lead": (
        "부처마다 분류체계 안팎의 금액을 보여 줍니다.",
        "What each ministry spends inside and outside the taxonomy.",
    ),
    "programmes_lead": (
        "이름, 번호, 부처로 찾고, 열 제목을 눌러 정렬합니다.",
        "Search by name, id or ministry; select a column heading to sort.",
    ),
    "findings_lead": (
        "규칙마다 무엇을, 어디서 찾았고 어떻게 고치는지 적었습니다.",
        "What each rule found, where, and how to mend it.",
    ),
    "method_lead": (
        "금액을 어떻게 세고 나누고 반올림했는지, 무엇이 정확하지 않은지 밝힙니다.",
        "How amounts were counted, split and rounded, and what is not exact.",
    ),
    "data_lead": (
        "이 자료를 이루는 파일입니다. 모두 같은 실행에서 나왔습니다.",
        "The files that this publication is made of, all from one run.",
    ),
    # downloads
    "download": ("파일", "File"),
    "chart_file": ("그림 내려받기({kind})", "Download the chart ({kind})"),
    "format": ("형식", "Format"),
    "content": ("내용", "Content"),
    "data_figures": (
        "모든 숫자의 정의, 값, 근거 행",
        "Every number with its definition, value and rows",
    ),
    "data_crosscut": ("분야 × 부처 × 연도 × 단계별 금액", "Amounts by area, ministry, year and stage"),
    "data_attributions": ("사업마다 분야별 몫과 그 출처", "Each programme's shares by area, and where they come from"),
    "see_findings": ("이 사업의 검토 결과", "What the review found about this programme"),
    "see_history": ("이 사업의 변동 이력", "How this programme came to its amounts"),
    "data_rows": ("모든 숫자를 이루는 근거 행", "The rows that every number is made from"),
    "data_findings": ("점검 결과 전체", "All findings"),
    "data_workbook": ("표를 담은 엑셀 통합 문서", "The tables as an Excel workbook"),
    "data_note": (
        "금액은 통화의 가장 작은 단위의 정수입니다. CSV는 UTF-8입니다.",
        "Amounts are integers in the currency's smallest unit. CSV files are UTF-8.",
    ),
}
