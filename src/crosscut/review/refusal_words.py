"""What is said of a review's policy, and of decisions on its findings, where they cannot be used."""

from __future__ import annotations

from crosscut.text import Text

NO_RULE = Text("no review rule is called {name}", "{name}(이)라는 검토 규칙이 없음")
USE_ONE = Text("Use one of {known}.", "{known} 가운데 하나를 쓸 것.")
NO_UTF8 = Text("is not UTF-8 text. Save it as UTF-8", "UTF-8 글이 아님. UTF-8로 저장할 것")
NO_TOML = "TOML로 읽을 수 없음: {error}"
REVIEW_TABLE = Text(
    "review is a table: write [review.surge] and below it growth = 30",
    "review는 표임. [review.surge]를 적고 그 아래에 growth = 30처럼 적을 것",
)
NOT_A_RULE = Text("review.{name} is not a rule.", "review.{name}은(는) 규칙이 아님.")
RULE_TABLE = Text(
    'review.{name} is a table of parameters; to switch a rule off write off = ["{name}"]',
    'review.{name}은(는) 기준값을 적는 표임. 규칙을 끄려면 off = ["{name}"]처럼 적을 것',
)
NOT_A_PARAMETER = Text("review.{rule}.{name} is not a parameter.", "review.{rule}.{name}은(는) 기준값이 아님.")
WRONG_PARAMETER = Text("{place}: {said}", "{place}: {said}")
NO_COUNT = Text("{given} is not a whole number from 0 up", "{given}은(는) 0 이상의 정수가 아님")
NO_WORDS = Text("{given} is not a list of words", "{given}은(는) 낱말의 목록이 아님")
NO_PERCENTAGE = Text(
    "{given} is not a percentage; write a number such as 30", "{given}은(는) 비율이 아님. 30처럼 수로 적을 것"
)
NO_SUCH_PERCENTAGE = Text(
    "{given} is not a percentage from 0 to 100000 with at most four decimals",
    "{given}은(는) 0에서 100000 사이, 소수 넷째 자리까지의 비율이 아님",
)
NO_AMOUNT = Text("{given} is not an amount in {code}: {error}", "{given}은(는) {code} 금액으로 읽을 수 없음")

NO_STAGE = Text("{stage} is not a stage of this budget", "{stage}은(는) 이 예산의 단계가 아님")
NOTHING_OF = Text("nothing was read for {period}", "{period}의 자료가 없음")
IN_YEAR = Text("{year} {stage}", "{year}년 {stage}")
IN_ANY_YEAR = Text("any year {stage}", "어느 해에도 {stage}")
THERE_ARE = Text("There are {known}.", "있는 것은 {known}.")
NO_POLICY = Text("there is no such policy", "그런 정책 파일이 없음")
NAME_POLICY = Text("Name a policy.toml that exists", "있는 policy.toml을 적을 것")

NO_FINDING = Text("the review raises no finding {subject}", "검토에 {subject}(이)라는 사항이 없음")
NAME_FINDING = Text(
    "Name one as RULE:PROGRAMME, or as the column finding of crosscut review --format csv has it.",
    "규칙:사업 형식이나 crosscut review --format csv의 finding 열에 있는 대로 적을 것.",
)
ALSO_WRONG = Text("Also wrong: {told}", "그 밖의 잘못: {told}")
MORE_WRONG = Text("and {count} more", "그 밖에 {count}건")
IN_ROW = Text("row {row}: {said}", "{row}행: {said}")
IN_COLUMN = Text("row {row}, column {column}: {said}", "{row}행 {column} 열: {said}")
NO_DECISION = Text("{said} is no decision", "{said}은(는) 결정이 아님")
USE = Text("Use {known}", "{known} 가운데 하나를 쓸 것")
UNSIGNED = Text("a decision carries a name and a reason", "결정에는 결정한 사람과 사유가 있어야 함")
WHO_THERE = Text("Write who decides it there, or give --by", "거기에 결정한 사람을 적거나 --by로 지정할 것")
WHY_THERE = Text("Write why there", "거기에 사유를 적을 것")
DECIDED_TWICE = Text(
    "{subject} is decided in row {row} too, and not alike", "{subject}은(는) {row}행에서도 달리 결정함"
)
KEEP_ROW = Text("Keep the row that holds", "맞는 행만 남길 것")
ONE_PROGRAMME = Text("{pair} names one programme", "{pair}은(는) 사업 하나만 가리킴")
TWO_IDS = Text(
    "Name two ids with a comma between, as 26017,26019", "26017,26019처럼 쉼표로 이어 두 사업 번호를 적을 것"
)
NO_ID = Text("no programme has the id {id}", "사업 번호가 {id}인 사업이 없음")
PRINTED_IDS = Text("Use the ids that crosscut review prints", "crosscut review에 나오는 사업 번호를 쓸 것")
ITSELF = Text("a programme cannot be told apart from itself", "한 사업을 그 자신과 별개라고 할 수 없음")
NAME_TWO = Text("Name two programmes", "두 사업을 적을 것")
UNPAIRED = Text(
    "nothing pairs {one} with {other}, so that there is nothing to tell apart",
    "{one}과(와) {other}은(는) 묶여 있지 않아 가를 것이 없음",
)
NAME_TWO_OF_GROUP = Text(
    "Name two programmes of one group that crosscut review prints",
    "crosscut review에 나오는 한 묶음에서 두 사업을 적을 것",
)
SIGN = Text("Give `by` and `reason`", "`by`와 `reason`을 적을 것")
