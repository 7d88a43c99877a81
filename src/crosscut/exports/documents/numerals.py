"""Numbers written in words, in English and Korean: what a template may no more type than digits.

Left alone are words that are hardly ever a number: *one*, *ones*, *once* and *first*; 한, 하나, 첫 and 첫째. Single
syllables that are other words as often as numbers (이, 사, 조, 만 …) count only before a counter.
"""

from __future__ import annotations

import re
import unicodedata

_ENGLISH = (
    "zero|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|"
    "thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|"
    "twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|"
    "(?:hundred|thousand|million|billion|trillion|dozen|score)s?|"
    "(?:thir|four|fif|six|seven|eigh|nine)teenth|(?:twent|thirt|fort|fift|sixt|sevent|eight|ninet)ieth|"
    "(?:ten|hundred|thousand|million|billion|trillion)ths?|quadrillions?|lakhs?|crores?|"
    "second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|"
    "hal(?:f|ves|ve|ved|ving)|thirds|quarters?|twice|thrice|"
    "(?:doubl|tripl|trebl|quadrupl|quintupl)(?:e|es|ed|ing)|"
    "(?:two|three|four|five|six|seven|eight|nine|ten|twenty|fifty|hundred|thousand|many)fold|"
    "(?:twos|threes|fours|fives|sixes|sevens|eights|nines|tens|teens|fifths|sixths|sevenths|eighths|ninths)|"
    "(?:sext|sept|oct)upl(?:e|es|ed|ing)|(?:quint|sext)illions?"
)
_UNSEEN = re.compile("[\u00ad\u034f\u115f\u1160\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufe00-\ufe0f\ufeff]|\\*\\*")
_COUNTERS = (
    "(?:개|명|건|배|가지|곳|종|번|차례|해|달|년|분야|사업|부처|기관|단계|방향|나라|국가|축|갈래|째|시점|군데|쌍|사람)"
)
_TAIL = "(?:이|은|을|의|로|도|만|과|다|째|이다|임)?(?![가-힣])"
_DIGITS = "일이삼사오육칠팔구십백천만억조"
_KOREAN = "|".join(
    (
        "다섯|여섯|일곱|여덟|아홉|스물|스무|서른|마흔|예순|일흔|여든|아흔",
        f"열(?:하나|한|둘|두|셋|세|넷|네)|열 ?{_COUNTERS}",
        f"(?:둘|셋|넷){_TAIL}",
        f"(?:두|세|네|서너|두세|두어) ?{_COUNTERS}",
        f"쉰 ?{_COUNTERS}|(?:두|세|네|[일이삼사오육칠팔구]) ?(?:자릿수|퍼센트)|[{_DIGITS}]{{1,4}} ?분의 ?[{_DIGITS}]",
        "[수몇일이삼사오육칠팔구][십백천][만억조]",
        "반값|절반|반절|반토막|갑절|곱절|반으로|배로|반감",
        f"[수몇{_DIGITS}]{{0,24}}[십백천만억조][{_DIGITS}]{{0,24}}여? ?(?:{_COUNTERS}|원|퍼센트|달러)(?<!조건)",
        f"[삼육칠팔] ?(?:{_COUNTERS}|원|퍼센트)",
    )
)
_WORDS = re.compile(f"(?<![^\\W_])(?:{_ENGLISH})(?![A-Za-z])|(?<![가-힣])(?:{_KOREAN})", re.IGNORECASE)


def _plain(character: str) -> str:
    """A letter or digit as it is usually written; a sign such as ㎡ that has a digit in it stays itself."""
    made = unicodedata.normalize("NFKC", character)
    return made if made.isalpha() or len(made) == 1 else character


def first_number(text: str) -> tuple[int, str] | None:
    """The first number in a text, in digits or in words: how many lines are above it and what is written there.

    None without one. What is written in another form, or with characters in between that nobody sees, is the same.
    """
    text = "".join(map(_plain, _UNSEEN.sub("", unicodedata.normalize("NFC", text))))
    word = _WORDS.search(text)
    digit = next((place for place, each in enumerate(text) if each.isnumeric()), None)
    if digit is not None and (word is None or digit <= word.start()):
        return text.count("\n", 0, digit), text[digit:].split(maxsplit=1)[0]
    return (text.count("\n", 0, word.start()), word[0]) if word else None
