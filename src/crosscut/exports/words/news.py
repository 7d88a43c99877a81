"""Words of the news of a publication, as feeds give it. Each in English and Korean."""

from __future__ import annotations

from crosscut.text import Text

WORDS: dict[str, Text] = {
    "news_feed": Text("{title}: publications and corrections", "{title}: 공표·정정 소식"),
    "news_follow": Text("Publications and corrections as a feed:", "공표·정정 소식 받기:"),
    "news_published": Text("{title}, {period}: published", "{title}({period}) 공표"),
    "news_first": Text("The first publication.", "첫 공표입니다."),
    "news_again": Text("It takes the place of the publication before.", "앞서 공표한 자료를 대신합니다."),
    "news_corrected": Text(
        "{programme}, {period}: {was} corrected to {amount}", "{programme}, {period}: {was}을(를) {amount}(으)로 정정"
    ),
    "news_taken_back": Text(
        "{programme}, {period}: correction from {was} to {amount} taken back",
        "{programme}, {period}: {was}에서 {amount}(으)로 한 정정을 거둠",
    ),
    "news_by": Text("{reason} ({by})", "{reason} ({by})"),
}
