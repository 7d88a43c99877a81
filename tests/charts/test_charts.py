"""Charts for print: no letter cut, none over another, legible in a column and without colour, drawn apart or here."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crosscut.errors import CrosscutError
from crosscut.exports import charts
from crosscut.exports.charts import COLUMN, PAGE, drawing, intervals
from crosscut.exports.charts.process import DrawingProcess, SharedDrawing
from crosscut.exports.charts.theme import LIGHT, NAVY, SHADES
from crosscut.exports.charts.wrapping import ems, wrapped
from tests.charts.reading import boxes, size
from tests.shortened import some

pytestmark = pytest.mark.draws

AREAS = {
    "ko": [
        "인공지능",
        "첨단 반도체·디스플레이",
        "우주항공·해양",
        "첨단로봇·제조",
        "사이버보안",
        "차세대 통신",
        "양자",
        "수소",
        "첨단 모빌리티",
        "차세대 원자력",
        "이차전지",
        "첨단 바이오",
    ],
    "en": [
        "Artificial intelligence",
        "Semiconductors and displays",
        "Aerospace and marine",
        "Advanced robotics and manufacturing",
        "Cybersecurity",
        "Next-generation communications",
        "Quantum",
        "Hydrogen",
        "Advanced mobility",
        "Next-generation nuclear power",
        "Secondary batteries",
        "Advanced biotechnology",
    ],
}
MINISTRIES = [
    "과학기술정보통신부",
    "방송미디어통신위원회 소속 국립전파연구원 위성전파감시센터",
    "기후에너지환경부",
    "Ministry of Trade, Industry and Energy of a Very Long Name Indeed",
    "질병관리청",
]
AMOUNT = 10**10


def look(language: str, width: int) -> charts.ChartLook:
    words = {
        "axis": "억 원",
        "unit": "억 원",
        "tagged": "표시 금액",
        "now": "2024년 확정",
        "before": "2023년 확정",
        "key": "가장 큰 칸 대비",
        "cut": "축은 0에서 시작하지 않음",
    }
    return charts.ChartLook("ko" if language == "ko" else "en", 10**8, words, width)


def all_charts(language: str, width: int) -> dict[str, str]:
    """Every chart for print, with names as long as there are."""
    names, at = AREAS[language], look(language, width)
    bars = [
        charts.Bar(
            name,
            AMOUNT * (97 - 7 * n),
            f"{970_000 - n * 70_000:,}",
            "x",
            AMOUNT * (99 - 8 * n),
            f"{990_000 - n * 80_000:,}",
        )
        for n, name in enumerate(names)
    ]
    cells = [
        charts.OverlapCell(ministry, name, (n * 37 + m * 91) % 71 * AMOUNT, f"{(n * 37 + m * 91) % 71:,}00.0", "x")
        for n, ministry in enumerate(MINISTRIES)
        for m, name in enumerate(names)
    ]
    shared = [
        charts.OverlapCell(names[n], names[m], (n * 7 + m) * AMOUNT, f"{n * 7 + m:,}", "x")
        for n in range(12)
        for m in range(n)
    ]
    rise, level = [charts.WaterfallStep("2023년 확정", 0, 900 * AMOUNT, "900,000", "", whole=True)], 900 * AMOUNT
    for n, name in enumerate(names):
        rise.append(charts.WaterfallStep(name, level, level + (6 - n) * AMOUNT, f"{6 - n:+,}00.0", ""))
        level += (6 - n) * AMOUNT
    bands = [charts.FlowBand(name, name, AMOUNT * (12 - n), "1") for n, name in enumerate(names)]
    bands += [charts.FlowBand(name, "Cut", AMOUNT // 2, "1") for name in names]
    texts = dict.fromkeys(names, "11,179,471 (−2,210,576)")
    drawn = {
        "paired": charts.paired(bars, at),
        "heat": charts.heat(cells, MINISTRIES, names, at),
        "overlap": charts.overlap(shared, names, at),
        "steps": charts.steps(rise, at),
    }
    flows = charts.flow(bands, width, charts.Order(names, ("Cut",), texts, texts))
    return {name: charts.svg(chart, width) for name, chart in drawn.items()} | {"flow": flows}


@pytest.mark.parametrize("width", some([PAGE, COLUMN], 1))
@pytest.mark.parametrize("language", ["ko", "en"])
def test_no_letter_is_cut_and_none_stands_over_another(language: str, width: int) -> None:
    for name, svg in all_charts(language, width).items():
        found = boxes(svg)
        wide, high = size(svg)
        assert wide == width
        assert len(found) > 20, name
        for box in found:
            assert box.left >= -5, (name, box)
            assert box.top >= -2, (name, box)
            assert box.right <= wide + 2, (name, box)
            assert box.bottom <= high + 2, (name, box)
            assert "…" not in box.text, (name, box)
        over = [(one.text, other.text) for at, one in enumerate(found) for other in found[at + 1 :] if one.meets(other)]
        assert over == [], name


@pytest.mark.parametrize("language", ["ko", "en"])
def test_letters_are_legible_in_a_column_of_80_mm(language: str) -> None:
    for name, svg in all_charts(language, COLUMN).items():
        points = min(box.size for box in boxes(svg)) * 80 / COLUMN / 25.4 * 72
        assert points >= 5, name


def test_shades_stay_apart_in_greyscale() -> None:
    def grey(colour: str) -> float:
        red, green, blue = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
        return 0.299 * red + 0.587 * green + 0.114 * blue

    shades = [grey(each) for each in SHADES]
    assert shades == sorted(shades, reverse=True)
    assert min(one - other for one, other in pairwise(shades)) >= 20
    assert grey(LIGHT) - grey(NAVY) > 120


@given(st.text(max_size=80), st.integers(4, 40), st.integers(1, 4))
def test_a_name_keeps_its_letters_or_says_that_it_was_cut(text: str, room: int, most: int) -> None:
    lines = wrapped(text, room, most)
    assert 1 <= len(lines) <= most
    kept, given_ = ("".join("".join(each).split()) for each in (lines, text))
    assert kept == given_ or kept.endswith("…")
    assert all(ems(line.rstrip("…")) <= room + 1 for line in lines)


def test_equal_names_stay_two_rows() -> None:
    twice = [charts.Bar("Same", AMOUNT, "1", "x"), charts.Bar("Same", 2 * AMOUNT, "2", "x")]
    assert [box.text for box in boxes(charts.svg(charts.paired(twice, look("en", PAGE))))].count("Same") == 2


def test_the_same_picture_apart_and_here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "apart"))
    spec = charts.paired([charts.Bar("AI", AMOUNT, "100", "x")], look("en", PAGE))
    with charts.in_another_process():
        far = [charts.ask(spec), charts.ask_png(spec)]
        far_results = [each.result() for each in far]
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "here"))
    assert [each.asked is not None for each in far] == [drawing.processors() > 1] * 2
    assert far_results == [charts.ask(spec).result(), charts.ask_png(spec).result()]


def test_what_cannot_be_drawn_is_one_line() -> None:
    for given_ in (charts.ask({"mark": "nothing"}), charts.ask_png("no picture")):
        with pytest.raises(CrosscutError, match="a chart could not be drawn") as raised:
            given_.result()
        assert "\n" not in str(raised.value)
    with charts.in_another_process(), pytest.raises(CrosscutError, match="could not be drawn"):
        charts.ask({"mark": "nothing"}).result()


def test_a_process_that_dies_is_drawn_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(drawing, "processors", lambda: 2)
    spec = charts.paired([charts.Bar("AI", AMOUNT, "100", "x")], look("en", PAGE))
    with charts.in_another_process():
        assert drawing._process is not None
        process = drawing._process._process
        process.kill()
        assert charts.ask(spec).result() == charts.svg(spec).encode()
    assert process.poll() is not None


def test_one_process_draws_for_two(monkeypatch: pytest.MonkeyPatch) -> None:
    spec = charts.paired([charts.Bar("AI", AMOUNT, "100", "x")], look("en", PAGE))
    began = DrawingProcess()
    assert began.beside is not None
    other = SharedDrawing(os.dup(began.beside))
    task = json.dumps(["svg", {**spec, "width": PAGE}])
    answers = [each.ask(task) for each in (other, began, other)]
    assert [answer.result() for answer in answers] == [charts.svg(spec).encode()] * 3
    assert other.ask('["svg", {"mark": "nothing"}]').result() is None
    began.close()
    assert other.ask('["png", "gone"]').result() is None
    other.close()


def test_one_processor_draws_here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(drawing, "processors", lambda: 1)
    with charts.in_another_process():
        assert drawing._process is None


_CALLER = """
import signal, sys, time
from crosscut.exports import charts
signal.signal(signal.SIGINT, signal.default_int_handler)
with charts.in_another_process():
    print(charts.drawing._process._process.pid, flush=True)
    asked = charts.ask_javascript()
    while True:
        time.sleep(0.05)
"""
"""Sleeps in short turns: a signal that comes just before a sleep is seen only after it. One that comes while Python
cleans up an object is lost, so the test sends it until the process ends, as a person does. What a shell starts in the
background ignores interrupts: this process takes them all the same."""


@pytest.mark.skipif(drawing.processors() < 2, reason="nothing is drawn apart")
@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_nothing_is_left_running(how: signal.Signals) -> None:
    command = [sys.executable, "-c", _CALLER]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as caller:
        try:
            assert caller.stdout is not None
            drawer = int(caller.stdout.readline())
            while caller.poll() is None:
                caller.send_signal(how)
                time.sleep(0.5)
        finally:
            caller.kill()
    deadline = time.monotonic() + 100
    while time.monotonic() < deadline and _runs(drawer):
        time.sleep(0.1)
    assert not _runs(drawer)


def _runs(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


def test_hostile_names_stay_text() -> None:
    names = ["</script><script>alert(1)</script>", "\u2028'\"\\", "{{ 7 * 7 }}", "가" * 300, "", "a<b>&c"]
    spec = charts.paired([charts.Bar(name, AMOUNT, "1", "x") for name in names], look("en", PAGE))
    said = [box.text for box in boxes(charts.svg(spec))]
    assert "{{ 7 * 7 }}" in said
    assert "a<b>&c" in said
    assert json.loads(json.dumps(spec)) == spec


PROTOTYPE = ["constructor", "toString", "__proto__", "hasOwnProperty", "valueOf"]


def test_words_that_every_object_of_a_script_knows_are_names() -> None:
    at = look("en", PAGE)
    at.words.update(now="constructor", before="toString", rounds="Rounds")
    cells = [charts.OverlapCell(name, name, AMOUNT, "1", "x") for name in PROTOTYPE]
    bars = [charts.Bar(name, AMOUNT, "1", "x", AMOUNT, "1") for name in PROTOTYPE]
    for chart in (
        charts.heat(cells, PROTOTYPE, PROTOTYPE, at),
        charts.overlap(cells, PROTOTYPE, at),
        charts.paired(bars, at),
        charts.steps([charts.WaterfallStep(name, 0, AMOUNT, "1", "") for name in PROTOTYPE], at),
        intervals.intervals([intervals.IntervalBar(name, 1, 0, AMOUNT, AMOUNT) for name in PROTOTYPE], at),
    ):
        assert set(PROTOTYPE) <= {box.text for box in boxes(charts.svg(chart))}


def test_many_columns_of_one_stage_are_named_by_their_years() -> None:
    def drawn(*stages: str) -> str:
        years = [str(2015 + at) for at in range(len(stages))]
        made = zip(years, stages, strict=True)
        points = [charts.PeriodPoint(f"{year} {stage}", year, AMOUNT, "1", year, lead=False) for year, stage in made]
        return " ".join(box.text for box in boxes(charts.svg(charts.periods(points, look("en", PAGE)))))

    assert "Granted" not in drawn(*["Granted"] * 10)
    assert "2024" in drawn(*["Granted"] * 10)
    assert "Granted" in drawn("Granted", "Granted")
    assert "Spent" in drawn("Spent", *["Granted"] * 5)
