"""What the sections of a programme's page say as their titles, a sentence for each shape of its numbers."""

from __future__ import annotations

from crosscut.text import Text

WORDS: dict[str, Text] = {
    "programme_attribution_none": Text("There is no money to attribute.", "이 시점에 금액이 없어 나눌 것이 없습니다."),
    "programme_attribution_outside": Text("None of it is in an area.", "분야에 드는 금액이 없습니다."),
    "programme_attribution_only": Text("All of it is in {name}.", "모두 {name} 금액입니다."),
    "programme_attribution_alone": Text(
        "Part of it is in {name}, none in any other area.", "일부가 {name} 금액이며 다른 분야에 드는 금액은 없습니다."
    ),
    "programme_attribution_most": Text("The largest part is in {name}.", "{name} 몫이 가장 큽니다."),
    "programme_attribution_level": Text(
        "{count} areas have the largest part, as much each.", "{count}개 분야의 몫이 똑같이 가장 큽니다."
    ),
    "programme_all_parts": Text("It has {count} subprogrammes.", "내역사업은 {count}개입니다."),
    "programme_one_parts": Text("It has one subprogramme.", "내역사업은 한 개입니다."),
    "programme_periods_most": Text(
        "Of {all} points, {period} is the highest.", "{all}개 시점 가운데 {period} 금액이 가장 많습니다."
    ),
    "programme_periods_pair": Text("It has more in {period} than in {next}.", "{next}보다 {period} 금액이 많습니다."),
    "programme_periods_two": Text(
        "It has most in {period} and in {next}, as much in each.", "{period}과(와) {next} 금액이 똑같이 가장 많습니다."
    ),
    "programme_periods_level": Text(
        "Of {all} points, {count} are the highest, as much each.",
        "{all}개 시점 가운데 {count}개 시점의 금액이 똑같이 가장 많습니다.",
    ),
    "programme_periods_same": Text("It is the same at all {all} points.", "{all}개 시점의 금액이 모두 같습니다."),
    "programme_history": Text("{since} → {until}: {name}.", "{since} → {until}: {name}."),
    "programme_all_family": Text("It belongs with {count} other programmes.", "다른 사업 {count}개와 이어져 있습니다."),
    "programme_one_family": Text("It belongs with one other programme.", "다른 사업 한 개와 이어져 있습니다."),
    "programme_all_lines": Text("{count} rows of the sources.", "원자료의 {count}행에서 왔습니다."),
    "programme_one_lines": Text("One row of the sources.", "원자료의 한 행에서 왔습니다."),
    "programme_summed_lines": Text("Sums of rows of the sources.", "원자료의 여러 행을 더한 금액입니다."),
    "programme_all_recorded": Text("The ledger holds {count} entries on it.", "원장에 {count}건이 기록되어 있습니다."),
    "programme_one_recorded": Text("The ledger holds one entry on it.", "원장에 한 건이 기록되어 있습니다."),
}
