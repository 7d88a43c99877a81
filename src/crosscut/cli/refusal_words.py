"""What commands say of options that do not go together, and of what they left undone."""

from __future__ import annotations

from crosscut.text import Text

_WORDS = {
    "one at a time": Text("one decision at a time", "결정은 한 번에 하나만"),
    "give one": Text(
        "Give one of --accept, --waive, --defer, --apart and --decide",
        "--accept, --waive, --defer, --apart, --decide 가운데 하나만 적을 것",
    ),
    "no csv": Text("--what-if answers as text or json", "--what-if의 답은 text나 json으로만 나옴"),
    "no csv mend": Text("Leave --format csv out.", "--format csv를 뺄 것."),
    "below zero": Text("{option} {value} is not 0 or more", "{option} {value}은(는) 0 이상이 아님"),
    "from zero": Text("Write a number from 0 on.", "0 이상의 수를 적을 것."),
    "not beside": Text("{option} does not go with {other}", "{option}은(는) {other}과(와) 함께 쓸 수 없음"),
    "once for each": Text("Run the command once for each.", "명령을 따로따로 실행할 것."),
    "not applied": Text("The plan was not applied.", "배분안을 적용하지 않음."),
    "alone leaves none": Text(
        "There is no plan: {rule} leaves none by itself. Leave --format csv out to see why.",
        "배분안이 없음: {rule} 하나만으로도 배분안이 없음. 까닭을 보려면 --format csv를 뺄 것.",
    ),
    "together leave none": Text(
        "There is no plan: {rule} and {count} more cannot hold together. Leave --format csv out to see them all.",
        "배분안이 없음: {rule} 외 {count}건이 서로 모순됨. 모두 보려면 --format csv를 뺄 것.",
    ),
}


def say(key: str, **values: object) -> Text:
    """One of the words with its values filled in."""
    return _WORDS[key].format(**values)
