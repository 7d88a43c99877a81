"""Words of documents: furniture, tables and notes of releases and reports. Each in English and Korean."""

from __future__ import annotations

from crosscut.text import Text

WORDS: dict[str, Text] = {
    "doc_about": Text("about {value}", "약 {value}"),
    "doc_interval": Text("{low} to {high}", "{low} 이상 {high} 이하"),
    "doc_release": Text("Press release", "보도자료"),
    "doc_brief": Text("Brief", "한 장 요약"),
    "doc_report": Text("Report", "보고서"),
    "doc_trace": Text("Trace", "근거"),
    "doc_date": Text("Date", "배포일"),
    "doc_embargo": Text("Embargo", "보도시점"),
    "doc_office": Text("Department", "담당 부서"),
    "doc_contact": Text("Contact", "연락처"),
    "doc_licence": Text("Licence", "이용 조건"),
    "doc_run": Text("Run", "산출 번호"),
    "doc_unit": Text("Unit: {unit}", "단위: {unit}"),
    "doc_contents": Text("Contents", "차례"),
    "doc_area": Text("Area", "분야"),
    "doc_ministry": Text("Ministry", "부처"),
    "doc_programme": Text("Programme", "사업명"),
    "doc_status": Text("Status", "구분"),
    "doc_amount": Text("Amount", "금액"),
    "doc_change": Text("Change", "증감"),
    "doc_rate": Text("Rate", "증감률"),
    "doc_share": Text("Share", "비중"),
    "doc_programmes": Text("Programmes", "사업 수"),
    "doc_total": Text("Total", "합계"),
    "doc_others": Text("Other ministries", "그 밖의 부처"),
    "doc_rest": Text("All else", "그 밖의 금액"),
    "doc_mark": Text("Note", "주"),
    "doc_notes_table": Text("Notes: the ids of the figures", "주석: 수치 고유번호"),
    "doc_notes_where": Text("Its rows in a browser: {address}ID", "근거 보기: {address}고유번호"),
    "doc_not_stated": Text("not stated yet", "미기재"),
    "doc_responsible": Text("Responsible", "책임자"),
    "doc_number": Text("Figure", "근거 번호"),
    "doc_status_new": Text("new", "신규"),
    "doc_status_continued": Text("continued", "계속"),
    "doc_status_": Text("–", "–"),
    "doc_tagged": Text("Tagged", "부처 제출 금액"),
    "doc_areas_table": Text("Budget by area", "분야별 예산"),
    "doc_ministries_table": Text("Budget by ministry", "부처별 예산"),
    "doc_flagships_table": Text("Flagship programmes", "주요 사업"),
    "doc_heat_table": Text("Ministry by area", "부처와 분야"),
    "doc_overlap_table": Text("Overlap between areas", "분야 사이의 겹침"),
    "doc_effects_table": Text("Counted once, and as tagged", "중복 제외 금액과 부처 제출 금액"),
    "doc_area_ministries": Text("{name}: by ministry", "{name}: 부처별"),
    "doc_area_programmes": Text("{name}: largest programmes", "{name}: 금액이 큰 사업"),
    "doc_ministry_programmes": Text("{name}: by programme", "{name}: 사업별"),
    "doc_sources_table": Text("Sources and digests", "원자료와 해시값"),
    "doc_file": Text("File", "파일"),
    "doc_digest": Text("Digest", "해시값"),
    "doc_source": Text("Source and licence", "출처와 이용 조건"),
    "doc_glossary": Text("Words", "용어"),
    "doc_term": Text("Word", "용어"),
    "doc_meaning": Text("Meaning", "뜻"),
    "doc_checked": Text("{count} amounts were read and checked.", "금액 {count}건을 읽고 점검하였음."),
    "doc_checked_controls": Text(
        "{count} totals printed elsewhere were compared.", "다른 곳에 실린 합계 {count}개와 맞추어 보았음."
    ),
    "doc_checked_none": Text("Nothing found forbids publication.", "공표를 막는 결과는 없음."),
    "doc_checked_fatal": Text(
        "{count} findings forbid publication: this is a draft.", "공표를 막는 결과가 {count}건 있어 아직 초안임."
    ),
    "doc_term_programme": Text("Programme", "세부사업"),
    "doc_meaning_programme": Text("The unit that asks for money.", "예산을 요구하는 단위."),
    "doc_term_area": Text("Area", "분야"),
    "doc_meaning_area": Text("The top level of the list of technologies.", "분류체계의 맨 위 갈래."),
    "doc_term_partition": Text("Partition", "중복 제외"),
    "doc_meaning_partition": Text(
        "Counting in which each amount is divided once, so that all parts (areas, {apart}) add up to the total.",
        "사업의 금액을 중복 없이 나누어, 모든 부분(분야, {apart})을 더하면 총액이 되는 셈법.",
    ),
    "doc_term_tagged": Text("Tagged amount", "부처 제출 금액"),
    "doc_meaning_tagged": Text(
        "What ministries marked for each area. Such amounts overlap and are never added.",
        "부처가 분야마다 적은 금액. 서로 겹치므로 더하지 않음.",
    ),
    "doc_term_stage": Text("Stage", "단계"),
    "doc_meaning_stage": Text(
        "Where an amount stands: requested, reviewed, proposed, confirmed, revised, executed.",
        "요구, 조정, 정부안, 국회확정, 추경, 집행 가운데 금액이 서 있는 자리.",
    ),
    "doc_term_about": Text("About", "약"),
    "doc_meaning_about": Text(
        "An amount that is not exactly known. Its bounds stand below the table.",
        "정확히 알려지지 않은 금액. 구간을 표 아래에 적음.",
    ),
    "doc_term_number": Text("Figure", "근거 번호"),
    "doc_meaning_number": Text(
        "The name of a number. The command crosscut trace takes it and gives the rows behind it.",
        "수치 고유번호. crosscut trace 명령에 주면 그 숫자를 이루는 행이 나옴.",
    ),
    "doc_term_run": Text("Run", "산출 번호"),
    "doc_meaning_run": Text(
        "Digest of inputs, decisions and code: where it is the same, so is the publication.",
        "입력, 결정, 프로그램 판의 해시값. 같으면 같은 자료로 만든 것임.",
    ),
    "doc_note_counting": Text(
        "Counting {counting}; taxonomy {taxonomy}; {stage}. Run {run}.",
        "집계 방식 {counting}, 분류체계 {taxonomy}, {stage}. 산출 번호 {run}.",
    ),
    "doc_note_adds": Text(
        "Rounded by largest remainder, so that the parts displayed add up to the wholes displayed.",
        "표시된 부분의 합이 표시된 합계와 같도록 최대잉여법으로 반올림함.",
    ),
    "doc_note_need_not": Text(
        "Because of rounding, the parts displayed need not add up to the wholes displayed.",
        "반올림으로 표시된 부분의 합이 표시된 합계와 다를 수 있음.",
    ),
    "doc_note_exact": Text("No amount was rounded.", "반올림 없이 적은 금액임."),
    "doc_note_overlap": Text("These amounts overlap and are never added.", "겹쳐 센 금액이므로 더하지 않음."),
    "doc_note_interval": Text("Bounds of amounts that are not exact: ", "정확하지 않은 금액의 구간: "),
    "doc_note_zero": Text(
        "Amounts below half of the smallest unit displayed are printed as zero.",
        "표시 단위에 못 미치는 금액은 영으로 적힘.",
    ),
    "doc_chart_changes": Text("Amounts by area, and the amounts before", "분야별 예산과 직전 예산"),
    "doc_chart_areas": Text("Amounts by area", "분야별 예산"),
    "doc_chart_additional": Text(
        "From the total before to the total now, area by area", "직전 총액에서 이번 총액까지, 분야별"
    ),
    "doc_chart_heat": Text("Ministry by area", "부처와 분야"),
    "doc_chart_overlap": Text("Overlap between areas", "분야 사이의 겹침"),
    "doc_axis_cut": Text("the axis does not begin at zero", "축은 0에서 시작하지 않음"),
    "doc_chart_flows": Text("Amounts by year and stage", "연도·단계별 금액"),
    "doc_alt_areas": Text(
        "Bars ({unit}). Largest: {first}, {first_amount}; smallest: {last}, {last_amount}.",
        "막대그래프({unit}). 가장 큰 것은 {first} {first_amount}, 가장 작은 것은 {last} {last_amount}.",
    ),
    "doc_alt_moves": Text(
        "Highest change: {first}, {first_amount}; lowest: {last}, {last_amount}.",
        "증감이 가장 높은 것은 {first} {first_amount}, 가장 낮은 것은 {last} {last_amount}.",
    ),
    "doc_alt_additional": Text(
        "Steps ({unit}) from {before} through each area's change to {after}.",
        "계단그림({unit}). {before}에서 분야별 증감을 거쳐 {after}에 이름.",
    ),
    "doc_alt_cells": Text(
        "Grid ({unit}), darker where there is more. Largest: {first}, {first_amount}; smallest: {last}, {last_amount}.",
        "격자그림({unit}). 진할수록 큼. 가장 큰 칸은 {first} {first_amount}, 가장 작은 칸은 {last} {last_amount}.",
    ),
    "doc_absent_changes": Text("No area holds any money.", "분야에 든 금액이 없음."),
    "doc_absent_additional": Text(
        "There is no earlier year or stage to compare with.", "견줄 이전 연도나 단계가 없음."
    ),
    "doc_absent_heat": Text(
        "Fewer than two ministries hold money of any area.", "분야에 든 금액이 있는 부처가 둘보다 적음."
    ),
    "doc_absent_stages": Text("There is but one year and stage.", "연도와 단계가 하나뿐임."),
    "doc_absent_flows": Text("There is no earlier year or stage to compare with.", "견줄 이전 연도나 단계가 없음."),
    "doc_absent_overlap": Text("No money is tagged with two areas.", "두 분야에 함께 표시된 금액이 없음."),
    "doc_flow_title": Text("From {since} to {until}: flows by area", "{since}에서 {until}(으)로: 분야별 흐름"),
    "doc_flow_areas": Text("From {since} to {until}, by area", "{since}에서 {until}(으)로: 분야별"),
    "doc_flow_ministries": Text("From {since} to {until}, by ministry", "{since}에서 {until}(으)로: 부처별"),
    "doc_flow_come": Text("New, grown, moved in", "신규·증액·이관"),
    "doc_flow_gone": Text("Ended, cut, moved out", "종료·감액·이관"),
    "doc_flow_granted_come": Text("Beyond requests, moved in", "요구 초과·이관"),
    "doc_flow_granted_gone": Text("Not given, moved out", "미반영·이관"),
    "doc_flow_spent_come": Text("Beyond budget, moved in", "예산 초과·이관"),
    "doc_flow_spent_gone": Text("Not spent, moved out", "미집행·이관"),
    "doc_fate_new": Text("New", "신규"),
    "doc_fate_grown": Text("Grown", "증액"),
    "doc_fate_moved": Text("Moved", "이관·재분류"),
    "doc_fate_cut": Text("Cut", "감액"),
    "doc_fate_ended": Text("Ended", "종료"),
    "doc_fate_granted_new": Text("Not asked for", "요구 없음"),
    "doc_fate_granted_grown": Text("Above request", "요구 초과"),
    "doc_fate_granted_cut": Text("Below request", "요구 미달"),
    "doc_fate_granted_ended": Text("Not given", "미반영"),
    "doc_fate_spent_new": Text("Without a budget", "예산 없음"),
    "doc_fate_spent_grown": Text("Above budget", "예산 초과"),
    "doc_fate_spent_cut": Text("Below budget", "예산 미달"),
    "doc_fate_spent_ended": Text("Nothing spent", "집행 없음"),
    "doc_fate_other": Text("Other", "그 밖"),
    "doc_note_fates": Text(
        "Moved is money that went to or came from another ministry, programme or area; other is what several "
        "things happened to at once, and corrections.",
        "이관·재분류는 다른 부처·사업·분야와 오간 금액이고, 그 밖은 둘 이상이 겹친 사업과 정정임.",
    ),
    "doc_alt_flow": Text(
        "Bands ({unit}) from {since}, {before}, to {until}, {after}: what each area kept, got and lost.",
        "흐름도({unit}). {since} {before}에서 {until} {after}까지, 분야마다 남은 금액과 들어오고 나간 금액.",
    ),
    "doc_alt_flows": Text(
        "One column a stage ({unit}). Largest: {first}, {first_amount}; smallest: {last}, {last_amount}.",
        "기둥그림({unit}). 단계마다 한 기둥. 가장 큰 것은 {first} {first_amount}, 가장 작은 것은 {last} {last_amount}.",
    ),
    # difference to an earlier publication
    "diff_period": Text(
        "The leading period changed from {before} to {after}.", "주된 연도·단계가 {before}에서 {after}(으)로 바뀜."
    ),
    "diff_against": Text(
        "Amounts are compared with those of {period} in the earlier publication.",
        "금액은 이전 간행물의 {period} 금액과 비교함.",
    ),
    "diff_more": Text(
        "{name}: up by {change}, from {before} to {after}.", "{name}: {before}에서 {after}(으)로 {change} 늘어남."
    ),
    "diff_less": Text(
        "{name}: down by {change}, from {before} to {after}.", "{name}: {before}에서 {after}(으)로 {change} 줄어듦."
    ),
    "diff_new": Text(
        "{name}: {after}, which the earlier publication does not have.", "{name}: 이전 간행물에 없던 금액 {after}."
    ),
    "diff_total_of": Text("Total of {period}", "{period} 총액"),
    "diff_no_amount": Text("Neither a total nor any area's amount changed.", "총액과 분야별 금액은 바뀌지 않음."),
    "diff_taxonomy": Text(
        "The taxonomy changed from {before} to {after}.", "분류체계가 {before}에서 {after}(으)로 바뀜."
    ),
    "diff_counting": Text(
        "The counting changed from {before} to {after}.", "집계 방식이 {before}에서 {after}(으)로 바뀜."
    ),
    "diff_decided": Text(
        "What people decided or corrected changed: {files}.", "담당자가 결정하거나 정정한 내용이 바뀜: {files}."
    ),
    "diff_plan": Text("What a plan gives was recorded as a stage: {files}.", "배분안의 금액을 단계로 기록함: {files}."),
    "diff_plan_back": Text(
        "A plan that stood as a stage was taken back: {files}.", "단계로 기록했던 배분안을 철회함: {files}."
    ),
    "diff_sources": Text("Lines of the source data changed: {files}.", "원자료의 줄이 바뀜: {files}."),
    "diff_settings": Text("The settings changed.", "설정이 바뀜."),
    "diff_lines": Text("Lines of the source data changed.", "원자료의 줄이 바뀜."),
    "diff_version": Text("Crosscut changed from {before} to {after}.", "Crosscut이 {before}에서 {after}(으)로 바뀜."),
}
