"""What is said of a policy, and of the files that it names, where they cannot be used."""

from __future__ import annotations

from crosscut.text import Text

EITHER = Text("give either amount or change", "amount와 change 가운데 하나만 적을 것")
UNSCORED = Text(
    "criterion {id} needs either file (with column) or where",
    "평가 기준 {id}에는 file(과 column)이나 where 가운데 하나가 있어야 함",
)
RANKS_OF_NOTHING = Text("criterion {id} has ranks of no file", "평가 기준 {id}의 ranks는 file이 있어야 쓸 수 있음")
UNWEIGHED = Text(
    "criterion {id} needs a weight, a rank or a range", "평가 기준 {id}에 weight, rank, range 가운데 하나가 있어야 함"
)
RANGE = Text(
    "criterion {id}: the range must go up and start at 0 or above",
    "평가 기준 {id}: range는 0 이상에서 시작해 커지는 두 수여야 함",
)
RETURNS = Text(
    "returns must go on to larger parts and never rise; use options for leaps",
    "returns는 비율이 커질수록 worth가 커지지 않아야 함. 단계로 정하려면 options를 쓸 것",
)
ONE_ID = Text("two criteria have one id", "두 평가 기준의 id가 같음")
RULE_OF_NOTHING = Text("a rule needs one of {known}", "규칙에 {known} 가운데 하나가 있어야 함")
BOUND_OF_NOTHING = Text("a bound needs one of {known}", "[[bound]]에 {known} 가운데 하나가 있어야 함")
VIABLE_AND_OPTIONS = Text("give viable or options, not both", "viable과 options 가운데 하나만 적을 것")
NO_STEP = Text(
    "options are above 0 %; may_end = true lets a programme end",
    "options는 0 %보다 커야 함. 사업을 끝낼 수 있게 하려면 may_end = true로 적을 것",
)
GROUP_OF_NOTHING = Text("a group needs at_most or at_least", "[[group]]에 at_most나 at_least가 있어야 함")

NOT_FOUND = Text(
    "not found. A policy names at least unit and [ceiling]; see docs/allocate.md",
    "파일이 없음. 정책에는 unit과 [ceiling]이 있어야 함(docs/allocate.md)",
)
NO_UTF8 = Text("is not UTF-8 text. Save it as UTF-8", "UTF-8 글이 아님. UTF-8로 저장할 것")
NO_TOML = "TOML로 읽을 수 없음: {error}"
NO_POLICY_THEN = Text(
    "as of {day} the folder had no policy. Give one with `policy`",
    "{day} 당시 폴더에 정책이 없었음. `policy`로 지정할 것",
)
NO_SETTING = Text("{where} is not a setting.", "{where}은(는) 설정이 아님.")
MISPLACED = Text("{said}", " {name}은(는) 파일 맨 위에 적는 설정임. 첫 [표] 위로 옮길 것.")
MISSING = Text("{where} is missing. {write}", "{where}이(가) 없음. {write}")
WRITE_UNIT = Text(
    'Write the unit of its amounts at the top, such as unit = "million"',
    '맨 위에 금액 단위를 unit = "million"처럼 적을 것',
)
WRITE_CEILING = Text(
    'Write a table [ceiling] with amount = "…" or change = "-5 %"',
    '[ceiling] 표에 amount = "…"나 change = "-5 %"를 적을 것',
)
WRITE = Text("Write {name} = … there; see docs/allocate.md", "거기에 {name} = …를 적을 것(docs/allocate.md)")
WRONG = {
    "literal_error": "{expected} 가운데 하나여야 함",
    "greater_than": "{gt}보다 커야 함",
    "greater_than_equal": "{ge} 이상이어야 함",
    "string_type": "따옴표로 묶은 글이어야 함",
    "int_type": "정수여야 함",
    "int_parsing": "정수여야 함",
    "int_from_float": "정수여야 함",
    "float_type": "수여야 함",
    "float_parsing": "수여야 함",
    "finite_number": "유한한 수여야 함",
    "bool_type": "true나 false여야 함",
    "bool_parsing": "true나 false여야 함",
    "tuple_type": "목록이어야 함",
    "dict_type": "표여야 함",
    "model_type": "표여야 함",
    "model_attributes_type": "표여야 함",
    "dataclass_type": "글이나 {{ en = …, ko = … }}여야 함",
    "too_short": "항목이 모자람",
    "too_long": "항목이 너무 많음",
}
"""What a value that is of a wrong kind has to be, in Korean, by the kind of fault."""
UNFIT = "쓸 수 없는 값임({message})"

BASE_ELSEWHERE = Text("base {name} must lie beside the policy", "base {name}은(는) 정책 파일과 같은 폴더에 있어야 함")
BASE_CIRCLE = Text("the bases of this policy lead in a circle", "이 정책의 base가 서로 물고 돎")
BASE_UNREAD = Text("base {name} cannot be read", "base {name}을(를) 읽을 수 없음")
NOT_IN_BASE = Text(
    "without names {name}, which is no rule of the base", "without에 적은 {name}은(는) base에 있는 규칙이 아님"
)
NO_PERCENTAGE = Text(
    '{value} is not a percentage; write it as a text such as "-5 %"',
    '{value}은(는) 비율이 아님. "-5 %"처럼 따옴표로 묶어 적을 것',
)
TOO_MUCH = Text(
    "{value} leaves less than nothing; the most that can be taken is -100 %",
    "{value}만큼 바꾸면 남는 금액이 음수임. -100 % 이상으로 적을 것",
)
CUT_TOO_MUCH = Text(
    "a cut of {value} leaves less than nothing; the most is 100 %",
    "{value}을(를) 줄이면 남는 금액이 음수임. 100 % 이하로 적을 것",
)

NO_TAG = Text("tag {tag} is not in [tags]", "{tag}은(는) [tags]에 없음")
TAG_IT = Text("Name its programmes there.", "거기에 사업을 적을 것.")
NO_DUPLICATES = Text("no group of duplicates is called {name}", "{name}(이)라는 중복 의심 묶음이 없음")
KNOWN = Text("Known are {known}.", "있는 것은 {known}.")
FOUND_NONE = Text("The review found none.", "검토에서 나온 것이 없음.")
NO_FINDING = Text("no finding is called {name}", "{name}(이)라는 검토 사항이 없음")
NO_UNIT_SO_LARGE = Text(
    "unit: no programme asks for as much as {unit}, of which amounts are whole numbers",
    "unit: 금액을 {unit} 단위로 정하는데 그만큼 요구한 사업이 없음",
)
SMALLER_UNIT = Text(
    "Write a smaller unit: the largest request is {money}.", "더 작은 단위를 적을 것. 가장 큰 요구액은 {money}임."
)
MORE_THAN_ASKED = Text(
    "[[choice]] {choice} {name}: {part} is more than the request, which no programme may exceed",
    "[[choice]] {choice} {name}: {part}은(는) 요구액을 넘는데, 요구액을 넘을 수 있는 사업이 없음",
)
AT_THE_MOST = Text(
    "Write 100 % at the most, or may_exceed_request = true.", "100 % 이하로 적거나 may_exceed_request = true로 적을 것."
)
NO_STAGE = Text(
    "[{table}] stage: {stage} is not a stage of this budget", "[{table}] stage: {stage}은(는) 이 예산의 단계가 아님"
)
USE_ONE = Text("Use one of {known}.", "{known} 가운데 하나를 쓸 것.")
LATER_OUT_OF_TURN = Text(
    "[[later]] {number} is of {stated}, and the year after {before} is {year}",
    "[[later]] {number}은(는) {stated}년인데, {before}년 다음은 {year}년임",
)
IN_TURN = Text(
    "Write the later years one after another, none left out: each keeps a part of the year before.",
    "이후 연도를 빠짐없이 차례로 적을 것. 해마다 전년의 일부를 유지하기 때문임.",
)
NO_UNIT = Text("{value} has no unit", "{value}에 단위가 없음")
WITH_UNIT = Text(
    "Write it with its unit, such as {unit} or {currency}.", "{unit}(이)나 {currency}처럼 단위를 붙여 적을 것."
)
BELOW_ZERO = Text("{value} is below zero", "{value}은(는) 음수임")
NO_LESS = Text(
    "Write 0 or more: an allocation divides money and takes none.",
    "0 이상으로 적을 것. 배분은 금액을 나눌 뿐 거두지 않음.",
)
NO_AMOUNT = "{value}을(를) 금액으로 읽을 수 없음"
AN_AMOUNT = "5조, 100억 원처럼 적을 것"
SAME_ID = Text("two rules have the id {id}", "두 규칙의 id가 {id}(으)로 같음")
TWO_CHOICES = Text("programme {id} stands in two choices", "사업 {id}이(가) 두 [[choice]]에 들어 있음")
ONE_CHOICE = Text("Select it in one [[choice]] only.", "[[choice]] 하나에만 넣을 것.")
NO_WEIGHT = Text(
    "the weights of the criteria sum to zero, so no plan is better than another",
    "평가 기준의 가중치 합이 0이어서 어느 배분안도 더 낫지 않음",
)
A_WEIGHT = Text(
    "Give at least one criterion a weight above zero, or remove the criteria.",
    "평가 기준 하나 이상에 0보다 큰 가중치를 주거나 평가 기준을 뺄 것.",
)
NO_WEIGHTS_KEEP = Text(
    "no weights keep the ranges and the order of the criteria", "평가 기준의 range와 순위를 모두 지키는 가중치가 없음"
)
WEIGHTS_AGREE = Text(
    "The lowest ends must sum to at most 1, the highest to at least 1, and ranks must agree with ranges.",
    "하한의 합은 1 이하, 상한의 합은 1 이상이어야 하고, rank가 range와 맞아야 함.",
)
TOO_MANY_CRITERIA = Text(
    "corners of {count} criteria are too many to list", "평가 기준 {count}개는 너무 많아 가중치를 모두 따질 수 없음"
)

NO_REQUEST = Text("no line asks for money{year}{stage}", "{year}{stage}돈을 요구한 내역이 없음")
IN_YEAR = Text(" in {year}", "{year}년 ")
AT_STAGE = Text(" at stage {stage}", "{stage} 단계에 ")
NAME_REQUEST = Text(
    "Name a fiscal_year and stage that the budget has under [request].",
    "[request]에 이 예산에 있는 fiscal_year와 stage를 적을 것.",
)
NEGATIVE = Text(
    "programme {id} has an amount below zero ({amount}); an allocation divides money, it takes none",
    "사업 {id}의 금액이 음수임({amount}). 배분은 금액을 나눌 뿐 거두지 않음",
)
CORRECT_LINE = Text("Correct the line, or name another stage.", "내역을 고치거나 다른 단계를 적을 것.")
RECEIPT = Text(
    "programme {id} is below zero, and stays outside what is divided",
    "사업 {id}은(는) 금액이 음수이므로 배분 대상에서 제외됨",
)
LEAVE_OUT = Text("Leave it out: no amount of the plan is its.", "빼고 적을 것. 배분안에 이 사업의 금액은 없음.")
ASKS_NOTHING = Text("programme {id} is named, and asks for nothing", "사업 {id}을(를) 적었으나 요구한 금액이 없음")
CHECK_ID = Text("Check its id.", "사업 번호를 확인할 것.")
NO_VALUE = Text(
    "the policy selects {key} {value}, which no programme has", "정책이 고른 {key} {value}에 해당하는 사업이 없음"
)
NO_KEY = Text("No programme says its {key}.", "{key}이(가) 적힌 사업이 없음.")
STANDS_FOR = Text(" {word} stands for {count} programmes: {named}.", " {word}은(는) 사업 {count}개를 가리킴: {named}.")

TWICE = {
    "scored": Text("programme {id} is scored twice", "사업 {id}의 점수가 두 번 적혀 있음"),
    "ranked": Text("programme {id} is ranked twice", "사업 {id}의 순위가 두 번 적혀 있음"),
}
KEEP_ONE = Text("Keep one of its rows.", "한 행만 남길 것.")
NO_ID = Text("no programme has the id {id}", "사업 번호가 {id}인 사업이 없음")
NOT_THERE_THEN = Text("was not there as of {day}", "{day} 당시에는 없었음")
NO_SCORE = Text("{value} is no score", "{value}은(는) 점수가 아님")
A_NUMBER = Text("Write a number such as 62.5.", "62.5처럼 수로 적을 것.")
SCORE_TOO_LARGE = Text("{value} is too large for a score", "{value}은(는) 점수로 너무 큼")
SCORE_WITHIN = Text("Keep scores within {most}.", "점수는 {most} 이내로 적을 것.")
NO_RANK = Text("{value} is no rank", "{value}은(는) 순위가 아님")
A_RANK = Text("Write a whole number, 1 for the first.", "정수로 적을 것. 1이 1순위임.")
SCORE_MISSING = Text("programme {id} has no score for {criterion}", "사업 {id}에 평가 기준 {criterion}의 점수가 없음")
SCORE_ALL = Text("Every programme that asks for money needs a number.", "돈을 요구한 사업에는 모두 점수가 있어야 함.")
NO_YEAR = Text("{value} is no year", "{value}은(는) 연도가 아님")
A_YEAR = Text("Write a year such as 2027.", "2027처럼 적을 것.")
AMOUNT_IN = Text("Write an amount in {unit}.", "{unit} 단위 금액으로 적을 것.")
BINDS_LESS = Text("a contract binds no less than nothing", "계약 금액은 음수일 수 없음")
CORRECT_AMOUNT = Text("Correct the amount.", "금액을 고칠 것.")

UNSIGNED = Text(
    "applying a plan is a decision: it needs a name and a reason",
    "배분안 적용은 결정이므로 결정한 사람과 사유가 있어야 함",
)
SIGN = Text("Give `by` and `reason`.", "`by`와 `reason`을 적을 것.")
NO_PLAN = Text("there is no plan to apply", "적용할 배분안이 없음")
MEND_POLICY = Text("Fix the policy first.", "먼저 정책을 고칠 것.")
NO_LATER_STAGE = Text("{stage} is not a stage after {asked}", "{stage}은(는) {asked} 다음 단계가 아님")
APPLIED_ALREADY = Text("{year} {stage} already has its amounts", "{year}년 {stage}에는 이미 금액이 있음")
TAKE_BACK = Text(
    "A plan is applied once: remove that file to take it back, or name a later stage.",
    "배분안은 한 번만 적용함. 되돌리려면 그 파일을 지우고, 아니면 더 뒤의 단계를 적을 것.",
)
NOT_ROUNDED = Text(
    "no plan that keeps every rule to the last unit was found in {count} attempts, and no contradiction either",
    "{count}번 시도했으나 모든 규칙을 마지막 단위까지 지키는 배분안도, 모순도 찾지 못함",
)
LITTLE_MORE = Text(
    "Give rules that leave no room a little more, or the policy a smaller `unit`.",
    "여유가 없는 규칙을 조금 늘리거나 정책의 `unit`을 더 작게 할 것.",
)
OUT_OF_TIME = Text(
    "no plan that keeps every rule to the last unit was found within {seconds} seconds, and no contradiction either",
    "{seconds}초 안에 모든 규칙을 마지막 단위까지 지키는 배분안도, 모순도 찾지 못함",
)
MORE_TIME = Text("Give it more `seconds`, or a wider `gap`.", "`seconds`나 `gap`을 늘릴 것.")
OTHER_PROGRAMMES = Text("these plans are of different programmes", "서로 다른 사업의 배분안임")
SAME_LINES = Text("Plan the same lines under each policy.", "정책마다 같은 내역을 배분할 것.")
SOLVER_FAILED = Text("the solver failed: {failure}", "풀이기가 멈춤: {failure}")
FREE_MEMORY = Text("Free some memory and try again.", "메모리를 비우고 다시 시도할 것.")
