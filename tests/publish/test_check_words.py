"""What a publication's checks say, in the reader's language: none that holds is left in English."""

from __future__ import annotations

import json
import re

import pytest

from crosscut.workspace.web.check_words import check_detail, check_name
from tests.publish.conftest import Example


def test_every_check_of_a_publication_has_its_words(korea: Example) -> None:
    manifest = json.loads((korea.out / "manifest.json").read_text(encoding="utf-8"))
    for each in manifest["checks"]:
        name, detail = check_name(each["name"], "ko"), check_detail(each["detail"], "ko")
        assert re.search("[가-힣]", name), name
        assert re.search("[가-힣]", detail), detail
        assert check_name(each["name"], "en") == each["name"]


@pytest.mark.parametrize("text", ["P6 in p.csv cannot be read", "3 pages"])
def test_what_is_no_usual_sentence_stays(text: str) -> None:
    assert check_detail(text, "ko") == text
