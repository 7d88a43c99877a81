"""Words of approving: moves to a stage, what they change, amendments and signatures."""

from __future__ import annotations

from crosscut.text import Text

WORDS: dict[str, Text] = {
    "nav_moves": Text("Approval", "심의·의결"),
    "state_word_proposed": Text("proposed", "상신됨"),
    "move_not_an_amount": Text(
        "“{value}” is no amount of a programme. Write one from nothing on (1,200), or with its unit (28.8 billion).",
        "‘{value}’은(는) 사업의 금액이 아닙니다. 0 이상의 금액(1,200)이나 단위가 있는 금액(288억원)으로 적으세요.",
    ),
    "move_beyond_all": Text(
        "That is more than ten times what all programmes of the stage have together ({whole}). Check the unit.",
        "이 단계의 모든 사업을 합한 금액({whole})의 열 배보다 많습니다. 단위를 확인하세요.",
    ),
    "state_word_returned": Text("sent back", "반려됨"),
    "state_word_withdrawn": Text("withdrawn", "철회됨"),
    "field_moves": Text("moves to a stage", "단계 반영안"),
    "field_move_name": Text("Name", "이름"),
    "field_mover": Text("Moved by", "수정 제안자"),
    "do_move_read": Text("see moves to a stage", "단계 반영안 보기"),
    "do_move_propose": Text("propose a move to a stage", "단계 반영안 상신"),
    "do_move_amend": Text("amend a move to a stage", "단계 반영안 수정"),
    "do_move_sign": Text("sign a move to a stage", "단계 반영안 결재"),
    "do_move_return": Text("send a move back", "단계 반영안 반려"),
    "act_move_propose": Text("proposed a move to a stage", "단계 반영안 상신"),
    "act_move_amend": Text("amended a move", "단계 반영안 수정"),
    "act_move_sign": Text("signed a move", "반영안 결재"),
    "act_move_return": Text("sent a move back", "반영안 반려"),
    "do_move_withdraw": Text("take a signed move back", "결재한 반영안 철회"),
    "act_move_withdraw": Text("took a signed move back", "결재한 반영안 철회"),
    "done_move_withdrawn": Text(
        "Taken back. Its amounts stand in the budget's folder no more.",
        "철회했습니다. 예산 폴더에 그 금액이 더는 없습니다.",
    ),
    "move_is_withdrawn": Text("taken back", "철회"),
    "move_withdraw": Text("Take it back", "철회"),
    "move_withdraw_lead": Text(
        "Taking it back is a decision of its own: its amounts leave the budget's folder, the stage is open again, and what "
        "was signed stays kept with your reason.",
        "철회는 별도의 결정입니다. 금액이 예산 폴더에서 빠지고 단계가 다시 열리며, 결재한 내용은 철회 사유와 함께 남습니다.",
    ),
    "move_stands_under": Text(
        "{stage} has its amounts already and stands on this stage. Take that back first.",
        "이 단계를 바탕으로 한 {stage} 금액이 이미 있습니다. 그것을 먼저 철회하십시오.",
    ),
    "move_file_changed": Text(
        "{file} does not say what was signed. Put it back as it was signed, then take the move back.",
        "{file}의 내용이 결재한 것과 다릅니다. 결재한 대로 되돌린 뒤 철회하십시오.",
    ),
    "move_taken_title": Text("Taken back", "철회됨"),
    "move_taken_lead": Text("By {name}, {at}:", "{name}, {at}:"),
    "move_taken_receipt": Text("Receipt of taking back", "철회 확인서"),
    "item_move": Text("Move {number}", "반영안 {number}"),
    "done_move_proposed": Text("The move is proposed.", "반영안을 상신했습니다."),
    "done_move_amended": Text("The amount is amended.", "금액을 수정했습니다."),
    "done_move_signed": Text(
        "Signed. The amounts stand in the budget's folder.", "결재했습니다. 금액이 예산 폴더에 기록되었습니다."
    ),
    "done_move_returned": Text("The move is sent back.", "반영안을 반려했습니다."),
    "moves_lead": Text(
        "A move gives the amounts of a plan to the next stage. Before anything is saved it shows every amount and every "
        "published figure that changes; what is signed is exactly what was on the screen.",
        "반영안은 배분안의 금액을 다음 단계의 금액으로 올립니다. 저장하기 전에 바뀌는 금액과 공개 수치를 모두 보여 드리며, 화면에 보인 그대로를 결재합니다.",
    ),
    "moves_none": Text("Nothing has been proposed yet.", "아직 상신된 반영안이 없습니다."),
    "move": Text("Move", "반영안"),
    "move_stage": Text("Stage", "단계"),
    "move_state": Text("State", "상태"),
    "move_made": Text("Proposed by", "상신자"),
    "move_is_proposed": Text("waits for a signature", "결재 대기"),
    "move_is_signed": Text("signed", "결재 완료"),
    "move_is_returned": Text("sent back", "반려"),
    "move_from_scenario": Text("Propose the plan of a scenario", "시나리오의 배분안 상신하기"),
    "move_propose": Text("Propose as the amounts of a stage", "다음 단계 금액으로 상신"),
    "move_propose_lead": Text(
        "The plan of “{name}”, which divides what is asked for in {asked}, as it is at this moment. Changes of the "
        "scenario afterwards do not change what is proposed.",
        "‘{name}’의 현재 배분안({asked} 기준)입니다. 상신한 뒤에 시나리오를 바꾸어도 상신한 금액은 바뀌지 않습니다.",
    ),
    "move_name": Text("Name", "이름"),
    "move_why_hint": Text(
        "It stands with every amount in the budget's folder.", "예산 폴더의 모든 금액에 함께 적힙니다."
    ),
    "move_look": Text("Propose, and show what it changes", "상신하고 달라지는 내용 보기"),
    "move_basis": Text("Amounts to begin with", "출발 금액"),
    "move_basis_stage": Text("Those of {stage} as signed", "{stage} 금액(결재된 그대로)"),
    "move_basis_stage_hint": Text(
        "With every amendment that was signed. What changes now is entered as amendments of this move.",
        "결재된 수정을 모두 담고 있습니다. 이번 단계에서 바뀌는 금액은 반영안의 수정으로 적습니다.",
    ),
    "move_basis_plan": Text("The plan of “{name}”", "‘{name}’의 배분안"),
    "move_basis_plan_hint": Text(
        "Amendments that were signed for {stage} are not in it.", "{stage}에서 결재된 수정은 들어 있지 않습니다."
    ),
    "move_basis_takes_back": Text(
        "It takes back what was amended for: {names}.", "다음 사업에서는 결재된 수정이 빠집니다: {names}."
    ),
    "move_begun_from": Text("Its amounts begin from those of", "이 반영안이 이어받은 금액:"),
    "move_begun_from_gone": Text(
        "Move {number}, whose amounts it begins from, was taken back; send it back and propose the stage anew.",
        "이 반영안이 이어받은 반영안 {number}이(가) 철회되었습니다. 이 반영안을 반려하고 단계를 새로 상신하세요.",
    ),
    "move_again": Text(
        "The same is proposed already and waits: move {number}.", "같은 내용을 이미 상신했습니다: 반영안 {number}."
    ),
    "move_no_basis": Text("No stage of this year has been signed yet.", "이 회계연도에 결재된 단계가 아직 없습니다."),
    "move_next_stage": Text("Propose the next stage from these amounts", "이 금액에서 다음 단계 상신"),
    "move_no_stages": Text(
        "Every later stage has its amounts already, or the budget has no later stage.",
        "이후 단계가 없거나 모두 금액이 정해져 있습니다.",
    ),
    "move_no_stage": Text("Choose a later stage that has no amounts yet.", "아직 금액이 없는 이후 단계를 고르세요."),
    "move_unnamed": Text("A move needs a name and a reason.", "반영안의 이름과 사유를 적으세요."),
    "move_no_programme": Text(
        "No programme of this move, or more than one, is called so: {said}",
        "이 반영안에 없거나 여럿인 사업입니다: {said}",
    ),
    "move_unmoved": Text("An amendment needs who moved it and why.", "누가 어떤 사유로 수정을 제안했는지 적으세요."),
    "move_amended_since": Text(
        "Somebody amended this move since you opened the page. Look at it again.",
        "화면을 연 뒤 이 반영안이 수정되었습니다. 다시 확인하세요.",
    ),
    "move_from_stage": Text("now: {stage}", "현재: {stage}"),
    "move_based_on": Text("before: {stage}", "이전 단계: {stage}"),
    "move_count": Text("{count} programmes", "{count}개 사업"),
    "move_count_one": Text("1 programme", "1개 사업"),
    "move_sign_digest": Text("SHA-256 of what you sign:", "결재할 내용의 해시값(SHA-256):"),
    "move_all": Text("The whole budget", "예산 전체"),
    "ministry_unnamed": Text("No ministry named", "부처 미기재"),
    "move_inside": Text("all areas together", "전체 분야 합계"),
    "move_changed": Text("Amounts that change", "금액이 바뀌는 사업"),
    "move_of_programmes": Text("of {count} programmes", "전체 {count}개 사업 중"),
    "move_before": Text("Before", "반영 전"),
    "move_after": Text("After", "반영 후"),
    "move_programmes": Text("Every amount that changes", "바뀌는 사업별 금액"),
    "move_programmes_lead": Text(
        "{shown} of {count}, those that change most first; in {unit}.",
        "변동이 큰 순서로 {count}개 중 {shown}개. 단위: {unit}.",
    ),
    "move_unchanged": Text("No amount changes.", "바뀌는 금액이 없습니다."),
    "move_figures": Text("Every published figure that changes", "바뀌는 공개 수치"),
    "move_figure": Text("Figure", "수치"),
    "move_figures_lead": Text(
        "Figures of {file} that would say something else: {count} shown, and {finer} of narrower selections such as "
        "single programmes.",
        "{file}의 수치 중 달라지는 것입니다. {count}개를 보이며, 개별 사업 등 더 세분된 수치 {finer}개가 함께 달라집니다.",
    ),
    "move_unpublished": Text(
        "Nothing has been built or published from this budget yet, so no published figure changes.",
        "아직 만들거나 공개한 자료가 없어 바뀌는 공개 수치가 없습니다.",
    ),
    "move_figure_of": Text("{what}: {of}", "{of} {what}"),
    "move_kind_sum": Text("Amount", "금액"),
    "move_kind_count": Text("Programmes", "사업 수"),
    "move_kind_difference": Text("Change", "증감"),
    "move_kind_ratio": Text("Share", "비중"),
    "move_kind_growth": Text("Growth", "증감률"),
    "move_counting_partition": Text("each unit of money once", "중복 없이 집계"),
    "move_counting_overlap": Text("tagged amounts, which overlap", "중복 포함 집계"),
    "move_counting_coefficient": Text("by coefficient", "계수 적용 집계"),
    "move_amend": Text("Amend an amount", "금액 수정"),
    "move_amend_hint": Text(
        "What a body or a person moved, one programme at a time. Who moved it and why stand with the amount.",
        "기관이나 위원이 제안한 수정을 사업별로 적습니다. 제안자와 사유가 금액과 함께 남습니다.",
    ),
    "move_programme": Text("Programme, by number or name", "사업 번호 또는 사업명"),
    "move_mover": Text("Moved by", "수정 제안자"),
    "move_amended": Text("Amendments", "수정 내역"),
    "move_broken": Text("The amendments break rules", "수정으로 지키지 못하는 규칙"),
    "move_broken_lead": Text(
        "Of scenario {number}, over which the plan was proved. It can be signed all the same.",
        "배분안이 지키던 시나리오 {number}의 규칙입니다. 지키지 못해도 결재할 수 있습니다.",
    ),
    "move_broken_by": Text("missed by {amount} {unit}", "{amount} {unit}만큼 벗어남"),
    "move_amended_by": Text("amended: {mover}", "수정: {mover}"),
    "move_sign_title": Text("Sign what is on this screen", "이 화면의 내용을 결재합니다"),
    "move_sign_lead": Text(
        "Your signature holds for exactly this. Where an amount, a question or a file moves before you sign, nothing is "
        "signed and you are shown what moved.",
        "결재는 지금 보이는 내용에만 효력이 있습니다. 결재 전에 금액·질의·파일이 하나라도 바뀌면 결재되지 않고 무엇이 바뀌었는지 보여 드립니다.",
    ),
    "move_sign": Text("Sign", "결재"),
    "move_return": Text("Send back", "반려"),
    "move_moved": Text(
        "Not signed: something has moved since you opened the page. It stands below; look at it, and sign again.",
        "결재되지 않았습니다. 화면을 연 뒤 바뀐 내용이 있습니다. 아래에서 확인하고 다시 결재하세요.",
    ),
    "move_moving": Text(
        "Not signed: the budget is being changed at this moment. Look at it again.",
        "결재되지 않았습니다. 지금 예산이 변경되고 있습니다. 다시 확인하세요.",
    ),
    "move_since": Text("What has moved since you opened the page", "화면을 연 뒤 바뀐 내용"),
    "move_since_lead": Text(
        "Everything below shows the move as it is now.", "아래 화면은 모두 현재 반영안의 내용입니다."
    ),
    "move_since_unknown": Text(
        "What you saw is not known any more, so what moved cannot be told. Everything below is as it is now.",
        "보셨던 화면이 남아 있지 않아 무엇이 바뀌었는지 알 수 없습니다. 아래는 현재 내용입니다.",
    ),
    "move_shown": Text("On your screen", "보셨던 내용"),
    "move_moved_before": Text("Before the move: {name}", "반영 전: {name}"),
    "move_moved_amount": Text("{name}", "{name}"),
    "move_total_of": Text("Total: {name}", "{name} 합계"),
    "move_moved_figure": Text("Published figure {name}", "공개 수치 {name}"),
    "move_moved_question": Text("Question {name}", "질의 {name}"),
    "move_moved_fatal": Text("Fault: {name}", "오류: {name}"),
    "move_moved_file": Text("File {name}", "파일 {name}"),
    "move_held": Text("This stops the signature", "결재할 수 없는 이유"),
    "move_held_mend": Text(
        "Settle the open questions, and correct in the budget's sources or decisions what is wrong; this page is worked out "
        "anew then. Or return the move.",
        "미결 질의를 마무리하고, 예산 자료나 결정의 오류를 고치면 이 화면이 새로 계산됩니다. 반영안을 반려할 수도 있습니다.",
    ),
    "move_questions": Text(
        "Open questions stop this approval: {count}.", "미결 질의가 {count}건 있어 결재할 수 없습니다."
    ),
    "move_fatal": Text(
        "Something fatal was found of the budget with this move. It stands below.",
        "이 반영안을 반영한 예산에 치명적인 오류가 있습니다. 아래를 확인하세요.",
    ),
    "move_taken": Text("The stage has its amounts already: {file}", "이미 금액이 정해진 단계입니다: {file}"),
    "move_signed_title": Text("Signed", "결재 완료"),
    "move_signed_lead": Text(
        "Its amounts stand in decisions/plan-{year}-{stage}.csv, which every build reads. “crosscut verify” says so where "
        "that file no longer says what was signed.",
        "금액은 decisions/plan-{year}-{stage}.csv에 기록되어 이후의 모든 자료에 반영됩니다. 파일이 결재한 내용과 달라지면 crosscut verify가 알려 드립니다.",
    ),
    "move_receipt": Text("Receipt", "결재 확인서"),
    "move_package": Text("What was signed", "결재한 내용"),
    "move_amounts": Text("Amounts (CSV)", "금액 (CSV)"),
    "threads_on_yours": Text(
        "{count} threads are open on what you proposed.", "상신한 반영안에 마무리되지 않은 의견이 {count}건 있습니다."
    ),
    "threads_on_yours_one": Text(
        "A thread is open on what you proposed.", "상신한 반영안에 마무리되지 않은 의견이 1건 있습니다."
    ),
    "moves_to_sign": Text("{count} moves wait for your signature.", "결재를 기다리는 반영안이 {count}건 있습니다."),
    "moves_to_sign_one": Text("A move waits for your signature.", "결재를 기다리는 반영안이 1건 있습니다."),
    "mail_move_subject": Text("A move waits for your signature", "결재할 단계 반영안"),
    "mail_move_text": Text(
        "A move to the next stage has been proposed or amended. You can look at it and sign it there.",
        "단계 반영안이 상신되었거나 수정되었습니다. 아래에서 확인하고 결재할 수 있습니다.",
    ),
    "mail_moved_subject": Text("Your move has been decided", "상신한 반영안의 처리 결과"),
    "mail_moved_text": Text(
        "The move that you proposed was signed, sent back or taken back.",
        "상신한 단계 반영안이 결재되었거나 반려 또는 철회되었습니다.",
    ),
}
