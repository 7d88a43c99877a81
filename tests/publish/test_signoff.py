"""What a publication asserts of itself, and that nothing of it leaves its folder."""

from __future__ import annotations

import hashlib
import json
import re
import shutil
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import pytest

from crosscut.cli import run
from crosscut.errors import CrosscutError
from crosscut.exports.documents import checks as documents_checks
from crosscut.exports.documents.model import Paragraph, TextRun
from crosscut.exports.export import Check
from crosscut.figures.rounding import Rounding
from crosscut.text import Text
from crosscut.workbench.audits import Despite
from crosscut.workbench.publish import publish
from crosscut.workbench.signoff import checks
from crosscut.workbench.signoff.difference import _causes, _printed
from tests.publish.conftest import Example
from tests.shortened import LONG
from tests.workbench.folders import POLICY, small_budget

DOCUMENTS = ("pdf", "hwpx", "docx") if LONG else ("hwpx", "docx")
"""The documents that are written twice; tests/publish/test_embargo.py has the same PDF twice."""


def tree(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()
    }


def test_the_manifest_names_every_file_and_its_digest(korea: Example) -> None:
    manifest = json.loads((korea.out / "manifest.json").read_text(encoding="utf-8"))
    files = tree(korea.out)
    assert set(manifest["outputs"]) == set(files) - {"manifest.json"}
    for name, mark in manifest["outputs"].items():
        assert hashlib.blake2b(files[name], digest_size=16).hexdigest() == mark
    assert {"crosscut.toml", "decisions/corrections.csv"} <= set(manifest["inputs"])
    assert manifest["corrections"] == 2
    assert all(check["passed"] for check in manifest["checks"])
    korean = [re.sub("hwpx|docx|pdf|xlsx", "", check["name_ko"] + check["detail_ko"]) for check in manifest["checks"]]
    assert not [each for each in korean if re.search("[a-z]{3,}", each) or not re.search("[가-힣]", each)]
    assert len(manifest["checks"]) >= 12


def test_the_contract_of_files(korea: Example) -> None:
    papers = [f"{kind}.{language}" for kind in ("release", "brief") for language in ("ko", "en")]
    expected = {f"{paper}.{suffix}" for paper in papers for suffix in ("pdf", "hwpx", "docx")}
    expected |= {
        "report.ko.pdf",
        "report.en.pdf",
        "workbook.xlsx",
        "datapackage",
        "site",
        "charts",
        "manifest.json",
        "figures.json",
    }
    assert {path.name for path in korea.out.iterdir()} == expected
    assert (korea.out / "datapackage" / "datapackage.json").is_file()


@pytest.fixture(scope="module")
def drawn_before(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A small budget, and the documents that were published of it."""
    place = tmp_path_factory.mktemp("small")
    folder = small_budget(place / "budget")
    publish(folder, place / "out", DOCUMENTS)
    return folder, place / "out"


@pytest.mark.slow
@pytest.mark.draws
def test_the_same_bytes_twice_and_nothing_outside_the_folder(
    drawn_before: tuple[Path, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, before = drawn_before
    inputs, elsewhere = tree(folder), tmp_path / "elsewhere"
    elsewhere.mkdir()
    monkeypatch.setenv("TMPDIR", str(elsewhere))
    monkeypatch.chdir(elsewhere)
    publish(folder, tmp_path / "documents", DOCUMENTS)
    papers = sorted((tmp_path / "documents").glob("*.*.*"))
    assert len(papers) >= 4 * len(DOCUMENTS)
    for path in papers:
        assert path.read_bytes() == (before / path.name).read_bytes(), path.name
    for name in ("one", "two"):
        publish(folder, tmp_path / name, ("datapackage",))
    assert tree(tmp_path / "one") == tree(tmp_path / "two")
    after = tree(folder)
    assert {name for name in after if after[name] != inputs.get(name)} <= {"ledger.sqlite"}
    assert after.keys() == inputs.keys()
    assert list(elsewhere.iterdir()) == []
    assert sorted(path.name for path in tmp_path.iterdir()) == ["documents", "elsewhere", "one", "two"]


def test_the_difference_to_the_previous_publication_in_words(korea: Example, tmp_path: Path) -> None:
    folder = tmp_path / "next"
    shutil.copytree(korea.folder, folder)
    same = publish(folder, tmp_path / "same", ("datapackage",), previous=korea.out)
    assert same.difference is not None
    assert same.difference.en == ("Neither a total nor any area's amount changed.",)
    source = folder / "sources" / "5_quantum.csv"
    source.write_text(source.read_text(encoding="utf-8").replace(",6,,,new", ",16,,,new"), encoding="utf-8")
    answered = Despite("me", "the source was changed for trial, and its totals were not")
    changed = publish(
        folder, tmp_path / "changed", ("datapackage",), previous=korea.out / "manifest.json", despite=answered
    )
    assert changed.difference is not None
    said = " ".join(changed.difference.en)
    assert "up by KRW 10 billion, from KRW 125.2 billion to KRW 135.2 billion" in said
    assert "1,252억 원에서 1,352억 원으로 100억 원 늘어남" in " ".join(changed.difference.ko)
    manifest = json.loads((tmp_path / "changed" / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["difference"]["en"] == list(changed.difference.en)


def test_a_total_of_another_year_that_changed_is_told(korea: Example, tmp_path: Path) -> None:
    folder = tmp_path / "next"
    shutil.copytree(korea.folder, folder)
    source = folder / "sources" / "5_quantum.csv"
    text = source.read_text(encoding="utf-8")
    source.write_text(text.replace(",2023,confirmed,108,", ",2023,confirmed,108.000000001,"), encoding="utf-8")
    answered = Despite("me", "the source was changed for trial, and its totals were not")
    changed = publish(folder, tmp_path / "out", ("datapackage",), previous=korea.out, despite=answered).difference
    assert changed is not None
    total = "Total of 2023 confirmed: up by KRW 1, from KRW 4.6593 trillion to KRW 4.659300000001 trillion."
    assert total in changed.en, "what rounding would hide is told in full"
    assert "2023년 국회확정 총액: 4조 6,593억 원에서 4조 6,593억 1원으로 1원 늘어남." in changed.ko


def test_a_change_that_rounding_turns_round_is_told_in_full() -> None:
    rounding = Rounding("KRW", 10**14)
    moved_down = SimpleNamespace(currency=rounding.currency, nearest=rounding.nearest, displayed=lambda _: 10**9)
    figure, totals = SimpleNamespace(value=1_600_000_000), SimpleNamespace(rounding=moved_down)
    told = _printed(figure, 1_550_000_000, totals, "en")
    assert told == {"before": "KRW 1.55 billion", "after": "KRW 1.6 billion", "change": "KRW 50 million"}


def test_where_another_period_leads_amounts_are_told_against_the_one_that_led(korea: Example, tmp_path: Path) -> None:
    earlier = tmp_path / "earlier"
    earlier.mkdir()
    manifest, figures = (
        json.loads((korea.out / name).read_text(encoding="utf-8")) for name in ("manifest.json", "figures.json")
    )
    manifest["period"]["fiscal_year"] = 2023
    figures["figures"] = [each for each in figures["figures"] if each["where"].get("fiscal_year") == 2023]
    (earlier / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    (earlier / "figures.json").write_text(json.dumps(figures), encoding="utf-8")
    changed = publish(korea.folder, tmp_path / "out", ("datapackage",), previous=earlier).difference
    assert changed is not None
    assert changed.en[0] == "The leading period changed from 2023 confirmed to 2024 confirmed."
    assert changed.en[1] == "Amounts are compared with those of 2023 confirmed in the earlier publication."
    assert "Total budget: up by KRW 340.7 billion, from KRW 4.6593 trillion to KRW 5 trillion." in changed.en
    assert not [each for each in changed.en if "does not have" in each]


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        (["decisions/corrections.csv"], ["What people decided or corrected changed: decisions/corrections.csv."]),
        (["sources/a.csv"], ["Lines of the source data changed: sources/a.csv."]),
        (
            ["crosscut.toml", "decisions/links.csv", "sources/a.csv"],
            [
                "What people decided or corrected changed: decisions/links.csv.",
                "Lines of the source data changed: sources/a.csv.",
                "The settings changed.",
            ],
        ),
        (
            ["decisions/plan-2026-proposed.csv"],
            ["What a plan gives was recorded as a stage: decisions/plan-2026-proposed.csv (p2.toml)."],
        ),
        (["crosscut.toml"], ["The settings changed."]),
        (["scores.csv", "policy.toml"], ["Lines of the source data changed."]),
        ([], ["Lines of the source data changed."]),
    ],
)
def test_what_people_decided_is_not_laid_to_the_sources(changed: list[str], said: list[str]) -> None:
    names = ("crosscut.toml", "sources/a.csv", "decisions/links.csv")
    before, made_under = (
        dict.fromkeys(names, "1"),
        {"decisions/plan-2026-proposed.csv": "decisions/plan-2026-proposed.csv (p2.toml)"},
    )
    now = before | dict.fromkeys(changed, "2")
    assert list(_causes(before, now, ("scores.csv",), made_under, "en")) == said


def test_a_plan_that_was_taken_back_is_told_so() -> None:
    plan = "decisions/plan-2026-proposed.csv"
    before, now = {"sources/a.csv": "1", plan: "1"}, {"sources/a.csv": "1"}
    assert list(_causes(before, now, (), {}, "en")) == [f"A plan that stood as a stage was taken back: {plan}."]
    assert list(_causes(now, before, (), {}, "en")) == [f"What a plan gives was recorded as a stage: {plan}."]


def test_a_previous_publication_that_is_none_is_refused(korea: Example, tmp_path: Path) -> None:
    with pytest.raises(CrosscutError, match="`previous`"):
        publish(korea.folder, tmp_path / "out", ("xlsx",), previous=tmp_path)
    (tmp_path / "manifest.json").write_text('{"run": "of a build"}', encoding="utf-8")
    with pytest.raises(CrosscutError, match="is no publication of Crosscut"):
        publish(korea.folder, tmp_path / "out", ("xlsx",), previous=tmp_path)
    assert not (tmp_path / "out").exists()


def test_documents_that_disagree_are_caught(korea: Example) -> None:
    ko, en = korea.documents["release", "ko"], korea.documents["release", "en"]
    assert documents_checks.same_figures(ko, en).passed
    more = replace(en, blocks=(*en.blocks, Paragraph("body", (TextRun("5,432,109", figure=korea.facts.total.id),))))
    assert not documents_checks.same_figures(ko, more).passed
    for suffix in ("pdf", "docx", "hwpx"):
        content = (korea.out / f"release.en.{suffix}").read_bytes()
        assert documents_checks.reads_back(en, suffix, content).passed
        assert not documents_checks.reads_back(more, suffix, content).passed


def test_nothing_is_published_where_a_check_of_its_own_fails(
    korea: Example, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    wrong = Check(Text.same("made to fail"), passed=False, outcome=Text.same("it was"))
    monkeypatch.setattr(checks, "control_totals", lambda _findings: wrong)
    with pytest.raises(CrosscutError, match=r"made to fail: it was\. Nothing was published"):
        publish(korea.folder, tmp_path / "out", ("xlsx",), despite=Despite("me", "all the same"))
    assert not (tmp_path / "out").exists()


@pytest.fixture
def apart(korea: Example, tmp_path: Path) -> Path:
    """The example with a control total that its rows do not meet, and an earlier publication in its place."""
    folder = tmp_path / "apart"
    shutil.copytree(korea.folder, folder)
    control = '\n[[control]]\nlabel = "All of it"\namount = "1 billion"\n'
    toml = folder / "crosscut.toml"
    toml.write_text(toml.read_text(encoding="utf-8") + control, encoding="utf-8")
    (folder / "publication").mkdir()
    (folder / "publication" / "manifest.json").write_text(
        '{"crosscut": "0.1.0", "run": "1", "outputs": {"release.ko.pdf": ""}}', encoding="utf-8"
    )
    (folder / "publication" / "release.ko.pdf").write_bytes(b"the one before")
    return folder


def test_a_control_total_apart_keeps_everything_from_leaving(apart: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = tree(apart)
    assert run(["publish", str(apart), "--to", "xlsx", "--format", "json"]) == 1
    printed = capsys.readouterr()
    (line,) = [each for each in printed.err.splitlines() if each.startswith("crosscut: ")]
    assert "nothing was published. control totals: All of it: the rows sum to" in line
    assert "or explain the difference in control.explained" in line
    said = json.loads(printed.out)
    assert (said["refused"], said["files"]) == (True, [])
    assert [each["name"] for each in said["checks"] if not each["passed"]] == ["control totals"]
    assert tree(apart) == before


def test_somebody_may_answer_for_it_and_the_manifest_says_so(apart: Path, capsys: pytest.CaptureFixture[str]) -> None:
    words = ["publish", str(apart), "--to", "datapackage", "--out", str(apart / "out")]
    assert run([*words, "--despite", "no name"]) == 2
    assert "names nobody or no reason" in capsys.readouterr().err
    assert run([*words, "--despite", "Kim Minji: the printed total leaves out 2024"]) == 1
    assert "Published despite control totals: All of it" in capsys.readouterr().out.replace("\n", " ")
    manifest = json.loads((apart / "out" / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["despite"] == {
        "by": "Kim Minji",
        "reason": "the printed total leaves out 2024",
        "checks": ["control totals"],
    }


def test_a_difference_explained_line_by_line_is_no_obstacle(apart: Path) -> None:
    toml = apart / "crosscut.toml"
    text = toml.read_text(encoding="utf-8") + 'explained = "Both years, and the print has one."\n'
    toml.write_text(text, encoding="utf-8")
    made = publish(apart, apart / "out", ("datapackage",))
    assert not made.refused
    assert not made.failed
    assert json.loads((apart / "out" / "manifest.json").read_text(encoding="utf-8"))["despite"] is None


@pytest.mark.slow
def test_a_document_that_its_own_audit_finds_impossible_does_not_leave(korea: Example, tmp_path: Path) -> None:
    folder = tmp_path / "own"
    shutil.copytree(korea.folder, folder)
    (folder / "templates").mkdir()
    for language, text in (
        (
            "ko",
            "{{ before }} {{ amount(facts.total_before) }}에서 {{ amount(facts.total) }}(으)로 {{ rate(wrong) }} 늘었음.",
        ),
        ("en", "It rose from {{ amount(facts.total_before) }} to {{ amount(facts.total) }}, or by {{ rate(wrong) }}."),
    ):
        wrong = "{% set wrong = book.ratio(facts.total_before, facts.total) %}"
        template = f"= {{{{ title }}}}\n{wrong}\n> {text}\n"
        (folder / "templates" / f"release.{language}.txt").write_text(template, encoding="utf-8")
    made = publish(folder, tmp_path / "out", ("hwpx",))
    assert made.refused
    assert {each.name for each in made.failed} <= {f"release.{each}.hwpx audited" for each in ("ko", "en")}
    assert made.failed
    assert "93.2%" in made.failed[0].detail
    assert not (tmp_path / "out").exists()


def test_every_artefact_passes_the_own_audit(korea: Example) -> None:
    manifest = json.loads((korea.out / "manifest.json").read_text(encoding="utf-8"))
    audited = {each["name"].removesuffix(" audited") for each in manifest["checks"] if each["name"].endswith("audited")}
    papers = [f"{kind}.{language}" for kind in ("release", "brief") for language in ("ko", "en")]
    documents = {f"{paper}.{suffix}" for paper in papers for suffix in ("pdf", "hwpx", "docx")}
    assert audited == {*documents, "report.ko.pdf", "report.en.pdf", "workbook.xlsx", "site/ko", "site/en"}


def test_figures_printed_on_paper_are_traced(korea: Example, capsys: pytest.CaptureFixture[str]) -> None:
    figures = [korea.facts.total.id, korea.facts.unnamed.id, korea.facts.itemised.amount.id]  # type: ignore[union-attr]
    for figure in figures:
        printed = str(korea.out / "figures.json")
        assert run(["trace", str(korea.folder), figure, "--figures", printed, "--format", "json"]) == 0
        traced = json.loads(capsys.readouterr().out)
        assert traced["sum"] == traced["figure"]["value"]


def test_the_command_keeps_the_contract(korea: Example, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    words = ["publish", str(korea.folder), "--to", "hwpx,xlsx", "--out", str(tmp_path / "out"), "--format", "json"]
    assert run(words) == 0
    said = json.loads(capsys.readouterr().out)
    assert said["files"] == sorted(said["files"])
    assert {"release.ko.hwpx", "release.en.hwpx", "workbook.xlsx", "figures.json"} <= set(said["files"])
    assert not any(name.endswith((".pdf", ".docx")) for name in said["files"])
    assert run(["publish", str(korea.folder), "--to", "hwp"]) == 2
    assert "Did you mean 'hwpx'?" in capsys.readouterr().err


@pytest.mark.draws
def test_a_publication_works_out_nothing_that_readers_do_not_get_and_is_refused_over_a_contradiction(
    tmp_path: Path,
) -> None:
    folder, told = small_budget(tmp_path / "budget"), list[str]()
    (folder / "policy.toml").write_text(POLICY, encoding="utf-8")
    assert not publish(folder, tmp_path / "out", ("datapackage",), progress=told.append).refused
    assert "Attributing every amount" in told
    assert not {"Reviewing the demand", "Pricing the rules", "Trying other weights"} & {*told}
    floors = '[[rule]]\neach = "ministry"\ngrowth_at_least = "10 %"\n'
    (folder / "policy.toml").write_text(POLICY + floors, encoding="utf-8")
    refused = publish(folder, tmp_path / "out", ("datapackage",))
    assert [each.name for each in refused.failed] == ["findings"]
