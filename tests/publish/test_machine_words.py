"""What the machine says of a publication, in the reader's language: nothing usual is left in English."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

import crosscut
from crosscut.workspace.web.machine_words import check_detail, check_name, step
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


SAID = re.compile(r'progress\(f?"([^"]+)"')


def test_every_step_of_a_build_has_its_words() -> None:
    source = Path(crosscut.__file__).parent
    for room in ("workbench", "exports", "budget", "review", "ingest", "allocate"):
        for file in (source / room).rglob("*.py"):
            for said in SAID.findall(file.read_text(encoding="utf-8")):
                shown = re.sub(r"\{[^}]*\}", "7", said.replace("{kind}", "report"))
                if "under" not in shown or "rules" in shown:
                    assert re.search("[가-힣]", step(shown, "ko")), said
