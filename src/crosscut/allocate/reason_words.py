"""What reasons say, in English and Korean."""

from __future__ import annotations

from crosscut.text import Text

BELOW_UNIT = Text(
    "Asks for {money}: amounts are whole numbers of {unit}.", "요구액이 {money}(으)로, 배분 단위 {unit}보다 작음."
)
OVER = Text("Ends before {year}: its last year is {end}.", "{year}년 전에 종료: 마지막 해가 {end}년.")
SET = Text("Set by a rule: {rule}.", "규칙이 정함: {rule}.")
SET_BY_TWO = Text("Set by rules: {low}, and {high}.", "규칙이 정함: {low}, {high}.")
SHARED = Text(
    "A tie: worth as much for the same money as {others}; what is left for them under {tight} is "
    "divided in proportion.",
    "동점: 같은 돈으로 {others}과 가치가 같아, {tight} 아래에서 남는 금액을 비례 배분.",
)
SHARED_ALONE = Text(
    "A tie: worth as much for the same money as {others} under other rules; what is left for them under {tight} is "
    "divided as near to proportion as all these rules allow.",
    "동점: 다른 규칙을 적용받는 {others}과 같은 돈의 가치가 같아, {tight} 아래에서 남는 금액을 규칙이 모두 허용하는 "
    "범위에서 비례에 가장 가깝게 배분.",
)
SHARED_LEAST = Text(
    "A tie: worth as much for the same money as {{others}}; what is left for them under {{tight}} is "
    "divided in proportion, and nobody has less than the least that a rule allows ({rule}).",
    "동점: 같은 돈으로 {{others}}과 가치가 같아, {{tight}} 아래에서 남는 금액을 비례 배분하되 "
    "규칙상 최소 금액 이상 반영({rule}).",
)
SHARED_ABOVE = Text(
    "More than the request, a tie: worth as much for the same money as {others}; what is left for them under {tight} "
    "is divided in proportion: first to what lacks of requests, then to requests.",
    "요구액 초과 반영(동점): 같은 돈으로 {others}과 가치가 같아, {tight} 아래에서 남는 금액을 "
    "먼저 요구액에 못 미치는 금액에, 다음으로 요구액에 비례 배분.",
)
LEAST_ABOVE = Text(
    "Given the least that a rule allows ({rule}), more than the request; what is left under {tight} goes to requests "
    "first.",
    "규칙상 최소 금액 반영({rule}, 요구액 초과): {tight} 아래에서 남는 금액은 요구액에 먼저 배분.",
)
FULL = Text("The request in full", "요구액 전액 반영")
ABOVE = Text("More than the request", "요구액보다 많이 반영")
ENDED = Text("Ended", "종료")
NOT_FUNDED = Text("Not funded", "미반영")
MOST = Text("As much as a rule allows: {rule}.", "규칙이 허용하는 최대: {rule}.")
MOST_OF = Text("{much}, as much as a rule allows: {rule}.", "{much}, 규칙이 허용하는 최대: {rule}.")
MOST_OF_WORTH = Text(
    "{{much}}, as much as a rule allows ({{rule}}) and as the policy counts as worth anything ({end} of the request).",
    "{{much}}, 규칙이 허용하는 최대({{rule}})이자 정책이 가치를 인정하는 한도(요구액의 {end}).",
)
LARGEST = Text("The largest offer: {rule}.", "선택할 수 있는 가장 큰 금액: {rule}.")
CUT = Text("Cut as far as a rule allows ({rule})", "규칙이 허용하는 만큼 감액({rule})")
KEPT_LOW = Text(
    "Kept at {since}'s amount, the least that a rule allows ({rule})", "규칙상 최소인 {since} 수준 유지({rule})"
)
LEAST = Text("Given the least that a rule allows ({rule})", "규칙상 최소 금액 반영({rule})")
KEPT = Text("Kept at {since}'s amount", "{since} 수준 유지")
MARGIN = Text("At the margin under {tight}", "{tight} 아래의 경계 사업")
ROOM = Text("the rules leave room for it.", "규칙에 여유가 있음.")
WORTH_MORE = Text("worth more for the same money than what was cut.", "감액된 사업보다 같은 돈의 가치가 큼.")
LESS_LOSES = Text("less loses more than it frees.", "감액은 얻는 것보다 잃는 것이 큼.")
CALLED_FOR = Text("a floor calls for it ({rules}).", "하한을 지키는 데 필요({rules}).")
CALLED_FOR_TOGETHER = Text("floors call for it together ({rules}).", "하한들을 함께 지키는 데 필요({rules}).")
OTHERS_MORE = Text(
    "under {tight}, other programmes are worth more for the same money.",
    "{tight} 아래에서 같은 돈으로 다른 사업의 가치가 더 큼.",
)
TURNS = Text(
    "more would be worth less here than elsewhere, less loses more than it frees.",
    "증액의 가치는 다른 사업보다 작고, 감액은 얻는 것보다 잃는 것이 큼.",
)
LUMPS = Text(
    "a tie with {others} worth as much for the same money; the whole amounts and sizes that fit decide.",
    "같은 돈으로 {others}과 가치가 같은 동점이며, 나눌 수 있는 금액 단위에 따라 정해짐.",
)
CROWDED = Text(
    "a tie with {others} worth as much for the same money; what is left is too little for the least sizes of all, "
    "so that the largest of these end.",
    "같은 돈으로 {others}과 가치가 같은 동점이나, 남는 금액이 모두의 최소 금액에 미치지 못해 "
    "최소 금액이 큰 사업부터 종료.",
)
DRAWN = Text(
    "a tie with {others} worth as much for the same money; what is left is too little for the least sizes of all, "
    "so that the largest of these end, and of equal ones those that ask for more, then those whose id comes last.",
    "같은 돈으로 {others}과 가치가 같은 동점이나, 남는 금액이 모두의 최소 금액에 미치지 못해 최소 금액이 큰 사업부터, "
    "같으면 요구액이 큰 사업, 이어 사업 번호가 뒤인 사업부터 종료.",
)
NO_BETTER = Text(
    "no better plan was found.",
    "더 나은 배분안을 찾지 못함.",
)
