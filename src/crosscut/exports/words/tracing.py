"""Words that explain: the trace of a number, charts, findings, the method. Key → (Korean, English)."""

from __future__ import annotations

WORDS: dict[str, tuple[str, str]] = {
    # dialog
    "dialog_title": ("이 숫자의 근거", "What this number is"),
    "close": ("닫기", "Close"),
    "kind_sum": ("금액의 합", "Sum of amounts"),
    "kind_count": ("사업 수", "Number of programmes"),
    "kind_difference": ("두 금액의 차이", "Difference of two amounts"),
    "kind_ratio": ("비율", "Ratio"),
    "kind_shared": ("공통 금액", "Money in common"),
    "kind_planned": ("배분안의 금액", "Amount of the plan"),
    "kind_stated": ("규칙이 정한 금액", "Amount that a rule states"),
    "kind_part": ("증감의 한 부분", "Part of a change"),
    "proof_part": (
        "근거 {count}행의 합 {sum}에 위의 행 없는 금액을 더하면 게시한 값과 같습니다.",
        "The {count} rows add up to {sum}; with the amount above that is in no row, this is the published value.",
    ),
    "exact_value": ("정확한 값", "Exact value"),
    "interval": ("구간", "Interval"),
    "definition": ("정의", "Definition"),
    "sentence_sum": (
        "{where}에 해당하는 금액의 합입니다.",
        "The sum of all money for {where}.",
    ),
    "sentence_together": (
        "아래 {count}개 금액의 합입니다.",
        "The sum of the {count} amounts below.",
    ),
    "sentence_count": (
        "{where}에 금액이 있는 사업의 수입니다.",
        "The number of programmes with money for {where}.",
    ),
    "sentence_difference": (
        "뒤의 금액({after})에서 앞의 금액({before})을 뺀 것입니다.",
        "The amount {after} less the amount {before}.",
    ),
    "sentence_ratio": (
        "{part}을(를) {whole}(으)로 나눈 것입니다. 아래는 나뉘는 수의 근거입니다.",
        "{part} divided by {whole}. The rows below are those of the first.",
    ),
    "sentence_ratio_change": (
        "증감 {part}을(를) 이전 금액 {whole}(으)로 나눈 것입니다. 아래는 증감의 근거입니다.",
        "The change {part} divided by the earlier amount {whole}. The rows below are those of the change.",
    ),
    "sentence_shared": (
        "두 분야에 함께 표시된 사업에서 표시 금액 가운데 작은 쪽의 합입니다: {where}.",
        "In programmes tagged with both areas, the sum of the smaller tagged amount: {where}.",
    ),
    "sentence_planned": (
        "배분안이 {where}에 주는 금액입니다. 정책 파일 {file}({digest})에서 나왔습니다.",
        "What the plan gives for {where}. It follows from the policy in {file} ({digest}).",
    ),
    "proof_stated": (
        "규칙이 정한 금액입니다. 아래 {count}행은 규칙이 근거로 삼은 행이며, 더한 값이 아닙니다.",
        "A rule states this amount. The {count} rows below are what it rests on, not parts that add up to it.",
    ),
    "proof_stated_of": (
        "규칙이 정한 금액이며, 위의 금액들에서 나왔습니다.",
        "A rule states this amount from the amounts above.",
    ),
    "proof_stated_alone": (
        "정책의 규칙이 정한 금액이므로 근거 행이 없습니다.",
        "A rule of the policy states this amount, so there are no rows behind it.",
    ),
    "where_all": ("전체 예산", "the whole budget"),
    "where_is": ("{key} {value}", "{key} {value}"),
    "where_join": (", ", ", "),
    "proof_equal": (
        "근거 {count}행의 합 {sum}이 게시한 값과 같습니다.",
        "The {count} rows add up to {sum}, equal to the published value.",
    ),
    "proof_unequal": (
        "근거 {count}행의 합 {sum}이 게시한 값 {value}과 다릅니다. 담당 부서에 알려 주세요.",
        "The {count} rows add up to {sum}, which is NOT the published value {value}. Please tell the office.",
    ),
    "proof_count": (
        "근거 {count}행에 서로 다른 사업 {sum}개가 있어 게시한 값과 같습니다.",
        "The {count} rows hold {sum} different programmes, equal to the published value.",
    ),
    "proof_ratio": (
        "근거 {count}행의 합 {sum} ÷ {whole}. 두 값 모두 원장과 같습니다.",
        "The {count} rows add up to {sum}; {sum} ÷ {whole} is the published ratio.",
    ),
    "rows": ("근거 행", "Rows"),
    "rows_shown": ("{count}행 가운데 {shown}행을 보입니다.", "Showing {shown} of {count} rows."),
    "rows_more": ("더 보기", "Show more"),
    "no_rows": ("해당하는 행이 없어 값이 0입니다.", "No rows are selected, so the value is 0."),
    "figure_id": ("숫자 번호", "Figure"),
    "account": ("회계", "Account"),
    "csv": ("CSV 내려받기", "Download CSV"),
    "related": ("이 숫자를 이루는 숫자", "Made from"),
    "loading": ("근거를 불러오는 중입니다.", "Loading the rows."),
    "load_failed": (
        "근거 자료를 읽지 못했습니다. site 폴더를 통째로 옮겼는지 확인해 주세요.",
        "The rows could not be read. Check that the whole site folder was copied.",
    ),
    "about": ("약 {value} · {low}–{high}", "about {value} · {low}–{high}"),
    "chart_table": ("그림의 값은 아래 표에 있습니다.", "The values of the chart are in the table below."),
    "chart_axis": ("금액 ({unit})", "Amount ({unit})"),
    "chart_once": ("한 번씩 나눈 금액", "Counted once"),
    "chart_tagged": ("표시 금액", "Tagged"),
    "chart_up": ("늘어난 분야", "Increase"),
    "chart_down": ("줄어든 분야", "Decrease"),
    "chart_areas_alt": (
        (
            "분야별 금액 막대그림. 가장 큰 분야는 "
            "{first} {first_amount}{unit}, 가장 작은 분야는 {last} {last_amount}{unit}."
        ),
        "Bar chart of amounts by area. Largest: {first}, {first_amount} ({unit}); smallest: {last}, {last_amount}.",
    ),
    "chart_change_alt": (
        (
            "{period} 대비 분야별 증감 막대그림. 가장 많이 는 분야는 {first} {first_amount}{unit}, "
            "가장 적게 늘거나 가장 많이 준 분야는 {last} {last_amount}{unit}."
        ),
        (
            "Bar chart of change by area against {period}. Highest: {first}, {first_amount} ({unit}); "
            "lowest: {last}, {last_amount}."
        ),
    ),
    "chart_overlap_alt": (
        "분야 쌍마다 함께 표시된 금액의 그림. 가장 큰 쌍은 {first}, {first_amount}{unit}.",
        "Grid of money tagged with both of two areas. Largest pair: {first}, {first_amount} ({unit}).",
    ),
    "chart_period_alt": (
        "연도와 단계별 금액 그림. 처음 {first_amount}{unit}, 마지막 {last_amount}{unit}.",
        "Chart of amounts by year and stage, from {first_amount} to {last_amount} ({unit}).",
    ),
    # findings
    "severity": ("심각도", "Severity"),
    "severity_fatal": ("치명", "Fatal"),
    "severity_warning": ("경고", "Warning"),
    "severity_info": ("참고", "Info"),
    "severity_fatal_text": ("사실일 수 없거나 공표할 수 없음", "Cannot be true, or cannot be published"),
    "severity_warning_text": ("잘못일 수 있어 사람이 보아야 함", "Probably wrong; a person should look"),
    "severity_info_text": ("알아 둘 것", "Worth knowing"),
    "rule": ("규칙", "Rule"),
    "finding_example": ("예", "For example"),
    "message": ("내용", "Message"),
    "place": ("위치", "Place"),
    "place_sheet": ("시트 {value}", "sheet {value}"),
    "place_row": ("{value}행", "row {value}"),
    "place_column": ("{value} 열", "column {value}"),
    "file": ("파일", "File"),
    "value": ("값", "Value"),
    "expected": ("기대한 값", "Expected"),
    "difference": ("차이", "Difference"),
    "hint": ("고치는 법", "How to mend it"),
    "findings_of_rule": ("규칙별", "By rule"),
    # method
    "method_countings": ("계수 방식", "Countings"),
    "method_used": ("이 자료의 기준", "Used as the lead here"),
    "method_shares": ("몫을 정하는 순서", "How shares are decided"),
    "method_shares_1": (
        "사람의 결정이 있으면 그 몫을 씁니다. 결정에는 이름, 시각, 이유가 있습니다.",
        "A person's decision comes first; it carries a name, a time and a reason.",
    ),
    "method_shares_2": (
        "결정이 없으면 부처의 표시 금액에 비례해 나눕니다. 표시 금액의 합이 예산을 넘으면 예산까지만 나눕니다.",
        (
            "Without one, the budget is split in proportion to the tagged amounts; where tags exceed the budget, "
            "only the budget is split."
        ),
    ),
    "method_shares_3": (
        "표시가 없는 나머지는 분류 밖으로 둡니다.",
        "What no tag covers is outside the taxonomy.",
    ),
    "method_shares_3_unread": (
        "표시된 사업의 나머지는 분류 밖입니다. 결정도 표시도 없는 사업은 미분류이며 따로 보입니다.",
        (
            "What a programme's tags leave is outside the taxonomy. A programme that nobody decided or tagged is not "
            "looked at, and is shown apart."
        ),
    ),
    "method_shares_4": (
        "나눌 때 남는 단위는 나머지가 큰 몫부터 주므로, 부분의 합이 마지막 단위까지 전체와 같습니다.",
        "Remainders go to the largest fractions first, so parts sum to the whole to the last unit.",
    ),
    "method_rounding": ("단위와 반올림", "Units and rounding"),
    "method_rounding_text": (
        "금액은 통화의 가장 작은 단위의 정수로 계산하고, 표시할 때에만 반올림합니다. 표에는 {table} 단위로 적습니다.",
        (
            "Amounts are computed as integers in the currency's smallest unit and rounded only where they are "
            "displayed. Tables print {table}."
        ),
    ),
    "method_taxonomy": ("분류체계", "Taxonomy"),
    "method_taxonomy_text": (
        "{name} ({id}). 시행: {valid_from}부터{valid_to}.",
        "{name} ({id}). In force from {valid_from}{valid_to}.",
    ),
    "method_until": (" {date}까지", " to {date}"),
    "method_stages": ("예산 단계", "Stages"),
    "method_stages_text": (
        "예산은 아래 순서로 확정됩니다. 굵은 단계가 이 자료에 있는 단계입니다.",
        "A budget passes these stages in order. Stages present in this publication are marked.",
    ),
    "method_stage_here": ("이 자료에 있음", "in this publication"),
    "method_stage_lead": ("이 자료의 기준 단계", "the stage this publication leads with"),
    "method_proposals": ("기계 제안의 정확도", "How good the machine's proposals are"),
    "method_proposals_text": (
        (
            "결정도 표기도 없는 사업에는 가장 확실한 제안만 반영했습니다. "
            "아래 값은 결정된 {texts}개 사업(묶음 {groups}개)에서 "
            "기계가 보지 못한 묶음으로 다섯 번 쟀습니다. 확률의 평균 오차는 {calibration}입니다."
        ),
        (
            "Where nobody decided and no tag speaks, only the surest proposals count. What follows was measured on "
            "{texts} decided programmes in {groups} groups, five times on groups kept from the machine. Its "
            "probabilities are off by {calibration} on average."
        ),
    ),
    "method_decided": ("결정", "decided"),
    "method_said": ("제안", "proposed"),
    "method_precision": ("정밀도", "precision"),
    "method_recall": ("재현율", "recall"),
    "method_calibration": ("확률 오차", "calibration error"),
    "method_missed": ("놓친 금액 비율", "share of money missed"),
    "method_inexact": ("정확하지 않은 것", "What is not exact"),
    "method_inexact_none": (
        "모든 금액이 정확한 값으로 들어왔습니다. 구간으로만 아는 금액은 없습니다.",
        "All amounts were read as exact values; none is known only as an interval.",
    ),
    "method_inexact_some": (
        "아래 사업의 금액은 구간으로만 압니다. 이 금액이 든 숫자는 모두 구간을 함께 적습니다.",
        "The amounts of these programmes are known only as intervals. Every number they enter shows its interval.",
    ),
    "method_sources": ("원자료", "Sources"),
    "method_citation": ("인용", "Citation"),
    "source_unit": ("원자료의 단위", "Unit of source"),
}
