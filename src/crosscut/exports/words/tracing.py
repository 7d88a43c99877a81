"""Words that explain: the trace of a number, charts, findings, the method. Each in English and Korean."""

from __future__ import annotations

from crosscut.text import Text

WORDS: dict[str, Text] = {
    # dialog
    "dialog_title": Text("What this number is", "이 숫자의 근거"),
    "close": Text("Close", "닫기"),
    "kind_sum": Text("Sum of amounts", "금액의 합"),
    "kind_count": Text("Number of programmes", "사업 수"),
    "kind_difference": Text("Difference of two amounts", "두 금액의 차이"),
    "kind_ratio": Text("Ratio", "비율"),
    "kind_shared": Text("Money in common", "공통 금액"),
    "kind_planned": Text("Amount of the plan", "배분안의 금액"),
    "kind_stated": Text("Amount that a rule states", "규칙이 정한 금액"),
    "kind_part": Text("Part of a change", "증감의 한 부분"),
    "proof_part": Text(
        "Sum of the rows ({count}): {sum}; with the amount above that is in no row, this is the published value.",
        "근거 {count}행의 합 {sum}에 위의 행 없는 금액을 더하면 게시한 값과 같습니다.",
    ),
    "printed_as": Text("As printed", "표기"),
    "printed_share": Text(
        "{share}, of the amounts as they are printed: {part} of {whole}. The value above is of the exact ones.",
        "{share}. 표기된 금액 {whole} 가운데 {part}의 비율이며, 위의 값은 정확한 금액의 비율입니다.",
    ),
    "interval": Text("Interval", "구간"),
    "definition": Text("Definition", "정의"),
    "sentence_sum": Text("The sum of all money for {where}.", "{where} 합계입니다."),
    "sentence_together": Text("The sum of the {count} amounts below.", "아래 {count}개 금액의 합입니다."),
    "sentence_count": Text(
        "The number of programmes with money for {where}.", "{where}에 금액이 있는 사업의 수입니다."
    ),
    "sentence_difference": Text("The amount {after} less the amount {before}.", "{after} 금액 − {before} 금액입니다."),
    "sentence_ratio": Text("{part} divided by {whole}.", "{part}을(를) {whole}(으)로 나눈 것입니다."),
    "sentence_ratio_change": Text(
        "The change {part} divided by the earlier amount {whole}.",
        "증감 {part}을(를) 이전 금액 {whole}(으)로 나눈 것입니다.",
    ),
    "below_ratio": Text("The rows below are those of the first.", "아래는 나뉘는 수의 근거입니다."),
    "below_ratio_change": Text("The rows below are those of the change.", "아래는 증감의 근거입니다."),
    "sentence_shared": Text(
        "In programmes tagged with both areas, the sum of the smaller tagged amount: {where}.",
        "두 분야에 함께 표시된 사업에서 부처 제출 금액 가운데 작은 쪽의 합입니다: {where}.",
    ),
    "sentence_planned": Text(
        "What the plan gives for {where}. It follows from the policy in {file} ({digest}).",
        "배분안이 {where}에 주는 금액입니다. 정책 파일 {file}({digest})에서 나왔습니다.",
    ),
    "proof_stated": Text(
        "A rule states this amount. The {count} rows below are what it rests on, not parts that add up to it.",
        "규칙이 정한 금액입니다. 아래 {count}행은 규칙이 근거로 삼은 행이며, 더한 값이 아닙니다.",
    ),
    "proof_stated_of": Text(
        "A rule states this amount from the amounts above.", "규칙이 정한 금액이며, 위의 금액들에서 나왔습니다."
    ),
    "proof_stated_alone": Text(
        "A rule of the policy states this amount, so there are no rows behind it.",
        "정책의 규칙이 정한 금액이므로 근거 행이 없습니다.",
    ),
    "where_all": Text("the whole budget", "전체 예산"),
    "where_fiscal_year": Text("year {value}", "{value}년"),
    "where_stage": Text("stage {value}", "{value}"),
    "where_area": Text("area {value}", "{value} 분야"),
    "where_sub": Text("sub-technology {value}", "세부기술 {value}"),
    "where_ministry": Text("ministry {value}", "{value} 소관"),
    "where_committee": Text("committee {value}", "위원회 {value}"),
    "where_programme": Text("programme {value}", "{value} 사업"),
    "where_account": Text("account {value}", "회계 {value}"),
    "where_join": Text(", ", " "),
    "proof_equal": Text(
        "Sum of the rows ({count}): {sum}, equal to the published value.",
        "근거 {count}행의 합계는 {sum}, 게시한 값과 일치합니다.",
    ),
    "proof_unequal": Text(
        "Sum of the rows ({count}): {sum}, which is NOT the published value {value}. Please tell the office.",
        "근거 {count}행의 합계는 {sum}, 게시한 값은 {value}입니다. 담당 부서에 알려 주세요.",
    ),
    "proof_count": Text(
        "Different programmes in the rows ({count}): {sum}, equal to the published value.",
        "근거 {count}행에 서로 다른 사업 {sum}개가 있어 게시한 값과 같습니다.",
    ),
    "proof_ratio": Text(
        "Sum of the rows ({count}): {sum}; {sum} ÷ {whole} is the published ratio.",
        "근거 {count}행의 합 {sum} ÷ {whole}. 두 값 모두 원장과 같습니다.",
    ),
    "rows": Text("Rows", "근거 행"),
    "rows_shown": Text("Rows shown: {shown} of {count}", "{count}행 가운데 {shown}행을 보입니다."),
    "rows_more": Text("Show more", "더 보기"),
    "no_rows": Text("No rows are selected, so the value is 0.", "해당하는 행이 없어 값이 0입니다."),
    "figure_pages": Text("What each of these numbers is, on a page of its own", "이 숫자들의 근거 페이지"),
    "figure_id": Text("Figure", "숫자 번호"),
    "account": Text("Account", "회계"),
    "csv": Text("Download CSV", "CSV 내려받기"),
    "related": Text("Made from", "이 숫자를 이루는 숫자"),
    "loading": Text("Loading the rows.", "근거를 불러오는 중입니다."),
    "cite": Text("Cite or embed this number", "이 수치의 인용·삽입"),
    "citation": Text(
        "{source}. {sentence} {value}. Figure {id}, run {run}. {address}",
        "{source}. {sentence} {value}. 수치 고유번호 {id}, 산출 번호 {run}. {address}",
    ),
    "embed": Text("HTML that shows the number and leads back to its rows:", "수치를 보이고 근거로 잇는 HTML:"),
    "load_failed": Text(
        "The rows could not be read. Check that the whole site folder was copied.",
        "근거 자료를 읽지 못했습니다. site 폴더를 통째로 옮겼는지 확인해 주세요.",
    ),
    "about": Text("about {value} · {low} to {high}", "약 {value} · {low}~{high}"),
    "chart_table": Text("The values of the chart are in the table below.", "그림의 값은 아래 표에 있습니다."),
    "chart_axis": Text("Amount ({unit})", "금액 ({unit})"),
    "chart_once": Text("Counted once", "중복 제외 금액"),
    "chart_tagged": Text("Tagged", "부처 제출 금액"),
    "chart_one_alt": Text("One bar: {first}, {first_amount} ({unit}).", "막대 하나: {first} {first_amount}{unit}."),
    "chart_areas_alt": Text(
        "Bar chart of amounts by area. Largest: {first}, {first_amount} ({unit}); smallest: {last}, {last_amount}.",
        "분야별 금액 막대그래프. 가장 큰 분야는 "
        "{first} {first_amount}{unit}, 가장 작은 분야는 {last} {last_amount}{unit}.",
    ),
    "chart_change_alt": Text(
        "Bar chart of change by area against {period}. Highest: {first}, {first_amount} ({unit}); "
        "lowest: {last}, {last_amount}.",
        "{period} 대비 분야별 증감 막대그래프. 맨 위는 {first} {first_amount}{unit}, "
        "맨 아래는 {last} {last_amount}{unit}.",
    ),
    "chart_overlap_alt": Text(
        "Grid of money tagged with both of two areas. Largest pair: {first}, {first_amount} ({unit}).",
        "분야 쌍마다 함께 표시된 금액의 그림. 가장 큰 쌍은 {first}, {first_amount}{unit}.",
    ),
    "chart_period_alt": Text(
        "Chart of amounts by year and stage, from {first_amount} in {first} to {last_amount} in {last} ({unit}).",
        "연도와 단계별 금액 그림. {first} {first_amount}{unit}, {last} {last_amount}{unit}.",
    ),
    "chart_period_one_alt": Text(
        "Chart of amounts by year and stage. Money stands in {first} alone: {first_amount} ({unit}).",
        "연도와 단계별 금액 그림. 금액이 있는 때는 {first}뿐임: {first_amount}{unit}.",
    ),
    # findings
    "severity": Text("Severity", "심각도"),
    "severity_fatal": Text("Fatal", "오류"),
    "severity_warning": Text("Warning", "경고"),
    "severity_info": Text("Info", "참고"),
    "severity_fatal_text": Text("Cannot be true, or cannot be published", "수치 모순 또는 공표 불가"),
    "severity_warning_text": Text("Probably wrong; a person should look", "잘못일 수 있어 사람이 보아야 함"),
    "severity_info_text": Text("Worth knowing", "알아 둘 사항"),
    "rule": Text("Rule", "규칙"),
    "finding_example": Text("For example", "예"),
    "message": Text("Message", "내용"),
    "place": Text("Place", "위치"),
    "place_sheet": Text("sheet {value}", "시트 {value}"),
    "place_row": Text("row {value}", "{value}행"),
    "place_column": Text("column {value}", "‘{value}’ 열"),
    "file": Text("File", "파일"),
    "value": Text("Value", "값"),
    "expected": Text("Expected", "기대한 값"),
    "difference": Text("Difference", "차이"),
    "hint": Text("How to fix it", "고치는 법"),
    "findings_of_rule": Text("By rule", "규칙별"),
    # method
    "method_countings": Text("Countings", "집계 방식"),
    "method_used": Text("Used on these pages", "이 자료의 기준"),
    "method_shares": Text("How shares are decided", "몫을 정하는 순서"),
    "method_shares_1": Text(
        "A person's decision comes first; it carries a name, a time and a reason.",
        "사람의 결정이 있으면 그 몫을 씁니다. 결정에는 이름, 시각, 이유가 있습니다.",
    ),
    "method_shares_2": Text(
        "Without one, the budget is split in proportion to the tagged amounts; where tags exceed the budget, "
        "only the budget is split.",
        "결정이 없으면 부처 제출 금액에 비례해 나눕니다. 제출 금액의 합이 예산을 넘으면 예산까지만 나눕니다.",
    ),
    "method_shares_3": Text(
        "What no tag covers is outside the taxonomy.", "표시가 없는 나머지는 ‘그 외’로 집계합니다."
    ),
    "method_shares_3_unread": Text(
        "What a programme's tags leave is outside the taxonomy. A programme that nobody decided or tagged is not "
        "looked at, and is shown apart.",
        "표시된 사업의 나머지는 ‘그 외’입니다. 결정도 표시도 없는 사업은 미분류이며 따로 보입니다.",
    ),
    "method_shares_4": Text(
        "Remainders go to the largest fractions first, so parts sum to the whole to the last unit.",
        "나눌 때 남는 단위는 나머지가 큰 몫부터 주므로, 부분의 합이 마지막 단위까지 전체와 같습니다.",
    ),
    "method_rounding": Text("Units and rounding", "단위와 반올림"),
    "method_rounding_text": Text(
        "Amounts are computed as integers in the currency's smallest unit and rounded only where they are "
        "displayed. Tables print {table}.",
        "금액은 통화의 최소 단위 정수로 계산하고, 표시할 때에만 반올림합니다. 표에는 {table} 단위로 적습니다.",
    ),
    "method_taxonomy": Text("Taxonomy", "분류체계"),
    "method_taxonomy_text": Text("{name} ({id}).", "{name} ({id})."),
    "method_in_force": Text("In force from {valid_from}{valid_to}.", "시행: {valid_from}부터{valid_to}."),
    "method_until": Text(" to {date}", " {date}까지"),
    "method_stages": Text("Stages", "예산 단계"),
    "method_stages_text": Text(
        "A budget passes these stages in order. Stages present in this publication are marked.",
        "예산은 아래 순서로 확정됩니다. 굵은 단계가 이 자료에 있는 단계입니다.",
    ),
    "method_stage_here": Text("in this publication", "이 자료에 있음"),
    "method_stage_lead": Text("the stage this publication leads with", "이 자료의 기준 단계"),
    "method_proposals": Text("How good the machine's proposals are", "기계 제안의 정확도"),
    "method_proposals_text": Text(
        "Where nobody decided and no tag speaks, only the surest proposals count. What follows was measured on "
        "{texts} decided programmes in {groups} groups, five times on groups kept from the machine. Its "
        "probabilities are off by {calibration} on average.",
        "결정도 표기도 없는 사업에는 가장 확실한 제안만 반영했습니다. "
        "아래 값은 결정된 {texts}개 사업(묶음 {groups}개)에서 "
        "기계가 보지 못한 묶음으로 다섯 번 쟀습니다. 확률의 평균 오차는 {calibration}입니다.",
    ),
    "method_decided": Text("decided", "결정"),
    "method_said": Text("proposed", "제안"),
    "method_precision": Text("precision", "정밀도"),
    "method_recall": Text("recall", "재현율"),
    "method_calibration": Text("calibration error", "확률 오차"),
    "method_missed": Text("share of money missed", "놓친 금액 비율"),
    "method_inexact": Text("What is not exact", "정확하지 않은 것"),
    "method_inexact_none": Text(
        "All amounts were read as exact values; none is known only as an interval.",
        "모든 금액이 정확한 값으로 들어왔습니다. 구간으로만 아는 금액은 없습니다.",
    ),
    "method_inexact_some": Text(
        "The amounts of these programmes are known only as intervals. Every number they enter shows its interval.",
        "아래 사업의 금액은 구간으로만 압니다. 이 금액이 든 숫자는 모두 구간을 함께 적습니다.",
    ),
    "method_sources": Text("Sources", "원자료"),
    "method_citation": Text("Citation", "인용"),
    "source_unit": Text("Unit of source", "원자료의 단위"),
}
